"""How a feed's end is told. Behind it many comments once took twice the time for each more."""

from __future__ import annotations

import pytest

from dragoman.read.formats.feed import ENDS


@pytest.mark.parametrize(
    ("raw", "ends"),
    [
        (b"</rss>", True),
        (b"</RSS >\n<!-- cached -->\n<!-- a - b -- c -->\n", True),
        (b"</atom:feed><!---->", True),
        (b"</rss> more", False),
        (b"</rss><!-- open", False),
        (b"</rss>" + b"<!--a--> " * 500 + b"x", False),
        (b"</rss>" + b"<!--a--> " * 500, True),
    ],
)
def test_a_feed_ends_with_its_root_and_comments(raw: bytes, ends: bool) -> None:
    assert (ENDS.search(raw) is not None) is ends
