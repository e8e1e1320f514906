"""Textual's ways out of the console, shut in one place.

They write files, open programs, stop the process or press keys for somebody; on a shared host none of
them is anybody's to use, from a key, from the palette or from a link in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal, TextIO

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.screen import Screen


class Sealed(App[None]):
    """An app whose user stays within it; what is asked of a way out does nothing."""

    ENABLE_COMMAND_PALETTE = False

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: some write files, others change what the console looks like."""
        return ()

    def action_command_palette(self) -> None:
        """Textual's own palette does not open; the console has one that knows its commands."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No file is written."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """No file is written, and so none is named."""
        return ""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """No file is written."""
        return None

    def _deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        save_directory: object,
        save_filename: str | None,
        open_method: Literal["browser", "download"],
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> str | None:
        """No file is written, whatever was to be delivered."""
        binary.close()
        return None

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """No browser is started."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """The terminal is given to no other program.

        *Errors*: `SuspendNotSupported`, always.
        """
        yield from kept()

    def action_suspend_process(self) -> None:
        """The process is not stopped: over SSH nobody could set it going again."""

    async def action_simulate_key(self, key: str) -> None:
        """Keys come from the keyboard."""


def kept() -> Iterator[None]:
    """Nothing is handed over.

    *Errors*: `SuspendNotSupported`, always.
    """
    raise SuspendNotSupported("The console keeps its terminal until it is left.")
