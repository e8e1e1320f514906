"""The reader: whatever the bytes are, it gives rows, faults with lines, or one clear error."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.errors import BadFile
from models.imports import csv_rows, lines
from models.imports.lines import opened
from models.imports.reading import read_rows
from models.imports.rows import Fault, Nested, Row


def read(content: bytes) -> list[Row | Fault]:
    return list(read_rows(io.BytesIO(content), "file").items)


def cells(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in read(content) if isinstance(row, Row)]


def faults(content: bytes) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in read(content) if isinstance(row, Fault)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_every_kind_of_line_end_is_read(end: bytes) -> None:
    content = end.join([b"a,b", b"1,2", b'"3","4', b'5"', b"6,7"])
    assert read(content) == [
        Row(2, {"a": "1", "b": "2"}),
        Row(3, {"a": "3", "b": "4\n5"}),
        Row(5, {"a": "6", "b": "7"}),
    ]


def test_a_byte_order_mark_is_skipped() -> None:
    assert cells(b"\xef\xbb\xbfa,b\n1,2\n") == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_delimiter_is_the_one_that_the_header_uses(delimiter: str) -> None:
    assert cells(delimiter.join("abc").encode() + b"\n" + delimiter.join("123").encode()) == [
        {"a": "1", "b": "2", "c": "3"}
    ]


def test_quoted_fields_hold_delimiters_quotation_marks_and_line_ends() -> None:
    assert cells(b'a,b\n"1,5","say ""hi""\nand go"\n') == [{"a": "1,5", "b": 'say "hi"\nand go'}]


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    assert read(b"\na,b\n\n1,2\n \n3,4") == [Row(4, {"a": "1", "b": "2"}), Row(6, {"a": "3", "b": "4"})]


def test_a_row_that_is_cut_off_costs_itself_only() -> None:
    content = b"a,b,c\n1,2,3\n4,5\n6,7,8\n"
    assert len(cells(content)) == 2
    [(line, reason)] = faults(content)
    assert line == 3
    assert "2 columns where the header has 3" in reason


def test_a_row_with_too_many_columns_is_a_fault() -> None:
    [(line, reason)] = faults(b"a,b\n1,2,3\n")
    assert (line, "a delimiter inside a value" in reason) == (2, True)


def test_a_mark_that_never_closes_swallows_nothing_of_what_follows() -> None:
    content = b'a,b\n"1,2\n3,4\n5,6\n'
    assert cells(content) == [{"a": "3", "b": "4"}, {"a": "5", "b": "6"}]
    assert [line for line, _ in faults(content)] == [2]


def test_two_stray_marks_cost_their_own_rows_only() -> None:
    content = b'a,b\n"1,2\n3,4\n5,"6\n7,8\n'
    assert cells(content) == [{"a": "3", "b": "4"}, {"a": "7", "b": "8"}]
    assert [line for line, _ in faults(content)] == [2, 4]


def test_text_behind_a_closing_mark_is_a_fault() -> None:
    assert [line for line, _ in faults(b'a,b\n"1"x,2\n3,4\n')] == [2]


def test_a_quoted_field_over_too_many_lines_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MOST_LINES", 3)
    content = b'a,b\n"1\n\n\n\n2",0\n3,4\n'
    assert cells(content) == [{"a": '2"', "b": "0"}, {"a": "3", "b": "4"}]
    assert [line for line, _ in faults(content)] == [2]


def test_a_line_that_is_not_utf_8_is_named_with_its_byte_and_the_others_are_kept() -> None:
    content = "a,b\nzoë,1\n".encode() + "zoë,2\n".encode("latin-1") + "zoë,3\n".encode()
    assert [row["b"] for row in cells(content)] == ["1", "3"]
    assert faults(content) == [(3, "The byte 0xEB at character 3 is not UTF-8; save the file as UTF-8.")]


def test_a_nul_byte_costs_its_row() -> None:
    content = b"a,b\n1,2\n\0\0\0\n3,\x004\n5,6"
    assert len(cells(content)) == 2
    assert [line for line, _ in faults(content)] == [3, 4]


def test_a_line_of_any_length_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 10)
    content = b"a\n" + b"1" * 35 + b"\n2\n"
    assert cells(content) == [{"a": "2"}]
    assert [line for line, _ in faults(content)] == [2]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_utf_16_is_said_to_be_utf_16(codec: str) -> None:
    with pytest.raises(BadFile, match="UTF-16"):
        read(("\ufeff" if codec == "utf-16-be" else "").encode(codec) + "a,b\n1,2\n".encode(codec))


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(BadFile, match="is empty"):
        read(content)


@pytest.mark.parametrize("header", [b"a,b,a\n", b'"a,b\n', b'"a"b,c\n', b"\xff,a\n"])
def test_a_header_that_is_none_is_an_error_that_names_its_line(header: bytes) -> None:
    with pytest.raises(BadFile, match="line 1"):
        read(header)


def test_a_json_array_gives_rows_with_the_lines_they_start_in() -> None:
    content = b'[\n  {"a": 1, "b": null},\n  {\n    "a": "x", "b": true\n  }\n]\n'
    assert read(content) == [Row(2, {"a": "1", "b": ""}), Row(3, {"a": "x", "b": "true"})]


def test_json_lines_give_rows() -> None:
    assert read(b'{"a": 1.5}\n\n{"a": "2"}') == [Row(1, {"a": "1.5"}), Row(3, {"a": "2"})]


def test_a_broken_json_line_costs_itself_only() -> None:
    content = b'{"a": 1}\n{"a": \n[1]\n{"a": {"b": 1}}\n{"a": "\\ud800"}\n{"a": "\\u0000"}\n{"a": 2}\n'
    assert cells(content) == [{"a": "1"}, {"a": "2"}]
    assert [line for line, _ in faults(content)] == [2, 3, 4, 5, 6]


def test_a_broken_object_in_an_array_costs_itself_only() -> None:
    content = b'[\n{"a": 1},\n{"a": "2\n{"a": 3},\n{\n"a" 4},\n{"a": 5}\n]'
    assert cells(content) == [{"a": "1"}, {"a": "3"}, {"a": "5"}]
    assert [line for line, _ in faults(content)] == [3, 5]


def test_an_array_that_is_cut_off_keeps_what_came_before() -> None:
    content = b'[{"a": 1},\n{"a": 2},\n'
    assert len(cells(content)) == 2
    assert [line for line, _ in faults(content)] == [2]


def test_bytes_that_are_not_utf_8_cost_one_object_of_an_array() -> None:
    content = b'[\n{"a": "1"},\n{"a":\n"\xe9"},\n{"a": "3"}]'
    assert cells(content) == [{"a": "1"}, {"a": "3"}]
    assert [line for line, _ in faults(content)] == [3]


def test_json_that_is_nested_without_end_is_a_fault() -> None:
    assert faults(b'{"a": ' + b"[" * 100_000)
    assert faults(b"[" * 100_000)


def test_a_path_that_can_not_be_read_is_an_error_with_the_reason(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadFile, match="can't be read"), opened(path) as (stream, name):
            read_rows(stream, name)


def test_a_text_stream_is_read_as_well() -> None:
    with opened(io.StringIO("a\n1\n")) as (stream, name):
        assert list(read_rows(stream, name).items) == [Row(2, {"a": "1"})]


_FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.tuples(_FIELD, _FIELD), max_size=8))
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    assert [tuple(row.values()) for row in cells(text.getvalue().encode())] == rows


@given(st.lists(st.dictionaries(_FIELD.map(str.strip), _FIELD, max_size=3), min_size=1, max_size=5))
def test_what_a_json_writer_writes_is_read_back(rows: list[dict[str, str]]) -> None:
    assert cells(json.dumps(rows).encode()) == rows
    assert cells(json.dumps(rows, indent=1, ensure_ascii=False).encode()) == rows
    assert cells("\n".join(json.dumps(row) for row in rows).encode()) == rows


_PIECES = st.sampled_from(
    [
        b'"', b'""', b",", b";", b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xc3\xa9", b"\xef\xbb\xbf",
        b"\xff\xfe", b"a", b"1", b"[", b"]", b"{", b"}", b":", b'{"a":1}', b'"a"', b"\\", b"\xe2\x80\xa8",
        b" ", b"\x1b[2J",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=60), st.lists(_PIECES, max_size=40).map(b"".join)))
@example(b"\xef\xbb\xbf[")
@example(b'{"a":1}]')
@example(b"[\xff")
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    try:
        rows = read_rows(io.BytesIO(content), "file")
        read_back = list(rows.items)
    except BadFile:
        return
    last = content.count(b"\n") + content.count(b"\r") + 1
    assert all(1 <= row.line <= last for row in read_back)
    for row in read_back:
        if isinstance(row, Row):
            "".join(row.cells.values()).encode()
        else:
            assert row.reason.endswith(".")
        if isinstance(row, Row) and rows.columns is not None:
            assert tuple(row.cells) == rows.columns


@given(
    st.lists(
        st.sampled_from(["1,2", "3", '"4', '5",6', "", "7,8,9", '"a""b",c', "\0,1", "\udcff,1"]), max_size=12
    )
)
def test_every_line_of_a_csv_ends_in_a_row_or_in_a_fault(body: list[str]) -> None:
    content = "\n".join(["a,b", *body]).encode("utf-8", "surrogateescape")
    accounted: set[int] = set()
    for row in read(content):
        accounted.add(row.line)
        if isinstance(row, Row):
            held = sum(cell.count("\n") for cell in row.cells.values())
            accounted.update(range(row.line, row.line + held + 1))
    assert accounted >= {number for number, line in enumerate(body, 2) if line}


NESTED = Nested("lines", {"number": "line"}, frozenset({"marks"}))


def unfolded(*records: object, array: bool = False) -> list[Row | Fault]:
    """What is read of records, a line each or as one array."""
    content = json.dumps(records) if array else "\n".join(map(json.dumps, records))
    return list(read_rows(io.BytesIO(content.encode()), "file", NESTED).items)


def test_each_line_of_a_record_is_a_row_with_all_that_the_record_says() -> None:
    record = {"number": "7", "marks": ["part_paid"], "lines": [{"number": "7/1", "n": 2}, {"number": "7/2"}]}
    rows = [
        Row(1, {"number": "7", "line": "7/1", "n": "2"}),
        Row(1, {"number": "7", "line": "7/2"}),
    ]
    assert unfolded(record) == unfolded(record, array=True) == rows
    assert unfolded({"number": "8", "lines": []}, record) == [
        Row(1, {"number": "8"}),
        *(row._replace(line=2) for row in rows),
    ]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"lines": [3]}, "The value of 'lines' is no list of objects"),
        ({"lines": {"number": "7"}}, "The value of 'lines' is a list or an object"),
        ({"number": "7", "lines": [{"n": [1]}]}, "The value of 'n' is a list or an object"),
        ({"other": [], "lines": [{"n": 1}]}, "The value of 'other' is a list or an object"),
        ({"lines": [{"n": 1}, {"n": "a\0"}]}, "The value of 'n' holds a NUL"),
    ],
)
def test_a_record_whose_lines_are_none_is_one_fault_and_no_row(record: object, said: str) -> None:
    fault, row = unfolded(record, {"a": 1})
    assert isinstance(fault, Fault)
    assert (fault.line, fault.reason.startswith(said)) == (1, True)
    assert row == Row(2, {"a": "1"})
