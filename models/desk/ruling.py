"""The rules of this desk: loaded after they are proven sound, and only by an admin."""

from __future__ import annotations

from models import rulefile, rulestore
from models.desk.session import Session
from models.errors import BadRulebook, Refused
from models.plans import Reason, Refusal
from models.rulebook import ROLES, Rulebook
from models.tables.cases import Case, Line
from models.tables.orders import Order

_TABLES: tuple[tuple[str, type[Case | Line | Order]], ...] = (
    ("case", Case),
    ("line", Line),
    ("order", Order),
)


def role_bars(session: Session, role: str, what: str) -> tuple[Reason, ...]:
    """Why the agent may not, where his role is below this one; nothing where he may."""
    actor = session.standing().actor
    if ROLES.index(actor.role) >= ROLES.index(role):
        return ()
    message = f"{what} needs the role {role}; {actor.name} is {actor.role}."
    return (Reason("desk", "role", message, "rules.md 1.1"),)


def need_role(session: Session, role: str, what: str) -> None:
    """Lets only agents of this role or above pass.

    *Errors*: `Refused`.
    """
    if reasons := role_bars(session, role, what):
        raise Refused(Refusal(what, "desk", reasons))


def load(session: Session, text: str, name: str) -> None:
    """Replaces the machines that a TOML text holds; the others stay.

    *Errors*: `BadRulebook` for a set that is not sound or lacks a state that a record is in; `Refused`.
    """
    need_role(session, "admin", "Loading rules")
    with session.database.write():
        before = _rules_that_stay(session)
        rulebook = rulefile.laid_over(rulefile.read(text, name, before), before)
        faults = _states_missing(session, rulebook, name)
        if faults:
            raise BadRulebook(faults)
        rulestore.save(session.database, rulebook)
        _mark_open(session, rulebook)


def _rules_that_stay(session: Session) -> Rulebook:
    """The desk's rules, even those that can't be run, so that loading can mend them."""
    try:
        rows = rulestore.load(session.database)
    except BadRulebook:
        return rulefile.shipped_rulebook()
    return rulefile.laid_over(rows, rulefile.shipped_rulebook())


def _states_missing(session: Session, rulebook: Rulebook, name: str) -> list[str]:
    faults = []
    for code, table in _TABLES:
        machine = rulebook.machine_by_code.get(code)
        rows = session.database.all(table.select(table.state).distinct().limit(1000))
        missing = [str(row[0]) for row in rows if machine and row[0] not in machine.state_by_code]
        faults += [
            f"{name}: machine {code}: there is no state {state!r}, but records are in it; keep it."
            for state in missing
        ]
    return faults


def _mark_open(session: Session, rulebook: Rulebook) -> None:
    """Whether a state is final may have changed: the rows say it again."""
    for code, table in _TABLES:
        final = list(rulebook.machine_by_code[code].final_codes)
        is_final = table.state.in_(final)
        session.database.run(table.update(is_open=0).where(is_final & (table.is_open == 1)))
        session.database.run(table.update(is_open=1).where(~is_final & (table.is_open == 0)))
