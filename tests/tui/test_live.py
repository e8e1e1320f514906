"""Several consoles on one desk in real terminals: each shows what the others do, and where they are."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from models.presence import EXPIRED_SECONDS, folder_of
from tests.models.test_presence import age
from tests.rig.terminal import StartTerminal, Terminal
from tests.tui.conversation import Conversation
from tests.tui.desks import filled_desk

CASE = "ORDCS0001012"


@pytest.fixture
def url(tmp_path: Path) -> str:
    desk = filled_desk(tmp_path)
    desk.close()
    return desk.session.database.url


def console(terminal: StartTerminal, url: str, agent: str, size: tuple[int, int] = (132, 30)) -> Terminal:
    """A console that shows all cases, the cursor on the newest but one."""
    started = terminal("--db", url, "--agent", agent, size=size)
    started.wait_for("My cases", "? Help")
    started.press("4")
    started.wait_for("13 cases")
    started.press("j")
    started.wait_for(f"▌{CASE}")
    return started


def test_what_a_second_process_does_shows_in_the_list_with_its_counts(
    terminal: StartTerminal, url: str
) -> None:
    ann = console(terminal, url, "ann")
    assert "● live" in ann.text.splitlines()[0]
    with Conversation(url, agent="bob") as bob:
        assert bob.say({"op": "do", "record": CASE, "action": "assign_to_me"})["ok"]
        ann.wait_for(f"▌{CASE}  ► Work in Progress", "2 Unassigned 2")
        new = {"op": "new", "kind": "case", "fields": {"short_description": "Six plates broken"}}
        assert bob.say(new)["ok"]
        ann.wait_for("Six plates broken", "4 All 14", f"▌{CASE}")


def test_an_open_case_and_a_half_written_note_on_it_stay_while_a_colleague_works(
    terminal: StartTerminal, url: str
) -> None:
    ann = console(terminal, url, "ann")
    ann.press("enter")
    ann.wait_for("What you can do")
    with Conversation(url, agent="bob") as bob:
        assert bob.say({"op": "do", "record": CASE, "action": "assign_to_me"})["ok"]
        ann.wait_for(
            "► Work in Progress  Wrong colour", "bob took it: Assign to me, ", "i Request Information"
        )
        ann.press("n")
        ann.wait_for("It stays inside")
        ann.press("Warehouse fou")
        ann.wait_for("Warehouse fou")
        assert bob.say({"op": "set", "record": CASE, "fields": {"short_description": "Right colour"}})["ok"]
        ann.wait_for("► Work in Progress  Right colour", "Warehouse fou")
        ann.press("nd them", "enter")
        ann.wait_gone("It stays inside")
        ann.wait_for("Warehouse found them")


def test_a_case_that_a_colleague_has_open_or_writes_on_shows_that_and_expires_with_him(
    terminal: StartTerminal, url: str, tmp_path: Path
) -> None:
    ann, bob = console(terminal, url, "ann"), console(terminal, url, "bob")
    bob.press("enter")
    bob.wait_for("What you can do")
    ann.wait_for("bob is here")
    ann.press("enter")
    ann.wait_for("bob has it open")
    bob.wait_for("ann has it open")
    bob.press("n")
    ann.wait_for("bob is writing a note")
    bob.press("escape")
    ann.wait_for("bob has it open")
    # Nothing is locked: ann works on.
    ann.press("a")
    ann.wait_for("This will change 2 records")
    ann.press("enter")
    ann.wait_for("► Work in Progress")
    bob.wait_for("ann took it: Assign to me, ")
    ann.press("escape")
    ann.wait_for("bob is here")
    bob.wait_gone("ann has it open")
    os.kill(bob.pid, signal.SIGKILL)
    [left] = folder_of(tmp_path / "desk.db").glob(f"{bob.pid}-*.here")
    age(left, EXPIRED_SECONDS + 1)
    ann.wait_gone("bob is here")


def test_a_database_that_was_taken_away_is_said(terminal: StartTerminal, url: str, tmp_path: Path) -> None:
    ann = console(terminal, url, "ann")
    (tmp_path / "desk.db").rename(tmp_path / "broken.db")
    ann.wait_for("× lost", "was taken away")
    (tmp_path / "broken.db").rename(tmp_path / "desk.db")
    ann.wait_for("● live")
