"""What cases say about orders: whether the desk holds what they name, and which cases name an order.

A reference is ``ORDER`` or ``ORDER/LINE``, with or without the zeros. *Source*: rules.md, 1.1 and 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from peewee import JOIN

from models.desk.facts import head_id
from models.desk.session import Session
from models.errors import Unknown
from models.numbers import number_of, order_line_number, parse_number, position_of
from models.order_views import CaseAbout
from models.tables.cases import Case, Line
from models.tables.orders import Order, OrderLine

MAX_CASES = 50


class Reference(NamedTuple):
    """An order, or with a position one of its lines."""

    order: int
    position: int | None = None

    @property
    def number(self) -> str:
        """The number as the desk writes it."""
        if self.position is None:
            return number_of("order", self.order)
        return order_line_number(self.order, self.position)


def reference(text: str) -> Reference | None:
    """The order or line that a text names; None where it has no such shape."""
    try:
        kind, order_id = parse_number(text)
    except Unknown:
        return None
    if kind == "order":
        return Reference(order_id)
    return Reference(order_id, position_of(text.strip())) if kind == "order_line" else None


def held(session: Session, texts: Iterable[str]) -> frozenset[str]:
    """Those of the texts that name an order or an order line of this desk; one query for all of them."""
    wanted = {text: named for text in set(texts) if text and (named := reference(text)) is not None}
    if not wanted:
        return frozenset()
    orders = {named.order for named in wanted.values()}
    positions = {named.position for named in wanted.values()} - {None}
    of_order = (OrderLine.order == Order.id) & OrderLine.position.in_(sorted(filter(None, positions)))
    rows = session.database.all(
        Order.select(Order.id, OrderLine.position)
        .join(OrderLine, JOIN.LEFT_OUTER, on=of_order)
        .where(Order.id.in_(sorted(orders)))
        .limit(len(orders) * max(len(positions), 1))
    )
    there = {Reference(int(str(order_id))) for order_id, _ in rows}
    there |= {Reference(int(str(order)), int(str(place))) for order, place in rows if place is not None}
    return frozenset(text for text, named in wanted.items() if named in there)


def cases_about(session: Session, number: str) -> tuple[CaseAbout, ...]:
    """The cases about an order or one of its lines that the agent may see, the newest first."""
    from models.desk.case_list import seen

    order_id = parse_number(number)[1]
    spelt = (number_of("order", order_id), f"SO{order_id}")
    about = Line.about.in_(spelt)
    for spelling in spelt:
        # As a range, so that the index finds it; "0" comes right after "/".
        about |= (Line.about >= f"{spelling}/") & (Line.about < f"{spelling}0")
    rows = session.database.all(
        Case.select(Case.id, Case.state, Case.short_description)
        .where(
            Case.order_number.in_(spelt) | Case.id.in_(Line.select(Line.case).where(about)), *seen(session)
        )
        .order_by(Case.id.desc())
        .limit(MAX_CASES)
    )
    return tuple(CaseAbout(number_of("case", int(str(row[0]))), str(row[1]), str(row[2])) for row in rows)


def referred(session: Session, number: str) -> tuple[str, ...]:
    """The orders and order lines of this desk that a case or a line names, the case's own order first."""
    case_id, target = head_id(session, number)
    kind, record_id = parse_number(target)
    lines = Line.select(Line.about).order_by(Line.id).limit(MAX_CASES)
    if kind == "line":
        texts = [str(row[0]) for row in session.database.all(lines.where(Line.id == record_id))]
    else:
        row = session.database.one(Case.select(Case.order_number).where(Case.id == case_id).limit(1))
        texts = [str(row[0] or "") if row else ""]
        texts += [str(about) for (about,) in session.database.all(lines.where(Line.case == case_id))]
    there = held(session, texts)
    named = (reference(text) for text in texts if text in there)
    return tuple(dict.fromkeys(each.number for each in named if each is not None))
