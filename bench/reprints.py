"""Reports whose copies are known: reprints made out of real reports, and things that look alike.

Every set is made from the rows of `corpora/world_news` and `corpora/kcna` by a seeded generator.
The parts "dev" and "check" have other outlets, other words to reword with, and other shares to cut
and to take over. No text of the corpora is kept.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.model import OPEN, Furniture, FurnitureKind, PartialDate, Report

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
QUOTE = re.compile(r"[“\"]([^“”\"\n]{60,400})[”\"]")
WORD = re.compile(r"[A-Za-z]+|\d+")
LOWER = re.compile(r"\b[a-z]{4,}\b")
UNKNOWN = 0.1
REWORDING = Path(__file__).with_name("rewording.toml")
START = date(2024, 3, 1)


@dataclass(frozen=True)
class Knobs:
    """What differs between the parts."""

    cuts: tuple[float, ...]
    takes: tuple[int, ...]
    shares: tuple[float, ...]
    rates: tuple[float, ...]
    moves: tuple[int, ...]


KNOBS = {
    "dev": Knobs((0.4, 0.6, 0.8), (2, 3, 5), (0.2, 0.3, 0.45), (0.3, 0.6, 1.0), (2, 4)),
    "check": Knobs((0.35, 0.5, 0.7), (2, 4, 6), (0.18, 0.25, 0.4), (0.4, 0.7, 1.0), (3, 6)),
}

Part = tuple[str, bool]
"""A paragraph, and whether it is copied."""


@dataclass
class Made:
    """The generated reports with their truth.

    Attributes:
        truth: (copy, original) to kind: exact, near, partial or quoted.
        decidable: pairs of which a reader could tell the original.
        passages: per copy, the half-open offsets of what was taken over.
        way: per copy, how it was made.
    """

    reports: list[Report] = field(default_factory=list)
    truth: dict[tuple[str, str], str] = field(default_factory=dict)
    decidable: set[tuple[str, str]] = field(default_factory=set)
    passages: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    way: dict[str, str] = field(default_factory=dict)


def part_of(name: str) -> str:
    """Which part an outlet's reports belong to."""
    return "dev" if hashlib.sha256(name.encode()).digest()[1] % 2 else "check"


def generate(data: Path, part: str, bases: int, seed: int) -> Made:
    """Make one part: about four reports a base."""
    rng = random.Random(f"{part}-{seed}")
    rows = _bases(data, part, bases * 2 + 20, rng)
    spare, rows = rows[:20], rows[20:]
    made = Made()
    knobs, table = KNOBS[part], tomllib.loads(REWORDING.read_text("utf-8"))
    reword = _Rewording(table[part], table["numbers"], rng)
    bases = len(rows) // 2
    hosts = rows[bases:]
    for number, row in enumerate(rows[:bases]):
        _family(made, row, hosts[number], number, knobs, reword, rng)
    _boilerplate(made, spare, part, rng)
    _kcna(made, data, part)
    return made


def _bases(data: Path, part: str, count: int, rng: random.Random) -> list[dict[str, Any]]:
    path = data / "corpora" / "world_news.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    fit = [
        r
        for r in rows
        if part_of(r["publisher"]) == part
        and len(_paragraphs(r["text"])) >= 8
        and 250 <= len(r["text"].split()) <= 1500
    ]
    fit.sort(key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest())
    kept: list[dict[str, Any]] = []
    runs: set[tuple[str, ...]] = set()
    for row in fit:
        # Reports of the corpora that share text would be pairs that the truth does not know.
        words = [w.casefold() for w in WORD.findall(row["text"])]
        own = {tuple(words[n : n + 8]) for n in range(len(words) - 7)}
        if not own & runs and _quoted_share(row["text"]) < 0.4:
            kept.append(row)
            runs |= own
        if len(kept) == count:
            break
    rng.shuffle(kept)
    return kept


def _quoted_share(text: str) -> float:
    return sum(len(m.group()) for m in QUOTE.finditer(text)) / len(text)


def _paragraphs(text: str) -> list[str]:
    return [p.strip() for p in text.split("\n") if len(p.split()) >= 8]


