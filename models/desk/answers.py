"""The answers kept for operations that carry an ``op_id``, apart from journal and activity."""

from __future__ import annotations

import json

from models.desk.session import Session
from models.json_text import encoded
from models.statements import Statement, slot
from models.tables.journal import KeptAnswer

_KEPT = Statement(KeptAnswer.select(KeptAnswer.answer).where(KeptAnswer.op_id == slot("op_id")).limit(1))
_KEEP = Statement(KeptAnswer.insert(op_id=slot("op_id"), at=slot("at"), answer=slot("answer")))


def kept(session: Session, op_id: str) -> dict[str, object] | None:
    """What this operation answered before, or None."""
    row = session.database.one(_KEPT, {"op_id": op_id})
    return dict(json.loads(str(row[0]))) if row else None


def keep(session: Session, op_id: str, answer: dict[str, object]) -> None:
    """Keeps an answer."""
    values = {"op_id": op_id, "at": session.clock(), "answer": encoded(answer)}
    session.database.run(_KEEP, values)
