"""What an undo changes, or every reason against it: the journal's entry turned round, on the records of now.

Pure, as the engine is: the preview, the dry run and the undo itself are this one function. A field
goes back to what it was; what other work may have moved meanwhile (stock, the pieces that another
order's line has seen come back) is moved back by as much as it was moved; a record that was made
goes, one that was taken out comes back.

*Source*: ours; that it is refused wherever a record has moved on, since what moved it may rest on the action.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.actor import Actor
from models.clock import spoken
from models.deeds import STOCK, Deed, Present
from models.numbers import PREFIX, machine_of
from models.plans import UNDO, Change, Plan, Reason, Refusal
from models.rulebook import ROLES

SOURCE = "ours"
_AFTERWARDS = {
    "money": ("The money of {0} went out at {1}", "it is paid back, or taken in again, with Pay"),
    "goods": ("The goods of {0} have been gone since {1}", "they come back with Return"),
}


def plan(deed: Deed, present: Present, actor: Actor, now: int) -> Plan | Refusal:
    """What taking the action back changes, or every reason why it can't be."""
    reasons = tuple(_never(deed, actor, now)) or tuple(_not_now(deed, present, actor, now))
    if reasons:
        return Refusal(UNDO, deed.record, reasons)
    changes = [change for change in _back(deed, present) if change.before != change.after]
    notes = [
        Change(entry.record, entry.kind, entry.text, None, UNDO)
        for part in deed.parts
        for entry in part.entries
    ]
    return Plan(UNDO, deed.record, (*changes, *notes), source=SOURCE, undoes=deed.number, label=deed.label)


def _back(deed: Deed, present: Present) -> Iterator[Change]:
    gone = deed.born
    for (record, field), moved in deed.moves.items():
        before, after = moved.before, moved.after
        if field == "last_line":
            # A position is never given twice, as no number is.
            continue
        if record in gone or record in deed.dead:
            yield Change(record, field, after, before if record in deed.dead else None, UNDO)
            continue
        here = present.values.get((record, field))
        if deed.is_shared(record):
            yield Change(record, field, here, _number(here) - _number(after) + _number(before), UNDO)
        else:
            yield Change(record, field, here, before, UNDO)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _never(deed: Deed, actor: Actor, now: int) -> Iterator[Reason]:
    """Why nobody, or not this agent, ever takes it back."""
    what = f"{deed.label} (journal {deed.number})"
    if deed.takes_back:
        message = f"Journal {deed.number} is an undo itself; do again what it took back."
        yield _reason(deed, "is_an_undo", message)
    elif deed.imported:
        yield _reason(
            deed, "imported", f"{what} came with an import, which is not undone; correct the record."
        )
    elif deed.undone_at is not None:
        yield _reason(deed, "undone_already", f"{what} was undone already, at {spoken(deed.undone_at, now)}.")
    elif deed.agent != actor.name:
        message = f"{what} was done by {deed.agent}; you can undo only what you did yourself."
        yield _reason(deed, "not_your_own", message)
    elif not deed.reversible:
        message = f"{what} changed the desk itself, which is not undone; change it back the same way."
        yield _reason(deed, "no_way_back", message)
    elif ROLES.index(actor.role) < ROLES.index("agent"):
        yield _reason(deed, "role", f"Undo needs the role agent; {actor.name} is {actor.role}.")


def _not_now(deed: Deed, present: Present, actor: Actor, now: int) -> Iterator[Reason]:
    """Why it can't be taken back any more."""
    yield from _lost(deed, now)
    for each in present.later:
        when = spoken(each.at, now)
        if each.agent == actor.name:
            message = (
                f"You did {each.action} at {each.record} since ({when}); "
                f"take that back first: journal {each.journal}."
            )
        else:
            message = f"{each.record} has moved on since: {each.agent} did {each.action} at {when}."
        yield Reason(each.record, "moved_on", message, SOURCE)
    for change in _back(deed, present):
        if change.field == "state" and _is_forgotten(change, present):
            message = f"{change.record} was {change.after}, a state that the rules no longer know."
            yield Reason(change.record, "unknown_state", message, SOURCE)
        if deed.is_shared(change.record):
            floor = min(0, _number(deed.moves[change.record, change.field].before))
            yield from _taken_on(change, present, floor)
    for record in deed.born:
        if record.startswith(PREFIX["recount"]) and present.values.get((record, "state")) != "open":
            message = f"{record} has been counted since; what was counted would be lost."
            yield Reason(record, "moved_on", message, SOURCE)


def _lost(deed: Deed, now: int) -> Iterator[Reason]:
    """What was erased, and what has reached the world."""
    for part in deed.parts:
        if part.erased:
            message = f"What {deed.label} changed was erased with its texts; change it by hand."
            yield Reason(part.head, "erased", message, SOURCE)
        if part.outside and (part.due_at is None or part.due_at <= now):
            said, instead = _AFTERWARDS[part.outside]
            since = deed.at if part.due_at is None else part.due_at
            message = f"{said.format(part.head, spoken(since, now))}, so this can't be undone; {instead}."
            yield Reason(part.head, "gone_out", message, SOURCE)


def _is_forgotten(change: Change, present: Present) -> bool:
    """Whether the rules have lost the state that a record would go back to."""
    machine = machine_of(change.record)
    ruled = any(code == machine for code, _ in present.states)
    return ruled and change.after is not None and (machine, change.after) not in present.states


def _taken_on(change: Change, present: Present, floor: int) -> Iterator[Reason]:
    """What others have taken meanwhile can't be moved back; a shelf that was below zero may be so again."""
    here, then = _number(change.before), _number(change.after)
    if change.record.startswith(STOCK):
        _, unit, product = change.record.split(" ", 2)
        if then < here and then < floor:
            message = f"{unit} has {here} of {product} ({change.field}) left, and this needs {here - then}."
            yield Reason(change.record, "moved_on", message, SOURCE)
    elif not 0 <= then <= _number(present.values.get((change.record, "shipped"))):
        message = f"{change.record} has {here} pieces come back now: others have brought some back since."
        yield Reason(change.record, "moved_on", message, SOURCE)


def _reason(deed: Deed, code: str, message: str) -> Reason:
    return Reason(deed.record, code, message, SOURCE)
