"""The rules as TOML texts: read, laid over those of a desk, written, and the set that is shipped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from models import soundness
from models.errors import BadRulebook, Invalid
from models.faults import Fault
from models.names import DERIVATIONS, EFFECTS, GUARDS
from models.rulebook import Machine, Rulebook
from models.rulefile_read import TOP, parse
from models.rulefile_write import write

__all__ = ["laid_over", "part_of", "read", "shipped", "shipped_rulebook", "write"]

_RULES = Path(__file__).parent / "rules"
SHIPPED = ("cases", "orders")


def read(text: str, name: str, base: Rulebook | None = None) -> Rulebook:
    """The machines and codes that a TOML text describes, proven sound together with those of ``base``.

    What the text does not name is taken from ``base``, else from the shipped rules.
    *Errors*: BadRulebook with one sentence for each fault, each naming the file, the table and the key.
    """
    rulebook, faults = parse(text)
    if not faults and not rulebook.machines:
        faults = [Fault(TOP, "machine", "there is none; a rule set holds at least one machine")]
    if not faults:
        whole = laid_over(rulebook, base or shipped_rulebook())
        faults = soundness.faults(whole, GUARDS, EFFECTS, DERIVATIONS)
    if faults:
        raise BadRulebook([fault.sentence(name) for fault in faults])
    return rulebook


def laid_over(rulebook: Rulebook, base: Rulebook) -> Rulebook:
    """The machines of ``base``, those of ``rulebook`` in their place; a case brings its resolution codes."""
    machines: list[Machine] = []
    for machine in base.machines:
        machines += [each for each in rulebook.machines if each.code == machine.code] or [machine]
    machines += [machine for machine in rulebook.machines if machine.code not in base.machine_by_code]
    brings_codes = rulebook.codes or "case" in rulebook.machine_by_code
    return Rulebook(tuple(machines), rulebook.codes if brings_codes else base.codes)


def part_of(rulebook: Rulebook, machine: str) -> Rulebook:
    """One machine by its code, a case with its resolution codes; the whole rulebook where none is named.

    *Errors*: `Invalid` for an unknown machine.
    """
    if not machine:
        return rulebook
    if machine not in rulebook.machine_by_code:
        known = ", ".join(rulebook.machine_by_code)
        raise Invalid(f"There is no machine {machine!r}; choose one of: {known}.")
    return Rulebook((rulebook.machine_by_code[machine],), rulebook.codes if machine == "case" else ())


def shipped(name: str = "cases") -> str:
    """One of the rule sets that a new desk starts with, ``cases`` or ``orders``, as TOML."""
    return (_RULES / f"{name}.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shipped_rulebook() -> Rulebook:
    """All the rules that a new desk starts with, proven sound."""
    rulebook, faults = Rulebook(()), []
    for name in SHIPPED:
        part, found = parse(shipped(name))
        rulebook = laid_over(part, rulebook)
        faults += [fault.sentence(f"{name}.toml") for fault in found]
    if not faults:
        found = soundness.faults(rulebook, GUARDS, EFFECTS, DERIVATIONS)
        faults = [fault.sentence("the shipped rules") for fault in found]
    if faults:
        raise BadRulebook(faults)
    return rulebook
