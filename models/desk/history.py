"""Writes what happened, twice: the journal without a customer's words, the activity stream with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from models.desk.fields import holds_words
from models.desk.session import Session
from models.numbers import id_of
from models.plans import Change, Entry
from models.statements import Statement, slot
from models.tables.journal import Activity, Journal, JournalChange
from models.tables.settings import Secret


class Event(NamedTuple):
    """Who did what to which record of which case, and when; an import says so, and whether no rule allows it.

    An empty ``head`` belongs to no case: it stands in the journal alone.
    """

    action: str
    record: str
    head: str
    at: int
    agent: str
    imported: bool = False
    irregular: bool = False


def _insert(table: type[Journal | JournalChange | Activity], *columns: str) -> Statement:
    return Statement(table.insert(**{column: slot(column) for column in columns}))


_JOURNAL = _insert(Journal, "at", "agent", "action", "record", "head", "origin", "imported", "irregular")
_CHANGED = ("journal", "record", "field", "before_value", "after_value", "because")
_CHANGE = _insert(JournalChange, *_CHANGED)
_change_row = _CHANGE.arranged(*_CHANGED)
_ACTIVITY = _insert(
    Activity, "case", "journal", "at", "agent", "kind", "record", "action", "text", "changes", "imported"
)
#: `json.dumps` would look for circles, which there are none of.
_json = json.JSONEncoder(check_circular=False).encode
_SECRET = Statement(Secret.select(Secret.value).where(Secret.name == "digest").limit(1))


def write_history(
    session: Session, event: Event, changes: Sequence[Change], entries: Sequence[Entry] = ()
) -> int:
    """Writes one journal entry with all its changes and the activity entries; gives the journal's id."""
    database = session.database
    journal = database.insert(
        _JOURNAL,
        {
            "at": event.at,
            "agent": event.agent,
            "action": event.action,
            "record": event.record,
            "head": event.head,
            "origin": session.origin,
            "imported": int(event.imported),
            "irregular": int(event.irregular),
        },
    )
    told = [(record, field, _text(before), _text(after)) for record, field, before, after, _ in changes]
    rows: list[tuple[object, ...]] = []
    for (record, field, before, after), change in zip(told, changes, strict=True):
        kept = (before, after)
        if holds_words(field, before, after):
            kept = (_digest_or_nothing(session, before), _digest_or_nothing(session, after))
        rows.append((journal, record, field, *kept, change.because))
    for record, kind, text in entries:
        rows.append((journal, record, kind, "", digest(session, text), event.action))
    if rows:
        database.many_bound(_CHANGE, [_change_row(row) for row in rows])
    if not event.head:
        return journal
    shown = {
        "case": id_of(event.head),
        "journal": journal,
        "at": event.at,
        "agent": event.agent,
        "action": event.action,
        "imported": int(event.imported),
    }
    stream = [
        shown | {"kind": entry.kind, "record": entry.record, "text": entry.text, "changes": "[]"}
        for entry in entries
    ]
    if changes or not entries:
        said = {"kind": "change", "record": event.record, "text": "", "changes": _json(told)}
        stream.append(shown | said)
    database.many(_ACTIVITY, stream)
    return journal


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _digest_or_nothing(session: Session, text: str) -> str:
    return digest(session, text) if text else ""


def digest(session: Session, text: str) -> str:
    """A text's digest under the desk's own key: two can be seen to be the same, and nothing else."""
    if session.digest_key is None:
        row = session.database.one(_SECRET)
        session.digest_key = bytes.fromhex(str(row[0])) if row else b""
    kept = hashlib.blake2b(text.encode(), key=session.digest_key, digest_size=16)
    return "digest:" + kept.hexdigest()
