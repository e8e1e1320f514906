"""The door on a real sshd: the key says who acts, closed verbs run, and all else gets nobody anything."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Desk, Operations
from tests.rig.ssh import Host, client, make_key, running, target
from tests.rig.terminal import StartTerminal
from tui.verbs.keys import PASSED, authorized_line

HOSTILE = {
    "CASEDESK_AGENT": "mia",
    "CASEDESK_DB": "sqlite:///elsewhere.db",
    "PYTHONSTARTUP": "/nowhere/evil.py",
    "PYTHONINSPECT": "1",
    "PYTHONPATH": "/nowhere/evil",
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_PRESS": "q",
    "LD_PRELOAD": "/nowhere/casedesk-no-such-library.so",
}
#: Asks the host for all of it; the client runs in an environment of its own.
SENT = "-oSetEnv=" + " ".join(f"{name}={value}" for name, value in HOSTILE.items())


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host with a desk of three agents, two of them with keys, and a case."""
    folder = tmp_path_factory.mktemp("host")
    desk = Desk.open(f"sqlite:///{folder / 'desk.db'}", agent="mia")
    for name, role in (("mia", "admin"), ("ann", "agent"), ("bob", "viewer")):
        desk.put("agent", {"name": name, "role": role})
    for name in ("ann", "bob"):
        desk.keys.add(name, make_key(folder, name))
    make_key(folder, "stranger")
    desk.new_case({"short_description": "Two short"})
    desk.close()
    with running(folder) as listening:
        yield listening


def written_by(host: Host) -> tuple[str, int]:
    """Who wrote last, and how much is written."""
    desk = Desk.open(host.url, agent="mia")
    newest = desk.journal(limit=1)[0]
    desk.close()
    return newest.agent, newest.id


def test_the_key_says_who_acts_whatever_the_command_and_the_environment_say(host: Host) -> None:
    done = host.ssh("ann", SENT, "note ORDCS0001001 called --format json")
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True), done.stderr
    assert "preload" not in done.stderr
    assert written_by(host)[0] == "ann"
    before = written_by(host)
    for command in ("casedesk --agent mia note 1001 hello", "note 1001 hello --agent=mia"):
        refused = host.ssh("ann", command)
        assert refused.returncode == 2
        assert "Over SSH you are ann" in refused.stderr
    operation = {"op": "note", "record": "ORDCS0001001", "text": "called", "agent": "mia"}
    answer = host.ssh("ann", "apply -", stdin=json.dumps(operation))
    assert (answer.returncode, json.loads(answer.stdout)["error"]) == (1, "refused")
    viewer = host.ssh("bob", "note 1001 hello")
    assert (viewer.returncode, "bob is viewer" in viewer.stderr) == (3, True)
    assert written_by(host) == before
    assert not (Path.home() / "elsewhere.db").exists()


def test_scripts_work_over_ssh(host: Host) -> None:
    listed = host.ssh("bob", "casedesk list cases --where 'state:draft' --format json")
    assert [row["number"] for row in json.loads(listed.stdout)] == ["ORDCS0001001"]
    made = {"op": "new", "kind": "case", "fields": {"short_description": "Wrong colour"}}
    answers = host.ssh("ann", "apply -", stdin=f"{json.dumps(made)}\n{json.dumps(made)}\n").stdout
    assert [json.loads(line)["ok"] for line in answers.splitlines()] == [True, True]
    assert "Two short" in host.ssh("ann", "export cases").stdout
    assert host.ssh("ann", "import cases -", stdin="number,short_description\n").returncode in (0, 7)
    assert host.ssh("ann", "show --help").stdout.startswith("usage: casedesk show")


@pytest.mark.parametrize(
    "command",
    [
        "sh",
        "/bin/sh -c id",
        "list cases; id",
        "$(id)",
        "`id`",
        "internal-sftp",
        "scp -f /etc/passwd",
        "demo --keep stolen.db",
        "db backup stolen.db",
        "db info",
        "paths",
        "doctor",
        "keys list",
        "door SHA256:x",
        "casedesk --db sqlite:///stolen.db list cases",
        "list cases --db=sqlite:///stolen.db",
        "export cases --to stolen.csv",
        "import cases /etc/passwd",
        "import cases ''",
        "import cases - --map /etc/passwd",
        "apply /etc/passwd",
        "rules load /etc/passwd",
        "rules check /etc/passwd",
        "casedesk --version",
        "list 'cases",
        "\x1b]0;stolen\x07",
    ],
)
def test_what_is_not_on_the_closed_list_does_not_run(command: str, host: Host) -> None:
    before = written_by(host), sorted(path.name for path in host.folder.iterdir())
    refused = host.ssh("ann", command)
    assert refused.returncode == 2, refused
    assert len(refused.stderr.splitlines()) == 1
    assert (refused.stdout, "\x1b" in refused.stderr) == ("", False)
    assert not any(word in refused.stderr for word in ("uid=", "root:", "Traceback"))
    assert before == (written_by(host), sorted(path.name for path in host.folder.iterdir()))
    assert not (Path.home() / "stolen.db").exists()


