"""The one place that decides: rulebook + facts + action → every change, or every reason against it.

Pure: nothing is read, nothing is written, the same question has the same answer. An action
on a case runs its effects downwards, an action on a line is evaluated upwards, and then it
stops; the two never chain.

Source: rules.md, 1.2 to 1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.bars import bars, way_to
from models.effects import Draft
from models.errors import Invalid
from models.inputs import answered, asks
from models.names import EFFECTS, GUARDS
from models.plans import Ask, Facts, Plan, Reason, Record, Refusal, Verdict
from models.rulebook import Action, Cascade, Machine, Rollup, Rulebook, Transition
from models.till import aftermath, derivations


def plan(rulebook: Rulebook, facts: Facts, action_code: str, inputs: Mapping[str, object]) -> Plan | Refusal:
    """What the action would change, or every reason why it can't be done.

    *Errors*: `Invalid` for an unknown action or input, or a value of the wrong type.
    """
    machine, action = named_action(rulebook, facts, action_code)
    answers, missing = answered(rulebook, facts, machine, action, inputs)
    unanswered, facts = facts, facts.asked(answers)
    reasons = bars(rulebook, facts, machine, action)
    transition = action.transition(facts.record.state)
    if transition is None:
        # What is asked for elsewhere says nothing about the way there.
        missing = ()
    if reasons or missing or transition is None:
        return Refusal(action_code, facts.target, reasons + missing, open_actions(rulebook, unanswered))
    draft = Draft(rulebook, facts, answers)
    then = None
    _move(draft, facts.record, transition, action)
    if facts.record is facts.head:
        for cascade in transition.cascades:
            _cascade(draft, machine, cascade, action)
        then = become(draft, machine)
    else:
        _roll_up(draft, machine)
    _note_unused(draft, action)
    questions = GUARDS[transition.confirm](rulebook, facts, facts.record) if transition.confirm else ()
    return Plan(
        action_code,
        facts.target,
        draft.changes,
        tuple(draft.entries),
        tuple(draft.creations),
        tuple(draft.warnings),
        tuple(reason.message for reason in questions),
        final=transition.to_state in machine.final_codes,
        source=transition.source or action.source,
        statuses=derivations.statuses(machine, then) if then else (),
        then=then,
    )


def named_action(rulebook: Rulebook, facts: Facts, action_code: str) -> tuple[Machine, Action]:
    """The target's machine and its action of this name.

    *Errors*: `Invalid`, which lists the actions there are.
    """
    machine = rulebook.machine_by_code[facts.record.machine]
    action = machine.action_by_code.get(action_code)
    if action is None:
        known = ", ".join(action.code for action in machine.actions if not action.operation)
        what = machine.label.lower()
        a = "An" if what[0] in "aeiou" else "A"
        raise Invalid(f"{a} {what} has no action {action_code!r}; it has: {known}.")
    return machine, action


def open_actions(rulebook: Rulebook, facts: Facts) -> tuple[str, ...]:
    """The codes of the actions that nothing bars now, operations aside."""
    machine = rulebook.machine_by_code[facts.record.machine]
    return tuple(
        action.code
        for action in machine.actions
        if not action.operation and not bars(rulebook, facts, machine, action)
    )


def verdicts(rulebook: Rulebook, facts: Facts) -> tuple[Verdict, ...]:
    """Every action and operation on offer, open or barred with all reasons and the way there."""
    machine = rulebook.machine_by_code[facts.record.machine]
    return tuple(_verdict(rulebook, facts, machine, action) for action in machine.actions if action.offered)


def _verdict(rulebook: Rulebook, facts: Facts, machine: Machine, action: Action) -> Verdict:
    reasons = bars(rulebook, facts, machine, action)
    way = way_to(machine, facts, action) if reasons else ()
    return Verdict(action.code, action.label, action.key, action.operation, reasons, way, action.line_key)


def line_verdicts(rulebook: Rulebook, facts: Facts, number: str) -> tuple[Verdict, ...]:
    """What of the head's own actions can be fired for one line that has no machine, by their line keys."""
    machine = rulebook.machine_by_code[facts.head.machine]
    aimed = replace(facts, target=facts.head.number, inputs={"line": number})
    verdicts = (
        _verdict(rulebook, aimed, machine, action)
        for action in machine.actions
        if action.offered and action.line_key
    )
    return tuple(replace(verdict, key=verdict.line_key) for verdict in verdicts)


def asks_of(rulebook: Rulebook, facts: Facts, action_code: str) -> tuple[Ask, ...]:
    """What the action asks for here and now."""
    return asks(rulebook, facts, named_action(rulebook, facts, action_code)[1])


def _move(draft: Draft, record: Record, transition: Transition, action: Action) -> None:
    if transition.to_state:
        draft.set(record, "state", transition.to_state, action.code)
    for name in transition.effects:
        EFFECTS[name](draft, record, action.code)


def _cascade(draft: Draft, head_machine: Machine, cascade: Cascade, action: Action) -> None:
    machine = draft.rulebook.line_machine[head_machine.code]
    outcomes = draft.answer("outcomes")
    for line in draft.facts.lines:
        if line.state in machine.final_codes or (
            cascade.from_states and line.state not in cascade.from_states
        ):
            continue
        to_state = cascade.to_state
        if not to_state and isinstance(outcomes, Mapping):
            to_state = machine.state_by_outcome[str(outcomes[line.number])].code
        draft.set(line, "state", to_state, action.code)
        for name in cascade.effects:
            EFFECTS[name](draft, line, action.code)


def _roll_up(draft: Draft, machine: Machine) -> None:
    entered = [change.after for change in draft.changes if change.field == "state"]
    if not entered:
        return
    after = draft.after()
    settled = all(line.state in machine.final_codes for line in after.lines)
    head = draft.facts.head
    for rollup in machine.rollups:
        if rollup.event == "becomes":
            continue
        happened = rollup.line_state in entered if rollup.event == "enters" else settled
        if not happened or head.state not in rollup.from_states:
            continue
        if _objected(rollup, draft.rulebook, after):
            continue
        because = f"line_enters_{rollup.line_state}" if rollup.event == "enters" else "lines_settled"
        draft.set(head, "state", rollup.to_state, because)
        for name in rollup.effects:
            EFFECTS[name](draft, head, because)
        return


def _objected(rollup: Rollup, rulebook: Rulebook, facts: Facts) -> bool:
    return any(GUARDS[name](rulebook, facts, facts.head) for name in rollup.guards)


def become(draft: Draft, machine: Machine) -> Facts | None:
    """Moves the record on where its facts, as they will be, say so; gives those facts.

    None where nothing follows from the facts of such a record.
    """
    if not machine.becoming and not machine.statuses:
        return None
    then = aftermath.of(draft)
    for rollup in machine.becoming:
        if then.head.state not in rollup.from_states:
            continue
        if not _objected(rollup, draft.rulebook, then):
            draft.set(draft.facts.head, "state", rollup.to_state, f"becomes_{rollup.to_state}")
            return replace(then, head=then.head.moved({"state": rollup.to_state}))
    return then


def _note_unused(draft: Draft, action: Action) -> None:
    """An answer that nothing took is said, so that nobody believes it was kept."""
    for each in action.inputs:
        if each.name in draft.inputs and each.name not in draft.used and each.kind != "outcomes":
            draft.warnings.append(
                Reason(
                    draft.facts.target,
                    "not_used",
                    f"The {each.label.lower()} was not used: nothing here takes it.",
                )
            )
