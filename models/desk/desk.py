"""The desk: everything that a console, a command line or a script can ask of cases and their rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from models.clock import Clock, utc_now
from models.database import Database
from models.desk import listing
from models.desk.session import Session

if TYPE_CHECKING:
    from models.plans import Ask, Plan, Refusal, Verdict
    from models.record_views import ActivityView, CaseView, Done, Field, JournalView, LineView
    from models.rulebook import Rulebook
    from models.views import AgentView, Badge, Count, Cursor, Page, SavedView


class Desk:
    """One agent at one database; every write is one transaction, every read is bounded.

    *Errors*: all of `models.errors`; each method passes them on.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def open(cls, url: str, *, agent: str, origin: str = "console", clock: Clock = utc_now) -> Desk:
        """Opens a database by its URL; a missing file is made at the newest schema with the shipped rules.

        *Errors*: `Unavailable`, `NeedsMigration`, `Invalid` for a URL that names no database.
        """
        session = Session(Database(url), agent, origin, clock)
        if not listing.badges(session, "case"):
            from models.desk.opening import first_start

            first_start(session.database)
        return cls(session)

    def as_agent(self, name: str) -> Desk:
        """The same database, worked by somebody else."""
        return Desk(self.session.as_agent(name))

    def close(self) -> None:
        """Ends the connection."""
        self.session.database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes as one: all of them or none."""
        return self.session.database.write()

    # -- lists

    def me(self) -> AgentView:
        """The agent with the role in force."""
        from models.views import AgentView

        actor = self.session.standing().actor
        return AgentView(actor.name, actor.role, actor.groups)

    def badges(self, machine: str = "case") -> dict[str, Badge]:
        """How each state of a machine (``case``, ``line``) looks."""
        return listing.badges(self.session, machine)

    def views(self, kind: str = "cases") -> tuple[SavedView, ...]:
        """The saved views of a kind of record."""
        return listing.saved_views(self.session, kind)

    def page(
        self,
        *,
        view: str = "all",
        query: str = "",
        sort: str = "-number",
        after: Cursor | None = None,
        before: Cursor | None = None,
        end: bool = False,
        limit: int = 100,
    ) -> Page:
        """A window of the list of cases; see `models.desk.listing.page`."""
        return listing.page(
            self.session, view=view, query=query, sort=sort, after=after, before=before, end=end, limit=limit
        )

    def cursor_of(self, number: str, sort: str = "-number") -> Cursor | None:
        """Where a case stands in a sort."""
        return listing.cursor_of(self.session, number, sort)

    def count(self, *, view: str = "all", query: str = "", cap: int = 10_000) -> Count:
        """How many cases match, counted up to ``cap``."""
        return listing.count(self.session, view=view, query=query, cap=cap)

    def rows(
        self, kind: str, *, where: str = "", view: str = "all", sort: str = "", limit: int = 100
    ) -> tuple[dict[str, object], ...]:
        """The records of a kind as mappings, ready for JSON."""
        from models.desk import records

        return records.rows(self.session, kind, where, view, sort, limit)

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

    def head_of(self, number: str) -> str:
        """The number of the case that a number means or belongs to."""
        from models.desk import casebook

        return casebook.head_number(self.session, number)

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

    def verdicts(self, number: str) -> tuple[Verdict, ...]:
        """Every action of a record, open or barred with all reasons."""
        from models import engine
        from models.desk import casebook

        return engine.verdicts(self.session.rulebook(), casebook.visible_facts(self.session, number))

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
        from models.desk.acting import do

        return do(self.session, action, number, inputs, version)

    def new_case(self, fields: Mapping[str, object], lines: Sequence[Mapping[str, object]] = ()) -> Done:
        """Makes a case with its lines."""
        from models.desk import filling

        return filling.new_case(self.session, fields, lines)

    def add_line(self, number: str, fields: Mapping[str, object], *, version: int | None = None) -> Done:
        """Adds a line to a case."""
        from models.desk import filling

        return filling.add_line(self.session, number, fields, version)

    def set_fields(self, number: str, fields: Mapping[str, object], *, version: int | None = None) -> Done:
        """Changes fields of a case or line."""
        from models.desk import filling

        return filling.set_fields(self.session, number, fields, version)

    def delete_line(self, number: str, *, version: int | None = None) -> Done:
        """Deletes a line."""
        from models.desk import filling

        return filling.delete_line(self.session, number, version)

    def note(self, number: str, text: str, *, kind: str = "work_note") -> Done:
        """Writes a work note or a comment."""
        from models.desk import filling

        return filling.note(self.session, number, text, kind)

    def put(self, kind: str, fields: Mapping[str, object]) -> Done:
        """Makes or replaces an agent or a setting."""
        from models.desk import putting

        return putting.put(self.session, kind, fields)

    def form(self, kind: str) -> tuple[Field, ...]:
        """The fields of a ``case`` or a ``line`` that an agent fills in."""
        from models.desk.fields import FORMS

        return FORMS[kind]

    # -- rules

    def rules(self) -> Rulebook:
        """The rules as they are now."""
        return self.session.rulebook()

    def export_rules(self) -> str:
        """The rules as TOML."""
        from models import rulefile

        return rulefile.write(self.session.rulebook())

    def load_rules(self, text: str, name: str = "rules.toml") -> None:
        """Replaces the rules by those of a TOML text, once they are proven sound."""
        from models.desk import ruling

        ruling.load(self.session, text, name)
