"""What a look comes to is told once, and nothing that goes wrong ends the thread that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import Desk, Present
from tests.models.desk.test_keyring import key_line
from tests.tui.desks import empty_desk
from tests.tui.together import another_console, colleague
from tui.live import FILE_LOOKS, Company, News, Watch

CASE = "ORDCS0001001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = empty_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def told() -> list[News]:
    return []


@pytest.fixture
def look(desk: Desk, told: list[News]) -> Callable[[], list[News]]:
    """Looks often enough to have looked everywhere; gives what was told meanwhile."""
    watch = Watch(desk.outlook(), told.append)

    def looking() -> list[News]:
        told.clear()
        for _ in range(FILE_LOOKS):
            watch.look()
        return list(told)

    return looking


def test_a_write_is_told_once_and_a_quiet_desk_not_at_all(desk: Desk, look: Callable[[], list[News]]) -> None:
    assert look() == []
    with colleague(desk) as bob:
        bob.new_case({"short_description": "Two short"})
        assert look() == [News(moved=True, lost="", present=())]
        assert look() == []
    desk.new_case({"short_description": "my own"})
    assert look() == []


def test_who_comes_and_goes_is_told_once(desk: Desk, look: Callable[[], list[News]]) -> None:
    there = (Present("bob", CASE, "open"),)
    with another_console(desk) as bob:
        bob.look(CASE, "open")
        assert look() == [News(moved=False, lost="", present=there)]
        assert look() == []
    assert look() == [News(moved=False, lost="", present=())]


def test_a_desk_that_is_lost_and_found_is_told_and_read_again(
    desk: Desk, look: Callable[[], list[News]]
) -> None:
    file = desk.session.database.path
    away = file.rename(file.with_name("away.db"))
    [lost] = look()
    assert "was taken away" in lost.lost
    assert look() == []
    away.rename(file)
    assert look() == [News(moved=True, lost="", present=())]


def test_a_fault_that_nobody_foresaw_is_told_and_the_thread_goes_on(
    desk: Desk, told: list[News], monkeypatch: pytest.MonkeyPatch
) -> None:
    outlook = desk.outlook()
    watch = Watch(outlook, told.append)
    with monkeypatch.context() as broken:
        broken.setattr(outlook, "presence", lambda: 1 / 0)
        watch.look()
    assert "What others do can't be seen: ZeroDivisionError" in told[-1].lost
    for _ in range(FILE_LOOKS):
        watch.look()
    assert told[-1] == News(moved=True, lost="", present=())


def test_who_is_no_longer_let_in_is_told_once_also_where_the_desk_was_busy_at_first(
    desk: Desk, told: list[News], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_line(1)
    mia = desk.as_agent("mia")
    fingerprint = str(mia.keys.add("ann", key).changes[0].after)
    ann = Desk.open(desk.session.database.url, agent="ann", origin="ssh", key=fingerprint)
    outlook = ann.outlook()
    watch = Watch(outlook, told.append)
    watch.look()
    assert told == []
    mia.keys.revoke(fingerprint)
    with monkeypatch.context() as busy:
        busy.setattr(outlook, "let_in", lambda: 1 / 0)
        watch.look()
    assert [news.shut for news in told] == [""]
    for _ in range(FILE_LOOKS + 1):
        watch.look()
    assert [news.shut for news in told if news.shut] == [
        "This key was revoked on this desk; ask an admin of it."
    ]
    ann.close()


def test_of_several_at_one_record_a_row_names_the_one_who_writes_and_counts_the_others() -> None:
    company = Company("ann")
    company.learn([Present("bob", CASE, "open"), Present("cem", CASE, "edit"), Present("dee", CASE, "open")])
    assert company.by_record() == {CASE: "cem is writing +2"}
    assert company.at(CASE) == "bob has it open · cem is changing it · dee has it open"
    assert company.at("ORDCS0001002") == ""
