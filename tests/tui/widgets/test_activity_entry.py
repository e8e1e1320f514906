"""An entry of the stream in rows: when, who, and what was written or moved."""

from __future__ import annotations

from models import ActivityView, Badge, FieldChange
from tests.tui.desks import NOON
from tui.badges import Badges
from tui.widgets.activity_entry import TEXT_ROWS, entry_rows

CASE, LINE = "ORDCS0001001", "ORDCSL0001002"
NEW = Badge("new", "●", "New", "blue", False)
WORK = Badge("work", "►", "Work in Progress", "violet", False)
BADGES = {"case": Badges({"new": NEW, "work": WORK}), "line": Badges({"new": NEW, "work": WORK})}


def entry(
    kind: str = "change", *changes: FieldChange, text: str = "", record: str = CASE, action: str = "assign"
) -> ActivityView:
    return ActivityView(1, NOON, "ann", kind, record, action, text, changes, imported=False)


def shown(view: ActivityView, width: int = 60) -> list[str]:
    return [row.plain.rstrip() for row in entry_rows(view, CASE, BADGES, width)]


def test_a_move_is_two_badges_and_the_lines_that_went_along_are_counted() -> None:
    moved = [FieldChange(number, "state", "new", "work") for number in (CASE, LINE, "ORDCSL0001003")]
    assert shown(entry("change", *moved)) == [
        "12:00 ann  ● New → ► Work in Progress",
        "      2 lines went with it",
    ]


def test_a_lines_move_names_the_line_and_the_case_that_followed() -> None:
    moved = (FieldChange(LINE, "state", "new", "work"), FieldChange(CASE, "state", "new", "work"))
    assert shown(entry("change", *moved, record=LINE)) == [
        "12:00 ann  line …002  ● New → ► Work in Progress",
        "      ● New → ► Work in Progress",
    ]


def test_where_both_badges_have_no_room_only_the_later_one_is_shown() -> None:
    assert shown(entry("change", FieldChange(LINE, "state", "new", "work"), record=LINE), 40) == [
        "12:00 ann",
        "      line …002  → ► Work in Progress",
    ]


def test_a_new_record_says_how_many_lines_it_came_with_and_repeats_none_of_its_facts() -> None:
    made = (
        FieldChange(CASE, "state", "", "new"),
        FieldChange(CASE, "account", "", "Acme"),
        FieldChange(LINE, "state", "", "new"),
    )
    assert shown(entry("change", *made)) == ["12:00 ann  created  ● New", "      with 1 line"]


def test_lines_that_came_later_are_said_to_be_added() -> None:
    assert shown(entry("change", FieldChange(LINE, "state", "", "new"))) == ["12:00 ann  1 line added"]


def test_a_code_is_said_in_words() -> None:
    change = FieldChange(CASE, "resolution_code", "", "change_approved")
    assert shown(entry("change", change)) == ["12:00 ann  resolution code change approved"]


def test_a_field_is_said_with_what_it_was_and_what_it_is() -> None:
    changes = (
        FieldChange(CASE, "priority", "4", "2"),
        FieldChange(CASE, "account", "", "Acme"),
        FieldChange(CASE, "contact", "Mertens", ""),
    )
    assert shown(entry("change", *changes)) == [
        "12:00 ann  priority 4 → 2",
        "      account Acme",
        "      contact cleared",
    ]


def test_notes_keep_their_lines_and_long_ones_end_with_the_key_that_shows_all() -> None:
    rows = shown(entry("work_note", text="first\nsecond"))
    assert rows == ["12:00 ann  work note", "      first", "      second"]
    rows = shown(entry("comment", text="word " * 500), 40)
    assert len(rows) == 1 + TEXT_ROWS
    assert rows[-1].strip() == "… enter shows all"


def test_no_text_of_an_entry_carries_markup_or_control_characters() -> None:
    bad = "[bold]x[/] \x1b]52;c;aa\x07"
    change = FieldChange(CASE, bad, "", bad)
    for view in (entry("work_note", text=bad), entry("change", change), entry("change", action=bad)):
        for row in entry_rows(view, CASE, BADGES, 200):
            assert "\x1b" not in row.plain
            assert "\x07" not in row.plain
        assert any("[bold]x[/]" in row for row in shown(view, 200))
