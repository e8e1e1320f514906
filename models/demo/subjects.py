"""What a case of the demo is about: a theme with its product, numbers, days and places filled in.

Some are about an order of this desk, with its customer, its products and its lines; the others name
orders that the desk does not hold, as many a real desk's cases do.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from models.demo.order_stories import OrderStory
from models.demo.texts import ACCOUNTS, FEWER, PEOPLE, PLACES, PRODUCTS, Theme

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
_LINES = (0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5)
_PRIORITIES, _URGENCY = (1, 2, 3, 4), (2, 12, 30, 56)
_CHANNELS = ("web", "web", "web", "phone", "phone", "email", "email", "chat", "social")


class Subject:
    """The fields of one case and its lines, and the texts that belong to it."""

    def __init__(
        self, random: Random, theme: Theme, opened_at: int, order: OrderStory | None = None, besides: int = 0
    ) -> None:
        """``order`` is the one that the case is about; else it is none of the first ``besides`` ones."""
        self._random = random
        self._order = order
        item, items = random.choice(PRODUCTS)
        self._number = random.randint(2, 8)
        place, other = random.sample(PLACES, 2)
        self._elsewhere = random.randint(1001, 1999) + besides
        if order:
            item, items = order.goods[0].good.item, order.goods[0].good.items
            self._number = max(2, min(self._number, order.goods[0].pieces - 1))
        day = datetime.fromtimestamp(opened_at / 1000, UTC)
        past, self._soon = (
            day - timedelta(days=random.randint(4, 20)),
            day + timedelta(days=random.randint(3, 24)),
        )
        word = _WORDS[self._number]
        self._filled = {
            "item": item, "items": items, "items_cap": items.capitalize(), "n": word, "N": word.capitalize(),
            "day": f"{past.day} {past:%B}", "soon": f"{self._soon.day} {self._soon:%B}",
            "place": place, "other": other, "order": self._reference(0),
        }  # fmt: skip
        self.theme = theme
        lines = random.choice(_LINES)
        if order:
            # What is taken off an order is taken off two of its lines.
            lines = min(max(lines, 2 if theme is FEWER else 0), len(order.goods))
        self.lines = [self._line(index) for index in range(lines)]
        self.fields = self._case()
        self.complaint = self.told(random.choice(theme.complaints))
        self.note = self.told(random.choice(theme.notes))
        self.question, self.reply = self.told(theme.question), self.told(theme.reply)
        self.solved, self.denied = self.told(theme.solved), self.told(theme.denied)
        self.resolution: dict[str, object] = {"resolution_code": theme.code, "resolution_notes": self.solved}

    def told(self, text: str) -> str:
        """A text with this case's words filled in."""
        filled = text.format(**self._filled)
        return filled[:1].upper() + filled[1:]

    def _reference(self, further: int) -> str:
        return self._order.numbers[0] if self._order else f"SO{self._elsewhere + further:07d}"

    def _case(self) -> dict[str, object]:
        random = self._random
        fields: dict[str, object] = {
            "short_description": self.told(random.choice(self.theme.said)),
            "service": self.theme.service,
            "channel": random.choice(_CHANNELS),
            "priority": random.choices(_PRIORITIES, _URGENCY)[0],
            "assignment_group": self.theme.group,
        }
        if self._order:
            fields |= self._order.buyer.named
        elif random.random() < 0.2:
            fields["consumer"] = random.choice(PEOPLE)
        else:
            place = random.randrange(len(ACCOUNTS))
            fields |= {"account": ACCOUNTS[place], "contact": PEOPLE[place + random.randint(0, 2)]}
        several = not self._order and len(self.lines) > 1 and random.random() < 0.15
        if several:
            for index, line in enumerate(self.lines):
                line["about"] = self._reference(index)
        return fields | ({"scope": "multiple_orders"} if several else {"order": self._reference(0)})

    def _line(self, index: int) -> dict[str, object]:
        random = self._random
        line: dict[str, object] = {
            "about": f"{self._reference(0)}/{index + 1}",
            "request_reason": self.theme.reason,
            "ordered_quantity": self._number * random.randint(1, 6),
        }
        if self._order:
            line["ordered_quantity"] = self._order.goods[index].pieces
        if self.theme.about == "quantity":
            line["requested_quantity"] = self._wanted(index)
        elif self.theme.about == "date":
            asked = self._soon + timedelta(days=index)
            line |= {
                "expected_date": f"{asked - timedelta(days=12):%Y-%m-%d}",
                "requested_date": f"{asked:%Y-%m-%d}",
            }
        else:
            line |= {"current_location": self._filled["other"], "requested_location": self._filled["place"]}
        return line

    def _wanted(self, index: int) -> int:
        """What is asked for: of an order that is held, what its line shall have in the end."""
        if not self._order:
            return self._number
        has = self._order.goods[index].pieces
        if self.theme.reason == "increase_demand":
            return has + self._number
        return max(0, has - self._number) if self.theme.service == "change_request" else has
