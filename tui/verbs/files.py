"""Files that a command is given: opened or read, and what is wrong with them in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from models import BadFile

#: No rule set is larger, in bytes; a device that never ends is left alone.
LARGEST_TEXT = 4_000_000


@contextmanager
def opened_file(name: str) -> Iterator[BinaryIO]:
    """The bytes of the file, or of standard input where the name is ``-``.

    *Errors*: `BadFile` where the file can't be opened.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(name).open("rb"))
        except (OSError, ValueError) as error:
            raise BadFile(f"{name} can't be read: {reason(error)}; check the path.") from error
        yield stream


def read_text(name: str) -> str:
    """The whole text of a file in UTF-8.

    *Errors*: `BadFile` where it can't be read, is no UTF-8 or larger than a rule set can be.
    """
    with opened_file(name) as stream:
        try:
            data = stream.read(LARGEST_TEXT + 1)
        except OSError as error:
            raise BadFile(f"{name} can't be read: {reason(error)}; check the path.") from error
    if len(data) > LARGEST_TEXT:
        raise BadFile(f"{name} is larger than {LARGEST_TEXT} bytes; that is no rule set.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{name} is no valid UTF-8 (byte {error.start + 1}); convert it first.") from error


def reason(error: OSError | ValueError) -> str:
    """What the system said, without the number and the name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
