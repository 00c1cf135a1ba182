"""The language of a text: by script where that settles it, else by a detector."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from dragoman.read.shape import STOP_WORDS, WORD, script_of

BY_SCRIPT: Final = {"Hang": "ko", "Kana": "ja", "Hani": "zh", "Hebr": "he", "Grek": "el"}
"""ISO 15924 script to ISO 639-1 language, where one language is all but alone in its script."""

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
    "HINDI",
    "BENGALI",
    "THAI",
    "ARMENIAN",
    "GEORGIAN",
]
SAMPLE: Final = 3_000
ENGLISH_SHARE: Final = 0.28
"""Share of English function words from which a Latin text is English: other European languages
stay below 0.1 on the same list, headlines below 0.2."""

FEW_WORDS: Final = 40
FEW_SHARE: Final = 0.12

LEAST_LETTERS: Final = 20


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text; "" where there is too little of it."""
    sample = text[:SAMPLE]
    script = script_of(sample)
    if script in BY_SCRIPT:
        return BY_SCRIPT[script]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return ""
    if script == "Latn":
        words = [w.casefold() for w in WORD.findall(sample)]
        share = sum(w in STOP_WORDS for w in words) / max(1, len(words))
        # A sentence or two tells the detector little: there a few function words decide.
        if share >= (ENGLISH_SHARE if len(words) > FEW_WORDS else FEW_SHARE):
            return "en"
    found = _detector().detect_language_of(sample)
    return str(found.iso_code_639_1.name).lower() if found else ""


@cache
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in DETECTED]
    # Low accuracy holds 35 MB where the other holds hundreds, and errs on texts of a few words
    # only; bodies are long.
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
