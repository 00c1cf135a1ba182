"""Tests on the sentence that a pattern may ask for by name.

A class string does not show syntax; these do. Each takes the sentence, the token range of the
match and what it captured, and tells whether the match stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dragoman.extract.timex.values import Captures
from dragoman.parse.sentence import Sentence

Guard = Callable[[Sentence, int, int, Captures], bool]

BEFORE_YEAR: Final = frozenset(
    {"in", "since", "by", "of", "from", "to", "until", "till", "through", "during", "before"}
    | {"after", "for", "around", "about", "and", "or", "late", "early", "mid", "between", "circa"}
    | {"(", ",", "year", "fiscal", "spring", "summer", "autumn", "fall", "winter", "the"}
)
BEFORE_CLOCK: Final = frozenset(
    {"at", "by", "until", "before", "after", "from", "since", "around", "about", "to", "-", ","}
)
BEFORE_DAY: Final = frozenset(
    {"on", "in", "by", "until", "till", "from", "since", "around", "to", "for", "before", "after"}
    | {"through", "between", "and"}
)
COUNTED_BEFORE: Final = frozenset({"CD", "PRP$", "POS", "WP$", "JJ", "JJR", "JJS"})
"""Tags before a bare "days" that make it other than a length of time ("the old days")."""
MONEY: Final = frozenset({"$", "£", "€", "¥", "us$", "a$", "c$", "#", "no.", "no", "number"})


def _word(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i].text.lower() if 0 <= i < len(sentence.tokens) else ""


def _tag(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i].tag if 0 <= i < len(sentence.tokens) else ""


def a_year(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """A bare number is a year where it does not count, number or price anything."""
    token = s.tokens[start]
    if not token.text.isdigit():
        return True
    year, before, after = int(token.text), _word(s, start - 1), _word(s, end)
    if before in MONEY or after in ("%", "percent", "per") or not 1000 <= year <= 2100:
        return False
    head = s.tokens[token.head]
    if token.dep == "nummod" and head.i > start and head.tag in ("NNS", "NNPS"):
        # "2018 sales" but "2000 troops": counts of things are mostly round.
        return 1950 <= year <= 2050 and year % 50 != 0
    if before == "-" or (after == "-" and _word(s, end + 1).isdigit() is False and year < 1900):
        return False
    if 1900 <= year <= 2060:
        named = head.i == start - 1 and head.tag.startswith("NNP")
        return not named or before in BEFORE_YEAR
    if before in ("between", "and") and (after == "and" or _word(s, start - 2).isdigit()):
        return True
    return before in ("in", "since", "by", "of", "until", "from") and after in _ENDS


_ENDS: Final = frozenset({"", ".", ",", ";", "and", "when", ")", "to", "-", ":", "or"})


def a_span_of_years(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the 1950-53 war": the second year is told by its last two digits, and is the later one."""
    first, last = s.tokens[start].text, s.tokens[end - 1].text
    joined = s.tokens[end - 1].start - s.tokens[start].end == 1
    return joined and len(last) == 2 and last.isdigit() and last > first[2:]


