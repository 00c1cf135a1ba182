from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

import pytest

from dragoman import errors
from dragoman.errors import DragomanError


def below(cls: type[DragomanError]) -> Iterator[type[DragomanError]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from below(sub)


TREE = sorted(below(DragomanError), key=lambda cls: cls.code)


def test_codes_are_unique() -> None:
    codes = [cls.code for cls in TREE]
    assert sorted(set(codes)) == codes
    assert all(re.fullmatch(r"D\d{3}", code) for code in codes)


def test_the_drawn_tree_is_the_tree() -> None:
    drawn = re.findall(r"[├└]── (\w+)(?:\s+(D\d{3}))?", errors.__doc__ or "")
    leaves = {(cls.__name__, cls.code) for cls in TREE if not cls.__subclasses__()}
    assert {pair for pair in drawn if pair[1]} == leaves
    assert {name for name, _ in drawn} == {cls.__name__ for cls in TREE}


@pytest.mark.parametrize("cls", TREE, ids=lambda cls: cls.__name__)
def test_an_error_says_code_fault_and_remedy(cls: type[DragomanError]) -> None:
    error = cls("it broke", "mend it")
    assert str(error) == f"{cls.code} it broke - mend it"
    assert str(cls("it broke")) == f"{cls.code} it broke"
    assert error.exit_code > 0
    assert cls.__doc__


@pytest.mark.parametrize("cls", TREE, ids=lambda cls: cls.__name__)
def test_an_error_crosses_process_borders(cls: type[DragomanError]) -> None:
    back = pickle.loads(pickle.dumps(cls("it broke", "mend it")))
    assert (type(back), back.what, back.remedy) == (cls, "it broke", "mend it")
