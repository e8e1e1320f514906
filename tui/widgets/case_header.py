"""The head of a case: badge and short description, and its facts in two columns."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from models import CaseView
from tui.badges import Badges, badge_content, priority_content
from tui.text import clean
from tui.widgets.record_header import Fact, RecordHeader, said, when


class CaseHeader(RecordHeader):
    """Draws a case's facts, and its resolution notes where there are some."""

    def __init__(self, badges: Badges) -> None:
        super().__init__()
        self._badges = badges

    def show(self, case: CaseView, now: int) -> None:
        """Draw this case from now on."""
        badge = badge_content(self._badges[case.state])
        title = Content.assemble(badge, "  ", (clean(case.short_description), "bold"))
        notes = said(case.resolution_notes, limit=400)
        note = ("Resolution", notes) if case.resolution_notes else None
        self.draw(title, _left_facts(case, now), _right_facts(case, now), note)


def _left_facts(case: CaseView, now: int) -> Iterable[Fact]:
    yield "Account", said(case.account)
    if case.consumer and not case.contact:
        yield "Consumer", said(case.consumer)
    else:
        yield "Contact", said(case.contact)
    missing = ("", "") if case.order_found or not case.order else (" not found", "$badge-dim")
    yield "Order", Content.assemble(said(case.order), missing)
    yield "Opened", when(case.opened_at, case.opened_by, now)
    if case.source:
        yield "Source", said(f"{case.source} {case.source_number}")


def _right_facts(case: CaseView, now: int) -> Iterable[Fact]:
    yield "Priority", priority_content(case.priority)
    yield "Group", said(case.assignment_group)
    yield "Assigned", said(case.assigned_to)
    if case.closed_at is not None:
        yield "Closed", when(case.closed_at, case.closed_by, now)
    elif case.resolved_at is not None:
        yield "Resolved", when(case.resolved_at, case.resolved_by, now)
    else:
        words = " · ".join(filter(None, (_words(case.service), _words(case.channel))))
        yield "Service", said(words)
    if case.resolution_code:
        yield "Code", said(_words(case.resolution_code))


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()
