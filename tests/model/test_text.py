from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Evidence, Span

TEXT = st.text(alphabet="ab \n\t\u00a0é", max_size=30)


@given(TEXT, st.data())
def test_a_span_gives_back_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.exact == text[start:end].strip()
    assert start <= span.start <= span.end <= end


def test_covers_and_overlaps() -> None:
    outer, inner, beside = Span(0, 5, "aaaaa"), Span(1, 3, "aa"), Span(5, 7, "aa")
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert outer.overlaps(inner)
    assert inner.overlaps(outer)
    assert not outer.overlaps(beside)


def test_evidence_keeps_its_span() -> None:
    span = Span(1, 3, "bc")
    assert Evidence.from_span("rep_1", span).span == span
