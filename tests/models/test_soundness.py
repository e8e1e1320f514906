"""Each fault has a rule set that has just that fault, made from a sound one by one replacement."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from models import soundness
from models.errors import BadRulebook
from models.names import DERIVATIONS, EFFECTS, GUARDS
from models.rulebook import Rulebook
from models.rulefile import laid_over, read, shipped, shipped_rulebook

RULES = Path(__file__).parent / "rules"
SOUND = (RULES / "small.toml").read_text(encoding="utf-8")

UNSOUND = [
    fault
    for path in sorted(RULES.glob("unsound_*.toml"))
    for fault in tomllib.loads(path.read_text(encoding="utf-8"))["fault"]
]


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(BadRulebook) as caught:
        read(text, "small.toml")
    return caught.value.faults


def test_the_shipped_rules_are_sound() -> None:
    assert isinstance(shipped_rulebook(), Rulebook)


def test_the_small_rules_are_sound() -> None:
    assert isinstance(read(SOUND, "small.toml"), Rulebook)


@pytest.mark.parametrize("fault", UNSOUND, ids=[fault["name"].replace(" ", "_") for fault in UNSOUND])
def test_a_rule_set_with_one_fault_is_refused_with_just_that_fault_and_its_place(
    fault: dict[str, str],
) -> None:
    assert SOUND.count(fault["old"]) == 1, "the replacement must be the one difference"
    found = faults_of(SOUND.replace(fault["old"], fault["new"]))
    assert [sentence[: len(fault["says"])] for sentence in found] == [fault["says"]]
    assert found[0].endswith(".")


def test_a_rule_set_that_holds_one_machine_twice_is_refused() -> None:
    case = SOUND[SOUND.index("# the case\n") : SOUND.index("# the line\n")]
    assert faults_of(SOUND.replace("# machines end\n", case)) == (
        "small.toml, top level, key machine: 'case' is used twice.",
    )


@pytest.mark.parametrize("code", ["case", "line", "order"])
def test_a_rule_set_without_one_of_the_desks_machines_is_refused(code: str) -> None:
    rulebook = laid_over(read(SOUND, "small.toml"), shipped_rulebook())
    rest = Rulebook(tuple(machine for machine in rulebook.machines if machine.code != code), rulebook.codes)
    found = soundness.faults(rest, GUARDS, EFFECTS, DERIVATIONS)
    assert (found[0].table, found[0].key) == ("top level", "machine")
    assert code in found[0].message


def test_two_actions_that_leave_different_states_may_share_a_key() -> None:
    machine = read(shipped(), "cases.toml").machine_by_code["case"]
    keys = [machine.action_by_code[code].key for code in ("request_information", "information_received")]
    assert keys == ["i", "i"]


def test_an_operation_may_stay_in_a_final_state() -> None:
    note = read(SOUND, "small.toml").machine_by_code["case"].action_by_code["note"]
    assert note.transition("done")


def test_every_fault_of_a_rule_set_is_named_at_once() -> None:
    text = SOUND.replace('colour = "blue"', 'colour = "mauve"').replace('kind = "code"', 'kind = "song"')
    assert len(faults_of(text)) == 2


def test_every_shipped_rule_says_where_it_comes_from() -> None:
    sources: list[str] = []
    rulebook = shipped_rulebook()
    for machine in rulebook.machines:
        sources += [state.source for state in machine.states]
        sources += [rollup.source for rollup in machine.rollups]
        sources += [status.source for status in machine.statuses]
        for action in machine.actions:
            sources += [action.source, *(item.source for item in action.inputs)]
            sources += [transition.source for transition in action.transitions]
            sources += [cascade.source for each in action.transitions for cascade in each.cascades]
    sources += [code.source for code in rulebook.codes]
    assert all(sources)


def test_rejecting_a_solution_is_shipped_switched_off_and_one_word_switches_it_on() -> None:
    off = read(shipped(), "cases.toml").machine_by_code["case"].action_by_code["reopen"]
    assert not off.offered
    on = read(shipped().replace("enabled = false", "enabled = true"), "cases.toml")
    assert on.machine_by_code["case"].action_by_code["reopen"].offered
