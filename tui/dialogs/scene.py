"""What a preview is about: a record as it is, and how the plan of an action on it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from models import Ask, CaseView, OrderView, Plan, Refusal
from tui.widgets.change_list import ChangeRow
from tui.widgets.numbers import short_numbers

H = TypeVar("H", CaseView, OrderView)


class Scene(Generic[H]):
    """A record; a subclass says which rows a plan makes."""

    def __init__(self, head: H) -> None:
        self.head: H = head

    def seen_again(self, head: H) -> Scene[H]:
        """The same scene with the record as it is now."""
        raise NotImplementedError

    def rows(
        self, target: str, plan: Plan | None, asked: Sequence[str], outcomes: Mapping[str, str]
    ) -> list[ChangeRow]:
        """A row for each record that the plan changes, the target first; ``asked`` want an outcome."""
        raise NotImplementedError

    def staying(self, target: str, plan: Plan | None, asked: Sequence[str]) -> str:
        """What the action leaves alone, in words; empty where that need not be said."""
        return ""

    def finality(self, target: str, plan: Plan | None) -> str:
        """What it means that the target comes to a final state, in a sentence; empty where it doesn't."""
        if plan is None or not plan.final:
            return ""
        after = next((row.after for row in self.rows(target, plan, (), {}) if row.number == target), None)
        return f"{after.label if after else 'This'} is final: nothing leads out of it but its undo."


def asked_lines(asks: Sequence[Ask]) -> tuple[str, ...]:
    """The open lines that want an outcome."""
    return tuple(number for ask in asks for number in ask.lines)


def in_the_way(refusal: Refusal) -> list[str]:
    """What still stands in the way; lines that want an outcome are named together."""
    lines = [reason.record for reason in refusal.reasons if reason.code == "missing_outcome"]
    said = [reason.message for reason in refusal.reasons if reason.code != "missing_outcome"]
    return [*said, f"An outcome is wanted for {short_numbers(lines)}."] if lines else said


def heading(plan: Plan | None, rows: Sequence[ChangeRow]) -> str:
    """How many records will change, a row for each, or that it can't be said yet."""
    if plan is None:
        return "This will change"
    count = len(rows)
    if not count:
        return "This will change nothing"
    return f"This will change {count} {'record' if count == 1 else 'records'}"
