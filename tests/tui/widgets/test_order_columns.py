"""The columns of the list of orders: which there are, that they stand still, and what a row says in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from models import Badge, LabelView, OrderRow
from tests.tui.shop import mixed_basket, placed_order
from tui.badges import Badges, Inks
from tui.widgets.columns import Look
from tui.widgets.order_columns import Labels, OrderColumns

NOW = 10_000_000_000
BADGES = Badges(
    {
        "open": Badge("open", "●", "Open", "blue", final=False),
        "basket": Badge("basket", "○", "Basket", "dim", final=False),
    }
)
LOOK = Look(Style(), Inks({}), Segment("▌"))
LABELS = Labels({"carry_out": ("Carry out", "green")}, {"Fragile": "red"})
ROW = OrderRow(
    id=1044, number="SO0001044", state="placed", status="open", type="carry_out", purpose="sale",
    customer="Kim Brandt", customer_id="C7", ou="AMS", lines=4, total_minor=70950, to_pay_minor=70950,
    currency="EUR", part_paid=False, part_shipped=False, locked=False, custom_status="",
    opened_at=NOW - 3 * 3_600_000, version=1,
)  # fmt: skip
WIDTHS = (40, 64, 80, 100, 116, 132, 160, 220)


def drawn(width: int, row: OrderRow = ROW) -> str:
    return OrderColumns.at(width, LABELS).row(row, BADGES, LOOK, NOW).text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_as_wide_as_the_terminal(width: int) -> None:
    strip = OrderColumns.at(width, LABELS).row(ROW, BADGES, LOOK, NOW)
    assert strip.cell_length == width == cell_len(strip.text)
    assert OrderColumns.at(width).header("-number", LOOK).cell_length == width


@pytest.mark.parametrize("width", [width for width in WIDTHS if width >= 80])
def test_columns_stand_still_whatever_the_row_holds(width: int) -> None:
    full = ROW._replace(
        customer="Kim " * 90, ou="AMSTERDAM-NOORD", lines=99999,
        part_paid=True, part_shipped=True, locked=True,
        total_minor=123456789, to_pay_minor=-1234567, custom_status="waits for the carpenter " * 9,
    )  # fmt: skip
    wide = ROW._replace(customer="東京照明" * 20, type="mixed", custom_status="急ぎ")
    bare = ROW._replace(customer="", lines=0, total_minor=0, to_pay_minor=0, type="")
    place = drawn(width).index("Kim")
    for row in (full, wide, bare):
        text = drawn(width, row)
        assert cell_len(text) == width
        assert text[place - 2 : place] == "  "
        assert text[place : place + 1] in ("K", "東", "–")
        assert text.rstrip().endswith("   3h")


def test_the_narrow_list_keeps_number_status_type_customer_amount_and_age() -> None:
    said = ["▌SO0001044", "●", "Open", "Carry", "out", "Kim", "Brandt", "709.50", "3h"]
    assert drawn(80).split() == said


def test_wider_terminals_add_both_amounts_then_unit_and_lines_then_the_label() -> None:
    labelled = ROW._replace(custom_status="Fragile")
    assert "709.50 EUR" not in drawn(80)
    assert "709.50 EUR          709.50" in drawn(100)
    assert "AMS" not in drawn(100)
    assert "AMS           4" in drawn(116)
    assert "Fragile" not in drawn(116, labelled)
    assert "Fragile" in drawn(132, labelled)


def test_a_number_and_an_amount_are_never_clipped_and_the_name_gives_way() -> None:
    rich = ROW._replace(number="SO1234567890", total_minor=10**15, to_pay_minor=-(10**15))
    assert "SO1234567890" in drawn(40, rich)
    assert "refund 10000000000000.00" in drawn(80, rich)
    assert "10000000000000.00 EUR  refund 10000000000000.00" in drawn(132, rich)
    assert "Kim B…" in drawn(80, ROW._replace(to_pay_minor=-(10**12)))


@pytest.mark.parametrize(
    ("paid", "shipped", "mark"), [(True, False, "½p "), (False, True, "½s "), (True, True, "½ps")]
)
def test_half_paid_and_half_shipped_are_told_apart_without_colour(
    paid: bool, shipped: bool, mark: str
) -> None:
    text = drawn(80, ROW._replace(part_paid=paid, part_shipped=shipped))
    assert f"● Open      {mark}   Carry" in text


def test_a_locked_order_has_its_sign() -> None:
    assert " #  Carry out" in drawn(80, ROW._replace(locked=True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "mixed"}, "≠ Mixed"),
        ({"purpose": "return_to_supplier"}, "To supplier"),
        ({"purpose": "interstore"}, "Interstore"),
        ({"type": "by_drone"}, "by_drone"),
        ({"type": ""}, "–"),
    ],
)
def test_the_type_says_mixed_a_purpose_or_what_the_desk_calls_it(change: dict[str, str], said: str) -> None:
    assert f"  {said.ljust(11)}  Kim" in drawn(80, ROW._replace(**change))  # type: ignore[arg-type]  # fields by name


def test_what_is_due_shows_what_is_to_refund_says_so_and_a_basket_owes_nothing_yet() -> None:
    assert "refund 24.00" in drawn(132, ROW._replace(to_pay_minor=-2400))
    assert "refund 24.00" in drawn(80, ROW._replace(to_pay_minor=-2400))
    assert "709.50 EUR               –" in drawn(132, ROW._replace(to_pay_minor=0))
    assert "709.50 EUR               –" in drawn(132, ROW._replace(state="basket", status="basket"))
    assert "709.50" in drawn(80, ROW._replace(to_pay_minor=0))


def inked(row: OrderRow, word: str) -> str:
    """The colour, of a palette of its own, in which a word stands."""
    palette = {"amber": "#000001", "plain": "#000002", "green": "#000003", "red": "#000004", "dim": "#000005"}
    inks = Inks({f"badge-{name}": code for name, code in palette.items()})
    strip = OrderColumns.at(140, LABELS).row(row, BADGES, Look(Style(), inks, Segment("")), NOW)
    style = next(segment.style for segment in strip if word in segment.text)
    assert style is not None
    assert style.color is not None
    return next(name for name, code in palette.items() if code == style.color.name)


def test_colours_are_those_of_the_labels_and_what_is_due_is_amber() -> None:
    row = ROW._replace(custom_status="Fragile", to_pay_minor=950)
    assert inked(row, " 9.50") == "amber"
    assert inked(row, "709.50") == "plain"
    assert inked(row, "Carry out") == "green"
    assert inked(row, "Fragile") == "red"
    assert inked(row._replace(type="mixed"), "Mixed") == "amber"
    assert inked(row._replace(customer=""), "–") == "dim"


def test_the_header_points_at_the_column_and_the_way_it_is_sorted() -> None:
    columns = OrderColumns.at(132)
    assert "Number ▼" in columns.header("-number", LOOK).text
    assert "Total ▲" in columns.header("amount", LOOK).text
    assert "Amount ▼" in OrderColumns.at(80).header("-amount", LOOK).text
    assert columns.header("-age", LOOK).text.rstrip().endswith("Age ▼")


def test_names_stand_over_the_ends_of_their_numbers() -> None:
    header, row = OrderColumns.at(132).header("", LOOK).text, drawn(132, ROW._replace(to_pay_minor=950))
    for name, number in (("Total", "709.50 EUR"), ("To pay", "  9.50"), ("Lines", "4 "), ("Age", "3h")):
        assert header.index(name) + len(name) == row.rindex(number.rstrip()) + len(number.rstrip())


def test_nothing_in_a_row_can_steer_the_terminal() -> None:
    text = drawn(
        132, ROW._replace(customer="a\x1b]52;c;aGk=\x07b\u202ec", custom_status="x\x1b[2J", ou="\r\n")
    )
    assert not [char for char in text if not char.isprintable()]


def test_the_labels_are_the_desks(tmp_path: Path) -> None:
    till = mixed_basket(tmp_path).till
    labels = Labels.of(till.labels("type"), (LabelView("f", "Fragile", "", "red", "", "", True, True, True),))
    assert labels.types["delivery"] == ("Delivery", "violet")
    assert labels.customs == {"Fragile": "red"}


def test_rows_of_a_desk_are_drawn_as_they_are(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("pay", ROW.number.replace("1044", "1001"), {"amount": "100.00"})
    labels = Labels.of(desk.till.labels("type"), desk.till.labels("status"))
    row = desk.page("orders").rows[0]
    text = OrderColumns.at(132, labels).row(row, Badges(desk.badges("order")), LOOK, row.opened_at).text
    for said in ("SO0001001", "● Open", "½p", "Carry out", "Kim Brandt", "AMS", "404.00 EUR", "304.00"):
        assert said in text
