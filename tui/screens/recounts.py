"""Recount tasks: what is to be counted, the open ones first, and what came of those that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.content import Content

from models import CountView, RecountView
from tui.badges import age
from tui.commands import RECOUNTS
from tui.screens.place_screen import PlaceScreen
from tui.text import clean
from tui.widgets.facts import fact, facts
from tui.widgets.ledger_list import moment_words
from tui.widgets.recount_list import DONE, OPEN, RecountList

#: How many tasks are read, the open ones first.
TASKS = 1000


class RecountsScreen(PlaceScreen[RecountView]):
    """``enter`` on an open task asks for the number and ends it."""

    NAME = RECOUNTS
    NEEDS: ClassVar[Mapping[str, str]] = {"recount.count": "count"}
    EMPTY = (
        "Nothing to count. A recount is asked for by itself when goods are handed over that the stock "
        "knows nothing of (a NASC)."
    )

    def where(self) -> tuple[str, ...]:
        """The way to this screen."""
        return ("Recounts",)

    def record(self) -> str:
        """The highlighted task."""
        return self.rows.highlighted.number if self.rows.highlighted else ""

    def make_list(self) -> RecountList:
        """The tasks."""
        tasks = RecountList()
        tasks.now = self.bench.now
        return tasks

    async def read(self) -> Sequence[RecountView]:
        """The tasks."""
        return await self.bench.work.call(lambda desk: desk.till.recounts(limit=TASKS))

    def count(self) -> str:
        """How many there are."""
        tasks = self.rows.records
        still = sum(task.state == "open" for task in tasks)
        return f"{still} open of {'the newest ' if len(tasks) == TASKS else ''}{len(tasks)}"

    def serves(self, command: str) -> bool:
        """Only an open task is counted."""
        task = self.rows.highlighted
        return command != "recount.count" or (task is not None and task.state == "open")

    def tell(self, row: RecountView | None) -> None:
        """What the task is about."""
        self.facts.update(self._facts(row) if row else Content())

    async def look(self, row: RecountView) -> None:
        """Read what came of a task that has ended."""
        if row.state != "open":
            ended = await self.bench.work.call(lambda desk: desk.till.counting(row.number))
            if ended is not None:
                self.facts.update(self._facts(row, ended))

    def action_recount_count(self) -> None:
        """Ask what was counted and end the task."""
        task = self.rows.highlighted
        if task is None:
            return
        if task.state != "open":
            self.say(f"{task.number} has ended: {task.counted} counted.")
        elif self.allowed("recount.count"):
            self.ask(self._count)

    async def _count(self) -> None:
        from tui.dialogs.count_form import count_again

        task = self.rows.highlighted
        if task is not None:
            done = await count_again(self, task)
            counted = (
                next((each.after for each in done.changes if each.field == "sellable"), "") if done else ""
            )
            self.written(
                done, f"{task.number} has ended: {task.unit_name} has {counted} of {task.product_name}."
            )

    def _facts(self, task: RecountView, ended: CountView | None = None) -> Content:
        title = Content.assemble(
            (clean(task.product_name), "bold"), "  ", (clean(task.product, limit=60), "$badge-grey")
        )
        unit = Content.assemble(clean(task.unit_name), "  ", (clean(task.unit, limit=60), "$badge-grey"))
        rows = [fact("Unit", unit), fact("Asked for", self._when(task.at))]
        if task.state == "open":
            less = "$badge-red" if task.system < 0 else ""
            believed = Content.assemble((str(task.system), less), (" to sell", "$badge-grey"))
            return facts(title, [fact("State", OPEN), *rows, fact("The desk believes", believed)])
        if ended is None:
            return facts(title, [fact("State", DONE), *rows, fact("Counted", Content(str(task.counted)))])
        apart = ended.after - ended.before
        found = "as believed" if not apart else f"{abs(apart)} {'more' if apart > 0 else 'fewer'}"
        rows += [
            fact("Counted", Content.assemble(str(task.counted), f" by {clean(ended.agent, limit=60)}")),
            fact("Ended", self._when(ended.at)),
            fact(
                "Stock to sell",
                Content.assemble(f"{ended.before} → {ended.after}", (f"  {found}", "$badge-grey")),
            ),
        ]
        return facts(title, [fact("State", DONE), *rows])

    def _when(self, at: int) -> Content:
        since = age(at, self.bench.now())
        ago = since if since == "now" else f"{since} ago"
        return Content.assemble(ago, (f"  {moment_words(at)}", "$badge-grey"))
