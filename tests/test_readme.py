"""What the README says holds: tables are compared, examples run, keys pressed in a real terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from models.errors import DeskError
from models.rulefile import shipped_rulebook
from tests.readme_text import README, ROOT, blocks, section
from tests.tui.conversation import Conversation
from tui import incident
from tui.cli import INTERRUPTED
from tui.commands import (
    BOTH,
    CASES,
    COMMANDS,
    LABELS,
    LISTS,
    ORDER,
    ORDERS,
    PLACES,
    RECORDS,
    RECOUNTS,
    UNITS,
    sign,
)
from tui.keymap import read_keymap
from tui.verbs import VERBS

WHERE = {
    (): "everywhere",
    (CASES,): "cases",
    (ORDERS,): "orders",
    LISTS: "lists",
    RECORDS: "records",
    (ORDER,): "an order",
    BOTH: "lists, records",
    (UNITS,): "units",
    (LABELS,): "labels",
    (RECOUNTS,): "recounts",
    PLACES: "places",
}
#: What the examples read: one incident with two updates, a sale with its return, and two tickets.
INCIDENTS = """\
number,sys_mod_count,sys_updated_at,sys_updated_by,incident_state,priority,assignment_group,assigned_to,\
caller_id,contact_type,opened_at,opened_by,resolved_at,resolved_by,closed_at,closed_code,\
category,subcategory,u_symptom
INC45,0,29-02-2016 01:23,u21,New,3 - Moderate,G56,?,C3,Phone,29-02-2016 01:16,u8,?,?,?,?,Cat 55,?,S 72
INC45,2,29-02-2016 08:53,u21,Active,3 - Moderate,G56,R8,C3,Phone,29-02-2016 01:16,u8,?,?,?,?,Cat 55,?,S 72
"""
TILL_LINES = """\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom
C536366,85123A,WHITE HANGING HEART T-LIGHT HOLDER,-1,12/2/10 8:26,2.55,17850,United Kingdom
"""
TICKETS = """\
Ticket,Area,Subject,Status,Created
T1,Delivery,Two short,Open,04.05.2026 09:30
T2,-,Wrong colour,In progress,04.05.2026 10:00
"""


def table(text: str, head: str) -> list[str]:
    """The rows of the table that begins with this cell."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return rows


def row(*cells: str) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def code(*words: str) -> str:
    return " ".join(f"`{word}`" for word in words)


@pytest.fixture
def desk(tmp_path: Path) -> dict[str, str]:
    """An environment in which `casedesk` runs this checkout on a desk of its own."""
    commands = tmp_path / "bin"
    commands.mkdir()
    launcher = commands / "casedesk"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    launcher.chmod(0o755)
    (tmp_path / "incidents.csv").write_text(INCIDENTS)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    return {
        **os.environ,
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CASEDESK_DB": f"sqlite:///{tmp_path / 'desk.db'}",
        "CASEDESK_AGENT": "ann",
        "PWD": str(tmp_path),
    }


def run(script: str, desk: dict[str, str]) -> str:
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=desk["PWD"], env=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def listed(kind: str, desk: dict[str, str]) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], json.loads(run(f"casedesk list {kind} --format json", desk)))


def test_one_line_tries_it_and_one_line_tests_it() -> None:
    [trying], [testing] = blocks(section("Try it"), "sh"), blocks(section("Run the tests"), "sh")
    assert len(trying.splitlines()) == len(testing.splitlines()) == 1
    assert trying.rstrip().endswith("/casedesk demo")
    assert testing.rstrip().endswith("/pytest")
    # The script of the checks reads the line from this very section.
    assert '"## Run the tests"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pictures_and_pages_it_points_to_are_there() -> None:
    targets = re.findall(r"\]\(<?([^)>]+)>?\)", README)
    assert sum(target.endswith(".svg") for target in targets) >= 1
    for target in targets:
        assert (ROOT / target).is_file(), target


def test_the_key_tables_are_those_of_the_rules_and_of_the_commands() -> None:
    machines = {machine.code: machine.actions for machine in shipped_rulebook().machines}

    def cells(machine: str, key: str, *, line: bool = False) -> Iterator[str]:
        held = (action.line_key if line else action.key for action in machines[machine])
        meant = [action for action, own in zip(machines[machine], held, strict=True) if own == key]
        off = {action.code for action in meant if not any(way.enabled for way in action.transitions)}
        yield ", ".join(f"{action.label}{' (off)' if action.code in off else ''}" for action in meant)
        yield code(*(f"{machine}{'_line' if line else ''}.{action.code}" for action in meant))

    case_keys = dict.fromkeys(action.key for code in ("case", "line") for action in machines[code])
    assert table(section("Keys"), "key | on a case") == [
        row(code(key), *cells("case", key), *cells("line", key)) for key in case_keys
    ]
    order_keys = dict.fromkeys(key for each in machines["order"] for key in (each.key, each.line_key) if key)
    assert table(section("Keys"), "key | on an order") == [
        row(code(key), *cells("order", key), *cells("order", key, line=True)) for key in order_keys
    ]
    assert table(section("Keys"), "key | does") == [
        row(
            code("1") + " … " + code("9") if command.numbered else code(*map(sign, command.keys)),
            command.help,
            WHERE[command.screens],
            code(command.id),
        )
        for command in COMMANDS
    ]


def test_the_example_of_own_keys_is_read_and_names_what_there_is(tmp_path: Path) -> None:
    [example] = blocks(section("Keys"), "toml")
    settings = tmp_path / "casedesk.toml"
    settings.write_text(example)
    keymap = read_keymap(settings)
    by_id = {command.id: command for command in COMMANDS}
    assert keymap.command(by_id["list.filter"]).keys == ("f3", "/")
    assert keymap.action_key("case", "submit", "s") == "S"


