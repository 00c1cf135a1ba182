"""The room in which a case is read: its file, its columns in memory, and what the pages know."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Final, Self, TypeVar

from dragoman.case import Case, CaseView
from dragoman.case.columns import happenings_with, load_columns, stamp
from dragoman.case.part import load_happenings, load_reports
from dragoman.lexicon.coding import Coding, load_coding
from dragoman.lexicon.cues import load_cues
from dragoman.lexicon.likeness import Likeness, load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import Tellings, load_tellings
from dragoman.model import Actor
from dragoman.serve.asked import Asked
from dragoman.serve.facets import Index, Mask, make_index
from dragoman.show.lookup import Lookup
from dragoman.show.tints import Hedges, hedges_of

Key = TypeVar("Key")
Kept = TypeVar("Kept")

SEARCHES_KEPT: Final = 32
SURVEYS_KEPT: Final = 4
REPORTS_SURVEYED: Final = 500
"""Reports that a view over the whole choice (figures, forecasts, sources) takes in at most: those
that tell of most of it."""

HAPPENINGS_SURVEYED: Final = 1500
"""Happenings that the exchange takes in at most: those with most origins."""


@dataclass(slots=True)
class Room:
    """One case being read, and by whom it is judged.

    Attributes:
        token: stands in our own forms only; who cannot read our pages cannot know it.
        who: the analyst whose judgements these are.
        regroup: reconciles the case anew, so that judgements take effect; ``None`` where the
            reader was started without the means.
    """

    path: Path
    who: str
    tellings: Tellings
    likeness: Likeness
    coding: Coding
    hedges: Hedges
    regroup: Callable[[], None] | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _index: Index | None = None
    _lock: Lock = field(default_factory=Lock)
    _searches: OrderedDict[tuple[str, str], Mask] = field(default_factory=OrderedDict)
    _surveys: OrderedDict[tuple[str, str], tuple[Lookup, int]] = field(default_factory=OrderedDict)

    @classmethod
    def enter(cls, path: Path, who: str, regroup: Callable[[], None] | None = None) -> Self:
        """Open a case for reading, with its columns loaded.

        Raises:
            CaseError: where there is no case at that path, or none that can be read.
        """
        tables = Tables()
        room = cls(
            path=path,
            who=who,
            tellings=load_tellings(tables),
            likeness=load_likeness(tables),
            coding=load_coding(tables),
            hedges=hedges_of(load_cues(tables)),
            regroup=regroup,
        )
        with room.open() as case:
            room.index(case)
        return room

    @contextmanager
    def open(self) -> Iterator[Case]:
        """The case, for reading."""
        with Case.open(self.path, read_only=True) as case:
            yield case

    def index(self, case: Case) -> Index:
        """The columns, read again where the case has been reconciled since."""
        now = stamp(case)
        with self._lock:
            if self._index is None or self._index.columns.stamp != now:
                self._index = make_index(load_columns(case))
                self._searches.clear()
                self._surveys.clear()
            return self._index

    def lookup(self, view: CaseView) -> Lookup:
        """What every face asks of a view."""
        return Lookup(view, self.likeness, self.tellings)

    def happenings(self, case: Case, ids: list[str]) -> Lookup:
        """Some happenings with what hangs on them."""
        return self.lookup(load_happenings(case, ids, self.actors(case)))

    def reports(self, case: Case, ids: list[str]) -> Lookup:
        """Some reports with all that was read out of them."""
        return self.lookup(load_reports(case, ids, self.actors(case)))

    def actors(self, case: Case) -> Mapping[str, Actor]:
        """Of the whole case."""
        return self.index(case).columns.actors

    def found(self, case: Case, asked: Asked) -> Mask | None:
        """The rows that the words searched for leave in; ``None`` where there are none.

        Raises:
            UsageError: where there is no word in them.
        """
        if not asked.words:
            return None
        index = self.index(case)
        key = (index.columns.stamp, asked.words)
        held = self._searches.get(key)
        if held is None:
            told = index.rows_of(happenings_with(case, asked.words))
            held = told | index.said_by(asked.plain_words)
            self._keep(self._searches, key, held, SEARCHES_KEPT)
        return held

    def transfers(self, case: Case, asked: Asked) -> tuple[Lookup, int]:
        """The happenings of a choice in which something passes, and how many it had to leave out.

        What they were told to be given for is there too, chosen or not.
        """
        index = self.index(case)
        chosen = index.select(asked.chosen, self.found(case, asked))
        passing = index.facets["type"].mask(self.likeness.transfer, len(index.ids))
        ids = index.ordered(chosen & passing, "weight")
        held = ids[:HAPPENINGS_SURVEYED]
        view = load_happenings(case, held, index.columns.actors)
        back = {key for one in view.happenings.values() for key in one.in_return_for}
        if back - set(held):
            every = [*held, *sorted(back - set(held))]
            view = load_happenings(case, every, index.columns.actors)
        return self.lookup(view), len(ids) - len(held)

    def survey(self, case: Case, asked: Asked) -> tuple[Lookup, int]:
        """All that the reports of a choice hold, and how many reports it had to leave out.

        Happenings are those chosen; without a choice, all that the reports tell of.
        """
        index = self.index(case)
        key = (index.columns.stamp, asked.scope("/"))
        held = self._surveys.get(key)
        if held is None:
            held = self._survey(case, asked, index)
            self._keep(self._surveys, key, held, SURVEYS_KEPT)
        return held

    def _keep(self, kept: OrderedDict[Key, Kept], key: Key, value: Kept, most: int) -> None:
        """Keep what several requests may ask for, the latest of it."""
        with self._lock:
            kept[key] = value
            while len(kept) > most:
                kept.popitem(last=False)

    def _survey(self, case: Case, asked: Asked, index: Index) -> tuple[Lookup, int]:
        if not asked.narrowed:
            ids = sorted(index.columns.publishers)
            counts = dict.fromkeys(ids, 0)
            for one in index.columns.happenings:
                for report_id in one.report_ids:
                    counts[report_id] += 1
        else:
            counts = {}
            chosen = index.select(asked.chosen, self.found(case, asked))
            for row in chosen.nonzero()[0]:
                for report_id in index.columns.happenings[row].report_ids:
                    counts[report_id] = counts.get(report_id, 0) + 1
        ranked = sorted(counts, key=lambda key: (-counts[key], key))
        view = load_reports(case, ranked[:REPORTS_SURVEYED], index.columns.actors)
        if asked.narrowed:
            view = chosen_part(view, index, chosen)
        return self.lookup(view), max(len(ranked) - REPORTS_SURVEYED, 0)


def chosen_part(view: CaseView, index: Index, chosen: Mask) -> CaseView:
    """A view with those of its happenings that are chosen, and the events that tell of them."""
    kept = {key: one for key, one in view.happenings.items() if chosen[index.places[key]]}
    return replace(
        view,
        happenings=kept,
        differences={
            key: one
            for key, one in view.differences.items()
            if not one.happening_id or one.happening_id in kept
        },
    )
