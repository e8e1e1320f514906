"""Writes what happened, twice: the journal without a customer's words, the activity stream with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.desk.fields import holds_words
from models.desk.session import Session
from models.numbers import PREFIX, id_of
from models.plans import Change, Entry
from models.statements import Statement, slot
from models.tables.journal import Activity, Journal, JournalChange
from models.tables.settings import Secret

#: What changed holds no circles to look for.
_ENCODED = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


class Event(NamedTuple):
    """Who did what to which record of which case, and when; an import says so, and whether no rule allows it.

    An empty ``head`` belongs to no case: it stands in the journal alone. ``undoes`` is the action that
    is taken back; where that made the case it is ``gone``, and has no stream any more.
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


def _insert(table: type[Journal | JournalChange | Activity], *columns: str) -> Statement:
    return Statement(table.insert(**{column: slot(column) for column in columns}))


_JOURNAL = _insert(
    Journal,
    "at",
    "agent",
    "action",
    "record",
    "head",
    "origin",
    "imported",
    "irregular",
    "batch",
    "undoes",
)
_CHANGE = _insert(JournalChange, "journal", "record", "field", "before_value", "after_value", "because")
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
_SECRET = Statement(Secret.select(Secret.value).where(Secret.name == "digest").limit(1))


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
            "batch": session.batch,
            "undoes": event.undoes,
        },
    )
    session.joined(journal)
    told = [(change.record, change.field, _text(change.before), _text(change.after)) for change in changes]
    rows: list[dict[str, object]] = []
    for change, (record, field, *values) in zip(changes, told, strict=True):
        before, after = values
        if holds_words(field, *values):
            before, after = (_digest_or_nothing(session, each) for each in values)
        rows.append(
            {
                "journal": journal,
                "record": record,
                "field": field,
                "before_value": before,
                "after_value": after,
                "because": change.because,
            }
        )
    rows += [
        {
            "journal": journal,
            "record": entry.record,
            "field": entry.kind,
            "before_value": "",
            "after_value": digest(session, entry.text),
            "because": event.action,
        }
        for entry in entries
    ]
    rows += [
        {
            "journal": journal,
            "record": entry.record,
            "field": entry.kind,
            "before_value": digest(session, entry.text),
            "after_value": "",
            "because": event.action,
        }
        for entry in withdrawn
    ]
    if rows:
        database.many(_CHANGE, rows)
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
            "changes": _ENCODED(told),
        }
        if kept:
            said["kept"] = _ENCODED(kept)
        stream.append(shown | said)
    database.many(_ACTIVITY, stream)
    return journal


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _digest_or_nothing(session: Session, text: str) -> str:
    return digest(session, text) if text else ""


def digest(session: Session, text: str) -> str:
    """A text's digest under the desk's own key: two can be seen to be the same, and nothing else."""
    row = session.database.one(_SECRET)
    key = bytes.fromhex(str(row[0])) if row else b""
    return "digest:" + hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()
