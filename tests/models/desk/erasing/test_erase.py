"""Erasing a customer takes his name and his words out of the file and leaves every book whole."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from peewee import CharField, TextField

from models import Desk, Operations, check_database, verify_journal
from models.desk.digests import Digests
from models.desk.erasing.places import GONE, PLACES
from models.errors import Invalid, Refused, Unknown
from tests.models.conftest import Clock
from tests.models.desk.erasing.two_customers import HIS, OTHER, work, write_everywhere
from tests.models.test_migrating import declared_tables

WHO = f"{HIS}@example.org"

#: Tables in which nothing is said of a customer.
OTHERS = (
    "agent", "assignment_group", "membership", "country", "organization_unit", "shipping_method",
    "unit_method", "supplier", "unit_supplier", "product", "stock", "line_type", "custom_status", "setting",
    "saved_view", "secret", "sequence", "premises", "shipment", "invoice", "nasc", "recount",
    "custom_status_entry", "resolution_code", "outbox", "ssh_key",
)  # fmt: skip
#: Ids, states, amounts and digests: nothing of it is ever changed.
JOURNAL = ["journal", "journal_change"]
#: Tables whose rows go, or that are gone through row by row.
ROW_BY_ROW = ["account", "contact", "customer", "digest_key", "kept_answer", "draft"]
#: Columns of codes, days, agents and numbers, in tables that hold his texts in others.
CODES = {
    "activity": "agent kind record action",
    "cases": "state scope service channel opened_by updated_by resolved_by closed_by resolution_code source "
    "source_number",
    "case_lines": "state request_reason expected_date requested_date approved_date resolution_code",
    "orders": "state purpose requested_date currency status type opened_by updated_by placed_by source "
    "source_number",
    "order_lines": "label returns",
    "payment": "agent",
    "imported_update": "",
}


@pytest.fixture
def worked(desk: Desk, clock: Clock) -> Desk:
    work(desk, HIS)
    clock.now += 60_000
    work(desk, OTHER)
    return desk


def file_bytes(desk: Desk) -> bytes:
    """All that stands in the database's files, in small letters."""
    path = desk.session.database.path
    files = [path, *(path.with_name(path.name + ending) for ending in ("-wal", "-journal"))]
    return b"".join(file.read_bytes() for file in files if file.exists()).lower()


def journal_of(desk: Desk) -> list[tuple[object, ...]]:
    return rows_of(desk, JOURNAL)


def rows_of(desk: Desk, tables: Iterable[str]) -> list[tuple[object, ...]]:
    return [row for table in tables for row in desk.session.database.all(f"SELECT * FROM {table}")]


def test_no_byte_of_a_customer_is_left_in_the_file_and_every_byte_of_another_is(worked: Desk) -> None:
    written = write_everywhere(worked, HIS)
    assert len(written) > 15
    assert file_bytes(worked).count(HIS.encode()) > len(written)
    before = journal_of(worked)
    kept = worked.session.database.all("SELECT * FROM kept_answer WHERE op_id LIKE 'B%'")
    erased = worked.erase(WHO)
    worked.clean()
    assert (len(erased.cases), len(erased.orders), erased.names) == (1, 1, 3)
    assert erased.entries > 10
    assert erased.answers > 10
    left = file_bytes(worked)
    assert HIS.encode() not in left
    assert OTHER.encode() in left
    assert worked.session.database.all("SELECT * FROM kept_answer WHERE op_id LIKE 'B%'") == kept
    assert [row for row in journal_of(worked) if row in before] == before
    other = worked.case("ORDCS0001002")
    assert (other.short_description, other.contact) == (f"a text of {OTHER}", f"contact {OTHER}")


