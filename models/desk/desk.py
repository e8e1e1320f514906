"""The desk: everything that a console, a command line or a script can ask of cases and their rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

from models.clock import Clock, utc_now
from models.database import Database
from models.desk import listing
from models.desk.kinds import filling
from models.desk.lists import Lists
from models.desk.session import Session
from models.numbers import full_number, kind_of

if TYPE_CHECKING:
    from models.desk.drafts import Drafts
    from models.desk.erasing.erase import Erased
    from models.desk.keyring import Keyring
    from models.desk.outbox import Waiting
    from models.desk.outlook import Outlook
    from models.desk.till import Till
    from models.order_views import OrderView
    from models.plans import Ask, Plan, Reason, Refusal, Verdict
    from models.record_views import ActivityView, CaseView, Done, Field, JournalView, LineView
    from models.rulebook import Rulebook


@cache
def _doing() -> Callable[[Session, str, str, Mapping[str, object] | None, int | None], Done]:
    """What fires actions: loaded with the first one, and not looked up again with each."""
    from models.desk.acting import do

    return do


class Desk(Lists):
    """One agent at one database; every write is one transaction, every read is bounded.

    *Errors*: all of `models.errors`; each method passes them on.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def open(
        cls, url: str, *, agent: str, origin: str = "console", clock: Clock = utc_now, key: str = ""
    ) -> Desk:
        """Opens a database by its URL; a missing file is made at the newest schema with the shipped rules.

        ``key`` is the fingerprint of the key that the agent came with, over SSH.

        *Errors*: `Unavailable`, `NeedsMigration`, `Invalid` for a URL that names no database.
        """
        session = Session(Database(url), agent, origin, clock, key)
        if not (listing.badges(session, "case") and listing.badges(session, "order")):
            from models.desk.opening import first_start

            first_start(session.database)
        return cls(session)

    def as_agent(self, name: str) -> Desk:
        """The same database, worked by somebody else."""
        return Desk(self.session.as_agent(name))

    def close(self) -> None:
        """Ends the connection."""
        self.session.database.close()

    @property
    def till(self) -> Till:
        """Baskets and orders, and what surrounds them."""
        from models.desk.till import Till

        return Till(self.session)

    def outlook(self) -> Outlook:
        """What others do on this database from now on."""
        from models.desk.outlook import Outlook

        return Outlook(self.session)

    @property
    def drafts(self) -> Drafts:
        """The half-filled forms of this agent."""
        from models.desk.drafts import Drafts

        return Drafts(self.session)

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes as one: all of them or none."""
        return self.session.database.write()

    # -- one record

    def case(self, number: str, *, lines: int = 200) -> CaseView:
        """A case with its first lines and its verdicts."""
        from models.desk import casebook

        return casebook.case_view(self.session, number, lines)

    def lines(self, number: str, *, after: int = 0, limit: int = 200) -> tuple[LineView, ...]:
        """Lines of a case behind the first ``after`` ones."""
        return self.case(number, lines=after + limit).lines[after:]

    def line(self, number: str) -> LineView:
        """One line with its verdicts."""
        from models.desk import casebook

        facts = casebook.visible_facts(self.session, number)
        return casebook.line_view(self.session, facts, facts.record)

    def head_of(self, number: str, kind: str = "case") -> str:
        """The number of the case or order that a number means or belongs to; bare digits mean a ``kind``."""
        from models.desk import casebook

        return casebook.head_number(self.session, full_number(number, kind))

    def head(self, number: str, *, lines: int = 200) -> CaseView | OrderView:
        """The case or order that a number means or belongs to."""
        found = self.head_of(number)
        if kind_of(found) == "order":
            return self.till.order(found, lines=lines)
        return self.case(found, lines=lines)

    def record(self, number: str) -> dict[str, object]:
        """A record as a mapping, ready for JSON."""
        from models.desk import records

        return records.shown(self.session, number)[0]

    def activity(
        self, number: str, *, kind: str = "all", before: int | None = None, limit: int = 100
    ) -> tuple[ActivityView, ...]:
        """A case's activity, newest first; ``kind`` is all, notes or changes, ``before`` an entry's id."""
        from models.desk import casebook

        return casebook.activity(self.session, number, kind, before, limit)

    def journal(
        self, number: str | None = None, *, before: int | None = None, limit: int = 100
    ) -> tuple[JournalView, ...]:
        """The journal, the newest first, of the desk or of one record."""
        from models.desk import casebook

        return casebook.journal(self.session, number, before, limit)

    # -- deciding

    def preview(self, action: str, number: str, inputs: Mapping[str, object] | None = None) -> Plan | Refusal:
        """What an action would change, or every reason against it."""
        from models.desk import acting

        return acting.preview(self.session, action, number, inputs)

    def asks(self, action: str, number: str) -> tuple[Ask, ...]:
        """What an action asks for here and now."""
        from models.desk import acting

        return acting.asks(self.session, action, number)

    def new_bars(self, kind: str) -> tuple[Reason, ...]:
        """Why the agent may not make a new ``case`` or ``order``; nothing where he may."""
        from models.desk import acting

        return acting.new_bars(self.session, kind)

    def verdicts(self, number: str) -> tuple[Verdict, ...]:
        """Every action of a record, open or barred with all reasons."""
        from models.desk import acting

        return acting.verdicts(self.session, number)

    def check_version(self, number: str, version: int, wanted: str) -> None:
        """Lets pass what is wanted of a record that is still at this version, else says who was first."""
        from models.desk import acting

        acting.check_version(self.session, number, version, wanted)

    # -- writing

    def do(
        self,
        action: str,
        number: str,
        inputs: Mapping[str, object] | None = None,
        *,
        version: int | None = None,
    ) -> Done:
        """Fires an action."""
        return _doing()(self.session, action, number, inputs, version)

    def together(self) -> AbstractContextManager[None]:
        """Several writes, each a transaction of its own, that one undo takes back as one action."""
        return self.session.together()

    def undo(self, journal: int | None = None) -> Done:
        """Takes back the action of a journal entry, else the agent's last one, with all it caused."""
        from models.desk.undo import taking_back

        return taking_back.undo(self.session, journal)

    def outbox(self, *, limit: int = 100) -> tuple[Waiting, ...]:
        """What of the actions reaches the world, the newest first: waiting, and gone once it was due."""
        from models.desk.outbox import outbox

        return outbox(self.session, limit)

    def undo_preview(self, journal: int | None = None) -> Plan | Refusal:
        """What an undo would change, or every reason against it."""
        from models.desk.undo import taking_back

        return taking_back.preview(self.session, journal)

    def new_case(self, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]] = ()) -> Done:
        """Makes a case with its lines."""
        from models.desk import filling

        return filling.new_case(self.session, fields, lines)

    def add_line(self, number: str, fields: Mapping[str, object], *, version: int | None = None) -> Done:
        """Adds a line to a case."""
        return filling(number).add_line(self.session, number, fields, version)

    def set_fields(self, number: str, fields: Mapping[str, object], *, version: int | None = None) -> Done:
        """Changes fields of a case or line."""
        return filling(number).set_fields(self.session, number, fields, version)

    def delete_line(self, number: str, *, version: int | None = None) -> Done:
        """Deletes a line."""
        return filling(number).delete_line(self.session, number, version)

    def note(self, number: str, text: str, *, kind: str = "work_note") -> Done:
        """Writes a work note or a comment."""
        return filling(number).note(self.session, number, text, kind)

    def put(self, kind: str, fields: Mapping[str, object]) -> Done:
        """Makes or replaces an agent or a setting."""
        from models.desk import putting

        return putting.put(self.session, kind, fields)

    def erase(self, customer: str, *, dry_run: bool = False) -> Erased:
        """Erases a customer's texts and keys, or says what that would take."""
        from models.desk.erasing.erase import erase

        return erase(self.session, customer, dry_run=dry_run)

    def clean(self) -> None:
        """Leaves nothing of what was erased in the database's file."""
        from models.desk.erasing.erase import clean

        clean(self.session)

    def form(self, kind: str) -> tuple[Field, ...]:
        """The fields of a ``case`` or a ``line`` that an agent fills in."""
        from models.desk.fields import FORMS

        return FORMS[kind]

    # -- keys

    @property
    def keys(self) -> Keyring:
        """The keys by which agents come in over SSH."""
        from models.desk.keyring import Keyring

        return Keyring(self.session)

    # -- rules

    def rules(self) -> Rulebook:
        """The rules as they are now."""
        return self.session.rulebook()

    def export_rules(self, machine: str = "") -> str:
        """The rules of every machine, or of the one named, as TOML."""
        from models import rulefile

        return rulefile.write(rulefile.part_of(self.session.rulebook(), machine))

    def load_rules(self, text: str, name: str = "rules.toml") -> None:
        """Replaces the machines that a TOML text holds, once the whole set is proven sound."""
        from models.desk import ruling

        ruling.load(self.session, text, name)
