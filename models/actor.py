"""Who acts, as the engine and the lists see him."""

from __future__ import annotations

from typing import NamedTuple


class Actor(NamedTuple):
    """Who acts: name, role in force, groups; ``only_own_groups`` is the setting ``Cases:OnlyOwnGroups``."""

    name: str
    role: str
    groups: tuple[str, ...] = ()
    only_own_groups: bool = False
