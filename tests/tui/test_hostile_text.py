"""Text that would steer a terminal, on a tour through the whole console, in a real pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Desk
from tests.rig.terminal import StartTerminal

HOSTILE = {
    "colour": "\x1b[31;5;7mred",
    "cursor": "\x1b[2J\x1b[Hgone",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07clip",
    "title": "\x1b]0;owned\x1b\\title",
    "C1 introducer": "\x9b31mred",
    "report": "\x1b[21t\x05ask",
    "controls": "a\x00b\x07c\x08d\x7fe",
    "overrides": "abc\u202edef \u2066ghi\u2069",
    "line ends": "first\rsecond\nthird\u2028fourth",
    "closing tag": "[/x][/] unopened",
    "action": "[@click=app.quit]press[/]",
    "length": "\x1b[31m" + "long " * 40_000,
}
#: What is pressed and what it shows until ``esc`` takes it away again.
TOUR = (
    ("e", "Short description*"),
    ("n", "It stays inside"),
    ("s", "This will change 2 records"),
    ("c", "Close Case is barred"),
    ("?", "of this screen"),
    ("+", "About (order/line)*"),
)


def hostile_desk(folder: Path, text: str) -> str:
    """A desk whose one case holds the text wherever a text can stand."""
    url = f"sqlite:///{folder / 'desk.db'}"
    name = text.replace("\n", " ")[:150]
    desk = Desk.open(url, agent="ann")
    fields = {"short_description": text, "order": text, "assigned_to": "ann"}
    names = {"account": name, "contact": name, "consumer": name, "assignment_group": name}
    places = {"about": text, "current_location": text, "requested_location": text}
    desk.put("agent", {"name": "ann", "role": "admin", "groups": [name]})
    case = desk.new_case(fields | names, [places]).record
    desk.note(case, text)
    desk.note(case, text, kind="comment")
    desk.as_agent(name.strip()).note(case, "from an agent with such a name")
    desk.close()
    return url


@pytest.mark.parametrize(
    ("kind", "size"), [*((kind, (132, 40)) for kind in HOSTILE), ("colour", (80, 24)), ("length", (80, 24))]
)
def test_nothing_hostile_reaches_the_terminal(
    kind: str, size: tuple[int, int], tmp_path: Path, terminal: StartTerminal
) -> None:
    console = terminal("--db", hostile_desk(tmp_path, HOSTILE[kind]), "--agent", "ann", size=size)
    console.wait_for("My cases 1", "Age")
    console.press("/")
    console.wait_for("words and field:value")
    console.press("[@zap=app.quit][/q]")
    console.wait_for("[@zap=app.quit][/q]")
    console.press("escape")
    console.wait_gone("[@zap")
    console.press("enter")
    console.wait_for("What you can do")
    for keys, shown in TOUR:
        console.press(keys)
        console.wait_for(shown)
        console.press("escape")
        console.wait_gone(shown)
    console.press("tab")
    console.wait_for("What you can do  line")
    console.press("enter")
    console.wait_for("esc back")
    console.press("escape")
    console.wait_gone("esc back")
    console.press("tab")
    console.wait_gone("What you can do  line")
    console.press("enter")
    console.wait_for("esc back")
    console.press("escape")
    console.wait_gone("esc back")
    console.press("ctrl+p")
    console.wait_for("Find a command, an action")
    console.press("escape")
    console.wait_gone("Find a command, an action")
    console.press("q")
    assert console.wait_exit() == 0
    assert console.hostile() == []
