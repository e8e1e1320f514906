"""Erases a customer: one transaction, a journal entry on each of his records and one that says who did it.

*Source*: rules.md, 1.1 (texts and keys go, the journal stays) and 1.5 (closed and cancelled cases, too).
"""

from __future__ import annotations

from typing import NamedTuple

from models.desk.digests import customer_key, forget_keys
from models.desk.erasing.cleaning import rewrite
from models.desk.erasing.kept import forget
from models.desk.erasing.person import Person, Reach, found, names_in_json, reach
from models.desk.erasing.places import PLACES, teach
from models.desk.history import Event, write_history
from models.desk.people import agent_id
from models.desk.ruling import need_role
from models.desk.session import Session
from models.numbers import number_of, order_line_number
from models.plans import Change
from models.statements import listed

ERASE = "erase"
#: The field that the journal says an erasing changed.
TEXTS = "customer_texts"
WHAT = "Erasing a customer"


class Erased(NamedTuple):
    """Who is meant, and what of him goes or has gone; ``journal`` is the entry, none of a dry run."""

    customer: str
    cases: tuple[str, ...]
    orders: tuple[str, ...]
    names: int
    entries: int
    answers: int
    journal: int | None = None


def erase(session: Session, text: str, *, dry_run: bool = False) -> Erased:
    """Erases who is named, or says what that would take; what the file still holds of it is cleaned apart.

    *Errors*: `Refused` for whoever is no admin, `Unknown`, `Invalid` where several are meant.
    """
    need_role(session, "admin", WHAT)
    if dry_run:
        with session.database.read():
            person = found(session.database, text)
            return _counted(session, person, reach(session.database, person))
    with session.database.write():
        need_role(session, "admin", WHAT)
        person = found(session.database, text)
        reached = reach(session.database, person)
        told = _counted(session, person, reached)
        if not session.standing().known:
            agent_id(session.database, session.agent)
        return told._replace(journal=_carry_out(session, told, reached))


def clean(session: Session) -> None:
    """Leaves nothing in the database's file that no row holds any more.

    *Errors*: `Refused`; `Unavailable` where others are in the way.
    """
    need_role(session, "admin", WHAT)
    rewrite(session.database)


def _counted(session: Session, person: Person, reached: Reach) -> Erased:
    cases = tuple(number_of("case", each) for each in reached.cases)
    orders = tuple(number_of("order", each) for each in reached.orders)
    [entries] = session.database.all(
        "SELECT COUNT(1) FROM activity WHERE case_id IN (SELECT value FROM json_each(:cases)) "
        "OR order_id IN (SELECT value FROM json_each(:orders))",
        reached.bound(),
    )
    answers = forget(session.database, _numbers(session, reached), reached.customers, dry_run=True)
    return Erased(
        str(person),
        cases,
        orders,
        len(reached.contacts) + len(reached.accounts),
        int(str(entries[0])),
        answers,
    )


def _numbers(session: Session, reached: Reach) -> frozenset[str]:
    """The numbers under which answers speak of the records; an order's line begins with its order's."""
    lines = session.database.all(
        "SELECT id FROM case_lines WHERE case_id IN (SELECT value FROM json_each(?))", [listed(reached.cases)]
    )
    heads = [number_of(kind, each) for kind in ("case", "order") for each in getattr(reached, f"{kind}s")]
    return frozenset([*heads, *(number_of("line", int(str(each))) for (each,) in lines)])


def _carry_out(session: Session, told: Erased, reached: Reach) -> int:
    database, now = session.database, session.clock()
    heads, numbers = (*told.cases, *told.orders), _numbers(session, reached)
    forget(database, numbers, reached.customers, dry_run=False)
    changes = [Change(number, TEXTS, None, "erased", ERASE) for number in heads]
    # Who it was is what is erased: the entry for all numbers his records and says no more.
    kind = told.customer.partition(":")[0]
    with session.together():
        for change in changes:
            event = Event(ERASE, change.record, change.record, now, session.agent)
            write_history(session, event, (change,))
        journal = write_history(session, Event(ERASE, kind, "", now, session.agent), changes)
    values = reached.bound() | {
        "now": now,
        "agent": session.agent,
        "numbers": listed((*numbers, *_order_lines(session, reached))),
        "names": listed(names_in_json(database, reached)),
    }
    teach(database)
    for place in PLACES:
        database.run(place.statement(), values)
    forget_keys(database, heads, [customer_key(each) for each in reached.customers])
    return journal


def _order_lines(session: Session, reached: Reach) -> list[str]:
    rows = session.database.all(
        "SELECT order_id, position FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?))",
        [listed(reached.orders)],
    )
    return [order_line_number(int(str(order)), int(str(position))) for order, position in rows]
