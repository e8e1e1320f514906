"""What the forms of an order's actions offer: only what the rules let through, and by its name."""

from __future__ import annotations

import pytest

from tests.models.desk.at_till import Till


def offered(till: Till, action: str, number: str, name: str) -> dict[str, str]:
    """The values of an input with their labels."""
    [ask] = [each for each in till.desk.asks(action, number) if each.name == name]
    return {choice.value: choice.label for choice in ask.choices}


def sentence(till: Till, action: str, number: str, **inputs: object) -> str:
    """What a refusal says."""
    answer = till.operations.run({"op": "do", "record": number, "action": action, "inputs": inputs})
    assert answer["error"] == "refused"
    return str(answer["message"])


@pytest.fixture
def asking(till: Till) -> Till:
    """The till whose shop A has two ways to a customer and one to a store, and asks which."""
    till.run("put", kind="shipping_method", fields={"id": "bike", "name": "Bicycle"})
    shop = {"id": "A", "name": "Shop A", "kinds": ["shop", "pickup"], "country": "NL", "parent": "W"}
    till.run("put", kind="ou", fields=shop | {"shipping_methods": ["post", "van", "bike"]})
    till.run("put", kind="ou", fields={"id": "F", "name": "Shop F", "kinds": ["shop"], "country": "BE"})
    till.setting("App:Checkout:AllowChangingShippingMethod", True)
    return till


@pytest.mark.parametrize("aim", ["the order", "a line"])
def test_a_delivery_is_offered_no_method_between_stores(aim: str, asking: Till) -> None:
    number = asking.basket(("P", 1), customer="C1")
    target = number if aim == "the order" else f"{number}/1"
    ways = offered(asking, "set_type", target, "shipping_method")
    assert ways == {"post": "Post", "bike": "Bicycle"}
    for way in ways:
        asking.do("set_type", number, type="delivery", shipping_method=way)


def test_a_transfer_is_offered_the_methods_between_stores_and_the_other_shops_of_the_country(
    asking: Till,
) -> None:
    number = asking.basket(("P", 1))
    assert offered(asking, "set_purpose", number, "shipping_method") == {"van": "Van"}
    targets = offered(asking, "set_purpose", number, "target")
    assert targets == {"B": "Shop B", "X": "Web shop"}
    for target in targets:
        asking.do("set_purpose", number, purpose="interstore", target=target, shipping_method="van")


def test_a_refusal_calls_shipping_methods_by_their_names(asking: Till) -> None:
    number = asking.basket(("P", 1), customer="C1")
    said = sentence(asking, "set_type", number, type="delivery")
    assert "Say which shipping method: Post, Bicycle." in said
    said = sentence(asking, "set_type", number, type="delivery", shipping_method="van")
    assert "Shop A does not deliver with Van; it has: Post, Bicycle." in said
    line = {"product": "P", "quantity": 1, "unit_price": "1.00", "type": "delivery", "shipping_method": "van"}
    answer = asking.operations.run({"op": "add", "record": number, "fields": line})
    assert "Shop A does not deliver with Van; it has: Post, Bicycle." in str(answer["message"])
    said = sentence(asking, "set_purpose", number, purpose="interstore", target="B", shipping_method="post")
    assert "A transfer needs a shipping method between stores; Shop A has: Van." in said


@pytest.mark.parametrize("action", ["cancel", "set_type"])
def test_what_may_be_done_to_one_line_asks_for_it_nowhere_but_there(action: str, till: Till) -> None:
    number = till.basket(("P", 3))
    whole = {ask.kind for ask in till.desk.asks(action, number)}
    assert not whole & {"line", "pieces"}
    of_line = {ask.name for ask in till.desk.asks(action, f"{number}/1")}
    assert "line" not in of_line
    assert ("quantity" in of_line) == (action == "cancel")
    assert {"line", "quantity"} <= {ask.name for ask in till.desk.asks("split", number)}
