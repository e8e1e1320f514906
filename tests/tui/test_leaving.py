"""Leaving, in real terminals: the console ends, with its exit code, and leaves nothing behind it."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from models import Desk, Unavailable
from tests.rig.terminal import ROOT, StartTerminal, Terminal
from tests.tui.desks import filled_desk
from tui import leaving, paths
from tui.leaving import Leaving

DEADLINE_SECONDS = 30.0
CPU_SECONDS = 3.0
#: What a console turns on in a terminal, and what turns it off again.
MODES = {b"\x1b[?1049h": b"\x1b[?1049l", b"\x1b[?25l": b"\x1b[?25h", b"\x1b[?2004h": b"\x1b[?2004l"}
MODES |= {b"\x1b[?%dh" % number: b"\x1b[?%dl" % number for number in (1000, 1003, 1006, 1004)}
#: Starts the console in a session without a terminal of its own, so that a hang-up sends it no signal.
DETACHED = """
import os, pathlib, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
if not (child := os.fork()):
    os.setsid()
    os.execv(sys.executable, [sys.executable, "-m", "tui", *sys.argv[2:]])
status = os.waitpid(child, 0)[1]
pathlib.Path(sys.argv[1]).write_text(str(os.waitstatus_to_exitcode(status)))
"""
#: The console with a question under way that takes longer than anybody waits.
STUCK = """
import sys, time
from tui import app, leaving
leaving.GRACE_SECONDS = 0.5
mount = app.CasedeskApp.on_mount
def stuck(self):
    mount(self)
    self.run_worker(self.bench.work.call(lambda desk: time.sleep(600)))
app.CasedeskApp.on_mount = stuck
sys.exit(app.run(sys.argv[1], "ann"))
"""
FAULTY = """
import sys
from tui import app
def fail(self):
    secret = "0049 170 1234567"
    raise ZeroDivisionError(f"the customer wrote {secret}")
app.CasedeskApp.action_desk_help = fail
sys.exit(app.run(sys.argv[1], "ann"))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A filled desk, closed."""
    desk = filled_desk(tmp_path)
    desk.close()
    return f"sqlite:///{tmp_path / 'desk.db'}"


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def session_of(leader: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.append(int(folder.name))
    return found


def opened(terminal: StartTerminal, url: str, command: tuple[str, ...] = ()) -> Terminal:
    """The console on the desk, with its first picture drawn."""
    words = ("--db", url, "--agent", "ann")
    console = terminal(*words, command=command) if command else terminal(*words)
    console.wait_for("ORDCS0001013")
    return console


def assert_restored(console: Terminal, before: list[object]) -> None:
    """Every mode that was turned on was turned off after it, and the terminal's own settings are back."""
    sent = bytes(console.raw)
    for on, off in MODES.items():
        assert on in sent
        assert sent.rfind(off) > sent.rfind(on), f"{on!r} stays"
    assert console.attributes() == before


def assert_sound(url: str) -> None:
    """Nothing of a transaction is left half done, and nobody holds the desk."""
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        desk.note("ORDCS0001013", "still writable")
    assert desk.session.database.all("PRAGMA integrity_check(1)") == [("ok",)]
    desk.close()


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        (signal.SIGHUP, ""),
        (signal.SIGTERM, ""),
        (signal.SIGINT, ""),
        (signal.SIGTERM, "?"),
        (signal.SIGTERM, "+"),
    ],
    ids=["hup", "term", "int", "term-in-dialog", "term-in-form"],
)
def test_a_signal_ends_the_console_and_restores_the_terminal(
    terminal: StartTerminal, url: str, number: signal.Signals, keys: str
) -> None:
    starting = terminal(command=["sh", "-c", "echo here; read line"])
    starting.wait_for("here")
    before = starting.attributes()
    console = opened(terminal, url)
    assert console.attributes() != before
    if keys:
        console.press(keys)
        console.wait_for("Keys" if keys == "?" else "New case")
    os.kill(console.pid, number)
    console.wait_for_bytes(b"\x1b[?1004l")
    assert_restored(console, before)
    assert console.wait_exit(seconds=DEADLINE_SECONDS) == 128 + number
    assert b"Traceback" not in console.raw
    assert session_of(console.pid) == []
    assert_sound(url)


@pytest.mark.parametrize("keys", ["", "?", "+"], ids=["list", "dialog", "form"])
def test_a_terminal_that_goes_away_ends_the_console_and_no_core_burns(
    terminal: StartTerminal, url: str, keys: str
) -> None:
    console = opened(terminal, url)
    if keys:
        console.press(keys)
        console.wait_for("Keys" if keys == "?" else "New case")
    before, taken = cpu_of(console.pid), resource.getrusage(resource.RUSAGE_CHILDREN)
    console.hang_up()
    assert console.reap(seconds=DEADLINE_SECONDS) == 128 + signal.SIGHUP
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime + ended.ru_stime - taken.ru_utime - taken.ru_stime - before < CPU_SECONDS
    assert session_of(console.pid) == []
    assert not paths.log_file().exists()
    assert_sound(url)


