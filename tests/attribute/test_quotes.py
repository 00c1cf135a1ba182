"""Where quotations open and close."""

from __future__ import annotations

import pytest

from dragoman.attribute.quotes import find_quotes, quotes_in
from dragoman.model import Report
from dragoman.parse import parse

CASES = {
    "curly": ("He said “go home” twice.", ["“go home”"]),
    "straight": ('He said "go home" twice.', ['"go home"']),
    "low and high": ("Er sagte „geh“ und “stay”.", ["„geh“", "“stay”"]),
    "guillemets": ("Il dit «va».", ["«va»"]),
    "doubled single marks": ("He said ''go home'' twice.", ["''go home''"]),
    "single marks": ("They called it 'the wall of sand' then.", ["'the wall of sand'"]),
    "apostrophes are no quotations": ("Iran's army didn't cross China's border.", []),
    "inside another": ("“She said ‘stop’ and left,” he wrote.", ["“She said ‘stop’ and left,”"]),
    "entities": ("He said &quot;go home&quot; twice.", ["&quot;go home&quot;"]),
    "wrongly decoded": ("He said â€œgo homeâ€\x9d twice.", ["â€œgo homeâ€\x9d"]),
    "escaped": ('He said \\"go home\\" twice.', ['\\"go home\\"']),
    "beside other damage": ("T he  envoy said “go home”.", ["“go home”"]),
    "not closed": ("He said: “we will see.\nRain fell.", ["“we will see."]),
}


@pytest.mark.parametrize("name", CASES)
def test_quotes(name: str) -> None:
    text, wanted = CASES[name]
    quotes = find_quotes(parse(Report.make(location="x", source_text=text)))
    assert [text[a:b] for q in quotes for a, b in q.parts] == wanted


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“We came by boat.\n\n“We left on foot.”\n\n“Others stayed,” he said."
    quotes = find_quotes(parse(Report.make(location="x", source_text=text)))
    assert [[text[a:b] for a, b in q.parts] for q in quotes] == [
        ["“We came by boat.", "“We left on foot.”"],
        ["“Others stayed,”"],
    ]
    assert quotes_in(quotes, 0, 5) == [quotes[0]]
    assert quotes_in(quotes, text.index("on foot"), text.index("on foot") + 2) == [quotes[0]]
    assert quotes_in(quotes, text.index("he said"), len(text)) == []
