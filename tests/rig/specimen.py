"""A small app that shows the texts it is given in ordinary widgets, without and with the backstop."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.text import Text
from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.widgets import DataTable, Input, Static

from tui.backstop import Backstop


class Specimen(App[None]):
    """Shows each text as a cell, a static and a title, ungated; ``guarded`` puts the backstop behind them."""

    def __init__(self, texts: Sequence[str], *, guarded: bool) -> None:
        super().__init__()
        self._texts = texts
        self._guard = [Backstop()] if guarded else []

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters and ours."""
        return [*super().get_line_filters(), *self._guard]

    def compose(self) -> ComposeResult:
        """A table, a static for each text, and a field."""
        table: DataTable[Text] = DataTable()
        table.add_columns("text", "after")
        for text in self._texts:
            table.add_row(Text(text), Text("after"))
        yield table
        for text in self._texts:
            static = Static(text, markup=False)
            static.border_title = "title"
            yield static
        yield Input(value="ready")


if __name__ == "__main__":
    Specimen(json.loads(sys.argv[2]), guarded=sys.argv[1] == "guarded").run()
