"""What seldom changes around orders is read once, and anew as soon as one of its rows is another."""

from __future__ import annotations

from importlib import import_module

import pytest

from models import Desk
from models.desk.orders.premises import revision
from tests.models.desk.at_till import Till
from tests.models.desk.test_bounded import traced

MIXED = "Orders:AllowMixed"
COUNTED: tuple[str, ...] = import_module("models.migrations.0014_premises").COUNTED


@pytest.fixture
def full(till: Till) -> Till:
    """A till with a row in every table that is counted."""
    till.run("put", kind="custom_status", fields={"name": "Fragile"})
    till.run("put", kind="ou", fields={"id": "Z", "suppliers": ["ACME"], "shipping_methods": ["post"]})
    till.setting(MIXED, False)
    return till


@pytest.mark.parametrize("table", COUNTED)
@pytest.mark.parametrize("event", ["update", "insert", "delete"])
def test_any_change_to_a_row_is_counted(table: str, event: str, full: Till) -> None:
    database = full.desk.session.database
    database.run("PRAGMA foreign_keys = 0")
    columns = [str(row[1]) for row in database.all(f"PRAGMA table_info({table})") if row[1] != "id"]
    keyed = {"country", "organization_unit", "shipping_method", "supplier"}
    listed = ", ".join(["id", *columns] if table in keyed else columns)
    copied = ", ".join(f"'x' || {name}" if _is_key(table, name) else name for name in listed.split(", "))
    change = {
        "update": f"UPDATE {table} SET {columns[-1]} = {columns[-1]} WHERE rowid = 1",
        "insert": f"INSERT INTO {table} ({listed}) SELECT {copied} FROM {table} LIMIT 1",
        "delete": f"DELETE FROM {table} WHERE rowid = 1",
    }[event]
    before = revision(full.desk.session)
    assert database.run(change) == 1
    assert revision(full.desk.session) > before


def _is_key(table: str, name: str) -> bool:
    keys = {"unit_method": ("unit_id",), "unit_supplier": ("unit_id",), "setting": ("ou",)}
    return name in keys.get(table, ("id", "code", "name", "backend_id"))


def mixed(till: Till) -> str:
    """A basket with a line that is carried out, and one that is ordered."""
    till.stock(9)
    return till.basket(("P", 1), ("Q", 1), customer="C1")


def test_what_is_around_an_order_is_counted_and_read_once(till: Till) -> None:
    till.stock(9)
    first, second = (till.basket(("P", 1), customer="C1") for _ in range(2))
    till.do("place", first)
    with traced(till.desk) as sent:
        till.do("place", second)
    assert any('FROM "stock"' in text for text in sent)
    # Who acts, and under which rules, is asked with each action.
    asked = [text for text in sent if 'FROM "rule_set"' not in text]
    assert [text for text in asked for table in COUNTED if f'FROM "{table}"' in text] == []


def test_what_another_program_changes_holds_at_once(till: Till) -> None:
    number = mixed(till)
    assert till.no("place", number) == {"mixed_not_allowed"}
    other = Desk.open(till.desk.session.database.url, agent="bob")
    other.put("setting", {"ou": "A", "name": MIXED, "value": True})
    other.close()
    assert till.do("place", number)["status"] == "open"


def test_what_was_read_in_a_write_that_was_taken_back_is_forgotten(till: Till) -> None:
    number = mixed(till)

    def changed_and_thrown_away() -> None:
        with till.desk.transaction():
            till.desk.put("setting", {"ou": "A", "name": MIXED, "value": True})
            assert till.show(number)["warnings"] == []
            raise LookupError

    with pytest.raises(LookupError):
        changed_and_thrown_away()
    # The next change counts up to the same number as the one that was thrown away.
    till.desk.put("setting", {"ou": "B", "name": MIXED, "value": True})
    assert till.no("place", number) == {"mixed_not_allowed"}