def test_the_table_of_verbs_is_the_parsers() -> None:
    assert table(section("Command line"), "`casedesk …`") == [
        row("(nothing)", "open the console on your own desk, made on first start"),
        *(row(code(verb.name), verb.help) for verb in VERBS),
    ]


def test_every_exit_code_of_an_error_is_in_the_table() -> None:
    told = {int(line.split("|")[1]) for line in table(section("Command line"), "exit code")}
    ended = {INTERRUPTED, 128 + signal.SIGHUP, 128 + signal.SIGTERM, incident.EXIT_CODE}
    assert told == {0, *(error.exit_code for error in DeskError.__subclasses__()), *ended}


def test_the_conversation_of_the_readme_is_answered(desk: dict[str, str]) -> None:
    [conversation] = blocks(section("Command line"), "sh")
    answers = [json.loads(line) for line in run(conversation, desk).splitlines()]
    assert [answer["ok"] for answer in answers] == [True] * 4
    assert answers[-1]["record"]["state"] == "work_in_progress"


def test_the_undo_of_the_readme_leads_out_of_a_final_state(desk: dict[str, str]) -> None:
    [commands] = blocks(section("Undo"), "sh")
    said = run(commands, desk).splitlines()
    assert said[-2:] == [
        "ORDCS0001001: 1 change, journal 3.",
        "  ORDCS0001001  state: × Cancelled → ○ Draft  (undo)",
    ]


def test_the_basket_of_the_readme_is_completed(desk: dict[str, str]) -> None:
    [commands] = blocks(section("Baskets and orders"), "sh")
    assert "Completed" in run(commands, desk).splitlines()[-1]
    [order] = listed("orders", desk)
    assert (order["status"], order["total"], order["to_pay"]) == ("completed", "178.00", "0.00")


def test_the_imports_of_the_readme_keep_every_row(desk: dict[str, str]) -> None:
    text = section("Bring your own cases")
    incidents, tickets = blocks(text, "sh")
    [own_map] = blocks(text, "toml")
    (Path(desk["PWD"]) / "tickets.toml").write_text(own_map)
    run(incidents, desk)
    run(incidents, desk)
    run(tickets, desk)
    cases = {str(case["short_description"]): case["state"] for case in listed("cases", desk)}
    assert cases == {
        "Cat 55 / S 72": "work_in_progress",
        "Delivery: Two short": "new",
        "Wrong colour": "work_in_progress",
    }


def test_the_orders_of_the_readme_come_in_and_go_out(desk: dict[str, str]) -> None:
    importing, exporting = blocks(section("Bring your own orders"), "sh")
    (Path(desk["PWD"]) / "online_retail.csv").write_text(TILL_LINES)
    assert run(importing, desk).count("File total 12.75 GBP, desk total the same.") == 2
    run(exporting, desk)
    assert [order["status"] for order in listed("orders", desk)] == ["completed", "completed"]
    assert len((Path(desk["PWD"]) / "orders.csv").read_text().splitlines()) == 3
    assert (Path(desk["PWD"]) / "orders.xlsx").read_bytes().startswith(b"PK")
    assert "0 orders made, 0 continued, 2 unchanged" in run("casedesk import orders orders.csv", desk)


def test_the_rules_of_the_readme_add_a_state_and_switch_one_action_on(desk: dict[str, str]) -> None:
    text = section("Change the rules")
    export, load, switch_on = blocks(text, "sh")
    [on_hold] = blocks(text, "toml")
    run(export, desk)
    rules = Path(desk["PWD"]) / "rules.toml"
    written, found = re.subn(
        r'(?m)^label = "Case"$', lambda _: f'label = "Case"\n\n{on_hold}', rules.read_text()
    )
    assert found == 1
    rules.write_text(written)
    run(load, desk)
    run(switch_on, desk)
    run('casedesk new case --set short_description="Two short"', desk)
    for action in ("submit", "assign_to_me", "hold"):
        run(f"casedesk do {action} 1001", desk)
    assert [case["state"] for case in listed("cases", desk)] == ["on_hold"]
    run("casedesk do go_on 1001", desk)
    run("casedesk do resolve 1001 --set resolution_code=solved --set resolution_notes=sent", desk)
    run("casedesk do reopen 1001 --set reason='It broke again'", desk)
    assert [case["state"] for case in listed("cases", desk)] == ["work_in_progress"]


def test_a_broken_desk_is_restored_as_told(desk: dict[str, str]) -> None:
    backup, restore = blocks(section("Back up and restore"), "sh")
    run('casedesk new case --set short_description="Two short"', desk)
    run(backup, desk)
    folder = Path(desk["PWD"])
    # A writer that ends on the spot leaves what it wrote ahead beside the database.
    with Conversation(desk["CASEDESK_DB"]) as writer:
        made = {"op": "new", "kind": "case", "fields": {"short_description": "After the backup"}}
        assert writer.say(made)["ok"]
        writer.process.kill()
    file = folder / "desk.db"
    assert file.with_name("desk.db-wal").stat().st_size
    file.write_bytes(b"overwritten" * 1000)
    run(restore, desk)
    assert [case["short_description"] for case in listed("cases", desk)] == ["Two short"]
    assert file.stat().st_mode & 0o077 == 0
    assert (folder / "broken" / "desk.db-wal").exists()


def test_naming_an_admin_ends_everyone_being_one(desk: dict[str, str]) -> None:
    run(section("Roles").split("```sh\n")[1].split("```")[0], desk)
    refused = subprocess.run(
        ["casedesk", "put", "agent", "--set", "name=eve", "--set", "role=admin"],
        env=desk,
        capture_output=True,
        check=False,
    )
    assert refused.returncode == 3
