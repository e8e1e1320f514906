"""A desk's own rules: what is loaded is what runs, without a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import rulestore
from models.desk.desk import Desk
from models.errors import BadRulebook, Invalid, Refused
from models.rulebook import Rulebook
from models.rulefile import laid_over, read, shipped, shipped_rulebook

ON_HOLD = """
[[machine.state]]
code = "on_hold"
label = "On Hold"
glyph = "="
colour = "amber"
source = "this desk"

[[machine.action]]
code = "hold"
label = "Put on hold"
key = "H"

[[machine.action.input]]
name = "comment"
label = "Why it waits"
kind = "note"
required = true

[[machine.action.transition]]
from = ["work_in_progress"]
to = "on_hold"
effects = ["write_comment"]

[[machine.action.transition.cascade]]
from = ["work_in_progress"]
to = "awaiting_info"

[[machine.action]]
code = "go_on"
label = "Go on"
key = "H"

[[machine.action.transition]]
from = ["on_hold"]
to = "work_in_progress"
"""

CASE_STARTS = 'code = "case"\nlabel = "Case"\n'


def with_on_hold() -> str:
    assert shipped().count(CASE_STARTS) == 1
    return shipped().replace(CASE_STARTS, CASE_STARTS + ON_HOLD)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(f"sqlite:///{tmp_path / 'desk.db'}", agent="ann")
    yield opened
    opened.close()


def case_in_work(desk: Desk) -> str:
    number = desk.new_case({"short_description": "Two short"}, [{"about": "SO1/1"}]).record
    desk.do("submit", number)
    desk.do("assign_to_me", number)
    return number


def test_a_desk_runs_the_rules_that_are_shipped(desk: Desk) -> None:
    assert desk.rules() == shipped_rulebook()


def test_what_a_desk_exports_it_can_load_and_nothing_changes(desk: Desk) -> None:
    before, text = desk.rules(), desk.export_rules()
    desk.load_rules(text)
    assert desk.rules() == before
    assert desk.export_rules() == text


def test_a_file_with_one_machine_replaces_that_machine_and_no_other(desk: Desk) -> None:
    before = desk.rules()
    text = desk.export_rules("order")
    assert (text.count("[[machine]]"), "[[resolution_code]]" in text) == (1, False)
    desk.load_rules(text.replace('label = "Bring back"', 'label = "Take back"'), "mine.toml")
    after = desk.rules()
    assert after.machine_by_code["order"].action_by_code["return"].label == "Take back"
    assert after == laid_over(read(text.replace("Bring back", "Take back"), "mine.toml"), before)
    assert (after.machines[:2], after.codes) == (before.machines[:2], before.codes)


def test_a_machine_that_does_not_fit_those_that_stay_is_refused(desk: Desk) -> None:
    text = desk.export_rules("line").replace('head_states = ["draft"]', 'head_states = ["torn"]')
    with pytest.raises(BadRulebook, match=r"mine\.toml, machine line, .*there is no state of case 'torn'"):
        desk.load_rules(text, "mine.toml")


def test_a_machine_that_nobody_knows_is_not_exported(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no machine 'parcel'; choose one of: case, line, order"):
        desk.export_rules("parcel")


def test_a_desk_that_is_older_than_the_orders_gets_their_machine(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'older.db'}"
    older = Desk.open(url, agent="ann")
    older.load_rules(with_on_hold())
    cases_only = Rulebook(older.rules().machines[:2], older.rules().codes)
    rulestore.save(older.session.database, cases_only)
    older.close()
    newer = Desk.open(url, agent="ann")
    assert newer.rules() == laid_over(read(with_on_hold(), "mine.toml"), shipped_rulebook())
    assert set(newer.badges("order")) == {
        "basket", "suspended", "placed", "completed", "cancelled", "open", "paid", "shipped",
    }  # fmt: skip
    assert newer.views("orders")[0].code == "open_baskets"
    newer.close()


def test_a_state_of_ones_own_with_two_actions_works_with_key_question_and_lines(desk: Desk) -> None:
    number = case_in_work(desk)
    desk.load_rules(with_on_hold())
    assert desk.badges()["on_hold"][1:4] == ("=", "On Hold", "amber")
    shown = {verdict.action: verdict for verdict in desk.verdicts(number)}
    assert (shown["hold"].open, shown["hold"].key, shown["go_on"].open) == (True, "H", False)
    assert shown["go_on"].way == ("hold",)
    assert [(ask.name, ask.required) for ask in desk.asks("hold", number)] == [("comment", True)]
    desk.do("hold", number, {"comment": "The truck is late"})
    held = desk.case(number)
    assert (held.state, held.lines[0].state) == ("on_hold", "awaiting_info")
    desk.do("go_on", number)
    assert desk.case(number).state == "work_in_progress"


def test_rejecting_a_solution_is_a_changed_row(desk: Desk) -> None:
    number = case_in_work(desk)
    [line] = desk.case(number).lines
    answers = {"resolution_code": "solved", "resolution_notes": "sent", "outcomes": {line.number: "accepted"}}
    desk.do("resolve", number, answers)
    desk.put("agent", {"name": "max", "role": "manager"})
    manager = desk.as_agent("max")
    with pytest.raises(Refused, match="switched off"):
        manager.do("reopen", number, {"reason": "It broke"})
    desk.load_rules(desk.export_rules().replace("enabled = false\n", ""))
    # Until there is an admin, everyone may do what an admin may.
    desk.put("agent", {"name": "root", "role": "admin"})
    with pytest.raises(Refused, match="needs the role manager"):
        desk.do("reopen", number, {"reason": "It broke"})
    manager.do("reopen", number, {"reason": "It broke"})
    again = desk.case(number)
    assert (again.state, again.resolution_code, again.lines[0].state) == (
        "work_in_progress",
        "",
        "resolved_accepted",
    )
    assert desk.activity(number, kind="notes")[0].text == "It broke"


def test_rules_that_are_not_sound_are_refused_and_the_desk_keeps_its_own(desk: Desk) -> None:
    before = desk.rules()
    unsound = with_on_hold().replace('effects = ["write_comment"]', 'effects = ["make_tea"]', 1)
    with pytest.raises(
        BadRulebook, match=r"mine\.toml, machine case, action hold, .* key effects: there is no"
    ):
        desk.load_rules(unsound, "mine.toml")
    assert desk.rules() == before


def test_rules_without_a_state_that_a_case_is_in_are_refused(desk: Desk) -> None:
    desk.load_rules(with_on_hold())
    desk.do("hold", case_in_work(desk), {"comment": "The truck is late"})
    with pytest.raises(BadRulebook, match="on_hold"):
        desk.load_rules(shipped())
    assert "on_hold" in desk.rules().machine_by_code["case"].state_by_code
