"""Fires actions: plan, apply and journal in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from models import engine
from models.bars import bars
from models.desk import casebook, staleness
from models.desk.applying import apply
from models.desk.facts import read_facts
from models.desk.people import agent_id
from models.desk.session import Session
from models.errors import Invalid, Refused
from models.plans import Ask, Change, Entry, Facts, Plan, Reason, Record, Refusal, Verdict
from models.record_views import Done
from models.rulebook import Action, Rulebook

#: The kinds of input that are about one line of an order.
OF_A_LINE = ("line", "pieces")


def preview(
    session: Session, action: str, number: str, inputs: Mapping[str, object] | None
) -> Plan | Refusal:
    """What the action would change, or every reason against it; nothing is written."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = casebook.visible_facts(session, number)
    facts, answers = aimed(facts, inputs or {})
    return engine.plan(rulebook, facts, _fired(rulebook, facts, action).code, answers)


def asks(session: Session, action: str, number: str) -> tuple[Ask, ...]:
    """What the action asks for here and now; for an order's line not the line itself.

    Where an order's action may be about one line, its line asks for it: the order as a whole is not asked.
    """
    with session.database.read():
        rulebook = session.rulebook()
        facts = casebook.visible_facts(session, number)
    on_head, preset = aimed(facts, {})
    found = engine.asks_of(rulebook, on_head.asked(preset), action)
    if not preset and any(each.kind == "line" and not each.required for each in found):
        return tuple(each for each in found if each.kind not in OF_A_LINE)
    return tuple(each for each in found if each.name not in preset)


def verdicts(session: Session, number: str) -> tuple[Verdict, ...]:
    """Every action of a record, open or barred with all reasons; of an order's line those with a line key."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = casebook.visible_facts(session, number)
    if facts.record.machine == "order_line":
        return engine.line_verdicts(rulebook, facts, facts.target)
    return engine.verdicts(rulebook, facts)


def check_version(session: Session, number: str, version: int, wanted: str) -> None:
    """Lets pass what is wanted of a record that is still at this version; nothing is written.

    *Errors*: `Stale`, `Unknown`.
    """
    with session.database.read():
        facts = casebook.visible_facts(session, number)
        staleness.check(session, session.rulebook(), facts, version, wanted)


def do(
    session: Session, action: str, number: str, inputs: Mapping[str, object] | None, version: int | None
) -> Done:
    """Fires the action.

    *Errors*: `Refused`, `Stale` (the record is not at ``version`` any more), `Unknown`, `Invalid`.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, action)
        facts, answers = aimed(facts, inputs or {})
        fired = _fired(rulebook, facts, action)
        decided = engine.plan(rulebook, facts, action, answers)
        if isinstance(decided, Refusal):
            raise Refused(decided)
        journal, told = _carry_out(session, rulebook, facts, decided)
        if fired.outside:
            _putting_out()(session, journal, facts.head.number, fired.outside)
        accepted = _accepted(rulebook, facts, told)
        return done(facts, journal, told, decided.warnings, accepted)


def aimed(facts: Facts, inputs: Mapping[str, object]) -> tuple[Facts, Mapping[str, object]]:
    """An order's line has no actions of its own: they are the order's, with the line as an input."""
    if facts.record.machine != "order_line":
        return facts, inputs
    return replace(facts, target=facts.head.number), {"line": facts.target, **inputs}


def _carry_out(
    session: Session, rulebook: Rulebook, facts: Facts, plan: Plan
) -> tuple[int, tuple[Change, ...]]:
    """Writes a plan; the changes that it gives back include those of the records that were made."""
    if facts.head.machine == "case":
        return apply(session, rulebook, facts, plan.action, plan.changes, plan.entries), plan.changes
    return _order_writer()(
        session, rulebook, facts, plan.action, plan.changes, plan.entries, plan.creations, then=plan.then
    )


@cache
def _order_writer() -> Callable[..., tuple[int, tuple[Change, ...]]]:
    """Loaded with the first order, and not looked up again with each."""
    from models.desk.orders.applying import apply_order

    return apply_order


