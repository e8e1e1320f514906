"""The books of a desk as they are now, and what has to hold of them whatever was done at the till."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from models import Desk
from models.desk.facts import read_facts
from models.desk.orders.facets import derived
from models.numbers import number_of, order_line_number

Row = dict[str, Any]
Place = tuple[str, str]
#: What an action may make, and where it stands.
MADE = {
    "order": "orders",
    "order_line": "order_lines",
    **{kind: kind for kind in ("payment", "invoice", "shipment", "nasc", "recount", "custom_status_entry")},
}


class Books:
    """Every row that the till writes, read without the till; ``before`` are the books of the step before."""

    def __init__(self, desk: Desk, before: Books | None = None) -> None:
        self.desk = desk
        self.seen = {} if before is None else before.facts
        self.orders: dict[int, Row] = {row["id"]: row for row in self.rows("orders")}
        self.lines = [self._named(row) for row in self.rows("order_lines")]
        self.behaves = {row["code"]: row["behaves"] for row in self.rows("line_type")}
        self.made = Counter({kind: len(self.rows(table)) for kind, table in MADE.items()})
        self.stock = {
            (row["unit_id"], row["product_id"], row["label"]): row["quantity"] for row in self.rows("stock")
        }

    def rows(self, table: str) -> list[Row]:
        """All rows of a table, in the order in which they were made."""
        cursor = self.desk.session.database.connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _named(self, line: Row) -> Row:
        number = order_line_number(line["order_id"], line["position"])
        living = abs(line["quantity"]) - line["cancelled"]
        return line | {"number": number, "living": living, "open": living - line["shipped"]}

    @property
    def facts(self) -> dict[int, tuple[Row, list[Row]]]:
        """All that is written of each order and its lines."""
        return {order["id"]: (order, self.lines_of(order)) for order in self.orders.values()}

    def of(self, line: Row) -> Row:
        """The order of a line."""
        return self.orders[line["order_id"]]

    def lines_of(self, order: Row) -> list[Row]:
        """The lines of an order."""
        return [line for line in self.lines if line["order_id"] == order["id"]]

    def sold(self, order: Row) -> int:
        """What an order comes to, in minor units."""
        if order["purpose"] != "sale":
            return 0
        lines = self.lines_of(order)
        return sum(
            (-1 if line["quantity"] < 0 else 1) * line["living"] * line["unit_price_minor"] for line in lines
        )

    def label(self, label: str) -> Counter[Place]:
        """The stock under a label by unit and product, the empty shelves left out."""
        return Counter(
            {
                (unit, product): pieces
                for (unit, product, name), pieces in self.stock.items()
                if name == label and pieces
            }
        )

    def goods(self) -> Counter[str]:
        """The pieces of each product on all shelves together."""
        found: Counter[str] = Counter()
        for (_, product, _), pieces in self.stock.items():
            found[product] += pieces
        return found

    def taken_away(self) -> Counter[str]:
        """The pieces of each product that have left the shops for good, less those brought back."""
        found: Counter[str] = Counter()
        for line in self.lines:
            if line["is_product"] and self.of(line)["purpose"] != "interstore":
                found[line["product_id"]] += (-1 if line["quantity"] < 0 else 1) * line["shipped"]
        return found


def faults(books: Books) -> Iterator[str]:
    """Everything that does not hold; nothing, as a rule."""
    for check in (_shelves, _journal, _counters, _money, _invoices, _shipments, _statuses):
        for fault in check(books):
            yield f"{check.__name__.strip('_')}: {fault}"


def _store(books: Books, line: Row) -> str:
    head = books.of(line)
    fetched = books.behaves[line["type"]] == "reserve" and head["pickup_id"]
    return str(fetched or head["originating_id"])


def _shelves(books: Books) -> Iterator[str]:
    """What is set aside or on its way is what the lines say; only a NASC takes stock below zero."""
    reserved: Counter[Place] = Counter()
    transit: Counter[Place] = Counter()
    for line in books.lines:
        head, product = books.of(line), line["product_id"]
        if head["purpose"] == "interstore":
            transit[head["sold_to_id"], product] += line["ordered"] * line["is_product"]
        elif head["purpose"] == "sale":
            delivered = books.behaves[line["type"]] == "delivery"
            place = line["ship_from_id"] if delivered else _store(books, line)
            reserved[place, product] += line["reserved"]
            if line["ship_from_id"]:
                transit[_store(books, line), product] += line["ordered"]
    for label, told in (("reserved", reserved), ("transit", transit)):
        if told != books.label(label):
            yield f"{label}: the lines say {told}, the shelves {books.label(label)}"
    excused = {(row["unit_id"], row["product_id"]) for row in books.rows("nasc")}
    for (unit, product, label), pieces in books.stock.items():
        if pieces < 0 and (label != "sellable" or (unit, product) not in excused):
            yield f"{pieces} of {product} are {label} in {unit}"


def _journal(books: Books) -> Iterator[str]:
    """The journal replayed gives the stock."""
    kept: dict[tuple[str, str, str], int] = {}
    for row in books.rows("journal_change"):
        if not row["record"].startswith("stock "):
            continue
        _, unit, product = row["record"].split(" ")
        place = unit, product, row["field"]
        if kept.get(place, 0) != int(row["before_value"] or 0):
            yield f"{row} starts from what is not there: {kept.get(place, 0)}"
        kept[place] = int(row["after_value"])
    if kept != books.stock:
        yield f"it comes to {kept}, on the shelves are {books.stock}"


def _counters(books: Books) -> Iterator[str]:
    """The counters of a line fit into its quantity, and what is brought back is what return lines say."""
    brought: Counter[str] = Counter()
    for line in books.lines:
        brought[line["returns"]] += line["living"] if line["quantity"] < 0 else 0
    for line in books.lines:
        number, held = line["number"], line["reserved"] + line["ordered"]
        sale = books.of(line)["purpose"] == "sale"
        if (
            min(
                line[name] for name in ("ordered", "reserved", "shipped", "invoiced", "cancelled", "returned")
            )
            < 0
        ):
            yield f"{number} counts below zero: {line}"
        if line["open"] < 0:
            yield f"{number} has more shipped and cancelled than there is: {line}"
        if held > (line["open"] if sale else line["shipped"]):
            yield f"{number} holds {held}: {line}"
        if not line["returned"] == brought[number] <= line["shipped"]:
            yield f"{number} has {line['returned']} returned, return lines say {brought[number]}: {line}"


def _money(books: Books) -> Iterator[str]:
    """Amounts are exact, whole, and what was paid is what payments say."""
    paid: Counter[int] = Counter()
    for row in books.rows("payment"):
        paid[row["order_id"]] += row["amount_minor"]
    for order in books.orders.values():
        told = order["total_minor"], order["paid_minor"], order["to_pay_minor"]
        total, money = books.sold(order), paid[order["id"]]
        if told != (total, money, total - money):
            yield f"order {order['id']} has {told}, not {(total, money, total - money)}"


def _invoices(books: Books) -> Iterator[str]:
    """The invoices of a line come to its invoiced pieces, at its price; never more than lives."""
    pieces: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for row in books.rows("invoice"):
        pieces[row["line"]] += row["pieces"]
        amounts[row["line"]] += row["amount_minor"]
    for line in books.lines:
        number, invoiced = line["number"], line["invoiced"]
        sign = -1 if line["quantity"] < 0 else 1
        if pieces[number] != invoiced or amounts[number] != sign * invoiced * line["unit_price_minor"]:
            yield f"{number}: {pieces[number]} pieces for {amounts[number]} are invoiced: {line}"
        if invoiced > line["living"]:
            yield f"{number}: more is invoiced than lives: {line}"
        if books.of(line)["purpose"] == "sale" and invoiced < line["shipped"]:
            strategy = books.behaves[line["type"]] == "order"
            if not strategy:
                yield f"{number}: handed over and not invoiced: {line}"


def _shipments(books: Books) -> Iterator[str]:
    """What open shipments have to send is what waits to be sent."""
    waiting: Counter[str] = Counter()
    for row in books.rows("shipment"):
        left = row["pieces"] - row["shipped"]
        waiting[row["line"]] += left
        if (row["state"] == "open") != (left > 0) or left < 0:
            yield f"{row}"
    for line in books.lines:
        head = books.of(line)
        due = 0
        if head["state"] in ("placed", "completed") and head["purpose"] != "sale":
            due = line["open"]
        elif head["purpose"] == "sale" and books.behaves[line["type"]] == "delivery":
            due = line["reserved"]
        if waiting[line["number"]] != due:
            yield f"{line['number']} has {waiting[line['number']]} to be sent, not {due}: {line}"


def _statuses(books: Books) -> Iterator[str]:
    """The columns of an order are what follows from its facts, and its badge what it says on paper."""
    desk = books.desk
    rulebook, actor = desk.rules(), desk.session.standing().actor
    for order, lines in books.facts.values():
        if books.seen.get(order["id"]) == (order, lines):
            continue
        number = number_of("order", order["id"])
        with desk.session.database.read():
            fresh = derived(rulebook, read_facts(desk.session, number, actor))
        kept = {name: order[name] for name in fresh}
        if kept != fresh:
            yield f"{number} keeps {kept}, from its facts follows {fresh}"
        paper = _on_paper(books, order)
        if {name: order[name] for name in paper} != paper:
            yield f"{number} keeps {kept}, on paper {paper}"
        if order["state"] == "completed" and order["status"] != "completed":
            yield f"{number} was completed and is {order['status']}"


def _on_paper(books: Books, order: Row) -> Row:
    """The columns of an order by the words of rules.md, 2.2 and 2.3."""
    alive = [line for line in books.lines_of(order) if line["living"]]
    types = {line["type"] for line in alive}
    begun, placed = order["state"] not in ("basket", "suspended"), order["state"] in ("placed", "completed")
    left = books.sold(order) - order["paid_minor"]
    shipped = placed and bool(alive) and not any(line["open"] for line in alive)
    return {
        "status": _badge(books, order),
        "type": "mixed" if len(types) > 1 else "".join(types),
        "is_open": int(order["state"] not in ("completed", "cancelled")),
        "is_paid": int(placed and bool(alive) and left == 0),
        "is_shipped": int(shipped),
        "is_due": int(begun and left != 0),
        "part_shipped": int(placed and not shipped and any(line["shipped"] for line in alive)),
        "waits": int(any(line["ordered"] for line in alive)),
    }


def _badge(books: Books, order: Row) -> str:
    """The badge by the words of rules.md, 2.2."""
    alive = [line for line in books.lines_of(order) if line["living"]]
    if books.lines_of(order) and not alive:
        return "cancelled"
    if order["state"] not in ("placed", "completed"):
        return str(order["state"])
    paid = books.sold(order) == order["paid_minor"]
    shipped = not any(line["open"] for line in alive)
    received = order["purpose"] != "interstore" or not any(line["ordered"] for line in alive)
    if paid and shipped and received:
        return "completed"
    return "shipped" if shipped else "paid" if paid else "open"
