"""First come, first served: eight real processes race for two hundred cases, and each has one winner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Barrier, Thread

import pytest

from models import Desk, iso
from tests.tui.command_line import casedesk
from tests.tui.conversation import PATIENCE_SECONDS, Answer, Conversation

AGENTS = tuple(f"agent {number}" for number in range(1, 9))
CASES = 200
WANTED = "assign_to_me"


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    """A desk with that many New cases, all at version 2."""
    opened = Desk.open(url, agent="setup")
    with opened.transaction():
        for number in range(CASES):
            made = opened.new_case({"short_description": f"case {number}"})
            opened.do("submit", made.record)
    yield opened
    opened.close()


def test_eight_processes_that_race_for_two_hundred_cases_win_each_once(url: str, desk: Desk) -> None:
    numbers = [row.number for row in desk.page(limit=CASES).rows]
    said: dict[str, dict[str, Answer]] = {agent: {} for agent in AGENTS}
    gate = Barrier(len(AGENTS), timeout=PATIENCE_SECONDS)

    def race(agent: str, talk: Conversation) -> None:
        talk.say({"op": "show", "record": numbers[0]})
        for number in numbers:
            # All are up, have read the rules and have been told of the last case: whoever is ahead waits,
            # so that each case is asked for by all at once.
            gate.wait()
            said[agent][number] = talk.say({"op": "do", "record": number, "action": WANTED, "version": 2})

    with ExitStack() as talks:
        racing = [
            Thread(target=race, args=(agent, talks.enter_context(Conversation(url, agent=agent))))
            for agent in AGENTS
        ]
        for each in racing:
            each.start()
        for each in racing:
            each.join()
    winners = {number: [agent for agent in AGENTS if said[agent][number]["ok"]] for number in numbers}
    assert {len(won) for won in winners.values()} == {1}
    for number, [winner] in winners.items():
        told = [said[agent][number] for agent in AGENTS if agent != winner]
        assert {(answer["error"], answer["agent"], answer["action"]) for answer in told} == {
            ("stale", winner, WANTED)
        }
        assert {(answer["state"], answer["version"], answer["still_open"]) for answer in told} == {
            ("work_in_progress", 3, True)
        }
        assert all(winner in str(answer["message"]) for answer in told)
    assert {row.number: row.assigned_to for row in desk.page(limit=CASES).rows} == {
        number: winner for number, [winner] in winners.items()
    }
    history = desk.journal(limit=3 * CASES)
    assert Counter(each.record for each in history if each.action == WANTED) == dict.fromkeys(numbers, 1)


def test_who_comes_second_reads_who_did_what_when_and_what_is_open_now(url: str, desk: Desk) -> None:
    number = desk.page(limit=1).rows[0].number
    casedesk("do", WANTED, number, "--agent", "bob")
    casedesk("note", number, "on it", "--agent", "cem")
    said = casedesk("do", WANTED, number, "--if-version", "2", "--agent", "ann")
    assert said.code == 4
    at = desk.journal(number)[1].at
    assert f"{number} has moved on from version 2 to 3: bob, Assign to me, " in said.err
    assert said.err.endswith(
        " It is Work in Progress now. Assign to me is still open: look again and repeat it.\n"
    )
    answer = casedesk("do", WANTED, number, "--if-version", "2", "--agent", "ann", "--format", "json")
    told = answer.json()
    assert isinstance(told, dict)
    assert (told["error"], told["agent"], told["action"]) == ("stale", "bob", WANTED)
    assert (told["state"], told["version"], told["still_open"]) == ("work_in_progress", 3, True)
    assert told["open_actions"] == ["assign_to_me", "request_information", "resolve"]
    assert told["at"] == iso(at)


def test_what_is_not_open_any_more_is_said(url: str, desk: Desk) -> None:
    number = desk.page(limit=1).rows[0].number
    casedesk("do", WANTED, number, "--agent", "bob")
    casedesk("do", "request_information", number, "--agent", "bob")
    said = casedesk("do", "submit", number, "--if-version", "2", "--agent", "ann", "--dry-run")
    assert said.code == 4
    assert "bob, Request Information, " in said.err
    assert said.err.endswith(" It is Awaiting Info now. Submit is not open any more.\n")