def test_started_where_hang_ups_are_ignored_it_still_leaves(terminal: StartTerminal, url: str) -> None:
    ignoring = ("sh", "-c", f'trap "" HUP; exec {sys.executable} -m tui "$@"', "sh")
    console = opened(terminal, url, ignoring)
    console.hang_up()
    assert console.reap(seconds=DEADLINE_SECONDS) == 128 + signal.SIGHUP


def test_a_terminal_that_goes_away_without_a_signal_ends_it_too(
    terminal: StartTerminal, url: str, tmp_path: Path
) -> None:
    told = tmp_path / "code"
    console = opened(terminal, url, (sys.executable, "-c", DETACHED, str(told)))
    console.hang_up()
    assert console.reap(seconds=DEADLINE_SECONDS) == 0
    assert int(told.read_text()) == 128 + signal.SIGHUP


def test_what_hangs_is_ended_when_the_grace_is_over(terminal: StartTerminal, url: str) -> None:
    console = terminal(url, command=[sys.executable, "-c", STUCK])
    console.wait_for("ORDCS0001013")
    os.kill(console.pid, signal.SIGTERM)
    assert console.wait_exit(seconds=DEADLINE_SECONDS) == 128 + signal.SIGTERM
    assert bytes(console.raw).endswith(leaving.PLAIN)
    assert_sound(url)


def test_a_crash_leaves_one_line_and_a_log_for_its_owner_alone(terminal: StartTerminal, url: str) -> None:
    log = paths.log_file()
    log.parent.mkdir(parents=True, mode=0o700)
    log.touch(mode=0o644)
    console = terminal(url, command=[sys.executable, "-c", FAULTY])
    console.wait_for("ORDCS0001013")
    console.press("?")
    assert console.wait_exit(seconds=DEADLINE_SECONDS) == 70
    after = bytes(console.raw).rsplit(b"\x1b[?1006l", 1)[1].decode()
    lines = [line for line in after.splitlines() if line.strip()]
    assert len(lines) == 1
    assert lines[0].startswith("casedesk stopped: incident ")
    number = lines[0].split("incident ")[1].split(";")[0]
    written = log.read_text(encoding="utf-8")
    assert f"incident {number}\nTraceback" in written
    assert "ZeroDivisionError" in written
    assert b"0049 170" not in console.raw
    assert "secret = '0049" not in written
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_folder_of_the_log_is_made_for_its_owner_alone(url: str) -> None:
    # A verb that fails itself: its room is missing what it calls.
    words = ["show", "1001", "--db", url]
    program = (
        "import sys; from tui.verbs import show; from tui.cli import main; "
        f"del show.run; sys.exit(main({words!r}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (70, "")
    assert ended.stderr.startswith("casedesk stopped: incident ")
    assert len(ended.stderr.splitlines()) == 1
    log = paths.log_file()
    assert "AttributeError" in log.read_text(encoding="utf-8")
    assert (stat.S_IMODE(log.stat().st_mode), stat.S_IMODE(log.parent.stat().st_mode)) == (0o600, 0o700)


def test_without_a_terminal_the_console_does_not_start(url: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tui", "--db", url],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert b"needs a terminal" in ended.stderr


def test_every_farewell_is_told_once_and_one_that_fails_keeps_no_other(url: str) -> None:
    desk, heard, farewells = Desk.open(url, agent="ann"), [], Leaving()

    def busy(_: Desk) -> None:
        raise Unavailable("The database is busy.")

    farewells.add(busy)
    farewells.add(lambda told: heard.append(told.me().name))
    assert farewells.tell(desk) == ["The database is busy."]
    assert farewells.tell(desk) == []
    assert heard == ["ann"]
    desk.close()


@pytest.mark.parametrize("way", ["hang-up", "term"])
def test_half_a_note_outlives_a_dropped_line_and_is_offered_again(
    terminal: StartTerminal, url: str, way: str
) -> None:
    console = opened(terminal, url)
    console.press("enter")
    console.wait_for("What you can do")
    console.press("n")
    console.wait_for("It stays inside")
    console.press("Zurück, „später“ 你好")
    console.wait_for("你")
    if way == "hang-up":
        console.hang_up()
        assert console.reap(seconds=DEADLINE_SECONDS) == 128 + signal.SIGHUP
    else:
        os.kill(console.pid, signal.SIGTERM)
        assert console.wait_exit(seconds=DEADLINE_SECONDS) == 128 + signal.SIGTERM
    again = opened(terminal, url)
    again.wait_for("1 draft is kept: Work note on ")
    again.press("enter")
    again.wait_for("What you can do")
    again.press("n")
    again.wait_for("Your draft is filled in", "später")
    again.press("ctrl+s")
    again.wait_gone("It stays inside")
    again.press("q")
    assert again.wait_exit(seconds=DEADLINE_SECONDS) == 0
    desk = Desk.open(url, agent="ann")
    notes = desk.session.database.all("SELECT text FROM activity WHERE kind = 'work_note' LIMIT 10")
    assert ("Zurück, „später“ 你好",) in notes
    assert desk.drafts.all() == ()
    desk.close()
