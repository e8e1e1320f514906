"""What came of an import of orders: counts, and whether the file and the desk come to the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from models.imports.report import ImportReport, counted
from models.money import amount_text, decimals


class Total(NamedTuple):
    """What the rows that were kept come to in a currency: by the file, and by the desk."""

    currency: str
    file: str
    desk: str

    def sentence(self) -> str:
        """Both, or that they are the same."""
        same = self.file == self.desk
        desk = "the same" if same else f"{_grouped(self.desk)} {self.currency}"
        return f"file total {_grouped(self.file)} {self.currency}, desk total {desk}"


def total_of(currency: str, file: Decimal, desk_minor: int) -> Total:
    """The two as texts; more decimals than the currency has are shown where the file has them."""
    places = decimals(currency)
    exact = file.quantize(Decimal(1).scaleb(-places))
    told = f"{exact:f}" if exact == file else f"{file.normalize():f}"
    return Total(currency, told, amount_text(desk_minor, currency))


def _grouped(amount: str) -> str:
    """An amount with commas between the thousands."""
    return f"{Decimal(amount):,}"


@dataclass(frozen=True)
class OrderImport(ImportReport):
    """What came of orders; ``returns`` counts the new ones that only take back.

    ``without_customer`` counts the new orders that name none; units, customers and products are
    those that the desk did not know.
    """

    orders_new: int
    orders_continued: int
    orders_unchanged: int
    sales: int
    returns: int
    lines_new: int
    lines_tied: int
    lines_loose: int
    without_customer: int
    units_new: int
    customers_new: int
    products_new: int
    totals: tuple[Total, ...]

    def sentence(self) -> str:
        """The whole in a few sentences for a person."""
        made = f"{counted(self.orders_new, 'order')} {self.would}made"
        kinds = (
            f" ({counted(self.sales, 'sale')}, {counted(self.returns, 'return')})" if self.orders_new else ""
        )
        lines = f"{counted(self.lines_new, 'new line')}"
        if self.lines_tied or self.lines_loose:
            lines += f", of returns {self.lines_tied:,} tied to what was sold and {self.lines_loose:,} loose"
        nobody = f", {counted(self.without_customer, 'order')} without a customer"
        totals = "; ".join(total.sentence() for total in self.totals) or "nothing to add up"
        return (
            f"{made}{kinds}, {self.orders_continued:,} {self.would}continued, "
            f"{self.orders_unchanged:,} unchanged; "
            f"{lines}{nobody if self.without_customer else ''}. "
            f"{totals[:1].upper()}{totals[1:]}. {super().sentence()}"
        )

    def as_record(self) -> dict[str, object]:
        """The report as JSON takes it, the remarks last."""
        totals = [each._asdict() | {"same": each.file == each.desk} for each in self.totals]
        return {name: totals if name == "totals" else value for name, value in super().as_record().items()}