class _Rewording:
    """Light paraphrase by tables: synonyms, spelling, numbers, a turned attribution."""

    def __init__(
        self, own: dict[str, list[str]], numbers: dict[str, list[str]], rng: random.Random
    ) -> None:
        pairs = [*own["words"], *own["spelling"], *numbers["words"]]
        split = [pair.split("=") for pair in pairs]
        self.swap = dict(split) | {b: a for a, b in split if " " not in b}
        self.rng = rng

    def __call__(self, text: str, rate: float) -> str:
        def change(match: re.Match[str]) -> str:
            word = match.group()
            found = self.swap.get(word.casefold())
            if found is None or self.rng.random() > rate:
                return word
            return found.capitalize() if word[0].isupper() else found

        text = LOWER.sub(self._unknown, text) if rate > 0.5 else text
        turned = re.sub(
            r"^([A-Z][^,.“”\"]{30,160}), ([A-Z][\w. ]{3,40}) said\.$",
            r"\2 said that \1.",
            text,
            flags=re.MULTILINE,
        )
        return WORD.sub(change, turned if rate > 0.5 else text)

    def _unknown(self, match: re.Match[str]) -> str:
        """One plain word in ten left out, one in ten another: words that no table foresees."""
        chance = self.rng.random()
        if chance < UNKNOWN:
            return ""
        return (
            "".join(self.rng.sample(match[0], len(match[0]))) if chance > 1 - UNKNOWN else match[0]
        )


