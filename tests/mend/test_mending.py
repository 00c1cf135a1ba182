from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.mend import Mending
from dragoman.mend.mending import ROUNDS

LISTED = "president government long along ran part apart new anew led russian cooperation ministry"
DICTIONARY = frozenset(LISTED.split())


def mended(text: str) -> str:
    return Mending(text, DICTIONARY.__contains__).view(0, len(text)).text


MENDS = {
    "soft hyphen": ("the govern\u00adment", "the government"),
    "joiner": ("the\u200d min\u200bistry\ufeff", "the ministry"),
    "marks of direction": ("\u202athe ministry\u202c", "the ministry"),
    "entity": ("Smith &amp; Sons&#8217; &quot;deal&quot;", 'Smith & Sons’ "deal"'),
    "entity twice over": ("the &amp;quot;deal&amp;quot;", 'the "deal"'),
    "entity of a space": ("5&nbsp;000", "5 000"),
    "entity of a control": ("don&#146;t", "don’t"),
    "escaped sign": ("don\\u2019t", "don’t"),
    "escaped pair": ("\\ud83d\\ude00 smiles", "😀 smiles"),
    "escaped quotation mark": ('he said \\"no\\" twice', 'he said "no" twice'),
    "escaped end of a line": ("It ended.\\n\\nThe talks", "It ended. The talks"),
    "Windows-1252": ("donâ€™t pay Â£5", "don’t pay £5"),
    "Latin-1": ("donâ\x80\x99t", "don’t"),
    "twice Windows-1252": ("donÃ¢â‚¬â„¢t", "don’t"),
    "a name": ("ErdoÄŸan met VuÄ\x8diÄ‡", "Erdoğan met Vučić"),
    "a lost byte": ("â€œNo,â€ he said", "“No,” he said"),
    "a broken space": ("cost Â 5 and Â£6", "cost 5 and £6"),
    "Windows-1251": ("вЂњNo,вЂќ he said", "“No,” he said"),
    "Mac Roman": ("don‚Äôt", "don’t"),
    "controls": ("\x93No,\x94 he said \x96 twice", "“No,” he said – twice"),
    "lost apostrophe": ("don\ufffdt", "don’t"),
    "ligature": ("the ﬁrst oﬀer", "the first offer"),
    "accents apart": ("Cafe\u0301", "Café"),
    "doubled spaces": ("he  said \u00a0 so", "he said so"),
    "space before a mark": ("said , that he left .", "said, that he left."),
    "missing space": ("resolutions.Circles believe", "resolutions. Circles believe"),
    "missing space behind a quotation": ('"No. Leave."So we', '"No. Leave." So we'),
    "missing space before a quotation": ('It failed."We tried', 'It failed. "We tried'),
    "missing space after dots": ("trade...The end", "trade... The end"),
    "missing space after a year": ("in 2020.The talks", "in 2020. The talks"),
    "drop capital": ("T he president said", "The president said"),
    "drop capital of a quotation": ("“W e are", "“We are"),
    "drop capital on its own line": ("A\nfter the talks. After", "After the talks. After"),
    "drop capital of capitals": ("T HE PRESIDENT said", "THE PRESIDENT said"),
    "drop capital of two": ("I N KYIV they", "IN KYIV they"),
    "drop capital of a name": ("K im left. Then Kim came.", "Kim left. Then Kim came."),
    "joined lines": ("the talks\r\nwent on", "the talks went on"),
    "broken word": ("the govern-\nment", "the government"),
    "broken word of the text": ("Zelen-\nsky and Zelensky", "Zelensky and Zelensky"),
    "soft hyphen at a line's end": ("the govern\u00ad\nment", "the government"),
    "hyphen of a compound": ("the Russian-\nled side", "the Russian-led side"),
    "hyphen of the text": ("a co-\noperation or co-operation", "a co-operation or co-operation"),
    "hyphen before a capital": ("the U.S.-\nSouth Korean pact", "the U.S.-South Korean pact"),
}  # fmt: skip

KEPT = {
    "French quotation marks": "He said « touché’” » à « Paris »",
    "capitals with accents": "CAFÉ” and “É” and NÃO",
    "address": "see www.nato.Int or a@b.com.De or x/y.The end",
    "abbreviation": "the U.S. and J.Smith",
    "no entity": "AT&T; and &noentity; and R&D",
    "article and word": "A long war. The war was along",
    "pronoun and verb": "I ran for Iran",
    "article apart": "A part of it apart",
    "new": "A new treaty, anew",
    "initial": "N Korea said",
    "initials": "U S FORCES",
    "unknown first word": "Q wxyz said",
    "spaced stops": "it . . . is",
    "path": "C:\\new\\table",
    "decimal": "3.5 and 5 .5",
    "lost sign": "the \ufffd word",
    "Vietnamese capitals": "Ðông Á",
    "dash": "he came - and went",
}


@pytest.mark.parametrize(("text", "meant"), MENDS.values(), ids=MENDS)
def test_damage_is_mended(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


def test_without_a_dictionary_the_text_tells_its_words() -> None:
    assert Mending("Z elensky left").view(0, 14).text == "Z elensky left"
    text = "Z elensky left; Zelensky came"
    assert Mending(text).view(0, len(text)).text == "Zelensky left; Zelensky came"


PIECES = [
    *(
        "\u00ad",
        "\u200b",
        "&amp;",
        "&#8217;",
        "quot;",
        "\\u2019",
        "\\n",
        "\\",
        "â€™",
        "â€",
        "Ã",
        "Â",
    ),
    *("¢", "‚¬", "\x93", "\ufffd", "ﬁ", "e\u0301", " ", "  ", "\n", "-", ".", ",", '"', "“", "вЂ™"),
    *("T", "he", "The", "A", "govern", "ment", "1", "U.S."),
]
damaged = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(st.one_of(st.text(max_size=60), damaged))
@example("&am&#112;;" * 3)
def test_the_view_of_any_text_is_sound(text: str) -> None:
    view = Mending(text).view(0, len(text))
    assert len(view.starts) == len(view.ends) == len(view.text)
    places = [0, *(at for p in zip(view.starts, view.ends, strict=True) for at in p), len(text)]
    assert all(a <= b for a, b in pairwise(places))


@given(damaged)
def test_twice_is_once(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@given(st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=12))
def test_plain_prose_stays(words: list[str]) -> None:
    text = " ".join(words).capitalize() + "."
    view = Mending(text).view(0, len(text))
    assert view.text == text
    assert not view.is_mended


def test_nested_damage_ends() -> None:
    layers = 3 * ROUNDS
    text = "&am" * layers + "&#112;" + ";p;" * layers
    assert 0 < len(mended(text)) < len(text)
