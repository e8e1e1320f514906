"""What must hold after writers were killed: one function a promise, each tells every fault that it finds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.database import Database
from models.numbers import number_of

#: More rows than any torture makes.
ALL = 1_000_000
#: The states that lines may have in a case of this state, where nothing was imported or reopened.
ENDED = frozenset({"resolved_accepted", "resolved_denied", "cancelled"})
LINES_OF = {
    "draft": frozenset({"draft", "cancelled"}),
    "new": frozenset({"draft", "new", "cancelled"}),
    "resolved": ENDED,
    "closed": ENDED,
    "cancelled": frozenset({"cancelled"}),
}
_NOTES = "('comment', 'work_note')"


class Acknowledged(NamedTuple):
    """An answer that reached the one who asked."""

    op_id: str
    answer: Mapping[str, object]


def _pairs(database: Database, question: str) -> dict[object, object]:
    return {row[0]: row[1] for row in database.all(question, [ALL])}


def lost(database: Database, acknowledged: list[Acknowledged]) -> Iterator[str]:
    """Acknowledged actions that are not in the journal as they were answered, or that are there twice."""
    kept = _pairs(database, "SELECT op_id, answer FROM kept_answer LIMIT ?")
    about = "SELECT id, record FROM journal UNION SELECT journal_id, record FROM journal_change LIMIT ?"
    entries = set(database.all(about, [ALL]))
    moves: dict[object, set[tuple[object, ...]]] = {}
    rows = "SELECT journal_id, record, before_value, after_value FROM journal_change WHERE field = 'state'"
    for journal, *move in database.all(f"{rows} LIMIT ?", [ALL]):
        moves.setdefault(journal, set()).add(tuple(move))
    by_journal: dict[object, str] = {}
    for op_id, answer in acknowledged:
        if json.loads(str(kept.get(op_id, "null"))) != answer:
            yield f"{op_id} was answered {answer}, which is not kept."
        if not answer["ok"]:
            continue
        journal = answer["journal"]
        if (journal, answer["record"]) not in entries:
            yield f"{op_id} was acknowledged as journal {journal} of {answer['record']}, which is not there."
        if by_journal.setdefault(journal, op_id) != op_id:
            yield f"{op_id} and {by_journal[journal]} were acknowledged as one journal entry, {journal}."
        told = {
            (change["record"], change["from"] or "", change["to"] or "")
            for change in answer["changes"]  # type: ignore[attr-defined]  # a list of objects
            if change["field"] == "state"
        }
        if not told <= moves.get(journal, set()):
            yield f"{op_id} moved {sorted(told)}, journal {journal} tells something else."


def unlike_journal(database: Database) -> Iterator[str]:
    """Records whose version or state is not what their journal comes to."""
    entries = (
        "SELECT DISTINCT head AS record, journal.id FROM journal "
        f"JOIN journal_change ON journal_id = journal.id WHERE field NOT IN {_NOTES}"
    )
    changes = f"SELECT DISTINCT record, journal_id FROM journal_change WHERE field NOT IN {_NOTES}"
    steps = {
        source: _pairs(database, f"SELECT record, COUNT(*) FROM ({source}) GROUP BY record LIMIT ?")
        for source in (entries, changes)
    }
    ends = "SELECT record, after_value, MAX(id) FROM journal_change WHERE field = 'state' GROUP BY record"
    last = {record: state for record, state, _ in database.all(f"{ends} LIMIT ?", [ALL])}
    # An order is made and then filled, which counts as two.
    for kind, table, source, more in (
        ("case", "cases", entries, 0),
        ("line", "case_lines", changes, 0),
        ("order", "orders", entries, 1),
    ):
        for row, version, state in database.all(f"SELECT id, version, state FROM {table} LIMIT ?", [ALL]):
            number = number_of(kind, int(str(row)))
            told = int(str(steps[source].get(number, 0))) + more
            if version != told:
                yield f"{number} is at version {version}, its journal comes to {told}."
            if state != last.get(number):
                yield f"{number} is in {state}, its journal ended with {last.get(number)}."


def unlike_case(database: Database) -> Iterator[str]:
    """Lines in a state that their case's state does not allow, and flags that deny the state."""
    question = (
        "SELECT case_lines.id, case_lines.state, case_lines.is_open, cases.state "
        "FROM case_lines JOIN cases ON cases.id = case_id LIMIT ?"
    )
    for row, state, is_open, case in database.all(question, [ALL]):
        number = number_of("line", int(str(row)))
        if state not in LINES_OF.get(str(case), {state}):
            yield f"{number} is in {state}, its case in {case}."
        if bool(is_open) is (state in ENDED):
            yield f"{number} is in {state} and flagged {is_open}."
    for row, state, is_open in database.all("SELECT id, state, is_open FROM cases LIMIT ?", [ALL]):
        if bool(is_open) is (state in ("closed", "cancelled")):
            yield f"{number_of('case', int(str(row)))} is in {state} and flagged {is_open}."


def unbalanced(database: Database, put: Mapping[str, int]) -> Iterator[str]:
    """Products of which what is left and what was handed over is not what was put."""
    left = _pairs(database, "SELECT product_id, SUM(quantity) FROM stock GROUP BY product_id LIMIT ?")
    gone = _pairs(database, "SELECT product_id, SUM(shipped) FROM order_lines GROUP BY product_id LIMIT ?")
    for product, pieces in put.items():
        there, handed = int(str(left.get(product, 0))), int(str(gone.get(product, 0)))
        if there + handed != pieces:
            yield f"{product}: {pieces} were put, {there} are left and {handed} were handed over."
