"""Lists, a window at a time: every order, view and direction shows each case once, in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import build_demo
from models.desk.desk import Desk
from models.errors import Invalid, Unknown
from models.views import CaseRow, Cursor
from tests.models.conftest import MORNING
from tests.models.working import closed, draft, submitted, taken

SORTS = ["number", "-number", "priority", "-priority", "age", "-age"]
VIEWS = ["my", "unassigned", "open", "all"]


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Sixty cases; some were opened in the same millisecond, as an import's may be."""
    path = tmp_path_factory.mktemp("lively") / "desk.db"
    build_demo(f"sqlite:///{path}", cases=60, now=MORNING)
    desk = Desk.open(f"sqlite:///{path}", agent="bob")
    desk.session.database.run("UPDATE cases SET opened_at = opened_at / 86400000 * 86400000")
    yield desk
    desk.close()


def key(row: CaseRow, sort: str) -> tuple[int, int]:
    return {"number": row.id, "priority": row.priority, "age": -row.opened_at}[sort.removeprefix("-")], row.id


def in_order(desk: Desk, sort: str, view: str) -> list[str]:
    """The whole list, sorted here: what is older comes later, with - the other way round."""
    rows = {row.number: row for row in desk.page(view=view, limit=1000).rows}
    # Of two cases of one rank the lower id stands where the rank's direction puts it in the index.
    flip = -1 if sort.removeprefix("-") == "age" else 1
    ranked = sorted(
        rows.values(), key=lambda row: (key(row, sort)[0], flip * row.id), reverse=sort.startswith("-")
    )
    return [row.number for row in ranked]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_pages_forwards_are_the_whole_list_in_order(lively: Desk, sort: str, view: str, limit: int) -> None:
    found: list[str] = []
    after = None
    while True:
        page = lively.page(view=view, sort=sort, after=after, limit=limit)
        found += [row.number for row in page.rows]
        assert len(page.rows) <= limit
        assert len(found) <= 60
        if not page.more:
            break
        after = page.last
    assert found == in_order(lively, sort, view)
    assert lively.count(view=view).number == len(found)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_pages_backwards_from_the_end_are_the_whole_list_in_order(
    lively: Desk, sort: str, view: str, limit: int
) -> None:
    page = lively.page(view=view, sort=sort, end=True, limit=limit)
    found = [row.number for row in page.rows]
    while page.more:
        page = lively.page(view=view, sort=sort, before=page.first, limit=limit)
        found = [*(row.number for row in page.rows), *found]
        assert len(found) <= 60
    assert found == in_order(lively, sort, view)


@pytest.mark.parametrize("sort", SORTS)
def test_a_cursor_finds_the_rows_around_a_case(lively: Desk, sort: str) -> None:
    whole = in_order(lively, sort, "all")
    for place in (0, 1, 30, len(whole) - 1):
        cursor = lively.cursor_of(whole[place], sort)
        before = lively.page(sort=sort, before=cursor, limit=5)
        after = lively.page(sort=sort, after=cursor, limit=5)
        assert [row.number for row in before.rows] == whole[max(0, place - 5) : place]
        assert [row.number for row in after.rows] == whole[place + 1 : place + 6]
        assert before.more == (place > 5)
        assert after.more == (place < len(whole) - 6)


def test_a_cursor_outlives_the_case_that_it_stood_on(desk: Desk) -> None:
    numbers = [draft(desk, priority=2).number for _ in range(5)]
    cursor = desk.cursor_of(numbers[2], "priority")
    desk.set_fields(numbers[2], {"priority": 1})
    page = desk.page(sort="priority", after=cursor)
    assert [row.number for row in page.rows] == numbers[3:]


def test_there_is_no_cursor_of_a_case_that_is_not_there(desk: Desk) -> None:
    assert desk.cursor_of("9999") is None


def test_an_empty_list_is_a_page_without_ends(desk: Desk) -> None:
    assert desk.page() == ((), None, None, False)
    assert desk.page(end=True) == ((), None, None, False)
    assert desk.page(after=Cursor(1, 1)) == ((), None, None, False)
    assert desk.count() == (0, False)


def test_more_is_asked_for_than_is_ever_given_at_once(lively: Desk) -> None:
    assert len(lively.page(limit=10_000_000).rows) == 60
    assert len(lively.page(limit=0).rows) == 1
    assert len(lively.page(limit=-5).rows) == 1


def test_counting_stops_at_a_cap(lively: Desk) -> None:
    assert lively.count(cap=10) == (10, True)
    assert lively.count(cap=60) == (60, False)
    assert lively.count(cap=59) == (59, True)


def test_the_standard_views_hold_what_their_names_say(desk: Desk) -> None:
    mine = taken(desk).number
    bobs = taken(desk.as_agent("bob")).number
    nobodys = submitted(desk).number
    over = closed(desk).number
    held = {view: [row.number for row in desk.page(view=view).rows] for view in VIEWS}
    assert held == {
        "my": [mine],
        "unassigned": [nobodys],
        "open": [nobodys, bobs, mine],
        "all": [over, nobodys, bobs, mine],
    }
    assert [row.number for row in desk.as_agent("bob").page(view="My Cases").rows] == [bobs]


def test_a_view_and_a_query_must_both_hold(desk: Desk) -> None:
    lamp = taken(desk).number
    taken(desk, short_description="Chairs")
    taken(desk.as_agent("bob"))
    assert [row.number for row in desk.page(view="my", query="lamps").rows] == [lamp]
    assert desk.count(view="my", query="lamps").number == 1


def test_a_row_tells_how_far_the_lines_are(desk: Desk) -> None:
    case = taken(desk, 3)
    desk.do("accept", case.lines[0])
    desk.do("cancel", case.lines[1])
    [row] = desk.page().rows
    assert (row.settled, row.lines, row.assigned_to, row.version) == (2, 3, "ann", 5)


def test_a_long_description_is_cut_in_a_list_and_whole_in_its_case(desk: Desk) -> None:
    number = draft(desk, short_description="long " * 40_000).number
    [row] = desk.page().rows
    assert len(row.short_description) == 400
    assert len(desk.case(number).short_description) == 199_999


@pytest.mark.parametrize("sort", ["", "colour", "--number", "number-", "NUMBER", "id; DROP TABLE cases"])
def test_an_order_that_there_is_not_is_said(sort: str, desk: Desk) -> None:
    with pytest.raises(Invalid, match="sort by: number, priority, age"):
        desk.page(sort=sort)


def test_a_view_that_there_is_not_is_said(desk: Desk) -> None:
    with pytest.raises(Unknown, match="There are: my, unassigned, open, all"):
        desk.page(view="yours")
