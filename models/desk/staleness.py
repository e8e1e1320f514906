"""Whether a record is still what its agent has seen; where it isn't, who was first, and what is open now."""

from __future__ import annotations

from dataclasses import replace

from models import engine
from models.bars import bars
from models.clock import spoken
from models.deeds import NOTES
from models.desk.session import Session
from models.errors import First, Stale
from models.plans import Facts
from models.rulebook import Machine, Rulebook
from models.tables.journal import Journal, JournalChange
from models.till import derivations

#: Entries that a record's history has of another one's; they raise no version.
TIED = "follows"


def check(session: Session, rulebook: Rulebook, facts: Facts, version: int | None, wanted: str) -> None:
    """Lets pass what is meant for the record as it is; without a version everything is.

    ``wanted`` is the action or operation that is asked for.

    *Errors*: `Stale`.
    """
    if version is not None and facts.record.version != version:
        raise Stale(facts.target, version, facts.record.version, _first(session, rulebook, facts, wanted))


def _first(session: Session, rulebook: Rulebook, facts: Facts, wanted: str) -> First | None:
    found = _latest(session, facts)
    if found is None:
        return None
    who, code, at = found
    # An order's line has no machine of its own: its actions are the order's.
    on_head = (
        facts
        if facts.record.machine in rulebook.machine_by_code
        else replace(facts, target=facts.head.number)
    )
    machine = rulebook.machine_by_code[on_head.record.machine]
    action = machine.action_by_code.get(wanted)
    return First(
        who,
        code,
        _label(rulebook, code, machine),
        at,
        spoken(at, session.clock()),
        on_head.record.state,
        _state_label(machine, on_head),
        action.label if action else "",
        action is not None and not bars(rulebook, on_head, machine, action),
        engine.open_actions(rulebook, on_head),
    )


def _latest(session: Session, facts: Facts) -> tuple[str, str, int] | None:
    """Who moved the record last, with which action and when; notes move nothing."""
    head = facts.head.number
    moved = JournalChange.field.not_in(NOTES)
    if facts.target != head:
        moved &= JournalChange.record == facts.target
    own = JournalChange.select(JournalChange.journal).where((JournalChange.journal == Journal.id) & moved)
    # What another order brings back of this one stands in that one's history.
    lines = JournalChange.record.between(f"{head}/", f"{head}0")
    elsewhere = JournalChange.select(JournalChange.journal).where(moved & lines)
    row = session.database.one(
        Journal.select(Journal.agent, Journal.action, Journal.at)
        .where((Journal.head == head) | Journal.id.in_(elsewhere))
        .where(Journal.id.in_(own) & (Journal.action != TIED))
        .order_by(Journal.id.desc())
        .limit(1)
    )
    return (str(row[0]), str(row[1]), int(str(row[2]))) if row else None


def _label(rulebook: Rulebook, code: str, own: Machine) -> str:
    """What an action is called, on the record's machine first; one that no rule knows by its code."""
    machines = (own, *rulebook.machines)
    labels = (machine.action_by_code[code].label for machine in machines if code in machine.action_by_code)
    return next(labels, code.replace("_", " "))


def _state_label(machine: Machine, facts: Facts) -> str:
    """The state as its badge says it: of an order the first status that holds."""
    labels = {status.code: status.label for status in machine.statuses}
    first = next(iter(derivations.statuses(machine, facts)), "")
    return labels[first] if first else machine.state_by_code[facts.record.state].label
