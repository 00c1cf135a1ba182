"""A server on loopback that says exactly these bytes, which may be no HTTP at all."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

RESET = b"\x00reset"
"""In place of a piece: the connection is torn down."""


@dataclass
class Wire:
    """A running server: where it is, and how many connections it has had."""

    root: str
    count: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


def _answer(wire: Wire, connection: socket.socket, pieces: list[bytes], forever: bytes) -> None:
    asked = connection.recv(65536)
    if asked.startswith(b"GET /robots.txt"):
        connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        return
    for piece in pieces:
        if piece == RESET:
            # Closing with a timeout of zero sends RST instead of FIN.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        connection.sendall(piece)
    while forever and not wire.stop.is_set():
        connection.sendall(forever)


@contextmanager
def wired(*pieces: bytes, forever: bytes = b"") -> Iterator[Wire]:
    """Serve on a free port of 127.0.0.1; there is no robots.txt.

    Args:
        pieces: said to every request, whatever it asks for.
        forever: said after them again and again.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.02)
        wire = Wire(f"http://127.0.0.1:{server.getsockname()[1]}")

        def serve() -> None:
            while not wire.stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                wire.count += 1
                connection.settimeout(5)
                with connection, suppress(OSError):
                    _answer(wire, connection, list(pieces), forever)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield wire
        finally:
            wire.stop.set()
            thread.join()
