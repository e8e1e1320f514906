"""Who works on which database: the agent with the role in force, and the rules as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from peewee import JOIN, fn

from models.actor import Actor
from models.clock import Clock
from models.database import Database
from models.desk.names import checked_name
from models.statements import Statement, slot
from models.tables.people import Agent, Group, Membership
from models.tables.settings import Setting
from models.tables.states import RuleSet

if TYPE_CHECKING:
    from models.rulebook import Rulebook

OWN_GROUPS = "Cases:OnlyOwnGroups"
#: Where those come from whom a key has let in: each is who his key says, and no admin while there is none.
SSH = "ssh"
_SEPARATOR = "\x1f"
T = TypeVar("T")
_Admin = Agent.alias()
_STANDING = Statement(
    RuleSet.select(
        RuleSet.revision,
        Agent.role,
        _Admin.select(fn.COUNT(_Admin.id)).where(_Admin.role == "admin"),
        Setting.select(Setting.value).where((Setting.ou == "") & (Setting.name == OWN_GROUPS)),
        Membership.select(fn.GROUP_CONCAT(Group.name, _SEPARATOR))
        .join(Group)
        .where(Membership.agent == Agent.id),
    )
    .join(Agent, JOIN.LEFT_OUTER, on=(Agent.name == slot("agent")))
    .limit(1)
)


class Standing(NamedTuple):
    """What one look at the database says about the agent and the rules."""

    revision: int
    actor: Actor
    known: bool


class Session:
    """A database, an agent, where he comes from and what time it is; compiled rules are shared and cached.

    ``key`` is the fingerprint of the key that let him in, empty for somebody local: from the moment it is
    revoked nothing is written any more, and no standing told.
    """

    def __init__(self, database: Database, agent: str, origin: str, clock: Clock, key: str = "") -> None:
        self.database = database
        self.agent = checked_name("The acting agent", agent)
        self.origin = origin
        self.clock = clock
        self.key = key
        if key:
            database.gate = self.let_in
        self._kept: dict[str, tuple[tuple[int, int], object]] = {}
        #: The journal's first entry of an action on several records, once it is written.
        self.batch: int | None = None
        self._together = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Whatever is written meanwhile is one action, though each write is a transaction of its own."""
        if self._together:
            yield
            return
        self._together = True
        try:
            yield
        finally:
            self._together, self.batch = False, None

    def joined(self, journal: int) -> None:
        """An entry was written: the first of several gives the others its id."""
        if self._together and self.batch is None:
            self.batch = journal

    def as_agent(self, name: str) -> Session:
        """The same database, worked by somebody else.

        *Errors*: `Refused` for somebody whom a key has let in: he is who his key says.
        """
        if self.origin == SSH and checked_name("The acting agent", name) != self.agent:
            from models.errors import Refused
            from models.plans import Reason, Refusal

            said = (
                f"Over SSH you are {self.agent}, whose key you came with; leave the agent {name!r:.60} out."
            )
            raise Refused(Refusal("agent", "desk", (Reason("desk", "agent", said, ""),)))
        other = Session(self.database, name, self.origin, self.clock, self.key)
        other._kept = self._kept
        return other

    def let_in(self) -> None:
        """Lets pass who came by no key, and by one that is valid still.

        *Errors*: `Refused`.
        """
        if self.key:
            from models.desk.keyring import Keyring

            Keyring(self).holder(self.key)

    def standing(self) -> Standing:
        """The agent as he stands now; while there is no admin, everyone local may do what an admin may.

        *Errors*: `Refused` for somebody whose key was revoked.
        """
        self.let_in()
        row = self.database.one(_STANDING, {"agent": self.agent})
        revision, role, admins, own_groups, groups = row or (0, None, 0, None, None)
        in_force = str(role or "agent") if admins or self.origin == SSH else "admin"
        actor = Actor(
            self.agent,
            in_force,
            tuple(str(groups).split(_SEPARATOR)) if groups else (),
            str(own_groups) == "true",
        )
        return Standing(int(str(revision)), actor, role is not None)

    def rulebook(self, revision: int | None = None) -> Rulebook:
        """The compiled rules, made anew only when a row has changed.

        *Errors*: `BadRulebook` where the rows don't make a rule set that can run.
        """
        if revision is None:
            from models import rulestore

            revision = rulestore.revision(self.database)
        return self.kept("rulebook", revision, self._load_rulebook)

    def _load_rulebook(self) -> Rulebook:
        from models import rulestore

        with self.database.read():
            return rulestore.load_runnable(self.database)

    def kept(self, name: str, revision: int, read: Callable[[], T]) -> T:
        """What was read under this name at this revision; read anew where it is another one.

        A transaction that was taken back may have been at the same revision with other rows.
        """
        at = revision, self.database.taken_back
        found = self._kept.get(name)
        if found is None or found[0] != at:
            found = self._kept[name] = at, read()
        return cast("T", found[1])
