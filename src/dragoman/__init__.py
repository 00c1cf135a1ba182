"""Reads news reports about states into a ledger of evidence.

In the order of the data: ``read``, ``report``, ``code``, ``reconcile``, ``ledger`` and ``open``;
``Case`` is a case file. They are loaded when they are asked for, so that a command that only reads
a case does not wait for the parser. ``read`` and ``reconcile`` are packages that can be called.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "Case": "dragoman.case",
    "Ledger": "dragoman.api",
    "Lexicon": "dragoman.lexicon",
    "UnreadInput": "dragoman.read.front",
    "code": "dragoman.api",
    "ledger": "dragoman.api",
    "load_lexicon": "dragoman.lexicon",
    "open": "dragoman.api",
    "report": "dragoman.read.front",
}
_CALLED = ("read", "reconcile")

__all__ = [*_WHERE, *_CALLED]


def __getattr__(name: str) -> Any:
    if name in _CALLED:
        return import_module(f"dragoman.{name}")
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
