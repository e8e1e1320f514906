"""What is to know about one thing: a label and a value in each row."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

LABEL_WIDTH = 20
NONE = Content.styled("none", "$badge-dim")


def fact(label: str, value: Content) -> Content:
    """One row of it."""
    return Content.assemble((label.ljust(LABEL_WIDTH), "$badge-grey"), value)


def facts(title: Content, rows: Iterable[Content]) -> Content:
    """A title and the rows below it."""
    return Content("\n").join([title, *rows])
