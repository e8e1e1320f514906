"""Baskets and orders on the command line: lists, one order, changes, and what follows from a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.command_line import casedesk
from tests.tui.shop import ORDER
from tui.verbs import output

pytestmark = pytest.mark.usefixtures("url")
SHOP = (
    ("country", "id=NL", "name=Netherlands", "allows_mixed=false"),
    ("shipping_method", "id=post", "name=Post"),
    ("ou", "id=A", "name=Shop A", "kinds=shop,pickup", "country=NL", "shipping_methods=post"),
    ("product", "id=P", "name=Lamp", "price=10.00"),
    ("stock", "ou=A", "product=P", "quantity=5"),
    ("customer", "id=C1", "name=Kim Brandt", "address=Street 1"),
)


def done(*words: str) -> str:
    said = casedesk(*words)
    assert said.code == 0, said
    return said.out


def fields(*values: str) -> list[str]:
    return [word for value in values for word in ("--set", value)]


@pytest.fixture(autouse=True)
def shop(url: str) -> None:
    for kind, *values in SHOP:
        done("put", kind, *fields(*values))


def basket(*lines: str, customer: str = "C1") -> None:
    said = [word for line in lines for word in ("--line", line)]
    done("new", "basket", *fields("ou=A", f"customer={customer}"), *said)


def test_a_list_of_orders_has_labels_with_glyphs_and_amounts_to_the_right() -> None:
    basket("product=P,quantity=2", "product=P,quantity=1,type=delivery")
    basket("product=P,quantity=1")
    done("do", "place", "SO0001002")
    done("do", "pay", "SO0001002", "--set", "amount=4.00")
    head, placed, mixed = done("list", "orders").splitlines()
    assert "○ Basket" in mixed
    assert "≠ Mixed" in mixed
    assert "● Open" in placed
    assert "part paid" in placed
    assert "Carry out" in placed
    assert "Kim Brandt" in placed
    assert head.index("total") + len("total") == placed.index("10.00") + len("10.00")
    assert "state" not in head
    assert "purpose" not in head


def test_a_list_of_baskets_fits_a_terminal_of_80(monkeypatch: pytest.MonkeyPatch) -> None:
    basket("product=P,quantity=2")
    monkeypatch.setattr(output, "terminal_width", lambda: 80)
    said = done("list", "baskets").splitlines()
    assert max(map(len, said)) <= 80
    for word in (ORDER, "○ Basket", "Carry out", "Kim Brandt", "20.00"):
        assert word in said[1]


def test_other_formats_keep_the_codes() -> None:
    basket("product=P,quantity=2")
    [row] = json.loads(done("list", "baskets", "--format", "json"))
    assert (row["status"], row["type"], row["total"]) == ("basket", "carry_out", "20.00")
    assert "basket,,carry_out,sale,C1,Kim Brandt" in done("list", "orders", "--format", "csv")


def test_a_basket_is_shown_with_what_it_still_needs() -> None:
    basket("product=P,quantity=2", "product=P,quantity=1,type=delivery", customer="")
    said = done("show", ORDER)
    assert "Shop A (A)" in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert f"{ORDER}/1 P Lamp 2 10.00 20.00 Carry out" in lines
    assert f"{ORDER}/2 P Lamp 1 10.00 10.00 Delivery Post" in lines
    before = said.partition("Before Place")[2].partition("Open actions")[0]
    assert "√  2 lines" in before
    assert f"×  {ORDER} needs a customer" in before
    assert "×  Mixed orders are not allowed in Shop A" in before
    assert "Mixed orders are not allowed in Netherlands" in said.partition("Warnings")[2]


def test_an_order_is_shown_with_its_amounts_its_counters_and_the_cases_about_it() -> None:
    basket("product=P,quantity=2")
    done("do", "place", ORDER)
    done("do", "pay", ORDER, "--set", "amount=5.00")
    done("do", "ship", ORDER, "--set", f"lines.{ORDER}/1=1")
    done("new", "case", "--set", "short_description=Late", "--line", f"about={ORDER}/1")
    lines = [" ".join(line.split()) for line in done("show", ORDER).splitlines()]
    for line in (
        "status ● Open",
        "marks part paid, part shipped",
        "to pay 15.00 EUR",
        "customer Kim Brandt (C1)",
        "ORDCS0001001 Draft Late",
        f"{ORDER}/1 P Lamp 2 10.00 20.00 Carry out 1 1",
    ):
        assert line in lines
    assert "Before Place" not in lines


def test_a_change_of_an_amount_is_told_in_the_currency() -> None:
    basket("product=P,quantity=2")
    assert "state: – → ○ Basket" in done("new", "basket", "--set", "ou=A")
    done("do", "place", ORDER)
    assert f"{ORDER}  paid: 0.00 → 5.00" in done("do", "pay", ORDER, "--set", "amount=5.00")


def test_accepting_a_line_says_what_follows_and_does_it_only_when_asked(tmp_path: Path) -> None:
    basket("product=P,quantity=3")
    done("do", "place", ORDER)
    done(
        "new", "case", *fields("short_description=Too many"),
        "--line", f"about={ORDER}/1,requested_quantity=1",
    )  # fmt: skip
    for action in ("submit", "assign_to_me"):
        done("do", action, "ORDCS0001001")
    said = done("do", "accept", "ORDCSL0001001").splitlines()
    [sentence] = [line for line in said if "It follows: Cancel 2 of Lamp" in line]
    operation = said[said.index(sentence) + 1].strip()
    assert "cancelled" not in " ".join(done("show", ORDER).partition("Lines")[2].split("Open")[0].split())
    follow = tmp_path / "follow.jsonl"
    follow.write_text(operation)
    assert json.loads(done("apply", str(follow)))["ok"] is True
    assert "20.00" not in done("list", "orders")
    assert "ORDCSL0001001" in done("journal", ORDER)


def test_a_setting_is_taken_away_with_an_empty_value() -> None:
    name = "name=Orders:AllowMixed"
    done("put", "setting", *fields("ou=A", name, "value=true"))
    done("put", "setting", *fields("ou=A", name, "value="))
    rows = json.loads(done("list", "settings", "--format", "json"))
    assert [row["value"] for row in rows if row["name"] == "Orders:AllowMixed"] == [False]
