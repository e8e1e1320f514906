"""The desk's own books: whole after everything that is done at a desk, and every lie in them is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models import Desk, build_demo, check_database
from models.books import PAGE
from models.upkeep import MOST_FAULTS
from tests.tui.verbs.test_upkeep import break_rows


@pytest.fixture(scope="session")
def lively_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which everything was done that can be done: cases, tills, stores, counts."""
    path = tmp_path_factory.mktemp("lively") / "desk.db"
    build_demo(f"sqlite:///{path}", seed=4, cases=60, baskets=60)
    return path


@pytest.fixture
def lively(tmp_path: Path, lively_file: Path) -> str:
    return f"sqlite:///{shutil.copy(lively_file, tmp_path / 'lively.db')}"


def test_the_books_of_a_lively_desk_agree(lively: str) -> None:
    assert check_database(lively) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE cases SET is_open = 1 - is_open WHERE id = 1001", "ORDCS0001001 counts as open"),
        ("UPDATE case_lines SET is_open = 1 - is_open WHERE id = 1001", "ORDCSL0001001 counts as open"),
        ("UPDATE cases SET version = version - 1 WHERE id = 1002", "ORDCS0001002 is at version"),
        ("UPDATE cases SET version = version + 1 WHERE id = 1002", "ORDCS0001002 is at version"),
        ("UPDATE orders SET paid_minor = paid_minor + 1 WHERE id = 1003", "payments come to"),
        ("UPDATE orders SET total_minor = total_minor + 1 WHERE id = 1003", "SO0001003 has total_minor"),
        ("UPDATE orders SET status = 'paid' WHERE status = 'basket'", "has status 'paid'"),
        ("UPDATE orders SET is_ready = 1 - is_ready WHERE id = 1003", "SO0001003 has is_ready"),
        ("UPDATE order_lines SET quantity = quantity + 1 WHERE order_id = 1003", "SO0001003 has total_minor"),
        ("UPDATE stock SET quantity = quantity + 1", "Count it again"),
        ("UPDATE sequence SET value = 1001 WHERE name = 'case'", "is in use, and the last number given out"),
        ("DELETE FROM sequence WHERE name = 'order'", "was none"),
        ("UPDATE rule_state SET initial = 0 WHERE machine = 'line'", "initial"),
        ("UPDATE orders SET state = 'lost' WHERE id = 1003", "in state 'lost'"),
    ],
    ids=lambda value: value.split(" WHERE")[0] if value.startswith(("UPDATE", "DELETE")) else "",
)
def test_a_row_that_lies_is_found(lively: str, statement: str, said: str) -> None:
    break_rows(lively, statement)
    faults = check_database(lively)
    assert any(said in fault for fault in faults), faults
    assert all(fault.endswith(".") and "\n" not in fault for fault in faults)


@pytest.mark.parametrize(("table", "kind"), [("cases", "ORDCS"), ("case_lines", "ORDCSL"), ("orders", "SO")])
def test_a_state_that_nobody_brought_a_record_to_is_found(lively: str, table: str, kind: str) -> None:
    [(state,)] = rows(lively, f"SELECT state FROM {table} WHERE id = 1001")
    other = rows(lively, f"SELECT state FROM {table} WHERE state <> ? LIMIT 1", state)[0][0]
    break_rows(lively, f"UPDATE {table} SET state = '{other}' WHERE id = 1001")
    expected = f"{kind}0001001 is in state {other!r}; the journal brought it to {state!r}"
    assert any(fault.startswith(expected) for fault in check_database(lively))


def test_a_count_that_was_put_is_the_last_word_on_its_own_stock_alone(lively: str) -> None:
    desk = Desk.open(lively, agent="fay")
    unit, product = desk.session.database.all("SELECT unit_id, product_id FROM stock LIMIT 1")[0]
    place = {"ou": unit, "product": product}
    desk.put("stock", place | {"quantity": 77})
    desk.put("stock", place | {"quantity": 5, "label": "demo"})
    desk.close()
    assert check_database(lively) == []
    break_rows(lively, f"UPDATE stock SET quantity = 78 WHERE unit_id = '{unit}' AND quantity = 77")
    assert f"{unit} has 78 of {product} (sellable); the journal left 77" in check_database(lively)[0]


def test_the_last_row_behind_many_pages_is_looked_at(url: str) -> None:
    desk = Desk.open(url, agent="ann")
    with desk.transaction():
        for number in range(2 * PAGE + 1):
            desk.new_case({"short_description": f"case {number}"})
    desk.close()
    assert check_database(url) == []
    break_rows(url, f"UPDATE cases SET is_open = 0 WHERE id = {1000 + 2 * PAGE + 1}")
    [fault] = check_database(url)
    assert fault.startswith(f"ORDCS{1000 + 2 * PAGE + 1:07d} counts as open: 0")


def test_more_faults_than_anyone_reads_are_cut_off_with_a_sentence(lively: str) -> None:
    break_rows(
        lively, "UPDATE cases SET is_open = 1 - is_open", "UPDATE case_lines SET is_open = 1 - is_open"
    )
    faults = check_database(lively)
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].startswith("There are more than these")


def rows(url: str, query: str, *values: object) -> list[tuple[object, ...]]:
    desk = Desk.open(url, agent="ann")
    found = desk.session.database.all(query, values)
    desk.close()
    return found
