"""The head of a case: badge and short description, and its facts in two columns."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from models import CaseView
from tui.badges import Badges, age, badge_content, priority_content
from tui.text import clean, content

LABEL_WIDTH = 11
NONE = "–"
Fact = tuple[str, Content]


class CaseHeader(Vertical, can_focus=True):
    """Draws a case's facts; takes the focus, so that keys can be about the case itself."""

    def __init__(self, badges: Badges) -> None:
        super().__init__()
        self._badges = badges
        self._title = Static(classes="case-header--title")
        self._left = Static(classes="case-header--facts")
        self._right = Static(classes="case-header--facts")
        self._notes = Static(classes="case-header--notes")

    def compose(self) -> ComposeResult:
        """Title, two columns, and the resolution notes where there are some."""
        yield self._title
        with Horizontal():
            yield self._left
            yield self._right
        yield self._notes

    def show(self, case: CaseView, now: int) -> None:
        """Draw this case from now on."""
        badge = badge_content(self._badges[case.state])
        self._title.update(Content.assemble(badge, "  ", (clean(case.short_description), "bold")))
        self._left.update(_column(_left_facts(case, now)))
        self._right.update(_column(_right_facts(case, now)))
        self._notes.update(
            Content.assemble(
                ("Resolution ".ljust(LABEL_WIDTH), "$badge-grey"), clean(case.resolution_notes, limit=400)
            )
        )
        self._notes.display = bool(case.resolution_notes)


def _left_facts(case: CaseView, now: int) -> Iterable[Fact]:
    yield "Account", _text(case.account)
    if case.consumer and not case.contact:
        yield "Consumer", _text(case.consumer)
    else:
        yield "Contact", _text(case.contact)
    missing = ("", "") if case.order_found or not case.order else (" not found", "$badge-dim")
    yield "Order", Content.assemble(_text(case.order), missing)
    yield "Opened", _when(case.opened_at, case.opened_by, now)
    if case.source:
        yield "Source", _text(f"{case.source} {case.source_number}")


def _right_facts(case: CaseView, now: int) -> Iterable[Fact]:
    yield "Priority", priority_content(case.priority)
    yield "Group", _text(case.assignment_group)
    yield "Assigned", _text(case.assigned_to)
    if case.closed_at is not None:
        yield "Closed", _when(case.closed_at, case.closed_by, now)
    elif case.resolved_at is not None:
        yield "Resolved", _when(case.resolved_at, case.resolved_by, now)
    else:
        said = " · ".join(filter(None, (_words(case.service), _words(case.channel))))
        yield "Service", _text(said)
    if case.resolution_code:
        yield "Code", _text(_words(case.resolution_code))


def _column(facts: Iterable[Fact]) -> Content:
    return Content("\n").join(
        [Content.assemble((label.ljust(LABEL_WIDTH), "$badge-grey"), value) for label, value in facts]
    )


def _text(value: str) -> Content:
    return content(value, lines=False, limit=200) if value else Content.styled(NONE, "$badge-dim")


def _when(at: int, who: str, now: int) -> Content:
    ago = age(at, now)
    said = ago if ago == "now" else f"{ago} ago"
    return Content.assemble(said, (f" by {clean(who)}" if who else "", "$badge-grey"))


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()
