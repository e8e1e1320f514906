"""The words and signs of orders that stand in lists and on screens alike; all of them in every font."""

from __future__ import annotations

#: What stands where an order's lines are of more than one type.
MIXED = "≠ Mixed"
#: What is half done: ``½p`` part is paid, ``½s`` part is shipped, ``½ps`` both.
HALF, HALF_PAID, HALF_SHIPPED = "½", "p", "s"
LOCKED = "#"
#: States in which nothing is owed yet.
UNPLACED = ("basket", "suspended")
#: Purposes beside the sale, short enough for a column.
PURPOSES = {"return_to_supplier": "To supplier", "interstore": "Interstore"}
#: The same as `HALF_PAID` and `HALF_SHIPPED` where there is room for words.
HALVES = {"part_paid": f"{HALF} paid", "part_shipped": f"{HALF} shipped"}
