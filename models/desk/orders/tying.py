"""Ties cases to orders: what follows from an accepted line, and both journals naming each other.

*Source*: rules.md, 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.desk import acting, casebook
from models.desk.facts import read_facts
from models.desk.history import Event, write_history
from models.desk.orders import filling
from models.desk.references import held, reference
from models.desk.session import Session
from models.errors import Invalid
from models.numbers import PREFIX, parse_number
from models.plans import Change, Facts
from models.record_views import Done
from models.till.proposal import Proposal, proposals


def proposed(session: Session, accepted: Iterable[str]) -> tuple[Proposal, ...]:
    """What follows at the till from these lines of cases, which were accepted."""
    if not accepted:
        return ()
    with session.database.read():
        found: list[Proposal] = []
        for number in accepted:
            facts = casebook.visible_facts(session, number)
            found += proposals(facts.record, _order_of(session, str(facts.record.values.get("about"))))
        return tuple(found)


def _order_of(session: Session, about: str) -> Facts | None:
    named = reference(about)
    if named is None or about not in held(session, (about,)):
        return None
    return read_facts(session, named.number, session.standing().actor)


def follow(session: Session, proposal: Proposal, version: int | None) -> Done:
    """Carries out a proposal, and the journals of both records name each other.

    ``version`` is the order's as the agent saw it. *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    with session.database.write():
        done = _carried_out(session, proposal.operation, version)
        tie(session, proposal.line, done.record, done.changes)
        return done


def _carried_out(session: Session, operation: Mapping[str, object], version: int | None) -> Done:
    record = str(operation.get("record") or "")
    if operation["op"] == "do":
        inputs = operation.get("inputs")
        given = inputs if isinstance(inputs, Mapping) else {}
        return acting.do(session, str(operation["action"]), record, given, version)
    fields = operation.get("fields")
    values = fields if isinstance(fields, Mapping) else {}
    if operation["op"] == "set":
        # The order's version is no line's: what is said of the line is all that is written.
        return filling.set_fields(session, record, values, None)
    lines = operation.get("lines")
    return filling.new_basket(session, values, lines if isinstance(lines, Sequence) else ())


def tie(session: Session, line: str, record: str, changes: Iterable[Change]) -> None:
    """Writes into the journals of a case's line and of an order that they belong together.

    So do the baskets that came of it.

    *Errors*: `Invalid` where the first is no line of a case or the second no order, `Unknown`.
    """
    if parse_number(line)[0] != "line" or parse_number(record)[0] not in ("order", "order_line"):
        raise Invalid(f"follows names the line of a case that an order's change comes of, not {line!r:.60}.")
    facts = casebook.visible_facts(session, line)
    born = (each.record for each in changes if each.field == "state" and not each.before)
    tied = dict.fromkeys([record, *(number for number in born if number.startswith(PREFIX["order"]))])
    now = session.clock()
    for number in tied:
        head = casebook.head_number(session, number)
        change = Change(number, "case", None, facts.target, facts.target)
        write_history(session, Event("follows", number, head, now, session.agent), (change,))
    told = tuple(Change(facts.target, "order", None, number, number) for number in tied)
    write_history(session, Event("follows", facts.target, facts.head.number, now, session.agent), told)
