"""What `sshd -T` says of the account that agents log in to, compared with what it has to be.

*Source*: sshd_config(5); the values are those of the README's fragment.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from models import Finding, Invalid

#: Where sshd stands when the path of a user does not lead to it.
USUAL = "/usr/sbin/sshd"
PATIENCE_SECONDS = 20
#: What a client may set in the environment without harm, and every name that begins with ``LC_``.
HARMLESS = ("LANG", "TERM", "COLORTERM", "NO_COLOR")


class Due(NamedTuple):
    """What one setting has to be, and why; a number may be lower, too, as long as it is none."""

    value: str
    why: str


_NETWORK = "the account would be a way into the host's network"
_UNNAMED = "a password says nothing of which agent it is"
#: All of it, in the order of the README's fragment; what `sshd_findings` looks at besides is the program
#: that knows the keys, whose account that runs in, and what clients may set.
DUE = {
    "PermitUserEnvironment": Due("no", "a file of the account would set what the door runs in"),
    "AuthenticationMethods": Due("publickey", "agents are known by their keys and by nothing else"),
    "AuthorizedKeysFile": Due("none", "a key in a file would not be the desk's to revoke"),
    "TrustedUserCAKeys": Due("none", "a certificate would open the account, and no agent's door"),
    "PasswordAuthentication": Due("no", _UNNAMED),
    "KbdInteractiveAuthentication": Due("no", _UNNAMED),
    "PermitEmptyPasswords": Due("no", "an empty password lets anybody in"),
    "ForceCommand": Due("none", "it would run instead of the door, and nobody would know whose key it was"),
    "PermitTTY": Due("yes", "the console needs a terminal"),
    # Each session asks the desk for the key again: several over one connection pass no further than one.
    "MaxSessions": Due("10", "with none nobody gets in, and each more is one more program for one login"),
    "DisableForwarding": Due("yes", _NETWORK),
    "AllowTcpForwarding": Due("no", _NETWORK),
    "AllowStreamLocalForwarding": Due("no", "the host's sockets would be open to agents"),
    "AllowAgentForwarding": Due("no", "the account would hold other people's key agents"),
    "X11Forwarding": Due("no", "the account would hold other people's displays"),
    "GatewayPorts": Due("no", "forwarded ports would be open to everybody"),
    "PermitTunnel": Due("no", _NETWORK),
    "PermitUserRC": Due("no", "a file of the account would run before the door"),
}


def sshd_findings(account: str, url: str) -> Iterator[Finding]:
    """Each setting that matters: what it is, and what it must be where it is something else."""
    yield from compared(effective(account), account, url)


def effective(account: str) -> str:
    """What the host's sshd would do with this account, as it prints it.

    *Errors*: `Invalid` where there is no sshd, or where it can't say.
    """
    program = shutil.which("sshd") or USUAL
    words = [program, "-T", "-C", f"user={account},host=localhost,addr=127.0.0.1"]
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program, and no shell
            words, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Invalid(f"{program} can't be asked ({error}); install openssh-server on this host.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise Invalid(
            f"{program} -T failed: {said[0]}; run `doctor --ssh` as root, or mend its configuration."
        )
    return done.stdout


def compared(printed: str, account: str, url: str) -> Iterator[Finding]:
    """The findings on what `sshd -T` printed."""
    settings: dict[str, list[str]] = {}
    for line in printed.splitlines():
        name, _, value = line.partition(" ")
        settings.setdefault(name.lower(), []).append(value.strip())
    yield command_finding(settings, account, url)
    runs_as = last(settings, "AuthorizedKeysCommandUser")
    yield one("AuthorizedKeysCommandUser", runs_as, Due(account, "the desk is this account's to read"))
    for name, due in DUE.items():
        # A setting that this sshd does not print is one that it does not have.
        if name.lower() in settings:
            yield one(name, last(settings, name), due)
    accepted = [word for line in settings.get("acceptenv", []) for word in line.split()]
    harmful = [word for word in accepted if not harmless(word)]
    yield Finding(
        "AcceptEnv",
        " ".join(accepted) or "nothing",
        not harmful,
        f"Take out {' '.join(harmful)}: agents would set what programs of the account load; "
        f"only {', '.join(HARMLESS)} and LC_* are harmless.",
    )


def last(settings: Mapping[str, list[str]], name: str) -> str:
    """The value in force; ``none`` where the setting is not printed."""
    return (settings.get(name.lower()) or ["none"])[-1]


def harmless(pattern: str) -> bool:
    """Whether every name that the pattern stands for is harmless."""
    return pattern in HARMLESS or (pattern.startswith("LC_") and "?" not in pattern)


def one(name: str, found: str, due: Due) -> Finding:
    """One setting: what it is, and what it must be."""
    most = f"1 to {due.value}" if due.value.isdecimal() else due.value
    fine = found.casefold() == due.value.casefold()
    if due.value.isdecimal() and found.isdecimal():
        fine = 1 <= int(found) <= int(due.value)
    return Finding(name, found, fine, f"It must be {most}: {due.why}.")


def command_finding(settings: Mapping[str, list[str]], account: str, url: str) -> Finding:
    """Whether sshd asks this desk for the keys, by a program that the account can't change."""
    command = last(settings, "AuthorizedKeysCommand")
    words = command.split()
    should = f"It must run `python -I -m casedesk --db {url} keys for %f`: the desk says who comes in."
    asked = words[-3:] == ["keys", "for", "%f"] and "-I" in words and "--db" in words
    if not asked or words[words.index("--db") + 1] != url:
        return Finding("AuthorizedKeysCommand", command, fine=False, mend=should)
    program = Path(words[0])
    if not program.is_absolute() or not program.exists():
        return Finding("AuthorizedKeysCommand", command, fine=False, mend=f"There is no {words[0]}. {should}")
    return Finding("AuthorizedKeysCommand", f"{command}, for {account}", fine=True)
