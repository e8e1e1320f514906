"""Writers take turns, none waits for ever, and a ticket that somebody keeps costs a sentence at most."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from models.desk.desk import Desk
from models.errors import Unavailable
from models.lock_holder import holder_of
from models.ticket import Ticket
from models.turn import MOST
from tests.models.working import draft
from tests.models.writing import Writer

#: Far longer than any turn takes.
LONG = 30.0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0.2)


def is_free(path: Path) -> bool:
    with path.with_name(path.name + ".ticket").open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_write_holds_the_ticket_until_its_end(path: Path, desk: Desk) -> None:
    ticket = path.with_name("desk.db.ticket")
    assert not ticket.exists()
    with desk.transaction():
        draft(desk)
        assert not is_free(path)
        draft(desk)
        assert not is_free(path)
    assert is_free(path)


def test_a_write_that_fails_gives_the_ticket_back(path: Path, desk: Desk) -> None:
    draft(desk)
    with pytest.raises(ZeroDivisionError), desk.transaction():
        _ = 1 // 0
    assert is_free(path)


def test_readers_need_no_ticket(url: str, path: Path) -> None:
    with Writer(url) as writer:
        writer.hold()
        reader = Desk.open(url, agent="ann")
        assert reader.count().number == 0
        assert not is_free(path)
        reader.close()


def test_the_ticket_is_as_open_as_the_database(path: Path, url: str) -> None:
    path.chmod(0o660)
    desk = Desk.open(url, agent="ann")
    draft(desk)
    desk.close()
    assert stat.S_IMODE(path.with_name("desk.db.ticket").stat().st_mode) == 0o660


@pytest.mark.usefixtures("impatient")
def test_a_stopped_holder_costs_a_wait_and_a_sentence_and_not_the_session(url: str, desk: Desk) -> None:
    with Writer(url) as holder:
        holder.hold()
        holder.process.send_signal(signal.SIGSTOP)
        for _ in range(3):
            with pytest.raises(Unavailable, match=r"was busy for 0\.2 s") as said:
                draft(desk)
            assert f"process {holder.process.pid} may hold it" in str(said.value)
            assert said.value.exit_code == 5
        assert desk.count().number == 0
        holder.process.send_signal(signal.SIGCONT)
        holder.tell("go on")
        holder.until("done")
        draft(desk)
        assert desk.count().number == 2


@pytest.mark.usefixtures("impatient")
def test_whoever_gave_up_leaves_no_trace_in_the_queue(url: str, desk: Desk) -> None:
    with Writer(url) as holder, Writer(url, "cem") as other:
        holder.hold()
        with pytest.raises(Unavailable):
            draft(desk)
        holder.tell("go on")
        holder.until("done")
        for _ in range(3):
            other.tell("write")
            other.until("done")
        assert desk.count().number == 4


def test_a_holder_that_is_killed_holds_up_nobody(url: str, desk: Desk) -> None:
    with Writer(url) as holder:
        holder.hold()
        waiting = Thread(target=draft, args=(desk,))
        waiting.start()
        holder.process.kill()
        waiting.join(LONG)
        assert not waiting.is_alive()
    assert desk.count().number == 1


def test_a_turn_lasts_a_few_transactions_and_ends_by_itself(path: Path) -> None:
    with path.with_name("desk.db.ticket").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ticket = Ticket(path)
        came = Thread(target=ticket.take, args=(LONG,))
        came.start()
        came.join(0.1)
        assert came.is_alive()
        fcntl.flock(file, fcntl.LOCK_UN)
        came.join(LONG)
        for _ in range(MOST - 1):
            ticket.give_back()
            ticket.take(LONG)
        ticket.give_back()
        assert is_free(path)
        ticket.close()


def test_a_turn_that_is_not_used_up_is_handed_on_soon(path: Path) -> None:
    with path.with_name("desk.db.ticket").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ticket = Ticket(path)
        came = Thread(target=ticket.take, args=(LONG,))
        came.start()
        came.join(0.1)
        fcntl.flock(file, fcntl.LOCK_UN)
        came.join(LONG)
        ticket.give_back()
        next_one = Thread(target=fcntl.flock, args=(file, fcntl.LOCK_EX), daemon=True)
        next_one.start()
        next_one.join(LONG / 10)
        assert not next_one.is_alive()
        fcntl.flock(file, fcntl.LOCK_UN)
        ticket.close()


def test_a_ticket_that_somebody_deleted_is_made_anew(path: Path, desk: Desk) -> None:
    draft(desk)
    path.with_name("desk.db.ticket").unlink()
    with desk.transaction():
        draft(desk)
        assert not is_free(path)


def test_one_database_has_one_ticket_whatever_it_is_called_by(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.db"
    other.symlink_to(path)
    assert Ticket(other).path == Ticket(path).path


@pytest.mark.parametrize("obstacle", ["folder", "link"])
def test_a_ticket_that_can_not_be_used_is_said(path: Path, desk: Desk, obstacle: str) -> None:
    ticket = path.with_name("desk.db.ticket")
    if obstacle == "folder":
        ticket.mkdir()
    else:
        ticket.symlink_to(path)
    with pytest.raises(Unavailable, match=r"its ticket .*desk\.db\.ticket can't be used \(.*\); check its"):
        draft(desk)
    ticket.rmdir() if obstacle == "folder" else ticket.unlink()
    draft(desk)
    assert desk.count().number == 1


def test_a_disk_that_takes_nothing_more_does_not_keep_the_ticket(path: Path) -> None:
    ticket = Ticket(path)
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    try:
        ticket.take(LONG)
        ticket.give_back()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
    assert is_free(path)
    ticket.close()


def test_the_holder_of_a_lock_is_known_and_who_waits_for_it_is_not_taken_for_him(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with path.open("w") as held, path.open() as waiting:
        assert holder_of(waiting.fileno()) is None
        fcntl.flock(held, fcntl.LOCK_EX)
        assert holder_of(waiting.fileno()) == os.getpid()
        line = "import fcntl, sys; print('waits', flush=True); fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX)"
        with subprocess.Popen([sys.executable, "-c", line, str(path)], stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            assert holder_of(waiting.fileno()) == os.getpid()
            fcntl.flock(held, fcntl.LOCK_UN)
        assert holder_of(waiting.fileno()) is None


def test_where_the_system_names_no_holder_it_is_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        monkeypatch.setattr("models.lock_holder._LOCKS", tmp_path / "nothing")
        assert holder_of(file.fileno()) is None


def test_who_only_reads_loads_nothing_for_it(url: str) -> None:
    script = (
        "import sys; from models import Desk; Desk.open(sys.argv[1], agent='ann').page(); "
        "print('models.ticket' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, url],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "False\n"
