"""Puts a case and its lines back: fields, lines that were added or deleted, stamps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from models.desk.applying import NO_STAMPS, STAMPED, STAMPS, Undone, apply, inserted
from models.desk.history import Event, write_history
from models.desk.session import Session
from models.desk.undo.back import Back
from models.numbers import id_of
from models.plans import UNDO, Change, Facts
from models.rulebook import Rulebook
from models.tables.cases import Case, Line


def put_back(session: Session, rulebook: Rulebook, back: Back) -> int:
    """Writes it, and gives the journal id; a case that was made is gone with its lines and its stream."""
    deed, facts = back.deed, replace(cast("Facts", back.facts), target=back.target)
    head = facts.head.number
    if head in deed.born:
        session.database.run(Case.delete().where(Case.id == id_of(head)))
        event = Event(UNDO, back.target, head, session.clock(), session.agent, undoes=deed.number, gone=True)
        return write_history(session, event, back.changes, withdrawn=back.withdrawn)
    moved = {change.record for change in back.changes}
    for number in moved & deed.born:
        session.database.run(Line.delete().where(Line.id == id_of(number)))
    for number in moved & deed.dead:
        inserted(session, Line, cast("Mapping[str, object]", back.kept[number]))
    own = frozenset(moved & (deed.born | deed.dead))
    undone = Undone(deed.number, back.withdrawn)
    journal = apply(session, rulebook, facts, UNDO, back.changes, own=own, undone=undone)
    _put_stamps_back(session, head, back.changes, back.kept)
    return journal


def _put_stamps_back(
    session: Session, head: str, changes: Sequence[Change], kept: Mapping[str, object]
) -> None:
    """When and by whom the case was resolved and closed before; a state without a stamp had none."""
    if not any(change.record == head and change.field == "state" for change in changes):
        return
    before = cast("Sequence[object]", kept.get(STAMPED, NO_STAMPS))
    columns = dict(zip(STAMPS, before, strict=True))
    session.database.run(Case.update(**columns).where(Case.id == id_of(head)))
