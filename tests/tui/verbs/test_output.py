from __future__ import annotations

import csv
import io
import json

import pytest

from tests.tui.verbs.hostile import HOSTILE, forbidden_in
from tui.verbs.output import complain, csv_cell, say, say_json, say_rows, say_toml


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-cmd", "@x", "\t=1", "\r=1", "\n=1", "\x0b=1", "＝1", "－2+3"], ids=repr
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-3, "-3"),
        (1.5, "1.5"),
        ("-12.50", "-12.50"),
        ("+31", "+31"),
        (True, "yes"),
        (None, ""),
        ("plain", "plain"),
    ],
    ids=repr,
)
def test_a_number_stays_a_number_and_plain_text_stays_plain(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


def test_csv_keeps_quotes_commas_and_line_ends_inside_their_cell(capsys: pytest.CaptureFixture[str]) -> None:
    say_rows([{"a": 'say "hi", you', "b": "two\nlines"}], "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["a", "b"], ['say "hi", you', "two\nlines"]]


def test_json_of_rows_is_one_array_and_of_no_rows_an_empty_one(capsys: pytest.CaptureFixture[str]) -> None:
    say_rows([{"a": 1}], "json")
    say_rows([], "json")
    assert capsys.readouterr().out == '[{"a": 1}]\n[]\n'


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_printed_form_passes_a_character_that_steers_a_terminal(
    text: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_rows([{"field": text, text: "x"}], form)
    assert not forbidden_in(capsys.readouterr().out)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_sentences_pass_the_gate_too(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(text)
    complain(text)
    complain(text, lines=True)
    said = capsys.readouterr()
    assert not forbidden_in(said.out + said.err)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_json_gives_back_the_very_text(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json(text)
    assert json.loads(capsys.readouterr().out) == text


def test_toml_keeps_what_it_hides_as_an_escape(capsys: pytest.CaptureFixture[str]) -> None:
    say_toml('label = "a\u202eb\x9bc"\n')
    assert capsys.readouterr().out == 'label = "a\\U0000202Eb\\U0000009Bc"\n'


def test_a_text_without_end_does_not_make_a_table_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    say_rows([{"number": "ORDCS0001001", "text": "x" * 200_000}], "table")
    assert max(map(len, capsys.readouterr().out.splitlines())) < 100
