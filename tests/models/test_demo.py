"""The demo looks like a desk that has been worked for weeks, the same for the same seed and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Desk, Invalid, Refused, build_demo
from models.record_views import CaseView
from models.views import CaseRow
from tests.models.conftest import MORNING

STATES = {"draft", "new", "work_in_progress", "awaiting_info", "resolved", "closed", "cancelled"}
LINE_STATES = {
    "draft", "new", "work_in_progress", "awaiting_info", "resolved_accepted", "resolved_denied", "cancelled",
}  # fmt: skip
DAY = 24 * 3600 * 1000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'desk.db'}"
    build_demo(url, now=MORNING)
    desk = Desk.open(url, agent="ann", clock=lambda: MORNING)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def rows(demo: Desk) -> tuple[CaseRow, ...]:
    return demo.page(sort="number", limit=1000).rows


@pytest.fixture(scope="module")
def views(demo: Desk, rows: tuple[CaseRow, ...]) -> list[CaseView]:
    return [demo.case(row.number) for row in rows]


def test_cases_and_lines_are_in_every_state(rows: tuple[CaseRow, ...], views: list[CaseView]) -> None:
    assert len(rows) == 200
    assert {row.state for row in rows} == STATES
    assert {line.state for view in views for line in view.lines} == LINE_STATES
    assert {row.lines for row in rows} == {0, 1, 2, 3, 4, 5}


def test_whoever_opens_it_finds_a_handful_of_cases_of_her_own(demo: Desk) -> None:
    assert demo.me() == ("ann", "manager", ("Returns", "Key accounts"))
    assert 7 <= demo.count(view="my").number <= 15
    assert 15 <= demo.count(view="unassigned").number <= 60
    assert 80 <= demo.count(view="open").number <= 150


@pytest.mark.parametrize("seed", [2, 3])
def test_so_she_does_with_any_seed(seed: int, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    build_demo(url, seed=seed, now=MORNING)
    desk = Desk.open(url, agent="ann")
    assert 7 <= desk.count(view="my").number <= 15
    assert {row.state for row in desk.page(limit=1000).rows} == STATES
    desk.close()


def test_several_people_of_every_role_work_in_several_groups(demo: Desk, views: list[CaseView]) -> None:
    agents = demo.rows("agents")
    assert {row["role"] for row in agents} == {"viewer", "agent", "manager", "admin"}
    assert {view.assigned_to for view in views} == {"", "ann", "bob", "cem", "dee"}
    assert len({view.assignment_group for view in views}) == 4
    assert sum(bool(view.consumer) for view in views) > 20
    assert sum(bool(view.account) for view in views) > 100
    rules = demo.export_rules()
    with pytest.raises(Refused, match="Loading rules needs the role admin; ann is manager"):
        demo.load_rules(rules)


def test_little_is_critical_and_much_can_wait(rows: tuple[CaseRow, ...]) -> None:
    count = [sum(row.priority == priority for row in rows) for priority in (1, 2, 3, 4)]
    assert 1 <= count[0] <= 10
    assert count[0] < count[1] < count[2] < count[3]


def test_ages_go_from_minutes_to_weeks_and_numbers_with_them(rows: tuple[CaseRow, ...]) -> None:
    ages = [MORNING - row.opened_at for row in rows]
    assert min(ages) < DAY / 4
    assert max(ages) > 21 * DAY
    assert ages == sorted(ages, reverse=True)


def test_history_agrees_with_time_and_with_what_became_of_each_case(
    demo: Desk, views: list[CaseView]
) -> None:
    for view in views:
        entries = list(reversed(demo.activity(view.number, limit=500)))
        times = [entry.at for entry in entries]
        assert times == sorted(times)
        assert times[0] == view.opened_at
        assert times[-1] <= MORNING
        assert entries[0].action == "new"
        moved = [
            change.after
            for entry in entries
            for change in entry.changes
            if (change.record, change.field) == (view.number, "state")
        ]
        assert moved[-1] == view.state
    journal = demo.journal(limit=1000)
    assert [entry.at for entry in journal] == sorted((entry.at for entry in journal), reverse=True)
    assert not any(entry.imported or entry.irregular for entry in journal)


def test_texts_are_whole_sentences_about_the_case(demo: Desk, views: list[CaseView]) -> None:
    said = [view.short_description for view in views]
    texts = [entry.text for view in views for entry in demo.activity(view.number, kind="notes", limit=100)]
    assert len(set(said)) > 100
    assert len(set(texts)) > 120
    assert not [text for text in (*said, *texts) if re.search(r"[{}]|^\s|\s$|^[a-zé]|  ", text)]
    assert {entry.agent for view in views for entry in demo.activity(view.number, kind="notes")} >= {
        "portal", "ann", "bob", "cem", "dee",
    }  # fmt: skip


def test_some_cases_resolved_by_themselves_and_wait_for_their_code(views: list[CaseView]) -> None:
    resolved = [view for view in views if view.state == "resolved"]
    assert 1 <= sum(not view.resolution_code for view in resolved) < len(resolved)
    assert all(view.resolution_code and view.resolution_notes for view in views if view.state == "closed")


_DIGEST = re.compile(r"digest:.*|[0-9a-f]{64}")


def contents(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All rows, but for the keys of the digests, the digests and their hashes, and when tables were made."""
    database = desk.session.database
    names = [str(row[0]) for row in database.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [
            tuple("digest" if _DIGEST.fullmatch(str(cell)) else cell for cell in row)
            for row in database.all(f'SELECT * FROM "{name}"')
        ]
        for name in names
        if name not in ("secret", "digest_key", "migration_history")
    }


def test_the_same_seed_and_time_make_the_same_desk(tmp_path: Path) -> None:
    made = []
    for name, seed, now in (("a", 5, MORNING), ("b", 5, MORNING), ("c", 6, MORNING), ("d", 5, MORNING + DAY)):
        url = f"sqlite:///{tmp_path / name}.db"
        build_demo(url, seed=seed, cases=25, now=now)
        desk = Desk.open(url, agent="ann")
        made.append(contents(desk))
        desk.close()
    assert made[0] == made[1]
    assert made[0] != made[2]
    assert made[0] != made[3]


@pytest.mark.parametrize("cases", [0, 1, 7, 230])
def test_a_demo_has_as_many_cases_as_it_was_asked_for(cases: int, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    build_demo(url, cases=cases)
    desk = Desk.open(url, agent="ann")
    assert desk.count().number == cases
    desk.close()


def test_a_desk_that_is_in_use_is_no_place_for_a_demo(desk: Desk, url: str) -> None:
    desk.new_case({"short_description": "Two short"})
    with pytest.raises(Invalid, match="holds cases already; a demo fills a fresh database"):
        build_demo(url)
    assert desk.count().number == 1
