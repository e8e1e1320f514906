"""The chain of the journal: what was written fits, and the first entry that was tampered with is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Anchor, Desk, Proof, build_demo, newest_anchor, verify_journal
from models.database import Database
from models.desk.digests import Digests
from models.errors import BadFile
from models.proof import PAGE
from tests.models.forging import rewrite, unlock
from tests.models.test_migrating import up_to

ENTRIES = 9


@pytest.fixture
def noted(url: str) -> str:
    """A desk with a journal of nine entries, the last eight of which are notes."""
    desk = Desk.open(url, agent="ann")
    number = desk.new_case({"short_description": "Two short"}).record
    for text in range(ENTRIES - 1):
        desk.note(number, f"note {text}")
    desk.close()
    return url


def forge(url: str, *statements: str, anew: bool = False) -> None:
    database = Database(url)
    unlock(database)
    database.run("PRAGMA foreign_keys = OFF")
    for statement in statements:
        database.run(statement)
    if anew:
        rewrite(database)
    database.close()


def move(journal: int, to: int) -> tuple[str, str]:
    return (
        f"UPDATE journal SET id = {to} WHERE id = {journal}",
        f"UPDATE journal_change SET journal_id = {to} WHERE journal_id = {journal}",
    )


def insert(number: int) -> str:
    columns = "at, agent, action, record, head, origin, imported, irregular, hash"
    return f"INSERT INTO journal (id, {columns}) SELECT {number}, {columns} FROM journal WHERE id = 1"


def test_the_journal_of_a_lively_desk_fits(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lively.db'}"
    build_demo(url, seed=4, cases=30, baskets=30)
    proof = verify_journal(url)
    assert proof.fault == ""
    assert proof.entries > 200
    assert (proof.entries, proof.head) == (newest_anchor(url).entry, newest_anchor(url).hash)


def test_an_empty_journal_is_whole(url: str) -> None:
    Desk.open(url, agent="ann").close()
    assert verify_journal(url) == Proof(0, "")


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (["UPDATE journal SET agent = 'bob' WHERE id = 4"], "Entry 4 was changed after it was written."),
        (["UPDATE journal SET at = at + 1 WHERE id = 9"], "Entry 9 does not follow from the one before it"),
        (["UPDATE journal_change SET after_value = 'x' WHERE journal_id = 5"], "Entry 5 was changed"),
        (["DELETE FROM journal_change WHERE journal_id = 7"], "Entry 7 was changed"),
        (["UPDATE journal_change SET journal_id = 6 WHERE journal_id = 7"], "Entry 6 does not follow"),
        (["DELETE FROM journal WHERE id = 4"], "Entry 4 is missing before entry 5."),
        (["DELETE FROM journal WHERE id IN (4, 5)"], "Entries 4 to 5 are missing before entry 6."),
        (["DELETE FROM journal WHERE id = 1"], "Entry 1 is missing before entry 2."),
        (["DELETE FROM journal WHERE id > 7"], "Entry 8 is missing: the journal ends with 7"),
        ([*move(4, 100), *move(5, 4), *move(100, 5)], "Entry 4 does not follow from the one before it"),
        ([insert(10)], "Entry 10 does not follow from the one before it"),
        (["UPDATE journal SET hash = '' WHERE id = 3"], "Entry 3 does not follow"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_first_entry_that_does_not_fit_is_named(noted: str, forged: list[str], said: str) -> None:
    assert verify_journal(noted).fault == ""
    forge(noted, *forged)
    proof = verify_journal(noted)
    assert proof.fault.startswith(said)
    first = int("".join(filter(str.isdigit, said.split()[1])))
    assert proof.entries == first - 1


def test_the_last_entry_behind_many_pages_is_looked_at(url: str) -> None:
    desk = Desk.open(url, agent="ann")
    number = desk.new_case({"short_description": "Two short"}).record
    with desk.transaction():
        for _ in range(2 * PAGE + 5):
            desk.note(number, "called")
    desk.close()
    heard: list[tuple[int, int]] = []
    assert verify_journal(url, progress=lambda done, total: heard.append((done, total))).fault == ""
    assert heard == [(PAGE, 2 * PAGE + 6), (2 * PAGE, 2 * PAGE + 6)]
    forge(url, f"UPDATE journal SET agent = 'bob' WHERE id = {2 * PAGE + 6}")
    assert verify_journal(url).fault.startswith(f"Entry {2 * PAGE + 6} does not follow")


def test_a_chain_that_was_computed_anew_passes_alone_and_its_anchors_name_the_entry(noted: str) -> None:
    anchors = [newest_anchor(noted)]
    for text in ("one more", "and another"):
        desk = Desk.open(noted, agent="ann")
        desk.note("ORDCS0001001", text)
        desk.close()
        anchors.append(newest_anchor(noted))
    assert verify_journal(noted, anchors) == Proof(11, anchors[-1].hash, 3)
    forge(noted, "UPDATE journal SET agent = 'bob' WHERE id = 10", anew=True)
    assert verify_journal(noted).fault == ""
    fault = verify_journal(noted, anchors).fault
    assert fault.startswith(f"Entry 10 is not the one that was anchored at {anchors[1].at}:")
    assert fault.endswith("rewritten from an entry between 10 and 10 on.")
    assert verify_journal(noted, anchors[:1]).fault == ""


def test_what_was_cut_off_and_written_anew_is_missing_at_its_anchor(noted: str) -> None:
    anchor = newest_anchor(noted)
    forge(
        noted,
        "DELETE FROM journal WHERE id > 7",
        "DELETE FROM journal_change WHERE journal_id > 7",
        "DELETE FROM activity WHERE journal_id > 7",
    )
    assert verify_journal(noted).fault == ""
    assert verify_journal(noted, [anchor]).fault.startswith(f"Entry 9, anchored at {anchor.at}, is missing")


def test_two_anchors_of_one_entry_that_differ_are_no_proof(noted: str) -> None:
    anchor = newest_anchor(noted)
    other = anchor._replace(hash="0" * 64)
    for both in ([anchor, other], [other, anchor]):
        assert verify_journal(noted, both).fault.startswith("Entry 9 is not the one")


def test_anchors_of_another_database_prove_nothing(noted: str) -> None:
    foreign = Anchor("2026-03-01T09:00:00Z", "0" * 16, 1, "0" * 64)
    with pytest.raises(BadFile, match="None of the anchors is of this database"):
        verify_journal(noted, [foreign])
    assert verify_journal(noted, [foreign, newest_anchor(noted)]).anchors == 1


def test_an_older_journal_is_chained_and_loses_its_words_when_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    up_to(path, "0014_premises")
    url = f"sqlite:///{path}"
    database = Database(url, check=False)
    database.run("INSERT INTO secret VALUES ('digest', ?)", ["ab" * 32])
    entry = "INSERT INTO journal VALUES (?, 5, 'ann', ?, ?, ?, 'cli', 0, 0, NULL, NULL)"
    change = "INSERT INTO journal_change VALUES (NULL, ?, ?, ?, '', ?, 'x')"
    database.run(entry, [1, "new", "SO0001001", "SO0001001"])
    database.run(change, [1, "SO0001001", "address", "Quagga Lane 7"])
    database.run(change, [1, "SO0001001", "state", "basket"])
    database.run(entry, [2, "put_customer", "zebra@quagga.example", ""])
    database.run(change, [2, "zebra@quagga.example", "address", "Quagga Lane 7"])
    database.run(entry, [3, "comment", "ORDCS0001001", "ORDCS0001001"])
    database.run(change, [3, "ORDCS0001001", "comment", "digest:00ff"])
    database.migrate()
    proof = verify_journal(url)
    assert (proof.entries, proof.fault) == (3, "")
    told = [value for row in database.all("SELECT * FROM journal") for value in row]
    told += [value for row in database.all("SELECT * FROM journal_change") for value in row]
    assert not any("uagga" in str(value) for value in told)
    assert "basket" in told
    assert "digest:00ff" not in told
    address = Digests(database, "SO0001001").of("Quagga Lane 7")
    assert address in told
    database.run("DELETE FROM secret WHERE name = 'digest'")
    database.close()
    desk = Desk.open(url, agent="ann")
    desk.new_case({"short_description": "Two short"})
    desk.close()
    assert verify_journal(url).entries == 4
