"""Finds an action in the journal and reads what it changed, with the texts that the journal does not hold.

What a field was stands in the activity stream, which tells every change with its words; so nothing is
written for undo's sake but the rows that were taken out and the stamps that were written over. Once
the texts of a record are erased, what was done to it stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from models.deeds import NOTES, Deed, Part, birth
from models.desk.session import Session
from models.desk.undo.typed import typed
from models.errors import Refused, Unknown
from models.numbers import id_of, kind_of, machine_of
from models.plans import UNDO, Change, Entry, Reason, Refusal
from models.rulebook import Rulebook

#: How far back the last own action is looked for, in entries of the desk; older ones are undone by number.
REACH = 10_000
#: Records of one action.
MOST = 10_000
#: Marks in the journal that are no actions.
MARKS = ("follows",)
_LAST = """
SELECT COALESCE(j.batch, j.id) FROM journal j
WHERE j.id > (SELECT COALESCE(MAX(id), 0) FROM journal) - :reach AND j.agent = :agent
AND j.imported = 0 AND j.undoes IS NULL AND j.action <> 'follows'
AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.undoes = COALESCE(j.batch, j.id))
ORDER BY j.id DESC LIMIT 1
"""
_NAMED = "SELECT COALESCE(batch, id), agent FROM journal WHERE id = ? LIMIT 1"
_ENTRIES = """
SELECT id, at, agent, action, record, head, imported, undoes FROM journal
WHERE (id = :action OR batch = :action) AND agent = :agent AND action <> 'follows' ORDER BY id LIMIT :most
"""
_UNDONE = "SELECT at FROM journal WHERE undoes = ? ORDER BY id LIMIT 1"
_SAID = """
SELECT kind, record, text, changes, kept FROM activity WHERE {} = ? AND journal_id = ? ORDER BY id LIMIT ?
"""
_CHANGES = """
SELECT record, field, before_value, after_value, because FROM journal_change
WHERE journal_id = ? ORDER BY id LIMIT 100000
"""
_WAITS = "SELECT outside, due_at FROM outbox WHERE journal_id = ? LIMIT 1"
#: What is done about the desk itself has no way back but to do it again otherwise; a recount has.
COUNT = "count"


class Found(NamedTuple):
    """An action, and by record the rows and stamps that it kept for an undo."""

    deed: Deed
    kept: Mapping[int, Mapping[str, object]]


def find(session: Session, rulebook: Rulebook, journal: int | None) -> Found:
    """The action of this journal entry, else the agent's last one that is not undone.

    *Errors*: `Unknown` where there is no such entry, `Refused` where the agent has done nothing.
    """
    database = session.database
    if journal is None:
        row = database.one(_LAST, {"agent": session.agent, "reach": REACH})
        if row is None:
            message = (
                f"There is nothing to undo: {session.agent} has done nothing that is not undone already."
            )
            raise Refused(Refusal(UNDO, "desk", (Reason("desk", "nothing_to_undo", message),)))
        action, agent = row[0], session.agent
    else:
        row = database.one(_NAMED, [journal])
        if row is None:
            raise Unknown("journal entry", str(journal), "Look it up with `casedesk journal`.")
        action, agent = row[0], str(row[1])
    entries = database.all(_ENTRIES, {"action": action, "agent": agent, "most": MOST})
    if not entries:
        raise Unknown("action", str(journal), "It is a mark beside one; look it up with `casedesk journal`.")
    return _read(session, rulebook, entries)


def _read(session: Session, rulebook: Rulebook, entries: Sequence[tuple[object, ...]]) -> Found:
    kept: dict[int, Mapping[str, object]] = {}
    parts = []
    for entry in entries:
        journal, doing, record, head = int(str(entry[0])), str(entry[3]), str(entry[4]), str(entry[5])
        part, kept[journal] = Part(journal, head, record, ()), {}
        if head or doing == COUNT:
            part, kept[journal] = _part(session, journal, record, head)
        waits = session.database.one(_WAITS, [journal])
        # What was done before there was an outbox has gone out, as its rule says.
        outside, due = waits or (_outside(rulebook, head, doing), None)
        parts.append(replace(part, outside=str(outside), due_at=None if due is None else int(str(due))))
    first, at, agent, begun, *_, imported, undoes = entries[0]
    undone = session.database.one(_UNDONE, [first])
    deed = Deed(
        int(str(first)),
        str(agent),
        str(begun),
        label(rulebook, parts[0].target, str(begun)),
        int(str(at)),
        tuple(parts),
        int(str(undone[0])) if undone else None,
        undoes is not None,
        bool(imported),
        all(part.head or begun == COUNT for part in parts),
    )
    return Found(deed, kept)


def _part(session: Session, journal: int, record: str, head: str) -> tuple[Part, Mapping[str, object]]:
    database = session.database
    told = [tuple(map(str, row)) for row in database.all(_CHANGES, [journal])]
    told = [row for row in told if row[1] not in NOTES]
    if not head:
        return Part(journal, head, record, tuple(_changes(told))), {}
    column = "order_id" if kind_of(head) == "order" else "case_id"
    said = database.all(_SAID.format(column), [id_of(head), journal, MOST])
    stream = [row for row in said if row[0] == "change"]
    entries = tuple(Entry(str(row[1]), str(row[0]), str(row[2])) for row in said if row[0] != "change")
    if not told:
        return Part(journal, head, record, (), entries), {}
    words = json.loads(str(stream[0][3])) if stream else []
    changes = [(*map(str, each), told[0][4]) for each in words]
    kept = json.loads(str(stream[0][4] or "{}")) if stream else {}
    moved = tuple(_changes(changes))
    # A line that was deleted before anything was kept of it can't be had back either.
    lost = any(
        each.after is None and each.field == birth(each.record) and each.record not in kept for each in moved
    )
    return Part(journal, head, record, moved, entries, erased=lost or len(words) < len(told)), kept


def _changes(told: Sequence[tuple[str, ...]]) -> Iterator[Change]:
    for record, field, before, after, because in told:
        born = birth(record)
        was, became = (typed(record, field, text, born) for text in (before, after))
        yield Change(record, field, was, became, because)


def _outside(rulebook: Rulebook, head: str, action: str) -> str:
    """What of an action reaches the world, as its row says."""
    found = rulebook.machine_by_code[kind_of(head)].action_by_code.get(action) if head else None
    return found.outside if found else ""


def label(rulebook: Rulebook, record: str, action: str) -> str:
    """An action as a person calls it, with its record."""
    try:
        machine = rulebook.machine_by_code.get(machine_of(record).removeprefix("order_line") or "order")
    except Unknown:
        machine = None
    found = machine.action_by_code.get(action) if machine else None
    return f"{found.label if found else action.replace('_', ' ').capitalize()} on {record}"
