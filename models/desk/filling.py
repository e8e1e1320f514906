"""Creates and edits: a new case, a line added, fields set, a line deleted, a note written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.actor import Actor
from models.checks import storable
from models.desk.acting import begin, done, entries_only, permit, refused
from models.desk.applying import apply, inserted, search_text, whole_row
from models.desk.facts import MAX_LINES
from models.desk.fields import CASE_FIELDS, checked
from models.desk.history import Event, write_history
from models.desk.numbering import next_number
from models.desk.people import agent_id, contact_id, named_id
from models.desk.session import Session
from models.errors import Invalid
from models.numbers import number_of, parse_number
from models.plans import Change, Entry, Facts, Reason, Record
from models.record_views import Done
from models.rulebook import ROLES, Rulebook
from models.statements import Statement, slot
from models.tables.cases import Case, Line

_COPIED = ("account", "contact", "priority", "assignment_group")
_OF_CASE = Statement(
    Case.select(*(getattr(Case, name) for name in _COPIED)).where(Case.id == slot("id")).limit(1)
)


def new_case(session: Session, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]]) -> Done:
    """Makes a case with its lines, all in the first state of their machines.

    *Errors*: `Refused`, `Invalid`.
    """
    values = checked("case", fields, new=True)
    with session.database.write():
        standing = session.standing()
        rulebook = session.rulebook(standing.revision)
        if not standing.known:
            agent_id(session.database, session.agent)
        case_id = next_number(session, "case")
        number = number_of("case", case_id)
        state = rulebook.machine_by_code["case"].initial.code
        head = Record("case", number, state, 1, values)
        facts = Facts(standing.actor, head, (), number)
        permit(rulebook, facts, "edit")
        _may_assign(rulebook, facts, values.get("assigned_to"))
        _insert_case(session, case_id, state, values)
        changes = [Change(number, "state", None, state, "new"), *_first_values(number, values)]
        for line in lines:
            made = _insert_line(session, rulebook, facts, checked("line", line, new=True))
            facts = Facts(facts.actor, head, (*facts.lines, made), number)
            changes += [
                Change(made.number, "state", None, made.state, "new"),
                *_first_values(made.number, made.values),
            ]
        event = Event("new", number, number, session.clock(), session.agent)
        journal = write_history(session, event, changes)
        return Done(number, 1, state, journal, tuple(changes), ())


def _first_values(number: str, values: Mapping[str, object]) -> list[Change]:
    defaults = {field.name: field.default for field in CASE_FIELDS}
    return [
        Change(number, name, None, value, "new")
        for name, value in values.items()
        if value not in (None, "") and str(value) != defaults.get(name)
    ]


def _insert_case(session: Session, case_id: int, state: str, values: Mapping[str, object]) -> None:
    database, now = session.database, session.clock()
    account = named_id(database, "account", str(values["account"])) if values["account"] else None
    row = {name: value for name, value in values.items() if name not in _NAMES}
    row["order_number"] = row.pop("order")
    for name in ("contact", "consumer"):
        if values[name]:
            row[name] = contact_id(database, name, str(values[name]), account if name == "contact" else None)
    if values["assignment_group"]:
        row["assignment_group"] = named_id(database, "assignment_group", str(values["assignment_group"]))
    if values["assigned_to"]:
        row["assigned_to"] = agent_id(database, str(values["assigned_to"]))
    inserted(
        session,
        Case,
        row
        | {
            "id": case_id,
            "state": state,
            "is_open": 1,
            "account": account,
            "opened_at": now,
            "opened_by": session.agent,
            "updated_at": now,
            "updated_by": session.agent,
            "search_text": search_text(values),
        },
    )


_NAMES = frozenset({"account", "contact", "consumer", "assignment_group", "assigned_to"})


def _insert_line(session: Session, rulebook: Rulebook, facts: Facts, values: dict[str, object]) -> Record:
    """A new line, which copies account, contact, priority, group and assignee from its case."""
    head = facts.head
    _may_repeat(rulebook, facts, values["about"])
    line_id = next_number(session, "line")
    state = rulebook.machine_by_code["line"].initial.code
    assignee = values["assigned_to"] or head.values.get("assigned_to")
    case_id = parse_number(head.number)[1]
    [copied] = session.database.all(_OF_CASE, {"id": case_id})
    row = {name: value for name, value in values.items() if name != "assigned_to"}
    row |= dict(zip(_COPIED, copied, strict=True))
    row["assigned_to"] = agent_id(session.database, str(assignee)) if assignee else None
    inserted(session, Line, row | {"id": line_id, "case": case_id, "state": state, "is_open": 1})
    return Record("line", number_of("line", line_id), state, 1, values | {"assigned_to": assignee})


def _may_repeat(rulebook: Rulebook, facts: Facts, about: object, but: str = "") -> None:
    """Two lines of a case that are not cancelled can't be about the same thing."""
    if len(facts.lines) >= MAX_LINES:
        reason = Reason(
            facts.head.number, "too_many_lines", f"A case holds at most {MAX_LINES} lines; open another."
        )
        raise refused(rulebook, facts, "add_line", reason)
    machine = rulebook.machine_by_code["line"]
    for line in facts.lines:
        state = machine.state_by_code[line.state]
        if (
            line.number != but
            and line.values.get("about") == about
            and not (state.final and not state.outcome)
        ):
            message = (
                f"Line {line.number} is about {about} already; cancel it first or choose another order line."
            )
            raise refused(
                rulebook, facts, "add_line", Reason(line.number, "duplicate_about", message, "rules.md 1.1")
            )


