"""rules: print the rule set, prove it sound, draw it, write it as TOML, load another one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from models import Invalid
from tui.verbs.files import read_text
from tui.verbs.output import say, say_json, say_rows, say_toml
from tui.verbs.session import chosen_format, desk

if TYPE_CHECKING:
    from models import Rulebook

EXAMPLES = {
    "rules": (
        "casedesk rules show",
        "casedesk rules check mine.toml",
        "casedesk rules graph > rules.mmd",
        "casedesk rules export > mine.toml",
        "casedesk rules load mine.toml",
    )
}
TASKS = ("show", "check", "graph", "export", "load")


def arguments(parser: ArgumentParser, _verb: str) -> None:
    """Declare what to do with the rules, and the file for check and load."""
    parser.add_argument("task", metavar="TASK", choices=TASKS, help=", ".join(TASKS))
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="TOML to check or to load; - is standard input"
    )
    parser.add_argument(
        "--as",
        dest="as_",
        metavar="DRAWING",
        choices=("mermaid", "dot"),
        default="mermaid",
        help="mermaid or dot (graph)",
    )


def run(args: Namespace) -> int:
    """Do it; a rule set that isn't sound is refused with every fault."""
    from models import check_rules, rules_graph

    if args.task == "load" and not args.file:
        raise Invalid("Nothing to load; name the file: casedesk rules load FILE.")
    if args.file and args.task not in ("check", "load"):
        raise Invalid(f"rules {args.task} takes no file; it is about the desk's own rules.")
    if args.task == "check" and args.file:
        return checked(check_rules(read_text(args.file), args.file), args)
    with desk(args) as opened:
        if args.task == "show":
            show(opened.rules(), chosen_format(args))
        elif args.task == "graph":
            say(rules_graph(opened.rules(), args.as_).rstrip())
        elif args.task == "export":
            say_toml(opened.export_rules())
        elif args.task == "load":
            opened.load_rules(read_text(args.file), args.file)
            return checked(opened.rules(), args, done="is loaded")
        else:
            return checked(check_rules(opened.export_rules(), "the desk's rules"), args)
    return 0


def checked(rulebook: Rulebook, args: Namespace, done: str = "is sound") -> int:
    """Say that the rulebook passed, and what it holds."""
    held = {
        machine.code: {"states": len(machine.states), "actions": len(machine.actions)}
        for machine in rulebook.machines
    }
    if chosen_format(args) == "json":
        say_json({"ok": True, "machines": held})
    else:
        said = "; ".join(f"{code}: {n['states']} states, {n['actions']} actions" for code, n in held.items())
        say(f"The rule set {done} ({said}).")
    return 0


def show(rulebook: Rulebook, form: str) -> None:
    """The rulebook as tables with headings, as one object, or its transitions as CSV."""
    if form == "json":
        say_json(asdict(rulebook))
        return
    transitions = [row for machine in rulebook.machines for row in transition_rows(rulebook, machine.code)]
    if form == "csv":
        say_rows(transitions, form)
        return
    for machine in rulebook.machines:
        say(f"{machine.label or machine.code}: states\n")
        say_rows(
            [
                {
                    "state": state.code,
                    "badge": f"{state.glyph} {state.label}",
                    "colour": state.colour,
                    "is": "initial" if state.initial else "final" if state.final else "",
                    "also": state.aliases,
                }
                for state in machine.states
            ],
            form,
        )
        say(f"\n{machine.label or machine.code}: actions\n")
        say_rows(
            [
                {k: v for k, v in row.items() if k != "machine"}
                for row in transitions
                if row["machine"] == machine.code
            ],
            form,
        )
        say("")
    say("Resolution codes\n")
    say_rows(
        [{"code": code.code, "label": code.label, "suggests": code.suggests} for code in rulebook.codes], form
    )


def transition_rows(rulebook: Rulebook, machine: str) -> list[dict[str, object]]:
    """One row for each transition, as rows hold them: codes, not labels."""
    return [
        {
            "machine": machine,
            "action": action.code,
            "key": action.key,
            "from": transition.from_state,
            "to": transition.to_state or "(stays)",
            "role": transition.role,
            "on": transition.enabled,
            "asks": [each.name if each.required else f"[{each.name}]" for each in action.inputs],
            "lines": [
                f"{'/'.join(c.from_states) or 'open'}→{c.to_state or 'outcome'}" for c in transition.cascades
            ],
            "source": transition.source or action.source,
        }
        for action in rulebook.machine_by_code[machine].actions
        for transition in action.transitions
    ]
