"""Roles hold in the models: a viewer writes nothing, and no reading shows another group's case."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from models.desk.desk import Desk
from models.errors import Refused, Unknown
from models.imports import import_cases, import_orders
from models.operations import _RUNNERS, Operations
from models.rulefile import shipped
from tests.models.desk.test_keyring import ANNS
from tests.models.working import Worked, row_counts, submitted

ORDER: dict[str, object] = {
    "op": "new",
    "kind": "basket",
    "fields": {"ou": "S1"},
    "lines": [{"product": "P1", "quantity": 1}],
}
#: Every operation that writes, on the records of `shop`.
WRITING: dict[str, dict[str, object]] = {
    "new case": {"op": "new", "kind": "case", "fields": {"short_description": "Two short"}},
    "new basket": ORDER,
    "add line": {"op": "add", "record": "ORDCS0001001", "fields": {"about": "SO1/9"}},
    "add product": {"op": "add", "record": "SO0001001", "fields": {"product": "P1", "quantity": 1}},
    "set case": {"op": "set", "record": "ORDCS0001001", "fields": {"priority": 1}},
    "set line": {"op": "set", "record": "ORDCSL0001001", "fields": {"requested_quantity": 1}},
    "set basket": {"op": "set", "record": "SO0001001", "fields": {"customer": "C1"}},
    "set quantity": {"op": "set", "record": "SO0001001/1", "fields": {"quantity": 2}},
    "delete line": {"op": "delete", "record": "ORDCSL0001001"},
    "delete product": {"op": "delete", "record": "SO0001001/1"},
    "do": {"op": "do", "record": "ORDCS0001001", "action": "assign_to_me"},
    "do on a line": {"op": "do", "record": "ORDCSL0001001", "action": "cancel"},
    "place": {"op": "do", "record": "SO0001001", "action": "place"},
    "note": {"op": "note", "record": "ORDCS0001001", "text": "called"},
    "comment": {"op": "note", "record": "SO0001001", "kind": "comment", "text": "called"},
    "put": {"op": "put", "kind": "stock", "fields": {"ou": "S1", "product": "P1", "quantity": 50}},
}
#: What reads, and what has a test of its own below.
OTHERS = ("show", "undo")


@pytest.fixture
def shop(staffed: Desk) -> Desk:
    """A submitted case with lines and a basket with one."""
    fay = Operations(staffed.as_agent("fay"))
    for kind, fields in (
        ("ou", {"id": "S1", "name": "Shop", "kinds": ["shop"], "currency": "EUR"}),
        ("product", {"id": "P1", "name": "Lamp", "price": "5.00"}),
        ("customer", {"id": "C1", "name": "Kim"}),
        ("stock", {"ou": "S1", "product": "P1", "quantity": 5}),
    ):
        assert fay.run({"op": "put", "kind": kind, "fields": fields})["ok"]
    submitted(staffed)
    assert fay.run(ORDER)["ok"]
    return staffed


@pytest.mark.parametrize("name", WRITING)
def test_no_operation_that_writes_passes_for_a_viewer(name: str, shop: Desk) -> None:
    before = row_counts(shop)
    answer = Operations(shop.as_agent("eli")).run(WRITING[name])
    assert (answer["ok"], answer.get("error")) == (False, "refused"), answer
    assert "role" in [reason["code"] for reason in answer["reasons"]]  # type: ignore[attr-defined]
    assert row_counts(shop) == before


def test_who_has_become_a_viewer_takes_nothing_back(shop: Desk) -> None:
    shop.note("ORDCS0001001", "called")
    shop.as_agent("fay").put("agent", {"name": "ann", "role": "viewer"})
    before = row_counts(shop)
    with pytest.raises(Refused, match="needs the role agent; ann is viewer"):
        shop.undo()
    assert row_counts(shop) == before


def test_no_operation_is_left_out() -> None:
    assert {str(each["op"]) for each in WRITING.values()} | set(OTHERS) == set(_RUNNERS)


def test_what_has_no_operation_is_refused_too(shop: Desk) -> None:
    viewer = shop.as_agent("eli")
    before = row_counts(shop)
    writes: list[Callable[[], object]] = [
        lambda: viewer.load_rules(shipped()),
        lambda: viewer.keys.add("eli", ANNS),
        lambda: import_cases(viewer, io.BytesIO(b"number,short_description\nT1,Two short\n")),
        lambda: import_orders(viewer, io.BytesIO(b"number,product\nT1,P1\n"), "orders"),
    ]
    for write in writes:
        with pytest.raises(Refused, match="eli is viewer"):
            write()
    assert row_counts(shop) == before


@pytest.fixture
def apart(shop: Desk) -> Worked:
    """A case of another group than ann's, about a basket, on a desk where groups keep to themselves."""
    number = shop.rows("baskets")[0]["number"]
    max_ = shop.as_agent("max")
    made = max_.new_case(
        {"short_description": "Hush", "order": number, "assignment_group": "Billing"},
        [{"about": f"{number}/1"}],
    )
    shop.as_agent("fay").put("setting", {"name": "Cases:OnlyOwnGroups", "value": True})
    return Worked(made.record, tuple(line.number for line in max_.case(made.record).lines))


def test_an_order_does_not_tell_of_another_groups_cases(shop: Desk, apart: Worked) -> None:
    basket = "SO0001001"
    assert [each.number for each in shop.as_agent("max").till.order(basket).cases] == [apart.number]
    assert "Hush" in str(shop.as_agent("bob").record(basket))
    assert shop.till.order(basket).cases == ()
    assert "Hush" not in str(Operations(shop).run({"op": "show", "record": basket}))
    with pytest.raises(Unknown, match="a group that is not yours"):
        shop.till.referred(apart.number)
    assert basket in shop.as_agent("bob").till.referred(apart.number)


def test_the_desks_journal_does_not_tell_of_another_groups_cases(shop: Desk, apart: Worked) -> None:
    def told(name: str) -> set[str]:
        return {entry.record for entry in shop.as_agent(name).journal(limit=1000)}

    assert told("max") == told("bob") == told("ann") | {apart.number}
    assert {"ORDCS0001001", "SO0001001", "Cases:OnlyOwnGroups"} <= told("ann")
    assert apart.number not in told("ann")


@pytest.mark.parametrize("where", ["", "Hush", "order:SO0001001", "group:Billing", "assigned_to:none"])
def test_no_list_count_or_search_finds_another_groups_case(where: str, shop: Desk, apart: Worked) -> None:
    sees = shop.as_agent("bob")
    if where != "assigned_to:none":
        assert apart.number in {row["number"] for row in sees.rows("cases", where=where)}
    for kind in ("cases", "lines"):
        assert apart.number not in str(shop.rows(kind, where=where))
    assert shop.count(query=where).number == len(shop.page(query=where).rows)
    assert apart.number not in {row.number for row in shop.page(query=where).rows}
