"""A till on a real desk, through operations as `apply` runs them: two shops, a web shop and a warehouse."""

from __future__ import annotations

from typing import Any

from models import Desk, Operations

Shown = dict[str, Any]


class Till:
    """A desk with two shops, a web shop and a warehouse; every operation has to go well unless said."""

    def __init__(self, url: str) -> None:
        self.desk = Desk.open(url, agent="ann")
        self.operations = Operations(self.desk)
        for kind, fields in WORLD:
            self.run("put", kind=kind, fields=fields)

    @classmethod
    def at(cls, desk: Desk) -> Till:
        """A till that is there already."""
        made = cls.__new__(cls)
        made.desk, made.operations = desk, Operations(desk)
        return made

    def run(self, op: str, **rest: object) -> Shown:
        """The answer to an operation that is done."""
        answer = self.operations.run({"op": op, **rest})
        assert answer["ok"], answer
        return answer

    def no(self, action: str, number: str, **inputs: object) -> set[str]:
        """The codes of the reasons for which an action is refused."""
        answer = self.operations.run({"op": "do", "record": number, "action": action, "inputs": inputs})
        assert answer.get("error") == "refused", answer
        reasons: Any = answer["reasons"]
        return {reason["code"] for reason in reasons}

    def do(self, action: str, number: str, **inputs: object) -> Shown:
        """Fires an action and shows the order as it is then."""
        self.run("do", record=number, action=action, inputs=inputs)
        return self.show(number)

    def basket(self, *lines: tuple[str, int], ou: str = "A", **more: object) -> str:
        """A new basket with lines of a product and a quantity, at 10.00 each."""
        made = [{"product": product, "quantity": pieces, "unit_price": "10.00"} for product, pieces in lines]
        return str(self.run("new", kind="basket", fields={"ou": ou, **more}, lines=made)["record"])

    def show(self, number: str) -> Shown:
        """An order as `show` gives it."""
        record: Any = self.run("show", record=number)["record"]
        return dict(record)

    def setting(self, name: str, value: bool, ou: str = "A") -> None:
        """Sets a setting of a unit."""
        self.run("put", kind="setting", fields={"ou": ou, "name": name, "value": value})

    def stock(self, pieces: int, ou: str = "A", product: str = "P") -> None:
        """What a unit has to sell."""
        self.run("put", kind="stock", fields={"ou": ou, "product": product, "quantity": pieces})

    def types(self, number: str) -> list[str]:
        """The type of each line."""
        return [line["type"] for line in self.show(number)["lines"]]

    def refused(self, op: str, **rest: object) -> str:
        """What is said to an operation that comes to nothing."""
        answer = self.operations.run({"op": op, **rest})
        assert answer.get("error") == "invalid", answer
        return str(answer["message"])

    def on_shelf(self, ou: str, label: str = "sellable", product: str = "P") -> int:
        """The pieces that a unit has under a label."""
        rows = self.desk.rows("stock", where=f"ou:{ou} label:{label} product:{product}")
        return sum(int(str(row["quantity"])) for row in rows)

    def warned(self, number: str) -> set[str]:
        """The codes of the warnings that stay."""
        return {warning["code"] for warning in self.show(number)["warnings"]}


WORLD: tuple[tuple[str, dict[str, object]], ...] = (
    ("country", {"id": "NL", "name": "Netherlands"}),
    ("country", {"id": "BE", "name": "Belgium", "allows_mixed": False}),
    ("shipping_method", {"id": "post", "name": "Post"}),
    ("shipping_method", {"id": "van", "name": "Van", "delivery_type": "interbranch"}),
    ("supplier", {"id": "ACME", "name": "Supplier"}),
    ("ou", {"id": "W", "name": "Warehouse", "kinds": ["warehouse"], "country": "NL"}),
    ("ou", {"id": "A", "name": "Shop A", "kinds": ["shop", "pickup"], "country": "NL", "parent": "W",
            "shipping_methods": ["post", "van"]}),
    ("ou", {"id": "B", "name": "Shop B", "kinds": ["shop", "pickup"], "country": "NL"}),
    ("ou", {"id": "X", "name": "Web shop", "kinds": ["web_shop"], "country": "NL", "parent": "W",
            "shipping_methods": ["post"]}),
    ("customer", {"id": "C1", "name": "Customer", "address": "Street 1"}),
    ("stock", {"ou": "W", "product": "P", "quantity": 100}),
)  # fmt: skip
