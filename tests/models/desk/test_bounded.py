"""What a screen costs does not depend on how much there is: few queries, each with an end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from models.desk.desk import Desk
from models.operations import Operations
from tests.models.working import Worked, draft, resolved, submitted, taken

_BIG = re.compile(r'FROM "?(cases|case_lines|activity|journal|journal_change)"?', re.IGNORECASE)


@contextmanager
def traced(desk: Desk) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    said: list[str] = []
    connection = desk.session.database.connection
    connection.set_trace_callback(said.append)
    yield said
    connection.set_trace_callback(None)


READS: dict[str, Callable[[Desk, Worked], object]] = {
    "page": lambda desk, case: desk.page(),
    "page of a view": lambda desk, case: desk.page(view="my", query="lamps", sort="priority"),
    "page behind a cursor": lambda desk, case: desk.page(
        sort="age", after=desk.cursor_of(case.number, "age")
    ),
    "last page": lambda desk, case: desk.page(sort="-age", end=True),
    "count": lambda desk, case: desk.count(view="open", query="lamps state:new"),
    "badges": lambda desk, case: (desk.badges(), desk.badges("line"), desk.views(), desk.me()),
    "case": lambda desk, case: desk.case(case.number),
    "line": lambda desk, case: desk.line(case.lines[0]),
    "lines": lambda desk, case: desk.lines(case.number, after=1),
    "record": lambda desk, case: desk.record(case.number),
    "show": lambda desk, case: Operations(desk).run({"op": "show", "record": case.number}),
    "head": lambda desk, case: desk.head_of(case.lines[0]),
    "activity": lambda desk, case: desk.activity(case.number),
    "journal": lambda desk, case: desk.journal(case.number),
    "journal of a line": lambda desk, case: desk.journal(case.lines[0]),
    "whole journal": lambda desk, case: desk.journal(),
    "verdicts": lambda desk, case: desk.verdicts(case.number),
    "asks": lambda desk, case: desk.asks("resolve", case.number),
    "preview": lambda desk, case: desk.preview("resolve", case.number),
    "rows of cases": lambda desk, case: desk.rows("cases"),
    "rows of lines": lambda desk, case: desk.rows("lines", where="lamps"),
    "rows of agents": lambda desk, case: desk.rows("agents"),
}
WRITES: dict[str, Callable[[Desk, Worked], object]] = {
    "action": lambda desk, case: desk.do("request_information", case.number, {"comment": "When?"}),
    "line action": lambda desk, case: desk.do("accept", case.lines[0]),
    "edit": lambda desk, case: desk.set_fields(case.number, {"priority": 1, "account": "Blue Door"}),
    "note": lambda desk, case: desk.note(case.number, "Called"),
    "add line": lambda desk, case: desk.add_line(case.number, {"about": "SO99"}),
}


def crowd(desk: Desk, cases: int, lines: int, notes: int) -> Worked:
    """A case in work among others, with lines and notes."""
    with desk.transaction():
        case = taken(desk, lines, assignment_group="Returns", account="Copper Inns")
        for _ in range(notes):
            desk.note(case.number, "Called")
        for _ in range(cases):
            submitted(desk, 1)
        for index in range(cases):
            desk.put("agent", {"name": f"agent {index}", "role": "agent", "groups": ["Returns"]})
    return case


@pytest.mark.parametrize("name", READS)
def test_a_view_asks_as_often_for_few_records_as_for_many(name: str, desk: Desk) -> None:
    few, many = crowd(desk, 0, 2, 1), crowd(desk, 30, 12, 20)
    READS[name](desk, few)
    with traced(desk) as asked_for_few:
        READS[name](desk, few)
    with traced(desk) as asked_for_many:
        READS[name](desk, many)
    assert len(asked_for_many) == len(asked_for_few) <= 10, "\n".join(asked_for_many)


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_every_query_on_a_table_that_grows_has_an_end(name: str, desk: Desk) -> None:
    case = crowd(desk, 3, 3, 2)
    with traced(desk) as asked:
        (READS | WRITES)[name](desk, case)
    endless = [
        text for text in asked if _BIG.search(text) and text.startswith("SELECT") and "LIMIT" not in text
    ]
    assert endless == []


@pytest.mark.parametrize("name", WRITES)
def test_a_write_asks_as_often_on_a_big_desk_as_on_a_small_one(name: str, desk: Desk) -> None:
    taken(desk, account="Blue Door")
    small = taken(desk, 2)
    with traced(desk) as asked_on_small:
        WRITES[name](desk, small)
    crowd(desk, 30, 1, 10)
    big = taken(desk, 2)
    with traced(desk) as asked_on_big:
        WRITES[name](desk, big)
    assert len(asked_on_big) == len(asked_on_small) <= 17, "\n".join(asked_on_big)


def test_resolving_ten_lines_prepares_no_more_than_resolving_two(desk: Desk) -> None:
    texts = []
    for lines in (2, 10):
        with traced(desk) as asked:
            resolved(desk, lines)
        texts.append({re.sub(r"'[^']*'|\d+", "?", text) for text in asked if text.startswith("UPDATE")})
    assert len(texts[1]) == len(texts[0])


def test_a_list_of_open_cases_walks_an_index_instead_of_sorting(desk: Desk) -> None:
    draft(desk)
    for view, sort in (
        ("all", "-number"),
        ("open", "priority"),
        ("open", "age"),
        ("my", "-age"),
        ("all", "-age"),
    ):
        with traced(desk) as asked:
            desk.page(view=view, sort=sort)
        [text] = [each for each in asked if "short_description" in each]
        plan = [str(row[3]) for row in desk.session.database.all(f"EXPLAIN QUERY PLAN {text}")]
        assert not [step for step in plan if "TEMP B-TREE" in step], (view, sort, plan)
