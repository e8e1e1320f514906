"""What an action asks for here and now, and whether the answers will do."""

from __future__ import annotations

from collections.abc import Mapping

from models.checks import iso_day, storable, whole_number
from models.errors import Invalid
from models.names import GUARDS
from models.plans import Ask, Choice, Facts, Reason
from models.rulebook import OUTCOMES, Action, Input, Machine, Rulebook
from models.till import answers as till
from models.till.offers import needed_with, offered


def asked(rulebook: Rulebook, facts: Facts, action: Action) -> tuple[Input, ...]:
    """The inputs that the action asks for, given the facts."""
    record = facts.record
    return tuple(
        [each for each in action.inputs if not each.when or not GUARDS[each.when](rulebook, facts, record)]
    )


def open_lines(rulebook: Rulebook, facts: Facts) -> tuple[str, ...]:
    """The numbers of the lines that are not yet terminal."""
    machine = rulebook.line_machine.get(facts.head.machine)
    if machine is None:
        return ()
    return tuple(line.number for line in facts.lines if line.state not in machine.final_codes)


def asks(rulebook: Rulebook, facts: Facts, action: Action) -> tuple[Ask, ...]:
    """The inputs as a form shows them, with their choices and the lines they are about."""
    lines = open_lines(rulebook, facts)
    shown: list[Ask] = []
    for each in asked(rulebook, facts, action):
        if each.kind == "outcomes" and not lines:
            continue
        choices: tuple[Choice, ...] = ()
        if each.kind == "code":
            choices = tuple(
                Choice(code.code, code.label, code.suggests) for code in rulebook.codes if code.offered
            )
        default = _default(facts, each.name)
        only_with = None
        if facts.head.machine == "order":
            choices, default = offered(each, facts, action)
            only_with = needed_with(each, facts, action)
        shown.append(
            Ask(
                each.name,
                each.label,
                each.kind,
                each.required,
                choices,
                default=default,
                lines=lines if each.kind == "outcomes" else (),
                only_with=only_with,
            )
        )
    return tuple(shown)


def _default(facts: Facts, name: str) -> str:
    if not name.startswith("approved_"):
        return ""
    requested = facts.record.values.get(name.replace("approved_", "requested_"))
    return "" if requested is None else str(requested)


def answered(
    rulebook: Rulebook, facts: Facts, machine: Machine, action: Action, inputs: Mapping[str, object]
) -> tuple[dict[str, object], tuple[Reason, ...]]:
    """The answers in their own types, blank ones left out, and a reason for each that is missing or barred.

    *Errors*: `Invalid` for an input that the action does not know or a value of the wrong type.
    """
    for name in inputs:
        if name not in action.input_by_name:
            allowed = ", ".join(action.input_by_name) or "none"
            raise Invalid(f"{action.label} has no input {name!r}; it takes: {allowed}.")
    wanted = {each.name for each in asked(rulebook, facts, action)}
    values: dict[str, object] = {}
    reasons: list[Reason] = []
    for each in action.inputs:
        raw = inputs.get(each.name)
        if each.kind == "outcomes":
            lines = open_lines(rulebook, facts)
            values[each.name] = outcomes = _outcomes(raw, lines, each)
            if each.required and each.name in wanted:
                reasons += _missing_outcomes(lines, outcomes, facts, each)
            continue
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if each.required and each.name in wanted:
                reasons.append(
                    Reason(
                        facts.target,
                        "missing_input",
                        f"{action.label} needs the {each.label.lower()}.",
                        each.source,
                    )
                )
            continue
        if each.name not in wanted:
            reasons += GUARDS[each.when](rulebook, facts, facts.record)
            continue
        value = _value(rulebook, facts, each, raw)
        if each.kind == "quantity" and isinstance(value, int) and value < 0:
            reasons.append(
                Reason(facts.target, "below_zero", f"The {each.label.lower()} can't be below zero.")
            )
        values[each.name] = value
    return values, tuple(reasons)


def _missing_outcomes(
    lines: tuple[str, ...], outcomes: Mapping[str, str], facts: Facts, each: Input
) -> list[Reason]:
    about = {line.number: line.values.get("about") for line in facts.lines}
    return [
        Reason(
            number,
            "missing_outcome",
            f"Line {number} ({about[number]}) is still open: say whether it is accepted or denied.",
            each.source,
        )
        for number in lines
        if number not in outcomes
    ]


def _outcomes(raw: object, lines: tuple[str, ...], each: Input) -> dict[str, str]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise Invalid(f"{each.name} is a map from line number to {' or '.join(OUTCOMES)}.")
    for number, outcome in raw.items():
        if number not in lines:
            raise Invalid(f"{each.name}: {number!r} is no open line; open are: {', '.join(lines) or 'none'}.")
        if outcome not in OUTCOMES:
            raise Invalid(f"{each.name}: {number} takes {' or '.join(OUTCOMES)}, not {outcome!r}.")
    return {str(number): str(outcome) for number, outcome in raw.items()}


def _value(rulebook: Rulebook, facts: Facts, each: Input, raw: object) -> object:
    if each.kind in till.KINDS:
        return till.value_of(each.kind, each.name, raw, facts)
    if each.kind == "quantity":
        return whole_number(each.name, raw)
    if not isinstance(raw, str):
        raise Invalid(f"{each.name} is a text, not {type(raw).__name__}.")
    if each.kind == "date":
        return iso_day(each.name, raw)
    if each.kind == "code":
        code = rulebook.code_by_name.get(raw)
        if code is None or not code.offered:
            offered = ", ".join(code.code for code in rulebook.codes if code.offered)
            raise Invalid(f"{each.name}: {raw!r} is no resolution code on offer; take one of: {offered}.")
        return raw
    return storable(each.name, raw)
