"""Rules go from TOML to values and back, and a misspelt file is refused with every fault and its place."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadRulebook
from models.rulebook import (
    Action,
    Cascade,
    Input,
    Machine,
    ResolutionCode,
    Rollup,
    Rulebook,
    State,
    Status,
    Transition,
)
from models.rulefile import laid_over, read, shipped, shipped_rulebook, write
from models.rulefile_read import parse

RULES = Path(__file__).parent / "rules"
SMALL = (RULES / "small.toml").read_text(encoding="utf-8")
MISSHAPEN = tomllib.loads((RULES / "misshapen.toml").read_text(encoding="utf-8"))["fault"]

words = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=8)
lists = st.lists(words, max_size=3).map(tuple)
states = st.builds(
    State,
    *([words] * 4),
    initial=st.booleans(),
    final=st.booleans(),
    outcome=words,
    aliases=lists,
    source=words,
)
inputs = st.builds(Input, words, words, words, required=st.booleans(), when=words, source=words)
cascades = st.builds(Cascade, lists, words, effects=lists, source=words)
transitions = st.builds(
    Transition,
    words,
    words,
    role=words,
    enabled=st.booleans(),
    head_states=lists,
    guards=lists,
    effects=lists,
    confirm=words,
    cascades=st.lists(cascades, max_size=2).map(tuple),
    source=words,
)
actions = st.builds(
    Action,
    words,
    words,
    words,
    operation=st.booleans(),
    inputs=st.lists(inputs, max_size=2).map(tuple),
    transitions=st.lists(transitions, max_size=3).map(tuple),
    source=words,
    line_key=words,
)
rollups = st.builds(Rollup, words, words, lists, words, guards=lists, effects=lists, source=words)
statuses = st.builds(Status, words, words, words, words, words, source=words)
codes = st.builds(
    ResolutionCode, words, words, words, offered=st.booleans(), imported=st.booleans(), source=words
)
machines = st.builds(
    Machine,
    words,
    words,
    words,
    st.lists(states, max_size=2).map(tuple),
    st.lists(actions, max_size=2).map(tuple),
    st.lists(rollups, max_size=2).map(tuple),
    st.lists(statuses, max_size=2).map(tuple),
)
rulebooks = st.builds(
    Rulebook, st.lists(machines, max_size=2).map(tuple), st.lists(codes, max_size=2).map(tuple)
)


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(BadRulebook) as caught:
        read(text, "rules.toml")
    return caught.value.faults


def test_the_shipped_rules_survive_being_written_and_read_again() -> None:
    assert read(write(shipped_rulebook()), "again.toml") == shipped_rulebook()


def test_rules_laid_over_others_replace_the_machines_that_they_hold() -> None:
    orders = read(shipped("orders"), "orders.toml")
    assert [machine.code for machine in orders.machines] == ["order"]
    assert laid_over(orders, read(shipped(), "cases.toml")) == shipped_rulebook()
    small = laid_over(read(SMALL, "small.toml"), shipped_rulebook())
    assert small == parse(SMALL)[0]
    only_line = Rulebook((small.machine_by_code["line"],))
    mixed = laid_over(only_line, shipped_rulebook())
    assert [machine.code for machine in mixed.machines] == ["case", "line", "order"]
    assert (mixed.machines[1], mixed.codes) == (only_line.machines[0], shipped_rulebook().codes)


def test_a_file_without_a_machine_is_refused() -> None:
    assert faults_of("format = 1") == (
        "rules.toml, top level, key machine: there is none; a rule set holds at least one machine.",
    )


def test_the_same_rules_are_always_the_same_text() -> None:
    text = write(read(shipped(), "cases.toml"))
    assert write(read(text, "again.toml")) == text


def test_states_that_share_a_transition_share_its_table_when_it_is_written() -> None:
    text = write(read(shipped(), "cases.toml"))
    assert 'from = ["work_in_progress", "awaiting_info"]\nguards = ["not_assigned_to_agent"]' in text


@given(rulebooks)
def test_any_rulebook_survives_being_written_and_read_again(rulebook: Rulebook) -> None:
    text = write(rulebook)
    again, faults = parse(text)
    # An action's transition is written with the state it leaves, so nothing else can be at fault.
    assert faults == []
    assert again == rulebook


@given(words, words)
def test_quotes_and_backslashes_in_a_label_come_back_as_they_were(start: str, end: str) -> None:
    label = f'{start}"\\u0041\\n#{end}'
    rulebook = Rulebook((), (ResolutionCode("code", label),))
    assert parse(write(rulebook)) == (rulebook, [])


def reads_or_refuses(text: str) -> None:
    try:
        read(text, "any.toml")
    except BadRulebook as error:
        faults = error.faults
    else:
        return
    assert faults
    assert all(fault.startswith("any.toml, ") and fault.isprintable() for fault in faults), faults


@given(st.text())
def test_any_text_is_a_rulebook_or_refused(text: str) -> None:
    reads_or_refuses(text)


@given(st.integers(0, len(SMALL)), st.integers(0, 40), st.text(max_size=5))
def test_a_rule_file_damaged_at_one_place_is_a_rulebook_or_refused(
    start: int, length: int, text: str
) -> None:
    reads_or_refuses(SMALL[:start] + text + SMALL[start + length :])


LINES = [line for line in SMALL.splitlines() if line]
VALUES = ["1", "true", '"x"', "[]", "[1]", '["x", "y"]', "{}", "[{}]", "2026-01-01", "nan", '"\\u001b[31m"']
KEYS = sorted(
    {line.split(" = ")[0] for line in LINES if " = " in line} | {"machine", "a.b", '"\\u001b"', '""'}
)


@given(
    st.lists(
        st.sampled_from(LINES) | st.builds("{} = {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
        max_size=30,
    )
)
def test_any_lines_of_rules_in_any_order_are_a_rulebook_or_refused(lines: list[str]) -> None:
    reads_or_refuses("\n".join(lines))


@given(st.sampled_from(range(len(LINES))), st.sampled_from(VALUES))
def test_any_value_of_a_wrong_type_is_refused_or_means_something(position: int, value: str) -> None:
    changed = list(LINES)
    if " = " in changed[position]:
        changed[position] = f"{changed[position].split(' = ')[0]} = {value}"
    reads_or_refuses("\n".join(changed))


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = 1" + "0" * 10_000])
def test_a_text_that_is_too_much_for_the_parser_is_refused(text: str) -> None:
    reads_or_refuses(text)


@pytest.mark.parametrize("fault", MISSHAPEN, ids=[fault["name"].replace(" ", "_") for fault in MISSHAPEN])
def test_a_file_of_the_wrong_shape_is_refused_with_just_that_fault_and_its_place(
    fault: dict[str, str],
) -> None:
    assert SMALL.count(fault["old"]) == 1, "the replacement must be the one difference"
    found = faults_of(SMALL.replace(fault["old"], fault["new"]))
    assert [sentence[: len(fault["says"])] for sentence in found] == [fault["says"]]


def test_a_refusal_counts_its_faults() -> None:
    with pytest.raises(BadRulebook, match=r"^The rule set has 1 fault: rules\.toml, "):
        read(SMALL.replace('colour = "blue"', 'colour = "mauve"'), "rules.toml")
