"""Whatever agents do at a till, in whatever order: stock, money, counters and statuses hold after it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from models.money import amount_text
from models.numbers import id_of, number_of
from models.rulefile import shipped_rulebook
from models.till.world import SETTINGS
from tests.models.desk.watched_till import WatchedTill

T = TypeVar("T")
ACTIONS = [each.code for each in shipped_rulebook().machine_by_code["order"].actions if not each.operation]
TYPES = ("carry_out", "delivery", "reserve", "order", "Express")
PRICES = (0, 1, 99, 1000, 333333)
PURPOSES: tuple[dict[str, object], ...] = (
    {"purpose": "sale"},
    {"purpose": "return_to_supplier", "supplier": "ACME", "reason": "broken"},
    {"purpose": "interstore", "target": "B", "shipping_method": "van"},
    {"purpose": "interstore", "target": "W"},
)


class AnyTill(WatchedTill):
    """A watched till at which anything is asked for, by chance."""

    @rule(chance=st.randoms(use_true_random=True))
    def work(self, chance: Random) -> None:
        # A seed that is drawn once more is to be another day.
        self.days += 1
        self.chance = Random(f"{chance.random()} {self.days}")
        [work] = self.chance.choices(tuple(self.WORK), tuple(self.WORK.values()))
        (work if self.books.orders else AnyTill.sell)(self)

    # -- what is asked for

    def new_basket(self) -> None:
        fields = {"ou": self.any("A", "A", "B", "X")} | self.maybe(0.8, customer="C1")
        lines = [self.line(self.pieces()) for _ in range(self.any(0, 1, 1, 2, 2, 3))]
        self.write(self.desk.till.new_basket, fields, lines)

    def sell(self) -> None:
        self.new_basket()
        number = self.order()
        self.do("set_type", number, type=self.any(*TYPES))
        if self.chance.random() < 0.3:
            self.do("set_type", self.line_of(number), type=self.any(*TYPES))
        self.do("place", number)
        left = self.books.orders.get(id_of(number), {}).get("to_pay_minor", 0)
        if self.chance.random() < 0.5:
            self.do("pay", number, amount=amount_text(left, self.currency))

    def add_line(self) -> None:
        pieces = self.any(1, -1) * self.pieces()
        fields = self.line(pieces) | self.maybe(
            0.5 if pieces < 0 else 0.05, returns=self.any_line("placed", "completed")
        )
        self.write(self.desk.add_line, self.order("basket"), fields)

    def edit_line(self) -> None:
        price = amount_text(self.any(*PRICES), self.currency)
        fields = {"unit_price": price, "quantity": self.any(1, 1, -1) * self.pieces()}
        self.write(self.desk.set_fields, self.any_line("basket"), fields)

    def delete_line(self) -> None:
        self.write(self.desk.delete_line, self.any_line("basket"))

    def set_type(self) -> None:
        number = self.some_of_it(self.order("basket", "placed"))
        self.do("set_type", number, type=self.any(*TYPES), **self.maybe(0.2, ship_from=self.any("W", "B")))

    def split(self) -> None:
        self.do("split", self.any_line("basket", "placed"), quantity=self.pieces())

    def set_pickup(self) -> None:
        number = self.order(self.any("placed", "placed", "basket"))
        self.do("set_pickup", number, pickup=self.any("A", "B", "B", "X"))

    def set_purpose(self) -> None:
        self.do("set_purpose", self.order("basket"), **self.any(*PURPOSES))

    def place(self) -> None:
        self.do("place", self.order("basket"))

    def pay(self) -> None:
        number = self.order("placed", "placed", "cancelled")
        left = self.books.orders[id_of(number)]["to_pay_minor"]
        amount = int(left / self.any(1, 1, 1, 1, 2, 3)) + self.any(0, 0, 0, 0, 0, 1, -1)
        cash = self.maybe(0.3, tendered=amount_text(amount + 5, self.currency))
        self.do("pay", number, amount=amount_text(amount, self.currency), **cash)

    def ship(self) -> None:
        number = self.order("placed")
        self.do("ship", number, **self.maybe(0.4, lines=self.parts(number)))

    def receive(self) -> None:
        number = self.order("placed")
        self.do("receive", number, **self.maybe(0.4, lines=self.parts(number)))

    def bring_back(self) -> None:
        number = self.order("placed", "completed")
        self.do("return", number, lines=self.parts(number))

    def cancel(self) -> None:
        number = self.some_of_it(self.order("basket", "placed"))
        self.do("cancel", number, reason="changed", **self.maybe(0.6, quantity=self.pieces()))

    def park(self) -> None:
        number = self.order()
        for action in (self.any("suspend", "lock"), self.any(*ACTIONS), "unlock", "resume"):
            self.do(action, number)

    def label(self) -> None:
        self.do("set_custom_status", self.order(), status=self.any("Urgent", "Unheard"))

    def put_stock(self) -> None:
        fields = {"ou": self.any("A", "B", "W"), "product": self.any("P", "Q"), "quantity": self.pieces() - 2}
        self.write(self.desk.put, "stock", fields, counted=True)

    def count_again(self) -> None:
        if tasks := self.books.rows("recount"):
            number = number_of("recount", self.any(*tasks)["id"])
            self.write(self.desk.till.count_again, number, self.pieces() - 2, counted=True)

    def put_setting(self) -> None:
        unit = self.any("A", "B", "X")
        fields = {"name": self.any(*SETTINGS), "value": self.chance.random() < 0.5, "ou": unit}
        self.write(self.desk.put, "setting", fields)

    #: How often each is asked for.
    WORK: ClassVar[dict[Callable[[AnyTill], None], int]] = {
        sell: 8, new_basket: 3, add_line: 6, edit_line: 4, delete_line: 2, set_type: 6, split: 4,
        set_pickup: 4, set_purpose: 4, place: 5, pay: 6, ship: 9, receive: 6, bring_back: 5, cancel: 6,
        park: 1, label: 1, put_stock: 2, count_again: 2, put_setting: 2,
    }  # fmt: skip

    # -- what it is asked about

    def any(self, *values: T) -> T:
        return self.chance.choice(values)

    def maybe(self, how_often: float, **inputs: object) -> dict[str, object]:
        return inputs if self.chance.random() < how_often else {}

    def pieces(self) -> int:
        return int(self.any(1, 1, 2, 2, 3, 4, 6))

    def line(self, quantity: int) -> dict[str, object]:
        price = amount_text(self.any(*PRICES), self.currency)
        return {"product": self.any("P", "P", "Q", "POSTAGE"), "quantity": quantity, "unit_price": price}

    def order(self, *states: str) -> str:
        """The newest order, or one of the newest with lines in these states where there are some."""
        filled = [self.books.of(line) for line in self.books.lines]
        fit = dict.fromkeys(each["id"] for each in filled if each["state"] in states)
        return number_of("order", self.any(*([*fit][-3:] or [max(self.books.orders, default=999)])))

    def line_of(self, number: str) -> str:
        lines = [line["number"] for line in self.books.lines if line["number"].startswith(number)]
        return str(self.any(*lines)) if lines else f"{number}/1"

    def any_line(self, *states: str) -> str:
        return self.line_of(self.order(*states))

    def some_of_it(self, number: str) -> str:
        """The order or one of its lines."""
        return str(self.any(number, self.line_of(number), self.line_of(number)))

    def parts(self, number: str) -> dict[str, int]:
        return {self.line_of(number): self.pieces() for _ in range(self.any(1, 2))}


CALM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def test_the_books_are_right_whatever_is_done() -> None:
    run_state_machine_as_test(AnyTill, settings=settings(CALM, max_examples=40, stateful_step_count=40))


@pytest.mark.long
def test_the_books_are_right_whatever_is_done_for_long() -> None:
    longer = settings(CALM, derandomize=False, database=None, max_examples=400, stateful_step_count=100)
    run_state_machine_as_test(AnyTill, settings=longer)
