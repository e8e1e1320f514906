"""The bridge to the data: one thread, in order, and the event loop goes on meanwhile."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from models import Desk, Unknown
from tests.tui.desks import empty_desk
from tui import work as bridge
from tui.rest import Rest
from tui.work import Work


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path)


async def test_every_question_is_answered_in_one_thread_that_is_not_the_event_loops(desk: Desk) -> None:
    work = Work(desk)
    threads = [await work.call(lambda _: threading.get_ident()) for _ in range(3)]
    work.close()
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_questions_are_answered_in_the_order_they_were_asked(desk: Desk) -> None:
    work = Work(desk)
    answered: list[int] = []
    await asyncio.gather(*(work.call(lambda _, n=n: answered.append(n)) for n in range(20)))  # type: ignore[misc]  # nobody needs the answer
    work.close()
    assert answered == list(range(20))


async def test_an_error_is_raised_where_the_answer_is_awaited(desk: Desk) -> None:
    work = Work(desk)
    with pytest.raises(Unknown):
        await work.call(lambda desk: desk.case("9999"))
    work.close()


async def test_a_question_that_nobody_waits_for_any_more_is_not_asked(desk: Desk) -> None:
    work = Work(desk)
    gate, asked = threading.Event(), []
    first = asyncio.create_task(work.call(lambda _: gate.wait()))
    second = asyncio.create_task(work.call(lambda _: asked.append("second")))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    gate.set()
    await first
    work.close()
    assert asked == []


async def test_work_that_takes_long_is_told_and_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "PATIENCE_SECONDS", 0)
    told: list[bool] = []
    late = asyncio.Event()

    def tell(busy: bool) -> None:
        told.append(busy)
        late.set()

    work = Work(desk, tell)
    gate = threading.Event()
    question = asyncio.create_task(work.call(lambda _: gate.wait()))
    await late.wait()
    assert told == [True]
    gate.set()
    await question
    work.close()
    assert told == [True, False]


async def test_quick_work_is_not_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "PATIENCE_SECONDS", 3600)
    told: list[bool] = []
    work = Work(desk, told.append)
    await work.call(lambda desk: desk.me())
    work.close()
    assert told == []


class Lookout:
    """Counts its looks, in which thread, and what was asked before each."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.looked = threading.Semaphore(0)
        self.left = False

    def look(self) -> None:
        self.threads.add(threading.get_ident())
        self.looked.release()

    def leave(self) -> None:
        self.left = True


async def test_while_nobody_asks_and_between_questions_the_data_thread_looks_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "LOOK_SECONDS", 0.001)
    lookout = Lookout()
    work = Work(desk, watcher=lookout)
    thread = await work.call(lambda _: threading.get_ident())
    for _ in range(3):
        assert await asyncio.to_thread(lookout.looked.acquire, timeout=60)
    while not lookout.looked.acquire(blocking=False):
        await work.call(lambda _: None)
    assert lookout.threads == {thread}
    assert not lookout.left
    work.close()
    assert lookout.left


async def test_after_a_rest_it_looks_until_everything_is_seen() -> None:
    rest, looks = Rest(), []

    async def look() -> bool:
        looks.append(rest.waiting)
        return len(looks) == 2

    rest.moved()
    await rest.then(look)
    assert looks == [True, True]
    assert not rest.waiting
