from __future__ import annotations

import io

import pytest

from models import Invalid
from tui.verbs import conversation
from tui.verbs.conversation import operations


def read(data: bytes) -> list[dict[str, object] | str]:
    """Operations as they are, faults as their sentences."""
    return [str(each) if isinstance(each, Invalid) else each for each in operations(io.BytesIO(data))]


def test_each_line_is_one_operation_and_blank_lines_say_nothing() -> None:
    assert read(b'{"op": "undo"}\n\n  \r\n{"op": "show"}') == [{"op": "undo"}, {"op": "show"}]


def test_a_byte_order_mark_is_skipped() -> None:
    assert read(b'\xef\xbb\xbf{"op": "undo"}\n') == [{"op": "undo"}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "Line 1 is not JSON"),
        (b"\xff\xfe", "Line 1 is no valid UTF-8"),
        (b"[1]", "Line 1 is no object"),
        (b"3", "Line 1 is no object"),
        (b'{"n": NaN}', "NaN is no JSON value"),
        (b'{"n": "\\ud800"}', "half of a surrogate pair"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"n": ' + b"1" * 10_000 + b"}", "Line 1 is not JSON"),
        (b"\x00", "Line 1 is not JSON"),
    ],
    ids=["cut", "bytes", "array", "number", "nan", "surrogate", "deep", "digits", "nul"],
)
def test_a_bad_line_is_said_and_the_next_one_is_read(line: bytes, said: str) -> None:
    fault, after = read(line + b'\n{"op": "undo"}\n')
    assert isinstance(fault, str)
    assert said in fault
    assert after == {"op": "undo"}


def test_a_line_without_end_is_skipped_up_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "LONGEST_LINE", 20)
    fitting = b'{"op": "undoundo"}\n'
    for length in (21, 22, 40, 41, 42, 60, 61, 99):
        fault, after = read(b"x" * length + b"\n" + fitting)
        assert fault == "Line 1 is longer than 20 bytes; send it in several operations."
        assert after == {"op": "undoundo"}
    assert read(b"x" * 50) == ["Line 1 is longer than 20 bytes; send it in several operations."]
    assert len(read(fitting.strip().ljust(20) + b"\n" + fitting)) == 2
