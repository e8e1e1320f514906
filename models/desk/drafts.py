"""Half-filled forms of one agent: kept in the database, since he may come back from another host.

A draft is no action: it writes no journal and raises no version, and what is sent later is decided then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from peewee import Expression

from models.desk.session import Session
from models.errors import Invalid
from models.tables.drafts import Draft

#: The newest so many are kept for each agent.
MOST = 50
#: The longest that is kept, in characters of JSON.
LONGEST = 100_000
#: A draft that was not touched for so long is dropped, in milliseconds: 30 days.
EXPIRES = 30 * 24 * 3_600_000


class DraftView(NamedTuple):
    """A draft: the form by its title, the record that it is about, when it was typed, and what."""

    form: str
    about: str
    at: int
    held: Mapping[str, str]


class Drafts:
    """The drafts of the agent of this session, and of nobody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[DraftView, ...]:
        """All that are kept, the newest first."""
        return self._found(MOST)

    def of(self, form: str, about: str) -> DraftView | None:
        """The draft of a form about a record."""
        return next(iter(self._found(1, Draft.form == form, Draft.about == about)), None)

    def _found(self, most: int, *which: Expression) -> tuple[DraftView, ...]:
        oldest = self._session.clock() - EXPIRES
        rows = self._session.database.all(
            Draft.select(Draft.form, Draft.about, Draft.at, Draft.held)
            .where((Draft.agent == self._session.agent) & (Draft.at > oldest), *which)
            .order_by(Draft.at.desc())
            .limit(most)
            .tuples()
        )
        return tuple(
            DraftView(str(f), str(a), int(str(at)), json.loads(str(held))) for f, a, at, held in rows
        )

    def keep(self, form: str, about: str, held: Mapping[str, str]) -> None:
        """Keep what was typed in place of what was kept before; what is too old or too many goes.

        *Errors*: `Invalid` where it is too long.
        """
        text = json.dumps(dict(held), ensure_ascii=False)
        if len(text) > LONGEST:
            raise Invalid(f"The draft is too long to be kept; shorten it below {LONGEST} characters.")
        session, now = self._session, self._session.clock()
        mine = Draft.agent == session.agent
        # Who is shut out while he types keeps what he has typed.
        with session.database.write(past_gate=True):
            kept = Draft.insert(agent=session.agent, form=form, about=about, at=now, held=text)
            session.database.run(kept.on_conflict("REPLACE"))
            session.database.run(Draft.delete().where(Draft.at <= now - EXPIRES))
            newest = Draft.select(Draft.at).where(mine).order_by(Draft.at.desc()).limit(1).offset(MOST)
            if (row := session.database.one(newest.tuples())) is not None:
                session.database.run(Draft.delete().where(mine & (Draft.at <= row[0])))

    def drop(self, form: str, about: str) -> None:
        """Throw a draft away, since it was sent or is not wanted."""
        if self.of(form, about) is None:
            return
        mine = (Draft.agent == self._session.agent) & (Draft.form == form) & (Draft.about == about)
        with self._session.database.write():
            self._session.database.run(Draft.delete().where(mine))


def erase_drafts(session: Session, numbers: Iterable[str]) -> int:
    """Erase whatever anybody has typed about these records; how many drafts that were."""
    with session.database.write():
        return session.database.run(Draft.delete().where(Draft.about.in_(list(numbers))))
