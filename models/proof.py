"""Proves that the journal stands as it was written: walks the chain and compares it with what was anchored.

It is read in pages of entries, so that a long journal takes no more memory than a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from typing import NamedTuple

from models.anchors import Anchor, database_id
from models.chain import CHANGE, ENTRY, START, link
from models.database import Database
from models.errors import BadFile

#: Called with the entries that are proven and the entries that there are.
Progress = Callable[[int, int], None]
#: Entries read at a time.
PAGE = 500
_COLUMNS = (*ENTRY, "hash")
_PAGE = f"SELECT {', '.join(_COLUMNS)} FROM journal WHERE id > ? ORDER BY id LIMIT ?"
_CHANGES = f"""SELECT journal_id, {", ".join(CHANGE)} FROM journal_change
WHERE journal_id BETWEEN ? AND ? ORDER BY journal_id, id"""
#: What else names an entry: where the newest are gone, these still tell of them.
_BEYOND = """SELECT MAX(told) FROM (SELECT MAX(journal_id) told FROM journal_change
UNION ALL SELECT MAX(journal_id) FROM activity)"""


class Linked(NamedTuple):
    """An entry as it stands, with the hash that it has."""

    entry: Mapping[str, object]
    changes: tuple[tuple[object, ...], ...]

    @property
    def id(self) -> int:
        """The entry's number."""
        return int(str(self.entry["id"]))

    @property
    def hash(self) -> str:
        """The hash that it was written with."""
        return str(self.entry["hash"])

    def fits(self, before: str) -> bool:
        """Whether its hash is the one that it gets behind this one."""
        return self.hash == link(before, self.entry, self.changes)


class Proof(NamedTuple):
    """How many entries fit one behind the other, the hash of the last, and what is wrong with the next."""

    entries: int
    head: str
    anchors: int = 0
    fault: str = ""


def verify_journal(url: str, anchors: Iterable[Anchor] = (), progress: Progress | None = None) -> Proof:
    """Walks the whole chain; the fault is that of the first entry that does not fit, empty where all do.

    *Errors*: `BadFile` where anchors are given and none is of this database; `Unavailable`, `NeedsMigration`.
    """
    told = list(anchors)
    with closing(Database(url, create=False)) as database:
        own = [each for each in told if each.database == database_id(database)]
        if told and not own:
            raise BadFile(
                "None of the anchors is of this database; check --db, or the file that they are in."
            )
        return _walked(database, {each.entry: each for each in own}, own, progress)


def _walked(
    database: Database, by_entry: Mapping[int, Anchor], own: list[Anchor], progress: Progress | None
) -> Proof:
    total = int(str((database.one("SELECT COUNT(1) FROM journal") or (0,))[0]))
    wrong = {each.entry: each for each in own if each.hash != by_entry[each.entry].hash}
    before, last, count = START, 0, 0
    walk = _entries(database)
    for linked in walk:
        if linked.id != last + 1 or not linked.fits(before):
            return Proof(count, before, 0, _why(linked, last, next(walk, None)))
        anchor = by_entry.get(linked.id)
        if anchor and (anchor.hash != linked.hash or linked.id in wrong):
            return Proof(count, before, 0, _rewritten(anchor, own))
        before, last, count = linked.hash, linked.id, count + 1
        if progress and count % PAGE == 0:
            progress(count, total)
    fault = _cut_off(database, last, by_entry)
    return Proof(count, before, len(own), fault)


def _entries(database: Database) -> Iterator[Linked]:
    last = 0
    while True:
        with database.read():
            page = [dict(zip(_COLUMNS, row, strict=True)) for row in database.all(_PAGE, [last, PAGE])]
            if not page:
                return
            first, last = int(str(page[0]["id"])), int(str(page[-1]["id"]))
            rows = database.all(_CHANGES, [first, last])
        changes = {key: tuple(row[1:] for row in told) for key, told in groupby(rows, key=lambda row: row[0])}
        for entry in page:
            yield Linked(entry, changes.get(entry["id"], ()))


def _why(linked: Linked, last: int, behind: Linked | None) -> str:
    """What happened to the first entry that does not fit, as far as the one behind it tells."""
    number = linked.id
    if number > last + 1:
        gone = f"Entry {last + 1} is" if number == last + 2 else f"Entries {last + 1} to {number - 1} are"
        return f"{gone} missing before entry {number}."
    if behind is not None and behind.fits(linked.hash):
        return f"Entry {number} was changed after it was written."
    return f"Entry {number} does not follow from the one before it: it was changed, moved or put in."


def _rewritten(anchor: Anchor, own: list[Anchor]) -> str:
    since = max((each.entry for each in own if each.entry < anchor.entry), default=0)
    return (
        f"Entry {anchor.entry} is not the one that was anchored at {anchor.at}: "
        f"the journal was rewritten from an entry between {since + 1} and {anchor.entry} on."
    )


def _cut_off(database: Database, last: int, by_entry: Mapping[int, Anchor]) -> str:
    """What is known of entries behind the last one."""
    newest = max(by_entry, default=0)
    if newest > last:
        return f"Entry {newest}, anchored at {by_entry[newest].at}, is missing: the journal ends with {last}."
    beyond = (database.one(_BEYOND) or (None,))[0]
    if beyond is not None and int(str(beyond)) > last:
        return f"Entry {last + 1} is missing: the journal ends with {last}, and the desk tells of {beyond}."
    return ""
