"""Whatever is done can be undone at once, and leaves nothing behind but its history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import note, settings
from hypothesis.stateful import run_state_machine_as_test

from models.books import wrong_books
from models.errors import DeskError
from tests.models.desk.books import Books
from tests.models.desk.test_till_at_random import CALM, AnyTill
from tests.models.desk.undo.content import changed, content


class UndoneTill(AnyTill):
    """A till at which half of what is done is undone at once."""

    def write(self, operation: Callable[..., object], *given: object, counted: bool = False) -> None:
        undone = "put" not in operation.__name__ and self.chance.random() < 0.5
        if undone and self.done_and_undone(lambda: operation(*given)):
            return
        super().write(operation, *given, counted=counted)

    def do(self, action: str, number: str, **inputs: object) -> None:
        if self.chance.random() < 0.5 and self.done_and_undone(lambda: self.desk.do(action, number, inputs)):
            return
        super().do(action, number, **inputs)

    def done_and_undone(self, operation: Callable[[], object]) -> bool:
        """Whether it could be done; what it left behind is told."""
        before = content(self.desk)
        try:
            done = operation()
        except DeskError:
            return False
        if not getattr(done, "journal", 0):
            return True
        note(f"undone: {done}")
        self.desk.undo()
        assert not changed(self.desk, before)
        self.books = Books(self.desk, self.books)
        return True

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert not list(wrong_books(self.desk.session.database))
        super().teardown()


def test_whatever_is_done_at_a_till_can_be_undone() -> None:
    run_state_machine_as_test(UndoneTill, settings=settings(CALM, max_examples=15, stateful_step_count=30))


@pytest.mark.long
def test_whatever_is_done_at_a_till_can_be_undone_for_long() -> None:
    longer = settings(CALM, derandomize=False, database=None, max_examples=300, stateful_step_count=60)
    run_state_machine_as_test(UndoneTill, settings=longer)
