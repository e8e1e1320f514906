"""Lines in, answers out: reads operations from bytes and never stumbles over one of them.

*Units*: lines count from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from models import Invalid

#: A line longer than this is answered and skipped, so that nobody fills the memory.
LONGEST_LINE = 4_000_000
MARK = b"\xef\xbb\xbf"


def operations(stream: BinaryIO) -> Iterator[dict[str, object] | Invalid]:
    """Each line as an operation, or what is wrong with it; blank lines get no answer."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE
        while too_long and line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        if too_long:
            yield Invalid(
                f"Line {number} is longer than {LONGEST_LINE} bytes; send it in several operations."
            )
            continue
        if number == 1:
            line = line.removeprefix(MARK)
        if line.strip():
            yield operation(line, number)


def operation(line: bytes, number: int) -> dict[str, object] | Invalid:
    """The line as a JSON object, or why it is none."""
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        return Invalid(f"Line {number} is no valid UTF-8 (byte {error.start + 1}); send it in UTF-8.")
    except UnicodeEncodeError:
        return Invalid(f"Line {number} holds half of a surrogate pair; send the whole character.")
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Invalid(f"Line {number} is not JSON: {why}; send one object a line.")
    if not isinstance(value, dict):
        return Invalid(
            f'Line {number} is no object; send one such as {{"op": "show", "record": "ORDCS0001001"}}.'
        )
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
