"""One request, one answer: over connections that are guarded and timed as a whole."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore

from dragoman.bulk.fetch.addresses import resolved
from dragoman.bulk.fetch.clock import Clock
from dragoman.bulk.fetch.limits import Limits
from dragoman.errors import AnswerTooLarge

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came over the wire, chunks joined and content codings left on.

    Attributes:
        number: numeric address that it came from.
    """

    address: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    number: str = ""

    def header(self, name: str) -> str:
        """The first header of that name, lower case; "" if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def block(self) -> bytes:
        """As HTTP/1.1, with the length that the body has."""
        told = [h for h in self.headers if h[0].lower() not in LENGTHS]
        told.append(("Content-Length", str(len(self.body))))
        start = f"HTTP/1.1 {self.status} {self.reason}".rstrip()
        lines = [start, *(f"{key}: {value}" for key, value in told), "", ""]
        return "\r\n".join(lines).encode("latin-1", "replace") + self.body


LENGTHS = frozenset({"transfer-encoding", "content-length"})


class _Timed(httpcore.NetworkStream):
    """A stream each step of which ends by the answer's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._backend.left(timeout, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to allowed addresses only, redirects included, and keeps one deadline."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._inner = httpcore.SyncBackend()
        self._limits = limits
        self._clock = clock
        self._deadline = 0.0
        self.number = ""

    def begin(self) -> None:
        """Start the time of one answer."""
        self._deadline = self._clock.elapsed() + self._limits.whole

    def left(self, timeout: float | None, expired: type[httpcore.TimeoutException]) -> float:
        """Seconds that one step may take.

        Raises:
            httpcore.TimeoutException: as ``expired``, when the deadline is over.
        """
        left = self._deadline - self._clock.elapsed()
        if left <= 0:
            raise expired(f"not done after {self._limits.whole:g} s")
        return min(left, self._limits.idle if timeout is None else timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to where the host is, if that may be asked.

        Raises:
            PrivateAddress: it may not.
            httpcore.ConnectError: no such host, or no connection.
        """
        try:
            numbers = resolved(host, port, private=self._limits.private)
        except OSError as error:
            raise httpcore.ConnectError(f"no such host: {host}") from error
        wrong: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for self.number in numbers:
            left = self.left(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(
                    self.number, port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                # Many hosts have an address of the newer kind that cannot be reached from here.
                wrong = error
            else:
                return _Timed(stream, self)
        raise wrong or httpcore.ConnectError(f"no address of {host}")


class Connection:
    """Asks one address at a time; every answer has its own connection."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._backend = GuardedBackend(limits, clock)
        self._pool = httpcore.ConnectionPool(
            network_backend=self._backend, max_keepalive_connections=0
        )

    def ask(self, address: str, headers: Mapping[str, str], *, cut_at: int = 0) -> Received:
        """Get one answer, whatever its status; redirects are not followed.

        Args:
            address: a clean one.
            cut_at: keep this many bytes of a longer body instead of refusing it; 0 to refuse.

        Raises:
            AnswerTooLarge: a body over the limit.
            PrivateAddress: the host may not be asked.
            httpcore.TimeoutException, NetworkError, ProtocolError: no whole answer.
        """
        self._backend.begin()
        most = cut_at or self._limits.size
        body = bytearray()
        times = dict.fromkeys(("connect", "read", "write", "pool"), self._limits.idle)
        with self._pool.stream(
            "GET", address, headers=tuple(headers.items()), extensions={"timeout": times}
        ) as response:
            for piece in response.iter_stream():
                body += piece
                if len(body) > most:
                    break
        if len(body) > most and not cut_at:
            size = most // 1024
            raise AnswerTooLarge(f"an answer over {size:,} KB", "save the page by hand")
        reason = response.extensions.get("reason_phrase", b"")
        return Received(
            address,
            response.status,
            reason.decode("latin-1"),
            tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers),
            bytes(body[:most]),
            self._backend.number,
        )
