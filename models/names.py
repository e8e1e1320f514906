"""All guards and effects by the names that rule rows use."""

from __future__ import annotations

from models.effects import CASE_EFFECTS, Effect
from models.guards import CASE_GUARDS, Guard
from models.till.registry import ORDER_EFFECTS, ORDER_GUARDS

GUARDS: dict[str, Guard] = CASE_GUARDS | ORDER_GUARDS
EFFECTS: dict[str, Effect] = CASE_EFFECTS | ORDER_EFFECTS
