"""Reads a whole file into cases: every row ends as an update, as a repeated one or in the report.

*Units*: an update takes some hundreds of bytes until its case is written, and a case's updates may
stand anywhere in a file; that bounds how large a file can be read at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from models.errors import BadFile
from models.imports.cases import ImportedCase, Update, in_order, oddities
from models.imports.mapping import Mapping
from models.imports.reading import read_rows
from models.imports.report import Remark
from models.imports.rows import Fault
from models.imports.taking import Rejected, Taker
from models.rulebook import Machine

#: Told how many of how many are done; the second is 0 while nobody knows.
Progress = Callable[[int, int], None]
PROGRESS_ROWS = 1000


class Gathered:
    """The cases of a file, and the remarks on its rows."""

    def __init__(self) -> None:
        self.rows = 0
        self.cases: list[ImportedCase] = []
        self.rejected: list[Remark] = []
        self.warnings: list[Remark] = []


def gather(
    stream: BinaryIO, name: str, mapping: Mapping, machine: Machine, progress: Progress | None = None
) -> Gathered:
    """All cases of a file, in the order in which their first rows stand.

    *Errors*: `BadFile` where it is no table, lacks a required column, or the map leads to an unknown state.
    """
    _check_states(mapping, machine)
    rows = read_rows(stream, name)
    gathered = Gathered()
    if rows.columns is not None:
        _check_columns(rows.columns, name, mapping, gathered)
    taker = Taker(mapping, machine)
    by_case: dict[tuple[str, str], list[Update]] = {}
    said: set[tuple[tuple[str, str], str]] = set()
    for row in rows.items:
        gathered.rows += 1
        if progress and gathered.rows % PROGRESS_ROWS == 0:
            progress(gathered.rows, 0)
        if isinstance(row, Fault):
            gathered.rejected.append(Remark(name, row.line, row.reason))
            continue
        try:
            key = taker.key(row)
            update, odd = taker.update(row)
        except Rejected as rejected:
            gathered.rejected.append(Remark(name, row.line, str(rejected)))
            continue
        by_case.setdefault(key, []).append(update)
        for reason in odd:
            if (key, reason) not in said:
                said.add((key, reason))
                gathered.warnings.append(Remark(name, row.line, reason))
    for (source, number), updates in by_case.items():
        case = in_order(source, number, updates)
        gathered.cases.append(case)
        gathered.warnings.extend(Remark(name, line, reason) for line, reason in oddities(case))
    gathered.warnings.sort(key=lambda remark: remark.line)
    return gathered


def _check_columns(columns: tuple[str, ...], name: str, mapping: Mapping, gathered: Gathered) -> None:
    missing = mapping.missing(columns)
    if missing:
        what = "the column" if len(missing) == 1 else "the columns"
        raise BadFile(
            f"{name} lacks {what} {', '.join(missing)}, which the map {mapping.name} requires; "
            "export it again with all columns, or name another map with --map."
        )
    if unread := mapping.unread(columns):
        gathered.warnings.append(
            Remark(name, 1, f"The map {mapping.name} reads nothing from: {', '.join(unread)}.")
        )


def _check_states(mapping: Mapping, machine: Machine) -> None:
    for theirs, ours in (mapping.values or {}).get("state", {}).items():
        if machine.state_named(ours) is None:
            known = ", ".join(state.code for state in machine.states)
            raise BadFile(
                f"The map {mapping.name}, [values.state] {theirs!r}: {ours!r} is no state; take: {known}."
            )
