from __future__ import annotations

import io

import pytest

from tests.tui.command_line import casedesk
from tests.tui.verbs.hostile import HOSTILE, forbidden_in

pytestmark = pytest.mark.usefixtures("url")
CASE = "ORDCS0001001"


def record(number: str = CASE) -> dict[str, object]:
    answer = casedesk("show", number, "--format", "json").json()
    assert isinstance(answer, dict)
    found = answer["record"]
    assert isinstance(found, dict)
    return found


def new_case(*words: str) -> None:
    assert casedesk("new", "case", "--set", "short_description=Two short", *words).code == 0


def test_a_case_is_made_with_fields_and_lines() -> None:
    new_case("--set", "priority=2", "--line", "about=SO1/1,requested_quantity=3", "--line", "about=SO1/2")
    made = record()
    assert (made["short_description"], made["priority"], made["state"]) == ("Two short", 2, "draft")
    lines = made["lines"]
    assert isinstance(lines, list)
    assert [(line["about"], line["requested_quantity"]) for line in lines] == [("SO1/1", 3), ("SO1/2", None)]


def test_a_case_without_its_description_is_not_made() -> None:
    said = casedesk("new", "case", "--set", "priority=2")
    assert said.code == 2
    assert "short_description" in said.err
    assert casedesk("show", CASE).code == 1


def test_a_line_is_added_changed_and_deleted() -> None:
    new_case()
    assert casedesk("add", CASE, "--set", "about=SO1/2").out.startswith("ORDCSL0001001: ")
    assert casedesk("set", "ORDCSL0001001", "--set", "requested_quantity=4").code == 0
    assert record("ORDCSL0001001")["requested_quantity"] == 4
    assert casedesk("delete", "ORDCSL0001001").code == 0
    assert casedesk("show", "ORDCSL0001001").code == 1


def test_a_field_is_changed_only_at_the_version_that_was_seen() -> None:
    new_case()
    assert casedesk("set", CASE, "--set", "priority=1", "--if-version", "1").code == 0
    assert casedesk("set", CASE, "--set", "priority=3", "--if-version", "1").code == 4
    assert record()["priority"] == 1


def test_the_state_is_no_field() -> None:
    new_case()
    said = casedesk("set", CASE, "--set", "state=closed")
    assert said.code == 2
    assert record()["state"] == "draft"


def test_an_agent_gets_his_role_and_groups() -> None:
    words = ["--set", "name=cem", "--set", "role=manager", "--set", "groups=Returns, Repairs"]
    assert casedesk("put", "agent", *words).code == 0
    agents = casedesk("list", "agents", "--format", "json").json()
    assert isinstance(agents, list)
    assert {"name": "cem", "role": "manager", "groups": ["Repairs", "Returns"]} in [
        {**agent, "groups": sorted(agent["groups"])} for agent in agents
    ]


def test_only_an_admin_changes_a_setting_once_there_is_one() -> None:
    assert casedesk("put", "agent", "--set", "name=mia", "--set", "role=admin").code == 0
    setting = ["put", "setting", "--set", "name=Cases:OnlyOwnGroups", "--set", "value=true"]
    assert casedesk(*setting).code == 3
    assert casedesk(*setting, "--agent", "mia").code == 0
    settings = casedesk("list", "settings", "--format", "json").json()
    assert isinstance(settings, list)
    assert {"ou": None, "name": "Cases:OnlyOwnGroups", "value": True} in settings


@pytest.mark.parametrize("option", [[], ["--comment"]], ids=["work_note", "comment"])
def test_a_note_is_written_from_the_words_or_from_standard_input(
    option: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    new_case()
    assert casedesk("note", CASE, "called twice", *option).out == "ORDCS0001001: done, journal 2.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("a letter\nof two lines\n"))
    assert casedesk("note", CASE, "-", *option).code == 0


def test_an_empty_note_is_refused() -> None:
    new_case()
    assert casedesk("note", CASE, "").code == 2


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_kept_and_never_printed_as_it_is(text: str) -> None:
    # No shell can pass a NUL in an argument.
    hostile = f"x{text}".replace("\0", "")
    said = [casedesk("new", "case", "--set", f"short_description={hostile}", "--line", f"about={hostile}")]
    for form in ("table", "csv", "json"):
        for words in (["show", CASE], ["list", "cases"], ["list", "lines"], ["journal"], ["db", "info"]):
            said += [casedesk(*words, "--format", form)]
    said += [casedesk("export", "cases"), casedesk("export", "cases", "--format", "json")]
    said += [
        casedesk("do", hostile, CASE),
        casedesk("show", hostile),
        casedesk(hostile),
        casedesk("list", hostile),
    ]
    said += [
        casedesk("list", "cases", "--where", f"{hostile}:{hostile}"),
        casedesk("set", CASE, "--set", hostile),
    ]
    said += [casedesk("set", CASE, "--set", f"priority={hostile}"), casedesk("list", "cases", f"--{hostile}")]
    said += [casedesk("rules", "check", hostile), casedesk("import", "cases", hostile, "--map", hostile)]
    for each in said:
        assert not forbidden_in(each.out + each.err)