def test_every_column_that_can_hold_a_text_is_erased_or_known_to_hold_none_of_a_customer() -> None:
    erased = {place.table: place.columns for place in PLACES if place.columns}
    unknown = []
    for table in declared_tables():
        meta = vars(table)["_meta"]
        if meta.table_name in [*OTHERS, *JOURNAL, *ROW_BY_ROW] or meta.table_name.startswith("rule_"):
            continue
        known = {*erased.get(meta.table_name, ()), *CODES.get(meta.table_name, "").split()}
        unknown += [
            f"{meta.table_name}.{field.column_name}"
            for field in meta.sorted_fields
            if isinstance(field, CharField | TextField) and field.column_name not in known
        ]
    assert unknown == []
    assert CODES.keys() == erased.keys()


def test_the_books_and_the_chain_are_whole_afterwards_and_the_work_goes_on(worked: Desk) -> None:
    journal = worked.erase(WHO).journal
    worked.clean()
    url = worked.session.database.url
    assert check_database(url) == []
    assert verify_journal(url).fault == ""
    assert verify_journal(url).entries == journal
    worked.note("ORDCS0001001", "called back")
    worked.do("return", "SO0001001", {"lines": {"SO0001001/1": 1}})
    assert check_database(url) == []
    assert verify_journal(url).fault == ""


def test_a_closed_case_is_reached_and_keeps_its_states_days_and_numbers(worked: Desk) -> None:
    before = worked.case("ORDCS0001001")
    worked.erase(WHO)
    case = worked.case("ORDCS0001001")
    assert (case.state, case.resolution_code, case.order) == ("closed", "solved", "SO0001001")
    assert (case.short_description, case.resolution_notes, case.contact) == (GONE, "", "")
    assert [line.about for line in case.lines] == ["SO0001001/1", GONE]
    assert case.version == before.version + 1
    order = worked.till.order("SO0001001")
    assert (order.status, order.customer) == ("completed", "")
    assert worked.session.database.all("SELECT search_text FROM orders WHERE id = 1001") == [("\np1\np1",)]
    told = [change for entry in worked.activity("ORDCS0001001") for change in entry.changes]
    assert not [change for change in told if change.field == "short_description"]
    assert {"new", "closed"} <= {change.after for change in told if change.field == "state"}


def test_the_journal_says_who_erased_when_on_each_record_and_once_for_all(worked: Desk, clock: Clock) -> None:
    clock.now += 5
    erased = worked.as_agent("mia").erase(WHO)
    entry = worked.journal(limit=1)[0]
    assert (entry.id, entry.agent, entry.at, entry.action) == (erased.journal, "mia", clock.now, "erase")
    assert [change.record for change in entry.changes] == ["ORDCS0001001", "SO0001001"]
    assert worked.journal("ORDCS0001001", limit=1)[0].action == "erase"
    assert not [row for row in journal_of(worked) if HIS in str(row)]


def test_the_digests_of_an_erased_customer_mean_nothing_to_anybody(worked: Desk) -> None:
    database = worked.session.database
    text = f"a text of {HIS}"
    told = {str(cell) for row in journal_of(worked) for cell in row}
    assert Digests(database, "ORDCS0001001").of(text) in told
    worked.erase(WHO)
    told = {str(cell) for row in journal_of(worked) for cell in row}
    assert Digests(database, "ORDCS0001001").of(text) not in told
    assert Digests(database, "ORDCS0001001").of(text) != Digests(database, "ORDCS0001001").of(text)
    assert Digests(database, "ORDCS0001002").of(f"a text of {OTHER}") in told
    keys = database.all("SELECT owner FROM digest_key WHERE value IS NULL ORDER BY owner")
    assert keys == [("ORDCS0001001",), ("SO0001001",)]


