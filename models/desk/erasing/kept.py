"""The answers kept for operations: those about a customer forget all but that they were given."""

from __future__ import annotations

import json
import re

from models.database import Database

#: Answers read at a time.
PAGE = 500
_NUMBER = re.compile(r"(?:ORDCSL?|SO)[0-9]{7,15}")
_PAGE = "SELECT rowid, answer FROM kept_answer WHERE rowid > ? ORDER BY rowid LIMIT ?"
_LEFT = ("ok", "journal", "error")


def forget(database: Database, numbers: frozenset[str], customers: tuple[str, ...], *, dry_run: bool) -> int:
    """Shortens the answers that name one of the numbers or are about one of the customers; says how many."""
    after, count = 0, 0
    while page := database.all(_PAGE, [after, PAGE]):
        after = int(str(page[-1][0]))
        for row, text in page:
            answer = json.loads(str(text))
            if numbers.isdisjoint(_NUMBER.findall(str(text))) and answer.get("record") not in customers:
                continue
            count += 1
            if not dry_run:
                left = {name: answer[name] for name in _LEFT if name in answer}
                if answer.get("record") in numbers:
                    left["record"] = answer["record"]
                left |= {"changes": []} if answer.get("ok") else {"reasons": []}
                database.run("UPDATE kept_answer SET answer = ? WHERE rowid = ?", [json.dumps(left), row])
    return count
