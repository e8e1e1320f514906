"""The account that a shared host runs in: one of its own, without rights, where the test may have one.

Root gives it to the host alone, by a table of users that only the host and its children see: nobody is
added to the machine. Whoever may not do that, runs the host in his own account.
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

#: A number that no table of users is likely to hold.
NUMBER = 64_987
NAME = "desk-host"
USERS = Path("/etc/passwd")
#: What the door needs to run: the interpreter, its packages, and the program.
NEEDED = (Path(sys.base_prefix), Path(sys.prefix), Path(__file__).resolve().parents[2])


class Account(NamedTuple):
    """An account by its name; ``number`` is None where it is the one that the tests run in."""

    name: str
    number: int | None

    def own(self, folder: Path) -> None:
        """Give it a folder with all that is in there."""
        if self.number is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.number, self.number)

    def command(self, words: Sequence[str], folder: Path) -> list[str]:
        """The words of a program that knows the account; its home is the folder."""
        if self.number is None:
            return list(words)
        users = folder / "passwd"
        line = f"{self.name}:x:{self.number}:{self.number}::{folder}:/bin/sh\n"
        users.write_text(USERS.read_text() + line)
        users.chmod(0o644)
        shown = [f"mount --bind {shlex.quote(str(users))} {USERS}", *opened(folder), 'exec "$@"']
        return ["unshare", "--mount", "sh", "-c", " && ".join(shown), "sh", *words]


def opened(folder: Path) -> Iterator[str]:
    """What shows, to the host alone, nothing but the needed folders where they are closed to others."""
    closed: dict[Path, list[Path]] = {}
    for needed in NEEDED:
        ways = [way for way in reversed((needed, *needed.parents)) if not way.stat().st_mode & 0o001]
        if ways:
            closed.setdefault(ways[0], []).append(needed)
    for number, (way, those) in enumerate(closed.items()):
        stage = folder / f"open{number}"
        for needed in those:
            place = stage / needed.relative_to(way)
            place.mkdir(parents=True, exist_ok=True)
            yield f"mount --bind {shlex.quote(str(needed))} {shlex.quote(str(place))}"
        yield f"mount --rbind {shlex.quote(str(stage))} {shlex.quote(str(way))}"


@cache
def account() -> Account:
    """The account without rights where it is to be had and can run the program, else the tests' own."""
    own = Account(getpass.getuser(), None)
    if os.geteuid() or not all(map(shutil.which, ("unshare", "setpriv"))):
        return own
    other = Account(NAME, NUMBER)
    with host_folder(other) as folder:
        drop = ["setpriv", f"--reuid={NUMBER}", f"--regid={NUMBER}", "--clear-groups"]
        asks = 'id -un && "$0" -I -m tui --version'
        words = other.command([*drop, "sh", "-c", asks, sys.executable], folder)
        told = subprocess.run(words, cwd="/", capture_output=True, text=True, check=False)
    return other if told.returncode == 0 and told.stdout.startswith(f"{NAME}\ncasedesk ") else own


@contextmanager
def host_folder(whose: Account) -> Iterator[Path]:
    """A folder that the account can get to, gone afterwards; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="casedesk-host-"))
    try:
        whose.own(folder)
        yield folder
    finally:
        shutil.rmtree(folder)
