from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from models import shipped_rules
from tests.tui.command_line import casedesk

pytestmark = pytest.mark.usefixtures("url")


def test_the_rules_are_shown_as_tables_as_one_object_and_as_rows() -> None:
    said = casedesk("rules", "show")
    assert said.code == 0
    for word in ("► Work in Progress", "assign_to_me", "change_approved", "seed"):
        assert word in said.out
    whole = casedesk("rules", "show", "--format", "json").json()
    assert isinstance(whole, dict)
    assert [machine["code"] for machine in whole["machines"]] == ["case", "line", "order"]
    rows = list(csv.DictReader(io.StringIO(casedesk("rules", "show", "--format", "csv").out)))
    assert {"machine": "case", "action": "submit", "from": "draft", "to": "new"}.items() <= rows[0].items()


def test_what_is_exported_is_sound_and_can_be_loaded_again(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    exported = casedesk("rules", "export")
    file.write_text(exported.out, encoding="utf-8")
    assert casedesk("rules", "check", str(file)).code == 0
    assert casedesk("rules", "load", str(file)).code == 0
    assert casedesk("rules", "export") == exported


def test_the_desks_own_rules_are_checked_without_a_file() -> None:
    said = casedesk("rules", "check")
    assert said.code == 0
    assert "is sound" in said.out
    assert casedesk("rules", "check", "--format", "json").json() == {
        "ok": True,
        "machines": {
            "case": {"states": 7, "actions": 12},
            "line": {"states": 7, "actions": 9},
            "order": {"states": 5, "actions": 22},
        },
    }


@pytest.mark.parametrize("task", ["check", "load"])
def test_a_rule_set_with_faults_is_refused_with_one_line_for_each(task: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        shipped_rules().replace('role = "agent"', 'role = "king"') + "\n[[nonsense]]\n", encoding="utf-8"
    )
    before = casedesk("rules", "export")
    said = casedesk("rules", task, str(file))
    assert (said.code, said.out) == (7, "")
    assert all(str(file) in line for line in said.err.splitlines())
    answer = json.loads(casedesk("rules", task, str(file), "--format", "json").err)
    assert answer["ok"] is False
    assert len(answer["faults"]) == len(said.err.splitlines())
    assert casedesk("rules", "export") == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "no valid UTF-8"),
        (b"[[", "rules"),
        (b"x" * 4_000_001, "no rule set"),
        (b"", "rules"),
    ],
    ids=["bytes", "cut", "large", "empty"],
)
def test_a_file_that_is_no_rule_set_exits_with_seven(data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(data)
    outcome = casedesk("rules", "check", str(file))
    assert outcome.code == 7
    assert said in outcome.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for file in (tmp_path / "none.toml", tmp_path):
        outcome = casedesk("rules", "load", str(file))
        assert outcome.code == 7
        assert str(file) in outcome.err


def test_the_rules_are_drawn_for_pages_and_for_graphviz() -> None:
    assert "stateDiagram-v2" in casedesk("rules", "graph").out
    assert casedesk("rules", "graph", "--as", "dot").out.startswith("digraph")


@pytest.mark.parametrize(
    "words", [["load"], ["show", "x.toml"], ["graph", "x.toml"], ["export", "x.toml"]], ids=" ".join
)
def test_only_check_and_load_take_a_file(words: list[str]) -> None:
    assert casedesk("rules", *words).code == 2


def test_loading_rules_needs_an_admin_once_there_is_one(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(shipped_rules(), encoding="utf-8")
    casedesk("put", "agent", "--set", "name=mia", "--set", "role=admin")
    assert casedesk("rules", "load", str(file)).code == 3
    assert casedesk("rules", "load", str(file), "--agent", "mia").code == 0
