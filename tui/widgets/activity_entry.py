"""One entry of the activity stream in rows: when, who, and what was written or moved.

*Units*: times are milliseconds since 1970 in UTC, shown in the agent's own zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from models import ActivityView, FieldChange, kind_of
from tui.badges import Badges, badge_content
from tui.field_words import emptied
from tui.text import clean, content
from tui.widgets.numbers import short_number

if TYPE_CHECKING:
    from tui.order_changes import Words

KINDS = {"comment": ("comment", "$badge-blue"), "work_note": ("work note", "$badge-amber")}
INDENT = 6
#: Fields whose values are codes, shown as words.
CODES = frozenset({"resolution_code", "request_reason", "scope", "service"})
#: What an entry that moved nothing is called, where its action is no word that an agent knows.
STILL = {
    "import": "updated there, nothing moved here",
    "import_repeated": "an update that came twice",
    "import_late": "an update that came late",
}
#: The action of an entry that takes another one back.
UNDO = "undo"
#: How many rows of one text the stream shows; ``enter`` shows all.
TEXT_ROWS = 10
#: How many fields of one change are listed.
FIELDS = 6


def moment(at: int) -> datetime:
    """A time as the agent's clock shows it."""
    return datetime.fromtimestamp(at / 1000, tz=UTC).astimezone()


def day(at: int) -> str:
    """The day of a time, as in ``2 Mar 2016``."""
    when = moment(at)
    return f"{when.day} {when:%b %Y}"


def entry_rows(
    entry: ActivityView,
    head: str,
    badges: Mapping[str, Badges],
    width: int,
    words: Words | None = None,
) -> list[Content]:
    """The rows of an entry; ``head`` is the number of the record, which need not be said again.

    ``words`` are those of an order.
    """
    when = Content.assemble((f"{moment(entry.at):%H:%M} ", "$badge-grey"), clean(entry.agent))
    imported = Content.styled("  imported" if entry.imported else "", "$badge-dim")
    if entry.kind in KINDS:
        word, colour = KINDS[entry.kind]
        first = Content.assemble(when, "  ", (word, colour), imported)
        return [first, *_indented(_text_rows(entry.text, width - INDENT))]
    if words is not None and kind_of(head) == "order":
        told = _order_told(entry, head, badges, words)
    else:
        told = [*_moves(entry, head, badges, width - INDENT), *_fields(entry)]
    title, *rest = told or [Content.styled(STILL.get(entry.action, _words(entry.action)), "$badge-grey")]
    if told and entry.action == UNDO:
        title = Content.assemble(("undo  ", "$badge-amber"), title)
    first = Content.assemble(when, "  ", title, imported)
    if first.cell_length > width:
        return [Content.assemble(when, imported), *_indented([title, *rest])]
    return [first, *_indented(rest)]


def _order_told(entry: ActivityView, head: str, badges: Mapping[str, Badges], words: Words) -> list[Content]:
    from tui.widgets.order_entry import order_told

    return order_told(entry, head, badges["order"], words)


def _text_rows(text: str, width: int) -> list[Content]:
    room = TEXT_ROWS * max(width, 1)
    rows = content(text, limit=room).wrap(max(width, 1))
    if len(rows) <= TEXT_ROWS and len(text) <= room:
        return rows
    return [*rows[: TEXT_ROWS - 1], Content.styled("… enter shows all", "$badge-grey")]


def _moves(entry: ActivityView, head: str, badges: Mapping[str, Badges], width: int) -> list[Content]:
    """What moved from state to state: the record itself in full, the case after it, other lines counted."""
    states = [change for change in entry.changes if change.field == "state"]
    moves = [_move(change, head, badges, width) for change in states if change.record in (entry.record, head)]
    others = len(states) - len(moves)
    if others:
        lines = f"{others} {'line' if others == 1 else 'lines'}"
        if not any(change.after for change in states):
            moves.append(Content(f"{lines} gone"))
        elif any(change.before for change in states):
            moves.append(Content.styled(f"{lines} went with it", "$badge-grey"))
        else:
            moves.append(
                Content.styled(f"with {lines}", "$badge-grey") if moves else Content(f"{lines} added")
            )
    return moves


def _move(change: FieldChange, head: str, badges: Mapping[str, Badges], width: int) -> Content:
    known = badges["case" if change.record == head else "line"]
    whose = "" if change.record == head else f"line {short_number(change.record)}  "
    if not change.after:
        return Content.assemble(whose, badge_content(known[change.before]), "  gone")
    after = badge_content(known[change.after])
    if not change.before:
        return Content.assemble(whose, "created  ", after)
    whole = Content.assemble(whose, badge_content(known[change.before]), " → ", after)
    return whole if whole.cell_length <= width else Content.assemble(whose, "→ ", after)


def _fields(entry: ActivityView) -> list[Content]:
    """What else changed on the record; of a new one nothing, since its facts stand on the screen."""
    if any(change.field == "state" and not change.before for change in entry.changes):
        return []
    changes = [
        change for change in entry.changes if change.field != "state" and change.after != change.before
    ]
    mine = [change for change in changes if change.record == entry.record]
    said = [Content.styled(_field(change), "$badge-grey") for change in mine[:FIELDS]]
    if len(mine) > FIELDS:
        said.append(Content.styled(f"and {len(mine) - FIELDS} more", "$badge-grey"))
    return said


def _field(change: FieldChange) -> str:
    before, after = clean(change.before, limit=60), clean(change.after, limit=200)
    if change.field in CODES:
        before, after = _words(before), _words(after)
    label = _words(change.field)
    if not after:
        return emptied(change.field)
    return f"{label} {before} → {after}" if before else f"{label} {after}"


def _words(code: str) -> str:
    return clean(code.replace("_", " "))


def _indented(rows: Iterable[Content]) -> list[Content]:
    return [Content.assemble(" " * INDENT, row) for row in rows]
