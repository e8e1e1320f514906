"""The plan of a case's action as the rows of a preview: the case, its lines, and which stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import Badge, CaseView, Change, Plan
from tui.badges import Badges
from tui.dialogs.scene import Scene
from tui.field_words import emptied
from tui.widgets.change_list import ChangeRow
from tui.widgets.numbers import short_numbers

#: Fields that say again what the state says, or what the agent has just typed himself.
QUIET = ("_at", "_by", "_notes", "_code")


class CaseScene(Scene[CaseView]):
    """The case that an action is about, with the badges to draw it."""

    def __init__(
        self, head: CaseView, badges: Mapping[str, Badges], outcome_states: Mapping[str, str]
    ) -> None:
        super().__init__(head)
        self._badges = badges
        self._outcome_states = outcome_states
        self._states = {head.number: head.state} | {line.number: line.state for line in head.lines}
        self._about = {line.number: line.about for line in head.lines}

    def seen_again(self, head: CaseView) -> CaseScene:
        """The same scene with the case as it is now."""
        return CaseScene(head, self._badges, self._outcome_states)

    def rows(
        self, target: str, plan: Plan | None, asked: Sequence[str], outcomes: Mapping[str, str]
    ) -> list[ChangeRow]:
        """The target first, then the lines that want an outcome, then what else the plan changes."""
        others = [
            number for number in (plan.records if plan else ()) if number != target and number not in asked
        ]
        return [
            self._row(number, target, plan, outcomes if number in asked else None)
            for number in (target, *asked, *others)
        ]

    def staying(self, target: str, plan: Plan | None, asked: Sequence[str]) -> str:
        """The lines of a case that an action on it leaves alone, in words; empty where there are none."""
        if target != self.head.number:
            return ""
        moving = {*(plan.records if plan else ()), *asked}
        stay = [line for line in self.head.lines if line.number not in moving]
        if not stay:
            return ""
        settled = all(self._badges["line"][line.state].final for line in stay)
        numbers = short_numbers(line.number for line in stay)
        verb = "stays as it is" if len(stay) == 1 else "stay as they are"
        return f"{numbers}  {'settled, ' if settled else ''}{verb}"

    def _row(
        self, number: str, target: str, plan: Plan | None, outcomes: Mapping[str, str] | None
    ) -> ChangeRow:
        line = number != self.head.number
        changes = [change for change in (plan.changes if plan else ()) if change.record == number]
        moved = next((change for change in changes if change.field == "state"), None)
        before = self._states.get(number) or (str(moved.before) if moved else "")
        after = str(moved.after) if moved else self._outcome_states.get((outcomes or {}).get(number, ""), "")
        words = [
            _words(change)
            for change in changes
            if change.field != "state" and not (change.after and change.field.endswith(QUIET))
        ]
        if line and number != target and number in self._about:
            words.insert(0, self._about[number])
        return ChangeRow(
            number,
            self._badge(before, line=line),
            self._badge(after, line=line),
            " · ".join(filter(None, words)),
            line,
            outcomes is not None,
        )

    def _badge(self, state: str, *, line: bool) -> Badge | None:
        return self._badges["line" if line else "case"][state] if state else None


def _words(change: Change) -> str:
    if change.after in (None, ""):
        return emptied(change.field)
    return f"{change.field.replace('_', ' ')} {change.after}"
