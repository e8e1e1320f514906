"""The README's walks through the console, key by key in a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.readme_text import section
from tests.rig.terminal import StartTerminal, Terminal
from tui.commands import sign


@pytest.mark.parametrize("title", ["The first five minutes", "At the till"])
def test_the_first_minutes_go_as_told(terminal: StartTerminal, title: str) -> None:
    told = section(title).split("\n\n")[1]
    steps = re.findall(r"`([^`]+)`|\*\*([^*]+)\*\*", told)
    console = terminal("demo", size=(80, 24))
    console.wait_for("My cases", "? Help")
    for keys, said in steps:
        if said:
            console.wait_for(said)
        else:
            console.press("escape" if keys == sign("escape") else keys)
            wait_for_rest(console)
    assert console.wait_exit() == 0


def test_two_consoles_work_on_one_desk_as_told(terminal: StartTerminal, tmp_path: Path) -> None:
    told = section("Working together")
    commands = told.split("```sh\n")[1].split("```")[0].replace("demo.db", str(tmp_path / "demo.db"))
    keep, *consoles = (line.split()[1:] for line in commands.splitlines())
    assert terminal(*keep).wait_exit() == 0
    ann, bob = (terminal(*words) for words in consoles)
    for console in (ann, bob):
        console.wait_for("My cases", "● live")
        console.press("4")
        console.wait_for("200 cases")
    bob.press("enter")
    bob.wait_for("What you can do")
    ann.wait_for("bob is here")
    ann.press("enter")
    ann.wait_for("bob has it open")
    bob.press("n")
    ann.wait_for("bob is writing a note")


def wait_for_rest(console: Terminal) -> None:
    """Wait as a person does until the console has taken the key: it sleeps and is silent for three looks."""
    looks = 0
    while looks < 3:
        sent = len(console.raw)
        alive = console._read()
        looks = looks + 1 if not alive or (len(console.raw) == sent and asleep(console.pid)) else 0


def asleep(pid: int) -> bool:
    """Whether no thread of the program wants to run; True where the system doesn't tell."""
    told = [stat.read_text() for stat in Path(f"/proc/{pid}/task").glob("*/stat")]
    return all(stat.rpartition(")")[2].split()[0] in "SZ" for stat in told)
