"""Choosing one of several records to go to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from models import Desk, kind_of, machine_of
from tui.badges import Badges, badge_content
from tui.bench import bench_of
from tui.dialogs.dialog import Dialog
from tui.messages import Said
from tui.order_looks import learn_orders
from tui.text import clean
from tui.widgets.row_list import RowList

#: The widest that a badge grows, in cells; how many orders a case leads to at most.
BADGE_WIDTH, MOST = 18, 20
NO_ORDER = "This case names no order of this desk; e sets its order, + adds a line about one."
NO_CASE = "There is no case about this order yet; c in the order writes one."


class Other(NamedTuple):
    """A record that another one leads to: its number, the code of its badge, and what it is about."""

    number: str
    state: str
    words: str


class _Others(RowList):
    def __init__(self, others: Sequence[Other], badges: Mapping[str, Badges]) -> None:
        super().__init__()
        self._others = others
        self._badges = badges

    def draw(self, index: int, width: int) -> list[Content]:
        number, state, words = self._others[index]
        badge = badge_content(self._badges[machine_of(number)][state])
        return [
            Content.assemble(
                clean(number),
                "  ",
                badge.truncate(BADGE_WIDTH, ellipsis=True, pad=True),
                "  ",
                (clean(words), "$badge-grey"),
            )
        ]


class PickRecord(Dialog[str]):
    """Gives the number of the record that was chosen."""

    def __init__(self, others: Sequence[Other], badges: Mapping[str, Badges]) -> None:
        super().__init__("Go to", f"one of {len(others)}")
        self._others = others
        self._rows = _Others(others, badges)

    def compose_body(self) -> ComposeResult:
        """The records."""
        yield self._rows

    def on_mount(self) -> None:
        """The first one is lit."""
        self._rows.show_entries(len(self._others))
        self._rows.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(self._others[event.cursor].number)


async def other_of(screen: Screen[None], number: str) -> str:
    """Where a record leads: to the order that a case names, or to the case about an order.

    Of several the agent chooses one. Empty where there is none, which is said, and where he left.
    """
    bench = bench_of(screen)
    await learn_orders(bench)
    case = kind_of(number) == "case"
    others = await bench.work.call(partial(_orders if case else _cases, number=number))
    if not others:
        screen.post_message(Said(NO_ORDER if case else NO_CASE))
    if len(others) < 2:
        return next((each.number for each in others), "")
    return await screen.app.push_screen_wait(PickRecord(others, bench.badges)) or ""


def _orders(desk: Desk, number: str) -> list[Other]:
    """The orders of this desk that a case, or one of its lines, names."""
    numbers = dict.fromkeys(desk.head_of(each) for each in desk.till.referred(number))
    orders = [desk.till.order(each, lines=0) for each in list(numbers)[:MOST]]
    return [Other(order.number, order.status, order.customer_name) for order in orders]


def _cases(desk: Desk, number: str) -> list[Other]:
    """The cases about an order."""
    order = desk.till.order(number, lines=0)
    return [Other(case.number, case.state, case.short_description) for case in order.cases]
