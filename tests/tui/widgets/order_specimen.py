"""All parts of an order on one sheet, beside each other where there is room, as a screen lays them out."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical

from models import Desk, OrderView
from tests.tui.desks import NOON
from tui import paths
from tui.badges import Badges
from tui.looks import THEME
from tui.widgets.cases_about import CasesAbout
from tui.widgets.checklist import Checklist
from tui.widgets.key_bar import Hint
from tui.widgets.order_header import OrderHeader
from tui.widgets.order_line_columns import OrderLineHeading
from tui.widgets.order_line_table import OrderLineTable
from tui.widgets.totals import Totals
from tui.widgets.warning_list import WarningList

HINTS = {"mixed_not_allowed": (Hint("T", "one type for all"), Hint("z", "suspend"))}


class Specimen(App[None]):
    """Draws one order; ``parts`` are its widgets by what they show."""

    CSS_PATH = str(paths.stylesheet())
    CSS = """
    .sheet { height: auto; }
    .-wide .sheet { layout: horizontal; }
    .work { width: 1fr; height: auto; }
    .-wide .aside { width: 46; height: auto; border-left: vkey $line; }
    .aside { height: auto; }
    .-narrow Checklist { margin-top: 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as Textual has it

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = THEME.name
        self.header = OrderHeader(Badges(desk.badges("order")))
        self.heading, self.totals = OrderLineHeading(), Totals()
        self.lines = OrderLineTable(aligned=(self.heading, self.totals))
        self.warnings = WarningList()
        self.checklist = Checklist()
        self.cases = CasesAbout(Badges(desk.badges("case")))
        self.order = desk.till.order(number)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="sheet") if self.size.width >= 100 else Vertical(classes="sheet"):
            with Vertical(classes="work"):
                yield self.header
                yield self.heading
                yield self.lines
                yield self.totals
                yield self.warnings
            with Vertical(classes="aside"):
                yield self.checklist
                yield self.cases

    def on_mount(self) -> None:
        self.show(self.order)
        self.lines.focus()

    def show(self, order: OrderView) -> None:
        """Draw this order from now on."""
        self.header.show(order, NOON)
        self.lines.show(order.lines, currency=order.currency, names=order.names)
        self.totals.show(order)
        self.warnings.show(order.warnings, HINTS)
        self.checklist.show(order)
        self.cases.show(order)
