"""The ledger of a custom status: which order was given it, by whom, and when."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models import LedgerView
from tui.text import clean, fit
from tui.widgets.activity_entry import day, moment
from tui.widgets.record_list import GAP, RecordList, widest

AGENT_MOST = 20


class LedgerList(RecordList[LedgerView]):
    """An entry in each row, the newest first."""

    _agents = 0

    def key(self, record: LedgerView) -> str:
        """The order and the moment."""
        return f"{record.order} {record.at}"

    def show(self, records: Sequence[LedgerView]) -> None:
        """Draw these entries from now on."""
        self._agents = widest([clean(each.agent, limit=200) for each in records], AGENT_MOST)
        super().show(records)

    def row(self, record: LedgerView, width: int) -> Content:
        """One entry."""
        return Content.assemble(
            clean(record.order),
            GAP,
            fit(record.agent, self._agents),
            GAP,
            (moment_words(record.at), "$badge-grey"),
        )


def moment_words(at: int) -> str:
    """A day and a time, as in ``4 May 2026 12:00``."""
    return f"{day(at)} {moment(at):%H:%M}"