def test_an_answer_that_was_kept_is_still_given_and_says_no_more(worked: Desk) -> None:
    kept = "SELECT op_id FROM kept_answer WHERE answer LIKE ? LIMIT 1"
    [(op_id,)] = worked.session.database.all(kept, ['%"record":"ORDCS0001001"%'])
    operation = {"op": "note", "record": "ORDCS0001001", "text": f"a text of {HIS}"}
    before = len(journal_of(worked))
    worked.erase(WHO)
    after = len(journal_of(worked))
    answer = Operations(worked).run({**operation, "op_id": op_id})
    assert answer.keys() == {"ok", "record", "journal", "changes"}
    assert (answer["ok"], answer["record"], answer["changes"]) == (True, "ORDCS0001001", [])
    assert len(journal_of(worked)) == after > before


def test_a_dry_run_says_the_same_and_writes_nothing(worked: Desk) -> None:
    tables = [vars(table)["_meta"].table_name for table in declared_tables()]
    before = rows_of(worked, tables)
    planned = worked.erase(WHO, dry_run=True)
    assert rows_of(worked, tables) == before
    assert planned.journal is None
    assert worked.erase(WHO)._replace(journal=None) == planned
    assert rows_of(worked, tables) != before


@pytest.mark.parametrize(
    ("who", "cases", "orders"),
    [
        (f"Mr {HIS}", 1, 1),
        (f"contact {HIS}", 1, 0),
        (f"contact:contact {HIS}", 1, 0),
        (f"consumer:consumer {HIS}", 1, 0),
        (f"account {HIS}", 1, 0),
        ("contact:#1", 1, 0),
    ],
)
def test_he_is_found_by_id_by_name_and_by_kind(worked: Desk, who: str, cases: int, orders: int) -> None:
    told = worked.erase(who, dry_run=True)
    assert (len(told.cases), len(told.orders)) == (cases, orders)


def test_of_two_of_one_name_one_has_to_be_named(worked: Desk) -> None:
    worked.new_case({"short_description": "x", "contact": f"contact {HIS}", "account": "Blue Door"})
    with pytest.raises(Invalid, match=rf"said of several: .*contact:#5 \(contact {HIS} of Blue Door\)"):
        worked.erase(f"contact {HIS}")
    assert worked.erase("contact:#5").cases == ("ORDCS0001003",)
    with pytest.raises(Unknown, match="no customer 'nobody'"):
        worked.erase("nobody")


def test_a_contact_who_is_named_elsewhere_too_stays(worked: Desk) -> None:
    worked.new_case({"short_description": "x", "consumer": f"consumer {HIS}"})
    worked.erase(WHO)
    assert worked.case("ORDCS0001003").consumer == f"consumer {HIS}"
    assert worked.erase(f"consumer {HIS}").cases == ("ORDCS0001003",)


@pytest.mark.parametrize("dry_run", [True, False])
def test_only_an_admin_erases(worked: Desk, dry_run: bool) -> None:
    worked.put("agent", {"name": "max", "role": "manager"})
    worked.put("agent", {"name": "mia", "role": "admin"})
    with pytest.raises(Refused, match="Erasing a customer needs the role admin; max is manager"):
        worked.as_agent("max").erase(WHO, dry_run=dry_run)
    assert worked.as_agent("mia").erase(WHO).journal


def test_what_was_typed_and_not_sent_goes_too_and_that_of_others_stays(worked: Desk) -> None:
    assert len(worked.drafts.all()) == 4
    worked.erase(WHO)
    assert [(draft.form, draft.about) for draft in worked.drafts.all()] == [
        ("New case B", ""),
        ("Work note", "ORDCS0001002"),
    ]


def test_neither_an_erasing_nor_what_was_done_before_it_is_undone(worked: Desk) -> None:
    case = worked.new_case({"short_description": "x", "order": "SO0001001"}).record
    edit = worked.set_fields(case, {"short_description": f"a text of {HIS}"}).journal
    worked.erase(WHO)
    for journal in (None, worked.journal(case, limit=1)[0].id):
        with pytest.raises(Refused, match="changed the desk itself, which is not undone"):
            worked.undo(journal)
    with pytest.raises(Refused, match="was erased with its texts"):
        worked.undo(edit)
