"""Writes a plan: every change compare-and-set on its record's version, with one journal entry for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from operator import and_
from typing import NamedTuple

from peewee import SQL

from models.desk.history import Event, write_history
from models.desk.people import agent_id, contact_id, named_id
from models.desk.session import Session
from models.errors import Stale
from models.folding import plain
from models.numbers import id_of, number_of
from models.plans import Change, Entry, Facts, Record
from models.rulebook import Machine, Rulebook
from models.statements import Statement, slot
from models.tables.base import Table
from models.tables.cases import Case, Line

STAMPS = ("resolved_at", "resolved_by", "closed_at", "closed_by")
NO_STAMPS: tuple[object, ...] = (None, "", None, "")
#: The key under which an entry keeps the stamps that its change has written over.
STAMPED = "stamps"
_STAMPED = Statement(
    Case.select(*(getattr(Case, name) for name in STAMPS)).where(Case.id == slot("id")).limit(1)
)
TABLES: dict[str, type[Case | Line]] = {"case": Case, "line": Line}
#: Fields that are called otherwise in their table.
COLUMNS = {"order": "order_number"}


class Undone(NamedTuple):
    """What an undo takes back: the action's first journal entry, and the texts that it wrote."""

    action: int | None = None
    withdrawn: tuple[Entry, ...] = ()


def stamps_now(session: Session, number: str) -> list[object]:
    """When a case was resolved and closed, and by whom, as its row says now."""
    return list(session.database.one(_STAMPED, {"id": id_of(number)}) or NO_STAMPS)


@lru_cache(maxsize=256)
def _update(kind: str, columns: tuple[str, ...]) -> Statement:
    table = TABLES[kind]
    values = {column: slot(column) for column in columns}
    return Statement(
        table.update(version=table.version + SQL("1"), **values).where(
            (table.id == slot("_id")) & (table.version == slot("_version"))
        )
    )


def apply(
    session: Session,
    rulebook: Rulebook,
    facts: Facts,
    action: str,
    changes: Sequence[Change],
    entries: Sequence[Entry] = (),
    own: frozenset[str] = frozenset(),
    kept: Mapping[str, object] | None = None,
    undone: Undone | None = None,
) -> int:
    """Writes the changes with their history and gives the journal id.

    A case's version rises with any change to its lines, so that whoever acts on the case has
    seen them; notes alone raise none. Records in ``own`` were written by the caller (a line that
    is new or gone): only their history is. ``kept`` is what an undo will need beyond the changes;
    ``undone`` says that this is one. *Errors*: `Stale` where somebody was first.
    """
    now = session.clock()
    by_record: dict[str, list[Change]] = {}
    for change in changes:
        if change.record not in own:
            by_record.setdefault(change.record, []).append(change)
    if changes:
        by_record.setdefault(facts.head.number, [])
    records = {record.number: record for record in (facts.head, *facts.lines)}
    batches: dict[tuple[str, tuple[str, ...]], list[dict[str, object]]] = defaultdict(list)
    for number, moved in by_record.items():
        record = records[number]
        machine = rulebook.machine_by_code[record.machine]
        columns = _columns(session, record, moved)
        if "state" in columns:
            columns["is_open"] = int(columns["state"] not in machine.final_codes)
        if record is facts.head:
            if "state" in columns and machine.state_by_code[record.state].stamp:
                kept = {**(kept or {}), STAMPED: stamps_now(session, number)}
            columns |= _stamps(session.agent, machine, str(columns.get("state", "")), now)
        key = record.machine, tuple(columns)
        columns["_id"], columns["_version"] = id_of(number), record.version
        batches[key].append(columns)
    for (kind, names), rows in batches.items():
        if session.database.many(_update(kind, names), rows) != len(rows):
            raise _stale(session, kind, rows)
    undone = undone or Undone()
    event = Event(action, facts.target, facts.head.number, now, session.agent, undoes=undone.action)
    return write_history(session, event, changes, entries, kept, undone.withdrawn)


def _stale(session: Session, kind: str, rows: Sequence[Mapping[str, object]]) -> Stale:
    """The first record that was not at its version any more; those that were have gone up by one."""
    table = TABLES[kind]
    found = []
    for row in rows:
        record_id, version = int(str(row["_id"])), int(str(row["_version"]))
        now = session.database.one(table.select(table.version).where(table.id == record_id).limit(1))
        actual = int(str(now[0])) if now else 0
        found.append((actual == version + 1, Stale(number_of(kind, record_id), version, actual)))
    return min(found, key=lambda each: each[0])[1]


def _columns(session: Session, record: Record, moved: Sequence[Change]) -> dict[str, object]:
    """The changes as columns of the record's table, names turned into ids."""
    database = session.database
    columns: dict[str, object] = {}
    for change in moved:
        name, value = change.field, change.after
        if name == "assigned_to":
            value = None if not value else agent_id(database, str(value))
        elif name in ("account", "assignment_group"):
            value = None if not value else named_id(database, name, str(value))
        elif name in ("contact", "consumer"):
            account = _account(session, record, moved) if name == "contact" else None
            value = None if not value else contact_id(database, name, str(value), account)
        columns[COLUMNS.get(name, name)] = value
    if record.machine == "case" and not columns.keys().isdisjoint(SEARCHED):
        after = {**record.values, **{change.field: change.after for change in moved}}
        columns["search_text"] = search_text(after)
    return columns


def _account(session: Session, record: Record, moved: Sequence[Change]) -> int | None:
    name = next((change.after for change in moved if change.field == "account"), record.values.get("account"))
    return named_id(session.database, "account", str(name)) if name else None


SEARCHED = {"short_description", "account", "contact", "consumer", "order_number"}


def search_text(values: Mapping[str, object]) -> str:
    """What free words are looked for in."""
    names = ("short_description", "account", "contact", "consumer", "order", "source_number")
    return plain("\n".join(str(values[name]) for name in names if values.get(name)))


def _stamps(agent: str, machine: Machine, entered: str, now: int) -> dict[str, object]:
    """Who touched the case last, and when it entered a state that has a stamp."""
    columns: dict[str, object] = {"updated_at": now, "updated_by": agent}
    if not entered:
        return columns
    state = machine.state_by_code[entered]
    if state.stamp:
        columns |= {f"{state.stamp}_at": now, f"{state.stamp}_by": agent}
    elif not state.final:
        columns |= dict(zip(STAMPS, NO_STAMPS, strict=True))
    return columns


@lru_cache(maxsize=64)
def _insert(table: type[Table], columns: tuple[str, ...]) -> Statement:
    return Statement(table.insert(**{column: slot(column) for column in columns}))


def inserted(session: Session, table: type[Table], values: Mapping[str, object]) -> int:
    """Inserts a row and gives its id."""
    return session.database.insert(_insert(table, tuple(values)), values)


@lru_cache(maxsize=8)
def _whole(table: type[Table], *keys: str) -> Statement:
    here = reduce(and_, [getattr(table, key) == slot(key) for key in keys])
    fields = [getattr(table, name) for name in table._meta.sorted_field_names]  # noqa: SLF001  # so Peewee names it
    return Statement(table.select(*fields).where(here).limit(1))


def whole_row(session: Session, table: type[Table], **keys: object) -> dict[str, object]:
    """A row with all its columns by field, so that an undo can put it back; empty where there is none."""
    row = session.database.one(_whole(table, *keys), keys)
    names = table._meta.sorted_field_names  # noqa: SLF001  # so Peewee names it
    return dict(zip(names, row, strict=True)) if row else {}
