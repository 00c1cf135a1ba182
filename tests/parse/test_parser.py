from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.model import Furniture, FurnitureKind, Report
from dragoman.parse import ParsedReport, parse, parse_many, parser, passages
from dragoman.parse.parser import BATCH, LONGEST_PASSAGE, MOST_CHARACTERS, Row, _batches

TEXT = (
    "Home | World | Sport\n"
    "\n"
    "Serbia sent police units to Kosovo on Monday.  \u201cWe had no choice,\u201d said an"
    " official in Belgrade who was not named.\n"
    "\tThe EU\u2019s envoy, visiting Pristina, urged both sides to talk.\n"
)


def made(text: str, *furniture: tuple[int, int]) -> Report:
    pieces = tuple(Furniture(a, b, FurnitureKind.NAVIGATION) for a, b in furniture)
    return Report.make(location="test", source_text=text, furniture=pieces)


class Words:
    """A parser that needs no model: every word hangs from the first, every "." ends a sentence."""

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        for text in texts:
            rows: list[Row] = []
            at, first = 0, 0
            for n, word in enumerate(text.split(" ")):
                starts = n == 0 or rows[-1][0].endswith(".")
                first = n if starts else first
                row = (word, word.upper(), "X", "XX", "dep", first, at, at + len(word), "", starts)
                rows.append(row)
                at += len(word) + 1
            yield rows

    def knows(self, word: str) -> bool:
        return False


def check(parsed: ParsedReport) -> None:
    """What must hold for any text."""
    text = parsed.report.source_text
    covered = parsed.report.body_spans()
    at = -1
    for n, sentence in enumerate(parsed.sentences):
        assert sentence.index == n
        assert (sentence.start, sentence.end) == (
            sentence.tokens[0].start,
            sentence.tokens[-1].end,
        )
        assert any(a <= sentence.start and sentence.end <= b for a, b in covered)
        assert "\n\n" not in text[sentence.start : sentence.end]
        for i, token in enumerate(sentence.tokens):
            assert token.i == i
            assert at <= token.start <= token.end
            assert 0 <= token.head < len(sentence.tokens)
            assert i == token.head or i in sentence.children[token.head]
            assert token.lemma == token.lemma.lower()
            at = token.end


@pytest.fixture(scope="module")
def parsed() -> ParsedReport:
    return parse(made(TEXT, (0, 20)))


def test_the_invariants_hold_for_the_model(parsed: ParsedReport) -> None:
    check(parsed)


def test_furniture_is_not_parsed(parsed: ParsedReport) -> None:
    words = {token.text for sentence in parsed.sentences for token in sentence.tokens}
    assert "Sport" not in words
    assert {"Serbia", "Belgrade", "envoy"} <= words


def test_sentences_and_passages(parsed: ParsedReport) -> None:
    starts = [(s.passage, parsed.report.source_text[s.start :][:6]) for s in parsed.sentences]
    assert starts == [(0, "Serbia"), (0, "\u201cWe ha"), (1, "The EU")]


def test_tokens_quote_the_original(parsed: ParsedReport) -> None:
    text = parsed.report.source_text
    last = parsed.sentences[-1]
    clitic = next(t for t in last.tokens if t.text == "'s")
    assert text[clitic.start : clitic.end] == "\u2019s"


def test_a_tree_can_be_walked(parsed: ParsedReport) -> None:
    first = parsed.sentences[0]
    sent = next(t for t in first.tokens if t.lemma == "send")
    assert sent.head == sent.i
    subject = first.child(sent.i, "nsubj")
    assert subject is not None
    assert first.tokens[subject].text == "Serbia"
    assert first.child(sent.i, "agent") is None
    assert first.subtree(sent.i) == list(range(len(first.tokens)))
    obj = first.kids(sent.i, "dobj")[0]
    under = first.subtree(obj)
    assert first.words(under[0], under[-1] + 1).startswith("police units")
    assert first.chars(under[0], obj + 1) == (first.tokens[under[0]].start, first.tokens[obj].end)


def test_a_batch_gives_what_single_reports_give() -> None:
    reports = [made(TEXT, (0, 20)), made("Iran struck back."), made("")]
    assert parse_many(reports) == [parse(report) for report in reports]


def test_another_parser_can_be_brought() -> None:
    found = parse(made("One two. Three four.\nFive."), Words())
    check(found)
    assert [s.words(0, len(s.tokens)) for s in found.sentences] == [
        "One two.",
        "Three four.",
        "Five.",
    ]


@given(st.text(alphabet="ab.\n\r\u2028 \u00a0\u201c", max_size=40), st.integers(0, 40))
def test_the_invariants_hold_for_any_text(text: str, cut: int) -> None:
    report = made(text, (0, cut)) if 0 < cut <= len(text) else made(text)
    check(parse(report, Words()))


@pytest.mark.parametrize("gap", [" ", ""])
def test_a_passage_without_end_is_cut(gap: str) -> None:
    text = ("word" + gap) * (LONGEST_PASSAGE // 2)
    spans = list(passages(made(text)))
    assert len(spans) > 1
    assert all(0 < b - a <= LONGEST_PASSAGE for a, b in spans)
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or not gap


@given(st.lists(st.integers(0, MOST_CHARACTERS + 50), max_size=8), st.integers(1, 3 * BATCH))
def test_lots_are_bounded_by_number_and_characters(sizes: list[int], short: int) -> None:
    texts = ["a" * size for size in sizes] + ["b"] * short
    lots = list(_batches(texts))
    assert [text for lot in lots for text in lot] == texts
    for lot in lots:
        assert len(lot) <= BATCH and (len(lot) == 1 or sum(map(len, lot)) <= MOST_CHARACTERS)
    assert list(_batches([])) == []
    assert len(list(_batches(["c"] * BATCH))) == 1


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MODEL", "no_such_model")
    with pytest.raises(ModelError, match="missing") as caught:
        parser.SpacyParser()
    assert caught.value.remedy


def test_tokens_of_mended_text_cover_the_original() -> None:
    text = (
        "T he govern\u00adment  of Iran &amp; Iraq\nsent troops on Monday to the border that lies"
    )
    found = parse(made(text + "\nbetween them."))
    tokens = {t.text: text[t.start : t.end] for s in found.sentences for t in s.tokens}
    assert tokens["The"] == "T he"
    assert tokens["government"] == "govern\u00adment"
    assert tokens["&"] == "&amp;"
    assert list(found.mended) == [0]
    assert len(found.sentences) == 1


def test_plain_text_is_parsed_as_it_is() -> None:
    assert parse(made("Iran struck back.\n“It had to,” it said.")).mended == {}
