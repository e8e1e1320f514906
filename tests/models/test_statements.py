"""Statements that are prepared once put every value where its name says, whatever order it came in."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from peewee import Expression

import models
from models.desk.applying import TABLES, _insert, _update
from models.desk.desk import Desk
from models.desk.orders.applying import _line_update, _order_update, _shipment_update
from models.statements import Statement, slot
from models.tables.cases import Case, Line
from models.tables.orders import Order, OrderLine, Shipment

ORDER_PARTS = {
    "order": (Order, _order_update),
    "order_line": (OrderLine, _line_update),
    "shipment": (Shipment, _shipment_update),
}
#: The name under which a statement asks for a value, where the column's name is another.
OTHER_NAMES = {("agent", "name")}
_COMPARED = re.compile(
    r'(?:"t\d+"\.)?"(?:\w+"\.")?(\w+)" (?:(?:=|IS|\+) |IN \(SELECT value FROM json_each\()$'
)


def prepared() -> Iterator[tuple[str, Statement]]:
    """Every statement that a module of the models holds, and some of those that are made on demand."""
    for room in pkgutil.walk_packages(models.__path__, "models."):
        if ".migrations" in room.name:
            continue
        for name, value in vars(import_module(room.name)).items():
            held = value if isinstance(value, dict) else {"": value}
            for key, each in held.items():
                if isinstance(each, Statement):
                    yield f"{room.name}.{name}{key and '.'}{key}", each
    for kind, table in TABLES.items():
        fields = tuple(reversed([field for field in table._meta.sorted_field_names if field != "version"]))
        yield f"update_{kind}", _update(kind, tuple(field for field in fields if field != "id"))
        yield f"insert_{kind}", _insert(table, fields)
    for part, (columns_of, make) in ORDER_PARTS.items():
        yield f"update_{part}", make(tuple(columns_of._meta.sorted_field_names))


STATEMENTS = dict(prepared())


class Asked(str):
    """The name of a slot, in the place where its value will stand."""

    __slots__ = ()


def slots(statement: Statement) -> list[object]:
    """What is bound, in the order of the text, each slot by its name."""
    return list(statement.bind({name: Asked(name) for name in statement.slots}))


def slots_of(statement: Statement) -> Iterator[tuple[str, str]]:
    """Each slot's name with the column that its value meets in the text."""
    pieces = statement.text.split("?")[:-1]
    order = slots(statement)
    assert len(pieces) == len(order)
    inserted = re.match(r'INSERT INTO "\w+" \(([^)]*)\) VALUES', statement.text)
    columns = inserted[1].replace('"', "").split(", ") if inserted else []
    before = ""
    for place, (piece, name) in enumerate(zip(pieces, order, strict=True)):
        before += piece
        if not isinstance(name, Asked):
            continue
        if columns:
            yield name, columns[place]
        else:
            compared = _COMPARED.search(before)
            assert compared, f"{name} stands behind {before[-60:]!r}"
            yield name, compared[1]


def test_there_are_statements_to_look_at() -> None:
    assert len(STATEMENTS) > 20


@pytest.mark.parametrize("name", STATEMENTS)
def test_each_value_meets_the_column_that_its_name_says(name: str) -> None:
    for slot_name, column in slots_of(STATEMENTS[name]):
        plain = slot_name.removeprefix("_")
        assert column in (plain, f"{plain}_id") or (plain, column) in OTHER_NAMES, (name, slot_name, column)


@pytest.mark.parametrize("name", STATEMENTS)
def test_values_are_bound_by_name_and_not_by_the_order_in_which_they_are_given(name: str) -> None:
    statement = STATEMENTS[name]
    names = [each for each in slots(statement) if isinstance(each, Asked)]
    values: dict[str, object] = {each: f"<{each}>" for each in names}
    backwards = dict(reversed(values.items()))
    assert list(statement.bind(values)) == list(statement.bind(backwards))
    wanted = [f"<{each}>" if isinstance(each, Asked) else each for each in slots(statement)]
    assert list(statement.bind(values)) == wanted


@pytest.mark.parametrize("name", STATEMENTS)
def test_each_statement_is_one_that_the_database_understands(name: str, desk: Desk) -> None:
    statement = STATEMENTS[name]
    bound = [1 if isinstance(each, Asked) else each for each in slots(statement)]
    assert desk.session.database.all(f"EXPLAIN {statement.text}", bound)


@pytest.mark.parametrize("table", [Case, Line], ids=["case", "line"])
def test_a_row_written_with_prepared_statements_comes_back_field_by_field(
    table: type[Case | Line], desk: Desk
) -> None:
    kind = "case" if table is Case else "line"
    database = desk.session.database
    database.run("PRAGMA foreign_keys = OFF")
    database.run("PRAGMA ignore_check_constraints = ON")
    fields = [name for name in table._meta.sorted_field_names if name not in ("id", "version")]
    first: dict[str, object] = {name: 100 + place for place, name in enumerate(fields)}
    database.insert(_insert(table, ("id", *reversed(fields))), first | {"id": 7})
    assert _row(desk, table, fields) == [_kept(table, name, first[name]) for name in fields]
    second: dict[str, object] = {name: 500 + place for place, name in enumerate(fields)}
    database.run(_update(kind, tuple(reversed(fields))), second | {"_id": 7, "_version": 1})
    assert _row(desk, table, fields) == [_kept(table, name, second[name]) for name in fields]
    assert database.all(table.select(table.version).where(table.id == 7)) == [(2,)]


def _row(desk: Desk, table: type[Case | Line], fields: list[str]) -> list[object]:
    columns = [getattr(table, name) for name in fields]
    [row] = desk.session.database.all(table.select(*columns).where(table.id == 7))
    return list(row)


def _kept(table: type[Case | Line], name: str, value: object) -> object:
    return str(value) if getattr(table, name).field_type == "TEXT" else value


def test_a_slot_without_a_value_is_noticed() -> None:
    statement = Statement(Case.update(state=slot("state")).where(Case.id == slot("id")))
    with pytest.raises(KeyError, match="id"):
        statement.bind({"state": "new"})


@pytest.mark.parametrize(
    ("wanted", "bound"),
    [
        pytest.param(Case.id == slot("id"), ["<id>"], id="one, before what is fixed"),
        pytest.param((Case.id == slot("id")) & (Case.state == slot("state")), ["<id>", "<state>"], id="two"),
        pytest.param((Case.state == "new") & (Case.id == slot("id")), ["new", "<id>"], id="one behind"),
        pytest.param(
            (Case.id == slot("id")) & (Case.state == "new") & (Case.version == slot("version")),
            ["<id>", "new", "<version>"],
            id="on both sides",
        ),
        pytest.param((Case.id == slot("id")) & (Case.state != slot("id")), ["<id>", "<id>"], id="one twice"),
        pytest.param(Case.state == "new", ["new"], id="none"),
    ],
)
def test_what_is_given_and_what_is_fixed_each_stand_in_their_places(
    wanted: Expression, bound: list[object]
) -> None:
    statement = Statement(Case.select(Case.id).where(wanted).limit(7))
    assert statement.text.endswith(" LIMIT 7")
    assert [name for name, each in prepared() if "LIMIT ?" in each.text] == []
    values = {name: f"<{name}>" for name in statement.slots}
    assert list(statement.bind(values | {"more": "than is asked for"})) == bound
