"""How well lines and reports tell their language.

Lines: those of tests/read/languages.toml, all our own writing, by length in words, beside script
alone and the detector (lingua) alone. The tables of words were written by the hand that wrote the
lines, so that the figures flatter them. News: rows of corpora/world_news, which are all English:
reports told otherwise, and foreign lines, are errors unless they are read and found to be right.

    python bench/languages.py [--reports N]
"""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Callable

import corpus

corpus.one_thread()

from dragoman.lexicon import load_lexicon  # noqa: E402
from dragoman.model import FurnitureKind  # noqa: E402
from dragoman.read import read_text  # noqa: E402
from dragoman.read.language import (  # noqa: E402
    language_of,
    load_tongues,
    settled,
)
from dragoman.read.shape import script_of, word_count  # noqa: E402

LINES = corpus.ROOT / "tests/read/languages.toml"
BANDS = ((1, 6), (6, 15), (15, 1000))


def by_script(text: str) -> str:
    """What the script alone tells: the commonest language of those that share it."""
    shared = {"Latn": "en", "Cyrl": "ru", "Arab": "ar"}
    script = script_of(text)
    return load_tongues().scripts.get(script) or shared.get(script, "")


def lingua(accurate: bool) -> Callable[[str], str]:
    """The detector alone, over the languages of the lines."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in load_lines()]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    detector = (builder if accurate else builder.with_low_accuracy_mode()).build()

    def read(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return read


def load_lines() -> dict[str, list[str]]:
    """The lines by language."""
    return tomllib.loads(LINES.read_text(encoding="utf-8"))


READERS: dict[str, Callable[[str], str]] = {
    "script alone": by_script,
    "lingua, low memory": lingua(accurate=False),
    "lingua, accurate": lingua(accurate=True),
    "words and letters": settled,
    "dragoman": language_of,
}


def main() -> None:
    options = corpus.arguments(__doc__ or "", 1000)
    lines = load_lines()
    pairs = [(language, text) for language, texts in lines.items() for text in texts]
    print(f"lines: {len(pairs)} of {len(lines)} languages; right / silent / wrong by words")
    for name, reader in READERS.items():
        cells = []
        for least, over in BANDS:
            band = [(lang, t) for lang, t in pairs if least <= word_count(t) < over]
            told = [(lang, reader(t)) for lang, t in band]
            right = sum(lang == found for lang, found in told)
            silent = sum(not found for _, found in told)
            cells.append(f"{least}+: {right:3} {silent:3} {len(told) - right - silent:3}")
        print(f"{name:18} " + "   ".join(cells))
    news(options)


def news(options: object) -> None:
    """Read rows of news and print what is told as not English."""
    rows, named = corpus.rows(options)  # type: ignore[arg-type]
    lexicon = load_lexicon()
    languages: Counter[str] = Counter()
    began = time.process_time()
    for row in rows:
        report = read_text(row["text"], lexicon, title=row.get("title", ""))
        languages[report.language] += 1
        for piece in report.furniture:
            if piece.kind is FurnitureKind.FOREIGN:
                print(f"foreign, {row.get('id')}: {report.source_text[piece.start : piece.end]!r}")
        if report.language != "en":
            print(f"{report.language!r}, {row.get('id')}: {report.source_text[:80]!r}")
    spent = (time.process_time() - began) / max(1, len(rows)) * 1000
    print(f"news: {len(rows)} of {named}: {dict(languages)}, {spent:.1f} ms a row to read")


if __name__ == "__main__":
    main()
