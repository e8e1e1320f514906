"""Adding a line to a case, and changing one."""

from __future__ import annotations

from textual.screen import Screen

from models import CaseView, Done
from tui.bench import bench_of
from tui.dialogs.held import held_values
from tui.dialogs.record_form import add_to_record, edit_record


async def add_line(screen: Screen[None], case: CaseView, label: str, version: int | None) -> Done | None:
    """Ask what the new line is about and add it to the case."""
    fields = await bench_of(screen).work.call(lambda desk: desk.form("line"))
    seen = case.version if version is None else version
    return await add_to_record(screen, case.number, label, fields, seen)


async def edit_line(screen: Screen[None], number: str, label: str, version: int | None) -> Done | None:
    """Change a line of a case."""
    line, fields = await bench_of(screen).work.call(lambda desk: (desk.line(number), desk.form("line")))
    seen = line.version if version is None else version
    return await edit_record(screen, number, label, fields, held_values(line, fields), seen)
