"""What a file says about cases: one value for each update, gathered by case and put in order.

*Units*: times in milliseconds since 1970, UTC. An update takes some 500 bytes while a file is
read; that is what bounds how large a file may be, since a case's updates may stand anywhere in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class About(NamedTuple):
    """What a row says about its case beside the fields that its updates move."""

    short_description: str
    account: str
    contact: str
    consumer: str
    order: str
    scope: str
    service: str
    channel: str
    opened_at: int | None
    opened_by: str


class Ending(NamedTuple):
    """What a row says about the end of its case; an export may write it on rows from long before."""

    resolved_at: int | None
    resolved_by: str
    closed_at: int | None
    closed_by: str
    resolution_code: str
    resolution_notes: str


class Update(NamedTuple):
    """One row: when who left the case with which state, priority, group and assignee.

    ``digest`` tells updates of one case apart.
    """

    line: int
    revision: int
    at: int | None
    by: str
    state: str
    priority: int
    assignment_group: str
    assigned_to: str
    about: About
    ending: Ending
    digest: str


@dataclass(frozen=True)
class ImportedCase:
    """A case as its source tells it: its updates in order, and those that a later row overruled."""

    source: str
    number: str
    updates: tuple[Update, ...]
    repeated: tuple[Update, ...] = ()

    @property
    def last(self) -> Update:
        """The update that the case stands at."""
        return self.updates[-1]

    def following(self, update: Update) -> Update:
        """The update that overruled a repeated one."""
        return next(later for later in self.updates if later.revision == update.revision)


def in_order(source: str, number: str, rows: list[Update]) -> ImportedCase:
    """A case of its rows: ordered by revision, and of two with one revision the later row wins."""
    winners: dict[int, Update] = {}
    repeated: list[Update] = []
    for row in rows:
        if row.revision in winners:
            repeated.append(winners[row.revision])
        winners[row.revision] = row
    ordered = tuple(winners[revision] for revision in sorted(winners))
    return ImportedCase(source, number, ordered, tuple(repeated))


def oddities(case: ImportedCase) -> Iterator[tuple[int, str]]:
    """What is odd about a case and kept all the same, each with its line."""
    for update in case.repeated:
        later = case.following(update)
        again = f"update {update.revision} of {case.number}" if update.revision else case.number
        yield update.line, f"{again} comes again in line {later.line}; the later row wins."
    for earlier, later in zip(case.updates, case.updates[1:], strict=False):
        if earlier.at is not None and later.at is not None and later.at < earlier.at:
            reason = f"update {later.revision} of {case.number} is dated before update {earlier.revision}"
            yield later.line, f"{reason}; their numbers order them."