def test_files_are_neither_fetched_nor_brought(host: Host, tmp_path: Path) -> None:
    options = host.options("ann")
    for program in (["scp"], ["scp", "-O"]):
        assert client([*program, *options, f"{target()}:/etc/passwd", str(tmp_path / "got")]).returncode
        assert client([*program, *options, str(host.config), f"{target()}:brought"]).returncode
    assert client(["sftp", *options, "-b", "-", target()], "get /etc/passwd\n").returncode
    assert not (tmp_path / "got").exists()
    assert not (Path.home() / "brought").exists()


def test_no_port_is_forwarded_either_way(host: Host) -> None:
    for option in (f"-L0:127.0.0.1:{host.port}", "-R0:127.0.0.1:9", "-D0"):
        held = host.ssh("ann", "-oExitOnForwardFailure=yes", option, "list agents")
        if option.startswith("-R"):
            assert held.returncode == 255, held
    through = client([*host.command("ann")[:-1], "-W", f"127.0.0.1:{host.port}", target()])
    assert (through.returncode != 0, "SSH-2.0" in through.stdout) == (True, False)


def test_the_line_of_a_key_is_enough_to_shut_forwarding(host: Host, tmp_path: Path) -> None:
    """A host whose administrator left out what `doctor --ssh` looks for."""
    shutil.copy(host.folder / "ann", tmp_path)
    with running(tmp_path, desk=host.folder, only=("Match", "AuthorizedKeys")) as lax:
        assert lax.ssh("ann", "list agents").returncode == 0
        refused = lax.ssh("ann", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:9", "list agents")
        assert refused.returncode == 255, refused
        through = client([*lax.command("ann")[:-1], "-W", f"127.0.0.1:{lax.port}", target()])
        assert (through.returncode != 0, "SSH-2.0" in through.stdout) == (True, False)


def test_nothing_of_a_hostile_environment_reaches_the_door(host: Host) -> None:
    line = authorized_line(host.url, "SHA256:x", "ssh-ed25519 AAAA")
    command = line.split('command="')[1].split('" ssh-ed25519')[0].replace('\\"', '"')
    before, interpreter, after = command.partition(sys.executable)
    assert (before[:9], interpreter, after[:8]) == ("exec /usr", sys.executable, " -I -m t")
    world = {**HOSTILE, "TERM": "xterm", "BASH_ENV": "/nowhere/evil", "XDG_DATA_HOME": "/nowhere"}
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


def test_without_a_terminal_the_console_is_refused_with_a_sentence(host: Host) -> None:
    refused = host.ssh("ann")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The console needs a terminal" in refused.stderr


def test_the_console_opens_in_the_name_of_the_key_and_keeps_every_key(
    host: Host, terminal: StartTerminal
) -> None:
    console = terminal(command=host.command("ann", "-tt", SENT))
    console.wait_for("ann", "Two short")
    for key in ("\x1a", "\x1c", "ctrl+c"):
        console.press(key)
    console.wait_for("Press q to leave the console.", "Two short")
    console.press("q")
    assert console.wait_exit() == 0
    assert b"uid=" not in console.raw


def test_nobody_comes_in_without_a_key_of_the_desk(host: Host) -> None:
    assert host.ssh("stranger", "list cases").returncode == 255


def test_a_revoked_key_is_refused_at_once(host: Host) -> None:
    desk = Desk.open(host.url, agent="mia")
    desk.keys.add("ann", make_key(host.folder, "lost"))
    assert host.ssh("lost", "list cases").returncode == 0
    told = subprocess.run(
        ["ssh-keygen", "-lf", host.folder / "lost.pub"], capture_output=True, text=True, check=True
    )
    control = f"-oControlPath={host.folder / 'shared'}"
    # A connection that is open already asks the door again for each session.
    master = host.ssh("lost", control, "-oControlMaster=auto", "-oControlPersist=30", "list cases")
    assert master.returncode == 0
    desk.keys.revoke(told.stdout.split()[1])
    assert host.ssh("lost", "list cases").returncode == 255
    again = host.ssh("lost", control, "list cases")
    assert (again.returncode, "was revoked" in again.stderr) == (3, True)
    client(["ssh", control, "-O", "exit", target()])
    assert host.ssh("ann", "list cases").returncode == 0
    assert Operations(desk).run({"op": "show", "record": "ORDCS0001001"})["ok"]
    desk.close()
