"""What a record holds in the fields of a form, as text."""

from __future__ import annotations

from collections.abc import Sequence

from models import CaseView, Field, LineView, OrderLineView, OrderView


def held_values(
    record: CaseView | LineView | OrderView | OrderLineView, fields: Sequence[Field]
) -> dict[str, str]:
    """The value of each field by its name; empty where the record has none."""
    held = record._asdict()
    return {field.name: "" if held.get(field.name) is None else str(held[field.name]) for field in fields}
