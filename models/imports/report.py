"""What came of an import: counts, and every row that was left out or is odd, by file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Remark(NamedTuple):
    """A row that was rejected or is odd: the file, the line and the reason."""

    file: str
    line: int
    reason: str

    def sentence(self) -> str:
        """The remark as it is printed: ``file:line: reason``."""
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class ImportReport:
    """What was read and what was written, or with ``dry_run`` would have been.

    ``rows`` counts the rows of the file, the rejected ones included; each of the others is a
    new update, one that the desk has already (``updates_known``) or a ``repeated`` one, that
    a later row of the same number overrules.
    """

    file: str
    map: str
    dry_run: bool
    rows: int
    cases_new: int
    cases_changed: int
    cases_unchanged: int
    updates_new: int
    updates_known: int
    repeated: int
    rejected: tuple[Remark, ...]
    warnings: tuple[Remark, ...]

    @property
    def exit_code(self) -> int:
        """What the command line ends with: 7 where a row was rejected."""
        return 7 if self.rejected else 0

    def sentence(self) -> str:
        """The whole in one sentence for a person."""
        would = "would be " if self.dry_run else ""
        known = f", {self.updates_known} known already" if self.updates_known else ""
        return (
            f"{_count(self.cases_new, 'case')} {would}made, {self.cases_changed} {would}continued, "
            f"{self.cases_unchanged} unchanged; {_count(self.updates_new, 'new update')}{known}; "
            f"{_count(len(self.rejected), 'row')} rejected, {_count(len(self.warnings), 'warning')}."
        )

    def as_record(self) -> dict[str, object]:
        """The report as JSON takes it."""
        return {
            "ok": not self.rejected,
            "file": self.file,
            "map": self.map,
            "dry_run": self.dry_run,
            "rows": self.rows,
            "cases_new": self.cases_new,
            "cases_changed": self.cases_changed,
            "cases_unchanged": self.cases_unchanged,
            "updates_new": self.updates_new,
            "updates_known": self.updates_known,
            "repeated": self.repeated,
            "rejected": [remark._asdict() for remark in self.rejected],
            "warnings": [remark._asdict() for remark in self.warnings],
        }


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
