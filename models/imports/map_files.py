"""Reads a map from TOML: the shipped ones by name, others by path.

*Errors*: `BadFile` whose sentence names the file, the table and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from datetime import UTC, datetime
from pathlib import Path

from models.errors import BadFile
from models.imports.mapping import FIELDS, ISO, NEEDED, Columns, Mapping

SHIPPED = Path(__file__).parent / "maps"

_TABLES = ("format", "kind", "source", "read", "columns", "values", "defaults", "lines")
_READ = ("empty", "dates", "required", "ignored")
_READ_OF_KIND: Dict[str, tuple[str, ...]] = {"cases": (), "orders": ("return_prefix", "charges")}
_JOIN = ("join", "with", "else")


def shipped_maps() -> tuple[str, ...]:
    """The names of the maps that casedesk brings."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_map(name_or_path: str | Path, kind: str = "cases") -> Mapping:
    """The shipped map of this name, or the one in a file."""
    name = str(name_or_path)
    path = SHIPPED / f"{name}.toml" if name in shipped_maps() else Path(name_or_path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        known = ", ".join(shipped_maps())
        raise BadFile(
            f"The map {name} can't be read: {error.strerror}. Name a TOML file or one of: {known}."
        ) from None
    except UnicodeDecodeError:
        raise BadFile(f"The map {name} is not UTF-8; save it as UTF-8.") from None
    mapping = read_map(text, name)
    if mapping.kind != kind:
        raise BadFile(f"The map {name} reads {mapping.kind}, not {kind}; name another map.")
    return mapping


def read_map(text: str, name: str) -> Mapping:
    """The map that a TOML text describes, checked."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadFile(f"The map {name} is not TOML: {error}.") from None
    return _Checked(name).mapping(tables)


class _Checked:
    """Takes a map's tables apart; every fault names the file, the table and the key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kind = "cases"

    def fault(self, where: str, what: str) -> BadFile:
        return BadFile(f"The map {self.name}, {where}: {what}")

    def mapping(self, tables: dict[str, object]) -> Mapping:
        self.known(tables, _TABLES, "top level")
        if tables.get("format") != 1:
            raise self.fault("format", "must be 1.")
        kind = self.text(tables.get("kind"), "kind")
        if kind not in FIELDS:
            raise self.fault("kind", f"must be one of {', '.join(FIELDS)}.")
        self.kind = kind
        read = self.table(tables.get("read", {}), "[read]")
        self.known(read, (*_READ, *_READ_OF_KIND[kind]), "[read]")
        columns = self.columns(self.table(tables.get("columns"), "[columns]"))
        required = self.texts(read.get("required", []), "[read] required")
        for field in required:
            if field not in columns:
                raise self.fault("[read] required", f"{field!r} has no column in [columns].")
        lines = self.lines(self.table(tables.get("lines", {}), "[lines]"))
        return Mapping(
            name=self.name,
            kind=kind,
            source=self.text(tables.get("source"), "source"),
            columns=columns,
            dates=self.dates(read.get("dates", [ISO])),
            empty=frozenset(self.texts(read.get("empty", []), "[read] empty")),
            required=required,
            ignored=frozenset(self.texts(read.get("ignored", []), "[read] ignored")),
            values=self.values(self.table(tables.get("values", {}), "[values]")),
            defaults=self.fields(self.table(tables.get("defaults", {}), "[defaults]"), "[defaults]"),
            return_prefix=self.prefix(read),
            charges=frozenset(map(str.casefold, self.texts(read.get("charges", []), "[read] charges"))),
            lines_in=lines.pop("in", ""),
            line_columns=lines,
        )

    def lines(self, table: dict[str, object]) -> dict[str, str]:
        if table and self.kind != "orders":
            raise self.fault("[lines]", "is for orders alone.")
        if table and "in" not in table:
            raise self.fault("[lines]", "in is missing: it names the list of an order's lines.")
        return {name: self.text(value, f"[lines] {name}") for name, value in table.items()}

    def prefix(self, read: dict[str, object]) -> str:
        if "return_prefix" not in read:
            return ""
        return self.text(read["return_prefix"], "[read] return_prefix").strip()

    def columns(self, table: dict[str, object]) -> dict[str, Columns]:
        self.known(table, FIELDS[self.kind], "[columns]")
        columns = {field: self.column(value, f"[columns] {field}") for field, value in table.items()}
        for field in NEEDED[self.kind]:
            if field not in columns:
                what = "a case" if self.kind == "cases" else "a line of an order"
                raise self.fault("[columns]", f"{field} is missing: {what} has to have it.")
        if "update_number" in columns and "updated_at" not in columns:
            raise self.fault("[columns]", "updated_at is missing: an update that has a number has a time.")
        return columns

    def column(self, value: object, where: str) -> Columns:
        if isinstance(value, str):
            return Columns((self.text(value, where),))
        if isinstance(value, list):
            return Columns(self.some(value, where))
        table = self.table(value, where)
        self.known(table, _JOIN, where)
        between, fallback = table.get("with", " "), table.get("else", "")
        if not isinstance(between, str) or not isinstance(fallback, str):
            raise self.fault(where, "with and else must be texts.")
        return Columns(self.some(table.get("join"), where), between, fallback)

    def some(self, value: object, where: str) -> tuple[str, ...]:
        names = self.texts(value, where)
        if not names:
            raise self.fault(where, "names no column.")
        return names

    def dates(self, value: object) -> tuple[str, ...]:
        forms = self.some(value, "[read] dates")
        for form in forms:
            if form != ISO and not _names_a_day(form):
                what = f"{form!r} is neither 'iso' nor a format with day, month and year."
                raise self.fault("[read] dates", what)
        return forms

    def values(self, table: dict[str, object]) -> dict[str, dict[str, str]]:
        self.known(table, FIELDS[self.kind], "[values]")
        values: dict[str, dict[str, str]] = {}
        for field, each in table.items():
            where = f"[values.{field}]"
            values[field] = {
                theirs.casefold(): self.text(ours, f"{where} {theirs!r}")
                for theirs, ours in self.table(each, where).items()
            }
        return values

    def fields(self, table: dict[str, object], where: str) -> dict[str, str]:
        self.known(table, FIELDS[self.kind], where)
        return {field: self.text(value, f"{where} {field}") for field, value in table.items()}

    def known(self, table: dict[str, object], allowed: Iterable[str], where: str) -> None:
        for key in table:
            if key not in allowed:
                raise self.fault(where, f"{key!r} is unknown; known are {', '.join(allowed)}.")

    def table(self, value: object, where: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise self.fault(where, "must be a table.")
        return value

    def text(self, value: object, where: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fault(where, "must be a text that is not empty.")
        return value

    def texts(self, value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.fault(where, "must be a list of texts.")
        return tuple(value)


def _names_a_day(form: str) -> bool:
    """Whether a time that is written in this format reads as the same day again."""
    day = datetime(2016, 2, 29, tzinfo=UTC)
    try:
        return datetime.strptime(day.strftime(form), form).date() == day.date()  # noqa: DTZ007  # only the day counts
    except ValueError:
        return False
