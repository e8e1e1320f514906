"""Money is exact: totals, part payments, refunds, the net of sale and return, in whatever currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.actor import Actor
from models.desk.desk import Desk
from models.engine import plan
from models.errors import Invalid
from models.money import MOST_MINOR, amount_text, countable, decimals, minor_of
from models.plans import Facts, Plan, Record
from models.rulefile import shipped_rulebook
from models.till.aftermath import COUNTERS, after
from models.till.quantities import line_amount, living, to_pay, total
from models.till.world import World

RULES = shipped_rulebook()
CALM = settings(deadline=None, derandomize=True)
currencies = st.sampled_from(("EUR", "JPY", "KWD", "CLF", "USD"))
prices = st.integers(0, 10**9)
sales = st.tuples(prices, st.integers(1, 10**5))
returns = st.tuples(prices, st.integers(-(10**5), -1))
orders = st.lists(st.one_of(sales, returns), min_size=1, max_size=5)


def placed(lines: list[tuple[int, int]], currency: str) -> Facts:
    """A placed order of lines of a price in minor units and a quantity."""
    head = {
        "purpose": "sale",
        "currency": currency,
        "paid_minor": 0,
        "originating": "A",
        "last_line": len(lines),
    }
    made = tuple(
        Record(
            "order_line",
            f"SO0001001/{place}",
            "",
            1,
            dict.fromkeys(COUNTERS, 0)
            | {"product": "P", "unit_price_minor": price, "quantity": pieces, "type": "carry_out"},
        )
        for place, (price, pieces) in enumerate(lines, start=1)
    )
    order = Record("order", "SO0001001", "placed", 1, head)
    return Facts(Actor("ann", "agent"), order, made, "SO0001001", World())


def do(facts: Facts, action: str, **inputs: object) -> Facts | None:
    """The order after an action; nothing where it is refused."""
    found = plan(RULES, facts, action, inputs)
    return after(facts, found.changes, found.creations) if isinstance(found, Plan) else None


def exact(facts: Facts) -> Decimal:
    """What is left to pay, added up from the texts that people read."""
    currency = str(facts.head.values["currency"])
    left = Decimal(amount_text(-int(str(facts.head.values["paid_minor"])), currency))
    for line in facts.lines:
        price = Decimal(amount_text(int(str(line.values["unit_price_minor"])), currency))
        left += price * living(line) * (1 if int(str(line.values["quantity"])) > 0 else -1)
    return left


@CALM
@given(st.integers(-MOST_MINOR, MOST_MINOR), currencies)
def test_an_amount_is_read_as_it_is_written(minor: int, currency: str) -> None:
    text = amount_text(minor, currency)
    assert minor_of("amount", text, currency) == minor
    assert Decimal(text).scaleb(decimals(currency)) == minor


@CALM
@given(orders, currencies)
def test_an_order_comes_to_what_its_lines_come_to(lines: list[tuple[int, int]], currency: str) -> None:
    facts = placed(lines, currency)
    assert total(facts) == sum(price * pieces for price, pieces in lines)
    assert Decimal(amount_text(to_pay(facts), currency)) == exact(facts)
    assert all(line_amount(line, 1) * living(line) == line_amount(line, living(line)) for line in facts.lines)


@CALM
@given(orders, currencies, st.lists(st.fractions(0, 1), max_size=6))
def test_what_is_paid_in_parts_comes_to_the_whole_and_never_to_more(
    lines: list[tuple[int, int]], currency: str, parts: list[object]
) -> None:
    facts, owed = placed(lines, currency), total(placed(lines, currency))
    paid = 0
    for part in [*parts, 1]:
        left = to_pay(facts)
        assert left == owed - paid
        over = left + (1 if left >= 0 else -1)
        assert do(facts, "pay", amount=amount_text(over, currency)) is None
        if left:
            assert do(facts, "pay", amount=amount_text(-left, currency)) is None
        amount = int(left * part)  # type: ignore[operator]  # a fraction of it
        then = do(facts, "pay", amount=amount_text(amount, currency))
        assert (then is None) == (amount == 0)
        facts, paid = then or facts, paid + amount
        assert Decimal(amount_text(to_pay(facts), currency)) == exact(facts)
    assert (to_pay(facts), paid) == (0, owed)


@CALM
@given(orders, currencies, st.data())
def test_what_is_cancelled_is_paid_back_to_the_last_cent(
    lines: list[tuple[int, int]], currency: str, data: st.DataObject
) -> None:
    facts = placed(lines, currency)
    if to_pay(facts):
        facts = do(facts, "pay", amount=amount_text(to_pay(facts), currency)) or facts
    line = data.draw(st.sampled_from(facts.lines))
    pieces = data.draw(st.integers(1, living(line)))
    then = do(facts, "cancel", reason="changed", line=line.number, quantity=pieces)
    assert then is not None
    assert to_pay(then) == -line_amount(line, pieces)
    settled = do(then, "pay", amount=amount_text(to_pay(then), currency))
    if to_pay(then) < 0 or (to_pay(then) > 0 and then.head.state == "placed"):
        assert settled is not None
        assert to_pay(settled) == 0
    else:
        # On a cancelled order nothing is paid any more, money only goes back.
        assert settled is None


@CALM
@given(st.integers(0, MOST_MINOR), st.integers(-(2**53), 2**53))
def test_a_line_comes_to_an_amount_that_the_desk_counts_or_is_refused(price: int, pieces: int) -> None:
    if abs(price * pieces) <= MOST_MINOR:
        assert countable(price, pieces) == price
    else:
        with pytest.raises(Invalid, match="more than the desk counts"):
            countable(price, pieces)


def test_a_line_beyond_what_is_counted_is_refused_when_made_and_when_changed(desk: Desk) -> None:
    desk.put("ou", {"id": "A", "name": "Shop", "kinds": ["shop"]})
    line = {"product": "P", "quantity": 1, "unit_price": amount_text(MOST_MINOR, "EUR")}
    number = desk.till.new_basket({"ou": "A"}, [line]).record
    assert desk.record(number)["total"] == amount_text(MOST_MINOR, "EUR")
    with pytest.raises(Invalid, match="more than the desk counts"):
        desk.add_line(number, line | {"quantity": 2**53})
    with pytest.raises(Invalid, match="more than the desk counts"):
        desk.set_fields(f"{number}/1", {"quantity": 2})
    with pytest.raises(Invalid, match="more than the desk counts"):
        desk.till.new_basket({"ou": "A"}, [line | {"quantity": 2}])
