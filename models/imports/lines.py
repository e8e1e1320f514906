"""The lines of a file or stream, whatever its bytes are.

Line ends may be CR, LF or CRLF, a byte order mark is skipped, and bytes that are no UTF-8
damage their own line only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

from models.errors import BadFile

#: A row with more characters than this is none; it bounds what one row can take of the memory.
LONGEST = 64_000_000

_UTF16_MARKS = ("\udcff\udcfe", "\udcfe\udcff")


class Line(NamedTuple):
    """One line of text without its end; ``damage`` says what is wrong with its bytes, if anything is."""

    number: int
    text: str
    damage: str = ""


@contextmanager
def opened(source: str | Path | BinaryIO | TextIO) -> Iterator[tuple[BinaryIO, str]]:
    """The bytes of a file or of an open stream, and the name that reports call it by.

    *Errors*: BadFile where it can't be opened or reading breaks off.
    """
    name = str(source) if isinstance(source, str | Path) else str(getattr(source, "name", "") or "input")
    try:
        if isinstance(source, str | Path):
            with Path(source).open("rb") as stream:
                yield stream, name
        else:
            yield _bytes_of(source), name
    except OSError as error:
        why = error.strerror or error
        raise BadFile(f"{name} can't be read: {why}. Check the path and its permissions.") from None


def _bytes_of(stream: BinaryIO | TextIO) -> BinaryIO:
    if isinstance(stream, io.TextIOWrapper):
        return cast(BinaryIO, stream.buffer)
    if isinstance(stream, io.TextIOBase):
        return io.BytesIO(stream.read().encode("utf-8", "surrogatepass"))
    return cast(BinaryIO, stream)


def lines_of(stream: BinaryIO, name: str) -> Iterator[Line]:
    """The lines of a stream of bytes.

    *Errors*: BadFile where they are UTF-16.
    """
    raw = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline=None)
    try:
        number = 0
        while piece := text.readline(LONGEST):
            number += 1
            if number == 1 and piece.startswith(_UTF16_MARKS):
                raise BadFile(f"{name} is UTF-16; save it as UTF-8 and import it again.")
            damage = _damage(piece)
            if len(piece) == LONGEST and not piece.endswith("\n"):
                damage = f"The line has more than {LONGEST:,} characters."
                while (piece := text.readline(LONGEST)) and not piece.endswith("\n"):
                    pass
                piece = ""
            yield Line(number, piece.removesuffix("\n"), damage)
    finally:
        # A reader that gives up leaves this to be ended after its file is closed.
        if not raw.closed:
            text.detach()


def _damage(text: str) -> str:
    """What is wrong with the bytes of a line, as a sentence, or nothing."""
    if "\0" in text:
        return f"A NUL byte stands at character {text.index(chr(0)) + 1}: the row is damaged."
    if text.isascii():
        return ""
    for position, character in enumerate(text, 1):
        if "\ud800" <= character <= "\udfff":
            byte = ord(character) & 0xFF
            return f"The byte 0x{byte:02X} at character {position} is not UTF-8; save the file as UTF-8."
    return ""
