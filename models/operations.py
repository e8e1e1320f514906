"""One operation of JSON Lines to its answer, kept for the one who asks again with the same ``op_id``.

*Shapes*: interface.md, "JSON Lines"; an answer is always a mapping with ``ok``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from models.checks import whole_number
from models.clock import iso
from models.errors import DeskError, Invalid, Refused, Stale, Unavailable
from models.numbers import PREFIX

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.session import Session
    from models.plans import Change, Reason
    from models.record_views import Done

Answer = dict[str, object]
MAX_OP_ID = 200


def failure(error: DeskError) -> Answer:
    """The answer to an operation that came to nothing."""
    answer: Answer = {"ok": False, "error": error.kind, "message": str(error)}
    if isinstance(error, Refused):
        answer["reasons"] = [reason_as_json(reason) for reason in error.refusal.reasons]
        answer["open_actions"] = list(error.refusal.open_actions)
    if isinstance(error, Stale):
        answer |= {"record": error.record, "version": error.actual, "agent": error.who, "action": error.what}
        if error.first is not None:
            answer |= {
                "at": iso(error.first.at),
                "state": error.first.state,
                "still_open": error.first.still_open,
                "open_actions": list(error.first.open_actions),
            }
    return answer


def reason_as_json(reason: Reason) -> Answer:
    """A reason or warning as a mapping."""
    said: Answer = {"record": reason.record, "code": reason.code, "message": reason.message}
    return said | ({"source": reason.source} if reason.source else {})


def change_as_json(change: Change) -> Answer:
    """A change as a mapping."""
    return {
        "record": change.record,
        "field": change.field,
        "from": change.before,
        "to": change.after,
        "because": change.because,
    }


def done_as_json(done: Done) -> Answer:
    """The answer to a write that was done."""
    answer: Answer = {
        "ok": True,
        "record": done.record,
        "journal": done.journal,
        "version": done.version,
        "changes": [change_as_json(change) for change in done.changes],
    }
    if done.warnings:
        answer["warnings"] = [reason_as_json(warning) for warning in done.warnings]
    return answer


class Operations:
    """Runs operations on a desk, each in a transaction of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def run(self, op: object) -> Answer:
        """Runs one operation; whatever is wrong with it is said in the answer, never raised."""
        try:
            if not isinstance(op, Mapping):
                raise Invalid("An operation is a JSON object with the key `op`.")
            op_id = op.get("op_id")
            if op_id is None:
                return self._answer(op)
            if not isinstance(op_id, str) or not 0 < len(op_id) <= MAX_OP_ID or not op_id.isprintable():
                raise Invalid(f"op_id is a text of 1 to {MAX_OP_ID} printable characters.")
            return self._once(op, op_id)
        except DeskError as error:
            return failure(error)

    def _once(self, op: Mapping[str, object], op_id: str) -> Answer:
        """The answer that this op_id had, or runs it and keeps what it answers, in the same transaction."""
        keep, kept = _keeping()
        session = self.desk.session
        try:
            with self.desk.transaction():
                before = kept(session, op_id)
                if before is not None:
                    return before
                answer = self._answer(op)
                keep(session, op_id, answer)
                return answer
        except Unavailable:
            raise
        except DeskError as error:
            answer = failure(error)
            with self.desk.transaction():
                # Whoever sent the same at the same time may have been answered meanwhile.
                before = kept(session, op_id)
                if before is None:
                    keep(session, op_id, answer)
            return before or answer

    def _answer(self, op: Mapping[str, object]) -> Answer:
        name = op.get("op")
        runner = _RUNNERS.get(name) if isinstance(name, str) else None
        if runner is None:
            raise Invalid(f"There is no operation {name!r:.60}; there are: {', '.join(_RUNNERS)}.")
        known, run = runner
        for key in op:
            if key not in known and key not in ("op", "agent", "op_id"):
                raise Invalid(f"The operation {name} has no key {key!r:.60}; it has: {', '.join(known)}.")
        agent = op.get("agent")
        if agent is not None and (not isinstance(agent, str) or not agent.strip()):
            raise Invalid("agent is a name.")
        desk = self.desk if agent in (None, self.desk.session.agent) else self.desk.as_agent(str(agent))
        return run(desk, op)


@cache
def _keeping() -> tuple[Callable[[Session, str, Answer], None], Callable[[Session, str], Answer | None]]:
    """What keeps answers and finds them: loaded with the first, and not looked up again with each."""
    from models.desk.answers import keep, kept

    return keep, kept


def _followed(desk: Desk, op: Mapping[str, object], write: Callable[[], Done]) -> Answer:
    """The answer to a write; where it ``follows`` from a line of a case, both journals say so with it."""
    if op.get("follows") is None:
        return done_as_json(write())
    line = _text(op, "follows")
    with desk.transaction():
        done = write()
        desk.till.tie(line, done)
        return done_as_json(done)


