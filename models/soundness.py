"""The proof that a rule set is sound, before anything runs on it.

*Source*: rules.md, section 4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.faults import Fault, nothing_leaves
from models.rulebook import Machine, Rulebook
from models.soundness_names import name_faults
from models.soundness_paths import path_faults
from models.soundness_words import word_faults

#: The machines that the desk's tables stand for, each with its head.
NEEDED = {"case": "", "line": "case", "order": ""}


def faults(
    rulebook: Rulebook,
    guards: Collection[str],
    effects: Collection[str],
    derivations: Collection[str],
    *,
    paths: bool = True,
) -> list[Fault]:
    """Every reason why the desk can't run these rules, given the names that code holds.

    Without ``paths`` nothing is said about states that can't be reached or left.
    """
    # Each step stands on the one before: with a wrong head every line looks unknown, with a misspelt
    # state half a machine looks out of reach.
    found = list(_needed_faults(rulebook)) or list(_head_faults(rulebook))
    if not found:
        found += word_faults(rulebook, guards, effects, derivations)
    found += name_faults(rulebook)
    if paths and not found:
        found += [fault for machine in rulebook.machines for fault in path_faults(rulebook, machine)]
    for machine in rulebook.machines:
        found.extend(_transition_faults(rulebook, machine))
        found.extend(_key_faults(machine, "key"))
        found.extend(_key_faults(machine, "line_key"))
        found.extend(_line_key_faults(rulebook, machine))
    return found


def _needed_faults(rulebook: Rulebook) -> Iterator[Fault]:
    for code, head in NEEDED.items():
        machine = rulebook.machine_by_code.get(code)
        if machine is None:
            yield Fault("top level", "machine", f"the machine {code} is missing; every desk needs it")
        elif machine.head != head:
            wanted = f"must be {head}" if head else "must be left out"
            yield Fault(f"machine {code}", "head", f"{wanted}; it says {machine.head!r}")


def _head_faults(rulebook: Rulebook) -> Iterator[Fault]:
    heads = {machine.code for machine in rulebook.machines if not machine.head}
    taken: dict[str, str] = {}
    for machine in rulebook.machines:
        if machine.head and machine.head not in heads:
            known = ", ".join(sorted(heads)) or "none"
            yield Fault(
                f"machine {machine.code}", "head", f"there is no {machine.head!r}; allowed are {known}"
            )
        elif machine.head and taken.setdefault(machine.head, machine.code) != machine.code:
            message = (
                f"{taken[machine.head]} has the head {machine.head} already; a head has one kind of line"
            )
            yield Fault(f"machine {machine.code}", "head", message)


def _transition_faults(rulebook: Rulebook, machine: Machine) -> Iterator[Fault]:
    finals = machine.final_codes
    # A final case takes nothing; a record without lines of their own may still be paid back or labelled.
    strict = bool(machine.head) or machine.code in rulebook.line_machine
    for action in machine.actions:
        table = f"machine {machine.code}, action {action.code}"
        if not action.transitions:
            yield Fault(table, "transition", "it has none; add one or remove the action")
        leaves = [transition.from_state for transition in action.transitions]
        for state in dict.fromkeys(leaves):
            if leaves.count(state) > 1:
                message = f"{leaves.count(state)} leave {state}; an action has one from each state"
                yield Fault(f"{table}, transition from {state}", "from", message)
        for transition in action.transitions:
            place = f"{table}, transition from {transition.from_state}"
            if action.operation and transition.to_state:
                yield Fault(place, "to", "an operation changes no state; leave it out or make this an action")
            elif transition.from_state in finals and (transition.to_state or strict) and not action.operation:
                yield Fault(place, "from", nothing_leaves(transition.from_state))


def _key_faults(machine: Machine, which: str) -> Iterator[Fault]:
    """Two actions that leave one state with one key; reported once for each pair."""
    for position, action in enumerate(machine.actions):
        for earlier in machine.actions[:position]:
            key = getattr(action, which)
            if not key or key != getattr(earlier, which) or action.code == earlier.code:
                continue
            taken = {transition.from_state for transition in earlier.transitions}
            both = [each.from_state for each in action.transitions if each.from_state in taken]
            if both:
                shared = ", ".join(dict.fromkeys(both))
                message = f"{key!r} is the key of {earlier.code} in {shared}; choose another one"
                yield Fault(f"machine {machine.code}, action {action.code}", which, message)


def _line_key_faults(rulebook: Rulebook, machine: Machine) -> Iterator[Fault]:
    """Keys on a line whose action could not be told the line."""
    for action in machine.actions:
        if not action.line_key:
            continue
        place = f"machine {machine.code}, action {action.code}"
        if machine.head or machine.code in rulebook.line_machine:
            yield Fault(place, "line_key", "lines with actions of their own have keys of their own")
        elif not action.operation and ("line", "line") not in [
            (each.name, each.kind) for each in action.inputs
        ]:
            yield Fault(place, "line_key", "the action must have an input line of the kind line to take it")
