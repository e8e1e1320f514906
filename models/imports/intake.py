"""Takes a file of cases in: read, compared with what the desk holds, written in batches.

*Source*: interface.md, `import`; rules.md, 1.1 and 1.5.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from models.desk.digests import is_erased
from models.desk.ruling import need_role
from models.imports.batches import in_batches
from models.imports.cases import in_order, oddities
from models.imports.continuing import REPEATED, Continuation, Continuing
from models.imports.gathering import Progress, gather
from models.imports.lines import opened
from models.imports.map_files import load_map
from models.imports.report import CaseImport, Remark, by_line
from models.imports.store import Store
from models.imports.taking import Taker
from models.numbers import number_of

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.imports.cases import ImportedCase
    from models.imports.continuing import Held

DEFAULT_MAP = "cases"


def import_cases(
    desk: Desk,
    source: str | Path | BinaryIO | TextIO,
    map_name: str | Path = DEFAULT_MAP,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> CaseImport:
    """Takes in the cases of a CSV or JSON file, with their history, and reports on every row.

    What the desk has had before is left alone, so that a file can be imported again, and a
    longer one continues where a shorter one ended. ``progress`` hears of rows read (out of 0)
    and of cases written (out of all). *Errors*: `BadFile` where the file or the map can't be
    used at all, `Refused` for a viewer; a row that can't be kept is no error but in the report.
    """
    session = desk.session
    need_role(session, "agent", "import")
    mapping = load_map(map_name)
    machine = session.rulebook().machine_by_code["case"]
    with opened(source) as (stream, name):
        gathered = gather(stream, name, Taker(mapping, machine), machine, progress)
    cases = [in_order(*key, updates) for key, updates in gathered.by_record.items()]
    odd = [Remark(name, line, reason) for case in cases for line, reason in oddities(case)]
    store = Store(session, machine)
    continuing = Continuing(
        machine, store.digest, numbered=mapping.numbered, now=session.clock(), agent=session.agent
    )
    tally = _Tally(name)
    for batch in in_batches(session.database, cases, dry_run=dry_run, progress=progress):
        for case in batch:
            held = store.held(case)
            if held and is_erased(session.database, number_of("case", held.id)):
                tally.left_out(case, held)
                continue
            continuation = continuing.of(case, held)
            tally.count(case, held, continuation, open_line=bool(held and store.has_open_line(held)))
            if continuation.steps and not dry_run:
                store.write(case, held, continuation)
    return CaseImport(
        file=name,
        map=mapping.name,
        dry_run=dry_run,
        rows=gathered.rows,
        cases_new=tally.new,
        cases_changed=tally.changed,
        cases_unchanged=tally.unchanged,
        updates_new=tally.updates,
        updates_known=tally.known,
        repeated=tally.repeated,
        rejected=tuple(gathered.rejected),
        warnings=by_line(gathered.warnings, odd, tally.warnings),
    )


class _Tally:
    """Counts what is written, and warns of what an import does to a case that was worked on here."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.new = self.changed = self.unchanged = 0
        self.updates = self.known = self.repeated = 0
        self.warnings: list[Remark] = []

    def left_out(self, case: ImportedCase, held: Held) -> None:
        """Counts a case of an erased customer, whom an import does not bring back."""
        self.unchanged += 1
        reason = f"{number_of('case', held.id)} ({case.number}) is of a customer who was erased; it is left."
        self.warnings.append(Remark(self.file, case.last.line, reason))

    def count(
        self, case: ImportedCase, held: Held | None, continuation: Continuation, *, open_line: bool
    ) -> None:
        """Adds one case."""
        self.updates += sum(step.action != REPEATED for step in continuation.steps)
        self.known += continuation.known
        self.repeated += continuation.repeated
        if held is None:
            self.new += 1
            return
        number = number_of("case", held.id)
        if continuation.steps:
            self.changed += 1
        else:
            self.unchanged += 1
        self.warnings += [
            Remark(self.file, line, f"{number} ({case.number}): {reason}")
            for line, reason in continuation.contradicted
        ]
        if continuation.moved and open_line:
            reason = f"{number} ({case.number}) is moved by its source while a line is open; its lines stay."
            self.warnings.append(Remark(self.file, case.last.line, reason))
