"""The parts of an order beside its lines: header, totals, warnings, checklist, cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import Desk, OrderView, Reason
from tests.rig.pictures import Picture, rows
from tests.tui.desks import HOUR, NOON
from tests.tui.shop import ORDER, allow_mixed, mixed_basket, placed_order
from tests.tui.widgets.order_specimen import Specimen
from tui.widgets.key_bar import Hint
from tui.widgets.totals import sums


def with_cases(desk: Desk) -> Desk:
    """The same desk with two cases about the order."""
    desk.new_case({"short_description": "Two lamps short, one shade cracked", "order": ORDER})
    newer = desk.new_case({"short_description": "Wrong colour delivered, wants exchange", "order": ORDER})
    desk.do("submit", newer.record)
    return desk


def well_on_its_way(folder: Path) -> Desk:
    """An order that is part paid and part handed over, locked, with a label of its own."""
    desk = placed_order(folder)
    desk.as_agent("mia").put("custom_status", {"name": "Gift wrap", "color": "violet"})
    desk.do("pay", ORDER, {"amount": "100.00"})
    desk.do("ship", ORDER, {"lines": {f"{ORDER}/1": 3}})
    desk.do("set_custom_status", ORDER, {"status": "Gift wrap"})
    desk.do("lock", ORDER)
    return desk


async def test_a_basket_looks_as_it_should_at_132_columns(tmp_path: Path, picture: Picture) -> None:
    async with Specimen(with_cases(mixed_basket(tmp_path)), ORDER).run_test(size=(132, 26)) as pilot:
        await picture(pilot)


async def test_a_basket_looks_as_it_should_at_80_columns(tmp_path: Path, picture: Picture) -> None:
    async with Specimen(with_cases(mixed_basket(tmp_path)), ORDER).run_test(size=(80, 38)) as pilot:
        await picture(pilot)


async def test_an_order_on_its_way_looks_as_it_should(tmp_path: Path, picture: Picture) -> None:
    async with Specimen(well_on_its_way(tmp_path), ORDER).run_test(size=(132, 20)) as pilot:
        await picture(pilot)


async def seen(app: Specimen, order: OrderView, width: int = 132) -> str:
    async with app.run_test(size=(width, 50)) as pilot:
        return await shown(pilot, order)


async def shown(pilot: Pilot[None], order: OrderView) -> str:
    assert isinstance(pilot.app, Specimen)
    pilot.app.show(order)
    await pilot.pause()
    await pilot.pause()
    return rows(pilot.app)


async def test_the_head_says_status_lock_what_is_half_done_whose_and_what_for(tmp_path: Path) -> None:
    app = Specimen(well_on_its_way(tmp_path), ORDER)
    first = (await seen(app, app.order)).splitlines()[0].rstrip(" │▕▏|")
    said = "● Open  # locked  ½ paid  ½ shipped  Kim Brandt  Carry out  Gift wrap  sale at Amsterdam 01"
    assert said[:80] in first


async def test_the_facts_are_those_of_the_purpose(tmp_path: Path) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    base = app.order
    async with app.run_test(size=(132, 50)) as pilot:
        text = await shown(pilot, base._replace(sold_from="RTM", names={"RTM": "Rotterdam"}))
        for fact in ("Customer   C7", "Address    Prinsengracht 5, Amsterdam", "Sold from  Rotterdam"):
            assert fact in text
        assert "Sold from" not in await shown(pilot, base)
        own = await shown(pilot, base._replace(address="Damrak 1"))
        assert "Damrak 1" in own
        assert "Prinsengracht" not in own
        back = base._replace(purpose="return_to_supplier", supplier="LUX", reason="damaged", customer="")
        text = await shown(pilot, back._replace(customer_name="", names={"LUX": "Lux & Sons"}))
        assert "return to supplier from AMS" in text
        for fact in ("Supplier   Lux & Sons", "Reason     damaged"):
            assert fact in text
        assert "Customer" not in text
        assert "To pay" not in text
        text = await shown(pilot, base._replace(purpose="interstore", sold_to="RTM", shipping_method="van"))
        for fact in (
            "transfer from Amsterdam 01",
            "To         Rotterdam",
            "Van",
        ):
            assert fact in text


async def test_dates_and_hands_show_as_far_as_there_are_some(tmp_path: Path) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    placed = app.order._replace(placed_at=NOON - HOUR, placed_by="bob", requested_date="2026-06-01")
    async with app.run_test(size=(132, 50)) as pilot:
        text = await shown(
            pilot, placed._replace(source="shop", source_number="77", description="at the door")
        )
        for fact in (
            "Placed     1h ago by bob",
            "Requested  2026-06-01",
            "Source     shop 77",
            "at the door",
        ):
            assert fact in text
        text = await shown(pilot, app.order)
        assert "Placed " not in text
        assert "Requested  –" in text


@pytest.mark.parametrize(
    ("state", "paid", "said"),
    [
        ("basket", 0, ["To pay 709.50"]),
        ("placed", 10000, ["Total 709.50", "Paid 100.00", "To pay 609.50"]),
        ("placed", 80000, ["Total 709.50", "Paid 800.00", "To refund 90.50"]),
        ("completed", 70950, ["Total 709.50", "Paid 709.50", "To pay 0.00"]),
    ],
    ids=["basket", "part paid", "too much paid", "paid"],
)
async def test_the_totals_say_what_there_is_to_say(
    tmp_path: Path, state: str, paid: int, said: list[str]
) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    order = app.order._replace(state=state, paid_minor=paid, to_pay_minor=70950 - paid)
    text = await seen(app, order)
    lines = [" ".join(line.split("│")[0].split()) for line in text.splitlines()]
    found = [line for line in lines if line.startswith(("Sales", "Returns", "Total", "Paid", "To "))]
    assert [line.removesuffix(" EUR") for line in found] == ["Sales 733.50", "Returns -24.00", *said]
    assert found[-1].endswith(" EUR")


async def test_the_totals_stand_under_the_amounts(tmp_path: Path) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    text = (await seen(app, app.order, 80)).splitlines()
    ends = [line.index(said) + 6 for said in ("178.00", "733.50", "709.50") for line in text if said in line]
    assert len(ends) == 3
    assert len(set(ends)) == 1


def test_sales_and_returns_are_exact_where_not_every_line_was_read(tmp_path: Path) -> None:
    desk = mixed_basket(tmp_path)
    whole, first = desk.till.order(ORDER), desk.till.order(ORDER, lines=1)
    assert len(first.lines) < len(whole.lines)
    assert [label for label, *_ in sums(first)] == ["Sales", "Returns", "To pay"]
    assert list(sums(first)) == list(sums(whole))
    assert first.returns_minor == sum(line.amount_minor for line in whole.lines if line.quantity < 0) < 0


def test_what_is_due_is_amber_once_it_is_placed(tmp_path: Path) -> None:
    order = mixed_basket(tmp_path).till.order(ORDER)
    assert list(sums(order))[-1][3] == "bold"
    assert list(sums(order._replace(state="placed")))[-1][3] == "bold $badge-amber"
    assert list(sums(order._replace(state="placed", to_pay_minor=0)))[-1][3] == "bold"


async def test_a_warning_wraps_under_itself_and_its_keys_stay_whole(tmp_path: Path) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    async with app.run_test(size=(60, 60)) as pilot:
        app.warnings.show(
            [Reason(ORDER, "nasc", "NASC: Amsterdam 01 has 0 of SN, line SO0001001/2 takes 1 of them.")],
            {"nasc": (Hint("t", "another type"), Hint("x", "cancel the line"))},
        )
        await pilot.pause()
        text = rows(pilot.app).splitlines()
        at = next(place for place, line in enumerate(text) if "▲" in line)
        assert [line.strip() for line in text[at : at + 2]] == [
            "▲ NASC: Amsterdam 01 has 0 of SN, line SO0001001/2 takes 1",
            "of them.   t another type   x cancel the line",
        ]
        assert text[at + 1].startswith("   of")
        app.warnings.show(())
        await pilot.pause()
        assert "▲" not in rows(pilot.app)


async def test_the_checklist_names_what_is_missing_and_what_is_in_order_and_goes_with_the_basket(
    tmp_path: Path,
) -> None:
    desk = mixed_basket(tmp_path)
    app = Specimen(desk, ORDER)
    async with app.run_test(size=(132, 50)) as pilot:
        text = await shown(pilot, app.order)
        for said in ("Before it can be placed", "× Mixed orders are not allowed", "√ 4 lines", "√ customer"):
            assert said in text
        allow_mixed(desk)
        text = await shown(pilot, desk.till.order(ORDER))
        assert "×" not in text
        assert "√ mixed, which is allowed here" in text
        desk.do("place", ORDER)
        assert "Before it can be placed" not in await shown(pilot, desk.till.order(ORDER))


async def test_many_points_are_counted(tmp_path: Path) -> None:
    app = Specimen(mixed_basket(tmp_path), ORDER)
    many = tuple(Reason(ORDER, "no_shipping_method", f"Line {n} needs a method.") for n in range(40))
    text = await seen(app, app.order._replace(checklist=many, checked=()))
    assert text.count("needs a method") == 12
    assert "and 28 more" in text


async def test_the_cases_about_an_order_show_with_their_badges(tmp_path: Path) -> None:
    app = Specimen(with_cases(mixed_basket(tmp_path)), ORDER)
    text = await seen(app, app.order)
    assert "ORDCS0001002 ● New  Wrong colour" in text
    assert "ORDCS0001001 ○ Draft  Two lamps" in text
    async with Specimen(mixed_basket(tmp_path / "other"), ORDER).run_test() as pilot:
        assert "Cases about" not in rows(pilot.app)
