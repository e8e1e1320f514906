"""What came of an import: counts, and every row that was left out or is odd, by file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import NamedTuple


class Remark(NamedTuple):
    """A row that was rejected or is odd: the file, the line and the reason."""

    file: str
    line: int
    reason: str

    def sentence(self) -> str:
        """The remark as it is printed: ``file:line: reason``."""
        return f"{self.file}:{self.line}: {self.reason}"


def by_line(*remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """All remarks in the order of the lines that they are about."""
    return tuple(sorted((each for some in remarks for each in some), key=lambda remark: remark.line))


@dataclass(frozen=True)
class ImportReport:
    """What was read and what was written, or with ``dry_run`` would have been.

    ``rows`` counts the rows of the file, the rejected ones included.
    """

    file: str
    map: str
    dry_run: bool
    rows: int
    rejected: tuple[Remark, ...]
    warnings: tuple[Remark, ...]

    @property
    def exit_code(self) -> int:
        """What the command line ends with: 7 where a row was rejected."""
        return 7 if self.rejected else 0

    @property
    def would(self) -> str:
        """The words that tell a dry run from what was done."""
        return "would be " if self.dry_run else ""

    def sentence(self) -> str:
        """The whole in one sentence for a person."""
        return f"{counted(len(self.rejected), 'row')} rejected, {counted(len(self.warnings), 'warning')}."

    def as_record(self) -> dict[str, object]:
        """The report as JSON takes it, the remarks last."""
        record = {"ok": not self.rejected} | asdict(self)
        remarks = {
            name: [each._asdict() for each in getattr(self, name)] for name in ("rejected", "warnings")
        }
        return {name: value for name, value in record.items() if name not in remarks} | remarks


@dataclass(frozen=True)
class CaseImport(ImportReport):
    """What came of cases: each row that was kept is a new update, one that the desk has already
    (``updates_known``) or a ``repeated`` one, that a later row of the same number overrules.
    """

    cases_new: int
    cases_changed: int
    cases_unchanged: int
    updates_new: int
    updates_known: int
    repeated: int

    def sentence(self) -> str:
        """The whole in one sentence for a person."""
        known = f", {self.updates_known} known already" if self.updates_known else ""
        return (
            f"{counted(self.cases_new, 'case')} {self.would}made, "
            f"{self.cases_changed} {self.would}continued, "
            f"{self.cases_unchanged} unchanged; {counted(self.updates_new, 'new update')}{known}; "
            f"{super().sentence()}"
        )


def counted(number: int, what: str) -> str:
    """A number and the word for that many."""
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"
