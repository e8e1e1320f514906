"""journal verify and journal anchor: the words and the exit codes of the proof."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest

from models import BadFile, log_anchor, newest_anchor, read_anchors
from tests.models.test_proof import forge
from tests.tui.command_line import casedesk


@pytest.fixture
def worked(url: str) -> str:
    casedesk("new", "case", "--set", "short_description=Two short")
    casedesk("note", "ORDCS0001001", "called")
    return url


def test_a_whole_journal_is_said_to_be_with_its_head(worked: str) -> None:
    said = casedesk("journal", "verify")
    assert (said.code, said.out) == (0, f"2 entries, whole; head {newest_anchor(worked).hash}.\n")
    assert casedesk("journal", "verify", "--format", "json").json() == {
        "ok": True,
        "entries": 2,
        "head": newest_anchor(worked).hash,
        "anchors": 0,
        "fault": "",
    }


def test_an_entry_that_was_changed_is_named_and_the_exit_code_is_one(worked: str) -> None:
    forge(worked, "UPDATE journal SET agent = 'bob' WHERE id = 1")
    said = casedesk("journal", "verify")
    assert (said.code, said.err) == (1, "Entry 1 was changed after it was written.\n")
    answer = casedesk("journal", "verify", "--format", "json").json()
    assert isinstance(answer, dict)
    assert (answer["ok"], answer["fault"]) == (False, "Entry 1 was changed after it was written.")


@pytest.mark.usefixtures("url")
def test_an_empty_journal_has_nothing_to_prove_or_to_anchor() -> None:
    assert casedesk("list", "cases").code == 0
    assert casedesk("journal", "verify").out == "The journal holds nothing yet.\n"
    assert "nothing yet that could be anchored" in casedesk("journal", "anchor").err


def test_an_anchor_elsewhere_shows_a_chain_that_was_computed_anew(worked: str, tmp_path: Path) -> None:
    file = tmp_path / "anchors"
    assert casedesk("journal", "anchor", "--to", str(file)).out == f"Entry 2 is anchored in {file}.\n"
    casedesk("note", "ORDCS0001001", "called again")
    casedesk("journal", "anchor", "--to", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.entry for each in read_anchors(file)] == [2, 3]
    said = casedesk("journal", "verify", "--anchor", str(file))
    assert said.out == f"3 entries, whole as 2 anchors have it; head {newest_anchor(worked).hash}.\n"
    forge(worked, "UPDATE journal SET agent = 'bob' WHERE id = 1", anew=True)
    assert casedesk("journal", "verify").code == 0
    said = casedesk("journal", "verify", "--anchor", str(file))
    assert said.code == 1
    assert said.err.startswith("Entry 2 is not the one that was anchored at 20")


def test_an_anchor_is_printed_without_a_place_and_read_from_any_log(worked: str, tmp_path: Path) -> None:
    line = casedesk("journal", "anchor").out
    file = tmp_path / "syslog"
    file.write_text(f"Mar  1 09:00:00 host something else\nMar  1 09:00:01 host {line}", encoding="utf-8")
    [anchor] = read_anchors(file)
    assert anchor._replace(at="") == newest_anchor(worked)._replace(at="")
    assert casedesk("journal", "verify", "--anchor", str(file)).code == 0


def test_an_anchor_goes_to_the_systems_log(worked: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    anchor = newest_anchor(worked)
    with pytest.raises(BadFile, match=r"No system log listens at .*; name a file instead"):
        log_anchor(anchor, (log,))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(log))
        log_anchor(anchor, (tmp_path / "none", log))
        assert listening.recv(1000).decode() == f"<13>{anchor.line()}"


def test_a_file_that_can_hold_no_anchor_is_one_sentence(worked: str, tmp_path: Path) -> None:
    own = worked.removeprefix("sqlite:///")
    for words, said in (
        (["anchor", "--to", own], "is a file of the database itself; name one elsewhere."),
        (["anchor", "--to", f"{own}-wal"], "is a file of the database itself; name one elsewhere."),
        (["anchor", "--to", str(tmp_path)], "can't be written: Is a directory; name another file."),
        (["verify", "--anchor", str(tmp_path / "none")], "can't be read: No such file"),
        (["verify", "--anchor", own], "holds no anchor; name the file"),
    ):
        answer = casedesk("journal", *words)
        assert (answer.code, said in answer.err) == (7, True), answer.err
    assert casedesk("journal", "verify").code == 0


@pytest.mark.usefixtures("worked")
def test_options_stand_where_they_mean_something() -> None:
    for words in (
        ["anchor", "--anchor", "x"],
        ["verify", "--to", "x"],
        ["--to", "x"],
        ["1001", "--anchor", "x"],
    ):
        assert casedesk("journal", *words).code == 2
