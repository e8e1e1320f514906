"""The desk runs what the rows say: a changed row is a changed rule, whoever changed it and wherever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models import rulestore
from models.desk.desk import Desk
from models.errors import BadRulebook, Refused
from models.rulefile import shipped, shipped_rulebook
from models.tables.rules import RULE_TABLES
from tests.models.working import closed, draft, resolved, taken

NAMES = [table._meta.table_name for table in RULE_TABLES]
SWITCH_ON = "UPDATE rule_transition SET enabled = 1 WHERE action = 'reopen'"


@pytest.fixture
def other(url: str) -> Iterator[Desk]:
    """A second program on the same file."""
    opened = Desk.open(url, agent="bob")
    yield opened
    opened.close()


def test_every_table_of_rules_is_watched() -> None:
    assert len(NAMES) == 9


@pytest.mark.parametrize("table", NAMES)
@pytest.mark.parametrize("event", ["update", "insert", "delete"])
def test_any_change_to_a_row_raises_the_revision(table: str, event: str, desk: Desk) -> None:
    database = desk.session.database
    columns = [str(row[1]) for row in database.all(f"PRAGMA table_info({table})") if row[1] != "id"]
    copied = ", ".join(
        f"'x' || {name}" if name in ("code", "name", "from_state") else name for name in columns
    )
    change = {
        "update": f"UPDATE {table} SET id = 999 WHERE id = (SELECT MAX(id) FROM {table})",
        "insert": f"INSERT INTO {table} ({', '.join(columns)}) SELECT {copied} FROM {table} LIMIT 1",
        "delete": f"DELETE FROM {table} WHERE id = (SELECT MAX(id) FROM {table})",
    }[event]
    before = rulestore.revision(database)
    assert database.run(change) == 1
    assert rulestore.revision(database) > before


def test_compiled_rules_are_kept_until_a_row_changes(desk: Desk) -> None:
    before = desk.rules()
    number = draft(desk).number
    desk.do("submit", number)
    assert desk.rules() is before
    assert desk.as_agent("bob").rules() is before
    desk.session.database.run("UPDATE rule_action SET label = 'Send off' WHERE code = 'submit'")
    assert desk.rules() is not before


def test_what_another_program_changes_is_seen_at_once(desk: Desk, other: Desk) -> None:
    number = draft(desk).number
    assert "Submit" in [verdict.label for verdict in other.verdicts(number)]
    desk.session.database.run("UPDATE rule_action SET label = 'Send off', key = 'z' WHERE code = 'submit'")
    assert ("Send off", "z") in [(verdict.label, verdict.key) for verdict in other.verdicts(number)]
    desk.session.database.run("UPDATE rule_state SET label = 'Sketch', colour = 'green' WHERE code = 'draft'")
    assert other.badges()["draft"][2:4] == ("Sketch", "green")
    desk.session.database.run("UPDATE rule_transition SET enabled = 0 WHERE action = 'submit'")
    with pytest.raises(Refused, match="Send off is switched off"):
        other.do("submit", number)


def test_one_changed_row_lets_a_manager_reject_a_solution(staffed: Desk) -> None:
    agent, manager = staffed, staffed.as_agent("max")
    case = resolved(agent)
    assert "reopen" not in [verdict.action for verdict in manager.verdicts(case.number)]
    with pytest.raises(Refused, match="Reject solution is switched off on this desk"):
        manager.do("reopen", case.number, {"reason": "It broke"})
    agent.session.database.run(SWITCH_ON)
    with pytest.raises(Refused, match="Reject solution needs the role manager; ann is agent"):
        agent.do("reopen", case.number, {"reason": "It broke"})
    done = manager.do("reopen", case.number, {"reason": "It broke"})
    assert done.state == "work_in_progress"
    again = manager.case(case.number)
    assert (again.resolution_code, again.resolved_at, again.resolved_by) == ("", None, "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE rule_transition SET guards = '[\"bribe\"]' WHERE action = 'close'",
            "there is no guard 'bribe'",
        ),
        ("UPDATE rule_transition SET guards = 'bribe' WHERE action = 'close'", "no JSON list of names"),
        ("UPDATE rule_transition SET effects = '[1]' WHERE action = 'close'", "no JSON list of names"),
        (
            "UPDATE rule_transition SET to_state = 'gone' WHERE action = 'close'",
            "there is no state of case 'gone'",
        ),
        ("DELETE FROM rule_machine WHERE code = 'line'", "machine line is missing"),
    ],
)
def test_rows_that_can_not_be_run_are_said_and_never_run(change: str, said: str, desk: Desk) -> None:
    number = taken(desk).number
    before = desk.case(number)
    desk.session.database.run(change)
    with pytest.raises(BadRulebook, match=f"the rules of this desk.*{said}"):
        desk.do("request_information", number)
    with pytest.raises(BadRulebook):
        desk.case(number)
    desk.load_rules(shipped())
    assert desk.case(number) == before


def test_loading_rules_is_for_an_admin_once_there_is_one(desk: Desk) -> None:
    desk.load_rules(shipped())
    desk.put("agent", {"name": "max", "role": "manager"})
    desk.put("agent", {"name": "fay", "role": "admin"})
    for name in ("ann", "max"):
        with pytest.raises(Refused, match=f"Loading rules needs the role admin; {name} is"):
            desk.as_agent(name).load_rules(shipped())
    desk.as_agent("fay").load_rules(shipped())


def test_a_state_that_a_line_is_in_can_not_be_taken_away(desk: Desk) -> None:
    parked = shipped().replace(
        'code = "line"\nlabel = "Line"\nhead = "case"\n',
        'code = "line"\nlabel = "Line"\nhead = "case"\n'
        '[[machine.state]]\ncode = "parked"\nlabel = "Parked"\nglyph = "="\ncolour = "dim"\n'
        '[[machine.action]]\ncode = "park"\nlabel = "Park"\nkey = "p"\n'
        '[[machine.action.transition]]\nfrom = ["work_in_progress"]\nto = "parked"\n'
        '[[machine.action]]\ncode = "drive_on"\nlabel = "Drive on"\nkey = "p"\n'
        '[[machine.action.transition]]\nfrom = ["parked"]\nto = "work_in_progress"\n',
    )
    case = taken(desk)
    desk.load_rules(parked)
    desk.do("park", case.lines[0])
    before = desk.export_rules()
    with pytest.raises(BadRulebook, match=r"mine\.toml: machine line: there is no state 'parked'"):
        desk.load_rules(shipped(), "mine.toml")
    assert desk.export_rules() == before
    desk.do("drive_on", case.lines[0])
    desk.load_rules(shipped())
    assert desk.rules() == shipped_rulebook()


def test_which_cases_count_as_open_follows_the_rules(desk: Desk) -> None:
    number = closed(desk).number
    assert desk.count(view="open").number == 0
    revived = (
        shipped()
        .replace(
            'code = "closed"\nlabel = "Closed"\nglyph = "■"\ncolour = "grey"\nfinal = true\n',
            'code = "closed"\nlabel = "Closed"\nglyph = "■"\ncolour = "grey"\n',
        )
        .replace(
            'code = "case"\nlabel = "Case"\n',
            'code = "case"\nlabel = "Case"\n'
            '[[machine.action]]\ncode = "scrap"\nlabel = "Scrap"\nkey = "z"\n'
            '[[machine.action.transition]]\nfrom = ["closed"]\nto = "cancelled"\n',
        )
    )
    desk.load_rules(revived)
    assert [row.number for row in desk.page(view="open").rows] == [number]
    desk.load_rules(shipped())
    assert desk.count(view="open").number == 0


def test_codes_that_an_import_brought_outlive_new_rules(desk: Desk) -> None:
    database = desk.session.database
    database.run(
        "INSERT INTO resolution_code (code, label, suggests, offered, imported, source)"
        " VALUES ('source code 7', 'source code 7', 'denied', 0, 1, 'import')"
    )
    desk.load_rules(shipped())
    kept = desk.rules().code_by_name["source code 7"]
    assert (kept.imported, kept.offered) == (True, False)


def test_an_empty_desk_has_no_rules_of_its_own_until_it_starts(desk: Desk) -> None:
    rulestore.bump(desk.session.database)
    assert desk.rules() == shipped_rulebook()