@cache
def _putting_out() -> Callable[[Session, int, str, str], None]:
    """Loaded with what first reaches the world, and not looked up again with each."""
    from models.desk.outbox import put_out

    return put_out


def _accepted(rulebook: Rulebook, facts: Facts, changes: Iterable[Change]) -> tuple[str, ...]:
    """The lines of a case that were accepted."""
    if facts.head.machine != "case":
        return ()
    accepted, head = rulebook.machine_by_code["line"].accepted_codes, facts.head.number
    entered = [each for each in changes if each.field == "state" and each.after in accepted]
    return tuple([each.record for each in entered if each.record != head])


def _fired(rulebook: Rulebook, facts: Facts, action: str) -> Action:
    """The action of this name, which is one that is fired and not filled in."""
    _, found = engine.named_action(rulebook, facts, action)
    if found.operation:
        raise Invalid(f"{found.label} is not fired with `do`: use new, add, set, delete or note.")
    return found


class Begun(NamedTuple):
    """A write that has begun: whose, under which rules, about what."""

    session: Session
    rulebook: Rulebook
    facts: Facts


def begin(session: Session, number: str, version: int | None, wanted: str = "") -> tuple[Rulebook, Facts]:
    """The rules and the facts for a write, the agent taken up, the version compared.

    ``wanted`` is the action or operation that the write is for.

    *Errors*: `Stale`, `Unknown`.
    """
    standing = session.standing()
    rulebook = session.rulebook(standing.revision)
    if not standing.known:
        agent_id(session.database, session.agent)
    facts = read_facts(session, number, standing.actor)
    staleness.check(session, rulebook, facts, version, wanted)
    return rulebook, facts


def permit(rulebook: Rulebook, facts: Facts, operation: str) -> None:
    """Lets an operation (edit, add a line, note …) pass where the rules allow it.

    *Errors*: `Refused`.
    """
    if reasons := operation_bars(rulebook, facts, operation):
        raise refused(rulebook, facts, operation, *reasons)


def operation_bars(rulebook: Rulebook, facts: Facts, operation: str) -> tuple[Reason, ...]:
    """Every reason against an operation; nothing where the rules allow it."""
    machine = rulebook.machine_by_code[facts.record.machine]
    action = machine.action_by_code.get(operation)
    if action is not None:
        return bars(rulebook, facts, machine, action)
    message = f"The rules of this desk know no {operation!r} for a {machine.label}."
    return (Reason(facts.target, "switched_off", message),)


def new_bars(session: Session, kind: str) -> tuple[Reason, ...]:
    """Why the agent may not make a new ``case`` or ``order``; nothing where he may."""
    with session.database.read():
        standing = session.standing()
        rulebook = session.rulebook(standing.revision)
    head = Record(kind, "", rulebook.machine_by_code[kind].initial.code, 1, {})
    return operation_bars(rulebook, Facts(standing.actor, head, (), ""), "edit")


def refused(rulebook: Rulebook, facts: Facts, operation: str, *reasons: Reason) -> Refused:
    """A refusal with these reasons and the actions that are open instead."""
    return Refused(Refusal(operation, facts.target, reasons, engine.open_actions(rulebook, facts)))


def done(
    facts: Facts,
    journal: int,
    changes: tuple[Change, ...],
    warnings: tuple[Reason, ...] = (),
    accepted: tuple[str, ...] = (),
) -> Done:
    """What a write came to."""
    record, number = facts.record, facts.target
    state, touched = record.state, bool(changes) and record is facts.head
    for change in changes:
        if change.record == number:
            touched = True
            if change.field == "state":
                state = str(change.after)
    return Done(record.number, record.version + touched, state, journal, changes, warnings, accepted)


def entries_only(session: Session, rulebook: Rulebook, facts: Facts, action: str, entry: Entry) -> Done:
    """Writes a text to the activity stream; no version rises."""
    journal = apply(session, rulebook, facts, action, (), (entry,))
    return done(facts, journal, ())
