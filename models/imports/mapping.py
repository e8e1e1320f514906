"""A map: which columns of a foreign file are which fields of ours, and how its values read.

Maps are TOML with strict keys, the shipped ones in `maps/`; `maps/cases.toml` explains every
key. Names and texts only, nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from models.imports.rows import Nested

_CASE_FIELDS = (
    "source_number",
    "source",
    "update_number",
    "updated_at",
    "updated_by",
    "state",
    "short_description",
    "account",
    "contact",
    "consumer",
    "order",
    "scope",
    "service",
    "channel",
    "priority",
    "assignment_group",
    "assigned_to",
    "opened_at",
    "opened_by",
    "resolved_at",
    "resolved_by",
    "closed_at",
    "closed_by",
    "resolution_code",
    "resolution_notes",
)
_ORDER_FIELDS = (
    "source_number", "source", "state", "placed_at", "placed_by", "customer", "customer_name", "address",
    "ou", "ou_name", "ou_kind", "ou_country", "currency", "paid", "payment_method", "description",
    "requested_date", "product", "product_name", "goods", "quantity", "unit_price", "type", "shipped",
    "cancelled",
)  # fmt: skip
#: The fields that a map of each kind may fill, in the order in which errors list them.
FIELDS: Dict[str, tuple[str, ...]] = {"cases": _CASE_FIELDS, "orders": _ORDER_FIELDS}
#: The fields without which a row of each kind is none.
NEEDED: Dict[str, tuple[str, ...]] = {
    "cases": ("source_number", "short_description"),
    "orders": ("source_number", "product", "quantity", "unit_price"),
}

ISO = "iso"


@dataclass(frozen=True)
class Columns:
    """Where a field's value stands: the first of ``names`` that is not empty, or all of them joined.

    ``joined`` is the text between them, None where they are alternatives; ``fallback`` is what
    stands for nothing.
    """

    names: tuple[str, ...]
    joined: str | None = None
    fallback: str = ""


@dataclass(frozen=True)
class Mapping:
    """A whole map, checked; ``values`` holds what a field's foreign values mean, in lower case.

    Of orders alone: ``return_prefix`` is what the numbers of returns begin with, ``charges`` are the
    products, in lower case, that are no goods; ``lines_in`` is the list in which JSON has an order's
    lines, ``line_columns`` the columns of a line's fields that are called otherwise there.
    """

    name: str
    kind: str
    source: str
    columns: Dict[str, Columns]
    dates: tuple[str, ...] = (ISO,)
    empty: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    values: Dict[str, Dict[str, str]] | None = None
    defaults: Dict[str, str] | None = None
    return_prefix: str = ""
    charges: frozenset[str] = frozenset()
    lines_in: str = ""
    line_columns: Dict[str, str] | None = None

    @property
    def nested(self) -> Nested:
        """What of a JSON object is no cell."""
        return Nested(self.lines_in, self.line_columns or {}, self.ignored)

    @property
    def numbered(self) -> bool:
        """Whether a row is one numbered update of a record, and not the whole of it."""
        return "update_number" in self.columns

    def column(self, field: str) -> str:
        """The field's column as a report names it."""
        columns = self.columns.get(field)
        return " or ".join(columns.names) if columns and columns.joined is None else field

    def missing(self, present: tuple[str, ...]) -> list[str]:
        """The columns that the map requires and a header lacks."""
        lacking: list[str] = []
        for field in self.required:
            columns = self.columns[field]
            absent = [name for name in columns.names if name not in present]
            if columns.joined is not None:
                lacking.extend(absent)
            elif len(absent) == len(columns.names):
                lacking.append(" or ".join(absent))
        return lacking

    def unread(self, present: tuple[str, ...]) -> list[str]:
        """The columns of a header that no field takes and that are not left out on purpose."""
        taken = {name for columns in self.columns.values() for name in columns.names} | self.ignored
        return [name for name in present if name and name not in taken]

    def text(self, cells: Dict[str, str], field: str) -> str:
        """A field's value in a row as the map reads it; nothing is the empty text."""
        columns = self.columns.get(field)
        if columns is None:
            return self._default(field)
        found = [cell for name in columns.names if (cell := self._cell(cells, name))]
        if not found:
            if columns.fallback:
                number = self.text(cells, "source_number") if field != "source_number" else ""
                return columns.fallback.replace("{source_number}", number)
            return self._default(field)
        text = found[0] if columns.joined is None else columns.joined.join(found)
        known = self.values.get(field) if self.values else None
        return known.get(text.casefold(), text) if known else text

    def _cell(self, cells: Dict[str, str], name: str) -> str:
        cell = cells.get(name, "").strip()
        return "" if cell in self.empty else cell

    def _default(self, field: str) -> str:
        return self.defaults.get(field, "") if self.defaults else ""

    def time(self, text: str) -> int | None:
        """A time in milliseconds since 1970, UTC, or None where no format of the map fits."""
        return _time(text, self.dates)


@lru_cache(maxsize=16_384)
def _time(text: str, formats: tuple[str, ...]) -> int | None:
    for form in formats:
        try:
            moment = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007  # the map says that a time without a zone is UTC
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        milliseconds = int(moment.timestamp()) * 1000 + moment.microsecond // 1000
        return milliseconds if milliseconds >= 0 else None
    return None
