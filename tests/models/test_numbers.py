"""A record's number is its id in another dress, and whoever types one needs few keys."""

from __future__ import annotations

import pytest

from models.errors import Unknown
from models.numbers import number_of, parse_number


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("ORDCS0001042", ("case", 1042)),
        ("ORDCSL0001042", ("line", 1042)),
        ("1042", ("case", 1042)),
        ("0001042", ("case", 1042)),
        ("ordcs1042", ("case", 1042)),
        (" OrdCsL1042 ", ("line", 1042)),
        ("ORDCS12345678", ("case", 12_345_678)),
    ],
)
def test_a_number_is_understood_however_it_is_written(text: str, record: tuple[str, int]) -> None:
    assert parse_number(text) == record


@pytest.mark.parametrize("kind", ["case", "line"])
@pytest.mark.parametrize("record_id", [1, 1001, 9_999_999, 10_000_000, 999_999_999_999_999])
def test_a_number_leads_back_to_its_record(kind: str, record_id: int) -> None:
    assert parse_number(number_of(kind, record_id)) == (kind, record_id)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ORDCS",
        "SO0001001/",
        "SO/1",
        "ORDCS-1",
        "1042.5",
        "1 042",
        "ORDCS0001042/1",
        "\u0661\u0660",
        "9" * 400,
        "x" * 400,
    ],
)
def test_what_is_no_number_is_said_to_be_unknown(text: str) -> None:
    with pytest.raises(Unknown, match="There is no record") as unknown:
        parse_number(text)
    assert len(str(unknown.value)) < 200
