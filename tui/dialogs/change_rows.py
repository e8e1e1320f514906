"""A plan as the rows of a preview: what each record was, what it becomes, and which ones stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models import Ask, Badge, CaseView, Change, Plan, Refusal
from tui.badges import Badges
from tui.widgets.change_list import ChangeRow
from tui.widgets.numbers import short_numbers

#: Fields that say again what the state says, or what the agent has just typed himself.
QUIET = ("_at", "_by", "_notes", "_code")


class Scene:
    """The case that an action is about, with the badges to draw it."""

    def __init__(
        self, case: CaseView, badges: Mapping[str, Badges], outcome_states: Mapping[str, str]
    ) -> None:
        self.case = case
        self._badges = badges
        self._outcome_states = outcome_states
        self._states = {case.number: case.state} | {line.number: line.state for line in case.lines}
        self._about = {line.number: line.about for line in case.lines}

    def seen_again(self, case: CaseView) -> Scene:
        """The same scene with the case as it is now."""
        return Scene(case, self._badges, self._outcome_states)

    def finality(self, target: str, plan: Plan | None) -> str:
        """What it means that the target comes to a final state, in a sentence; empty where it doesn't."""
        if plan is None or not plan.final:
            return ""
        after = next((row.after for row in self.rows(target, plan, (), {}) if row.number == target), None)
        return f"{after.label if after else 'This'} is final: no action leads out of it."

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
        if target != self.case.number:
            return ""
        moving = {*(plan.records if plan else ()), *asked}
        stay = [line for line in self.case.lines if line.number not in moving]
        if not stay:
            return ""
        settled = all(self._badges["line"][line.state].final for line in stay)
        numbers = short_numbers(line.number for line in stay)
        verb = "stays as it is" if len(stay) == 1 else "stay as they are"
        return f"{numbers}  {'settled, ' if settled else ''}{verb}"

    def _row(
        self, number: str, target: str, plan: Plan | None, outcomes: Mapping[str, str] | None
    ) -> ChangeRow:
        line = number != self.case.number
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
    label = change.field.replace("_", " ")
    return f"{label} cleared" if change.after in (None, "") else f"{label} {change.after}"


def asked_lines(asks: Sequence[Ask]) -> tuple[str, ...]:
    """The open lines that want an outcome."""
    return tuple(number for ask in asks for number in ask.lines)


def in_the_way(refusal: Refusal) -> list[str]:
    """What still stands in the way; lines that want an outcome are named together."""
    lines = [reason.record for reason in refusal.reasons if reason.code == "missing_outcome"]
    said = [reason.message for reason in refusal.reasons if reason.code != "missing_outcome"]
    return [*said, f"An outcome is wanted for {short_numbers(lines)}."] if lines else said


def heading(plan: Plan | None) -> str:
    """How many records will change, or that it can't be said yet."""
    if plan is None:
        return "This will change"
    count = len(plan.records)
    return f"This will change {count} {'record' if count == 1 else 'records'}"
