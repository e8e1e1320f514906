"""What Textual brings for lists: its own table with a thousand rows like those of the desk."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable

ROWS = 1000
MARK = "arrived short 0"


class TableApp(App[None]):
    """A table with the columns of the list of cases."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Its rows."""
        table = self.query_one(DataTable)
        table.add_columns("Number", "State", "", "Short description", "Account", "Agent", "Lines", "Age")
        for row in range(ROWS):
            about = f"Delivery {row} arrived short {row}"
            table.add_row(
                f"ORDCS{1001 + row:07d}", "► Work in Progress", "▲", about, "Account", "ann", "█░ 1/2", "3d"
            )
        table.focus()


if __name__ == "__main__":
    TableApp().run()
