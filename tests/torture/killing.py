"""Real `casedesk apply -` processes that work on one desk and are killed at random moments.

What was asked and not answered when the process died is asked again, with the same ``op_id``, by the
next one: whether it had been done or not, it is done once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from signal import SIGKILL
from threading import Lock, Thread, Timer

from tests.torture.checks import Acknowledged
from tests.torture.work import Operation, Work

ROOT = Path(__file__).resolve().parents[2]


class Writer:
    """One agent; each life is a process that ends by being killed, but for the last."""

    def __init__(self, url: str, name: str, seed: int, work: Work, life_seconds: float, module: str) -> None:
        #: The longest that a writer works before it is killed, from its first answer on.
        self.life_seconds = life_seconds
        self.command = [sys.executable, "-m", module, "apply", "-", "--db", url, "--agent", name]
        self.name = name
        self.random = Random(seed)
        self.work = work
        self.acknowledged: list[Acknowledged] = []
        self.asked: Operation | None = None
        self.count = 0

    def live(self) -> None:
        """Works until it is killed."""
        with subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            alarm: Timer | None = None
            # Some die before they have said a word.
            if self.random.random() < 0.1:
                alarm = Timer(self.random.uniform(0, self.life_seconds), process.kill)
                alarm.start()
            while self._ask(process):
                if alarm is None:
                    alarm = Timer(self.random.uniform(0, self.life_seconds), process.kill)
                    alarm.start()
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                process.stdin.close()
        assert process.returncode == -SIGKILL

    def settle(self) -> None:
        """Asks once more what was not answered, and ends in peace."""
        with subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            while self.asked is not None:
                assert self._ask(process)
            process.communicate()

    def _ask(self, process: subprocess.Popen[bytes]) -> bool:
        if self.asked is None:
            self.count += 1
            self.asked = {**self.work.draw(self.random), "op_id": f"{self.name}-{self.count}"}
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(self.asked).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            return False
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            return False
        answer: Mapping[str, object] = json.loads(line)
        if answer.get("error") != "unavailable":
            self.acknowledged.append(Acknowledged(str(self.asked["op_id"]), answer))
            self.work.learn(self.asked, answer)
            self.asked = None
        return True


def torture(
    url: str, *, writers: int, lives: int, seed: int, life_seconds: float = 0.4, module: str = "tui"
) -> list[Acknowledged]:
    """Lets writers work and die, each this often; gives all that was acknowledged to any of them."""
    work, lock, broken = Work(), Lock(), []
    agents = [
        Writer(url, f"agent {step}", seed * 1000 + step, work, life_seconds, module)
        for step in range(writers)
    ]

    def run(writer: Writer) -> None:
        try:
            for _ in range(lives):
                writer.live()
            writer.settle()
        except BaseException as error:
            with lock:
                broken.append(error)
            raise

    threads = [Thread(target=run, args=(writer,)) for writer in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    return [answer for writer in agents for answer in writer.acknowledged]
