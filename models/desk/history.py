"""Writes what happened, twice: the journal without a customer's words, the activity stream with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.chain import CHANGE, ENTRY, START, link
from models.desk.digests import Digests
from models.desk.fields import holds_words
from models.desk.session import Session
from models.json_text import encoded
from models.numbers import PREFIX, id_of
from models.plans import Change, Entry
from models.statements import Statement, slot
from models.tables.journal import Activity, Journal, JournalChange


class Event(NamedTuple):
    """Who did what to which record of which case, and when; an import says so, and whether no rule allows it.

    An empty ``head`` belongs to no case: it stands in the journal alone. ``owner`` is whose key the digests
    of its texts have, where that is neither the head nor the record. ``undoes`` is the action that is
    taken back; where that made the case it is ``gone``, and has no stream any more.
    """

    action: str
    record: str
    head: str
    at: int
    agent: str
    imported: bool = False
    irregular: bool = False
    undoes: int | None = None
    gone: bool = False
    owner: str = ""


def _insert(table: type[Journal | JournalChange | Activity], *columns: str) -> Statement:
    return Statement(table.insert(**{column: slot(column) for column in columns}))


_LAST = Statement(Journal.select(Journal.id, Journal.hash).order_by(Journal.id.desc()).limit(1))
_JOURNAL = _insert(Journal, *ENTRY, "hash")
_CHANGE = _insert(JournalChange, "journal", *CHANGE).in_order("journal", *CHANGE)
_ACTIVITY = _insert(
    Activity,
    "case",
    "order",
    "journal",
    "at",
    "agent",
    "kind",
    "record",
    "action",
    "text",
    "changes",
    "kept",
    "imported",
)


def write_history(
    session: Session,
    event: Event,
    changes: Sequence[Change],
    entries: Sequence[Entry] = (),
    kept: Mapping[str, object] | None = None,
    withdrawn: Sequence[Entry] = (),
) -> int:
    """Writes one journal entry with all its changes and the activity entries; gives the journal's id.

    ``kept`` is what an undo of it will need beyond the changes; ``withdrawn`` are texts that an undo has
    taken out of the stream.
    """
    database = session.database
    last, before_it = database.one(_LAST) or (0, START)
    journal = int(str(last)) + 1
    digests = Digests(database, event.owner or event.head or event.record)
    told: list[tuple[str, str, str, str]] = []
    cells: list[tuple[str, str, str, str, str]] = []
    for record, field, was, becomes, because in changes:
        before = "" if was is None else str(was)
        after = "" if becomes is None else str(becomes)
        told.append((record, field, before, after))
        if holds_words(field, before, after):
            before, after = digests.of(before), digests.of(after)
        cells.append((record, field, before, after, because))
    cells += [(entry.record, entry.kind, "", digests.of(entry.text), event.action) for entry in entries]
    cells += [(entry.record, entry.kind, digests.of(entry.text), "", event.action) for entry in withdrawn]
    row: dict[str, object] = {
        "id": journal,
        "at": event.at,
        "agent": event.agent,
        "action": event.action,
        "record": event.record,
        "head": event.head,
        "origin": session.origin,
        "imported": int(event.imported),
        "irregular": int(event.irregular),
        "batch": session.batch,
        "undoes": event.undoes,
    }
    row["hash"] = link(str(before_it), row, cells)
    database.run(_JOURNAL, row)
    session.joined(journal)
    if cells:
        database.many_bound(_CHANGE, [(journal, *cell) for cell in cells])
    if not event.head or event.gone:
        return journal
    head_id, of_order = id_of(event.head), event.head.startswith(PREFIX["order"])
    shown: dict[str, object] = {
        "case": None if of_order else head_id,
        "order": head_id if of_order else None,
        "journal": journal,
        "at": event.at,
        "agent": event.agent,
        "action": event.action,
        "imported": int(event.imported),
        "kept": None,
    }
    stream = [
        shown | {"kind": entry.kind, "record": entry.record, "text": entry.text, "changes": "[]"}
        for entry in entries
    ]
    if changes or not entries:
        said: dict[str, object] = {
            "kind": "change",
            "record": event.record,
            "text": "",
            "changes": encoded(told),
        }
        if kept:
            said["kept"] = encoded(kept)
        stream.append(shown | said)
    database.many(_ACTIVITY, stream)
    return journal
