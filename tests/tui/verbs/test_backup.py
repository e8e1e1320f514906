"""db backup: beside agents who write, on a terminal, and when it is told to end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Condition, Event, Thread

import pytest

from models import Desk, check_database
from tests.rig.terminal import ROOT, StartTerminal
from tests.tui.command_line import casedesk
from tests.tui.conversation import COMMAND, PATIENCE_SECONDS, Conversation

#: The command line as it is where the SQLite library is not safe for writing ahead.
IN_PLACE = "import models.database as d; d.wal_is_safe = lambda v: False; import tui.__main__ as m; m.main()"
WRITERS = 4
#: More than anyone waits in front of a console, in seconds, on a machine with other work.
LONGEST_WAIT = 5.0


class Writer(Thread):
    """An agent at work through a process of its own: a case from Draft to Resolved, an order to Completed."""

    def __init__(self, talk: Conversation, stop: Event, acknowledged: Condition) -> None:
        super().__init__()
        self.talk = talk
        self.stop = stop
        self.acknowledged = acknowledged
        #: Journal ids that were acknowledged, in order.
        self.done: list[int] = []
        self.longest = 0.0

    def run(self) -> None:
        while not self.stop.is_set():
            case = self._say(op="new", kind="case", fields={"short_description": "Two short"}, lines=LINES)
            for action in ("submit", "assign_to_me"):
                self._say(op="do", record=case, action=action)
            order = self._say(op="new", kind="basket", fields={"ou": "S1"}, lines=[SOLD])
            self._say(op="do", record=order, action="place")
            self._say(op="do", record=order, action="pay", inputs={"amount": "5.00"})
            self._say(op="do", record=order, action="ship")

    def _say(self, **operation: object) -> object:
        began = time.monotonic()
        answer = self.talk.say(operation)
        self.longest = max(self.longest, time.monotonic() - began)
        assert answer["ok"], answer
        with self.acknowledged:
            self.done.append(int(str(answer["journal"])))
            self.acknowledged.notify_all()
        return answer["record"]


LINES = [{"about": "SO9/1"}, {"about": "SO9/2"}]
SOLD = {"product": "P1", "quantity": 2, "unit_price": "2.50"}


@pytest.fixture(params=["ahead", "in place"])
def command(request: pytest.FixtureRequest) -> Sequence[str]:
    return COMMAND if request.param == "ahead" else (sys.executable, "-c", IN_PLACE)


@pytest.fixture
def large(url: str) -> str:
    """A desk with a shop, and more in it than one step copies."""
    desk = Desk.open(url, agent="ann")
    desk.put("ou", {"id": "S1", "name": "Shop", "kinds": ["shop"], "country": "NL", "currency": "EUR"})
    desk.put("product", {"id": "P1", "name": "Lamp"})
    desk.put("stock", {"ou": "S1", "product": "P1", "quantity": 1_000_000})
    with desk.transaction():
        for number in range(1000):
            desk.new_case({"short_description": f"{number} " + "long " * 400})
    desk.close()
    return url


def test_a_backup_beside_agents_who_write_holds_all_that_was_acknowledged_and_agrees_with_itself(
    large: str, tmp_path: Path, command: Sequence[str]
) -> None:
    file = tmp_path / "copy.db"
    stop, acknowledged = Event(), Condition()
    with ExitStack() as stack:
        talks = [
            stack.enter_context(Conversation(large, agent=f"agent{at}", command=command))
            for at in range(WRITERS)
        ]
        writers = [Writer(talk, stop, acknowledged) for talk in talks]
        for writer in writers:
            writer.start()
        try:
            until(acknowledged, lambda: all(len(writer.done) > 7 for writer in writers))
            before = {journal for writer in writers for journal in list(writer.done)}
            backup = subprocess.run(
                [*command, "db", "backup", str(file), "--format", "json", "--db", large],
                cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
            after = {journal for writer in writers for journal in list(writer.done)}
            # Nobody stands still for it: each goes on.
            counted = [len(writer.done) for writer in writers]
            until(
                acknowledged,
                lambda: all(len(each.done) > so_far for each, so_far in zip(writers, counted, strict=True)),
            )
        finally:
            stop.set()
            for writer in writers:
                writer.join()
    assert backup.returncode == 0, backup.stderr
    told = json.loads(backup.stdout)
    assert (told["ok"], told["needs"]) == (True, "")
    assert len(after) > len(before), "nobody wrote while the copy was made: this proves nothing"
    assert max(writer.longest for writer in writers) < LONGEST_WAIT
    held = journal_of(f"sqlite:///{file}")
    assert before <= held
    # Up to one moment everything, behind it nothing.
    assert held == set(range(1, max(held) + 1))
    assert told["journal_entries"] == len(held)
    assert check_database(f"sqlite:///{file}") == []
    assert check_database(large) == []


def until(acknowledged: Condition, done: Callable[[], bool]) -> None:
    """Wait for answers until it is so."""
    with acknowledged:
        assert acknowledged.wait_for(done, PATIENCE_SECONDS)


def journal_of(url: str) -> set[int]:
    desk = Desk.open(url, agent="ann")
    ids = {int(str(row[0])) for row in desk.session.database.all("SELECT id FROM journal")}
    desk.close()
    return ids


def test_a_backup_is_told_in_a_sentence_and_in_json(url: str, tmp_path: Path) -> None:
    casedesk("new", "case", "--set", "short_description=x")
    said = casedesk("db", "backup", str(tmp_path / "one.db"))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{tmp_path / 'one.db'} holds 1 cases, 0 orders, 1 journal entries, ")
    told = casedesk("db", "backup", str(tmp_path / "two.db"), "--format", "json").json()
    assert isinstance(told, dict)
    assert (told["ok"], told["cases"], told["file"]) == (True, 1, str(tmp_path / "two.db"))
    again = casedesk("db", "backup", str(tmp_path / "two.db"), "--format", "json")
    assert again.code == 7
    assert isinstance(refused := again.json(), dict)
    assert (refused["ok"], refused["error"]) == (False, "invalid")
    assert url


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("words", [["backup"], ["check", "x.db"], ["backup", "a.db", "b.db"]], ids=" ".join)
def test_a_file_is_named_for_a_backup_and_for_nothing_else(words: list[str]) -> None:
    said = casedesk("db", *words)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)


def test_on_a_terminal_it_says_how_far_it_is(large: str, tmp_path: Path, terminal: StartTerminal) -> None:
    run = terminal("--db", large, "db", "backup", str(tmp_path / "copy.db"), size=(200, 24))
    assert run.wait_exit() == 0
    assert b"pages copied" in run.raw
    assert b"now checking the copy" in run.raw
    assert "1,000 cases" in run.text
    assert "pages copied" not in run.text


#: A backup that says when it is under way, and then goes on no further.
HELD = """
import signal, sys
import tui.verbs.db as db
from tui.cli import main
def hold(done, pages):
    print("under way", flush=True)
    signal.pause()
db.show_progress = hold
sys.stderr.isatty = lambda: True
sys.exit(main(["db", "backup", sys.argv[1]]))
"""


@pytest.fixture
def under_way(url: str, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    (tmp_path / "kept").mkdir()
    command = [sys.executable, "-c", HELD, str(tmp_path / "kept" / "copy.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"under way\n"
        assert any((tmp_path / "kept").iterdir())
        yield process
        process.kill()
    assert url


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_told_to_end_it_leaves_nothing_behind(
    under_way: subprocess.Popen[bytes], tmp_path: Path, name: str, code: int
) -> None:
    under_way.send_signal(getattr(signal, name))
    assert under_way.wait() == code
    assert not any((tmp_path / "kept").iterdir())
