"""The rules as frozen values: what the rows say, compiled and checked.

A rulebook holds machines (case, line). A machine holds its states, its actions
and its roll-ups; an action holds the inputs it asks for and its transitions, one
per state it leaves; a transition holds what it cascades to. Names only: guards
and effects are named here and written in `models.guards` and `models.effects`.

Source: rules.md, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

ROLES = ("viewer", "agent", "manager", "admin")
COLOURS = ("dim", "grey", "blue", "violet", "amber", "green", "red")
INPUT_KINDS = (
    "text", "note", "code", "quantity", "date", "outcomes",
    "amount", "flag", "line", "pieces", "quantities", "type", "unit", "method",
    "supplier", "purpose", "status",
)  # fmt: skip
OUTCOMES = ("accepted", "denied")
STAMPS = ("", "resolved", "closed")
OUTSIDE = ("", "money", "goods")
ROLLUP_EVENTS = ("enters", "settles", "becomes")


@dataclass(frozen=True)
class State:
    """One state of a machine, with how its badge looks.

    ``outcome`` marks a line state as the result ``accepted`` or ``denied``;
    ``stamp`` names the pair of columns (``resolved_at`` and ``resolved_by``, …)
    that is written on entering; ``aliases`` are names accepted on import and in
    search and never shown.
    """

    code: str
    label: str
    glyph: str
    colour: str
    initial: bool = False
    final: bool = False
    outcome: str = ""
    stamp: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Input:
    """What an action asks for.

    ``kind``: ``text`` one line, ``note`` many, ``code`` a resolution code,
    ``quantity`` a whole number from 0, ``pieces`` one from 1, ``date`` an ISO day,
    ``outcomes`` a map from line number to outcome, ``quantities`` one from line number to
    pieces, ``amount`` money as a text, ``line`` a line's number, and ``type``, ``unit``,
    ``method``, ``supplier``, ``purpose``, ``status`` one of the desk's own. ``when`` names a guard:
    where it objects, the input is not asked for.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    when: str = ""
    source: str = ""


@dataclass(frozen=True)
class Cascade:
    """What a transition of the head does to its lines, in the same plan.

    Lines in one of ``from_states`` move (every open line, where that is empty) to
    ``to_state``, or, where that is empty, to the state with the outcome that the
    input ``outcomes`` names for the line.
    """

    from_states: tuple[str, ...]
    to_state: str
    effects: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Transition:
    """One action from one state; an empty ``to_state`` stays where it is.

    ``head_states`` limits a line's action to these states of its case (empty: any);
    ``confirm`` names a guard whose objection the console turns into a question.
    """

    from_state: str
    to_state: str
    role: str = "agent"
    enabled: bool = True
    head_states: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    confirm: str = ""
    cascades: tuple[Cascade, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Action:
    """What an agent can do to a record of a machine.

    An ``operation`` (edit, add a line, write a note …) changes no state; its
    transitions say where it is allowed, and it never counts among the open actions.
    ``line_key`` fires the action for one line, which becomes its input ``line``; ``outside`` says
    what of it reaches the world (``money``, ``goods``), and so can be undone for a few seconds only.
    """

    code: str
    label: str
    key: str
    operation: bool = False
    inputs: tuple[Input, ...] = ()
    transitions: tuple[Transition, ...] = ()
    source: str = ""
    line_key: str = ""
    outside: str = ""

    def transition(self, state: str) -> Transition | None:
        """The transition that leaves ``state``, or None."""
        return self._by_state.get(state)

    @cached_property
    def _by_state(self) -> dict[str, Transition]:
        return {transition.from_state: transition for transition in self.transitions}

    @cached_property
    def input_by_name(self) -> dict[str, Input]:
        """Inputs by their name."""
        return {each.name: each for each in self.inputs}

    @cached_property
    def offered(self) -> bool:
        """Whether any of its transitions is switched on."""
        return any(transition.enabled for transition in self.transitions)


@dataclass(frozen=True)
class Rollup:
    """What follows from an action: from a line's change to its case, from an order's facts to the order.

    ``event`` is ``enters`` (a line enters ``line_state``), ``settles`` (a line's change
    leaves no open line) or ``becomes`` (after an action on the record itself, when its guards
    have nothing to object); the head moves from one of ``from_states`` to ``to_state``.
    """

    event: str
    line_state: str
    from_states: tuple[str, ...]
    to_state: str
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Status:
    """A label that follows from facts: ``derivation`` names how, the first that holds is the badge."""

    code: str
    label: str
    glyph: str
    colour: str
    derivation: str
    source: str = ""


@dataclass(frozen=True)
class Machine:
    """The states and actions of one kind of record; a line's machine names its ``head``."""

    code: str
    label: str
    head: str = ""
    states: tuple[State, ...] = ()
    actions: tuple[Action, ...] = ()
    rollups: tuple[Rollup, ...] = ()
    statuses: tuple[Status, ...] = ()

    @cached_property
    def state_by_code(self) -> dict[str, State]:
        """States by their code."""
        return {state.code: state for state in self.states}

    @cached_property
    def action_by_code(self) -> dict[str, Action]:
        """Actions and operations by their code."""
        return {action.code: action for action in self.actions}

    @cached_property
    def initial(self) -> State:
        """The state in which a new record is born."""
        return next(state for state in self.states if state.initial)

    @cached_property
    def final_codes(self) -> frozenset[str]:
        """The codes of the states that nothing leaves."""
        return frozenset(state.code for state in self.states if state.final)

    @cached_property
    def accepted_codes(self) -> frozenset[str]:
        """The codes of the states that a line is accepted in."""
        return frozenset(state.code for state in self.states if state.outcome == "accepted")

    @cached_property
    def becoming(self) -> tuple[Rollup, ...]:
        """What follows from an action on the record itself."""
        return tuple(rollup for rollup in self.rollups if rollup.event == "becomes")

    @cached_property
    def state_by_outcome(self) -> dict[str, State]:
        """Final states of lines by the outcome that leads to them."""
        return {state.outcome: state for state in self.states if state.outcome}

    def state_named(self, name: str) -> State | None:
        """The state with this code, label or alias, whatever the case of its letters."""
        return self._by_name.get(name.strip().casefold())

    @cached_property
    def _by_name(self) -> dict[str, State]:
        names: dict[str, State] = {}
        for state in self.states:
            for name in (state.code, state.label, *state.aliases):
                names.setdefault(name.casefold(), state)
        return names


@dataclass(frozen=True)
class ResolutionCode:
    """A row of the resolution codes; ``suggests`` is the outcome that the form preselects."""

    code: str
    label: str
    suggests: str = "denied"
    offered: bool = True
    imported: bool = False
    source: str = ""


@dataclass(frozen=True)
class Rulebook:
    """A whole rule set: machines and resolution codes."""

    machines: tuple[Machine, ...]
    codes: tuple[ResolutionCode, ...] = ()

    @cached_property
    def machine_by_code(self) -> dict[str, Machine]:
        """Machines by their code."""
        return {machine.code: machine for machine in self.machines}

    @cached_property
    def code_by_name(self) -> dict[str, ResolutionCode]:
        """Resolution codes by their code."""
        return {code.code: code for code in self.codes}

    @cached_property
    def line_machine(self) -> dict[str, Machine]:
        """The machine of the lines, by the code of their head's machine."""
        return {machine.head: machine for machine in self.machines if machine.head}
