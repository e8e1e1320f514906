"""Takes cases and orders in from the files that other systems export."""

from models.imports.intake import import_cases
from models.imports.orders.intake import import_orders
from models.imports.report import ImportReport, Remark

__all__ = ["ImportReport", "Remark", "import_cases", "import_orders"]
