"""A conversation with a real `casedesk apply -`: one line written, one line read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import Self, cast

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "tui")
Answer = dict[str, object]
#: Far more than a conversation takes, even on a machine with other work.
PATIENCE_SECONDS = 60.0


class Conversation:
    """The process and its two pipes; an answer is awaited for each line, so none may be held back.

    ``words`` start it in another way, over SSH, say.
    """

    def __init__(
        self,
        url: str = "",
        *options: str,
        agent: str = "ann",
        command: Sequence[str] = COMMAND,
        words: Sequence[str] = (),
    ) -> None:
        self.process = subprocess.Popen(
            words or [*command, "apply", "-", "--db", url, "--agent", agent, *options],
            cwd=ROOT,
            # Unbuffered pipes would hide an answer that is not flushed.
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        # An answer that never comes is a failure, not a test without end.
        self._alarm = Timer(PATIENCE_SECONDS, self.process.kill)
        self._alarm.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def say(self, operation: Mapping[str, object]) -> Answer:
        """Send one operation and wait for its answer."""
        return self.say_bytes(json.dumps(operation).encode())

    def say_bytes(self, line: bytes) -> Answer:
        """Send one line as it is and wait for its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            _, said = self.process.communicate()
            raise AssertionError(f"no answer to {line[:200]!r}: {said.decode(errors='replace')}")
        return cast(Answer, json.loads(answer))

    def end(self) -> int:
        """Close the pipe and return the exit code; nothing may be left to say."""
        left, said = self.process.communicate(timeout=60)
        assert (left, said) == (b"", b"")
        return self.process.returncode


def items(answer: Mapping[str, object], name: str) -> list[Answer]:
    """A list of objects inside an answer."""
    return cast(list[Answer], answer[name])
