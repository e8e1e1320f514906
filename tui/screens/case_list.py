"""The list of cases, where the agent begins."""

from __future__ import annotations

from functools import partial

from models import CaseRow
from tui.background import begin
from tui.commands import CASES
from tui.list_words import ListWords
from tui.screens.record_list import RecordListScreen
from tui.typed_ahead import FIRE
from tui.widgets.case_columns import Columns


class CaseListScreen(RecordListScreen[CaseRow]):
    """The cases of a view."""

    NAME = CASES
    PLACE = CASES
    KIND = "cases"
    MACHINE = "case"
    #: The newest, the most urgent, the oldest first.
    SORTS = ("-number", "priority", "-age")
    WORDS = ListWords(
        "case",
        "cases",
        "list.new",
        {"my": ("No open case is yours", "unassigned", "shows those that nobody has yet")},
    )

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Cases",)

    def columns_at(self, width: int) -> Columns:
        """The columns at a width of the terminal."""
        return Columns.at(width)

    def action_list_new(self) -> None:
        """Write a new case and open it, so that its lines can follow."""
        from tui.dialogs.case_form import new_case

        begin(self, partial(self.opened_new, partial(new_case, self)), group=FIRE)
