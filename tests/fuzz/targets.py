"""What is fuzzed: bytes as a file that is imported or a rule set that is loaded, on a desk that has records.

Each target raises where the desk does anything but take the bytes in or refuse them with a sentence: a
traceback, half an import, a row that is gone, a chain that does not fit.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from models import Desk, DeskError, import_cases, import_orders, verify_journal
from models.imports.report import ImportReport

_TABLES = (
    "cases", "case_lines", "orders", "order_lines", "journal", "journal_change", "activity",
    "imported_update", "customer", "product", "contact", "account", "payment", "invoice", "rule_state",
    "rule_transition",
)  # fmt: skip


def counts(desk: Desk) -> dict[str, object]:
    """How many rows each table has."""
    return {table: desk.session.database.all(f"SELECT COUNT(1) FROM {table}")[0][0] for table in _TABLES}


def sentence(error: DeskError) -> None:
    """A refusal is for a person: one line that ends."""
    said = str(error)
    assert said, error
    assert said[-1] in ".!?", said
    assert "\n" not in said, said
    assert "Traceback" not in said, said


def cases(desk: Desk, content: bytes) -> None:
    """A file of cases."""
    _imported(desk, content, import_cases)


def orders(desk: Desk, content: bytes) -> None:
    """A file of orders."""
    _imported(desk, content, import_orders)


def _imported(desk: Desk, content: bytes, importing: Callable[..., ImportReport]) -> None:
    """A dry run writes nothing; a file that is refused as a whole neither; one that came in is whole."""
    before = counts(desk)
    planned = _report(desk, content, importing, dry_run=True)
    assert counts(desk) == before
    report = _report(desk, content, importing, dry_run=False)
    assert (report is None) == (planned is None)
    after = counts(desk)
    if report is None:
        assert after == before
    else:
        assert report.rejected == planned.rejected if planned else ()
        _report(desk, content, importing, dry_run=False)
        assert counts(desk) == after
    assert verify_journal(desk.session.database.url).fault == ""


def _report(
    desk: Desk, content: bytes, importing: Callable[..., ImportReport], *, dry_run: bool
) -> ImportReport | None:
    try:
        return importing(desk, io.BytesIO(content), dry_run=dry_run)
    except DeskError as error:
        sentence(error)
        return None


def rules(desk: Desk, content: bytes) -> None:
    """A rule set, whose loading changes nothing unless it is sound as a whole."""
    before = desk.export_rules()
    try:
        desk.load_rules(content.decode("utf-8", "replace"))
    except DeskError as error:
        sentence(error)
        assert desk.export_rules() == before
    else:
        assert desk.rules().machines


TARGETS: dict[str, Callable[[Desk, bytes], None]] = {"cases": cases, "orders": orders, "rules": rules}
