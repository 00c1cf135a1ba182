"""How words are related in meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.relations import default_relations, load_relations
from dragoman.lexicon.tables import Tables

HEAD = "word,concepts,above\n"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("quake", "earthquake", 0), ("murder", "kill", 1), ("shoot", "kill", 1)],
)
def test_these_are_related_both_ways(one: str, other: str, kind: int) -> None:
    relations = default_relations()
    assert relations.between(one, other)[kind] >= 0.5
    assert relations.between(one, other) == relations.between(other, one)


@pytest.mark.parametrize(("one", "other"), [("visit", "attack"), ("kill", "no such word")])
def test_these_are_not(one: str, other: str) -> None:
    assert default_relations().between(one, other)[0] == 0


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("murdered", "murder"), ("raided", "raid"), ("supplies", "supply"), ("ramming", "ram")],
)
def test_a_regular_form_is_read_as_its_lemma(form: str, lemma: str) -> None:
    relations = default_relations()
    assert relations.between_forms(form, lemma) == relations.between(lemma, lemma)
    assert relations.between(lemma, lemma)[0] == 1


@pytest.mark.parametrize("cell", ["a:far", "a:-1", "a:nan"])
def test_a_broken_distance_is_named_with_its_line(tmp_path: Path, cell: str) -> None:
    (tmp_path / "relations").mkdir()
    table = tmp_path / "relations" / "words.csv"
    table.write_text(f"{HEAD}word,{cell},\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words\.csv:2"):
        load_relations(Tables(tmp_path))


def test_a_users_row_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "relations").mkdir()
    table = tmp_path / "relations" / "words.csv"
    table.write_text(f"{HEAD}visit,zz,\nattack,zz,\n", encoding="utf-8")
    assert load_relations(Tables(tmp_path)).between("visit", "attack")[0] == 1
