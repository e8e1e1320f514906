"""Over SSH nothing of a client's environment reaches the program, and no key leads out of it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.ssh import Host
from tests.rig.terminal import StartTerminal
from tui.verbs.keys import PASSED, authorized_line

HOSTILE = {
    "CASEDESK_AGENT": "mia",
    "CASEDESK_DB": "sqlite:////nowhere/elsewhere.db",
    "PYTHONSTARTUP": "/nowhere/evil.py",
    "PYTHONINSPECT": "1",
    "PYTHONPATH": "/nowhere/evil",
    "PYTHONHOME": "/nowhere/evil",
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_DRIVER": "nowhere:Evil",
    "TEXTUAL_PRESS": "q",
    "LD_PRELOAD": "/nowhere/casedesk-no-such-library.so",
    "LD_LIBRARY_PATH": "/nowhere",
    "BASH_ENV": "/nowhere/evil",
    "XDG_CONFIG_HOME": "/nowhere",
    "SSLKEYLOGFILE": "/nowhere/evil",
}
#: Asks the host for all of it, by both ways that a client has.
SENT = (
    "-oSetEnv=" + " ".join(f"{name}={value}" for name, value in HOSTILE.items()),
    "-oSendEnv=CASEDESK_* TEXTUAL* PYTHON* LD_* EVIL",
)


def programs(folder: Path) -> list[Path]:
    """The processes that the door of this folder's desk has become, by the words that they run with."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if (
            words[0] == sys.executable.encode()
            and b"door" in words
            and str(folder).encode() in b" ".join(words)
        ):
            found.append(process)
    return found


def environment(process: Path) -> dict[str, str]:
    """What a process was started with."""
    pairs = (process / "environ").read_bytes().decode().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if pair)


def test_the_program_gets_none_of_what_a_client_sends(any_host: Host, terminal: StartTerminal) -> None:
    words = any_host.command("ann", "-tt", *SENT)
    console = terminal(command=words, env={"EVIL": "nowhere", "CASEDESK_FORMAT": "nowhere"})
    console.wait_for("ann", "Two short")
    [program] = programs(any_host.folder)
    got = environment(program)
    assert set(got) == {*PASSED, "PATH", "HOME"}
    assert got["TERM"] == "xterm-256color"
    assert (got["HOME"], got["SSH_ORIGINAL_COMMAND"]) == (any_host.home, "")
    assert not any(evil in value for value in got.values() for evil in ("nowhere", "mia", "devtools"))
    console.press("q")
    assert console.wait_exit() == 0
    assert b"preload" not in console.raw


def test_a_host_as_told_sets_none_of_it_for_the_login_shell(told_host: Host) -> None:
    """A library that is loaded into everything would be loaded into the shell that starts the door."""
    done = told_host.ssh("ann", *SENT, "list cases --format json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["number"] for row in json.loads(done.stdout)] == ["ORDCS0001001"]


def test_the_line_of_a_key_lets_nothing_of_an_environment_pass(told_host: Host) -> None:
    line = authorized_line(told_host.url, "SHA256:x", "ssh-ed25519 AAAA")
    command = line.split('command="')[1].split('" ssh-ed25519')[0].replace('\\"', '"')
    before, interpreter, after = command.partition(sys.executable)
    assert (before[:9], interpreter, after[:8]) == ("exec /usr", sys.executable, " -I -m t")
    world = {**HOSTILE, "TERM": "xterm"}
    del world["LD_PRELOAD"]
    told = subprocess.run(
        ["/bin/sh", "-c", f"{before} /usr/bin/env"], env=world, capture_output=True, text=True, check=True
    )
    names = {line.partition("=")[0] for line in told.stdout.splitlines()}
    assert names == {*PASSED, "PATH", "HOME"}
    assert "TERM=xterm" in told.stdout.splitlines()


@pytest.mark.parametrize("url", ['sqlite:////srv/it\'s "here" $(id)/desk.db', "sqlite:///desk.db"])
def test_the_line_of_a_key_names_the_database_whatever_its_path(url: str) -> None:
    line = authorized_line(url, "SHA256:x", "ssh-ed25519 AAAA")
    command = line.split('command="')[1].split('" ssh-ed25519')[0].replace('\\"', '"')
    words = shlex.split(command)
    assert words[words.index("--db") + 1] == f"sqlite:///{Path(url.removeprefix('sqlite:///')).absolute()}"
    assert words[-2:] == ["door", "SHA256:x"]


def test_the_console_keeps_its_terminal_at_every_key(any_host: Host, terminal: StartTerminal) -> None:
    console = terminal(command=any_host.command("ann", "-tt"))
    console.wait_for("ann", "Two short")
    [program] = programs(any_host.folder)
    for key in ("\x1a", "\x1c", "\x1f", "ctrl+s", "ctrl+c"):
        console.press(key)
    console.wait_for("Press q to leave the console.", "Two short")
    assert programs(any_host.folder) == [program]
    assert state(program) in "RS"
    console.press("q")
    assert console.wait_exit() == 0
    for word in (b"uid=", b"$ ", b"core dumped", b"Stopped", b"Traceback"):
        assert word not in console.raw
    assert [path.name for path in any_host.folder.iterdir() if path.name.startswith("core")] == []


def test_a_verb_neither_stops_nor_breaks_at_a_key(any_host: Host, terminal: StartTerminal) -> None:
    verb = terminal(command=any_host.command("ann", "-tt", "apply -"))
    verb.press(json.dumps({"op": "show", "record": "ORDCS0009999"}), "\r")
    verb.wait_for('"error": "unknown"')
    [program] = programs(any_host.folder)
    verb.press("\x1a", "\x1c", json.dumps({"op": "sow"}), "\r")
    verb.wait_for('"error": "invalid"')
    assert (programs(any_host.folder), state(program) in "RS") == ([program], True)
    verb.press("\x04")
    assert verb.wait_exit() == 1


def state(process: Path) -> str:
    """What a process does: R it runs, S it sleeps, T it is stopped."""
    return (process / "stat").read_text().rpartition(")")[2].split()[0]
