"""What a build strings together, so that tests may string others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Judgement, Reconciled, Report
from dragoman.read import Failure, Known, Loaded, Skipped

Coder = Callable[[Iterable[Report], Lexicon], Iterator[CodedReport]]
Reader = Callable[[Sequence[str], Lexicon, Known], Iterator[Loaded | Failure | Skipped]]


class Reconciler(Protocol):
    """`dragoman.reconcile.reconcile_on_disk`, or what stands in for it."""

    def __call__(
        self,
        coded: Iterable[CodedReport],
        lexicon: Lexicon,
        judgements: Sequence[Judgement] = (),
        today: date | None = None,
    ) -> Reconciled:
        """Derive what stands across reports."""
        ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that a build strings together."""

    read: Reader
    code: Coder
    reconcile: Reconciler
