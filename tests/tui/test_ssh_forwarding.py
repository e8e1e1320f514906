"""Over SSH nothing but the door: no port, socket, agent or display is forwarded, and no file is copied.

Each attempt is a real one, while a session of the same connection runs, and a real listener stands where it
would lead: nobody comes there, and nothing of it comes back.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rig.sockets import (
    SECRET,
    Listener,
    free_port,
    got_from,
    listening,
    local_sockets,
    tcp_listeners,
)
from tests.rig.ssh import Host, client
from tests.tui.conversation import Conversation

SHOW: dict[str, object] = {"op": "show", "record": "ORDCS0001001"}
#: Where a host shows the displays of those who come.
DISPLAYS = set(range(6000, 7000))


@contextmanager
def session(host: Host, *options: str) -> Iterator[None]:
    """A session that has been answered, so that all was asked of the host that comes before it."""
    with Conversation(words=host.command("ann", *options, "apply -")) as ann:
        assert ann.say(SHOW)["ok"]
        yield


def nobody_came(listener: Listener, got: bytes) -> bool:
    """Whether the listener is as alone as it was, and its secret stayed where it is."""
    return listener.came == [] and SECRET not in got


def test_the_listener_would_have_told() -> None:
    with listening() as listener:
        assert got_from(listener.port) == SECRET
        assert listener.came != []


def test_no_port_of_the_hosts_side_is_reached(any_host: Host) -> None:
    here = free_port()
    with listening() as listener, session(any_host, f"-L{here}:127.0.0.1:{listener.port}"):
        assert nobody_came(listener, got_from(here, b"hello"))


def test_no_socket_of_the_hosts_side_is_reached(any_host: Host) -> None:
    here, there = free_port(), any_host.folder / f"there.{any_host.port}"
    with listening(there) as listener, session(any_host, f"-L{here}:{there}"):
        assert nobody_came(listener, got_from(here, b"hello"))


def test_the_host_is_no_proxy(any_host: Host) -> None:
    here = free_port()
    with listening() as listener, session(any_host, f"-D{here}"):
        connect = b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01" + listener.port.to_bytes(2, "big")
        assert nobody_came(listener, got_from(here, connect))


def test_standard_input_and_output_lead_nowhere(any_host: Host) -> None:
    with listening() as listener:
        words = any_host.command("ann", f"-W127.0.0.1:{listener.port}")
        through = client(words)
        assert through.returncode != 0
        assert nobody_came(listener, through.stdout.encode())


def test_nobody_listens_on_the_host_for_somebody(any_host: Host) -> None:
    there, socket = free_port(), any_host.folder / "stolen.socket"
    with listening() as listener:
        back = f"127.0.0.1:{listener.port}"
        with session(any_host, f"-R{there}:{back}", f"-R{socket}:{back}"):
            assert there not in tcp_listeners()
            assert nobody_came(listener, got_from(there, b"hello"))
            assert not socket.exists()
        refused = any_host.ssh("ann", "-oExitOnForwardFailure=yes", f"-R{there}:{back}", "list agents")
        assert (refused.returncode, refused.stdout) == (255, "")


@contextmanager
def key_agent(path: Path) -> Iterator[None]:
    """A real agent of keys that listens on this socket."""
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(path)], stdout=subprocess.PIPE) as agent:
        assert agent.stdout is not None
        try:
            # It says where it listens once it does.
            assert str(path).encode() in agent.stdout.readline()
            yield
        finally:
            agent.terminate()


def test_no_key_agent_is_lent_to_the_host(any_host: Host, tmp_path: Path) -> None:
    lent = tmp_path / "keys"
    with key_agent(lent):
        before = local_sockets()
        assert str(lent) in before
        words = [
            word.replace("IdentityAgent=none", f"IdentityAgent={lent}")
            for word in any_host.command("ann", "-oForwardAgent=yes", "apply -")
        ]
        with Conversation(words=words) as ann:
            assert ann.say(SHOW)["ok"]
            assert [path for path in local_sockets() - before if "agent." in path] == []


def test_no_display_is_lent_to_the_host(any_host: Host) -> None:
    before = tcp_listeners()
    with listening() as display:
        show = f"127.0.0.1:{display.port - 6000}"
        words = any_host.command("ann", "-oForwardX11=yes", "-oForwardX11Trusted=yes", "apply -")
        with Conversation(words=["env", f"DISPLAY={show}", *words]) as ann:
            assert ann.say(SHOW)["ok"]
            assert (tcp_listeners() - before) & DISPLAYS == set()
        assert display.came == []


def test_files_are_neither_fetched_nor_brought(any_host: Host, tmp_path: Path) -> None:
    options, target = any_host.options("ann"), any_host.target
    brought = any_host.folder / "brought"
    for program in (["scp"], ["scp", "-O"]):
        assert client([*program, *options, f"{target}:/etc/passwd", str(tmp_path / "got")]).returncode
        assert client([*program, *options, str(any_host.config), f"{target}:{brought}"]).returncode
    batch = f"get /etc/passwd {tmp_path / 'got'}\nput {any_host.config} {brought}\n"
    assert client(["sftp", *options, "-b", "-", target], batch).returncode
    assert not (tmp_path / "got").exists()
    assert not brought.exists()
    assert not (Path.home() / "brought").exists()
