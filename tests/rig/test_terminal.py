"""The terminal of the tests shows what a terminal shows, and tells what should not have come."""

from __future__ import annotations

import json
import sys

import pytest

from tests.rig.terminal import StartTerminal, Terminal

# What Rich itself takes out of a text (bell, backspace, carriage return) would prove nothing.
HOSTILE = {
    "colour": "\x1b[31;5;7mred",
    "clipboard": "\x1b]52;c;aGVsbG8=\x1b\\clip",
    "title": "\x1b]0;owned\x1b\\title",
    "C1 introducer": "\x9b31mred",
    "window report": "\x1b[21t",
    "override": "abc\u202edef",
    "answerback": "\x05ask",
}


def test_a_program_is_driven_by_keys_and_its_end_is_seen(terminal: StartTerminal) -> None:
    echo = terminal(
        command=[sys.executable, "-c", "name = input('who? '); print('hello', name); raise SystemExit(3)"]
    )
    echo.wait_for("who?")
    echo.press("ann", "enter")
    echo.wait_for("hello ann")
    assert echo.wait_exit() == 3


def test_a_text_that_never_comes_is_told_with_the_screen(terminal: StartTerminal) -> None:
    echo = terminal(command=[sys.executable, "-c", "print('something else')"])
    with pytest.raises(AssertionError, match="something else"):
        echo.wait_for("what was hoped for")


def specimen(terminal: StartTerminal, guard: str) -> Terminal:
    """The terminal once an app has drawn the hostile texts in all of its widgets and has left."""
    texts = json.dumps(list(HOSTILE.values()))
    app = terminal(guard, texts, command=[sys.executable, "-m", "tests.rig.specimen"], size=(80, 60))
    app.wait_for_bytes(b"ready")
    app.press("ctrl+q")
    assert app.wait_exit() == 0
    return app


def test_behind_the_backstop_nothing_hostile_reaches_the_terminal(terminal: StartTerminal) -> None:
    guarded = specimen(terminal, "guarded")
    assert guarded.hostile() == []
    assert [text for text in HOSTILE.values() if text.encode() in guarded.raw] == []


def test_without_the_backstop_the_rig_sees_what_passes(terminal: StartTerminal) -> None:
    bare = specimen(terminal, "bare")
    assert [text for text in HOSTILE.values() if text.encode() not in bare.raw] == []
    seen = b" ".join(bare.hostile())
    for sign in (b"\x1b]52", b"\x1b]0;", b"\xc2\x9b", b"\x1b[21t", "\u202e".encode(), b"\x05"):
        assert sign in seen
