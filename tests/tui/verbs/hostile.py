"""Texts that steer a terminal where they are printed as they are."""

from __future__ import annotations

import re

HOSTILE = (
    "\x1b[2J\x1b[H",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x9b31m",
    "\x00\x07\x08\x7f",
    "\u202efdp.exe",
    "\u2066left\u2069",
    "first\rsecond",
    "[/x][@click=app.quit]press[/]",
)
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def forbidden_in(text: str) -> list[str]:
    """The characters of a printed text that no terminal may meet; line ends are no such."""
    return FORBIDDEN.findall(text)
