"""Content-hash ids: the same input gives the same id on every machine."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

PREFIXES: Final = {
    "report": "rep",
    "actor": "act",
    "statement": "sta",
    "event": "evt",
    "quantity": "qty",
    "time": "tim",
    "forecast": "fct",
    "happening": "hap",
    "account": "acc",
    "difference": "dif",
    "judgement": "jdg",
    "story": "sto",
}

type_of_prefix: Final = {prefix: kind for kind, prefix in PREFIXES.items()}

Part = str | int | float | date | None


def content_id(kind: str, *parts: Part) -> str:
    """Hash the parts that make a record what it is into an id such as ``evt_1f0c…``.

    Args:
        kind: a key of ``PREFIXES``.
        parts: what identifies the record, in a fixed order. Parts are length-prefixed
            before hashing, so ("ab", "c") and ("a", "bc") differ.

    Returns:
        the prefix, an underscore and 16 hexadecimal digits (64 bits: at a million records
        a kind the odds of any clash are about 3 in 10⁸).
    """
    raw = ["\x00" if part is None else str(part) for part in parts]
    encoded = [text.encode("utf-8", "surrogatepass") for text in raw]
    whole = b"".join([b"%d:%b" % (len(part), part) for part in encoded])
    return f"{PREFIXES[kind]}_{hashlib.blake2b(whole, digest_size=8).hexdigest()}"


def text_hash(text: str) -> str:
    """Hash a report's visible text: SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
