"""The desk's own books: what stands in a row because it follows from other rows, compared with those.

Everything is read in pages, so that a check takes no more memory on a large desk than on a small one, and
each page in one look, so that agents may work meanwhile. *Source*: rules.md, 1.1, 2.1 and 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models import rulestore, soundness
from models.actor import Actor
from models.clock import utc_now
from models.database import Database
from models.desk.orders.facets import derived
from models.desk.orders.reading import read_order
from models.desk.session import Session
from models.errors import BadRulebook
from models.names import DERIVATIONS, EFFECTS, GUARDS
from models.numbers import PREFIX, number_of
from models.rulebook import Rulebook

#: Records read at a time.
PAGE = 500
RESTORE = "Restore a backup, or have it looked at: `casedesk journal` tells what was done to it."


class _Book(NamedTuple):
    """A comparison of each row of a table with what else the desk holds of it.

    ``wrong`` gives id, what the row says and what it should say, of the rows between two ids.
    """

    table: str
    kind: str
    wrong: str
    said: str


def _number(kind: str, record: str = "r.id") -> str:
    return f"'{PREFIX[kind]}' || printf('%07d', {record})"


def _open(table: str, kind: str) -> _Book:
    return _Book(
        table,
        kind,
        f"SELECT r.id, r.is_open, 1 - s.final FROM {table} r "
        f"JOIN rule_state s ON s.machine = '{kind}' AND s.code = r.state "
        "WHERE r.is_open <> 1 - s.final AND r.id BETWEEN ? AND ?",
        "counts as open: {}; its state makes that {}",
    )


def _state(table: str, kind: str) -> _Book:
    """A record stands in the state that its last journal entry brought it to.

    Of a record that the journal says nothing of, baskets of older desks among them, this can't be told.
    """
    last = (
        f"SELECT c.after_value FROM journal_change c WHERE c.record = {_number(kind)} "
        "AND c.field = 'state' ORDER BY c.id DESC LIMIT 1"
    )
    return _Book(
        table,
        kind,
        f"SELECT r.id, r.state, ({last}) told FROM {table} r "
        "WHERE r.id BETWEEN ? AND ? AND r.state <> told "
        f"AND r.state IN (SELECT s.code FROM rule_state s WHERE s.machine = '{kind}')",
        "is in state {!r}; the journal brought it to {!r}",
    )


#: An import takes a case through several of its source's updates at once, and so counts them otherwise.
_VERSIONS = _Book(
    "cases",
    "case",
    "SELECT r.id, r.version, (SELECT COUNT(DISTINCT j.id) FROM journal j "
    f"JOIN journal_change c ON c.journal_id = j.id WHERE j.head = {_number('case')} "
    "AND j.action <> 'follows' AND c.field NOT IN ('work_note', 'comment')) told FROM cases r "
    "WHERE r.id BETWEEN ? AND ? AND r.source IS NULL AND r.version <> told",
    "is at version {}; the journal counts {}",
)
_PAID = _Book(
    "orders",
    "order",
    "SELECT r.id, r.paid_minor, (SELECT COALESCE(SUM(p.amount_minor), 0) FROM payment p "
    "WHERE p.order_id = r.id) told FROM orders r WHERE r.id BETWEEN ? AND ? AND r.paid_minor <> told",
    "says that {} was paid, in the smallest coin; its payments come to {}",
)
BOOKS = (
    _open("cases", "case"),
    _open("case_lines", "line"),
    _state("cases", "case"),
    _state("case_lines", "line"),
    _state("orders", "order"),
    _VERSIONS,
    _PAID,
)
#: The last word on a stock: a move names its label as the field, a count that was put names it beside.
_STOCK = """
SELECT s.rowid, s.unit_id, s.product_id, s.label, s.quantity, (
    SELECT c.after_value FROM journal_change c
    WHERE c.record = 'stock ' || s.unit_id || ' ' || s.product_id
    AND (c.field = s.label OR c.field = 'quantity' AND s.label = COALESCE((
        SELECT l.after_value FROM journal_change l
        WHERE l.journal_id = c.journal_id AND l.record = c.record AND l.field = 'label' LIMIT 1
    ), 'sellable'))
    ORDER BY c.id DESC LIMIT 1
) told FROM stock s WHERE s.rowid > ? ORDER BY s.rowid LIMIT ?
"""
_HIGHEST = {"case": "cases", "line": "case_lines", "order": "orders"}


def wrong_books(database: Database) -> Iterator[str]:
    """Every sentence about what does not agree, rules first: with unsound ones nothing else can be said."""
    try:
        rulebook = rulestore.load(database)
        faults = soundness.faults(rulebook, GUARDS, EFFECTS, DERIVATIONS)
    except BadRulebook as error:
        yield from error.faults
        return
    if faults:
        yield from (fault.sentence(rulestore.ROWS) for fault in faults)
        return
    for book in BOOKS:
        yield from _wrong_rows(database, book)
    yield from _wrong_orders(database, rulebook)
    yield from _wrong_stock(database)
    yield from _wrong_numbers(database)


def _pages(database: Database, table: str) -> Iterator[tuple[int, int]]:
    """The ids of the table, in pages: the first and the last of each."""
    after = 0
    while True:
        found = database.one(
            f"SELECT MIN(id), MAX(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?)",
            [after, PAGE],
        )
        if found is None or found[1] is None:
            return
        first, after = int(str(found[0])), int(str(found[1]))
        yield first, after


def _wrong_rows(database: Database, book: _Book) -> Iterator[str]:
    for first, last in _pages(database, book.table):
        for record, here, there in database.all(f"{book.wrong} LIMIT ?", [first, last, PAGE]):
            number = number_of(book.kind, int(str(record)))
            yield f"{number} {book.said.format(here, there)}. {RESTORE}"


def _wrong_orders(database: Database, rulebook: Rulebook) -> Iterator[str]:
    """Status, type, amounts and marks of an order against what follows from its lines now."""
    session = Session(database, "check", "cli", utc_now)
    actor = Actor("check", "admin")
    for first, last in _pages(database, "orders"):
        ids = database.all("SELECT id FROM orders WHERE id BETWEEN ? AND ? LIMIT ?", [first, last, PAGE])
        for (record,) in ids:
            number = number_of("order", int(str(record)))
            with database.read():
                follows = derived(rulebook, read_order(session, number, actor))
                columns = ", ".join(follows)
                row = database.one(f"SELECT {columns} FROM orders WHERE id = ?", [record])
            for name, here in zip(follows, row or (), strict=True):
                if here != follows[name]:
                    yield f"{number} has {name} {here!r}; from its lines follows {follows[name]!r}. {RESTORE}"


def _wrong_stock(database: Database) -> Iterator[str]:
    after: object = 0
    while page := database.all(_STOCK, [after, PAGE]):
        for _, unit, product, label, quantity, told in page:
            if told is not None and str(quantity) != told:
                yield (
                    f"{unit} has {quantity} of {product} ({label}); the journal left {told}. "
                    "Count it again and put what is there: casedesk put stock."
                )
        after = page[-1][0]


def _wrong_numbers(database: Database) -> Iterator[str]:
    """A number is never given out twice: none in use is above the last one that was given out."""
    for kind, table in _HIGHEST.items():
        highest = (database.one(f"SELECT MAX(id) FROM {table}") or (None,))[0]
        given = (database.one("SELECT value FROM sequence WHERE name = ? LIMIT 1", [kind]) or (None,))[0]
        if highest is not None and (given is None or int(str(given)) < int(str(highest))):
            yield (
                f"{number_of(kind, int(str(highest)))} is in use, and the last number given out was "
                f"{given or 'none'}: the next {kind} would collide. {RESTORE}"
            )
