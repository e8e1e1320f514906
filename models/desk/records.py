"""Records as plain mappings, ready for JSON: what `show` prints.

*Units*: times as ISO text in UTC, to the second.
"""

from __future__ import annotations

from models import engine
from models.clock import iso
from models.desk import casebook
from models.desk.orders import records as orders
from models.desk.session import Session
from models.numbers import number_of, parse_number
from models.plans import Verdict
from models.record_views import CaseView, LineView

Row = dict[str, object]


def shown(session: Session, number: str) -> tuple[Row, tuple[Verdict, ...]]:
    """A case with its lines, or a line, and the verdicts on its actions."""
    kind, _ = parse_number(number)
    if kind in ("order", "order_line"):
        return _order(session, number)
    with session.database.read():
        view = casebook.case_view(session, number, casebook.MAX_ROWS)
    if kind == "case":
        return case_record(view), view.verdicts
    wanted = number_of("line", parse_number(number)[1])
    line = next(line for line in view.lines if line.number == wanted)
    return {**line_record(line), "case": view.number}, line.verdicts


def _order(session: Session, number: str) -> tuple[Row, tuple[Verdict, ...]]:
    with session.database.read():
        rulebook = session.rulebook()
        facts = casebook.visible_facts(session, number)
        record = orders.order_record(session, rulebook, facts)
    if facts.target == facts.head.number:
        return record, engine.verdicts(rulebook, facts)
    line = orders.order_line_record(facts.record, str(facts.head.values["currency"]))
    shown = {**line, "kind": "order_line", "order": facts.head.number}
    return shown, engine.line_verdicts(rulebook, facts, facts.target)


def _nulled(value: object) -> object:
    return None if value == "" else value


def case_record(view: CaseView) -> Row:
    """A case as a mapping: kind first, texts that are empty as None."""
    record: Row = {"number": view.number, "kind": "case"}
    for name, value in view._asdict().items():
        if name in ("number", "verdicts", "lines", "lines_total", "order_found"):
            continue
        record[name] = iso(value) if name.endswith("_at") else _nulled(value)
    record["order_found"] = view.order_found if view.order else None
    record["lines"] = [line_record(line) for line in view.lines]
    return record


def line_record(line: LineView) -> Row:
    """A line as a mapping."""
    record: Row = {"number": line.number, "kind": "line"}
    record |= {
        name: _nulled(value) for name, value in line._asdict().items() if name not in ("number", "verdicts")
    }
    return record
