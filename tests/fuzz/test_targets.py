"""No file makes an import or a rule set fail otherwise than with a sentence, and none is taken in by half."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import BadFile, Desk, shipped_rules
from tests.fuzz import targets
from tests.fuzz.targets import TARGETS, cases, orders

CASES = b"number,state,short_description,priority,consumer\n"
ORDERS = b"number,ou,customer,product,quantity,unit_price,state,paid\n"
_CELLS = st.sampled_from(
    [
        b"CS1", b"CS2", b"New", b"Closed", b"nonsense", b"A1", b"A2", b"S1", b"P1", b"1", b"-1", b"0",
        b"2.50", b"1e9", b"99999999999999999999", b"", b'"', b'"a""b"', b"=1+1", b"\xff", b"\0", b"\xc3\xa9",
        b"basket", b"completed", b"\xe2\x80\xae", b"\x1b[2J", b"{", b"[", b"NaN",
    ]
)  # fmt: skip
_ROWS = st.lists(st.lists(_CELLS, max_size=9).map(b",".join), max_size=6).map(b"\n".join)
_RULES = shipped_rules("cases").encode()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that holds a case and an order, so that there is something to lose."""
    file = tmp_path_factory.mktemp("fuzz") / "desk.db"
    desk = Desk.open(f"sqlite:///{file}", agent="ann")
    cases(desk, CASES + b"CS9,New,Two short,2,Mr Held\n")
    orders(desk, ORDERS + b"A9,S1,C1,P1,1,2.00,completed,2.00\n")
    desk.close()
    return file


def tried(start: Path, target: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = shutil.copy(start, Path(folder) / "desk.db")
        desk = Desk.open(f"sqlite:///{file}", agent="ann")
        desk.session.database.run("PRAGMA synchronous = OFF")
        try:
            TARGETS[target](desk, content)
        finally:
            desk.close()


@settings(max_examples=40, deadline=None)
@given(st.one_of(_ROWS.map(CASES.__add__), st.binary(max_size=80)))
def test_any_file_of_cases_is_taken_in_whole_or_refused_with_a_sentence(start: Path, content: bytes) -> None:
    tried(start, "cases", content)


@settings(max_examples=40, deadline=None)
@given(st.one_of(_ROWS.map(ORDERS.__add__), st.binary(max_size=80)))
def test_any_file_of_orders_is_taken_in_whole_or_refused_with_a_sentence(start: Path, content: bytes) -> None:
    tried(start, "orders", content)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(_RULES) - 1), st.binary(max_size=12), st.integers(0, 12))
def test_a_rule_file_damaged_anywhere_is_loaded_whole_or_not_at_all(
    start: Path, place: int, put: bytes, taken: int
) -> None:
    tried(start, "rules", _RULES[:place] + put + _RULES[place + taken :])


@pytest.mark.parametrize("target", ["cases", "orders"])
def test_an_import_that_is_refused_when_half_of_it_is_written_is_found(
    start: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    def by_half(desk: Desk, _content: object, *, dry_run: bool) -> None:
        if not dry_run:
            desk.new_case({"short_description": "half of it"})
        raise BadFile("The file ends in the middle.")

    monkeypatch.setattr(targets, f"import_{target}", by_half)
    with pytest.raises(AssertionError):
        tried(start, target, b"x")


def test_rules_that_are_refused_when_half_of_them_are_written_are_found(
    start: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_half(desk: Desk, _text: str) -> None:
        desk.session.database.run("UPDATE rule_state SET label = 'Half' WHERE machine = 'case' AND initial")
        raise BadFile("The file ends in the middle.")

    monkeypatch.setattr(Desk, "load_rules", by_half)
    with pytest.raises(AssertionError):
        tried(start, "rules", b"x")


def test_a_refusal_without_a_sentence_is_found() -> None:
    for said in ("", "no end", "two\nlines."):
        with pytest.raises(AssertionError):
            targets.sentence(BadFile(said))
