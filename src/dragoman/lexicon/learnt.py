"""What was learnt, and not written by hand, is checked by its digest when it is loaded.

`learnt.toml` pins each file of weights. It is one of the tables, so that other weights of the same
version of Dragoman count as another coder, as other tables do.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from dragoman.errors import ModelError

TABLE: Final = "learnt.toml"
REMEDY: Final = "reinstall dragoman; after a training of your own: python -m bench.train_pins"


@cache
def pinned() -> Mapping[str, str]:
    """SHA-256 of each file of weights, by its path in the package."""
    text = files("dragoman.lexicon").joinpath("data", TABLE).read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["sha256"]
    return found


def check_learnt(name: str, raw: bytes) -> None:
    """Make sure that a file of weights is the pinned one.

    Args:
        name: its path in the package, such as ``read/data/lines.json``.
        raw: its content.

    Raises:
        ModelError: it is another, or none is pinned under that name.
    """
    wanted, found = pinned().get(name, ""), hashlib.sha256(raw).hexdigest()
    if found != wanted:
        told = f"digest {found[:12]}…, pinned {wanted[:12] or 'none'}…"
        raise ModelError(f"weights in {name} are not the pinned ones ({told})", REMEDY)


def read_learnt(name: str) -> bytes:
    """The content of a file of weights, checked.

    Raises:
        ModelError: it is missing or is not the pinned one.
    """
    package, _, rest = name.partition("/")
    try:
        raw = files(f"dragoman.{package}").joinpath(*rest.split("/")).read_bytes()
    except OSError as error:
        raise ModelError(f"weights in {name} are missing", REMEDY) from error
    check_learnt(name, raw)
    return raw
