"""What was done with a custom status and with a recount, read from the ledger and from the journal."""

from __future__ import annotations

from models.desk.session import Session
from models.numbers import number_of
from models.order_views import CountView, LedgerView
from models.tables.journal import Journal, JournalChange
from models.tables.orders import CustomStatusEntry

MOST = 1000


def ledger(session: Session, code: str, limit: int) -> tuple[LedgerView, ...]:
    """Who gave a custom status to which order, the newest first."""
    table = CustomStatusEntry
    rows = session.database.all(
        table.select(table.order, table.at, table.agent)
        .where(table.status == code)
        .order_by(table.id.desc())
        .limit(min(limit, MOST))
    )
    return tuple(
        LedgerView(number_of("order", int(str(order))), int(str(at)), str(agent)) for order, at, agent in rows
    )


def counting(session: Session, number: str) -> CountView | None:
    """What came of a recount, as the journal tells it; None while it is open."""
    ended = (JournalChange.record == number) & (JournalChange.field == "state")
    stock = JournalChange.alias()
    row = session.database.one(
        Journal.select(Journal.at, Journal.agent, stock.before_value, stock.after_value)
        .join(JournalChange, on=(JournalChange.journal == Journal.id))
        .join(stock, on=(stock.journal == Journal.id))
        .where(ended & (stock.field == "sellable"))
        .limit(1)
    )
    if row is None:
        return None
    return CountView(int(str(row[0])), str(row[1]), int(str(row[2])), int(str(row[3])))
