"""The rules as rows: a rulebook written to its tables and compiled from them again.

*Source*: rules.md, section 4.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from models import soundness
from models.errors import BadRulebook
from models.names import DERIVATIONS, EFFECTS, GUARDS
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
from models.tables.rules import (
    RULE_TABLES,
    ActionRow,
    CascadeRow,
    InputRow,
    MachineRow,
    ResolutionCodeRow,
    RollupRow,
    StatusRow,
    TransitionRow,
)
from models.tables.states import RuleSet, StateRow

if TYPE_CHECKING:
    from models.database import Database
    from models.tables.base import Table

LIMIT = 10_000
#: What faults of the rows are said to be in, as those of a file are in that file.
ROWS = "the rules of this desk"


def revision(database: Database) -> int:
    """A number that changes whenever a rule row does."""
    row = database.one("SELECT revision FROM rule_set LIMIT 1")
    return int(str(row[0])) if row else 0


def bump(database: Database) -> None:
    """Raises the revision by hand, for tests and repairs."""
    database.run(RuleSet.update(revision=RuleSet.revision + 1))


def _names(names: tuple[str, ...]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def _tuple(text: object) -> tuple[str, ...]:
    try:
        names = json.loads(str(text))
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadRulebook([f"{ROWS}: {text!r:.60} is no JSON list of names; write one, or [] for none."])
    return tuple(names)


def save(database: Database, rulebook: Rulebook) -> None:
    """Replaces the rules by this rulebook; imported resolution codes stay."""
    with database.write():
        for table in RULE_TABLES:
            query = table.delete()
            if table is ResolutionCodeRow:
                query = query.where(ResolutionCodeRow.imported == 0)
            database.run(query)
        for machine in rulebook.machines:
            _save_machine(database, machine)
        for code in rulebook.codes:
            database.run(ResolutionCodeRow.insert(**vars_of(code)).on_conflict_ignore())


def vars_of(value: State | Input | Status | ResolutionCode) -> dict[str, object]:
    """A value's fields as a row takes them: flags as 0 and 1, names as JSON."""
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {
        name: _names(field) if isinstance(field, tuple) else int(field) if isinstance(field, bool) else field
        for name, field in fields.items()
    }


def _save_machine(database: Database, machine: Machine) -> None:
    code = machine.code
    database.run(MachineRow.insert(code=code, label=machine.label, head=machine.head))
    for state in machine.states:
        database.run(StateRow.insert(machine=code, **vars_of(state)))
    for action in machine.actions:
        database.run(
            ActionRow.insert(
                machine=code,
                code=action.code,
                label=action.label,
                key=action.key,
                operation=int(action.operation),
                source=action.source,
                line_key=action.line_key,
                outside=action.outside,
            )
        )
        for each in action.inputs:
            database.run(InputRow.insert(machine=code, action=action.code, **vars_of(each)))
        for transition in action.transitions:
            _save_transition(database, code, action.code, transition)
    for status in machine.statuses:
        database.run(StatusRow.insert(machine=code, **vars_of(status)))
    for rollup in machine.rollups:
        database.run(
            RollupRow.insert(
                machine=code,
                event=rollup.event,
                line_state=rollup.line_state,
                from_states=_names(rollup.from_states),
                to_state=rollup.to_state,
                guards=_names(rollup.guards),
                effects=_names(rollup.effects),
                source=rollup.source,
            )
        )


def _save_transition(database: Database, machine: str, action: str, transition: Transition) -> None:
    database.run(
        TransitionRow.insert(
            machine=machine,
            action=action,
            from_state=transition.from_state,
            to_state=transition.to_state,
            role=transition.role,
            enabled=int(transition.enabled),
            head_states=_names(transition.head_states),
            guards=_names(transition.guards),
            effects=_names(transition.effects),
            confirm=transition.confirm,
            source=transition.source,
        )
    )
    for cascade in transition.cascades:
        database.run(
            CascadeRow.insert(
                machine=machine,
                action=action,
                from_state=transition.from_state,
                line_states=_names(cascade.from_states),
                to_state=cascade.to_state,
                effects=_names(cascade.effects),
                source=cascade.source,
            )
        )


def _rows(database: Database, table: type[Table], *fields: str) -> list[tuple[object, ...]]:
    query = table.select(*(getattr(table, name) for name in fields))
    return database.all(query.order_by(table.id).limit(LIMIT))  # type: ignore[attr-defined]  # every rule table has its own id


