"""The journal never holds a customer's words: they live in the activity stream, where they can be erased."""

from __future__ import annotations

from models.desk.desk import Desk
from models.desk.digests import Digests, customer_key
from models.operations import Operations
from tests.models.conftest import Clock

#: Words of customers, each through another door.
WORDS = [
    "description", "account", "contact", "consumer", "comment", "worknote", "linenote", "question",
    "denial", "approval", "resolution", "acceptance", "rejection", "hereplace", "thereplace",
    "elsewhere", "edited", "newaccount", "newcontact", "newconsumer", "kept",
]  # fmt: skip


def planted(word: str) -> str:
    """A word with a mark that no code, date or id has."""
    assert word in WORDS
    return f"Zebra {word} quagga"


def work_through_every_door(desk: Desk) -> str:
    desk.session.database.run("UPDATE rule_transition SET enabled = 1 WHERE action = 'reopen'")
    number = desk.new_case(
        {name: planted(name) for name in ("account", "contact", "consumer")}
        | {"short_description": planted("description"), "order": "SO1"},
        [
            {
                "about": f"SO1/{place}",
                "current_location": planted("hereplace"),
                "requested_location": planted("thereplace"),
            }
            for place in range(1, 6)
        ],
    ).record
    lines = [line.number for line in desk.case(number).lines]
    desk.set_fields(
        number,
        {"short_description": planted("edited")}
        | {name: planted(f"new{name}") for name in ("account", "contact", "consumer")},
    )
    desk.set_fields(lines[0], {"current_location": planted("elsewhere")})
    desk.do("submit", number)
    desk.note(number, planted("worknote"))
    desk.note(number, planted("comment"), kind="comment")
    desk.note(lines[0], planted("linenote"), kind="comment")
    desk.do("assign_to_me", number)
    desk.do("request_information", number, {"comment": planted("question")})
    desk.do("information_received", number)
    desk.do("request_information", lines[1], {"comment": planted("question")})
    desk.do(
        "accept", lines[1], {"close_notes": planted("approval"), "approved_location": planted("elsewhere")}
    )
    desk.do("deny", lines[2], {"close_notes": planted("denial")})
    answers = {"resolution_code": "solved", "resolution_notes": planted("resolution")}
    outcomes = {lines[0]: "accepted", lines[3]: "denied", lines[4]: "denied"}
    desk.do("resolve", number, answers | {"outcomes": outcomes})
    desk.do("reopen", number, {"reason": planted("rejection")})
    desk.do("resolve", number, answers | {"outcomes": {}})
    desk.do("close", number, {"acceptance": planted("acceptance")})
    kept = {"op": "note", "record": number, "text": planted("kept"), "op_id": "7f"}
    assert Operations(desk).run(kept)["ok"]
    return number


def cells(desk: Desk, table: str) -> list[str]:
    rows = desk.session.database.all(f"SELECT * FROM {table}")
    return [str(cell) for row in rows for cell in row]


def test_no_word_of_a_customer_is_in_the_journal(desk: Desk) -> None:
    number = work_through_every_door(desk)
    for table in ("journal", "journal_change"):
        told = [
            cell for cell in cells(desk, table) if "zebra" in cell.casefold() or "quagga" in cell.casefold()
        ]
        assert told == []
    seen = "\n".join(cells(desk, "activity"))
    assert [word for word in WORDS if planted(word) not in seen] == []
    assert desk.journal(number)[0].changes[0].after.startswith("digest:")


def test_texts_are_digested_under_a_key_of_the_desks_own_and_one_of_the_records_own(desk: Desk) -> None:
    number = work_through_every_door(desk)
    database = desk.session.database
    texts = [cell for cell in cells(desk, "journal_change") if cell.startswith("digest:")]
    assert Digests(database, number).of(planted("worknote")) in texts
    other = desk.new_case({"short_description": planted("worknote")}).record
    assert Digests(database, other).of(planted("worknote")) not in texts
    assert desk.journal(other)[0].changes[1].after == Digests(database, other).of(planted("worknote"))
    database.run("UPDATE secret SET value = ? WHERE name = 'digest'", ["ab" * 32])
    assert Digests(database, number).of(planted("worknote")) not in texts


def test_of_a_customer_the_journal_knows_neither_name_nor_address_nor_id(desk: Desk) -> None:
    who = "quagga@zebra.example"
    desk.put("ou", {"id": "S1", "name": "Shop", "kinds": ["shop"], "currency": "EUR"})
    desk.put("customer", {"id": who, "name": planted("newcontact"), "address": planted("elsewhere")})
    number = desk.till.new_basket(
        {"ou": "S1", "customer": who, "address": planted("hereplace"), "description": planted("edited")}
    ).record
    desk.set_fields(number, {"description": planted("comment")})
    told = "\n".join(cells(desk, "journal") + cells(desk, "journal_change"))
    assert "quagga" not in told
    assert Digests(desk.session.database, number).of(planted("comment")) in told
    assert Digests(desk.session.database, customer_key(who)).of(who) in told
    assert Digests(desk.session.database, customer_key(who)).of(planted("elsewhere")) in told


def test_an_order_is_named_in_the_journal_and_words_in_its_place_are_not(desk: Desk) -> None:
    made = desk.new_case({"short_description": "Two short", "order": "SO0001017"}, [{"about": "SO0001017/2"}])
    words = desk.new_case(
        {"short_description": "Two short", "order": "for Mrs Quagga"}, [{"about": "her lamp"}]
    )
    kept = {change.after for change in desk.journal(made.record)[0].changes}
    assert {"SO0001017", "SO0001017/2"} <= kept
    assert not {"for Mrs Quagga", "her lamp"} & {
        change.after for change in desk.journal(words.record)[0].changes
    }


def test_the_stream_tells_what_was_done_with_its_words(desk: Desk, clock: Clock) -> None:
    number = desk.new_case({"short_description": "Two short"}).record
    clock.now += 60_000
    desk.set_fields(number, {"short_description": "Three short", "priority": 1})
    newest = desk.activity(number)[0]
    assert (newest.at, newest.agent, newest.kind, newest.action) == (clock.now, "ann", "change", "edit")
    assert [(change.field, change.before, change.after) for change in newest.changes] == [
        ("short_description", "Two short", "Three short"),
        ("priority", "4", "1"),
    ]
