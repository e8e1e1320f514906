"""The demo's baskets and orders: one of everything a till can show, and cases about some of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Desk, build_demo
from models.desk.casebook import visible_facts
from models.desk.orders.facets import facets
from models.numbers import parse_number
from models.order_views import OrderView
from models.record_views import CaseView
from models.tables.orders import Order
from models.views import OrderRow
from tests.models.conftest import MORNING
from tests.models.test_demo import contents

BADGES = {"basket", "suspended", "open", "paid", "shipped", "completed", "cancelled"}
TYPES = {"carry_out", "delivery", "reserve", "order", "mixed", "Delivery with assembly"}


def built(folder: Path, seed: int = 1, cases: int = 200, baskets: int = 60, now: int = MORNING) -> Desk:
    url = f"sqlite:///{folder / f'desk-{seed}-{now}.db'}"
    build_demo(url, seed=seed, cases=cases, baskets=baskets, now=now)
    return Desk.open(url, agent="ann", clock=lambda: now)


@pytest.fixture(scope="module", params=[1, 2, 3], ids="seed {}".format)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = built(tmp_path_factory.mktemp("demo"), seed=request.param)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def rows(demo: Desk) -> tuple[OrderRow, ...]:
    return demo.page("orders", sort="number", limit=1000).rows


@pytest.fixture(scope="module")
def orders(demo: Desk, rows: tuple[OrderRow, ...]) -> list[OrderView]:
    return [demo.till.order(row.number) for row in rows]


@pytest.fixture(scope="module")
def cases(demo: Desk) -> list[CaseView]:
    return [demo.case(row.number) for row in demo.page(limit=1000).rows]


def test_orders_have_every_badge_type_purpose_and_mark(rows: tuple[OrderRow, ...]) -> None:
    assert [row.number for row in rows] == [f"SO{number:07d}" for number in range(1001, 1061)]
    assert {row.status for row in rows} == BADGES
    assert {row.type for row in rows} >= TYPES
    assert {row.purpose for row in rows} == {"sale", "return_to_supplier", "interstore"}
    assert sum(row.part_paid for row in rows) >= 2
    assert sum(row.part_shipped for row in rows) >= 2
    assert sum(row.locked for row in rows) >= 1
    assert len({row.custom_status for row in rows} - {""}) == 3


def test_every_view_holds_something_and_not_everything(demo: Desk) -> None:
    for view in demo.views("orders"):
        found = demo.count("orders", view=view.code).number
        assert found == 60 if view.code == "all" else 2 <= found <= 30, view


@pytest.mark.parametrize(
    "query",
    [
        "is:to_ship type:delivery status:paid", "is:to_receive purpose:sale", "is:refund",
        "is:mixed status:open", "is:to_receive purpose:interstore", "type:reserve is:to_ship",
        "ou:WEB state:basket", "ou:WEB is:to_ship", 'is:locked custom_status:"Credit check"',
        "purpose:return_to_supplier state:completed", "customer:none state:basket",
        "type:reserve sold_from:RTM originating:AMS",
    ],
)  # fmt: skip
def test_there_is_one_to_try_it_on(demo: Desk, query: str) -> None:
    assert demo.count("orders", query=query).number >= 1


def test_what_is_lost_is_a_nasc_and_one_recount(demo: Desk, orders: list[OrderView]) -> None:
    assert demo.rows("nasc")
    assert [task.state for task in demo.till.recounts()] == ["open"]
    assert any(order.state == "basket" and "nasc" in codes(order) for order in orders)


def codes(order: OrderView) -> set[str]:
    return {warning.code for warning in order.warnings}


def test_a_shortage_offers_a_split_and_one_was_split(orders: list[OrderView]) -> None:
    short = next(order for order in orders if "shortage" in codes(order))
    split = next(verdict for verdict in short.verdicts if verdict.action == "split")
    assert not split.reasons
    assert any(
        [line.type for line in order.lines] == ["order", "carry_out"]
        and len({line.product for line in order.lines}) == 1
        for order in orders
    )


def test_a_mixed_basket_is_barred_by_a_shop_by_a_country_or_free(orders: list[OrderView]) -> None:
    mixed = [order for order in orders if order.state == "basket" and order.type == "mixed"]
    said = {order.originating: [reason.message for reason in order.checklist] for order in mixed}
    assert said["AMS"] == []
    assert ["Orders:AllowMixed is off" in text for text in said["RTM"]] == [True]
    assert ["not allowed in Belgium" in text for text in said["ANT"]] == [True]


def test_goods_come_back_loose_beside_a_sale_and_of_an_order(orders: list[OrderView]) -> None:
    signs = [{line.quantity > 0 for line in order.lines} for order in orders]
    assert {True, False} in signs
    assert {False} in signs
    back = [order for order in orders if any(line.returns for line in order.lines)]
    assert {order.state for order in back} == {"basket", "completed"}
    held = {line.number: line for order in orders for line in order.lines}
    assert all(held[line.returns].returned for order in back for line in order.lines)


def test_the_tree_of_units_shows_where_each_setting_comes_from(demo: Desk) -> None:
    units = {unit.id: unit for unit in demo.till.units()}
    kinds = [kind for unit in units.values() for kind in unit.kinds]
    assert (kinds.count("shop"), kinds.count("web_shop"), kinds.count("warehouse")) == (2, 1, 1)
    mixed = {
        unit.id: setting for unit in units.values() for setting in unit.settings if "Mixed" in setting.name
    }
    assert mixed["AMS"][1:] == (True, "HL", "Harbour Lane Living")
    assert mixed["RTM"][1:3] == (False, "RTM")
    assert {each.from_unit for unit in units.values() for each in unit.settings} >= {"", "HL", "HL-NL", "AMS"}
    assert units["AMS"].depth == 2
    assert len(demo.session.database.all("SELECT id FROM supplier")) == 2


def test_the_facets_of_every_order_are_what_its_facts_say(demo: Desk, rows: tuple[OrderRow, ...]) -> None:
    rulebook = demo.rules()
    for row in rows:
        derived = facets(demo.session, rulebook, visible_facts(demo.session, row.number))
        columns = [getattr(Order, name) for name in derived]
        kept = demo.session.database.one(Order.select(*columns).where(Order.id == row.id))
        assert dict(zip(derived, kept or (), strict=True)) == derived, row.number


def test_every_placed_order_can_have_been_placed_and_no_stock_is_below_zero(
    demo: Desk, orders: list[OrderView]
) -> None:
    stock = [row for row in demo.rows("stock", limit=1000) if int(str(row["quantity"])) < 0]
    assert {(row["ou"], row["product"]) for row in stock} == {("RTM", "LS-131")}
    assert all(
        order.placed_by and order.placed_at for order in orders if order.state in ("placed", "completed")
    )
    assert all(order.opened_at <= (order.placed_at or MORNING) <= MORNING for order in orders)


def test_some_cases_are_about_orders_of_their_customer(
    demo: Desk, cases: list[CaseView], orders: list[OrderView]
) -> None:
    by_number = {order.number: order for order in orders}
    about = [case for case in cases if case.order_found]
    assert 15 <= len(about) <= 60
    lines = 0
    for case in about:
        order = by_number[case.order]
        assert order.customer_name in (case.account, case.consumer), case.number
        assert case.opened_at > (order.placed_at or 0)
        assert case.number in {each.number for each in order.cases}
        sold = {line.number: line for line in order.lines}
        for line in case.lines:
            assert line.found
            assert line.ordered_quantity == sold[line.about].quantity
            lines += 1
    assert lines > 15
    assert any(line.state == "resolved_accepted" for case in about for line in case.lines)


def test_the_other_cases_name_orders_that_the_desk_does_not_hold(cases: list[CaseView]) -> None:
    lost = [line for case in cases if not case.order_found for line in case.lines]
    assert len(lost) > 50
    assert not any(line.found for line in lost)
    assert all(2001 <= parse_number(line.about)[1] <= 3004 for line in lost)


def test_two_accepted_lines_were_followed_up_and_both_journals_say_so(
    demo: Desk, cases: list[CaseView]
) -> None:
    tied = [
        (line.number, change.after)
        for case in cases
        if case.order_found
        for line in case.lines
        for entry in demo.journal(line.number)
        if entry.action == "follows"
        for change in entry.changes
    ]
    assert len(tied) == 2
    for line, order in tied:
        back = [change for entry in demo.journal(str(order)) for change in entry.changes]
        assert (order, "case", line) in [(change.record, change.field, change.after) for change in back]
        assert any(change.field == "cancelled" for change in back)


def test_some_orders_have_notes_and_several_people_work_them(demo: Desk, orders: list[OrderView]) -> None:
    noted = [order for order in orders if demo.activity(order.number, kind="notes")]
    assert 10 <= len(noted) <= 40
    assert {order.opened_by for order in orders} == {"portal", "ann", "bob", "cem", "dee"}
    assert len({order.customer for order in orders}) > 15


def test_the_same_seed_and_time_make_the_same_orders(tmp_path: Path) -> None:
    made = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        (tmp_path / name).mkdir()
        desk = built(tmp_path / name, seed, cases=10, baskets=30)
        made.append(contents(desk))
        desk.close()
    assert made[0] == made[1]
    assert made[0]["orders"] != made[2]["orders"]


@pytest.mark.parametrize("baskets", [0, 1, 7, 48, 131])
def test_a_demo_has_as_many_orders_as_it_was_asked_for(baskets: int, tmp_path: Path) -> None:
    desk = built(tmp_path, cases=5, baskets=baskets)
    assert (desk.count("orders").number, desk.count().number) == (baskets, 5)
    assert bool(desk.till.units()) == bool(baskets)
    desk.close()
