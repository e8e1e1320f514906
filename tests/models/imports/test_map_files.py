"""Maps: strict keys, and every fault says in which file, table and key it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import rulefile
from models.errors import BadFile
from models.imports.map_files import SHIPPED, load_map, read_map, shipped_maps
from models.imports.mapping import FIELDS

SOUND = """
format = 1
kind = "cases"
source = "mine"
[read]
dates = ["%d.%m.%Y", "iso"]
empty = ["-"]
required = ["source_number"]
ignored = ["junk"]
[columns]
source_number = ["id", "nr"]
short_description = { join = ["what", "why"], with = ": ", else = "Case {source_number}" }
[values.priority]
"Very high" = "1"
[defaults]
state = "new"
"""


def test_the_shipped_maps_are_sound_and_know_no_state_that_the_rules_lack() -> None:
    machines = rulefile.shipped_rulebook().machine_by_code
    assert shipped_maps() == ("cases", "online-retail", "orders", "servicenow-incidents")
    for name in shipped_maps():
        kind = "orders" if name in ("online-retail", "orders") else "cases"
        mapping = load_map(name, kind)
        states = machines[kind.removesuffix("s")].state_by_code
        assert set((mapping.values or {}).get("state", {}).values()) <= set(states)


def test_the_map_for_plain_tables_names_every_field_that_needs_no_number() -> None:
    assert set(load_map("cases").columns) == set(FIELDS["cases"]) - {"update_number"}
    assert set(load_map("orders", "orders").columns) == set(FIELDS["orders"])


def test_a_map_reads_alternatives_joined_columns_values_and_defaults() -> None:
    mapping = read_map(SOUND.replace("[values", 'priority = "prio"\n[values'), "mine.toml")
    row = {"id": "-", "nr": " 7 ", "what": "Late", "why": "", "prio": "very HIGH"}
    assert mapping.text(row, "source_number") == "7"
    assert mapping.text(row, "short_description") == "Late"
    assert mapping.text(row | {"why": "rain"}, "short_description") == "Late: rain"
    assert mapping.text({"nr": "7", "what": "-"}, "short_description") == "Case 7"
    assert mapping.text(row, "priority") == "1"
    assert mapping.text(row, "state") == "new"
    assert mapping.text(row, "account") == ""


def test_what_says_of_orders_lines_only_is_no_map_of_cases() -> None:
    with pytest.raises(BadFile, match=r"\[lines\]: is for orders alone"):
        read_map(f'{SOUND}\n[lines]\nin = "lines"\n', "mine.toml")
    orders = (SHIPPED / "orders.toml").read_text(encoding="utf-8")
    with pytest.raises(BadFile, match=r"\[lines\]: in is missing"):
        read_map(orders.replace('in = "lines"\n', ""), "mine.toml")
    assert read_map(orders[: orders.rindex("[lines]")], "mine.toml").nested.lines == ""


def test_a_map_knows_what_a_header_lacks_and_what_nothing_reads() -> None:
    mapping = read_map(SOUND, "mine.toml")
    assert mapping.missing(("nr",)) == []
    assert mapping.missing(("what", "other")) == ["id or nr"]
    assert mapping.unread(("nr", "junk", "extra", "what")) == ["extra"]


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("29.02.2016", 1456704000000),
        ("2016-02-29T01:23:00Z", 1456708980000),
        ("2016-02-29 02:23:00.250+01:00", 1456708980250),
        ("2016-02-29 01:23", 1456708980000),
        ("31.02.2016", None),
        ("02/29/2016", None),
        ("31.12.1969", None),
        ("yesterday", None),
    ],
)
def test_times_are_utc_unless_they_say_otherwise(text: str, milliseconds: int | None) -> None:
    assert read_map(SOUND, "mine.toml").time(text) == milliseconds


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        ("format = 1", "format = 1\nextra = 1", "top level: 'extra' is unknown; known are format, kind"),
        ('kind = "cases"', 'kind = "cakes"', "kind: must be one of cases"),
        ('source = "mine"', 'source = ""', "source: must be a text"),
        ("empty =", "emtpy =", "[read]: 'emtpy' is unknown"),
        ('"%d.%m.%Y"', '"%H:%M"', "[read] dates: '%H:%M' is neither"),
        ('"%d.%m.%Y"', '"%Q"', "[read] dates: '%Q' is neither"),
        ('["source_number"]', '["account"]', "[read] required: 'account' has no column"),
        ('["id", "nr"]', "[]", "[columns] source_number: names no column"),
        ('["id", "nr"]', "3", "[columns] source_number: must be a table"),
        ('["id", "nr"]', "[3]", "[columns] source_number: must be a list of texts"),
        ("source_number = [", "sauce_number = [", "[columns]: 'sauce_number' is unknown"),
        ('source_number = ["id", "nr"]', "", "[columns]: source_number is missing"),
        ("with =", "width =", "[columns] short_description: 'width' is unknown"),
        ('with = ": "', "with = 1", "[columns] short_description: with and else must be texts"),
        ("[values.priority]", "[values.colour]", "[values]: 'colour' is unknown"),
        ('= "1"', "= 1", "[values.priority] 'Very high': must be a text"),
        ('state = "new"', "states = 'new'", "[defaults]: 'states' is unknown"),
        ("[read]", "[read", "is not TOML"),
        ('["id", "nr"]', '"id"\nupdate_number = "n"', "[columns]: updated_at is missing"),
    ],
)
def test_a_fault_in_a_map_is_said_with_file_table_and_key(old: str, new: str, said: str) -> None:
    assert old in SOUND
    with pytest.raises(BadFile) as error:
        read_map(SOUND.replace(old, new, 1), "mine.toml")
    assert "mine.toml" in str(error.value)
    assert said in str(error.value)


def test_a_map_that_is_not_there_is_refused_with_the_names_of_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cases, online-retail, orders, servicenow-incidents"):
        load_map(tmp_path / "none.toml")


def test_a_map_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"source = '\xff'")
    with pytest.raises(BadFile, match="UTF-8"):
        load_map(path)


ORDERS = """
format = 1
kind = "orders"
source = "till"
[read]
return_prefix = "R"
charges = ["POST"]
[columns]
source_number = "id"
product = "what"
quantity = "pieces"
unit_price = "each"
"""


def test_a_map_of_orders_knows_charges_whatever_their_letters_and_how_returns_begin() -> None:
    mapping = read_map(ORDERS, "mine.toml")
    assert (mapping.return_prefix, mapping.charges) == ("R", frozenset({"post"}))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'product = "what"',
            'short_description = "what"',
            "'short_description' is unknown; known are source_number",
        ),
        ('product = "what"', "", "product is missing: a line of an order has to have it"),
        ('return_prefix = "R"', 'return_prefix = ""', "return_prefix: must be a text that is not empty"),
        ('charges = ["POST"]', 'charges = "POST"', "charges: must be a list of texts"),
        ('kind = "orders"', 'kind = "cases"', "'return_prefix' is unknown; known are empty"),
    ],
)
def test_a_fault_in_a_map_of_orders_says_where_it_is(old: str, new: str, said: str) -> None:
    with pytest.raises(BadFile, match=r"The map mine\.toml") as raised:
        read_map(ORDERS.replace(old, new), "mine.toml")
    assert said in str(raised.value)
