"""Words without accents find names with them, in either spelling; who is meant by a name stays exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.folding import plain
from tests.tui.shop import ORDER, shop


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zwölf", "zwolf"),
        ("ZWO\u0308LF", "zwolf"),
        ("Straße", "strasse"),
        ("Łódź", "łodz"),
        ("ﬁnish", "finish"),
        ("İZMİR", "izmir"),
        ("\u0308", "\u0308"),
        ("", ""),
    ],
)
def test_a_text_is_searched_in_its_plainest_letters(text: str, found: str) -> None:
    assert plain(text) == found
    assert plain(plain(text)) == found


def test_customers_products_and_orders_are_found_without_accents(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    setup = desk.as_agent("mia")
    setup.put("customer", {"id": "C9", "name": "Zoë Zwölf"})
    setup.put("product", {"id": "TB", "name": "Tabouret à écrou", "price": "9.00"})
    desk.till.new_basket({"ou": "AMS", "customer": "C9"}, [{"product": "TB", "quantity": 1}])
    for words in ("zwo", "ZOE zwolf", "zwölf"):
        assert [each.id for each in desk.till.customers(words)] == ["C9"]
        assert [each.number for each in desk.page(kind="orders", query=words).rows] == [ORDER]
    assert [each.id for each in desk.till.products("ecrou a", "AMS")] == ["TB"]
    assert [each.number for each in desk.page(kind="orders", query="tabouret ecrou").rows] == [ORDER]
    assert [each.number for each in desk.page(kind="orders", query="customer:zwo").rows] == [ORDER]
    # A new name is found as it is, and the old one no more.
    setup.put("customer", {"id": "C9", "name": "José"})
    assert [each.number for each in desk.page(kind="orders", query="jose").rows] == [ORDER]
    assert not desk.page(kind="orders", query="zwo").rows
    desk.close()
