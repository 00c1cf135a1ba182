"""An address says what it asks for, and gives itself back."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from dragoman.serve.asked import LONGEST, Asked, asked, chips
from dragoman.serve.facets import FACETS, ORDERS

VALUES = st.text(min_size=1, max_size=LONGEST).map(str.strip).filter(bool)
ASKED = st.builds(
    Asked,
    chosen=st.dictionaries(
        st.sampled_from(FACETS), st.lists(VALUES, min_size=1, max_size=3, unique=True).map(tuple)
    ),
    words=VALUES | st.just(""),
    order=st.sampled_from(ORDERS),
    page=st.integers(1, 10**6),
    at=st.from_regex(r"hap_[0-9a-f]{16}", fullmatch=True),
    mark=st.just(""),
)


def read(address: str) -> Asked:
    return asked(parse_qsl(address.partition("?")[2], keep_blank_values=True))


@given(ASKED)
def test_an_address_asks_for_what_it_was_made_from(one: Asked) -> None:
    assert read(one.address()) == one


@given(st.lists(st.tuples(st.text(), st.text())))
def test_any_parameters_can_be_read(pairs: list[tuple[str, str]]) -> None:
    found = asked(pairs)
    assert found.page >= 1
    assert found.order in ORDERS


@given(ASKED, st.sampled_from(FACETS), VALUES)
def test_choosing_twice_is_not_choosing(one: Asked, name: str, value: str) -> None:
    held = one.chosen.get(name, ())
    twice = read(read(one.toggled(name, value)).toggled(name, value))
    assert set(twice.chosen.get(name, ())) == set(held)


def test_a_choice_shows_its_first_page() -> None:
    assert Asked(page=7, at="hap_1").toggled("type", "AID") == "/?type=AID"


def test_chips_take_away_one_choice_each() -> None:
    one = Asked(chosen={"type": ("AID", "CONSULT")}, words="oil")
    assert chips(one, {"type": {"AID": "aid"}}) == [
        ("type", "aid", "/?type=CONSULT&q=oil"),
        ("type", "CONSULT", "/?type=AID&q=oil"),
        ("words", "oil", "/?type=AID&type=CONSULT"),
    ]


def test_another_view_of_the_same_choice_keeps_what_is_chosen_only() -> None:
    one = Asked(chosen={"pair": ("PRK,RUS",)}, words="oil", page=3, at="hap_1", mark="hap_2")
    assert one.scope("/figures") == "/figures?pair=PRK%2CRUS&q=oil"
