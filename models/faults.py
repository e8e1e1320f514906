"""One fault of a rule set, as the reader and the proof of soundness find it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a rule set: the table it is in, the key, and what is wrong or allowed."""

    table: str
    key: str
    message: str

    def sentence(self, file: str) -> str:
        """The fault for a person, with its file."""
        where = f"{file}, {self.table}, key {self.key}" if self.key else f"{file}, {self.table}"
        return f"{where}: {self.message}."


def nothing_leaves(state: str) -> str:
    """Why a rule may not move a record out of this state."""
    return f"{state} is final, and nothing leaves a final state"
