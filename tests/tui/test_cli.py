from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models import Desk
from tests.tui.command_line import casedesk, new_desk
from tui.verbs import VERBS, console_options
from tui.verbs.parser import parse

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "tui"]


@pytest.fixture(autouse=True)
def _excepthook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line sets its own; pytest gets its back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CASEDESK_AGENT", "ann")
    return new_desk(tmp_path)


def start(*words: str, **pipes: int) -> subprocess.Popen[bytes]:
    """A process of its own, for what only a process has: pipes, signals, a terminal."""
    return subprocess.Popen([*COMMAND, *words], cwd=ROOT, env=dict(os.environ), **pipes)  # type: ignore[call-overload,no-any-return]  # pipes are stdin, stdout, stderr


def test_the_help_names_every_verb_with_what_it_does() -> None:
    said = casedesk("--help")
    assert said.code == 0
    for verb in VERBS:
        assert f"    {verb.name} " in said.out
        assert verb.help.split(",")[0] in " ".join(said.out.split())


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_the_help_of_every_verb_has_examples_that_parse(verb: str) -> None:
    said = casedesk(verb, "--help")
    assert said.code == 0
    examples = said.out.split("examples:")[1].replace("\\\n", " ").strip().splitlines()
    assert examples
    for example in examples:
        # What the shell does with standard input and output is no word of the command.
        command = re.split(r" [<>] ", example.split(" | ")[-1])[0]
        program, *words = shlex.split(command)
        assert program == "casedesk"
        assert parse(words).verb == verb


def test_the_version_is_one_line() -> None:
    said = casedesk("--version")
    assert said.code == 0
    assert said.out.startswith("casedesk ")
    assert len(said.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        (["lst"], "list"),
        (["list", "case"], "cases"),
        (["list", "cases", "--wher", "x"], "--where"),
        (["--format", "jason", "list", "cases"], "json"),
        (["rules", "shw"], "show"),
        (["new", "cas"], "case"),
        (["--agnt", "ann", "list", "cases"], "--agent"),
    ],
    ids=" ".join,
)
def test_a_word_that_is_not_known_is_answered_with_its_nearest_neighbour(
    words: list[str], suggested: str
) -> None:
    said = casedesk(*words)
    assert said.code == 2
    assert said.out == ""
    assert f"did you mean '{suggested}'?" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["do", "submit"],
        ["show"],
        ["list"],
        ["list", "cases", "--limit", "0"],
        ["do", "submit", "1", "--if-version", "x"],
    ],
    ids=" ".join,
)
def test_usage_errors_are_one_sentence_and_exit_with_two(words: list[str]) -> None:
    said = casedesk(*words)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert said.err.strip().endswith(f"see `casedesk {words[0]} --help`.")


def test_an_error_is_an_object_where_json_is_asked_for(url: str) -> None:
    for words in (["--format", "json", "shw"], ["--format=json", "show", "9999", "--db", url]):
        said = casedesk(*words)
        answer = json.loads(said.err)
        assert answer["ok"] is False
        assert answer["error"] in ("invalid", "unknown")
        assert answer["message"]


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_global_options_stand_before_or_after_the_verb(url: str, form: str) -> None:
    before = casedesk("--db", url, "--agent", "bob", "--format", form, "list", "statuses")
    after = casedesk("list", "statuses", "--format", form, "--agent", "bob", "--db", url)
    between = casedesk("--format", form, "list", "--db", url, "statuses", "--agent=bob")
    assert before == after == between
    assert before.code == 0


