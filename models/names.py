"""All guards, effects and derivations by the names that rule rows use."""

from __future__ import annotations

from models.effects import CASE_EFFECTS, Effect
from models.guards import CASE_GUARDS, Guard
from models.till.derivations import DERIVATIONS
from models.till.registry import ORDER_EFFECTS, ORDER_GUARDS

__all__ = ["DERIVATIONS", "EFFECTS", "GUARDS"]

GUARDS: dict[str, Guard] = CASE_GUARDS | ORDER_GUARDS
EFFECTS: dict[str, Effect] = CASE_EFFECTS | ORDER_EFFECTS
