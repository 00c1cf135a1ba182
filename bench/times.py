"""Time expressions on TimeBank and AQUAINT, scored as in TempEval-3, beside other tools.

    python bench/times.py [--data ../shared/data] [--split dev|check|own|later] [--errors N]
                          [--rivals DIR]

Split: documents by the hash of their id. `own` and `later` are the halves of own_times.toml,
passages of ours marked before the first run: of `own` the errors were read then, of `later` not.
Relaxed: spans that share a character; strict: the same span (a trailing full stop or apostrophe
aside). Value F1 counts relaxed matches whose value is the gold one (UzZaman et al. 2013,
SemEval-2013 task 1). HeidelTime, whose rules were written on TimeBank, takes some seconds a
document.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dragoman.extract.times import find_times
from dragoman.lexicon.calendar import TimeWords, load_time_words
from dragoman.lexicon.tables import Tables
from dragoman.model import PartialDate, Report
from dragoman.parse import parse_many
from dragoman.parse.sentence import Sentence
from dragoman.resolve.dates import Clock, clock_after, resolve_time, resolve_value
from rivals import DATES, Dated, reach


class Marked(NamedTuple):
    start: int
    end: int
    type: str
    value: str
    text: str


def in_check(doc_id: str) -> bool:
    return hashlib.sha256(doc_id.encode()).digest()[0] % 2 == 0


OWN = Path(__file__).with_name("own_times.toml")


def load(data: Path, split: str) -> list[dict]:
    """The documents of a split, as rows of TimeBank's kind: id, dct, text, timex."""
    if split in ("own", "later"):
        return own_passages()[split == "later" :: 2]
    docs = []
    for name in ("timebank", "aquaint"):
        with (data / "times" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            docs.extend(json.loads(line) for line in lines)
    return [d for d in docs if in_check(d["id"]) == (split == "check")]


def own_passages() -> list[dict]:
    """Our own passages; an expression is looked for behind the one before it."""
    docs = []
    for number, passage in enumerate(tomllib.loads(OWN.read_text(encoding="utf-8"))["passage"]):
        text, at, marks = passage["text"], 0, []
        for words, kind, value in passage["times"]:
            start = text.index(words, at)
            at = start + len(words)
            marks.append({"start": start, "end": at, "type": kind, "value": value, "text": words})
        day = passage["day"].isoformat()
        docs.append({"id": f"own-{number:02}", "dct": day, "text": text, "timex": marks})
    return docs


def sentences_of(docs: list[dict]) -> list[tuple[Sentence, ...]]:
    reports = [Report.make(location=d["id"], title="", source_text=d["text"]) for d in docs]
    return [p.sentences for p in parse_many(reports)]


def ours(sentences: Iterable[Sentence], text: str, dct: str, words: TimeWords) -> list[Marked]:
    """Our expressions with values seen from the document's creation time.

    The narrative moves with every date told; before the first it is the creation time.
    """
    published = PartialDate.day(date.fromisoformat(dct[:10]), "creation time")
    clock = Clock(published, published)
    found: list[Marked] = []
    for sentence in sentences:
        for draft in find_times(sentence, words):
            value = resolve_value(draft, clock)
            start, end = sentence.chars(draft.start, draft.end)
            found.append(Marked(start, end, draft.timex_type.value, value, text[start:end]))
            clock = clock_after(clock, draft, resolve_time(draft, clock))
    return found


def baseline(sentences: Iterable[Sentence], text: str) -> list[Marked]:
    """The spans that spaCy's own recogniser calls DATE or TIME; it gives no value."""
    found: list[Marked] = []
    for sentence in sentences:
        for token in sentence.tokens:
            place, _, label = token.ent.partition("-")
            if label not in ("DATE", "TIME"):
                continue
            if place == "B" or not found:
                found.append(Marked(token.start, token.end, label, "", token.text))
            else:
                start = found[-1].start
                found[-1] = Marked(start, token.end, label, "", text[start : token.end])
    return found


def rival_mark(one: Dated, text: str) -> Marked:
    return Marked(one.start, one.end, one.type, one.value, text[one.start : one.end])


def value_kind(gold: Marked, found: Marked) -> str:
    """How two values differ."""
    if gold.type != found.type:
        return "value: another type"
    if "X" in gold.value and "X" not in found.value:
        return "value: left open in the gold"
    if gold.type in ("DURATION", "SET"):
        return "value: length or set"
    if "Q" in gold.value + found.value:
        return "value: quarter"
    same = len(gold.value) == len(found.value)
    return "value: wrong side of the clock" if same else "value: another grain"


def shares(kinds: Counter[str]) -> str:
    """Errors by kind with their shares, the most frequent first."""
    total = sum(kinds.values())
    told = (f"{kind} {n} ({100 * n / total:.0f} %)" for kind, n in kinds.most_common())
    return f"{total} errors: " + ", ".join(told)


def core(mark: Marked) -> tuple[int, int]:
    text = mark.text.rstrip(".'’")
    return mark.start, mark.start + len(text)


class Tally:
    def __init__(self) -> None:
        self.gold = self.found = self.relaxed = self.relaxed_gold = 0
        self.strict = self.type = self.value = 0
        self.misses: list[str] = []
        self.kinds: Counter[str] = Counter()

    def add(self, gold: list[Marked], found: list[Marked], text: str, doc: str) -> None:
        self.gold += len(gold)
        self.found += len(found)
        used: set[int] = set()
        for g in gold:
            k = next(
                (
                    k
                    for k, f in enumerate(found)
                    if k not in used and f.start < g.end and g.start < f.end
                ),
                None,
            )
            if k is None:
                self.note("MISSED", g, None, text, doc)
                continue
            used.add(k)
            f = found[k]
            self.relaxed += 1
            self.strict += core(f) == core(g)
            self.type += f.type == g.type
            self.value += f.value == g.value
            if f.value != g.value:
                self.note("VALUE", g, f, text, doc)
            elif core(f) != core(g):
                self.note("SPAN", g, f, text, doc)
        for k, f in enumerate(found):
            if k not in used:
                self.note("FALSE", None, f, text, doc)

    def note(self, kind: str, g: Marked | None, f: Marked | None, text: str, doc: str) -> None:
        at = g or f
        assert at is not None
        plain = {"MISSED": "missed", "FALSE": "false", "SPAN": "another extent"}
        self.kinds[plain.get(kind) or (value_kind(g, f) if g and f else kind)] += 1
        around = text[max(0, at.start - 50) : at.end + 40].replace("\n", " ")
        gold = f"{g.text!r}={g.type} {g.value}" if g else "-"
        mine = f"{f.text!r}={f.type} {f.value}" if f else "-"
        self.misses.append(f"{kind:6} {doc} gold {gold} | ours {mine} | …{around}…")

    def f1(self, correct: int) -> float:
        return 200 * correct / max(1, self.gold + self.found)

    def show(self, name: str) -> None:
        precision = 100 * self.relaxed / max(1, self.found)
        recall = 100 * self.relaxed / max(1, self.gold)
        print(
            f"{name:10} gold {self.gold} found {self.found} | relaxed P {precision:.1f} "
            f"R {recall:.1f} F1 {self.f1(self.relaxed):.1f} | strict F1 {self.f1(self.strict):.1f} "
            f"| type F1 {self.f1(self.type):.1f} | value F1 {self.f1(self.value):.1f}"
        )


def gold_of(doc: dict) -> list[Marked]:
    return [Marked(t["start"], t["end"], t["type"], t["value"], t["text"]) for t in doc["timex"]]


def measure_rivals(docs: list[dict], tallies: dict[str, Tally]) -> list[str]:
    """Add a tally for each tool that is installed; the names of the others come back."""
    absent: list[str] = []
    for name, read in DATES.items():
        tally = Tally()
        try:
            for doc in docs:
                day = date.fromisoformat(doc["dct"][:10])
                found = [rival_mark(d, doc["text"]) for d in read(doc["text"], day)]
                tally.add(gold_of(doc), found, doc["text"], doc["id"])
        except ImportError:
            absent.append(name)
        else:
            tallies[name] = tally
    return absent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=("dev", "check", "own", "later"), default="check")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--rivals", type=Path, help="folder with other tools (see rivals.py)")
    options = parser.parse_args()
    reach(options.rivals)
    docs = load(options.data, options.split)
    words = load_time_words(Tables())
    parsed = sentences_of(docs)
    tallies = {"dragoman": Tally(), "spaCy NER": Tally()}
    spent = 0.0
    for doc, sentences in zip(docs, parsed, strict=True):
        gold = gold_of(doc)
        began = time.perf_counter()
        mine = ours(sentences, doc["text"], doc["dct"], words)
        spent += time.perf_counter() - began
        tallies["dragoman"].add(gold, mine, doc["text"], doc["id"])
        tallies["spaCy NER"].add(gold, baseline(sentences, doc["text"]), doc["text"], doc["id"])
    absent = measure_rivals(docs, tallies)
    for name, tally in tallies.items():
        tally.show(name)
    tokens = sum(len(s.tokens) for sentences in parsed for s in sentences)
    print(f"{len(docs)} documents, {tokens} tokens, {1e6 * spent / tokens:.1f} µs a token")
    for name in absent:
        print(f"{name} is not installed: see rivals.py")
    shown = tallies["dragoman"].misses
    print(shares(tallies["dragoman"].kinds))
    print("\n".join(sorted(shown)[: options.errors]))


if __name__ == "__main__":
    main()
