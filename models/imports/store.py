"""Reads what the desk holds of an imported case, and writes what its source adds.

A case and all of its updates are written in one transaction, which is the caller's.
"""

from __future__ import annotations

import hashlib
import json

from models.desk.applying import search_text
from models.desk.history import Event, write_history
from models.desk.numbering import next_number
from models.desk.people import agent_id, contact_id, named_id
from models.desk.session import Session
from models.errors import Stale
from models.imports.cases import ImportedCase
from models.imports.continuing import REPEATED, Continuation, Held, Step, Told
from models.imports.stamping import STAMPS
from models.numbers import number_of
from models.plans import Change
from models.rulebook import Machine
from models.statements import Statement, slot
from models.tables.cases import Case
from models.tables.imports import ImportedUpdate
from models.tables.rules import ResolutionCodeRow

_TEXTS = (
    "state", "short_description", "account", "contact", "consumer", "order", "scope", "service",
    "channel", "assignment_group", "assigned_to", "resolution_code", "resolution_notes",
)  # fmt: skip
_OTHERS = ("priority", *STAMPS, "updated_at", "updated_by", "opened_at", "opened_by")
_HELD = """
SELECT c.id, c.version, c.state, c.short_description, account.name, contact.name, consumer.name,
    c.order_number, c.scope, c.service, c.channel, assignment_group.name, agent.name, c.resolution_code,
    c.resolution_notes, c.priority, c.resolved_at, c.resolved_by, c.closed_at, c.closed_by, c.updated_at,
    c.updated_by, c.opened_at, c.opened_by
FROM cases c
LEFT JOIN account ON account.id = c.account_id
LEFT JOIN contact ON contact.id = c.contact_id
LEFT JOIN contact consumer ON consumer.id = c.consumer_id
LEFT JOIN assignment_group ON assignment_group.id = c.assignment_group_id
LEFT JOIN agent ON agent.id = c.assigned_to_id
WHERE c.source = ? AND c.source_number = ? LIMIT 1
"""
_UPDATES = """
SELECT revision, digest, said, rest FROM imported_update WHERE case_id = ? ORDER BY revision, id LIMIT 100000
"""
_OPEN_LINE = "SELECT 1 FROM case_lines WHERE case_id = ? AND is_open = 1 LIMIT 1"
_COLUMNS = (
    "state", "is_open", "short_description", "account", "contact", "consumer", "order_number", "scope",
    "service", "channel", "priority", "assignment_group", "assigned_to", "opened_at", "opened_by",
    "updated_at", "updated_by", *STAMPS, "resolution_code", "resolution_notes", "source_revision",
    "search_text",
)  # fmt: skip
_SLOTS = {name: slot(name) for name in _COLUMNS}
_INSERT = Statement(
    Case.insert(
        id=slot("id"), source=slot("source"), source_number=slot("source_number"), version=1, **_SLOTS
    )
)
_UPDATE = Statement(
    Case.update(version=Case.version + 1, **_SLOTS).where(
        (Case.id == slot("id")) & (Case.version == slot("version"))
    )
)
_TAKEN = Statement(
    ImportedUpdate.insert(**{name: slot(name) for name in ("case", "revision", "digest", "said", "rest")})
)


