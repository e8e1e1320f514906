"""erase: what it asks, what it says, and that an import brings nobody back."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from models import Desk
from tests.models.desk.erasing.two_customers import HIS, work
from tests.tui.command_line import casedesk

WHO = f"customer:{HIS}@example.org"
TAKES = (
    f"{WHO} (Mr {HIS}) {{}} name and words in 1 case (ORDCS0001001), 1 order (SO0001001), "
    "3 contacts and accounts, "
)


@pytest.fixture
def worked(url: str) -> Path:
    desk = Desk.open(url, agent="ann")
    work(desk, HIS)
    desk.close()
    return Path(url.removeprefix("sqlite:///"))


def all_bytes(file: Path) -> bytes:
    return b"".join(each.read_bytes() for each in file.parent.glob("desk.db*")).lower()


def test_a_dry_run_says_what_would_go(worked: Path) -> None:
    said = casedesk("erase", WHO, "--dry-run")
    assert said.code == 0
    assert said.out.startswith(TAKES.format("would lose"))
    answer = casedesk("erase", WHO, "--dry-run", "--format", "json").json()
    assert isinstance(answer, dict)
    assert (answer["cases"], answer["orders"], answer["journal"]) == (["ORDCS0001001"], ["SO0001001"], None)
    assert HIS.encode() in worked.read_bytes()


def test_with_yes_he_goes_and_so_does_what_the_file_held_of_him(worked: Path) -> None:
    said = casedesk("erase", WHO, "--yes")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(TAKES.format("has lost"))
    assert b"sqlite" in all_bytes(worked)
    assert HIS.encode() not in all_bytes(worked)
    assert casedesk("journal", "verify").code == casedesk("db", "check").code == 0
    assert casedesk("erase", WHO, "--yes").err.startswith("There is no customer")


@pytest.mark.parametrize(
    ("answer", "code", "said"), [("y", 1, "Nothing was erased."), ("yes", 0, "has lost")]
)
def test_on_a_terminal_it_asks_and_only_the_whole_word_is_a_yes(
    worked: Path, answer: str, code: int, said: str
) -> None:
    words = ["-m", "tui", "--db", f"sqlite:///{worked}", "--agent", "ann", "erase", WHO]
    terminal = pexpect.spawn(sys.executable, words, timeout=20, dimensions=(24, 400), encoding="utf-8")
    terminal.expect_exact("It can't be taken back. Erase? (yes/no) ")
    terminal.sendline(answer)
    terminal.expect_exact(said)
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == code
    assert casedesk("erase", WHO, "--dry-run").code == 1 - code


@pytest.mark.usefixtures("worked")
def test_without_a_terminal_it_asks_for_yes_and_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    said = casedesk("erase", WHO)
    assert (said.code, "no terminal to ask on" in said.err) == (2, True)
    assert casedesk("erase", WHO, "--dry-run").code == 0
    assert casedesk("erase").code == casedesk("erase", WHO, "--clean").code == 2


def test_where_the_file_can_not_be_cleaned_at_once_that_is_said_and_can_be_done_later(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0.1)
    reader = Desk.open(f"sqlite:///{worked}", agent="bob")
    with reader.session.database.read():
        assert reader.page().rows
        said = casedesk("erase", WHO, "--yes")
        assert (said.code, "run `casedesk erase --clean` then" in said.err) == (5, True)
        assert HIS.encode() in all_bytes(worked)
    reader.close()
    assert casedesk("erase", "--clean").out == "The file holds nothing but what its rows hold.\n"
    assert HIS.encode() not in all_bytes(worked)


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("kind", ["cases", "orders"])
def test_an_import_of_the_same_file_brings_nobody_back(kind: str, tmp_path: Path) -> None:
    files = {
        "cases": "number,state,short_description,consumer\nCS1,New,a text of quagga,Mr quagga\n",
        "orders": "number,ou,customer,product,quantity,unit_price\nA1,S1,quagga,P1,1,2.00\n",
    }
    file = tmp_path / "in.csv"
    file.write_text(files[kind], encoding="utf-8")
    assert casedesk("import", kind, str(file)).code == 0
    assert casedesk("erase", "Mr quagga" if kind == "cases" else "quagga", "--yes").code == 0
    said = casedesk("import", kind, str(file))
    assert said.code == 0
    assert "is of a customer who was erased; it is left" in said.err
    told = casedesk("export", kind).out
    assert told.count("\n") == 2
    assert "quagga" not in told
