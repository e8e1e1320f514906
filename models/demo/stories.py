"""What happens to one case of the demo, from its first entry to the state in which it is found.

A story decides beforehand what becomes of the case and of each of its lines, and then tells
the actions that lead there; the rules are asked at every step like anybody's.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from models.demo.people import MANAGER, PORTAL
from models.demo.subjects import Subject
from models.demo.telling import Act, Step
from models.demo.texts import ACCEPTANCES, ANSWERS, CALLED_BACK, GIVEN_UP, NUDGES

if TYPE_CHECKING:
    from models.desk.desk import Desk

#: What may become of a line once its case is in work; the last four leave it open.
FATES = ("accepted", "denied", "cancelled", "working", "awaiting", "new", "draft")
_ODDS = (4, 2, 1, 4, 2, 1, 1)
_SETTLED, _OPEN = FATES[:3], FATES[3:]
_UNTOUCHED = ("new", "draft", "cancelled")


class Story:
    """One case: what it is about, who works it, and the steps that lead to the state ``end``.

    ``follows``: what its first line comes to at the till is done as well, once it is accepted.
    """

    def __init__(
        self, random: Random, subject: Subject, worker: str, end: str, *, follows: bool = False
    ) -> None:
        self.random = random
        self.subject = subject
        self.worker = worker
        self.end = end
        self.number = ""
        self.lines: list[str] = []
        self.steps: list[Step] = []
        self.asked = False
        #: A case resolves by itself where its lines are settled one by one, with no code for the whole.
        self.by_itself = end in ("resolved", "closed") and bool(subject.lines) and random.random() < 0.35
        #: Whether the last line comes later than the case.
        self.late = len(subject.lines) > 1 and random.random() < 0.3
        self.fates = [self._fate(index) for index in range(len(subject.lines))]
        self.follows = follows
        if follows:
            self.fates[0] = "accepted"
        if self.by_itself:
            self.fates[-1] = random.choice(("accepted", "accepted", "denied"))
        elif self.fates and not set(self.fates) & set(_OPEN):
            self.fates[-1] = "working"
        self._tell()

    def _fate(self, index: int) -> str:
        if self.by_itself:
            return self.random.choices(_SETTLED, _ODDS[:3])[0]
        last = index == len(self.subject.lines) - 1
        fate = self.random.choices(FATES, _ODDS)[0]
        return "new" if fate == "draft" and not (self.late and last) else fate

    def _step(self, wait: float, agent: str, act: Act) -> None:
        self.steps.append(Step(wait * self.random.uniform(0.4, 1.6), agent, act))

    def _tell(self) -> None:
        opener = PORTAL if self.subject.fields["channel"] == "web" else self.worker
        self._step(0, opener, self._create)
        if self.end in ("draft", "cancelled"):
            self._tell_draft()
            return
        self._step(0.1, opener, lambda desk: desk.do("submit", self.number))
        if self.random.random() < 0.7:
            self._say(0.2, PORTAL, self.subject.complaint)
        if self.late:
            self._step(0.5, self.worker, self._add)
            if self.fates[-1] != "draft":
                self._line(0.1, "submit", -1)
        if self.end == "new":
            self._tell_waiting()
        else:
            self._tell_work()

    def _tell_draft(self) -> None:
        if self.lines_at_first and self.random.random() < 0.3:
            self._line(0.5, "cancel", 0)
        if self.end == "cancelled":
            self._note(0.5, self.random.choice(GIVEN_UP))
            self._step(0.1, self.worker, lambda desk: desk.do("cancel", self.number))
        elif self.random.random() < 0.4:
            self._note(0.5, self.subject.note)

    def _tell_waiting(self) -> None:
        """A case that nobody has begun: the manager gave some to somebody, customers ask about others."""
        if self.random.random() < 0.2:
            self._step(1, MANAGER, lambda desk: desk.set_fields(self.number, {"assigned_to": self.worker}))
        elif self.random.random() < 0.3:
            self._say(2, PORTAL, self.random.choice(NUDGES))

    def _tell_work(self) -> None:
        self._begin()
        self._note(1, self.subject.note)
        if self.random.random() < 0.5:
            self._say(1, self.worker, self.subject.told(self.random.choice(ANSWERS)))
        if self.random.random() < 0.3:
            self._ask_and_hear()
        if self.random.random() < 0.1:
            self._step(1, self.worker, lambda desk: desk.set_fields(self.number, {"priority": 2}))
        for index, fate in enumerate(self.fates):
            self._settle(index, fate)
        if self.end == "awaiting_info":
            self._ask()
        elif self.end in ("resolved", "closed"):
            self._finish()

    def _begin(self) -> None:
        """Taken as a whole, or by starting single lines where one is left for later."""
        begun = [index for index, fate in enumerate(self.fates) if fate not in _UNTOUCHED]
        if "new" in self.fates and begun:
            for index in begun:
                self._line(1, "start", index)
        else:
            self._step(3, self.worker, lambda desk: desk.do("assign_to_me", self.number))

    def _settle(self, index: int, fate: str) -> None:
        if fate == "accepted" and self.follows and not index:
            self._step(2, self.worker, self._accept_and_follow)
        elif fate == "accepted":
            less = self.subject.theme.about == "quantity" and self.random.random() < 0.15
            self._line(2, "accept", index, {"approved_quantity": 1} if less else None)
        elif fate == "denied":
            self._line(2, "deny", index, {"close_notes": self.subject.denied})
        elif fate == "cancelled":
            self._line(1, "cancel", index)
        elif fate == "awaiting":
            self._line(2, "request_information", index, self._question())

    def _question(self) -> dict[str, object]:
        """The question to the customer, which is asked once and then has only to be answered."""
        if self.asked:
            return {}
        self.asked = True
        return {"comment": self.subject.question}

    def _ask(self) -> None:
        question = self._question()
        self._step(2, self.worker, lambda desk: desk.do("request_information", self.number, question))

    def _ask_and_hear(self) -> None:
        self._ask()
        self._say(2, PORTAL, self.subject.reply)
        self._step(0.3, self.worker, lambda desk: desk.do("information_received", self.number))

    def _finish(self) -> None:
        if not self.by_itself:
            self._step(3, self.worker, lambda desk: desk.do("resolve", self.number, self._resolution(desk)))
        if self.random.random() < 0.6:
            self._say(0.3, self.worker, self.subject.solved)
        if self.end == "closed":
            accepted = self.random.choice(ACCEPTANCES)
            self._step(3, self.worker, lambda desk: self._close(desk, accepted))
            if self.random.random() < 0.1:
                self._note(3, self.random.choice(CALLED_BACK))

    # -- the acts

    @property
    def lines_at_first(self) -> int:
        """How many lines the case is born with."""
        return len(self.subject.lines) - self.late

    def _create(self, desk: Desk) -> None:
        done = desk.new_case(self.subject.fields, self.subject.lines[: self.lines_at_first])
        self.number = done.record
        self.lines = [
            each.record for each in done.changes if each.field == "state" and each.record != done.record
        ]

    def _add(self, desk: Desk) -> None:
        self.lines.append(desk.add_line(self.number, self.subject.lines[-1]).record)

    def _line(self, wait: float, action: str, index: int, inputs: dict[str, object] | None = None) -> None:
        self._step(wait, self.worker, lambda desk: desk.do(action, self.lines[index], inputs))

    def _accept_and_follow(self, desk: Desk) -> None:
        for proposal in desk.till.proposals(desk.do("accept", self.lines[0])):
            desk.till.follow(proposal)

    def _say(self, wait: float, who: str, text: str) -> None:
        self._step(wait, who, lambda desk: desk.note(self.number, text, kind="comment"))

    def _note(self, wait: float, text: str) -> None:
        self._step(wait, self.worker, lambda desk: desk.note(self.number, text))

    def _resolution(self, desk: Desk) -> dict[str, object]:
        lines = [line for ask in desk.asks("resolve", self.number) for line in ask.lines]
        outcomes = {line: "denied" if place == 2 else "accepted" for place, line in enumerate(lines)}
        return self.subject.resolution | {"outcomes": outcomes}

    def _close(self, desk: Desk, acceptance: str) -> None:
        missing = {ask.name for ask in desk.asks("close", self.number)} & set(self.subject.resolution)
        known = {name: text for name, text in self.subject.resolution.items() if name in missing}
        desk.do("close", self.number, known | {"acceptance": acceptance})
