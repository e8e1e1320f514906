"""What an action will change, a row for each record, from → to; open lines take their outcome here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from models import Badge
from tui.badges import badge_content
from tui.text import clean
from tui.widgets.numbers import short_number
from tui.widgets.row_list import RowList

#: The outcomes that a line can be given, with their keys and words.
OUTCOME_KEYS = (("y", "accepted", "accept"), ("d", "denied", "deny"))
NUMBER_WIDTH = 14
ARROW = " → "


class ChangeRow(NamedTuple):
    """One record: its badge before and, once it is known, after; ``asked``: the agent gives the outcome."""

    number: str
    before: Badge | None
    after: Badge | None
    words: str = ""
    line: bool = False
    asked: bool = False


class ChangeList(RowList):
    """The rows of a plan; ``y`` and ``d`` give a line its outcome, ``Y`` and ``D`` all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"give('{outcome}')", word, show=False) for key, outcome, word in OUTCOME_KEYS),
        *(
            Binding(key.upper(), f"give_all('{outcome}')", word, show=False)
            for key, outcome, word in OUTCOME_KEYS
        ),
    ]

    class Given(Message):
        """The outcome of these lines was given."""

        def __init__(self, outcomes: Mapping[str, str]) -> None:
            self.outcomes = dict(outcomes)
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ChangeRow, ...] = ()
        self._wide = 0

    def show(self, rows: Sequence[ChangeRow]) -> None:
        """Draw these rows from now on; the cursor stays where it is."""
        self._rows = tuple(rows)
        self._wide = max((_width(row.before) for row in rows), default=0)
        self.can_focus = any(row.asked for row in rows)
        self.show_entries(len(rows), cursor=self.cursor)

    def on_focus(self) -> None:
        """Start on the first line that wants an outcome, its keys lit."""
        self.redraw()
        if self._rows and not self._rows[self.cursor].asked:
            self.cursor = self._first_asked()

    def on_blur(self) -> None:
        """Its keys don't work now."""
        self.redraw()

    def draw(self, index: int, width: int) -> list[Content]:
        """Number, badge → badge, and what else changes; the keys beside the highlighted line."""
        row = self._rows[index]
        number = short_number(row.number) if row.line else clean(row.number)
        pieces: list[Content | tuple[str, str] | str] = [number.ljust(NUMBER_WIDTH)]
        if row.before is not None:
            pieces.append(badge_content(row.before))
        if row.after is not None or row.asked:
            pieces += [" " * (self._wide - _width(row.before)), ARROW]
            pieces.append(badge_content(row.after) if row.after else ("?", "$badge-amber"))
        head = Content.assemble(*pieces)
        words = Content.styled(clean(row.words), "$badge-grey")
        said = Content.assemble(head, "  ", words) if row.words else head
        if row.asked:
            hinted = index == (self.cursor if self.has_focus else self._first_asked())
            return [_with_keys(said, head.cell_length, width, lit=self.has_focus) if hinted else said]
        return [said] if said.cell_length <= width else _wrapped(head, words, width)

    def height_of(self, index: int, width: int) -> int:
        """As many rows as its words need: what changes is never cut off."""
        rows = self._drawn[index] = self.draw(index, width)
        return len(rows)

    def watch_cursor(self, before: int, after: int) -> None:
        """The keys stand beside the highlighted line."""
        self.redraw()
        super().watch_cursor(before, after)

    def _first_asked(self) -> int:
        return next((at for at, row in enumerate(self._rows) if row.asked), 0)

    def action_give(self, outcome: str) -> None:
        """Give the highlighted line its outcome and go to the next one."""
        row = self._rows[self.cursor]
        if row.asked:
            self.post_message(self.Given({row.number: outcome}))
            if self.cursor + 1 < self.count:
                self.cursor += 1

    def action_give_all(self, outcome: str) -> None:
        """Give every open line the same outcome."""
        self.post_message(self.Given({row.number: outcome for row in self._rows if row.asked}))


def _wrapped(head: Content, words: Content, width: int) -> list[Content]:
    """The words beside the head, or below it where that has badges, each row under the other."""
    indent = NUMBER_WIDTH + 2
    rows = [Content.assemble(" " * indent, row) for row in words.wrap(max(1, width - indent))]
    if head.cell_length > NUMBER_WIDTH:
        return [head, *rows]
    return [Content.assemble(head, rows[0][NUMBER_WIDTH:]), *rows[1:]]


def _width(badge: Badge | None) -> int:
    return badge_content(badge).cell_length if badge else 0


def _with_keys(said: Content, least: int, width: int, *, lit: bool) -> Content:
    """The keys at the right end, in few words or none where they would cover one of the badges."""
    key_style = "bold $badge-accent" if lit else "$badge-grey"
    words = Content(" · ").join(
        [Content.assemble((key, key_style), (f" {word}", "$badge-grey")) for key, _, word in OUTCOME_KEYS]
    )
    signs = Content(" · ").join([Content.styled(key, key_style) for key, _, _ in OUTCOME_KEYS])
    for keys in (words, signs):
        room = width - keys.cell_length - 2
        if room >= least:
            return Content.assemble(said.truncate(room, ellipsis=True, pad=True), "  ", keys)
    return said