def a_spoken_year(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "nineteen ninety-six": two numbers that make 1100 to 2100 and count nothing."""
    first = s.tokens[start].text.lower()
    value = c.number("n")
    if value is None or not 1100 <= value <= 2060:
        return False
    if first == "the":
        return _word(s, start + 1) == "year"
    return first in ("nineteen", "eighteen", "twenty") and _tag(s, end) != "NNS"


def a_decade(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the 90s" but not "in his 90s" (an age) nor "low 70s" (a temperature)."""
    before = _word(s, start - 1)
    if s.tokens[start - 1].tag == "PRP$" and start:
        return False
    text = c.text("decade")
    if len(text) >= 5:
        return True
    return _word(s, start) == "the" or before == "the" or text.startswith("'")


def a_decade_with_apostrophe(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the 1980's": a round year before a possessive that owns nothing."""
    year = c.text("decade")
    if not year.endswith("0") or _word(s, start) != "the":
        return False
    return _tag(s, end)[:2] not in ("NN", "JJ")


def ends_a_phrase(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "on the 18th": the ordinal is a noun of its own."""
    return end >= len(s.tokens) or s.tokens[end].pos not in ("NOUN", "PROPN", "ADJ", "NUM")


def a_day_told_alone(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "on the 18th", "from the 14th to the 19th": under a preposition, a noun of its own."""
    if _word(s, start - 1) not in BEFORE_DAY or _word(s, end) in ("of", "-"):
        return False
    return ends_a_phrase(s, start, end, c)


def a_year_read_out(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the winter of nineteen ninety-four"."""
    value = c.number("n")
    return value is not None and 1100 <= value <= 2060


def a_day_of_the_month(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "June 18 and 19", not "June 18 and 3 soldiers"."""
    if c.text("year"):
        return True
    return end >= len(s.tokens) or s.tokens[end].pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


def after_a_preposition(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """The word before is a preposition."""
    return start > 0 and s.tokens[start - 1].tag == "IN"


def a_season(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """A bare season under a preposition or an article, not as a name's part ("Winter Palace")."""
    if end < len(s.tokens) and s.tokens[end].tag.startswith("NNP"):
        return False
    at = end - 1
    if _word(s, at) == "fall" and _word(s, end) == "of":
        # "the fall of Kabul"; "the fall of 2021" is a pattern of its own.
        return False
    if s.tokens[at].tag.startswith("NNP") and s.tokens[at].dep == "compound":
        return False
    return s.tokens[start].text.lower() == "the" or (start > 0 and s.tokens[start - 1].tag == "IN")


def quarter_number(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """A quarter is one of four; "quarter finals" are games."""
    return c.field("ord") in ("1", "2", "3", "4") and _word(s, end) not in ("final", "finals")


def unit_is(*units: str) -> Guard:
    """The captured unit is one of these."""

    def test(s: Sentence, start: int, end: int, c: Captures) -> bool:
        return c.word("unit") in units

    return test


def not_a_count_noun(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the last day of the talks" tells a day, but not which; "this second" is none."""
    return s.words(start, min(start + 2, end)).lower() != "the last" or _word(s, end) != "of"


def nothing_hangs_on_it(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "two days after the talks" is measured from them, "two days after." is not."""
    last = _word(s, end - 1)
    if last in ("after", "before"):
        return end >= len(s.tokens) or s.tokens[end].tag in (".", ",", ":", "CC", "''", "-RRB-")
    return _word(s, end) != "than"


def a_quarter_of_time(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the quarter", not "the quarter of them"."""
    return _word(s, end) not in ("of", "-", "final", "finals")


def not_an_age(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "a 50-year-old man", "45 years old", "aged 34 years": not a duration."""
    after = _word(s, end)
    if after == "-" and _word(s, end + 1) in ("old", "olds"):
        return False
    if after in ("old", "of") and _word(s, end + (after == "of")) in ("old", "age"):
        return False
    return _word(s, start - 1) not in ("aged", "age")


def a_duration(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "a year": under a preposition of extent, as an adverb, or before "of"/"after"."""
    head = s.tokens[end - 1]
    unit = c.word("unit")
    if _word(s, start) == "a" and end < len(s.tokens) and s.tokens[end].pos in ("NOUN", "PROPN"):
        return False
    if s.kids(head.i, "relcl"):
        # "on Wednesday, a day his rivals will not forget"
        return False
    if head.dep in ("npadvmod", "pobj", "tmod"):
        return unit not in ("S",) or s.tokens[head.head].tag == "IN"
    return head.dep in ("dobj", "attr") and unit in ("H", "W", "M", "Y", "DE", "MIN")


def a_rate(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "40 rockets *a day*", "$5 *a month*": how often or per how long, not for how long."""
    unit, before = s.tokens[end - 1], s.tokens[start - 1] if start else None
    if before is None or before.tag not in ("NNS", "NN", "CD") or unit.dep != "npadvmod":
        return False
    return unit.head < start and _word(s, end) not in ("ago", "earlier", "later", "before", "after")


def bare_units(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "years", "for weeks": no number before, not part of a name."""
    before = s.tokens[start - 1] if start else None
    if before is not None and (before.tag in COUNTED_BEFORE or before.text == "-"):
        return False
    if c.word("unit") in ("Q", "S"):
        return False
    return s.tokens[start].dep in ("pobj", "npadvmod", "dobj", "tmod", "conj")


def a_bare_unit_of_time(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the year", "the week" under a preposition, with nothing after that tells which."""
    if _word(s, end) in ("of", "that", "when", "-"):
        return False
    if c.word("unit") in ("S", "MIN", "CE", "DE", "D"):
        return False
    return start > 0 and s.tokens[start - 1].tag == "IN"


def the_current_one(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the current number of shares"; "the current year" is a pattern of its own."""
    return _word(s, end - 1) == "current"


def not_part_of_a_name(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "today", not a paper's "USA TODAY"."""
    return not (s.tokens[end - 1].text.isupper() and _tag(s, start - 1) == "NNP")


def of_a_whole(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "the third raid of the week", "the first months of the year": the one now."""
    return _word(s, start - 1) == "of" and a_bare_unit_of_time(s, start, end, c)


def after_all(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "all year", "all day long"."""
    return _word(s, start - 1) == "all" and _word(s, start) not in ("every", "each")


def a_clock_time(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "19:30" after a preposition of time or before a zone, not a score or a verse."""
    match = re.match(r"(\d+):(\d+)", s.tokens[start].text)
    if match is None or int(match[1]) > 24 or int(match[2]) > 59:
        return False
    return _word(s, start - 1) in BEFORE_CLOCK or end - start > 1


def not_measured_from_anything(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "soon", not "as soon as" nor "shortly after the blast"."""
    return _word(s, start - 1) != "as" and _word(s, end) not in ("after", "before", "as", "of")


def in_the_part_of_a_day(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "in the morning", "during the night", not "the night of the raid"."""
    before = _word(s, start - 1)
    return before in ("in", "during", "by", "until", "through") and _word(s, end) not in (
        "of",
        "the",
    )


def an_event_follows(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "on the day of the launch": under a preposition, with a noun after "of"."""
    if start == 0 or s.tokens[start - 1].text.lower() not in ("on", "in", "by", "since"):
        return False
    return any(t.pos in ("NOUN", "PROPN") for t in s.tokens[end + 1 : end + 4])


def someday(s: Sentence, start: int, end: int, c: Captures) -> bool:
    """ "will one day rule", "hoped to one day return": an adverb under a modal or infinitive."""
    unit = s.tokens[end - 1]
    if s.words(start, end).lower() != "one day" or unit.dep not in ("npadvmod", "advmod", "tmod"):
        return False
    verb = s.tokens[unit.head]
    helping = s.kids(verb.i, "aux", "auxpass")
    return verb.i > start and any(s.tokens[k].tag in ("MD", "TO") for k in helping)


GUARDS: Final[dict[str, Guard]] = {
    "a year": a_year,
    "a spoken year": a_spoken_year,
    "a decade": a_decade,
    "a decade with apostrophe": a_decade_with_apostrophe,
    "ends a phrase": ends_a_phrase,
    "a day of the month": a_day_of_the_month,
    "a day told alone": a_day_told_alone,
    "a year read out": a_year_read_out,
    "after a preposition": after_a_preposition,
    "a season": a_season,
    "quarter number": quarter_number,
    "unit is year": unit_is("Y"),
    "unit is week": unit_is("W", "F"),
    "unit is quarter": unit_is("Q", "Y", "M", "W", "WE"),
    "unit is day": unit_is("D"),
    "unit is month": unit_is("M"),
    "a span of years": a_span_of_years,
    "unit is century": unit_is("CE", "ML"),
    "not a count noun": not_a_count_noun,
    "nothing hangs on it": nothing_hangs_on_it,
    "a quarter of time": a_quarter_of_time,
    "not an age": not_an_age,
    "a duration": a_duration,
    "a rate": a_rate,
    "bare units": bare_units,
    "a bare unit of time": a_bare_unit_of_time,
    "not part of a name": not_part_of_a_name,
    "of a whole": of_a_whole,
    "the current one": the_current_one,
    "after all": after_all,
    "a clock time": a_clock_time,
    "an event follows": an_event_follows,
    "not measured from anything": not_measured_from_anything,
    "in the part of a day": in_the_part_of_a_day,
    "someday": someday,
}
"""Every guard that a pattern may name."""
