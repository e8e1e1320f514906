"""Takes a file of orders in: read, gathered by order, compared with what the desk holds, written in batches.

*Source*: interface.md, `import`; rules.md, 2.1 to 2.3.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from models.desk.orders import surroundings
from models.desk.ruling import need_role
from models.imports.batches import in_batches
from models.imports.gathering import Gathered, Key, Progress, gather
from models.imports.lines import opened
from models.imports.map_files import load_map
from models.imports.mapping import Mapping
from models.imports.orders.report import OrderImport
from models.imports.orders.taking import OrderTaker
from models.imports.orders.told import OrderRow, ToldOrder, under_one_heading
from models.imports.orders.writing import Writing
from models.imports.report import Remark, by_line

if TYPE_CHECKING:
    from models.desk.desk import Desk

DEFAULT_MAP = "orders"


def import_orders(
    desk: Desk,
    source: str | Path | BinaryIO | TextIO,
    map_name: str | Path = DEFAULT_MAP,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> OrderImport:
    """Takes in the orders of a CSV or JSON file, a row a line, and reports on every row.

    An order that the desk has is left alone, but for lines of it that were not there before, so
    that a mended file can be imported again. ``progress`` hears of rows read (out of 0) and of
    orders written (out of all). *Errors*: `BadFile` where the file or the map can't be used at
    all, `Refused` for a viewer, `Stale` where a colleague changes an order that is being written.
    """
    session = desk.session
    need_role(session, "agent", "import")
    mapping = load_map(map_name, "orders")
    rulebook = session.rulebook()
    machine = rulebook.machine_by_code["order"]
    taker = OrderTaker(mapping, machine, surroundings.line_types(session))
    with opened(source) as (stream, name):
        gathered = gather(stream, name, taker, machine, progress)
    now = session.clock()
    orders = _told(gathered, name, mapping, now)
    writing = Writing(session, rulebook, name, orders, now=now, dry_run=dry_run)
    for batch in in_batches(session.database, orders, dry_run=dry_run, progress=progress):
        writing.take(batch)
    return OrderImport(
        file=name,
        map=mapping.name,
        dry_run=dry_run,
        rows=gathered.rows,
        **writing.counts(),
        totals=writing.totals(),
        rejected=by_line(gathered.rejected),
        warnings=by_line(gathered.warnings, writing.warnings),
    )


def _told(gathered: Gathered[OrderRow], name: str, mapping: Mapping, now: int) -> list[ToldOrder]:
    """The orders of a file by their time; each rejected row says what it costs its order."""
    orders: dict[Key, ToldOrder] = {}
    for key, rows in gathered.by_record.items():
        orders[key], lost, odd = under_one_heading(key, rows, mapping)
        for line, reason in lost:
            gathered.reject(Remark(name, line, reason), key)
        gathered.warnings += [Remark(name, line, reason) for line, reason in odd]
    for place, (remark, lost_of) in enumerate(zip(gathered.rejected, gathered.lost, strict=True)):
        if lost_of is not None:
            costs = "comes in without it" if lost_of in orders else "does not come in"
            gathered.rejected[place] = remark._replace(reason=f"{remark.reason} Order {lost_of[1]} {costs}.")
    return sorted(orders.values(), key=lambda order: order.at(now))
