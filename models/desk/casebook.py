"""One case as its screen shows it: fields, lines, what may be done, what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from peewee import Expression, fn

from models import engine
from models.deeds import NOTES
from models.desk.facts import head_id, read_facts
from models.desk.references import held
from models.desk.session import Session
from models.errors import Unknown
from models.numbers import PREFIX, id_of, number_of, parse_number
from models.plans import Facts, Record
from models.record_views import ActivityView, CaseView, FieldChange, JournalView, LineView
from models.record_views import JournalChange as ChangeView
from models.rulebook import Rulebook
from models.tables.cases import Case
from models.tables.journal import Activity, Journal, JournalChange

MAX_ROWS = 1000
_EXTRAS = (
    Case.opened_at, Case.opened_by, Case.updated_at, Case.updated_by, Case.resolved_at, Case.resolved_by,
    Case.closed_at, Case.closed_by, Case.source, Case.source_number,
)  # fmt: skip


def visible_facts(session: Session, number: str) -> Facts:
    """The facts about a record that the agent may see.

    *Errors*: `Unknown` for one that there is not, or not for him.
    """
    from models.bars import may_see

    facts = read_facts(session, number, session.standing().actor)
    if not may_see(facts):
        raise Unknown("record", number[:60], "It may belong to a group that is not yours.")
    return facts


def case_view(session: Session, number: str, shown: int) -> CaseView:
    """A case with its first lines and the verdict on every action."""
    with session.database.read():
        rulebook = session.rulebook()
        facts = visible_facts(session, head_number(session, number))
        extras = session.database.one(
            Case.select(*_EXTRAS).where(Case.id == parse_number(facts.head.number)[1]).limit(1)
        )
        values = facts.head.values
        shown_lines = facts.lines[:shown]
        found = held(session, (str(values.get("order") or ""), *(_about(line) for line in shown_lines)))
    # The cells of a row have no types of their own; these are the columns of the facts and of _EXTRAS.
    cells: dict[str, Any] = {name: "" if value is None else value for name, value in values.items()}
    cells |= zip((column.name for column in _EXTRAS), _blank(extras), strict=True)
    return CaseView(
        number=facts.head.number,
        state=facts.head.state,
        version=facts.head.version,
        order_found=str(values.get("order") or "") in found,
        **cells,
        lines_total=len(facts.lines),
        lines=tuple(_line_view(rulebook, facts, line, found) for line in shown_lines),
        verdicts=engine.verdicts(rulebook, facts),
    )


def _blank(extras: tuple[object, ...] | None) -> list[object]:
    """Source and source number are empty texts where there are none; times stay None."""
    row = list(extras or (None,) * len(_EXTRAS))
    return [*row[:-2], row[-2] or "", row[-1] or ""]


def line_view(session: Session, facts: Facts, line: Record) -> LineView:
    """A line with the verdict on every action."""
    return _line_view(session.rulebook(), facts, line, held(session, (_about(line),)))


def _about(line: Record) -> str:
    return str(line.values.get("about") or "")


def _line_view(rulebook: Rulebook, facts: Facts, line: Record, found: frozenset[str]) -> LineView:
    about = Facts(facts.actor, facts.head, facts.lines, line.number)
    quantities = ("ordered_quantity", "requested_quantity", "approved_quantity")
    cells: dict[str, Any] = {
        name: value if name in quantities else "" if value is None else value
        for name, value in line.values.items()
    }
    return LineView(
        number=line.number,
        state=line.state,
        version=line.version,
        found=_about(line) in found,
        **cells,
        verdicts=engine.verdicts(rulebook, about),
    )


def head_number(session: Session, number: str) -> str:
    """The number of the case or order that a number means or belongs to."""
    kind, order_id = parse_number(number)
    if kind in ("order", "order_line"):
        found = number_of("order", order_id)
        if found not in held(session, (found,)):
            raise Unknown("order", number[:60])
        return found
    case_id, _ = head_id(session, number)
    if session.database.one(Case.select(Case.id).where(Case.id == case_id).limit(1)) is None:
        raise Unknown("case", number[:60])
    return number_of("case", case_id)


def activity(
    session: Session, number: str, kind: str, before: int | None, limit: int
) -> tuple[ActivityView, ...]:
    """The activity stream of a case or an order, the newest first."""
    head = visible_facts(session, number).head
    about = Activity.order if head.machine == "order" else Activity.case
    columns = (
        Activity.id, Activity.at, Activity.agent, Activity.kind, Activity.record,
        Activity.action, Activity.text, Activity.changes, Activity.imported,
    )  # fmt: skip
    select = Activity.select(*columns).where(about == id_of(head.number))
    if kind == "notes":
        select = select.where(Activity.kind.in_(NOTES))
    elif kind == "changes":
        select = select.where(Activity.kind == "change")
    if before is not None:
        select = select.where(Activity.id < before)
    rows = session.database.all(select.order_by(Activity.id.desc()).limit(min(limit, MAX_ROWS)))
    told = [tuple(FieldChange(*change) for change in json.loads(str(row[7]))) for row in rows]
    names = _customers(session, told) if head.machine == "order" else {}
    return tuple(
        ActivityView._make((*row[:7], changes, bool(row[8]), names))
        for row, changes in zip(rows, told, strict=True)
    )


def _customers(session: Session, told: Iterable[tuple[FieldChange, ...]]) -> dict[str, str]:
    """The names of the customers that an order has had."""
    from models.desk.orders.catalogue import customer_names

    moved = [each for changes in told for each in changes if each.field == "customer"]
    codes = [code for each in moved for code in (each.before, each.after)]
    return customer_names(session, codes) if any(codes) else {}


def journal(session: Session, number: str | None, before: int | None, limit: int) -> tuple[JournalView, ...]:
    """The journal of the desk, of a case with its lines or of one line, the newest first."""
    columns = (
        Journal.id, Journal.at, Journal.agent, Journal.action, Journal.record,
        Journal.imported, Journal.irregular, Journal.undoes,
    )  # fmt: skip
    select = Journal.select(*columns)
    if number is not None:
        facts = visible_facts(session, number)
        select = select.where(Journal.head == facts.head.number)
        if facts.target != facts.head.number:
            moved = JournalChange.select(JournalChange.journal).where(JournalChange.record == facts.target)
            select = select.where((Journal.record == facts.target) | Journal.id.in_(moved))
    else:
        for condition in _about_seen_cases(session):
            select = select.where(condition)
    if before is not None:
        select = select.where(Journal.id < before)
    with session.database.read():
        rows = session.database.all(select.order_by(Journal.id.desc()).limit(min(limit, MAX_ROWS)))
        changes = _changes(session, [row[0] for row in rows])
    return tuple(
        JournalView._make((*row[:5], bool(row[5]), bool(row[6]), tuple(changes.get(row[0], ())), row[7]))
        for row in rows
    )


def _about_seen_cases(session: Session) -> list[Expression]:
    """What holds for entries about anything but a case, or about one that the agent may see."""
    from models.desk.case_list import seen

    conditions = seen(session)
    if not conditions:
        return []
    of_case = Case.id == fn.SUBSTR(Journal.head, len(PREFIX["case"]) + 1).cast("INTEGER")
    mine = Case.select(Case.id).where(of_case, *conditions)
    return [~Journal.head.startswith(PREFIX["case"]) | fn.EXISTS(mine)]


def _changes(session: Session, journals: list[object]) -> dict[object, list[ChangeView]]:
    found: dict[object, list[ChangeView]] = {}
    most = len(journals) * 2 * MAX_ROWS
    rows = session.database.all(
        JournalChange.select(
            JournalChange.journal, JournalChange.record, JournalChange.field,
            JournalChange.before_value, JournalChange.after_value, JournalChange.because,
        )
        .where(JournalChange.journal.in_(journals))
        .order_by(JournalChange.id)
        .limit(most)
    )  # fmt: skip
    for journal_id, *change in rows:
        found.setdefault(journal_id, []).append(ChangeView(*map(str, change)))
    return found
