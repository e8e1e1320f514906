"""Who listens on this host, and a listener that remembers who came."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECRET = b"only for those who got through"
LISTENS = "0A"


class Listener:
    """A port on loopback, or a local socket, that tells everybody who comes the secret, and remembers him."""

    def __init__(self, server: socket.socket) -> None:
        self.port = int(server.getsockname()[1]) if server.family == socket.AF_INET else 0
        self.came: list[str] = []
        self._server = server

    def serve(self) -> None:
        """Until the port is closed."""
        while True:
            try:
                caller, where = self._server.accept()
            except OSError:
                return
            with caller:
                self.came.append(str(where))
                caller.sendall(SECRET)


@contextmanager
def listening(path: Path | None = None) -> Iterator[Listener]:
    """The listener, until the block is left; on a port of its own where it is given no path."""
    with bound(path) as server:
        listener = Listener(server)
        thread = threading.Thread(target=listener.serve, daemon=True)
        thread.start()
        try:
            yield listener
        finally:
            # Closing alone does not wake up who waits on it.
            server.shutdown(socket.SHUT_RDWR)
            thread.join(20)


def bound(path: Path | None) -> socket.socket:
    """The socket that it listens on; everybody may come to a local one."""
    if path is None:
        return socket.create_server(("127.0.0.1", 0))
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    path.chmod(0o666)
    server.listen()
    return server


def got_from(port: int, said: bytes = b"", *, seconds: float = 20) -> bytes:
    """What comes back from a port on loopback, until the other side closes; nothing where nobody listens."""
    got = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
            line.sendall(said)
            while more := line.recv(4096):
                got += more
    except (ConnectionError, BrokenPipeError):
        return got
    return got


def free_port() -> int:
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def tcp_listeners() -> set[int]:
    """Every TCP port that somebody listens on."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENS:
                found.add(int(words[1].rpartition(":")[2], 16))
    return found


def local_sockets() -> set[str]:
    """The path of every local socket."""
    lines = Path("/proc/net/unix").read_text().splitlines()[1:]
    return {words[7] for line in lines if len(words := line.split()) > 7}
