"""A desk with two customers, each with an order, a case and answers with his mark wherever text can be."""

from __future__ import annotations

from models import Desk, Operations
from models.database import Database
from models.desk.erasing.person import Reach, found, reach
from models.desk.erasing.places import PLACES

#: The one who is erased, and the one who stays.
HIS, OTHER = "quagga", "okapi"
#: What their operations' names begin with.
OPS = {HIS: "A", OTHER: "B"}
#: Where a mark can't simply be written over what is there.
_WRITTEN = {
    (
        "activity",
        "changes",
    ): '[["ORDCS0001001","short_description","","{0}"],["ORDCS0001001","state","","new"]]',
    ("activity", "kept"): '{{"ORDCSL0001001":{{"about":"{0}"}}}}',
    ("imported_update", "said"): '[5,"new",4,"{0}","{0}"]',
}
#: What holds no text, or by what his case is found.
_LEFT = {"version", "updated_at", "updated_by", "order_number"}


def work(desk: Desk, mark: str) -> None:
    """Lets a customer with this mark buy, complain and be answered through every door."""
    operations = Operations(desk)

    def run(**operation: object) -> str:
        answer = operations.run({**operation, "op_id": f"{OPS[mark]}{len(made)}"})
        assert answer["ok"], answer
        made.append(str(answer["record"]))
        return made[-1]

    made: list[str] = []
    who, text = f"{mark}@example.org", f"a text of {mark}"
    run(op="put", kind="ou", fields={"id": "S1", "name": "Shop", "kinds": ["shop"], "currency": "EUR"})
    run(op="put", kind="stock", fields={"ou": "S1", "product": "P1", "quantity": 9})
    run(op="put", kind="customer", fields={"id": who, "name": f"Mr {mark}", "address": f"{mark} Lane 7"})
    lines = [{"product": "P1", "quantity": 1, "unit_price": "5.00"}]
    order = run(
        op="new", kind="basket", fields={"ou": "S1", "customer": who, "description": text}, lines=lines
    )
    run(op="set", record=order, fields={"address": f"{mark} Lane 8"})
    run(op="do", record=order, action="place")
    run(op="do", record=order, action="pay", inputs={"amount": "5.00", "method": f"card of {mark}"})
    run(op="do", record=order, action="ship")
    run(op="note", record=order, text=text)
    people = {name: f"{name} {mark}" for name in ("account", "contact", "consumer")}
    about = [{"about": f"{order}/1", "current_location": text}, {"about": text, "requested_location": text}]
    case = run(
        op="new", kind="case", fields={"short_description": text, "order": order} | people, lines=about
    )
    run(op="do", record=case, action="submit")
    run(op="do", record=case, action="assign_to_me")
    run(op="note", record=case, text=text, kind="comment")
    held = [line.number for line in desk.case(case).lines]
    run(op="do", record=held[0], action="accept", inputs={"approved_location": text})
    answers = {"resolution_code": "solved", "resolution_notes": text, "outcomes": {held[1]: "denied"}}
    run(op="do", record=case, action="resolve", inputs=answers)
    run(op="do", record=case, action="close")
    desk.drafts.keep("Work note", case, {"text": text})
    desk.drafts.keep(f"New case {OPS[mark]}", "", {"consumer": people["consumer"], "short_description": text})
    database = desk.session.database
    with desk.transaction():
        database.run(
            "INSERT INTO imported_update (case_id, revision, digest, said, rest) VALUES (?, 1, 'a', '', 'b')",
            [int(case.removeprefix("ORDCS"))],
        )


def reached(database: Database, mark: str) -> Reach:
    return reach(database, found(database, f"customer:{mark}@example.org"))


def write_everywhere(desk: Desk, mark: str) -> list[str]:
    """Writes the mark into every column of his that may hold text, and names them."""
    database = desk.session.database
    ids = reached(database, mark).bound()
    written = []
    with desk.transaction():
        for place in PLACES:
            for column in place.columns:
                if column in _LEFT or column.endswith("_id"):
                    continue
                value = _WRITTEN.get((place.table, column), "a text of {0}").format(mark)
                assert database.run(
                    f"UPDATE {place.table} SET {column} = :value WHERE {place.rows}", {**ids, "value": value}
                )
                written.append(f"{place.table}.{column}")
    return written
