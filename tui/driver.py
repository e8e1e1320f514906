"""Textual's driver of the terminal, for which a terminal that goes away is a hang-up and not a fault."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any, TextIO, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class Unfailing:
    """A stream into which writing never fails: nobody misses what a terminal that is gone would show."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write the text, if it can be."""
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        """Send what was written, if it can be."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        """The number of the file beneath."""
        return self._stream.fileno()


class Driver(LinuxDriver):
    """Keys and pictures of a terminal that may go away at any moment."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # A thread that dies of a failing write leaves a full queue, before which the console would wait.
        self._file = cast("Any", Unfailing(cast("TextIO", self._file)))

    def _run_input_thread(self) -> None:
        """Textual would draw a traceback in the terminal."""
        try:
            self.run_input_thread()
        except OSError:
            os.kill(os.getpid(), signal.SIGHUP)
        except Exception as error:  # noqa: BLE001  # the app says what went wrong in its thread
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001  # Textual has no public one
