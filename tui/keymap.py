"""The user's own keys: the table ``[keys]`` of the settings file, ``id = "key"``, several with commas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from models import BadFile
from tui.commands import Keymap


def read_keymap(path: Path) -> Keymap:
    """Read the table ``[keys]`` of the file, or an empty keymap where there is none.

    Ids may be quoted or dotted: ``"case.submit" = "S"`` and ``case.submit = "S"`` are the same.
    *Errors*: `BadFile` where it is no TOML or a value is no text.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Keymap()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"The settings {path} can't be read ({error}); mend or remove the file.") from error
    import tomllib  # most agents have no such file, and the console starts without the parser

    try:
        rows = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"The settings {path} are no TOML ({error}); mend or remove the file.") from error
    keys: dict[str, str] = {}
    table = rows.get("keys", {})
    if not isinstance(table, Mapping):
        raise BadFile(f'In {path} keys is no table; write [keys] and below it id = "key".')
    for name, value in _flat(table):
        if not isinstance(value, str) or not value.strip():
            raise BadFile(f'The settings {path} give {name} no key; write {name} = "key".')
        keys[name] = value
    return Keymap(keys)


def _flat(rows: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for name, value in rows.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