class Store:
    """The desk's tables as an import sees them; ids of names and the key of digests are looked up once."""

    def __init__(self, session: Session, machine: Machine) -> None:
        self.session = session
        self.database = session.database
        self.machine = machine
        row = self.database.one("SELECT value FROM secret WHERE name = 'digest' LIMIT 1")
        self._key = bytes.fromhex(str(row[0])) if row else b""
        self._digests: dict[str, str] = {}
        self._ids: dict[tuple[str, str, int | None], int | None] = {}

    def digest(self, text: str) -> str:
        """A text's digest under the desk's own key, for telling values apart and nothing else."""
        if text not in self._digests:
            self._digests[text] = hashlib.blake2b(text.encode(), key=self._key, digest_size=9).hexdigest()
        return self._digests[text]

    def held(self, case: ImportedCase) -> Held | None:
        """The case as the desk holds it, or None where it has never been imported."""
        row = self.database.one(_HELD, [case.source, case.number])
        if row is None:
            return None
        values = {name: value or "" for name, value in zip(_TEXTS, row[2:], strict=False)}
        values |= dict(zip(_OTHERS, row[2 + len(_TEXTS) :], strict=True))
        case_id = int(str(row[0]))
        rows = self.database.all(_UPDATES, [case_id])
        told = [_told(int(str(revision)), *map(str, rest)) for revision, *rest in rows if rest[1]]
        told.sort(key=lambda each: (each.revision, each.at or 0))
        seen = frozenset((int(str(revision)), str(digest)) for revision, digest, *_ in rows)
        return Held(case_id, int(str(row[1])), values, tuple(told), seen)

    def has_open_line(self, held: Held) -> bool:
        """Whether a line of the case is still being worked on."""
        return self.database.one(_OPEN_LINE, [held.id]) is not None

    def write(self, case: ImportedCase, held: Held | None, continuation: Continuation) -> None:
        """Writes the steps of a case, and the case itself where they move it.

        *Errors*: `Stale` where somebody changed the case since it was read.
        """
        case_id = held.id if held else next_number(self.session, "case")
        number = number_of("case", case_id)
        if continuation.moved:
            self._write_case(case, case_id, held, continuation)
        for step in continuation.steps:
            self._write_step(case_id, number, step)

    def _write_case(
        self, case: ImportedCase, case_id: int, held: Held | None, continuation: Continuation
    ) -> None:
        values = continuation.values
        account = self._id("account", values["account"])
        code = str(values["resolution_code"] or "")
        if code:
            self._take_code(code, case.source)
        row = {
            **values,
            "is_open": int(not self.machine.state_by_code[str(values["state"])].final),
            "account": account,
            "contact": self._id("contact", values["contact"], account),
            "consumer": self._id("consumer", values["consumer"]),
            "order_number": values["order"],
            "assignment_group": self._id("assignment_group", values["assignment_group"]),
            "assigned_to": self._id("assigned_to", values["assigned_to"]),
            "resolution_code": code or None,
            "source_revision": max(step.told.revision for step in continuation.steps),
            "search_text": search_text({**values, "source_number": case.number}),
            "id": case_id,
        }
        if held is None:
            self.database.run(_INSERT, row | {"source": case.source, "source_number": case.number})
        elif self.database.run(_UPDATE, row | {"version": held.version}) != 1:
            raise Stale(number_of("case", case_id), held.version, held.version + 1)

    def _write_step(self, case_id: int, number: str, step: Step) -> None:
        session, update = self.session, step.update
        at = session.clock() if update.at is None else update.at
        by = update.by or session.agent
        event = Event(step.action, number, number, at, by, imported=True, irregular=step.irregular)
        changes = [Change(number, each.field, each.before, each.after, step.action) for each in step.changes]
        write_history(session, event, changes)
        told = step.told
        said = [told.at, told.state, told.priority, told.assignment_group, told.assigned_to]
        self.database.run(
            _TAKEN,
            {
                "case": case_id,
                "revision": told.revision,
                "digest": told.digest,
                "said": "" if step.action == REPEATED else json.dumps(said, ensure_ascii=False),
                "rest": " ".join(told.rest),
            },
        )

    def _take_code(self, code: str, source: str) -> None:
        """A closing code that the desk doesn't know is kept as imported and is offered to nobody."""
        if ("code", code, None) not in self._ids:
            found = self.database.one("SELECT 1 FROM resolution_code WHERE code = ? LIMIT 1", [code])
            if found is None:
                self.database.run(
                    ResolutionCodeRow.insert(
                        code=code, label=code, offered=0, imported=1, source=f"imported from {source}"
                    )
                )
            self._ids["code", code, None] = 1

    def _id(self, field: str, value: object, account: int | None = None) -> int | None:
        """The id behind a name, which is taken up where it is new."""
        name = str(value or "")
        if not name:
            return None
        key = field, name, account
        if key not in self._ids:
            if field == "assigned_to":
                self._ids[key] = agent_id(self.database, name)
            elif field in ("account", "assignment_group"):
                self._ids[key] = named_id(self.database, field, name)
            else:
                self._ids[key] = contact_id(self.database, field, name, account)
        return self._ids[key]


def _told(revision: int, digest: str, said: str, rest: str) -> Told:
    at, state, priority, group, assignee = json.loads(said)
    return Told(revision, digest, at, state, priority, group, assignee, tuple(rest.split()))
