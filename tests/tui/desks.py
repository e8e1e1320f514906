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


#: Hours before noon, description, account, priority, how many lines, and the actions that made it what it is;
#: ``accept`` and ``deny`` settle the first line that is open.
CASES: tuple[tuple[int, str, str, int, int, str], ...] = (
    (9000, "Wrong voltage", "Villa Sol", 3, 2, "submit assign_to_me accept accept close"),
    (700, "Three chairs scratched", "Kim Brandt", 2, 3, "submit assign_to_me accept deny accept"),
    (149, "Change delivery to the Rotterdam store", "Hotel Maas", 3, 3, "submit assign_to_me accept"),
    (125, "Entered twice", "Acme Hotels", 4, 0, "cancel"),
    (120, "Shade replaced, the old one goes back", "Blue Door", 3, 1, "submit assign_to_me accept close"),
    (
        77,
        "Photo of the damage missing",
        "Ines Okafor",
        2,
        2,
        "submit assign_to_me accept request_information",
    ),
    (75, "Cancel the second half of the order", "Nordlicht GmbH", 4, 3, ""),
    (52, "Invoice to the wrong branch", "Villa Sol", 4, 1, "submit assign_to_me"),
    (50, "Cushions: 10 ordered, 6 arrived", "Acme Hotels", 3, 2, "submit assign_to_me deny accept"),
    (29, "Delivery date moved twice, asks for a refund of the freight", "Kim Brandt", 1, 2, "submit"),
    (28, "Price differs from the offer", "Blue Door", 3, 4, "submit assign_to_me request_information"),
    (4, "Wrong colour delivered, wants exchange", "Nordlicht GmbH", 3, 1, "submit"),
    (3, "Two lamps short, one shade cracked", "Acme Hotels", 2, 3, "submit assign_to_me accept deny"),
)


def empty_desk(folder: Path, clock: Clock | None = None, agent: str = "ann") -> Desk:
    """A desk without a case, worked by ann of Returns EU."""
    desk = Desk.open(f"sqlite:///{folder / 'desk.db'}", agent="setup", clock=clock or Clock())
    desk.put("agent", {"name": "ann", "role": "agent", "groups": ["Returns EU"]})
    desk.put("agent", {"name": "bob", "role": "agent"})
    desk.put("agent", {"name": "mia", "role": "admin"})
    return desk.as_agent(agent)


def filled_desk(folder: Path, agent: str = "ann") -> Desk:
    """A desk with `CASES`, worked by ann and bob in turn."""
    clock = Clock()
    desk = empty_desk(folder, clock, agent)
    for place, (hours, text, account, priority, lines, actions) in enumerate(CASES):
        clock.now = NOON - hours * HOUR
        who = desk.as_agent("ann" if place % 2 == 0 else "bob")
        fields = {"short_description": text, "account": account, "priority": priority}
        made = who.new_case(fields, [{"about": f"SO{1000 + place}/{line + 1}"} for line in range(lines)])
        for action in actions.split():
            fire(who, action, made.record)
    clock.now = NOON
    return desk


def fire(desk: Desk, action: str, number: str) -> None:
    """Fire an action on a case, or on its first line in work, with what it asks for."""
    if action in ("accept", "deny"):
        line = next(line for line in desk.case(number).lines if line.state == "work_in_progress")
        desk.do(action, line.number, {"close_notes": "not in the contract"} if action == "deny" else {})
    elif action == "close":
        desk.do(action, number, {"resolution_code": "solved", "resolution_notes": "sent again"})
    else:
        desk.do(action, number)


def many_cases(folder: Path, count: int) -> Desk:
    """A desk with so many drafts."""
    desk = empty_desk(folder)
    with desk.transaction():
        for number in range(1, count + 1):
            desk.new_case({"short_description": f"case {number}"})
    return desk
