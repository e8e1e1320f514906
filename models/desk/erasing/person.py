"""Whom an erasing is about, and which records hold what he said.

A customer of orders has an id; a contact, a consumer and an account have names. His cases are those that
name him, and those about his orders; of an account they are those of its contacts, too.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from models.database import Database
from models.desk.references import reference
from models.errors import Invalid, Unknown
from models.statements import listed

KINDS = ("customer", "contact", "consumer", "account")
MOST_NAMESAKES = 20
_WHO = """
SELECT 'customer' kind, id, id, name, '' FROM customer WHERE id = :text OR name = :text
UNION ALL
SELECT c.kind, c.id, '#' || c.id, c.name, COALESCE(a.name, '') FROM contact c
LEFT JOIN account a ON a.id = c.account_id WHERE c.name = :text OR '#' || c.id = :text
UNION ALL
SELECT 'account', id, '#' || id, name, '' FROM account WHERE name = :text OR '#' || id = :text
ORDER BY 1, 2 LIMIT :most
"""
_ORDERS = "SELECT id FROM orders WHERE customer_id = :who ORDER BY id"
_CONTACTS = {
    "customer": "SELECT id FROM contact WHERE 0",
    "contact": "SELECT id FROM contact WHERE id = :who",
    "consumer": "SELECT id FROM contact WHERE id = :who",
    "account": "SELECT id FROM contact WHERE account_id = :who",
}
_CASES = """
SELECT id FROM cases WHERE account_id IN (SELECT value FROM json_each(:accounts))
    OR contact_id IN (SELECT value FROM json_each(:contacts))
    OR consumer_id IN (SELECT value FROM json_each(:contacts))
    OR casedesk_order(order_number) IN (SELECT value FROM json_each(:orders))
UNION
SELECT case_id FROM case_lines WHERE account_id IN (SELECT value FROM json_each(:accounts))
    OR contact_id IN (SELECT value FROM json_each(:contacts))
    OR casedesk_order(about) IN (SELECT value FROM json_each(:orders))
ORDER BY 1
"""
#: Who else is named in these cases and in no other: with them he goes, too.
_BESIDES = """
SELECT c.id FROM contact c WHERE c.id IN (
    SELECT contact_id FROM cases WHERE id IN (SELECT value FROM json_each(:cases))
    UNION SELECT consumer_id FROM cases WHERE id IN (SELECT value FROM json_each(:cases))
    UNION SELECT contact_id FROM case_lines WHERE case_id IN (SELECT value FROM json_each(:cases))
) AND NOT EXISTS (
    SELECT 1 FROM cases o WHERE (o.contact_id = c.id OR o.consumer_id = c.id)
    AND o.id NOT IN (SELECT value FROM json_each(:cases))
) AND NOT EXISTS (
    SELECT 1 FROM case_lines l WHERE l.contact_id = c.id
    AND l.case_id NOT IN (SELECT value FROM json_each(:cases))
)
"""
#: The same of accounts, of which no contact may be left either.
_BESIDES_ACCOUNTS = """
SELECT a.id FROM account a WHERE a.id IN (
    SELECT account_id FROM cases WHERE id IN (SELECT value FROM json_each(:cases))
    UNION SELECT account_id FROM case_lines WHERE case_id IN (SELECT value FROM json_each(:cases))
) AND NOT EXISTS (
    SELECT 1 FROM cases o WHERE o.account_id = a.id AND o.id NOT IN (SELECT value FROM json_each(:cases))
) AND NOT EXISTS (
    SELECT 1 FROM case_lines l WHERE l.account_id = a.id
    AND l.case_id NOT IN (SELECT value FROM json_each(:cases))
) AND NOT EXISTS (
    SELECT 1 FROM contact c WHERE c.account_id = a.id
    AND c.id NOT IN (SELECT value FROM json_each(:contacts))
)
"""
_NAMES = """
SELECT id FROM customer WHERE id IN (SELECT value FROM json_each(:customers))
UNION SELECT name FROM customer WHERE id IN (SELECT value FROM json_each(:customers))
UNION SELECT name FROM contact WHERE id IN (SELECT value FROM json_each(:contacts))
UNION SELECT name FROM account WHERE id IN (SELECT value FROM json_each(:accounts))
"""


class Person(NamedTuple):
    """Who is erased: a kind of `KINDS`, the row's key, and what he is called."""

    kind: str
    key: object
    code: str
    name: str
    account: str

    def __str__(self) -> str:
        of = f" of {self.account}" if self.account else ""
        return f"{self.kind}:{self.code} ({self.name}{of})"


class Reach(NamedTuple):
    """The ids of all records that hold what he said or who he is."""

    customers: tuple[str, ...]
    contacts: tuple[int, ...]
    accounts: tuple[int, ...]
    orders: tuple[int, ...]
    cases: tuple[int, ...]

    def bound(self) -> dict[str, object]:
        """The ids as values of a statement, each kind a JSON list."""
        return {name: listed(ids) for name, ids in self._asdict().items()}


def found(database: Database, text: str) -> Person:
    """The one who is meant by an id, a name, or ``kind:name``.

    *Errors*: `Unknown`; `Invalid` where several are, with all of them.
    """
    prefix, colon, rest = text.strip().partition(":")
    kinds, wanted = ((prefix,), rest) if colon and prefix in KINDS else (KINDS, text.strip())
    rows = database.all(_WHO, {"text": wanted.strip(), "most": MOST_NAMESAKES})
    people = [Person(str(kind), key, *map(str, rest)) for kind, key, *rest in rows if str(kind) in kinds]
    if not people:
        hint = "Name his id, or who he is: customer:ID, contact:NAME, consumer:NAME, account:NAME."
        raise Unknown("customer", text[:60], hint)
    if len(people) > 1:
        raise Invalid(
            f"{text:.60} is said of several: {', '.join(map(str, people))}. Name one as written here."
        )
    return people[0]


def reach(database: Database, person: Person) -> Reach:
    """All records of a person."""
    database.connection.create_function("casedesk_order", 1, _order_of, deterministic=True)
    who = {"who": person.key}
    customers = (str(person.key),) if person.kind == "customer" else ()
    accounts = (int(str(person.key)),) if person.kind == "account" else ()
    orders = _ids(database, _ORDERS, who) if person.kind == "customer" else ()
    contacts = _ids(database, _CONTACTS[person.kind], who if person.kind != "customer" else {})
    near = Reach(customers, contacts, accounts, orders, ())
    cases = _ids(database, _CASES, near.bound())
    near = near._replace(cases=cases)
    besides = _ids(database, _BESIDES, near.bound())
    near = near._replace(contacts=tuple(dict.fromkeys((*contacts, *besides))))
    besides = _ids(database, _BESIDES_ACCOUNTS, near.bound())
    return near._replace(accounts=tuple(dict.fromkeys((*accounts, *besides))))


def names_in_json(database: Database, reached: Reach) -> tuple[str, ...]:
    """The ids and names that go with their rows, as JSON writes each of them."""
    rows = database.all(_NAMES, reached.bound())
    return tuple({json.dumps(str(name), ensure_ascii=False) for (name,) in rows})


def _ids(database: Database, query: str, values: dict[str, object]) -> tuple[int, ...]:
    return tuple(int(str(row[0])) for row in database.all(query, values))


def _order_of(text: object) -> int | None:
    named = reference(str(text)) if text else None
    return named.order if named else None
