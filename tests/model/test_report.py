from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Furniture, FurnitureKind, PartialDate, Report, text_hash


@st.composite
def furnished(draw: st.DrawFn) -> Report:
    text = draw(st.text(alphabet="ab \n", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = tuple(
        Furniture(a, b, FurnitureKind.OTHER)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if a < b
    )
    return Report.make(location="x", source_text=text, furniture=pieces)


@given(furnished())
def test_body_and_furniture_share_no_character(report: Report) -> None:
    covered = [0] * len(report.source_text)
    for start, end in report.body_spans():
        assert report.source_text[start:end].strip()
        covered[start:end] = [n + 1 for n in covered[start:end]]
    for piece in report.furniture:
        covered[piece.start : piece.end] = [n + 1 for n in covered[piece.start : piece.end]]
    left = [c for n, c in zip(covered, report.source_text, strict=True) if n == 0]
    assert max(covered, default=0) <= 1
    assert not "".join(left).strip()


def test_the_id_tells_what_was_published_not_where_it_lies() -> None:
    def made(**changes: object) -> Report:
        told = {"location": "a.txt", "source_text": "Text.", "publisher": "P", "title": "T"}
        return Report.make(**{**told, **changes})  # type: ignore[arg-type]

    assert made().id == made(location="elsewhere/b.txt").id
    dated = PartialDate.day(date(2026, 3, 3), "test")
    others = [made(publisher="Q"), made(title="U"), made(source_text="Text"), made(url="u")]
    ids = {made().id, made(published_at=dated).id, *(o.id for o in others)}
    assert len(ids) == 6


def test_the_content_hash_is_of_the_text_alone() -> None:
    one = Report.make(location="a", source_text="Text.", publisher="P")
    assert one.content_hash == text_hash("Text.")
    assert one.body_spans() == ((0, 5),)
