"""Cases and orders know each other: references, proposals after an accepted line, and both journals."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk, Operations
from tests.models.desk.test_bounded import traced
from tests.tui.shop import ORDER, placed_order, shop

CASE, LINE = "ORDCS0001001", "ORDCSL0001001"
LAMPS = f"{ORDER}/1"


def case_about(desk: Desk, about: str = LAMPS, requested: int | None = None) -> None:
    """A case in work with one line about an order's line."""
    line: dict[str, object] = {"about": about}
    desk.new_case({"short_description": "Lamps", "order": ORDER}, [line | {"requested_quantity": requested}])
    desk.do("submit", CASE)
    desk.do("assign_to_me", CASE)


def accept(desk: Desk, **inputs: object) -> dict[str, object]:
    """The answer to accepting the line."""
    return Operations(desk).run({"op": "do", "record": LINE, "action": "accept", "inputs": inputs})


def operations(answer: dict[str, object]) -> list[dict[str, object]]:
    """The operations that an answer proposes."""
    proposed = answer.get("proposes", [])
    assert isinstance(proposed, list)
    return [each["operation"] for each in proposed]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("SO0001001/1", True),
        ("SO1001/2", True),
        ("SO0001001", True),
        ("SO0001001/9", False),
        ("SO0009999/1", False),
        ("1001", False),
        ("the lamp", False),
    ],
)
def test_what_a_line_is_about_is_looked_up(tmp_path: Path, about: str, found: bool) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, about)
    view = desk.case(CASE)
    assert (view.order_found, view.lines[0].found, desk.line(LINE).found) == (True, found, found)
    record = desk.record(CASE)
    assert record["order_found"] is True
    assert desk.record(LINE)["found"] is found


def test_looking_up_takes_one_query_whatever_the_number_of_lines(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.new_case({"short_description": "few"}, [{"about": LAMPS}])
    desk.new_case({"short_description": "many"}, [{"about": f"SO{number}/1"} for number in range(900, 1100)])
    counts = []
    for number, lines in ((CASE, 1), ("ORDCS0001002", 200)):
        with traced(desk) as queries:
            assert len(desk.case(number).lines) == lines
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_order_lists_the_cases_about_it_and_its_lines_however_they_are_spelt(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    for about in (ORDER, LAMPS, "SO1001/2", "SO0001001X", "SO00010010/1", "SO0001002"):
        desk.new_case({"short_description": about}, [{"about": about}])
    desk.new_case({"short_description": "by its order", "order": "SO1001"})
    said = [case.short_description for case in desk.till.order(ORDER).cases]
    assert said == ["by its order", "SO1001/2", LAMPS, ORDER]


def test_a_line_accepted_for_less_before_it_is_handed_over_proposes_to_cancel_the_rest(
    tmp_path: Path,
) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=1)
    [operation] = operations(accept(desk))
    assert operation["action"] == "cancel"
    assert desk.till.order(ORDER).lines[0].cancelled == 0
    answer = Operations(desk).run(operation)
    assert answer["ok"], answer
    assert desk.till.order(ORDER).lines[0].cancelled == 3


def test_a_line_accepted_for_less_after_it_is_handed_over_proposes_to_bring_the_rest_back(
    tmp_path: Path,
) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    case_about(desk)
    [operation] = operations(accept(desk, approved_quantity=2))
    assert (operation["action"], operation["inputs"]) == ("return", {"lines": {LAMPS: 2}})
    Operations(desk).run(operation)
    assert desk.till.order("SO0001002").lines[0].quantity == -2


def test_what_is_handed_over_in_part_is_cancelled_first_and_then_brought_back(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER, {"lines": {LAMPS: 3}})
    case_about(desk)
    both = operations(accept(desk, approved_quantity=1))
    assert [each["action"] for each in both] == ["cancel", "return"]
    assert all(Operations(desk).run(each)["ok"] for each in both)
    line = desk.till.order(ORDER).lines[0]
    assert (line.cancelled, line.returned) == (1, 2)


def test_a_line_accepted_for_more_proposes_a_new_basket_with_the_difference(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=6)
    [operation] = operations(accept(desk))
    answer = Operations(desk).run(operation)
    basket = desk.till.order(str(answer["record"]))
    assert (basket.state, basket.customer) == ("basket", "C7")
    assert [(line.product, line.quantity, line.unit_price_minor) for line in basket.lines] == [
        ("LN", 2, 8900)
    ]


def test_in_a_basket_more_is_a_new_quantity(tmp_path: Path) -> None:
    desk = shop(tmp_path)
    desk.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 2}])
    case_about(desk, requested=5)
    [operation] = operations(accept(desk))
    assert Operations(desk).run(operation)["ok"]
    assert desk.till.order(ORDER).lines[0].quantity == 5


@pytest.mark.parametrize("about", [ORDER, "SO9/1", "a letter"])
def test_nothing_is_proposed_where_no_order_line_is_known(tmp_path: Path, about: str) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, about, requested=1)
    assert "proposes" not in accept(desk)


def test_nothing_is_proposed_where_the_order_has_what_was_approved_or_nothing_was(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=4)
    assert "proposes" not in accept(desk)
    other = shop(tmp_path / "home")
    other.till.new_basket({"ou": "AMS"}, [{"product": "LN", "quantity": 2}])
    case_about(other)
    assert "proposes" not in accept(other)


def test_a_denied_line_proposes_nothing(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=1)
    operation = {"op": "do", "record": LINE, "action": "deny", "inputs": {"close_notes": "no"}}
    assert "proposes" not in Operations(desk).run(operation)


def test_resolving_with_accepted_outcomes_proposes_as_well(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=1)
    inputs = {
        "resolution_code": "solved",
        "resolution_notes": "three go back",
        "outcomes": {LINE: "accepted"},
    }
    answer = Operations(desk).run({"op": "do", "record": CASE, "action": "resolve", "inputs": inputs})
    assert [each["action"] for each in operations(answer)] == ["cancel"]


def test_the_journals_of_both_name_each_other(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    desk.do("ship", ORDER)
    case_about(desk, requested=1)
    [operation] = operations(accept(desk))
    Operations(desk).run(operation)
    for head, record, field, other in (
        (ORDER, ORDER, "case", LINE),
        ("SO0001002", "SO0001002", "case", LINE),
        (CASE, LINE, "order", ORDER),
        (CASE, LINE, "order", "SO0001002"),
    ):
        told = [change for entry in desk.journal(head) for change in entry.changes]
        assert (record, field, other, other) in [
            (each.record, each.field, each.after, each.because) for each in told
        ]


def test_what_follows_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    desk = placed_order(tmp_path)
    case_about(desk, requested=1)
    [operation] = operations(accept(desk))
    entries = len(desk.journal(ORDER))
    answer = Operations(desk).run(operation | {"follows": "ORDCSL0009999"})
    assert (answer["ok"], answer["error"]) == (False, "unknown")
    assert desk.till.order(ORDER).lines[0].cancelled == 0
    assert len(desk.journal(ORDER)) == entries
    assert Operations(desk).run(operation | {"follows": ORDER})["error"] == "invalid"
