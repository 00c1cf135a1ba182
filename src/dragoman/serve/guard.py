"""What stands between the browser and the case: whom we answer, and what a page may do.

- A request's ``Host`` must be a name that the reader was started under. A page on another site
  whose name is made to point at this machine (DNS rebinding) therefore gets nothing.
- What changes the case comes by POST, from one of our own pages (``Origin``, ``Sec-Fetch-Site``),
  with the token that only our pages hold.
- Answers carry a policy under which nothing runs, loads, frames or posts but our own.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import parse_qsl

from dragoman.errors import ReaderRefused

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})

LARGEST_FORM: Final = 64 * 1024
"""Bytes of a form; ours are a few hundred."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'none'; "
    "img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Not no-referrer: under it a browser sends "Origin: null" with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Lets through what is asked of us by our own name, and puts our policy on every answer."""

    def __init__(self, inner: Application, hosts: frozenset[str]) -> None:
        self._inner = inner
        self._hosts = hosts | LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            # We have no start-up of our own and no sockets: what is not answered is refused.
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                kept = [pair for pair in message.get("headers", ()) if pair[0] not in ours]
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        if host_name(scope) not in self._hosts:
            await _refuse(guarded, 421, "This reader does not answer under that name.")
            return
        await self._inner(scope, receive, guarded)


def header(scope: Scope, name: bytes) -> str:
    """A header of a request, empty where it has none or several."""
    found = [value for key, value in scope["headers"] if key == name]
    return str(found[0].decode("latin-1")) if len(found) == 1 else ""


def host_name(scope: Scope) -> str:
    """The name under which a request asks for us, without its port."""
    name, colon, port = header(scope, b"host").lower().rpartition(":")
    if not colon or port.endswith("]"):
        return header(scope, b"host").lower()
    return name


def checked_form(scope: Scope, body: bytes, token: str) -> dict[str, str]:
    """The fields of a form that one of our own pages sent.

    Raises:
        ReaderRefused: where it comes from elsewhere, lacks our token, or is no form of ours.
    """
    if header(scope, b"sec-fetch-site") not in ("", "same-origin"):
        raise ReaderRefused("the form comes from another site", "use the reader's own pages")
    origin = header(scope, b"origin")
    if origin and origin.partition("://")[2] != header(scope, b"host"):
        raise ReaderRefused("the form comes from another site", "use the reader's own pages")
    kind = header(scope, b"content-type").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded" or len(body) > LARGEST_FORM:
        raise ReaderRefused("that is no form of the reader's", "use the reader's own pages")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise ReaderRefused(
            "that is no form of the reader's", "use the reader's own pages"
        ) from error
    fields = dict(pairs)
    if not hmac.compare_digest(fields.pop("token", "").encode(), token.encode()):
        raise ReaderRefused(
            "the page is from before the reader was started", "load the page again and repeat"
        )
    return fields


def local_address(address: str) -> str:
    """An address to go back to, if it is one of ours; else the ledger."""
    if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable():
        return address
    return "/"


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