def _may_assign(rulebook: Rulebook, facts: Facts, name: object, before: object = None) -> None:
    """Only a manager gives a record to somebody else, or takes it from him."""
    if name in (before, facts.actor.name) or _is_manager(facts.actor):
        return
    whom = f"to {name}" if name else "to nobody"
    message = f"Only a manager assigns {facts.target} {whom}; take it yourself with Assign to me."
    if name or before != facts.actor.name:
        raise refused(rulebook, facts, "edit", Reason(facts.target, "role", message, "rules.md 1.1"))


def _is_manager(actor: Actor) -> bool:
    return ROLES.index(actor.role) >= ROLES.index("manager")


def add_line(session: Session, number: str, fields: Mapping[str, object], version: int | None) -> Done:
    """Adds a line to a case.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    values = checked("line", fields, new=True)
    with session.database.write():
        rulebook, facts = begin(session, number, version, "add_line")
        if facts.record is not facts.head:
            raise Invalid(f"{facts.target} is a line; lines are added to a case, {facts.head.number}.")
        permit(rulebook, facts, "add_line")
        _may_assign(rulebook, facts, values.get("assigned_to"))
        made = _insert_line(session, rulebook, facts, values)
        changes = (
            Change(made.number, "state", None, made.state, "add_line"),
            *_first_values(made.number, made.values),
        )
        facts = Facts(facts.actor, facts.head, (), facts.target)
        journal = apply(session, rulebook, facts, "add_line", changes, own=frozenset({made.number}))
        return Done(made.number, 1, made.state, journal, changes, ())


def set_fields(session: Session, number: str, fields: Mapping[str, object], version: int | None) -> Done:
    """Changes fields of a case or a line; what stays the same is no change.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid`.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, "edit")
        record = facts.record
        values = checked(record.machine, fields, new=False)
        permit(rulebook, facts, "edit")
        if "assigned_to" in values:
            _may_assign(rulebook, facts, values["assigned_to"], record.values.get("assigned_to"))
        if "about" in values and values["about"] != record.values["about"]:
            _may_repeat(rulebook, facts, values["about"], but=record.number)
        changes = tuple(
            Change(record.number, name, record.values.get(name), value, "edit")
            for name, value in values.items()
            if (record.values.get(name) if record.values.get(name) is not None else "")
            != ("" if value is None else value)
        )
        if not changes:
            return done(facts, 0, ())
        return done(facts, apply(session, rulebook, facts, "edit", changes), changes)


def delete_line(session: Session, number: str, version: int | None) -> Done:
    """Deletes a line, while the rules let it be deleted.

    *Errors*: `Refused`, `Stale`, `Unknown`, `Invalid` for a case.
    """
    with session.database.write():
        rulebook, facts = begin(session, number, version, "delete")
        if facts.record is facts.head:
            raise Invalid(f"{facts.target} is a case; cases are cancelled, only lines can be deleted.")
        permit(rulebook, facts, "delete")
        changes = (Change(facts.target, "state", facts.record.state, None, "delete"),)
        line = parse_number(facts.target)[1]
        kept = {facts.target: whole_row(session, Line, id=line)}
        session.database.run(Line.delete().where(Line.id == line))
        journal = apply(session, rulebook, facts, "delete", changes, own=frozenset({facts.target}), kept=kept)
        return Done(facts.target, facts.record.version, "", journal, changes, ())


def note(session: Session, number: str, text: str, kind: str) -> Done:
    """Writes a work note (``work_note``) or a ``comment`` that the customer sees.

    *Errors*: `Refused`, `Unknown`, `Invalid`.
    """
    operation = {"work_note": "note", "comment": "comment"}.get(kind)
    if operation is None:
        raise Invalid(f"{kind!r:.60} is no kind of note; take work_note or comment.")
    if not text.strip():
        raise Invalid("A note needs a text.")
    with session.database.write():
        rulebook, facts = begin(session, number, None)
        on_head = Facts(facts.actor, facts.head, facts.lines, facts.head.number)
        permit(rulebook, on_head, operation)
        return entries_only(
            session, rulebook, facts, operation, Entry(facts.target, kind, storable("text", text))
        )
