"""Addresses: written in one way, and which of them may be asked."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from dragoman.errors import BadAddress, PrivateAddress

PORTS: Final = {"http": 80, "https": 443}
KEPT: Final = "%/:=&?~#+!$,;'@()*[]"
"""Characters of a path or query that are left as written; all else is percent-encoded."""

HOST: Final = re.compile(r"[a-z0-9]([a-z0-9_.-]*[a-z0-9])?\.?|[0-9a-f:.]+", re.IGNORECASE)
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def clean_address(written: str, base: str = "") -> str:
    """An http or https address in ASCII, without its fragment.

    Args:
        base: the page that it stands on, if it may be relative.

    Raises:
        BadAddress: anything else, and addresses with a name and password in them.
    """
    remedy = "give an address that begins with https:// or http://"
    shown = ascii(written[:80])
    try:
        parts = urlsplit(urljoin(base, written.strip()) if base else written.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise BadAddress(f"no address: {shown}", remedy) from error
    if parts.scheme not in PORTS or not HOST.fullmatch(host):
        raise BadAddress(f"no http address: {shown}", remedy)
    if parts.username is not None or parts.password is not None:
        raise BadAddress("an address with a name or password in it", "give it without them")
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[parts.scheme]:
        place += f":{port}"
    path, query = (quote(one, safe=KEPT) for one in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def origin_of(address: str) -> str:
    """Scheme, host and port of a clean address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def resolved(host: str, port: int, *, private: bool) -> tuple[str, ...]:
    """The numeric addresses of a host, to connect to and to nothing else.

    It is looked up once, so that a name cannot mean one address when it is checked and another
    when it is used. A host with one private address among its addresses is refused.

    Args:
        private: whether private addresses are allowed.

    Raises:
        PrivateAddress: it lies inside a private network, on this machine, or nowhere public.
        OSError: no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]).split("%")[0] for one in found]
    if not private:
        for number in numbers:
            if not is_public(ipaddress.ip_address(number)):
                raise PrivateAddress(
                    f"{host} is at {number}, which is not public",
                    "use --allow-private if you mean it",
                )
    return tuple(dict.fromkeys(numbers))


def is_public(number: Address) -> bool:
    """Whether a numeric address is on the public internet, also by what it carries inside."""
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if inner is None and number in NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
    return number.is_global and not number.is_multicast
