"""Addresses of the views that hang on one record, and the words that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dragoman.case import Case
from dragoman.errors import RecordMissing
from dragoman.model import Evidence, Happening, Source
from dragoman.show import phrases
from dragoman.show.lookup import Lookup


def record(case: Case, record_id: str, kind: str) -> Any:
    """The record of that kind with that whole id.

    Raises:
        RecordMissing: where the case has none.
    """
    found, one = case.record(record_id)
    if found != kind or one.id != record_id:
        raise RecordMissing(f"no {kind} has the id {record_id!r}", "go back to the ledger")
    return one


def evidence_address(evidence: Sequence[Evidence]) -> str:
    """Where the first piece of evidence stands in its report."""
    if not evidence:
        return ""
    first = evidence[0]
    return f"/report/{first.report_id}?from={first.start}&to={first.end}#here"


def said_address(source: Source) -> str:
    """Where all that a source said stands."""
    key = source.actor_id or phrases.speaker(source).casefold()
    return f"/said?by={quote(key)}"


def pair_address(happening: Happening) -> str:
    """Where the timeline of a happening's two states stands, empty where it has none."""
    givers = sorted({p.country for p in happening.initiators if p.country})
    takers = sorted({p.country for p in happening.recipients if p.country})
    pairs = [(a, b) for a in givers for b in takers if a != b]
    return f"/pair/{quote(pairs[0][0])}/{quote(pairs[0][1])}" if pairs else ""


def sentence_of(evidence: Sequence[Evidence], lookup: Lookup) -> str:
    """The sentence of the first piece of evidence, or its words outside of any."""
    for one in evidence:
        span = lookup.view.sentence_of(one)
        if span is not None and one.report_id in lookup.view.reports:
            return lookup.view.reports[one.report_id].source_text[span.start : span.end]
    return evidence[0].exact if evidence else ""
