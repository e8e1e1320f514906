"""Desks for the console's tests: real ones, on a file, with a clock that stands still unless it is told."""

from __future__ import annotations

from pathlib import Path

from models import Desk

#: Noon on 4 May 2026, in milliseconds since 1970.
NOON = 1_777_896_000_000
HOUR = 3_600_000


class Clock:
    """Time as the test wants it."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        """The time now."""
        return self.now


#: Description, account, priority, about how many lines, and the actions it has been through.
CASES: tuple[tuple[str, str, int, int, tuple[str, ...]], ...] = (
    ("Wrong voltage", "Villa Sol", 3, 1, ("submit", "assign_to_me")),
    ("Three chairs scratched", "Kim Brandt", 2, 3, ("submit",)),
    ("Change delivery to the Rotterdam store", "Hotel Maas", 3, 2, ("submit", "assign_to_me", "request_information")),
    ("Entered twice", "Acme Hotels", 4, 0, ("cancel",)),
    ("Shade replaced, the old one goes back", "Blue Door Ltd", 3, 1, ("submit", "assign_to_me")),
    ("Photo of the damage missing", "Ines Okafor", 2, 2, ("submit", "assign_to_me")),
    ("Cancel the second half of the order", "Nordlicht GmbH", 4, 3, ()),
    ("Invoice to the wrong branch", "Villa Sol", 4, 1, ("submit", "assign_to_me")),
    ("Cushions: 10 ordered, 6 arrived", "Acme Hotels", 3, 2, ("submit",)),
    ("Delivery date moved twice, the customer asks for a refund of the freight", "Kim Brandt", 1, 2, ("submit",)),
    ("Price differs from the offer of 12 March", "Blue Door Ltd", 3, 4, ("submit", "assign_to_me")),
    ("Wrong colour delivered, wants exchange", "Nordlicht GmbH", 3, 1, ("submit",)),
    ("Two lamps short, one shade cracked", "Acme Hotels", 2, 3, ("submit", "assign_to_me")),
)


def empty_desk(folder: Path, clock: Clock | None = None, agent: str = "ann") -> Desk:
    """A desk without a case, worked by ann of Returns EU."""
    desk = Desk.open(f"sqlite:///{folder / 'desk.db'}", agent="setup", clock=clock or Clock())
    desk.put("agent", {"name": "ann", "role": "agent", "groups": ["Returns EU"]})
    desk.put("agent", {"name": "bob", "role": "agent"})
    desk.put("agent", {"name": "mia", "role": "admin"})
    return desk.as_agent(agent)


def filled_desk(folder: Path, agent: str = "ann") -> Desk:
    """A desk with `CASES`, the last one made an hour before noon, by ann and bob in turn."""
    clock = Clock()
    desk = empty_desk(folder, clock, agent)
    for place, (text, account, priority, lines, actions) in enumerate(CASES):
        clock.now = NOON - HOUR - 3 * HOUR * (len(CASES) - 1 - place)
        who = desk.as_agent("ann" if place % 2 == 0 else "bob")
        fields = {"short_description": text, "account": account, "priority": priority}
        made = who.new_case(fields, [{"about": f"SO{1000 + place}/{line + 1}"} for line in range(lines)])
        for action in actions:
            who.do(action, made.record)
    clock.now = NOON
    return desk


def many_cases(folder: Path, count: int) -> Desk:
    """A desk with so many drafts."""
    desk = empty_desk(folder)
    with desk.transaction():
        for number in range(1, count + 1):
            desk.new_case({"short_description": f"case {number}"})
    return desk
