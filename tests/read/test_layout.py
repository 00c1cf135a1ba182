"""What a page's markup adds: containers, their names, and how the lines are judged by them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.read.features import Matrix
from dragoman.read.layout import GROUPS, Container, Layout, load_names
from dragoman.read.layout_features import FARTHEST, FIRST_AROUND, RISING, layout_matrix
from dragoman.read.layout_model import load_layout_model, weigh_layout
from dragoman.read.markup import parse_markup, visible_text

PROSE = "The ministry said on Tuesday that the talks on the border would go on next week. "
PAGE = (
    "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
    f"<main><article class=story-body><p>{PROSE}</p><h2>What next</h2><p>{PROSE * 2}</p></article>"
    f"<aside class=related><p>{PROSE}</p></aside></main><footer>Imprint</footer>"
)


def matrix(page: str, chances: list[float]) -> Matrix:
    shows = visible_text(parse_markup(page))
    assert len(shows.lines) == len(chances)
    return layout_matrix(shows.lines, shows.layout, np.array(chances, dtype=np.float32))


def test_names_tell_groups() -> None:
    names = load_names()
    found = {GROUPS[n] for n in names.groups("Comments-list js-x")}
    assert found == {"comment", "related"}
    assert {GROUPS[n] for n in names.groups("articleBody")} >= {"body", "article"}
    assert names.groups("") == names.groups("zq9") == ()


@pytest.mark.parametrize(
    "table", ["boddy = 'x'", "body = '('", "body = ''", "body = 'Body'", "body = 3"]
)
def test_a_wrong_table_is_refused(table: str, tmp_path: Path) -> None:
    (tmp_path / "containers.toml").write_text(table, encoding="utf-8")
    with pytest.raises(LexiconError):
        load_names(Tables(tmp_path))


def test_a_name_is_as_far_as_the_levels_between() -> None:
    rows = matrix(PAGE, [0.1, 0.1, 0.9, 0.4, 0.9, 0.6, 0.1])
    body, related = (4 + GROUPS.index(g) for g in ("body", "related"))
    assert rows[:, body].tolist() == [FARTHEST, FARTHEST, 1, 1, 1, FARTHEST, FARTHEST]
    assert rows[5, related] == 1 and rows[2, related] == FARTHEST


def test_a_line_is_no_witness_for_itself() -> None:
    low, high = (matrix(PAGE, [0.1, 0.1, 0.9, c, 0.9, 0.6, 0.1])[3] for c in (0.2, 0.8))
    around = list(range(FIRST_AROUND, FIRST_AROUND + 3))
    assert low[0] < high[0] and low[around].tolist() == high[around].tolist()


def test_the_columns_that_may_only_rise_hold_chances() -> None:
    rows = matrix(PAGE, [0.1, 0.1, 0.9, 0.4, 0.9, 0.6, 0.1])
    assert rows[3, list(RISING)[1:]] == pytest.approx([-1, 0.9, 0.83], abs=0.05)


def test_the_model_asks_only_what_there_is() -> None:
    rows = matrix(PAGE, [0.5] * 7)
    model = load_layout_model()
    assert int(model.column.max()) < rows.shape[1]
    assert model.depth > 1


def test_a_sure_line_is_never_judged_worse_than_a_doubtful_one() -> None:
    shows = visible_text(parse_markup(PAGE))
    doubtful = weigh_layout(shows.lines, shows.layout, np.full(7, 0.3, np.float32))
    sure = weigh_layout(shows.lines, shows.layout, np.full(7, 0.9, np.float32))
    assert (sure >= doubtful).all() and (sure > doubtful).any()


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(
        st.sampled_from(
            ["<div class=story>", "</div>", "<p>", "<li>", "<td>", "<article>", "</article>", "a b"]
        ),
        min_size=1,
        max_size=40,
    ),
    chance=st.floats(0, 1),
)
def test_any_layout_has_finite_features(parts: list[str], chance: float) -> None:
    shows = visible_text(parse_markup("<body>x" + "".join(parts)))
    chances = np.full(len(shows.lines), chance, np.float32)
    rows = layout_matrix(shows.lines, shows.layout, chances)
    assert np.isfinite(rows).all() and len(rows) == len(shows.lines)


def test_lines_of_the_metadata_are_the_article() -> None:
    lines = visible_text(parse_markup("<p>Home")).lines
    layout = Layout((Container(0, "body"), Container(0, "script")), (1,))
    assert weigh_layout(lines, layout, np.zeros(1, np.float32))[0] > 0.9
