"""Addresses: the page that an archive, a cache or a translator carries, and a host's own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "media/wrappers.toml"
DEEPEST: Final = 3
"""Wrappers in one another: an archive's copy of a translated page."""

PREFIXES: Final = re.compile(r"^(?:www\d?|m|mobile|amp|edition|en)\.(?=[^.]+\.)")
ONE_SLASH: Final = re.compile(r"^(https?:)/+")
LOCAL: Final = frozenset({"localhost", "local", "invalid", "test", "lan", "internal", "onion"})


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A form of addresses that carry another's page; see the table's head."""

    pattern: re.Pattern[str]
    relay: str
    dashed: bool


@cache
def load_wrappers(tables: Tables | None = None) -> tuple[Wrapper, ...]:
    """Load and compile the table.

    Raises:
        LexiconError: where a pattern does not compile or names neither address nor host.
    """
    found: list[Wrapper] = []
    for place, table in (tables or Tables()).toml(TABLE):
        found.extend(_wrapper(row, place) for row in table.get("wrapper", ()))
    return tuple(found)


def _wrapper(row: dict[str, Any], place: str) -> Wrapper:
    try:
        pattern = re.compile(row["pattern"], re.IGNORECASE)
    except (KeyError, TypeError, re.error) as error:
        raise LexiconError(f"{place}: {row!r}: {error}", "mend the pattern") from error
    if not {"url", "host"} & set(pattern.groupindex):
        raise LexiconError(f"{place}: {row!r}: no group url or host", "name the group")
    return Wrapper(pattern, str(row.get("relay", "")), bool(row.get("dashed")))


def unwrapped(url: str) -> tuple[str, str]:
    """The address inside those of archives and caches, and the first service that relays it.

    An address that carries none comes back as it is, with "".
    """
    relay = ""
    for _ in range(DEEPEST):
        inner, by = _inside(url)
        if not inner:
            break
        url, relay = inner, relay or by
    return url, relay


def _inside(url: str) -> tuple[str, str]:
    for wrapper in load_wrappers():
        match = wrapper.pattern.fullmatch(url.strip())
        if not match:
            continue
        parts = match.groupdict()
        if inner := parts.get("url"):
            return ONE_SLASH.sub(r"\1//", unquote(inner) if "%3A" in inner.upper() else inner), (
                wrapper.relay
            )
        host = parts["host"]
        if wrapper.dashed:
            host = host.replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{host}{parts.get('path') or '/'}", wrapper.relay
    return "", ""


def host_of(url: str) -> str:
    """The host of an address, in small letters; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def host_name(url: str) -> str:
    """The host as a name for the outlet behind it, "example.org"; "" for a machine's own.

    Nothing is made of its letters: which words a domain runs together is not told.
    """
    host = PREFIXES.sub("", host_of(url))
    if "." not in host or host.rsplit(".", 1)[-1] in LOCAL:
        return ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""
