"""Union-find that does not mind the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reconcile.union import Union

IDS = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12)


@given(pairs=PAIRS, data=st.data())
def test_groups_do_not_depend_on_the_order_of_joining(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    one, other = Union(IDS), Union(reversed(IDS))
    for a, b in pairs:
        one.join(a, b)
    for a, b in data.draw(st.permutations(pairs)):
        other.join(b, a)
    assert one.groups() == other.groups()
    assert all(one.root(a) == one.root(b) for a, b in pairs)
    assert all(one.root(group[0]) == min(group) for group in one.groups())
    assert sorted(key for group in one.groups() for key in group) == sorted(IDS)
