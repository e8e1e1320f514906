"""The command palette: every command and every action of the record in front, found by its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.choices import Choice
from tui.commands import sign
from tui.text import clean


def palette(choices: Sequence[Choice]) -> CommandPalette:
    """A palette of these choices; what is barred says why when it is chosen, as its key does."""

    class Choices(Provider):
        async def discover(self) -> Hits:
            for choice in choices:
                yield DiscoveryHit(_shown(choice), partial(_run, choice), choice.label, clean(choice.about))

        async def search(self, query: str) -> Hits:
            matcher = self.matcher(query)
            for choice in choices:
                score = matcher.match(choice.label)
                if score > 0:
                    yield Hit(score, _shown(choice), partial(_run, choice), choice.label, clean(choice.about))

    return CommandPalette(providers=[Choices], placeholder="Find a command, an action or a view…")


def _run(choice: Choice) -> None:
    choice.run()


def _shown(choice: Choice) -> Content:
    label = clean(choice.label)
    return Content.assemble(
        label if choice.open else (label, "$key-barred"),
        "  ",
        (sign(choice.key), "$accent" if choice.open else "$key-barred"),
    )
