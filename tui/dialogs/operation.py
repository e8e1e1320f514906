"""Operations of rule rows: edit, add or delete a line, write a note; each has a dialog of its own."""

from __future__ import annotations

from textual.screen import Screen

from models import CaseView, Done, Verdict
from tui.bench import bench_of
from tui.dialogs.case_form import edit_case
from tui.dialogs.confirm import Confirm
from tui.dialogs.line_form import add_line, edit_line
from tui.dialogs.note import write_note
from tui.messages import Said


async def operate(
    screen: Screen[None], view: CaseView, number: str, verdict: Verdict, version: int | None
) -> Done | None:
    """Carry out an operation on a case or one of its lines; None where nothing was done."""
    match verdict.action:
        case "edit" if number == view.number:
            return await edit_case(screen, view, verdict.label, version)
        case "edit":
            return await edit_line(screen, number, verdict.label, version)
        case "add_line":
            return await add_line(screen, view, verdict.label, version)
        case "note" | "comment" as kind:
            return await write_note(
                screen, number, verdict.label, "comment" if kind == "comment" else "work_note"
            )
        case "delete":
            return await _delete_line(screen, number, verdict, version)
        case _:
            screen.post_message(
                Said(f"This console has no dialog for {verdict.label}; use the command line.", bad=True)
            )
            return None


async def _delete_line(
    screen: Screen[None], number: str, verdict: Verdict, version: int | None
) -> Done | None:
    work = bench_of(screen).work
    line = await work.call(lambda desk: desk.line(number))
    question = f"{line.about} goes for good, with everything that was written on this line."
    if not await screen.app.push_screen_wait(Confirm(verdict.label, number, question)):
        return None
    seen = line.version if version is None else version
    return await work.call(lambda desk: desk.delete_line(number, version=seen))
