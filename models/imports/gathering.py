"""Reads a whole file and gathers its rows by record: each is taken, or stands in the report.

*Units*: a row that was taken has some hundreds of bytes until its record is written, and a record's
rows may stand anywhere in a file; that bounds how large a file can be read at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Generic, Protocol, TypeVar

from models.errors import BadFile
from models.imports.mapping import Mapping
from models.imports.reading import read_rows
from models.imports.report import Remark
from models.imports.row_reader import Rejected
from models.imports.rows import Fault, Row
from models.rulebook import Machine

#: Told how many of how many are done; the second is 0 while nobody knows.
Progress = Callable[[int, int], None]
PROGRESS_ROWS = 1000
#: A record's source and its number there.
Key = tuple[str, str]
Taken = TypeVar("Taken")
Taken_co = TypeVar("Taken_co", covariant=True)


class Takes(Protocol[Taken_co]):
    """Turns rows into what they say of a record."""

    mapping: Mapping

    def key(self, row: Row) -> Key:
        """Which record the row is about; raises `Rejected` where it names none."""

    def take(self, row: Row) -> tuple[Taken_co, list[str]]:
        """What the row says, and what is odd about it; raises `Rejected`."""


class Gathered(Generic[Taken]):
    """What was taken, by record, in the order in which the records' first rows stand; and the remarks.

    ``lost`` names the record of each rejected row, in step with ``rejected``; None where it names none.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.by_record: dict[Key, list[Taken]] = {}
        self.rejected: list[Remark] = []
        self.lost: list[Key | None] = []
        self.warnings: list[Remark] = []

    def reject(self, remark: Remark, key: Key | None) -> None:
        """Leaves a row out and says why."""
        self.rejected.append(remark)
        self.lost.append(key)


def gather(
    stream: BinaryIO, name: str, taker: Takes[Taken], machine: Machine, progress: Progress | None = None
) -> Gathered[Taken]:
    """All rows of a file, by record.

    *Errors*: `BadFile` where it is no table, lacks a required column, or the map leads to an unknown state.
    """
    _check_states(taker.mapping, machine)
    rows = read_rows(stream, name, taker.mapping.nested)
    gathered = Gathered[Taken]()
    if rows.columns is not None:
        _check_columns(rows.columns, name, taker.mapping, gathered.warnings)
    said: set[tuple[Key, str]] = set()
    for row in rows.items:
        gathered.rows += 1
        if progress and gathered.rows % PROGRESS_ROWS == 0:
            progress(gathered.rows, 0)
        if isinstance(row, Fault):
            gathered.reject(Remark(name, row.line, row.reason), None)
            continue
        key = None
        try:
            key = taker.key(row)
            taken, odd = taker.take(row)
        except Rejected as rejected:
            gathered.reject(Remark(name, row.line, str(rejected)), key)
            continue
        gathered.by_record.setdefault(key, []).append(taken)
        for reason in odd:
            if (key, reason) not in said:
                said.add((key, reason))
                gathered.warnings.append(Remark(name, row.line, reason))
    return gathered


def _check_columns(columns: tuple[str, ...], name: str, mapping: Mapping, warnings: list[Remark]) -> None:
    missing = mapping.missing(columns)
    if missing:
        what = "the column" if len(missing) == 1 else "the columns"
        raise BadFile(
            f"{name} lacks {what} {', '.join(missing)}, which the map {mapping.name} requires; "
            "export it again with all columns, or name another map with --map."
        )
    if unread := mapping.unread(columns):
        warnings.append(Remark(name, 1, f"The map {mapping.name} reads nothing from: {', '.join(unread)}."))


def _check_states(mapping: Mapping, machine: Machine) -> None:
    for theirs, ours in (mapping.values or {}).get("state", {}).items():
        if machine.state_named(ours) is None:
            known = ", ".join(state.code for state in machine.states)
            raise BadFile(
                f"The map {mapping.name}, [values.state] {theirs!r}: {ours!r} is no state; take: {known}."
            )
