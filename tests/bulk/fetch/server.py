"""A server on loopback that misbehaves on request: one path, one fault."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = (
    "Serbia and Kosovo agreed on Tuesday to resume talks that the European Union mediates, "
    "officials in Belgrade said.",
    "The two sides will meet in Brussels next week to discuss the status of the northern towns, "
    "according to a statement by the government.",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Talks resume</title></head><body><article>"
    "<h1>Talks resume</h1>"
    + "".join(f"<p>{line}</p>" for line in STORY)
    + "</article></body></html>"
).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Reply:
    """What a path answers with; ``drip`` sends it without end, or in drops."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    body: bytes = PAGE
    length: int | None = None
    endless: bytes = b""
    drip: bool = False


Answer = Callable[["Site", BaseHTTPRequestHandler], Reply]


@dataclass
class Site:
    """A running server: its address, what it answers, and what it was asked for."""

    root: str
    replies: dict[str, Reply | Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


def _reply(site: Site, request: BaseHTTPRequestHandler) -> None:
    site.asked.append((request.path, {k.lower(): v for k, v in request.headers.items()}))
    found = site.replies.get(request.path, Reply(404, body=b"no"))
    reply = found if isinstance(found, Reply) else found(site, request)
    request.send_response(reply.status)
    for name, value in reply.headers.items():
        request.send_header(name, value)
    if reply.length is not None or not reply.endless:
        length = len(reply.body) if reply.length is None else reply.length
        request.send_header("Content-Length", str(length))
    request.end_headers()
    if reply.drip:
        for n in range(len(reply.body)):
            request.wfile.write(reply.body[n : n + 1])
            if site.stop.wait(0.002):
                return
    else:
        request.wfile.write(reply.body)
    while reply.endless and not site.stop.is_set():
        request.wfile.write(reply.endless)


@contextmanager
def serving(replies: dict[str, Reply | Answer]) -> Iterator[Site]:
    """Serve on a free port of 127.0.0.1."""

    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                _reply(site, self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        server.daemon_threads = True
        site = Site(f"http://127.0.0.1:{server.server_address[1]}", replies)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.stop.set()
            server.shutdown()
            thread.join()


def bomb() -> bytes:
    return gzip.compress(b"<p>a</p>" * 4_000_000)
