"""The language of a text and of each of its lines.

By script where a script settles it, by the function words and letters of
`lexicon/data/languages.toml`, and only where these are silent on a whole text by a detector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.read.records import Line
from dragoman.read.shape import STOP_WORDS, WORD, script_of, word_count

TABLE: Final = "languages.toml"
ENGLISH: Final = "en"

DETECTED: Final = [
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "SPANISH",
    "PORTUGUESE",
    "ITALIAN",
    "DUTCH",
    "TURKISH",
    "POLISH",
    "CZECH",
    "DANISH",
    "BOKMAL",
    "ICELANDIC",
    "FINNISH",
    "SWEDISH",
    "ROMANIAN",
    "HUNGARIAN",
    "INDONESIAN",
    "VIETNAMESE",
    "SERBIAN",
    "BULGARIAN",
    "ALBANIAN",
    "RUSSIAN",
    "UKRAINIAN",
    "ARABIC",
    "PERSIAN",
    "URDU",
]
"""The languages of the detector; those that a script settles need none."""

SAMPLE: Final = 3_000
REMEMBERED: Final = 4096

SURE_SHARE: Final = 0.28
"""Share of English function words from which a Latin text is English, whatever else is in it:
other European languages stay below 0.1 on the same list."""
FEW_SHARE: Final = 0.12
"""Share of English function words from which a line is English, if no other language has more."""

LEAST_LETTERS: Final = 20
"""Below it the detector is not asked."""

CONFIDENT: Final = 0.7
"""What the detector must give its first choice, of 1 for all."""
MAY_BE_ENGLISH: Final = 0.2
"""What it must give English for a text to be taken for it: names mislead it, and a report that is
taken for another language is not coded."""

LEAST_SHARE: Final = 0.2
"""Share of a language's function words from which a line is in it: every fifth word."""

FEWEST: Final = 2
MORE: Final = 3
"""Function words from which a line is English in a report that is not: short ones are shared."""
SHORT: Final = 6
MOST_LETTERS: Final = 2
"""Points that letters of a language's own give at most, a word a point; function words have no
such bound."""

KANA_SHARE: Final = 0.2
"""Of lines with kana to lines of Han characters alone, from which these are Japanese too."""

UNSPACED: Final = frozenset({"Hani", "Kana", "Thai"})

FEWEST_FOREIGN: Final = 3
"""Words of a line that can be foreign; shorter ones are names and buttons."""

CUT: Final = str.maketrans("’'", "  ")


@dataclass(frozen=True, slots=True, eq=False)
class Tongues:
    """The table of languages, by word and by letter.

    Attributes:
        words: a function word, casefolded, to the languages (ISO 639-1) that have it.
        letters: a letter to the one language of its script that has it.
        scripts: ISO 15924 code to the language all but alone in that script.
        particles: words that names carry into other languages.
    """

    words: dict[str, tuple[str, ...]]
    letters: dict[str, str]
    scripts: dict[str, str]
    particles: frozenset[str]


@cache
def load_tongues(tables: Tables | None = None) -> Tongues:
    """Load `languages.toml`.

    Raises:
        LexiconError: on an unknown key or a value of another form.
    """
    words: dict[str, list[str]] = {}
    letters: dict[str, str] = {}
    by_script: dict[str, str] = {}
    particles: set[str] = set()
    for place, table in (tables or Tables()).toml(TABLE):
        unknown = set(table) - {"words", "letters", "scripts", "particles"}
        if unknown:
            raise LexiconError(f"{place}: {sorted(unknown)[0]}: unknown", "mend it")
        particles.update(word.casefold() for word in table.get("particles", ()))
        by_script.update(table.get("scripts", {}))
        for language, own in table.get("letters", {}).items():
            letters.update(dict.fromkeys(own, language))
        for language, own in table.get("words", {}).items():
            for word in dict.fromkeys(w.casefold() for w in own):
                words.setdefault(word, []).append(language)
    return Tongues(
        {word: tuple(found) for word, found in words.items()},
        letters,
        by_script,
        frozenset(particles),
    )


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text; "" where there is too little of it."""
    sample = text[:SAMPLE]
    return settled(sample) or _detected(sample)


def settled(text: str) -> str:
    """The language that script, letters and function words of a line settle; "" if they do not."""
    return _weigh(text)[0]


@lru_cache(maxsize=REMEMBERED)
def _weigh(text: str) -> tuple[str, int]:
    """The language that a line settles, and the points for it that no name brings along."""
    tongues = load_tongues()
    script = script_of(text)
    if script in tongues.scripts:
        return tongues.scripts[script], FEWEST
    words = WORD.findall(text.translate(CUT))
    bare = [word.casefold() for word in words]
    english = sum(w in STOP_WORDS and len(w) > 1 for w in bare) if script == "Latn" else 0
    if english > SURE_SHARE * len(words):
        return ENGLISH, english
    hits, firm = _points(words, bare, tongues)
    most = max(hits.values(), default=0)
    if english >= max(most, FEW_SHARE * len(words), 1):
        return ENGLISH, english
    found = _clearest(hits, firm, english, len(words))
    return found, firm[found]


def _points(
    words: Sequence[str], bare: Sequence[str], tongues: Tongues
) -> tuple[Counter[str], Counter[str]]:
    """Points of each language, and how many words of its own make them that no name brings."""
    hits: Counter[str] = Counter()
    firm: Counter[str] = Counter()
    seen: set[str] = set()
    letters: dict[str, set[str]] = {}
    for word, folded in zip(words, bare, strict=True):
        languages = tongues.words.get(folded, ())
        hits.update(languages)
        # A single Latin letter may be an initial, or the end of "America's".
        named = folded in tongues.particles or (len(folded) == 1 and folded.isascii())
        if not named and folded not in STOP_WORDS and folded not in seen:
            firm.update(languages)
        seen.add(folded)
        # Names are written with a capital, and bring their letters along.
        if not word.isascii() and not word[0].isupper():
            for char in folded:
                if char in tongues.letters:
                    letters.setdefault(tongues.letters[char], set()).add(folded)
    for language, holders in letters.items():
        points = min(len(holders), MOST_LETTERS)
        hits[language] += points
        firm[language] += points
    return hits, firm


def _clearest(hits: Counter[str], firm: Counter[str], english: int, count: int) -> str:
    """The language with most points, where they are enough, firm, and more than any other's."""
    (best, most), (_, second) = (*hits.most_common(2), ("", 0), ("", 0))[:2]
    if most <= second or most < LEAST_SHARE * count or firm[best] <= english:
        return ""
    return best if most >= FEWEST or count <= SHORT else ""


