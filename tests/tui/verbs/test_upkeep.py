"""db, doctor, paths and demo: what is where, and what is wrong with it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from models import Desk
from tests.tui.command_line import casedesk
from tui import paths
from tui.verbs import surroundings


def break_rows(url: str, *statements: str) -> None:
    """Do to the database what no desk would do."""
    desk = Desk.open(url, agent="ann")
    desk.session.database.run("PRAGMA foreign_keys = OFF")
    with desk.transaction():
        for statement in statements:
            desk.session.database.run(statement)
    desk.close()


def test_the_database_says_what_it_is_and_holds(url: str) -> None:
    casedesk("new", "case", "--set", "short_description=x", "--line", "about=SO1/1")
    told = casedesk("db", "info", "--format", "json").json()
    assert isinstance(told, dict)
    assert (told["url"], told["cases"], told["lines"], told["needs"]) == (url, 1, 1, "")
    assert told["journal_mode"] in ("wal", "delete")
    assert "cases            1" in casedesk("db", "info").out


def test_a_database_at_the_newest_schema_needs_no_migration(url: str) -> None:
    said = casedesk("db", "migrate", "--db", url)
    assert (said.code, said.out) == (0, "The database is at the newest schema already.\n")
    assert casedesk("db", "migrate", "--format", "json").json() == {"ok": True, "applied": []}


@pytest.mark.usefixtures("url")
def test_a_whole_database_passes_its_check() -> None:
    casedesk("new", "case", "--set", "short_description=x", "--line", "about=SO1/1")
    assert casedesk("db", "check").code == 0
    assert casedesk("db", "check", "--format", "json").json() == {"ok": True, "faults": []}


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE case_lines SET case_id = 99", "points to a row of cases"),
        ("UPDATE cases SET state = 'lost'", "in state 'lost'"),
        ("UPDATE case_lines SET state = 'lost'", "in state 'lost'"),
    ],
    ids=["reference", "case-state", "line-state"],
)
def test_a_check_finds_what_is_broken_and_exits_with_one(url: str, statement: str, said: str) -> None:
    casedesk("new", "case", "--set", "short_description=x", "--line", "about=SO1/1")
    break_rows(url, statement)
    found = casedesk("db", "check")
    assert (found.code, found.out) == (1, "")
    assert said in found.err
    answer = casedesk("db", "check", "--format", "json")
    assert answer.code == 1
    assert isinstance(faults := answer.json(), dict)
    assert len(faults["faults"]) == 1


def test_every_place_is_named_and_the_database_is_the_one_that_is_meant(url: str, home: Path) -> None:
    places = casedesk("paths", "--format", "json").json()
    assert isinstance(places, dict)
    assert places["database"] == url
    assert places["presence"] == f"{url.removeprefix('sqlite:///')}-presence"
    assert Path(places["settings"]).is_relative_to(home)
    assert casedesk("paths").out.splitlines()[0] == f"database    {url}"
    assert not any(home.iterdir())


@pytest.mark.usefixtures("url")
def test_a_sound_set_up_has_nothing_to_mend() -> None:
    said = casedesk("doctor", "--format", "json")
    answer = said.json()
    assert isinstance(answer, dict)
    wrong = [finding["name"] for finding in answer["findings"] if not finding["fine"]]
    # Where Python links an older SQLite, saying so is what the doctor is for.
    assert set(wrong) <= {"SQLite"}
    assert said.code == (1 if wrong else 0)
    assert {"SQLite", "Journal mode", "Terminal", "Stylesheet"} <= {
        each["name"] for each in answer["findings"]
    }


def test_a_database_that_others_can_read_is_found_with_what_to_do(url: str) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    said = casedesk("doctor")
    assert said.code == 1
    assert f"chmod 600 {file}" in said.out


def test_a_url_that_names_no_database_has_no_presence() -> None:
    places = casedesk("paths", "--db", "postgresql://desk", "--format", "json").json()
    assert isinstance(places, dict)
    assert (places["database"], places["presence"]) == ("postgresql://desk", "")


def test_who_has_records_open_is_told_and_a_folder_that_can_t_be_used_found(url: str) -> None:
    assert "nobody has a record open" in casedesk("doctor").out
    desk = Desk.open(url, agent="bob")
    bob = desk.outlook().presence()
    bob.look("ORDCS0001001", "open")
    assert "1 open record: bob" in casedesk("doctor").out
    bob.leave()
    desk.close()
    folder = Path(f"{url.removeprefix('sqlite:///')}-presence")
    folder.rmdir()
    folder.touch()
    said = casedesk("doctor")
    assert said.code == 1
    assert f"WRONG: {folder}" in said.out
    assert "Agents don't see who else has a record open." in said.out


def test_a_database_that_can_not_be_opened_is_a_finding_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, whatever its name may say\n" * 40)
    said = casedesk("doctor", "--db", f"sqlite:///{file}", "--agent", "ann")
    assert said.code == 1
    assert "Database" in said.out
    assert "Terminal" in said.out


def test_a_folder_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.touch()
    finding = surroundings.writable("Log folder", file / "logs")
    assert not finding.fine
    assert str(file) in finding.mend


def test_a_missing_stylesheet_is_found(tmp_path: Path) -> None:
    assert not surroundings.stylesheet(tmp_path / "styles.tcss").fine


def test_an_encoding_without_badges_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert "UTF-8" in surroundings.encoding().mend


def test_a_demo_is_written_to_a_new_file_and_is_the_same_for_the_same_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = []
    for name, seed in (("one", "7"), ("two", "7"), ("three", "8")):
        file = tmp_path / f"{name}.db"
        kept = casedesk("demo", "--keep", str(file), "--seed", seed, "--cases", "12")
        assert kept.code == 0
        assert f"sqlite:///{file}" in kept.out
        monkeypatch.setenv("CASEDESK_DB", f"sqlite:///{file}")
        rows = casedesk("list", "cases", "--format", "json", "--agent", "ann").json()
        assert isinstance(rows, list)
        exports.append([(row["number"], row["state"], row["short_description"]) for row in rows])
    assert exports[0] == exports[1] != exports[2]
    assert len(exports[0]) == 12


def test_a_demo_never_overwrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    file.write_text("mine")
    assert casedesk("demo", "--keep", str(file)).code == 7
    assert file.read_text() == "mine"


@pytest.mark.parametrize("words", [["--cases", "-1"], ["--seed", "x"], ["--baskets", "x"]], ids=" ".join)
def test_a_demo_that_can_not_be_made_is_a_usage_error(words: list[str], tmp_path: Path) -> None:
    assert casedesk("demo", "--keep", str(tmp_path / "demo.db"), *words).code == 2
    assert not (tmp_path / "demo.db").exists()


def test_a_demo_without_a_terminal_is_refused_before_anything_is_made() -> None:
    said = casedesk("demo")
    assert said.code == 2
    assert "needs a terminal" in said.err


def test_a_database_that_waits_for_its_migration_is_a_finding(url: str) -> None:
    break_rows(url, "DELETE FROM migration_history WHERE id = (SELECT MAX(id) FROM migration_history)")
    said = casedesk("doctor")
    assert said.code == 1
    assert "run `casedesk db migrate`" in said.out


@pytest.mark.usefixtures("url")
def test_settings_that_others_can_change_are_a_finding() -> None:
    file = paths.config_file()
    file.parent.mkdir(parents=True)
    file.touch()
    file.chmod(0o666)
    assert f"chmod go-w {file}" in casedesk("doctor").out
    file.chmod(0o644)
    assert f"chmod go-w {file}" not in casedesk("doctor").out
