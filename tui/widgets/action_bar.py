"""What can be done with the record in focus: open actions with their keys, barred ones with their reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from models import Verdict
from tui.commands import sign
from tui.text import clean
from tui.widgets.flow import flow

OPEN_GAP, BARRED_GAP = 4, 4
#: From this width on a barred action says why.
REASONS_FROM = 80


class ActionBar(Widget):
    """Draws verdicts; operations are left to the key bar."""

    def __init__(self) -> None:
        super().__init__()
        self._about = ""
        #: Rows that it doesn't go below while a cursor goes through lines, or all would be laid out at each.
        self._least = 0
        self._verdicts: tuple[Verdict, ...] = ()
        self._key: Callable[[Verdict], str] = _own_key

    def show(self, about: str, verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> None:
        """Draw these verdicts from now on; ``about`` says what they are about."""
        actions = tuple(verdict for verdict in verdicts if not verdict.operation)
        if (about, actions) == (self._about, self._verdicts):
            return
        width = self.content_size.width
        before = self._height(width)
        self._least = before if about and self._about else 0
        self._about, self._verdicts, self._key = about, actions, key
        self.refresh(layout=self._height(width) != before)

    def render(self) -> Content:
        """The rows of the bar."""
        return Content("\n").join(self._rows(self.content_size.width or 80))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the actions need."""
        return self._height(width)

    def _height(self, width: int) -> int:
        return max(self._least, len(self._rows(width)))

    def _rows(self, width: int) -> list[Content]:
        title = Content.assemble(("What you can do", "bold"), "  ", (clean(self._about), "$badge-grey"))
        allowed = [self._open(verdict) for verdict in self._verdicts if verdict.open]
        barred = [self._barred(verdict, width) for verdict in self._verdicts if not verdict.open]
        nothing = [Content.styled(self._nothing(), "$badge-grey")]
        return [title, *(flow(allowed, width, OPEN_GAP) or nothing), *flow(barred, width, BARRED_GAP)]

    def _nothing(self) -> str:
        """Why nothing is open: it is over for everybody, or this agent may not."""
        by_role = all(any(reason.code == "role" for reason in each.reasons) for each in self._verdicts)
        return "nothing; your role only reads" if self._verdicts and by_role else "nothing; it is settled"

    def _open(self, verdict: Verdict) -> Content:
        return Content.assemble(
            (sign(clean(self._key(verdict))), "bold $badge-accent"), f" {clean(verdict.label)}"
        )

    def _barred(self, verdict: Verdict, width: int) -> Content:
        said = f"{sign(clean(self._key(verdict)))} {clean(verdict.label)}"
        if width >= REASONS_FROM:
            said += f"  {short_reason(verdict)}"
        return Content.styled(said, "$key-barred")


def short_reason(verdict: Verdict) -> str:
    """The first reason against an action in a few words, and how many more there are."""
    first = clean(verdict.reasons[0].message)
    words = first.removeprefix(f"{clean(verdict.label)} ").split(";")[0].rstrip(".")
    more = len(verdict.reasons) - 1
    return f"{words} +{more}" if more else words


def _own_key(verdict: Verdict) -> str:
    return verdict.key