def _detected(sample: str) -> str:
    """The language that the detector is sure of; English where it may be; "" for neither."""
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return ""
    ranked = _detector().compute_language_confidence_values(sample)
    values = {str(one.language.iso_code_639_1.name).lower(): one.value for one in ranked}
    if values.get(ENGLISH, 0.0) >= MAY_BE_ENGLISH:
        return ENGLISH
    best = max(values, key=lambda one: (values[one], one), default="")
    return ("no" if best == "nb" else best) if best and values[best] >= CONFIDENT else ""


@cache
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in DETECTED]
    # Low accuracy holds 35 MB where the other holds hundreds, and errs on texts of a few words
    # only; bodies are long.
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a report, and which of its lines are in another.

    Attributes:
        language: ISO 639-1, "" where unclear.
        foreign: for each line whether it is in another language than the report.
    """

    language: str
    foreign: tuple[bool, ...]


def tell_lines(lines: Sequence[Line], body: Sequence[bool], stated: str = "") -> Tongue:
    """The language that most of the body is in, and the lines that are in another.

    Lines count by their words; those that settle nothing (names, figures, a heading) count for
    none, and the detector is asked only where no line settles anything.

    Args:
        stated: what the page says of itself, taken where the body tells nothing.
    """
    told = [line.text for line, is_body in zip(lines, body, strict=True) if is_body]
    weights: Counter[str] = Counter()
    for text in told:
        weights[settled(text[:SAMPLE])] += _weight(text)
    if weights["ja"] > KANA_SHARE * weights["zh"]:
        weights["ja"] += weights.pop("zh", 0)
    unclear = weights.pop("", 0)
    main = max(weights, key=lambda one: (weights[one], one), default="")
    if not main or weights[main] < unclear:
        main = language_of("\n".join(told)) or main or stated
    return Tongue(main, tuple(_is_other(line.text, main) for line in lines))


def main_script(lines: Sequence[Line], body: Sequence[bool]) -> str:
    """The script that most words of the body are in; Japanese is "Kana"; "" without letters."""
    weights: Counter[str] = Counter()
    for line, is_body in zip(lines, body, strict=True):
        if is_body:
            weights[script_of(line.text)] += _weight(line.text)
    del weights[""]
    if weights["Kana"] >= KANA_SHARE * weights["Hani"]:
        weights["Kana"] += weights.pop("Hani", 0)
    return max(weights, key=lambda one: (weights[one], one)) if any(weights.values()) else ""


def _weight(text: str) -> int:
    """Words between spaces; in a script without spaces half the characters.

    What `word_count` counts would give Indian scripts a word for each vowel sign.
    """
    return word_count(text) if script_of(text) in UNSPACED else len(text.split())


def of_script(text: str, script: str) -> bool:
    """Whether most letters of a line are of a script, or it has none; Han is Japanese too."""
    own = script_of(text)
    return own in {script, ""} or (own, script) == ("Hani", "Kana")


def _is_other(text: str, main: str) -> bool:
    """Whether a line is surely in another language than the report.

    Between two languages that are not English only another script is sure enough: kin, such as
    Russian and Ukrainian, share most of their words.
    """
    if not main or word_count(text) < FEWEST_FOREIGN:
        return False
    own, points = _weigh(text[:SAMPLE])
    if (
        points < (MORE if own == ENGLISH else FEWEST)
        or own in {"", main}
        or (own, main) == ("zh", "ja")
    ):
        return False
    return ENGLISH in {own, main} or own in load_tongues().scripts.values()
