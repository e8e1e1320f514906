"""JSON as it is written with every action."""

from __future__ import annotations

import json

import pytest

from models.json_text import encoded
from models.plans import Change


def test_letters_stand_for_themselves_and_nothing_is_padded() -> None:
    assert (
        encoded({"wer": "Zoë", "zeilen": ("a", 1, None, True)}) == '{"wer":"Zoë","zeilen":["a",1,null,true]}'
    )


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("half \ud83d", id="half a character"),
        pytest.param(2**70, id="a number that fits no machine word"),
        pytest.param(Change("ORDCS0001001", "state", "new", "closed", "close"), id="a named tuple"),
    ],
)
def test_what_the_fast_way_does_not_take_is_written_all_the_same(value: object) -> None:
    assert json.loads(encoded([value])) == [list(value) if isinstance(value, tuple) else value]
