"""Operations of rule rows: edit, add or delete a line, write a note; each has a dialog of its own."""

from __future__ import annotations

from textual.screen import Screen

from models import CaseView, Done, OrderView, Verdict
from tui.bench import bench_of
from tui.dialogs.confirm import Confirm
from tui.messages import Said


async def operate(
    screen: Screen[None], head: CaseView | OrderView, number: str, verdict: Verdict, version: int | None
) -> Done | None:
    """Carry out an operation on a record or one of its lines; None where nothing was done."""
    match verdict.action:
        case "note" | "comment" as kind:
            from tui.dialogs.note import write_note

            return await write_note(
                screen, number, verdict.label, "comment" if kind == "comment" else "work_note"
            )
        case "edit" | "edit_line" | "add_line":
            if isinstance(head, CaseView):
                return await _fill_in_case(screen, head, number, verdict, version)
            return await _fill_in_order(screen, head, number, verdict, version)
        case "delete" | "delete_line":
            return await _delete_line(screen, number, verdict, version)
        case _:
            screen.post_message(
                Said(f"This console has no dialog for {verdict.label}; use the command line.", bad=True)
            )
            return None


async def _fill_in_case(
    screen: Screen[None], case: CaseView, number: str, verdict: Verdict, version: int | None
) -> Done | None:
    from tui.dialogs.case_form import edit_case
    from tui.dialogs.line_form import add_line, edit_line

    if verdict.action == "add_line":
        return await add_line(screen, case, verdict.label, version)
    if number == case.number:
        return await edit_case(screen, case, verdict.label, version)
    return await edit_line(screen, number, verdict.label, version)


async def _fill_in_order(
    screen: Screen[None], order: OrderView, number: str, verdict: Verdict, version: int | None
) -> Done | None:
    from tui.dialogs.basket_form import edit_order
    from tui.dialogs.order_line_form import add_order_line, edit_order_line

    if verdict.action == "add_line":
        # A line is added to the basket, whichever line of it is in focus.
        return await add_order_line(screen, order, verdict.label, version if number == order.number else None)
    if number == order.number:
        return await edit_order(screen, order, verdict.label, version)
    line = await bench_of(screen).work.call(lambda desk: desk.till.order_line(number))
    return await edit_order_line(screen, order, line, verdict.label, version)


async def _delete_line(
    screen: Screen[None], number: str, verdict: Verdict, version: int | None
) -> Done | None:
    work = bench_of(screen).work
    line = await work.call(lambda desk: desk.record(number))
    if verdict.action == "delete":
        question = f"{line['about']} goes for good, with everything that was written on this line."
    else:
        question = f"{line['quantity']} × {line['description'] or line['product']} goes out of the basket."
    if not await screen.app.push_screen_wait(Confirm(verdict.label, number, question)):
        return None
    seen = int(str(line["version"])) if version is None else version
    return await work.call(lambda desk: desk.delete_line(number, version=seen))
