"""What every exploration of the rules shares: steps tried, and what holds of each, whatever the machine."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from models.engine import verdicts
from models.plans import Facts, Plan, Refusal, Verdict
from models.rulebook import ROLES, Rulebook


class Step(NamedTuple):
    """One action tried by one role in one situation, and what the engine said to it."""

    facts: Facts
    action: str
    found: Plan | Refusal


def done(steps: Iterable[Step]) -> Iterator[tuple[Facts, Plan]]:
    """The steps that may be taken."""
    return ((step.facts, step.found) for step in steps if isinstance(step.found, Plan))


def changes_start_from_what_is(steps: Iterable[Step]) -> None:
    """No field moves twice or to what it was, and each starts from what the record holds."""
    for facts, found in done(steps):
        records = {each.number: each for each in (facts.head, *facts.lines)}
        fields = [(change.record, change.field) for change in found.changes]
        assert len(fields) == len(set(fields)), found
        for change in found.changes:
            assert change.before != change.after
            if record := records.get(change.record):
                held = record.state if change.field == "state" else record.values.get(change.field)
                assert change.before == held, (facts, change)


def a_viewer_does_nothing(steps: Iterable[Step]) -> None:
    """Who may only read changes nothing."""
    assert not [found for facts, found in done(steps) if facts.actor.role == "viewer"]


def roles_widen(steps: Iterable[Step], situation: Callable[[Facts], Hashable]) -> None:
    """What an agent may do, a manager and an admin may do, too."""
    may: dict[str, set[Hashable]] = {role: set() for role in ROLES}
    for facts, found in done(steps):
        may[facts.actor.role].add((situation(facts), found.action))
    assert may["agent"] <= may["manager"] <= may["admin"]
    assert may["agent"]


def refusals_name_what_they_looked_at(steps: Iterable[Step]) -> None:
    """A refusal has reasons: each with a code, a sentence, and a record that was looked at."""
    for facts, action, found in steps:
        if isinstance(found, Refusal):
            assert found.reasons, (facts, action)
            numbers = {facts.head.number, *(each.number for each in facts.lines)}
            assert {reason.record for reason in found.reasons} <= numbers
            assert all(reason.code and reason.message.endswith((".", "?")) for reason in found.reasons)


def bar_refusal_and_action_agree(
    rulebook: Rulebook, steps: Sequence[Step], answered: Callable[[Step, Refusal], bool]
) -> None:
    """What is done was open, and what was open is refused for its answers alone; refusals list what is open.

    ``answered`` says whether a refusal may come of the answers that were given.
    """
    bars: dict[int, tuple[Verdict, ...]] = {}
    for step in steps:
        facts, action, found = step
        if id(facts) not in bars:
            bars[id(facts)] = verdicts(rulebook, facts)
        shown = {verdict.action: verdict for verdict in bars[id(facts)]}
        barred = action not in shown or not shown[action].open
        if isinstance(found, Plan):
            assert not barred, (facts, action)
        else:
            assert barred or answered(step, found), (facts, action, found)
            assert found.open_actions == tuple(
                verdict.action for verdict in shown.values() if verdict.open and not verdict.operation
            ), (facts, action)
