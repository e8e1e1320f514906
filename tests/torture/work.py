"""Random operations on the records that all writers share: cases, lines, baskets and what is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import cast

from models import Desk

#: Pieces put before the work begins; far more than are sold, so that nothing has to be ordered.
PUT = {"lamp": 100_000, "shade": 100_000}
Operation = dict[str, object]

_ON_CASE = (
    "submit",
    "assign_to_me",
    "request_information",
    "information_received",
    "cancel",
    "resolve",
    "close",
)
_ON_LINE = ("submit", "start", "accept", "deny", "cancel")
_ON_ORDER = ("place", "ship", "pay", "lock", "unlock", "suspend", "resume")


def shop(file: Path) -> str:
    """A new desk with one shop and its stock; gives its URL."""
    url = f"sqlite:///{file}"
    desk = Desk.open(url, agent="ann")
    desk.put("country", {"id": "NL", "name": "Netherlands"})
    desk.put("ou", {"id": "S1", "name": "Shop", "kinds": ["shop"], "country": "NL", "currency": "EUR"})
    for product, pieces in PUT.items():
        desk.put("product", {"id": product, "name": product.title(), "price": "10.00"})
        desk.put("stock", {"ou": "S1", "product": product, "quantity": pieces})
    desk.close()
    return url


class Work:
    """What there is to work on; writers learn it from each other's answers."""

    def __init__(self) -> None:
        self.cases: list[str] = []
        self.lines: list[str] = []
        self.orders: list[str] = []

    def learn(self, operation: Mapping[str, object], answer: Mapping[str, object]) -> None:
        """Takes up the records that an answer tells of."""
        if not answer["ok"] or operation["op"] not in ("new", "add"):
            return
        changes = cast(list[Mapping[str, object]], answer["changes"])
        if operation.get("kind") == "basket":
            self.orders.append(str(answer["record"]))
            return
        born = [str(change["record"]) for change in changes if change["field"] == "state"]
        self.lines += [number for number in born if number.startswith("ORDCSL")]
        self.cases += [number for number in born if not number.startswith("ORDCSL")]

    def draw(self, random: Random) -> Operation:
        """The next thing to do; rules may refuse it, which is an answer, too."""
        kind = random.choices(
            ("case", "basket", "on case", "on line", "on order", "note", "add"), (1, 1, 5, 9, 4, 1, 1)
        )[0]
        if kind == "basket" or (kind == "on order" and not self.orders):
            lines: list[Operation] = [
                {"product": random.choice(list(PUT)), "quantity": random.randint(1, 3)}
                for _ in range(random.randint(1, 2))
            ]
            return {"op": "new", "kind": "basket", "fields": {"ou": "S1"}, "lines": lines}
        if kind == "on order":
            return self._on_order(random)
        if kind == "case" or not self.lines:
            about: list[Operation] = [{"about": f"SO1/{step}"} for step in range(1, random.randint(2, 4))]
            return {"op": "new", "kind": "case", "fields": {"short_description": "Two short"}, "lines": about}
        case, line = random.choice(self.cases[-4:]), random.choice(self.lines[-8:])
        if kind == "note":
            return {"op": "note", "record": case, "text": "called"}
        if kind == "add":
            return {"op": "add", "record": case, "fields": {"about": f"SO{random.randrange(10**6)}"}}
        if kind == "on line":
            action = random.choice(_ON_LINE)
            inputs: Operation = {"close_notes": "No"} if action == "deny" else {}
            return {"op": "do", "record": line, "action": action, "inputs": inputs}
        return self._on_case(random, case)

    def _on_case(self, random: Random, case: str) -> Operation:
        action = random.choice(_ON_CASE)
        told: Operation = {"resolution_code": "solved", "resolution_notes": "Sent"}
        inputs = told if action in ("resolve", "close") else {}
        return {"op": "do", "record": case, "action": action, "inputs": inputs}

    def _on_order(self, random: Random) -> Operation:
        action = random.choice(_ON_ORDER[:3] if random.random() < 0.8 else _ON_ORDER)
        inputs: Operation = {"amount": "10.00", "method": "card"} if action == "pay" else {}
        return {"op": "do", "record": random.choice(self.orders[-8:]), "action": action, "inputs": inputs}
