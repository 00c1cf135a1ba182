"""The model's networks as we run them against the library's own run of the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse.entities import Entities
from dragoman.parse.network import Network
from dragoman.parse.parser import default_parser

TEXTS = [
    "Serbia sent police units to Kosovo on Monday, three officials of the European Union said.",
    "The United Nations Security Council met in New York City. Mr. Ahmed Hassan did not come.",
    "x",
    " ",
    "12 September 2024  The   Hague , Bank of Korea's\n\nrate , $3.5 million",
    "It's Iran's. Don't! Isn't?",
    "NATO NATO NATO Islamic Republic of Iran Foreign Ministry Spokesperson Nasser Kanaani",
]

PIECES = st.sampled_from(
    ["Iran", "the", "United", "Nations", "3", "May", "said", "'s", "  ", "\n", ".", '"', "of", "€"]
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return default_parser()._nlp


def labels(doc: Any) -> list[str]:
    return [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "" for t in doc]


def test_vectors_are_the_librarys(nlp: Any) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS]
    for name in ("tok2vec", "ner"):
        model = nlp.get_pipe(name).model
        model = model if name == "tok2vec" else model.layers[0].layers[0]
        for ours, theirs in zip(Network(model).vectors(docs), model.predict(docs), strict=True):
            assert np.abs(ours - theirs).max() < 1e-4


def test_vectors_do_not_depend_on_the_batch(nlp: Any) -> None:
    network = Network(nlp.get_pipe("tok2vec").model)
    docs = [nlp.make_doc(text) for text in TEXTS]
    together = network.vectors(docs * 40)
    for n, doc in enumerate(docs):
        assert np.abs(together[n + 7 * 30] - network.vectors([doc])[0]).max() < 1e-4


def test_entities_are_the_librarys(nlp: Any) -> None:
    docs = list(nlp.pipe(TEXTS))
    found = Entities(nlp.get_pipe("ner")).of(docs)
    assert found == [labels(doc) for doc in docs]
    assert "B-ORG" in found[0] and "I-ORG" in found[0]


@given(st.lists(st.lists(PIECES, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_entities_are_the_librarys_in_any_text(nlp: Any, texts: list[str]) -> None:
    docs = list(nlp.pipe(texts))
    assert Entities(nlp.get_pipe("ner")).of(docs) == [labels(doc) for doc in docs]


def test_a_text_without_words_has_no_rows() -> None:
    rows = list(default_parser().rows(["", "Iran spoke.", ""]))
    assert [len(found) for found in rows] == [0, 3, 0]


def test_a_long_passage_is_parsed_in_pieces_and_loses_nothing() -> None:
    text = "Iran struck Israel on Monday,  officials said. " * 120 + ", ".join("abc" * 600)
    (rows,) = default_parser().rows([text])
    assert "".join(row[0] for row in rows).replace(" ", "") == text.replace(" ", "")
    assert all(text[row[6] : row[7]] == row[0] for row in rows)
    assert all(0 <= row[5] < len(rows) for row in rows)
    assert rows[0][9]
    (short,) = default_parser().rows(["Iran struck Israel on Monday,  officials said."])
    assert [row[:5] for row in rows[: len(short)]] == [row[:5] for row in short]
