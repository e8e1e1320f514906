"""Facts of orders and lines are edited while the rules allow it; what is odd about them is said."""

from __future__ import annotations

from tests.models.desk.at_till import Shown, Till


def edit(till: Till, number: str, **fields: object) -> Shown:
    return till.operations.run({"op": "set", "record": number, "fields": fields})


def warned(answer: Shown) -> list[str]:
    """The codes of the warnings in an answer."""
    warnings = answer.get("warnings", [])
    return [warning["code"] for warning in warnings]


def test_a_line_of_a_placed_order_is_refused_in_the_words_of_what_was_asked(till: Till) -> None:
    number = till.basket(("P", 1), customer="C1")
    assert edit(till, f"{number}/1", quantity=2)["ok"]
    till.do("place", number)
    answer = edit(till, f"{number}/1", quantity=3)
    assert answer["error"] == "refused"
    assert answer["message"].startswith("Edit line needs Basket; this order is Placed.")
    [verdict] = [each for each in till.desk.verdicts(f"{number}/1") if each.action == "edit_line"]
    assert [reason.message for reason in verdict.reasons] == ["Edit line needs Basket; this order is Placed."]


def test_rules_of_old_edit_lines_where_they_add_them(till: Till) -> None:
    number = till.basket(("P", 1))
    database = till.desk.session.database
    for table, column in (("rule_transition", "action"), ("rule_action", "code")):
        assert database.run(f"DELETE FROM {table} WHERE {column} = 'edit_line'")
    assert edit(till, f"{number}/1", quantity=2)["ok"]
    till.do("suspend", number)
    assert edit(till, f"{number}/1", quantity=3)["error"] == "refused"


def test_a_customer_nobody_knew_is_taken_up_and_said(till: Till) -> None:
    answer = till.run("new", kind="basket", fields={"ou": "A", "customer": "C1"})
    assert warned(answer) == []
    answer = till.run("new", kind="basket", fields={"ou": "A", "customer": "C9"})
    assert warned(answer) == ["new_customer"]
    assert "C9 is new to this desk" in str(answer["warnings"])
    number = str(answer["record"])
    assert warned(edit(till, number, customer="C9")) == []
    assert warned(edit(till, number, customer="C7")) == ["new_customer"]
    assert warned(edit(till, number, customer="C1")) == []
    assert warned(edit(till, number, customer="")) == []
    assert till.show(number)["customer"] is None
