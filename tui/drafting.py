"""Half-filled forms on their way to the desk: noted at each key, kept a moment later or at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Desk, DraftView

#: Seconds after the last key when what was typed is kept.
PAUSE_SECONDS = 1.0


def kept_words(drafts: Sequence[DraftView]) -> str:
    """How many drafts are kept, the newest by its form and record, and how it is gone on with."""
    newest = f"{drafts[0].form} on {drafts[0].about}" if drafts[0].about else drafts[0].form
    count = "1 draft is kept" if len(drafts) == 1 else f"{len(drafts)} drafts are kept, the newest"
    return f"{count}: {newest}. Open that form again and it is filled in."


class Drafting:
    """What waits to be kept, by form and record; None waits to be thrown away."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Mapping[str, str] | None] = {}

    def note(self, form: str, about: str, held: Mapping[str, str] | None) -> None:
        """Remember the newest; no question to the desk yet."""
        self._waiting[form, about] = held

    def keep(self, desk: Desk) -> None:
        """Tell the desk all that waits; for the data thread, and once more when the console leaves."""
        while self._waiting:
            form, about = next(iter(self._waiting))
            held = self._waiting[form, about]
            if held is None:
                desk.drafts.drop(form, about)
            else:
                desk.drafts.keep(form, about, held)
            # What was typed meanwhile waits for the next round.
            if self._waiting.get((form, about)) is held:
                del self._waiting[form, about]