def test_the_option_wins_over_the_environment_and_that_over_the_login_name(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_by(*words: str) -> object:
        record = casedesk(
            "new", "case", "--set", "short_description=x", "--db", url, "--format", "json", *words
        ).json()
        assert isinstance(record, dict)
        shown = casedesk("show", str(record["record"]), "--db", url, "--format", "json").json()
        assert isinstance(shown, dict)
        return shown["record"]["opened_by"]

    assert made_by("--agent", "bob") == "bob"
    assert made_by() == "ann"
    monkeypatch.delenv("CASEDESK_AGENT")
    monkeypatch.setenv("LOGNAME", "eve")
    assert made_by() == "eve"


def test_a_missing_database_is_made_with_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "some" / "where" / "desk.db"
    monkeypatch.setenv("CASEDESK_DB", f"sqlite:///{file}")
    assert casedesk("list", "cases").code == 0
    assert file.exists()


@pytest.mark.parametrize("database", ["mysql://x", "desk.db", "sqlite:///"], ids=str)
def test_what_names_no_database_is_a_usage_error(database: str) -> None:
    said = casedesk("list", "cases", "--db", database)
    assert said.code == 2
    assert "sqlite:///" in said.err


def test_a_file_that_is_no_database_can_not_be_reached(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to be taken for one by nobody\n" * 40)
    said = casedesk("list", "cases", "--db", f"sqlite:///{file}")
    assert said.code == 5
    assert str(file) in said.err
    assert file.read_text().startswith("not a database")


def rename_newest_migration(url: str) -> None:
    """Leave the traces of a migration that this casedesk doesn't know, in place of its own."""
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        newest = "(SELECT MAX(name) FROM migration_history)"
        desk.session.database.run(f"UPDATE migration_history SET name = '9999_later' WHERE name = {newest}")
    desk.close()


def test_a_database_of_a_newer_casedesk_is_left_alone(url: str) -> None:
    rename_newest_migration(url)
    assert casedesk("list", "cases", "--db", url).code == 6
    assert casedesk("db", "migrate", "--db", url).code == 6
    told = casedesk("db", "info", "--db", url)
    assert told.code == 0
    assert "newer casedesk" in told.out


def test_a_database_without_the_newest_schema_says_which_command_brings_it_there(url: str) -> None:
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        desk.session.database.run(
            "DELETE FROM migration_history WHERE name = (SELECT MAX(name) FROM migration_history)"
        )
    desk.close()
    said = casedesk("show", "1001", "--db", url)
    assert said.code == 6
    assert "`casedesk db migrate`" in said.err


def test_a_busy_database_is_unavailable(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0)
    holder = Desk.open(url, agent="bob")
    with holder.transaction():
        said = casedesk("new", "case", "--set", "short_description=x", "--db", url)
        assert casedesk("list", "cases", "--db", url).code == 0
    holder.close()
    assert said.code == 5
    assert "busy" in said.err


def test_an_argument_that_is_no_utf_8_is_refused(url: str) -> None:
    said = casedesk("note", "1001", "caf\udce9", "--db", url)
    assert said.code == 2
    assert "UTF-8" in said.err


def test_without_a_terminal_the_console_says_so_and_does_not_start() -> None:
    process = start(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert len(err.splitlines()) == 1
    assert b"needs a terminal" in err


def test_a_reader_that_goes_away_early_is_no_error(url: str) -> None:
    process = start("rules", "export", "--db", url, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0
    process.stderr.close()


def test_ctrl_c_is_quiet(url: str) -> None:
    process = start(
        "apply", "-", "--db", url, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"op": "show", "record": "1"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"ok": false')
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_apply_does_every_operation_also_when_nobody_reads_the_answers(url: str, tmp_path: Path) -> None:
    operations = tmp_path / "operations.jsonl"
    line = json.dumps({"op": "new", "kind": "case", "fields": {"short_description": "x"}})
    operations.write_text(f"{line}\n" * 20)
    process = start("apply", str(operations), "--db", url, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0
    process.stderr.close()
    made = casedesk("list", "cases", "--db", url, "--format", "json").json()
    assert isinstance(made, list)
    assert len(made) == 20


def test_a_narrow_encoding_prints_escapes_and_does_not_break(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    process = start("list", "statuses", "--db", url, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.isascii()


def test_a_fault_of_the_program_is_told_without_passing_what_steers_a_terminal(url: str) -> None:
    code = (
        "import sys, tui.cli\n"
        "from tui.verbs import paths\n"
        "def run(args): raise RuntimeError('\\x1b]52;c;eA==\\x07')\n"
        "paths.run = run\n"
        "sys.exit(tui.cli.main(['paths']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 70
    assert b"incident" in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("words", [[], ["--agent", "ann"], ["--db", "sqlite:///x.db", "--agent", "ann"]])
def test_a_start_without_a_verb_needs_no_parser_and_means_what_the_parser_says(words: list[str]) -> None:
    quick, whole = console_options(words), parse(words)
    assert quick is not None
    assert vars(quick) == vars(whole)


@pytest.mark.parametrize("words", [["list"], ["--db"], ["--help"], ["--db", "--agent"], ["--format", "json"]])
def test_everything_else_is_for_the_parser(words: list[str]) -> None:
    assert console_options(words) is None
