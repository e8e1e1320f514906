"""The window of rows: what it holds, where its cursor stands, and that it never grows."""

from __future__ import annotations

from models import CaseRow
from tui.widgets.row_window import AHEAD, BOUND, Rows, RowWindow


def row(number: int) -> CaseRow:
    return CaseRow(number, str(number), "new", 3, "", "", "", 0, 0, 0, 1)


def rows(first: int, last: int) -> tuple[CaseRow, ...]:
    return tuple(row(number) for number in range(first, last))


def window(
    first: int, last: int, *, before: bool = False, after: bool = False, height: int = 10
) -> RowWindow[CaseRow]:
    made = RowWindow[CaseRow]()
    made.resize(height)
    made.replace(Rows(rows(first, last), before, after))
    return made


def at_cursor(made: RowWindow[CaseRow]) -> str:
    assert made.current is not None
    return made.current.number


def test_the_cursor_stops_at_both_ends() -> None:
    made = window(0, 30)
    made.move_to(-5)
    assert made.cursor == 0
    made.move_to(99)
    assert made.cursor == 29
    assert made.top == 20


def test_a_move_inside_the_screen_scrolls_nothing_and_one_beyond_it_a_single_row() -> None:
    made = window(0, 30)
    assert not made.move_to(9)
    assert made.move_to(10)
    assert made.top == 1


def test_an_empty_window_has_no_current_row_and_moves_nowhere() -> None:
    made = window(0, 0)
    assert made.current is None
    assert not made.move_to(3)
    assert not made.wants_after


def test_rows_that_come_behind_push_out_those_in_front_and_leave_the_cursor_on_its_row() -> None:
    made = window(0, BOUND, after=True)
    made.move_to(BOUND - 5)
    made.append(rows(BOUND, BOUND + 100), more=True)
    assert len(made.rows) == BOUND
    assert made.more_before
    assert at_cursor(made) == str(BOUND - 5)


def test_rows_that_come_in_front_push_out_those_behind_and_leave_the_cursor_on_its_row() -> None:
    made = window(1000, 1000 + BOUND, before=True)
    made.move_to(3)
    made.prepend(rows(900, 1000), more=False)
    assert len(made.rows) == BOUND
    assert made.more_after
    assert not made.more_before
    assert at_cursor(made) == "1003"


def test_what_is_in_sight_is_never_let_go() -> None:
    made = window(0, BOUND, after=True)
    made.append(rows(BOUND, BOUND + 100), more=False)
    assert made.rows[0].number == "0"
    assert made.top == 0


def test_rows_are_wanted_before_the_cursor_gets_to_the_end() -> None:
    made = window(0, 200, after=True)
    wanted = [made.wants_after]
    made.move_to(200 - AHEAD + 1)
    wanted.append(made.wants_after)
    made.append((), more=False)
    wanted.append(made.wants_after)
    assert wanted == [False, True, False]


def test_new_rows_keep_the_case_and_its_line_on_the_screen() -> None:
    made = window(0, 50)
    made.move_to(20)
    line = made.cursor - made.top
    made.replace(Rows(rows(-30, 60), more_before=False, more_after=False, number="20"))
    assert at_cursor(made) == "20"
    assert made.cursor - made.top == line


def test_where_the_case_is_gone_the_cursor_takes_its_place() -> None:
    made = window(0, 50)
    made.replace(Rows(rows(0, 20) + rows(21, 50), more_before=False, more_after=False, number="20", at=20))
    assert at_cursor(made) == "21"


def test_a_higher_screen_is_filled() -> None:
    made = window(0, 30)
    made.move_to(29)
    made.resize(25)
    assert made.top == 5


def renewed(made: RowWindow[CaseRow], *numbers: int, about: int, at: int = 0) -> bool:
    found = tuple(row(number) for number in numbers)
    return made.renew(Rows(found, more_before=False, more_after=False, number=row(about).number, at=at))


def test_renewed_rows_leave_the_case_and_its_line_where_they_were() -> None:
    made = window(0, 20, height=5)
    made.move_to(10)
    line = made.cursor - made.top
    assert renewed(made, 100, 101, *range(20), about=10)
    assert at_cursor(made) == row(10).number
    assert made.cursor - made.top == line


def test_at_the_top_of_the_list_renewed_rows_come_into_sight() -> None:
    made = window(0, 20, height=5)
    assert renewed(made, 100, *range(20), about=0)
    assert (made.top, at_cursor(made)) == (0, row(0).number)


def test_renewed_rows_without_the_case_put_the_cursor_on_what_took_its_place() -> None:
    made = window(0, 20, height=5)
    made.move_to(10)
    rest = [number for number in range(20) if number != 10]
    assert renewed(made, *rest, about=10, at=10)
    assert at_cursor(made) == row(11).number


def test_rows_that_were_read_about_another_case_are_not_taken_where_the_cursor_has_left_them() -> None:
    made = window(0, 20, height=5)
    made.move_to(15)
    assert renewed(made, *range(20), about=3)
    assert at_cursor(made) == row(15).number
    assert not renewed(made, *range(10), about=3)
    assert (at_cursor(made), len(made.rows)) == (row(15).number, 20)