def load_runnable(database: Database) -> Rulebook:
    """Compiles the rows and proves that they can run: a row is changed more easily than a file is loaded.

    An action that is switched off may leave a state that nothing leads to: that bars nobody from
    working on. *Errors*: `BadRulebook` with one sentence for each fault.
    """
    rulebook = load(database)
    if faults := soundness.faults(rulebook, GUARDS, EFFECTS, DERIVATIONS, paths=False):
        raise BadRulebook([fault.sentence(ROWS) for fault in faults])
    return rulebook


def load(database: Database) -> Rulebook:
    """Compiles the rows."""
    states = defaultdict(list)
    for machine, *rest in _rows(database, StateRow, "machine", *_STATE):
        code, label, glyph, colour, initial, final, outcome, stamp, aliases, source = rest
        states[machine].append(
            State(
                str(code), str(label), str(glyph), str(colour), bool(initial), bool(final),
                str(outcome), str(stamp), _tuple(aliases), str(source),
            )
        )  # fmt: skip
    rollups = defaultdict(list)
    for machine, event, line_state, from_states, to_state, guards, effects, source in _rows(
        database,
        RollupRow,
        "machine",
        "event",
        "line_state",
        "from_states",
        "to_state",
        "guards",
        "effects",
        "source",
    ):
        rollups[machine].append(
            Rollup(
                str(event), str(line_state), _tuple(from_states), str(to_state),
                _tuple(guards), _tuple(effects), str(source),
            )
        )  # fmt: skip
    statuses = defaultdict(list)
    for machine, code, label, glyph, colour, derivation, source in _rows(
        database, StatusRow, "machine", "code", "label", "glyph", "colour", "derivation", "source"
    ):
        statuses[machine].append(
            Status(str(code), str(label), str(glyph), str(colour), str(derivation), str(source))
        )
    actions = _load_actions(database)
    machines = tuple(
        Machine(
            str(code),
            str(label),
            str(head),
            tuple(states[code]),
            tuple(actions[code]),
            tuple(rollups[code]),
            tuple(statuses[code]),
        )
        for code, label, head in _rows(database, MachineRow, "code", "label", "head")
    )
    codes = tuple(
        ResolutionCode(str(code), str(label), str(suggests), bool(offered), bool(imported), str(source))
        for code, label, suggests, offered, imported, source in _rows(database, ResolutionCodeRow, *_CODE)
    )
    return Rulebook(machines, codes)


_STATE = ("code", "label", "glyph", "colour", "initial", "final", "outcome", "stamp", "aliases", "source")
_CODE = ("code", "label", "suggests", "offered", "imported", "source")
_INPUT = ("name", "label", "kind", "required", "when", "source")


def _load_actions(database: Database) -> dict[object, list[Action]]:
    inputs = defaultdict(list)
    for machine, action, name, label, kind, required, when, source in _rows(
        database, InputRow, "machine", "action", *_INPUT
    ):
        inputs[machine, action].append(
            Input(str(name), str(label), str(kind), bool(required), str(when), str(source))
        )
    cascades = defaultdict(list)
    for machine, action, from_state, line_states, to_state, effects, source in _rows(
        database,
        CascadeRow,
        "machine",
        "action",
        "from_state",
        "line_states",
        "to_state",
        "effects",
        "source",
    ):
        cascades[machine, action, from_state].append(
            Cascade(_tuple(line_states), str(to_state), _tuple(effects), str(source))
        )
    transitions = defaultdict(list)
    for machine, action, from_state, to_state, role, enabled, heads, guards, effects, asks, source in _rows(
        database, TransitionRow, "machine", "action", "from_state", "to_state", "role", "enabled",
        "head_states", "guards", "effects", "confirm", "source",
    ):  # fmt: skip
        transitions[machine, action].append(
            Transition(
                str(from_state), str(to_state), str(role), bool(enabled), _tuple(heads), _tuple(guards),
                _tuple(effects), str(asks), tuple(cascades[machine, action, from_state]), str(source),
            )
        )  # fmt: skip
    actions = defaultdict(list)
    for machine, code, label, key, operation, source, line_key, outside in _rows(
        database, ActionRow, "machine", "code", "label", "key", "operation", "source", "line_key", "outside"
    ):
        actions[machine].append(
            Action(
                str(code), str(label), str(key), bool(operation),
                tuple(inputs[machine, code]), tuple(transitions[machine, code]), str(source), str(line_key),
                str(outside),
            )
        )  # fmt: skip
    return actions