def _text(op: Mapping[str, object], key: str) -> str:
    value = op.get(key)
    if not isinstance(value, str) or not value:
        raise Invalid(f"The operation {op.get('op')} needs {key} as a text.")
    return value


def _fields(op: Mapping[str, object], key: str = "fields") -> Mapping[str, object]:
    value = op.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Invalid(f"{key} is an object of names and values.")
    return value


def _version(op: Mapping[str, object]) -> int | None:
    value = op.get("version")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Invalid("version is a whole number.")
    return value


def _new(desk: Desk, op: Mapping[str, object]) -> Answer:
    kind = _text(op, "kind")
    if kind not in ("case", "basket"):
        raise Invalid(f"There is no kind {kind!r:.60} to make; there are: case, basket.")
    lines = op.get("lines") or []
    if (
        not isinstance(lines, Sequence)
        or isinstance(lines, str)
        or not all(isinstance(x, Mapping) for x in lines)
    ):
        raise Invalid("lines is a list of objects.")
    make = desk.new_case if kind == "case" else desk.till.new_basket
    return _followed(desk, op, lambda: make(_fields(op), lines))


def _add(desk: Desk, op: Mapping[str, object]) -> Answer:
    return done_as_json(desk.add_line(_text(op, "record"), _fields(op), version=_version(op)))


def _set(desk: Desk, op: Mapping[str, object]) -> Answer:
    number, fields, version = _text(op, "record"), _fields(op), _version(op)
    return _followed(desk, op, lambda: desk.set_fields(number, fields, version=version))


def _delete(desk: Desk, op: Mapping[str, object]) -> Answer:
    return done_as_json(desk.delete_line(_text(op, "record"), version=_version(op)))


def _do(desk: Desk, op: Mapping[str, object]) -> Answer:
    action, number, inputs, version = (
        _text(op, "action"),
        _text(op, "record"),
        _fields(op, "inputs"),
        _version(op),
    )
    if number.strip().upper().startswith(PREFIX["recount"]):
        return _count(desk, action, number, inputs)
    told: list[Done] = []

    def write() -> Done:
        told.append(desk.do(action, number, inputs, version=version))
        return told[-1]

    answer = _followed(desk, op, write)
    proposed = desk.till.proposals(told[-1]) if told[-1].accepted else ()
    if proposed:
        answer["proposes"] = [
            {"message": each.sentence, "operation": dict(each.operation)} for each in proposed
        ]
    return answer


def _count(desk: Desk, action: str, number: str, inputs: Mapping[str, object]) -> Answer:
    """Ends a recount, the only thing that can be done to one."""
    if action != "count" or set(inputs) != {"counted"}:
        raise Invalid("A recount has one action, `count`, and it takes one input: counted.")
    return done_as_json(desk.till.count_again(number, whole_number("counted", inputs["counted"])))


def _undo(desk: Desk, op: Mapping[str, object]) -> Answer:
    journal = op.get("journal")
    return done_as_json(desk.undo(None if journal is None else whole_number("journal", journal)))


def _note(desk: Desk, op: Mapping[str, object]) -> Answer:
    kind = op.get("kind", "work_note")
    if not isinstance(kind, str):
        raise Invalid("kind is work_note or comment.")
    return done_as_json(desk.note(_text(op, "record"), _text(op, "text"), kind=kind))


def _show(desk: Desk, op: Mapping[str, object]) -> Answer:
    return show(desk, _text(op, "record"))


def show(desk: Desk, number: str) -> Answer:
    """A whole record with its open and barred actions."""
    from models.desk import records

    record, verdicts = records.shown(desk.session, number)
    actions = [verdict for verdict in verdicts if not verdict.operation]
    return {
        "ok": True,
        "record": record,
        "open_actions": [verdict.action for verdict in actions if verdict.open],
        "barred_actions": [
            {"action": verdict.action, "reasons": [reason_as_json(reason) for reason in verdict.reasons]}
            for verdict in actions
            if not verdict.open
        ],
    }


def _put(desk: Desk, op: Mapping[str, object]) -> Answer:
    return done_as_json(desk.put(_text(op, "kind"), _fields(op)))


_RUNNERS: dict[str, tuple[tuple[str, ...], Callable[[Desk, Mapping[str, object]], Answer]]] = {
    "new": (("kind", "fields", "lines", "follows"), _new),
    "add": (("record", "fields", "version"), _add),
    "set": (("record", "fields", "version", "follows"), _set),
    "delete": (("record", "version"), _delete),
    "do": (("record", "action", "inputs", "version", "follows"), _do),
    "undo": (("journal",), _undo),
    "note": (("record", "kind", "text"), _note),
    "show": (("record",), _show),
    "put": (("kind", "fields"), _put),
}


def parse(line: str) -> object:
    """A line of JSON Lines as a value.

    *Errors*: `Invalid`.
    """
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"This line is not JSON: {error}."[:300]) from None
