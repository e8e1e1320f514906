"""The keys by which agents come in over SSH: added and revoked by an admin, looked up at every way in."""

from __future__ import annotations

from models.clock import iso
from models.desk.history import Event, write_history
from models.desk.names import checked_name
from models.desk.ruling import need_role
from models.desk.session import Session
from models.errors import Invalid, Refused, Unknown
from models.plans import Change, Reason, Refusal
from models.public_keys import FINGERPRINT, PublicKey, public_key
from models.record_views import Done
from models.statements import Statement, slot
from models.tables.keys import Key
from models.tables.people import Agent

#: More keys than a desk has agents.
MOST = 10_000
_HOLDER = Statement(
    Key.select(Key.agent, Key.revoked_at, Key.kind, Key.text)
    .join(Agent, on=(Agent.name == Key.agent))
    .where(Key.fingerprint == slot("fingerprint"))
    .limit(1)
)


class Keyring:
    """The keys of a desk, as one agent at it has to do with them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, agent: str, line: str) -> Done:
        """Lets an agent in by a key; only an admin may.

        *Errors*: `Invalid` for a line that is no key, and for a key that somebody has or that was revoked;
        `Unknown` for an agent that nobody has put; `Refused`.
        """
        key, name = public_key(line), checked_name("An agent's name", agent)
        database = self.session.database
        with database.write():
            need_role(self.session, "admin", "Adding a key")
            if database.one(Agent.select(Agent.id).where(Agent.name == name).limit(1)) is None:
                hint = f"Put him first: casedesk put agent --set name={name} --set role=agent."
                raise Unknown("agent", name, hint)
            known = database.one(
                Key.select(Key.agent, Key.revoked_at).where(Key.fingerprint == key.fingerprint).limit(1)
            )
            if known is not None:
                raise Invalid(_taken(key, str(known[0]), revoked=known[1] is not None))
            database.run(
                Key.insert(
                    fingerprint=key.fingerprint,
                    kind=key.kind,
                    text=key.text,
                    comment=key.comment,
                    agent=name,
                    added_at=self.session.clock(),
                    added_by=self.session.agent,
                )
            )
            return self._written("add_key", name, (Change(name, "key", None, key.fingerprint, "add_key"),))

    def revoke(self, whose: str) -> Done:
        """Shuts a key (by its fingerprint), or all keys of an agent; only an admin may.

        *Errors*: `Unknown` where there is no such key that is not revoked yet; `Refused`.
        """
        meant = Key.fingerprint == whose if FINGERPRINT.fullmatch(whose) else Key.agent == whose.strip()
        with self.session.database.write():
            need_role(self.session, "admin", "Revoking a key")
            valid = meant & Key.revoked_at.is_null()
            rows = self.session.database.all(Key.select(Key.agent, Key.fingerprint).where(valid).limit(MOST))
            if not rows:
                raise Unknown("valid key of", whose, "`casedesk keys list` has all of them.")
            update = Key.update(revoked_at=self.session.clock(), revoked_by=self.session.agent)
            self.session.database.run(update.where(valid))
            changes = tuple(Change(str(agent), "key", text, None, "revoke_key") for agent, text in rows)
            return self._written("revoke_key", str(rows[0][0]), changes)

    def _written(self, action: str, agent: str, changes: tuple[Change, ...]) -> Done:
        event = Event(action, agent, "", self.session.clock(), self.session.agent)
        return Done(agent, 1, "", write_history(self.session, event, changes), changes, ())

    def rows(self) -> tuple[dict[str, object], ...]:
        """Every key, revoked ones too, by agent."""
        rows = self.session.database.all(
            Key.select(
                Key.agent,
                Key.fingerprint,
                Key.kind,
                Key.comment,
                Key.added_at,
                Key.added_by,
                Key.revoked_at,
                Key.revoked_by,
            )
            .order_by(Key.agent, Key.id)
            .limit(MOST)
        )
        return tuple(
            {
                "agent": agent,
                "fingerprint": fingerprint,
                "kind": kind,
                "comment": comment,
                "added_at": iso(int(str(added_at))),
                "added_by": added_by,
                "revoked_at": None if revoked_at is None else iso(int(str(revoked_at))),
                "revoked_by": revoked_by,
            }
            for agent, fingerprint, kind, comment, added_at, added_by, revoked_at, revoked_by in rows
        )

    def valid(self, fingerprint: str) -> str | None:
        """The key of this fingerprint as a line of OpenSSH has it; None where it is unknown or revoked."""
        row = self.session.database.one(_HOLDER, {"fingerprint": fingerprint})
        return None if row is None or row[1] is not None else f"{row[2]} {row[3]}"

    def holder(self, fingerprint: str) -> str:
        """The agent whom the key lets in.

        *Errors*: `Refused` for a key that is unknown or revoked, and for one whose agent is gone.
        """
        row = self.session.database.one(_HOLDER, {"fingerprint": fingerprint})
        if row is not None and row[1] is None:
            return str(row[0])
        why = "is unknown" if row is None else "was revoked"
        reason = Reason("desk", "key", f"This key {why} on this desk; ask an admin of it.", "")
        raise Refused(Refusal("ssh", "desk", (reason,)))


def _taken(key: PublicKey, agent: str, *, revoked: bool) -> str:
    if revoked:
        return f"{key.fingerprint} was revoked and stays so; {agent} needs a new key: ssh-keygen -t ed25519."
    return f"{key.fingerprint} lets {agent} in already; everybody needs a key of his own."
