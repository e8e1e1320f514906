"""A till that is watched: after whatever is asked for, the books are right, and a refusal leaves no trace."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from models import Desk
from models.desk.facts import read_facts
from models.errors import DeskError, Invalid, Refused, Unknown
from models.plans import Plan
from models.till.derivations import statuses
from tests.models.desk.at_till import WORLD, Till
from tests.models.desk.books import Books, faults


@cache
def template() -> Path:
    """A till with its world, made once."""
    path = Path(tempfile.mkdtemp()) / "till.db"
    made = Till(f"sqlite:///{path}")
    made.run("put", kind="product", fields={"id": "POSTAGE", "name": "Postage", "is_product": False})
    made.run("put", kind="custom_type", fields={"name": "Express", "behaves_like": "delivery"})
    made.run("put", kind="custom_status", fields={"name": "Urgent"})
    for unit, product, quantity in (("A", "P", 5), ("A", "Q", 3), ("B", "P", 2), ("W", "Q", 4)):
        made.stock(quantity, unit, product)
    made.setting("Orders:AllowMixed", True, "")
    made.desk.close()
    return path


class WatchedTill(RuleBasedStateMachine):
    """A desk on which anything may be asked for; what is refused has to leave no trace."""

    @initialize(currency=st.sampled_from(("EUR", "JPY", "KWD")), strategy=st.booleans())
    def open(self, currency: str, strategy: bool) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = shutil.copy(template(), self.folder / "till.db")
        self.desk = Desk.open(f"sqlite:///{path}", agent="ann")
        self.desk.session.database.connection.execute("PRAGMA synchronous = OFF")
        self.watch = sqlite3.connect(path)
        self.currency, self.days = currency, 0
        self.checked: Books | None = None
        for kind, fields in WORLD:
            if kind == "ou":
                self.desk.put("ou", fields | {"currency": currency})
        self.desk.put("setting", {"name": "Orders:OrderInvoiceStrategy", "value": strategy})
        self.books = Books(self.desk)
        self.came_in = self.books.goods()

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.watch.close()
            self.desk.close()
            shutil.rmtree(self.folder)

    @invariant()
    def the_books_are_right(self) -> None:
        if hasattr(self, "books") and self.books is not self.checked:
            self.checked = self.books
            found = list(faults(self.books))
            assert not found, "\n".join(found)
            there = self.books.goods()
            there.update(self.books.taken_away())
            assert there == self.came_in, "goods are moved, never made"

    def write(self, operation: Callable[..., object], *given: object, counted: bool = False) -> None:
        """An operation; refused, it writes nothing. What was counted anew is no longer what it was."""
        note(f"{operation.__name__}{given}")
        before, version = self.books.goods(), self.version()
        try:
            operation(*given)
        except (Refused, Invalid, Unknown):
            assert self.version() == version, "a refused operation wrote something"
            return
        self.books = Books(self.desk, self.books)
        if counted:
            self.came_in.update({name: now - before[name] for name, now in self.books.goods().items()})

    def do(self, action: str, number: str, **inputs: object) -> None:
        """An action: what the preview promises comes to pass, and a refusal is the one that it foretold."""
        note(f"{action} {number} {inputs}")
        planned: object
        try:
            planned = self.desk.preview(action, number, inputs)
        except DeskError as error:
            planned = str(error)
        version, before = self.version(), self.books
        try:
            done = self.desk.do(action, number, inputs)
        except (Refused, Invalid, Unknown) as error:
            refused = error.refusal if isinstance(error, Refused) else str(error)
            assert planned == refused
            assert self.version() == version, "a refused action wrote something"
            return
        self.books = Books(self.desk, before)
        assert isinstance(planned, Plan)
        assert done.changes[: len(planned.changes)] == planned.changes
        promised = Counter(each.kind for each in planned.creations)
        promised["order_line"] += sum(len(each.lines) for each in planned.creations)
        assert self.books.made == before.made + promised
        assert planned.statuses == self.statuses(number.partition("/")[0])
        if action == "receive":
            self.came_in.update(self.from_suppliers(before))

    def version(self) -> object:
        """What changes with every write to the file, and only with one."""
        return self.watch.execute("PRAGMA data_version").fetchone()

    def statuses(self, number: str) -> tuple[str, ...]:
        """The statuses of an order as it is now."""
        with self.desk.session.database.read():
            facts = read_facts(self.desk.session, number, self.desk.session.standing().actor)
        return statuses(self.desk.rules().machine_by_code["order"], facts)

    def from_suppliers(self, before: Books) -> Counter[str]:
        """What came in that no warehouse of the desk had."""
        ordered = {line["number"]: line["ordered"] for line in self.books.lines}
        found: Counter[str] = Counter()
        for line in before.lines:
            if not line["ship_from_id"] and before.of(line)["purpose"] == "sale":
                found[line["product_id"]] += line["ordered"] - ordered[line["number"]]
        return found
