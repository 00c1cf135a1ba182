"""What a folder knows of pages it has: enough to ask whether they have changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import orjson

from dragoman.bulk.fetch.connection import Received

NAME: Final = "fetched.json"
ASKED_BY: Final = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
LONGEST: Final = 1024
"""Characters of a validator: it goes back to the site as it came."""


class Memory:
    """The validators of pages by address, in one file of the folder.

    They save the site and us a transfer and nothing more, so that a file that cannot be read
    counts as an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._held = _load(self._path)

    def validators(self, address: str) -> Mapping[str, str]:
        """The conditional headers (RFC 9110, 13) for an address; empty if it is new."""
        held = self._held.get(address, {})
        return {name: held[key] for key, name in ASKED_BY.items() if key in held}

    def note(self, received: Received) -> None:
        """Keep the validators of an answer that has been saved, on disk at once."""
        found = {key: received.header(key) for key in ASKED_BY}
        held = {k: v for k, v in found.items() if v and v.isprintable() and len(v) <= LONGEST}
        if held == self._held.get(received.address, {}):
            return
        self._held[received.address] = held
        written = orjson.dumps(self._held, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        fresh = self._path.with_suffix(".tmp")
        fresh.write_bytes(written + b"\n")
        fresh.replace(self._path)


def _load(path: Path) -> dict[str, dict[str, str]]:
    try:
        found = orjson.loads(path.read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        address: {k: v for k, v in held.items() if k in ASKED_BY and isinstance(v, str)}
        for address, held in found.items()
        if isinstance(held, dict)
    }
