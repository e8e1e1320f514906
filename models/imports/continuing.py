"""What a source's case adds to what the desk holds of it; pure, so that a dry run says the same.

The source moves a field only where it says something else than it said before: what an agent
has done here since the last import stays, unless the source contradicts it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.imports.cases import About, ImportedCase, Update
from models.imports.regular import irregular
from models.imports.stamping import NO_STAMPS, STAMPS, stamped
from models.rulebook import Machine

#: The actions of imported journal entries: an update that the case stands at or has passed, one that a
#: later row of the same number overruled, and one that came in after younger ones.
IMPORT, REPEATED, LATE = "import", "import_repeated", "import_late"

_TOLD = ("state", "priority", "assignment_group", "assigned_to")
_ABOUT = tuple(name for name in About._fields if name not in ("opened_at", "opened_by"))
_CODE = ("resolution_code", "resolution_notes")

#: Turns a text into a digest under the desk's own key.
Digest = Callable[[str], str]


class Told(NamedTuple):
    """What the source said in one update, as the desk keeps it; ``rest`` digests its other fields."""

    revision: int
    digest: str
    at: int | None
    state: str
    priority: int
    assignment_group: str
    assigned_to: str
    rest: tuple[str, ...]


class Held(NamedTuple):
    """A case as the desk holds it, what its source has told, oldest first, and all that was ever seen."""

    id: int
    version: int
    values: dict[str, object]
    told: tuple[Told, ...]
    seen: frozenset[tuple[int, str]]


class Moved(NamedTuple):
    """One field of the case, from → to."""

    field: str
    before: object
    after: object


class Step(NamedTuple):
    """One update to be written: what it moves, and whether a rule would have allowed that."""

    update: Update
    told: Told
    action: str
    changes: tuple[Moved, ...]
    irregular: bool


@dataclass
class Continuation:
    """What is to be written of a case: steps, and the values that it ends with."""

    steps: list[Step] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    known: int = 0
    repeated: int = 0
    contradicted: list[tuple[int, str]] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Whether the case itself changes, and not only its history."""
        return any(step.action == IMPORT for step in self.steps)


class Continuing:
    """Lays the updates of one file over what a desk holds."""

    def __init__(self, machine: Machine, digest: Digest, *, numbered: bool, now: int, agent: str) -> None:
        self.machine = machine
        self.digest = digest
        self.numbered = numbered
        self.now = now
        self.agent = agent

    def of(self, case: ImportedCase, held: Held | None) -> Continuation:
        """What this case adds."""
        result = Continuation(values=dict(held.values) if held else _unborn())
        told = list(held.told) if held else []
        seen = set(held.seen) if held else set()
        if self.numbered:
            self._overruled(case, told, seen, result)
        else:
            result.repeated = len(case.repeated)
        for update in case.updates:
            now_told = self._told(update, told)
            key = now_told.revision, now_told.digest
            if key in seen:
                result.known += 1
                continue
            seen.add(key)
            if told and _order(now_told) < _order(told[-1]):
                result.steps.append(self._late(update, now_told, told))
            else:
                result.steps.append(self._applied(update, now_told, told, result))
                told.append(now_told)
        result.steps.sort(key=lambda step: (step.told.revision, step.update.line))
        return result

    def _overruled(
        self, case: ImportedCase, told: list[Told], seen: set[tuple[int, str]], result: Continuation
    ) -> None:
        """Rows that a later row of the same number overruled: each is a step that moves nothing."""
        winners = {(update.revision, update.digest) for update in case.updates}
        for update in case.repeated:
            result.repeated += 1
            now_told = self._told(update, told)
            key = now_told.revision, now_told.digest
            if key in seen or (update.revision, update.digest) in winners:
                continue
            seen.add(key)
            result.steps.append(Step(update, now_told, REPEATED, (), irregular=False))

    def _told(self, update: Update, before: list[Told]) -> Told:
        digest = self.digest(update.digest)
        revision = update.revision
        if not self.numbered and before:
            # A whole row has no number: the same again is no update, anything else is the next one.
            revision = before[-1].revision + (before[-1].digest != digest)
        rest = tuple(self.digest(f"{name}:{getattr(update.about, name)}") for name in _ABOUT)
        told = (update.state, update.priority, update.assignment_group, update.assigned_to)
        return Told(revision, digest, update.at, *told, rest)

    def _late(self, update: Update, now_told: Told, told: list[Told]) -> Step:
        """A step that comes after younger ones: it completes the history and leaves the case as it is."""
        earlier = [each for each in told if each.revision < now_told.revision]
        changes = tuple(
            Moved(name, getattr(earlier[-1], name) if earlier else "", getattr(now_told, name))
            for name in _TOLD
            if not earlier or getattr(earlier[-1], name) != getattr(now_told, name)
        )
        before = earlier[-1].state if earlier else ""
        odd = irregular(self.machine, before, update.state, changed=bool(changes))
        return Step(update, now_told, LATE, changes, odd)

    def _applied(self, update: Update, now_told: Told, told: list[Told], result: Continuation) -> Step:
        values = result.values
        before = str(values["state"] or "")
        last = told[-1] if told else None
        wanted: dict[str, object] = {
            name: getattr(update, name)
            for name in _TOLD
            if last is None or getattr(last, name) != getattr(update, name)
        }
        if last is not None:
            result.contradicted += [
                (
                    update.line,
                    f"{name} was {values[name] or 'empty'} here; the source makes it {after or 'empty'}.",
                )
                for name, after in wanted.items()
                if values[name] not in (getattr(last, name), after)
            ]
        wanted |= {
            name: getattr(update.about, name)
            for position, name in enumerate(_ABOUT)
            if last is None or last.rest[position] != now_told.rest[position]
        }
        if wanted.get("state", before) == update.state:
            stamped_now = stamped(self.machine, update, values, now=self.now, agent=self.agent)
            wanted |= self._code(update)
            values.update({name: stamped_now[name] for name in STAMPS})
        changes = tuple(
            Moved(name, values[name], after)
            for name, after in wanted.items()
            if (values[name] or "") != (after or "")
        )
        values.update({change.field: change.after for change in changes})
        values["updated_at"] = self.now if update.at is None else update.at
        values["updated_by"] = update.by or self.agent
        if last is None:
            opened = update.about.opened_at
            values["opened_at"] = values["updated_at"] if opened is None else opened
            values["opened_by"] = update.about.opened_by or values["updated_by"]
        odd = irregular(self.machine, before, str(values["state"]), changed=bool(changes))
        return Step(update, now_told, IMPORT, changes, odd)

    def _code(self, update: Update) -> dict[str, object]:
        """The closing code and notes: the source's, once its case has ended, and none before."""
        if not self.machine.state_by_code[update.state].stamp:
            return dict.fromkeys(_CODE, "")
        given = {name: getattr(update.ending, name) for name in _CODE}
        return {name: text for name, text in given.items() if text}


def _order(told: Told) -> tuple[int, int]:
    return told.revision, told.at or 0


def _unborn() -> dict[str, object]:
    return {**dict.fromkeys((*_TOLD, *_ABOUT, *_CODE), ""), **NO_STAMPS}
