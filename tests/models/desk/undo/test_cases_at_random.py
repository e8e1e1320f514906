"""Whatever is done to cases, one or several at once, can be undone, and leaves nothing but its history."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from models import Desk
from models.books import wrong_books
from models.errors import Refused, Unknown
from models.rulefile import shipped, shipped_rulebook
from tests.models.desk.test_till_at_random import CALM
from tests.models.desk.undo.content import changed, content

T = TypeVar("T")
ACTIONS = {
    kind: [each.code for each in shipped_rulebook().machine_by_code[kind].actions if not each.operation]
    for kind in ("case", "line")
}
ANSWERS: dict[str, dict[str, object]] = {
    "resolve": {"resolution_code": "solved", "resolution_notes": "Sent again"},
    "close": {"resolution_code": "solved", "resolution_notes": "Sent", "acceptance": "By phone"},
    "request_information": {"comment": "Which lamp?"},
    "reopen": {"reason": "Still broken"},
    "accept": {"approved_quantity": 3, "close_notes": "Fine", "resolution_code": "solved"},
    "deny": {"close_notes": "No"},
}


class AnyCase(RuleBasedStateMachine):
    """A desk on which anything is asked of cases by chance, and much of it undone at once or later."""

    @initialize()
    def open(self) -> None:
        self.folder, self.days, self.told = Path(tempfile.mkdtemp()), 0, 0
        self.desk = Desk.open(f"sqlite:///{self.folder / 'desk.db'}", agent="ann")
        self.desk.session.database.connection.execute("PRAGMA synchronous = OFF")
        self.desk.load_rules(shipped().replace("enabled = false", "enabled = true"))
        #: What the desk held before each action that is not undone.
        self.past: list[dict[str, list[tuple[tuple[str, object], ...]]]] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            while self.past:
                self.back()
            assert not list(wrong_books(self.desk.session.database))
            self.desk.close()
            shutil.rmtree(self.folder)

    @rule(chance=st.randoms(use_true_random=True))
    def work(self, chance: Random) -> None:
        self.days += 1
        self.chance = Random(f"{chance.random()} {self.days}")
        works = (self.new, self.act, self.act, self.act, self.act_together, self.fill, self.add, self.note)
        if (self.past and self.chance.random() < 0.3) or (self.any(*works)() and self.chance.random() < 0.3):
            self.back()

    def back(self) -> None:
        done = self.desk.undo()
        note(f"undone: {done}")
        assert not changed(self.desk, self.past.pop())

    def write(self, operation: Callable[[], object]) -> bool:
        before = content(self.desk)
        try:
            done = operation()
        except (Refused, Unknown):
            return False
        if not getattr(done, "journal", 1):
            return False
        note(f"{done}")
        self.past.append(before)
        return True

    def any(self, *values: T) -> T:
        return self.chance.choice(values)

    def cases(self) -> list[str]:
        return [row.number for row in self.desk.page(limit=5).rows] or ["ORDCS0001001"]

    def record(self) -> str:
        """A case or one of its lines."""
        number = self.any(*self.cases())
        try:
            lines = [line.number for line in self.desk.case(number).lines]
        except Unknown:
            return number
        return self.any(number, *lines)

    def new(self) -> bool:
        fields = {"short_description": "Two short", "account": self.any("", "Lamps Ltd"), "priority": 2}
        lines = [{"about": f"SO1/{at}", "requested_quantity": at} for at in range(self.any(0, 1, 2, 3))]
        return self.write(lambda: self.desk.new_case(fields, lines))

    def act(self) -> bool:
        number = self.record()
        kind = "line" if number.startswith("ORDCSL") else "case"
        action = self.any(*ACTIONS[kind])
        return self.write(lambda: self.do(action, number))

    def do(self, action: str, number: str) -> object:
        planned = {ask.name: ask for ask in self.desk.asks(action, number)}
        inputs = {name: value for name, value in ANSWERS.get(action, {}).items() if name in planned}
        if "outcomes" in planned:
            inputs["outcomes"] = {line: self.any("accepted", "denied") for line in planned["outcomes"].lines}
        return self.desk.do(action, number, inputs)

    def act_together(self) -> bool:
        """One action on several records, of which some may be refused."""
        action, done = self.any(*ACTIONS["case"]), 0
        before = content(self.desk)
        with self.desk.together():
            for number in self.cases():
                try:
                    self.do(action, number)
                    done += 1
                except (Refused, Unknown):
                    pass
        if done:
            self.past.append(before)
        return bool(done)

    def fill(self) -> bool:
        number = self.record()
        fields: dict[str, object] = {"assigned_to": self.any("ann", "bob", "")}
        if number.startswith("ORDCSL"):
            fields |= {
                "requested_quantity": self.any(1, 7, None),
                "requested_date": self.any("", "2026-04-01"),
            }
        else:
            fields |= {
                "short_description": self.any("One short", "None came"),
                "contact": self.any("", "Joe"),
            }
        return self.write(lambda: self.desk.set_fields(number, fields))

    def add(self) -> bool:
        number = self.record()
        if number.startswith("ORDCSL"):
            return self.write(lambda: self.desk.delete_line(number))
        self.told += 1
        return self.write(lambda: self.desk.add_line(number, {"about": f"SO2/{self.told}"}))

    def note(self) -> bool:
        kind = self.any("work_note", "comment")
        return self.write(lambda: self.desk.note(self.record(), "Called", kind=kind))


def test_whatever_is_done_to_cases_can_be_undone() -> None:
    run_state_machine_as_test(AnyCase, settings=settings(CALM, max_examples=8, stateful_step_count=40))


@pytest.mark.long
def test_whatever_is_done_to_cases_can_be_undone_for_long() -> None:
    longer = settings(CALM, derandomize=False, database=None, max_examples=300, stateful_step_count=60)
    run_state_machine_as_test(AnyCase, settings=longer)
