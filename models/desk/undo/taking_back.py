"""Takes an action back: the journal's entry, the plan, the writing, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from models import undoing
from models.deeds import NOTES, STOCK, Deed, Part
from models.desk.applying import STAMPED
from models.desk.history import Event, write_history
from models.desk.people import agent_id
from models.desk.session import Session
from models.desk.undo import cases, orders
from models.desk.undo.back import Back, move_back
from models.desk.undo.deeds import find
from models.desk.undo.present import facts_of, present
from models.errors import Refused
from models.numbers import id_of, kind_of, parse_number
from models.plans import UNDO, Change, Facts, Plan, Refusal
from models.record_views import Done
from models.rulebook import Rulebook
from models.tables.journal import Activity, Outgoing
from models.tables.orders import Recount
from models.till.aftermath import taken_back
from models.till.derivations import badge


class Decided(NamedTuple):
    """An action, its cases and orders, and what taking it back comes to."""

    rulebook: Rulebook
    deed: Deed
    kept: Mapping[int, Mapping[str, object]]
    facts: Mapping[str, Facts]
    plan: Plan | Refusal


def preview(session: Session, journal: int | None) -> Plan | Refusal:
    """What an undo would change, or every reason against it; nothing is written.

    *Errors*: `Unknown` where there is no such entry.
    """
    with session.database.read():
        try:
            return _decide(session, session.rulebook(), journal).plan
        except Refused as error:
            return error.refusal


def undo(session: Session, journal: int | None) -> Done:
    """Takes back the action of a journal entry, else the agent's last one.

    *Errors*: `Refused`, `Unknown`.
    """
    with session.database.write():
        standing = session.standing()
        rulebook = session.rulebook(standing.revision)
        if not standing.known:
            agent_id(session.database, session.agent)
        decided = _decide(session, rulebook, journal)
        if isinstance(decided.plan, Refusal):
            raise Refused(decided.plan)
        return _write(session, decided, decided.plan)


def _decide(session: Session, rulebook: Rulebook, journal: int | None) -> Decided:
    deed, kept = find(session, rulebook, journal)
    facts = facts_of(session, deed)
    here = present(session, rulebook, deed, facts)
    plan = undoing.plan(deed, here, session.standing().actor, session.clock())
    if isinstance(plan, Plan):
        plan = replace(plan, badges=tuple(_badges(rulebook, deed, facts, plan)))
    return Decided(rulebook, deed, kept, facts, plan)


def _badges(rulebook: Rulebook, deed: Deed, facts: Mapping[str, Facts], plan: Plan) -> Iterator[Change]:
    """What each order that stays shows now, and what it will: read from its facts, as everywhere."""
    for head, now in facts.items():
        if now.head.machine == "order" and head not in deed.born:
            machine, then = rulebook.machine_by_code["order"], taken_back(now, plan.changes)
            yield Change(head, "status", badge(machine, now), badge(machine, then), UNDO)


def _write(session: Session, decided: Decided, plan: Plan) -> Done:
    """Each case and order gets an entry of its own, since each has a history; all of them are one action."""
    deed = decided.deed
    heads: dict[str, list[Part]] = {}
    for part in deed.parts:
        heads.setdefault(part.head, []).append(part)
        session.database.run(Outgoing.delete().where(Outgoing.journal == part.journal))
    journals = []
    left = {(change.record, change.field): change for change in plan.changes if change.field not in NOTES}
    with session.together():
        for head, parts in heads.items():
            # A shelf that two orders of one action have moved is moved back once.
            own = dict.fromkeys((each.record, each.field) for part in parts for each in part.changes)
            changes = tuple(left.pop(name) for name in own if name in left)
            back = Back(
                deed,
                decided.facts.get(head),
                parts[0].target,
                changes,
                _kept(decided, head, parts),
                tuple(entry for part in parts for entry in part.entries),
            )
            journals.append(_head_back(session, decided.rulebook, head, back))
    return _done(decided, plan, journals[0])


def _kept(decided: Decided, head: str, parts: Sequence[Part]) -> dict[str, object]:
    """The rows that the entries took out, and the stamps that the first change of state wrote over."""
    found: dict[str, object] = {}
    for part in parts:
        found |= {name: row for name, row in decided.kept[part.journal].items() if name != STAMPED}
    moved = [part for part in parts if any(c.record == head and c.field == "state" for c in part.changes)]
    if moved and STAMPED in (kept := decided.kept[moved[0].journal]):
        found[STAMPED] = kept[STAMPED]
    return found


def _head_back(session: Session, rulebook: Rulebook, head: str, back: Back) -> int:
    if not head:
        return _uncount(session, back)
    own = Activity.order if kind_of(head) == "order" else Activity.case
    written = [part.journal for part in back.deed.parts if part.head == head and part.entries]
    if written:
        there = (own == id_of(head)) & Activity.journal.in_(written) & Activity.kind.in_(NOTES)
        session.database.run(Activity.delete().where(there))
    if kind_of(head) == "order":
        return orders.put_back(session, rulebook, back)
    return cases.put_back(session, rulebook, back)


def _uncount(session: Session, back: Back) -> int:
    """A recount is open again, and the shelf as it was but for what was moved since."""
    for change in back.changes:
        if change.record.startswith(STOCK):
            move_back(session, change)
        else:
            task = parse_number(change.record)[1]
            session.database.run(Recount.update(state="open", counted=None).where(Recount.id == task))
    event = Event(UNDO, back.target, "", session.clock(), session.agent, undoes=back.deed.number)
    return write_history(session, event, back.changes)


def _done(decided: Decided, plan: Plan, journal: int) -> Done:
    """In the shape of any other write; of a record that is gone the version and no state."""
    deed, facts = decided.deed, decided.facts.get(decided.deed.parts[0].head)
    records = {record.number: record for record in (facts.head, *facts.lines)} if facts else {}
    record = records.get(plan.record)
    state = next((c.after for c in plan.changes if (c.record, c.field) == (plan.record, "state")), None)
    if record is None or plan.record in deed.born:
        return Done(plan.record, 1, str(state or ""), journal, plan.changes, ())
    moved = [change for change in plan.changes if change.field not in NOTES]
    if facts and record is not facts.head:
        moved = [change for change in moved if change.record == record.number]
    return Done(
        plan.record, record.version + bool(moved), str(state or record.state), journal, plan.changes, ()
    )
