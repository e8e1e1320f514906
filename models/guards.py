"""The named conditions that rule rows may hold against an action.

A guard looks at the facts and objects with a reason for each thing in the way. The same
guards decide whether an input is asked for (`Input.when`) and whether the console asks
before it goes on (`Transition.confirm`).
"""

from __future__ import annotations

from collections.abc import Callable

from models.plans import Facts, Reason, Record
from models.rulebook import Rulebook

Guard = Callable[[Rulebook, Facts, Record], tuple[Reason, ...]]


def all_lines_terminal(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects once for each line that is still open."""
    machine = rulebook.line_machine[facts.head.machine]
    return tuple(
        Reason(
            line.number,
            "open_line",
            f"Line {line.number} ({line.values.get('about')}) is still open: "
            f"{machine.state_by_code[line.state].label}.",
        )
        for line in facts.lines
        if line.state not in machine.final_codes
    )


def not_assigned_to_agent(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where the acting agent has the record already."""
    if record.values.get("assigned_to") != facts.actor.name:
        return ()
    return (Reason(record.number, "already_yours", f"{record.number} is assigned to you already."),)


def assigned_to_nobody_else(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where a colleague has the record."""
    owner = record.values.get("assigned_to")
    if not owner or owner == facts.actor.name:
        return ()
    return (Reason(record.number, "colleague_has_it", f"{owner} works on {record.number}. Take it over?"),)


def lacks_resolution_code(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where the record has a resolution code."""
    code = record.values.get("resolution_code")
    if not code:
        return ()
    return (
        Reason(record.number, "already_given", f"{record.number} has the resolution code {code} already."),
    )


def lacks_resolution_notes(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where the record has resolution notes."""
    if not record.values.get("resolution_notes"):
        return ()
    return (Reason(record.number, "already_given", f"{record.number} has resolution notes already."),)


def some_line_has_outcome(rulebook: Rulebook, facts: Facts, record: Record) -> tuple[Reason, ...]:
    """Objects where no line was accepted or denied."""
    machine = rulebook.line_machine[facts.head.machine]
    if any(machine.state_by_code[line.state].outcome for line in facts.lines):
        return ()
    return (
        Reason(facts.head.number, "no_outcome", f"No line of {facts.head.number} was accepted or denied."),
    )


CASE_GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        all_lines_terminal,
        not_assigned_to_agent,
        assigned_to_nobody_else,
        lacks_resolution_code,
        lacks_resolution_notes,
        some_line_has_outcome,
    )
}
