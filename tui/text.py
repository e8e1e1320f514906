r"""The gate for text nobody here wrote: what comes out can neither steer a terminal nor deceive its reader.

What is taken out stays visible as ``�``: a control character, an introducer of an escape sequence, a
direction control, an invisible character, a lone surrogate. White space of every kind that breaks a line
becomes a space, or a newline where lines are kept. Invisible characters that belong to a script stay where
they do their work and nowhere else: joiners after a letter of a joining script (Persian and the scripts of
India can't be spelt without them) and between two pictures (an emoji of a family is one), selectors after the
character they select. Between Latin letters or digits a joiner would only make two numbers look alike. More
than four accents on one letter paint over the rows beside it.

*Source*: Unicode, Default_Ignorable_Code_Point and the categories Cc, Cf, Cs, Zl, Zp.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text
    from textual.content import Content

#: What stands where a character was taken out.
REPLACEMENT = "�"
ELLIPSIS = "…"

#: The longest text that `clean` lets through unless told, in characters; a screen holds a tenth of it.
LIMIT = 20_000

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_CONTROLS = "\x00-\x1f\x7f-\x9f"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INVISIBLE = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U00013430-\U00013455\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BROKEN = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SUSPECT = _CONTROLS + _DIRECTIONS + _JOINERS + _SELECTORS + _INVISIBLE + _BROKEN

#: Letters and marks of scripts that are joined: Arabic to Myanmar, Khmer, Mongolian, and the later blocks.
_JOINING = (
    "\u0620-\u07ff\u0800-\u109f\u1780-\u17b3\u17b6-\u17ff\u1820-\u18af\u1900-\u1aaf\u1b00-\u1cff"
    "\ua800-\uabff\ufb50-\ufdcf\ufe70-\ufefc"
)
_PICTURE = "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
#: Marks that are drawn over or under the letter before them, the keycap aside; Arabic and Thai ones included.
_ACCENTS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
)

_WORTH_A_LOOK = re.compile(f"[{_SUSPECT}{_ACCENTS}]")
_DANGLING = _JOINERS + "\ufe0f"


@cache
def _gate() -> re.Pattern[str]:
    """Compiled when the first text needs it: that takes longer than the rest of a short command."""
    return re.compile(
        rf"""
        (?=[{_SUSPECT}{_ACCENTS}])(?:
          (?P<kept> (?<=[{_JOINING}])[{_JOINERS}]
                  | (?<=[{_PICTURE}])\ufe0f?\u200d(?=[{_PICTURE}])
                  | (?<=[^\x00-\x7f{REPLACEMENT}{_SUSPECT}{_ACCENTS}])[{_SELECTORS}]
                  | (?<=[0-9\#*])\ufe0f(?=\u20e3)
                  | (?<![{_ACCENTS}{_JOINERS}{_SELECTORS}])[{_ACCENTS}]{{1,4}} )
        | (?P<break> \r\n | [{_BREAKS}] )
        | (?P<tab> \t )
        | [{_ACCENTS}]+
        | [{_SUSPECT}] )
        """,
        re.VERBOSE,
    )


def clean(text: str, *, lines: bool = False, limit: int | None = LIMIT) -> str:
    """The text as it may be shown: one line unless ``lines``, an ellipsis beyond ``limit`` characters."""
    if limit is not None and len(text) > limit:
        # A joiner or a selector that lost what it stood before is no fault of the text.
        return clean(text[: max(limit, 1) - 1].rstrip(_DANGLING), lines=lines, limit=None) + ELLIPSIS
    if _harmless(text):
        return text
    return _gate().sub(_keep_lines if lines else _one_line, text)


def printable(text: str, *, lines: bool = False) -> str:
    """The whole text for a printed line or an edited field: cleaned, never cut."""
    return clean(text, lines=lines, limit=None)


def bare(text: str) -> str:
    """What is left of the text where nothing marks what was taken out, line breaks and tabs included."""
    if _harmless(text):
        return text
    return _gate().sub(lambda match: match[0] if match.lastgroup == "kept" else "", text)


def fit(text: str, width: int) -> str:
    """The text, cleaned, in exactly ``width`` cells: padded with spaces, or cut with an ellipsis."""
    # Wide enough for any script, short enough that a text without end costs nothing.
    shown = clean(text, limit=8 * width + 8)
    if shown.isascii() and len(shown) <= width:
        return shown.ljust(width)
    from rich.cells import cell_len, set_cell_size

    if cell_len(shown) <= width:
        return set_cell_size(shown, width)
    head = set_cell_size(shown, max(width - 1, 0)).rstrip(_DANGLING)
    return set_cell_size(set_cell_size(head, max(width - 1, 0)) + ELLIPSIS, width)


def cell(text: str, width: int, style: str | Style = "") -> Text:
    """The text for a table: exactly ``width`` cells, markup shown as it is."""
    from rich.text import Text

    return Text(fit(text, width), style=style, no_wrap=True, end="")


def content(text: str, style: str = "", *, lines: bool = True, limit: int | None = LIMIT) -> Content:
    """The text for a widget: markup shown as it is, lines kept unless told."""
    from textual.content import Content

    return Content.styled(clean(text, lines=lines, limit=limit), style)


def _harmless(text: str) -> bool:
    """Whether the gate has nothing to do, found out without compiling it."""
    return (text.isascii() and text.isprintable()) or not _WORTH_A_LOOK.search(text)


def _one_line(match: re.Match[str]) -> str:
    return _passed(match, " ")


def _keep_lines(match: re.Match[str]) -> str:
    return _passed(match, "\n")


def _passed(match: re.Match[str], line_break: str) -> str:
    if match.lastgroup == "kept":
        return match[0]
    if match.lastgroup == "break":
        return line_break
    return " " if match.lastgroup == "tab" else REPLACEMENT
