"""The door on a real sshd: the key says who acts, closed verbs run, and all else gets nobody anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import Desk
from tests.rig.ssh import Host

#: Whoever came by this would be the admin.
AS_ADMIN = "-oSetEnv=CASEDESK_AGENT=mia"


def written_by(host: Host) -> tuple[str, int]:
    """Who wrote last, and how much is written."""
    desk = Desk.open(host.url, agent="mia")
    newest = desk.journal(limit=1)[0]
    desk.close()
    return newest.agent, newest.id


def files_of(host: Host) -> list[Path]:
    """What is in the host's folder, in the home of its account, and in the one of the test."""
    return sorted(path for place in (host.folder, Path(host.home), Path.home()) for path in place.iterdir())


def test_the_key_says_who_acts_whatever_the_command_and_the_environment_say(told_host: Host) -> None:
    done = told_host.ssh("ann", AS_ADMIN, "note ORDCS0001001 called --format json")
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True), done.stderr
    assert written_by(told_host)[0] == "ann"
    before = written_by(told_host)
    for command in ("casedesk --agent mia note 1001 hello", "note 1001 hello --agent=mia"):
        refused = told_host.ssh("ann", command)
        assert refused.returncode == 2
        assert "Over SSH you are ann" in refused.stderr
    operation = {"op": "note", "record": "ORDCS0001001", "text": "called", "agent": "mia"}
    answer = told_host.ssh("ann", "apply -", stdin=json.dumps(operation))
    assert (answer.returncode, json.loads(answer.stdout)["error"]) == (1, "refused")
    viewer = told_host.ssh("bob", "note 1001 hello")
    assert (viewer.returncode, "bob is viewer" in viewer.stderr) == (3, True)
    assert written_by(told_host) == before


def test_scripts_work_over_ssh(told_host: Host) -> None:
    listed = told_host.ssh("bob", "casedesk list cases --where 'state:draft' --format json")
    assert [row["number"] for row in json.loads(listed.stdout)] == ["ORDCS0001001"]
    made = {"op": "new", "kind": "case", "fields": {"short_description": "Wrong colour"}}
    answers = told_host.ssh("ann", "apply -", stdin=f"{json.dumps(made)}\n{json.dumps(made)}\n").stdout
    assert [json.loads(line)["ok"] for line in answers.splitlines()] == [True, True]
    assert "Two short" in told_host.ssh("ann", "export cases").stdout
    assert told_host.ssh("ann", "import cases -", stdin="number,short_description\n").returncode in (0, 7)
    assert told_host.ssh("bob", "journal verify").stdout.startswith("9 entries, whole; head ")
    anchored = told_host.ssh("bob", "journal anchor").stdout
    assert anchored.startswith("casedesk anchor at=")
    assert told_host.ssh("ann", "show --help").stdout.startswith("usage: casedesk show")


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
        "journal anchor --to stolen",
        "journal anchor --to /dev/stdout",
        "journal anchor --to=syslog",
        "journal verify --anchor /etc/passwd",
        "journal verify --anchor=/etc/passwd",
        "erase --clean",
        "casedesk --version",
        "list 'cases",
        "\x1b]0;stolen\x07",
    ],
)
def test_what_is_not_on_the_closed_list_does_not_run(command: str, told_host: Host) -> None:
    before = written_by(told_host), files_of(told_host)
    refused = told_host.ssh("ann", command)
    assert refused.returncode == 2, refused
    assert len(refused.stderr.splitlines()) == 1
    assert (refused.stdout, "\x1b" in refused.stderr) == ("", False)
    assert not any(word in refused.stderr for word in ("uid=", "root:", "Traceback"))
    assert before == (written_by(told_host), files_of(told_host))


def test_without_a_terminal_the_console_is_refused_with_a_sentence(told_host: Host) -> None:
    refused = told_host.ssh("ann")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The console needs a terminal" in refused.stderr


def test_nobody_comes_in_without_a_key_of_the_desk(told_host: Host) -> None:
    assert told_host.ssh("stranger", "list cases").returncode == 255