def _family(
    made: Made,
    row: dict[str, Any],
    host: dict[str, Any],
    number: int,
    knobs: Knobs,
    reword: _Rewording,
    rng: random.Random,
) -> None:
    body = _paragraphs(row["text"])
    own = _paragraphs(host["text"])
    ways: list[Callable[[], tuple[str, list[Part]]]] = [
        lambda: ("exact", _respell(body, rng)),
        lambda: ("near cut", _all(body[: max(4, int(len(body) * rng.choice(knobs.cuts)))])),
        lambda: ("near drop and add", _drop_add(body, own, rng)),
        lambda: ("near re-ordered", _reorder(body, rng.choice(knobs.moves), rng)),
        lambda: ("near reworded", _all([reword(p, rng.choice(knobs.rates)) for p in body])),
        lambda: (
            "near reworded and cut",
            _all([reword(p, max(knobs.rates)) for p in body[: max(4, len(body) * 2 // 3)]]),
        ),
        lambda: ("partial", _within(body, own, knobs, rng)),
        lambda: (
            "partial reworded",
            _within([reword(p, max(knobs.rates)) for p in body], own, knobs, rng),
        ),
        lambda: ("quoted", _quoted(body, own, rng)),
    ]
    way, parts = ways[number % len(ways)]()
    if way == "quoted" and not any(copied for _, copied in parts):
        return
    clue = rng.choice(("credit", "agency", "time", "both", "none"))
    day = START + timedelta(days=rng.randrange(90))
    original = _report(row, _all(body), f"o{number}", clue, False, day)
    copy = _report(
        host, parts, f"c{number}", clue, True, day, title=rng.choice((host, row))["title"]
    )
    made.reports += [original, copy]
    pair = (copy.id, original.id)
    made.truth[pair] = way.split()[0]
    made.way[copy.id] = way
    made.passages[copy.id] = _offsets(copy.source_text, parts)
    if clue != "none":
        made.decidable.add(pair)


def _report(
    row: dict[str, Any],
    parts: Sequence[Part],
    key: str,
    clue: str,
    copy: bool,
    day: date,
    title: str = "",
) -> Report:
    """A report with furniture around it, and the clue to who was first."""
    outlet = f"{row['publisher']} {key}"
    agency = "Agence France-Presse" if clue in ("agency", "both") else f"Gazette o{key[1:]}"
    publisher = outlet if copy else agency
    credits = (agency,) if copy and clue in ("credit", "both") else ()
    when = {"time": 2 if copy else 0, "both": 1 if copy else 0}.get(clue, 0)
    published = PartialDate.day(day + timedelta(days=when), "made")
    if clue in ("credit", "agency") or (key.endswith(("3", "7")) and clue == "none"):
        published = OPEN
    menu = f"Home\nWorld\nSubscribe to {outlet} today for all the news that is fit to be read\n"
    text = menu + "\n\n".join(p for p, _ in parts)
    return Report.make(
        location=key,
        source_text=text,
        title=title or row["title"],
        publisher=publisher,
        published_at=published,
        language="en",
        credits=credits,
        furniture=(Furniture(0, len(menu), FurnitureKind.NAVIGATION),),
    )


def _all(paragraphs: Sequence[str]) -> list[Part]:
    return [(p, True) for p in paragraphs]


def _respell(body: Sequence[str], rng: random.Random) -> list[Part]:
    """The same words in another typography."""
    signs = [("“", '"'), ("”", '"'), ("’", "'"), ("—", " - "), ("–", "-"), (" ", "  ")]
    chosen = rng.sample(signs, 4)
    found = []
    for text in body:
        for old, new in chosen:
            text = text.replace(old, new)
        found.append(unicodedata.normalize(rng.choice(("NFC", "NFD", "NFKC")), text))
    return _all(found)


def _drop_add(body: Sequence[str], own: Sequence[str], rng: random.Random) -> list[Part]:
    gone = set(rng.sample(range(len(body)), max(1, len(body) // 8)))
    parts = [(p, True) for n, p in enumerate(body) if n not in gone]
    parts.insert(rng.randrange(1, len(parts)), (rng.choice(own[:6]), False))
    return parts


def _reorder(body: Sequence[str], moves: int, rng: random.Random) -> list[Part]:
    mixed = [" ".join(_shuffled(SENTENCE.split(p), rng)) for p in body]
    for _ in range(moves):
        mixed.insert(rng.randrange(len(mixed)), mixed.pop(rng.randrange(len(mixed))))
    return _all(mixed)


def _shuffled(sentences: list[str], rng: random.Random) -> list[str]:
    if len(sentences) > 1 and rng.random() < 0.5:
        rng.shuffle(sentences)
    return sentences


def _within(
    body: Sequence[str], own: Sequence[str], knobs: Knobs, rng: random.Random
) -> list[Part]:
    """So many paragraphs of the one, in a row or apart, in the other's own story."""
    count, share = rng.choice(knobs.takes), rng.choice(knobs.shares)
    first = rng.randrange(max(1, len(body) - count))
    taken = list(body[first : first + count])
    while len(taken) > 1 and sum(len(p.split()) for p in taken) > 260:
        taken.pop()
    words = sum(len(p.split()) for p in taken)
    rest: list[Part] = []
    for paragraph in own:
        rest.append((paragraph, False))
        if words < share * (words + sum(len(p.split()) for p, _ in rest)):
            break
    at = rng.randrange(1, len(rest) + 1)
    return [*rest[:at], *_all(taken), *rest[at:]]


def _quoted(body: Sequence[str], own: Sequence[str], rng: random.Random) -> list[Part]:
    """Another's story that has a quotation or two of the same speech."""
    quotes = [m.group(1) for p in body for m in QUOTE.finditer(p)][:2]
    parts: list[Part] = [(p, False) for p in own]
    for quote in quotes:
        who = rng.choice(("the speaker told the room", "were the words", "it was put that day"))
        parts.insert(rng.randrange(1, 5), (f"“{quote}” {who}, amid applause.", True))
    return parts


def _boilerplate(made: Made, rows: list[dict[str, Any]], part: str, rng: random.Random) -> None:
    """One agency's background paragraph in many outlets, one house's in its own; no copies."""
    at = 0
    for size, same_house in ((7, False), (6, True), (6, False)):
        background = " ".join(_paragraphs(rows[at]["text"])[2:4])[:420]
        for number, source in enumerate(rows[at + 1 : at + size]):
            text = "\n\n".join([*_paragraphs(source["text"]), background])
            made.reports.append(
                Report.make(
                    location=f"b{size}-{number}",
                    source_text=text,
                    title=source["title"],
                    publisher="The House" if same_house else f"{source['publisher']} b{number}",
                    published_at=PartialDate.day(START + timedelta(days=number * 9), "made"),
                    language="en",
                )
            )
        at += size


def _kcna(made: Made, data: Path, part: str) -> None:
    """A real series with set phrases: none of its reports copies another, save where equal."""
    path = data / "corpora" / "kcna.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    seen: set[str] = set()
    for row in rows:
        text = " ".join(row["text"].split())
        if part_of(row["id"]) != part or text in seen or len(seen) >= 250:
            continue
        seen.add(text)
        made.reports.append(
            Report.make(
                location=row["id"],
                source_text=row["text"],
                title=row["title"],
                publisher="KCNA",
                published_at=PartialDate.day(date.fromisoformat(row["date"]), "row"),
                language="en",
            )
        )


def _offsets(text: str, parts: Sequence[Part]) -> list[tuple[int, int]]:
    found, at = [], 0
    for paragraph, copied in parts:
        at = text.index(paragraph, at)
        if copied:
            found.append((at, at + len(paragraph)))
        at += len(paragraph)
    return found
