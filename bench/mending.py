"""Mending: what comes back of a report's records when its text is damaged, and false alarms.

    python -m bench.mending [--data ../shared/data] [--reports 40] [--part dev|check] [--plain]
    python -m bench.mending --alarms 400 [--show 40]

Takes clean reports of corpora/world_news (every second one by the hash of its id is dev, the others
check), damages each in one way, deterministically, and runs the chain on both. A record of the
clean run comes back if the damaged run has one of the same kind, type and parties (events), stance
and speakers (statements), numbers and unit (quantities) at the same place, offsets mapped back to
the clean text. `extra` are records of the damaged run that the clean one lacks. --plain turns all
mending off. --alarms counts the clean texts that each mend changes, and --show prints places.
"""

from __future__ import annotations

from bench.corpus import DATA, ROOT, one_thread

one_thread()

import argparse  # noqa: E402
import hashlib  # noqa: E402
import html  # noqa: E402
import json  # noqa: E402
import re  # noqa: E402
import textwrap  # noqa: E402
from collections import Counter, defaultdict  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

Edit = tuple[int, int, str]
KINDS = ("events", "statements", "quantities")


def main() -> int:
    options = _options()
    found = rows(options.data, options.part)
    if options.alarms:
        return alarms(found[: options.alarms], options.show)
    from dragoman.lexicon import load_lexicon

    lexicon = load_lexicon()
    if options.plain:
        _without_mending()
    found = found[: options.reports]
    texts = [row["text"] for row in found]
    clean = records(found, texts, lexicon)
    total = {kind: sum(len(one[kind]) for one in clean) for kind in KINDS}
    print(f"mending: {len(found)} reports of world_news ({options.part}), records of the clean run")
    print("  " + ", ".join(f"{total[kind]} {kind}" for kind in KINDS))
    print(f"  {'damage':22}" + "".join(f"{kind:>12} {'extra':>6}" for kind in KINDS))
    for name, damage in DAMAGES.items():
        maps = [applied(text, sorted(damage(text))) for text in texts]
        damaged = records(found, [m[0] for m in maps], lexicon, maps)
        line = f"  {name:22}"
        for kind in KINDS:
            pairs = list(zip(clean, damaged, strict=True))
            same = sum((a[kind] & b[kind]).total() for a, b in pairs)
            extra = sum((b[kind] - a[kind]).total() for a, b in pairs)
            line += f"{100 * same / max(1, total[kind]):11.1f}% {extra:6}"
        print(line, flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--part", choices=("dev", "check"), default="dev")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--alarms", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


def rows(data: Path, part: str) -> list[dict[str, str]]:
    """The part's rows by the hash of their ids."""
    path = data / "corpora" / "world_news.jsonl"
    with (path if path.is_absolute() else ROOT / path).open(encoding="utf-8") as stream:
        found = [json.loads(line) for line in stream]
    found.sort(key=lambda row: _hash(row["id"]))
    return [row for row in found if _hash(row["id"]) % 2 == (part == "check")]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def _without_mending() -> None:
    import dragoman.mend.mending as mending
    import dragoman.parse.parser as parser
    import dragoman.read.lines as lines
    from dragoman.mend import View

    mending.Mending.view = lambda self, start, end: View.of(self._text, start, end)  # type: ignore[method-assign]
    parser.soft_breaks = lines.soft_breaks = lambda text: frozenset()  # type: ignore[attr-defined]


# ---------------------------------------------------------------- damage


def _words(text: str, pattern: str, one_in: int) -> Iterator[re.Match[str]]:
    for match in re.finditer(pattern, text):
        if _hash(f"{match.start()}{match.group()}") % one_in == 0:
            yield match


def _inside(sign: str, one_in: int) -> Callable[[str], list[Edit]]:
    def damage(text: str) -> list[Edit]:
        found = _words(text, r"[^\W\d_]{7,}", one_in)
        return [(at, at, sign) for m in found for at in [(m.start() + m.end()) // 2]]

    return damage


def _wrapped(width: int, hyphens: bool = False, apart: bool = True) -> Callable[[str], list[Edit]]:
    """Each paragraph wrapped; ``apart``: with a blank line after it, as mail and Markdown have."""

    def damage(text: str) -> list[Edit]:
        edits: list[Edit] = []
        for match in re.finditer(r"[^\n]+", text):
            at = match.start()
            piece = match.group().rstrip()
            column = 0
            for word in re.finditer(r"\S+", piece):
                size = len(word.group())
                begin = at + word.start()
                if column and column + 1 + size > width:
                    room = width - column - 2
                    if hyphens and size >= 8 and room >= 3 and word.group().isalpha():
                        cut = min(room, size - 3)
                        edits.append((begin + cut, begin + cut, "-\n"))
                        column = size - cut
                        continue
                    edits.append((begin - 1, begin, "\n"))
                    column = size
                else:
                    column += size + bool(column)
            if apart and text[match.end() : match.end() + 2] != "\n\n" and match.end() < len(text):
                edits.append((match.end(), match.end(), "\n"))
        return edits

    return damage


def _drop_capital(gap: str) -> Callable[[str], list[Edit]]:
    def damage(text: str) -> list[Edit]:
        found = [m.start() + 1 for m in re.finditer(r"(?m)^[A-Z][a-z]+ [a-z]", text)]
        return [(at, at, gap) for at in found]

    return damage


def _mojibake(text: str) -> list[Edit]:
    table = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
    curly = re.finditer(r"[^\x00-\x7f]|(?<=\w)'(?=\w)", text)
    return [
        (*m.span(), "".join(table[b] for b in m.group().replace("'", "’").encode())) for m in curly
    ]


def _doubled(text: str) -> list[Edit]:
    return [(*m.span(), "  ") for m in _words(text, " ", 4)]


def _entities(text: str) -> list[Edit]:
    return [
        (*m.span(), html.escape(m.group()) if m.group().isascii() else f"&#{ord(m.group())};")
        for m in re.finditer(r"[&\"']|[^\x00-\x7f]", text)
    ]


def _escapes(text: str) -> list[Edit]:
    found = re.finditer(r"\"|[^\x00-\x7f]", text)
    return [(*m.span(), json.dumps(m.group())[1:-1]) for m in found]


def _no_space(text: str) -> list[Edit]:
    found = _words(text, r"(?<=[a-z]{3}\.)[ ](?=[A-Z][a-z]+ )", 3)
    return [(*m.span(), "") for m in found]


def _before_mark(text: str) -> list[Edit]:
    return [(m.start(), m.start(), " ") for m in _words(text, r"(?<=\w)[,.](?=\s)", 3)]


DAMAGES: dict[str, Callable[[str], list[Edit]]] = {
    "none": lambda text: [],
    "soft hyphens": _inside("\u00ad", 3),
    "zero-width spaces": _inside("\u200b", 3),
    "wrapped at 72": _wrapped(72),
    "wrapped, no blank line": _wrapped(78, apart=False),
    "wrapped, hyphens": _wrapped(66, hyphens=True),
    "drop capital, space": _drop_capital(" "),
    "drop capital, line": _drop_capital("\n"),
    "mojibake": _mojibake,
    "doubled spaces": _doubled,
    "entities": _entities,
    "escapes": _escapes,
    "no space after stop": _no_space,
    "space before mark": _before_mark,
}

Map = tuple[str, list[int], list[int]]


def applied(text: str, edits: list[Edit]) -> Map:
    """The damaged text, and for each of its characters the span of the clean one."""
    out, starts, ends, at = [], [], [], 0
    for begin, stop, new in edits:
        assert begin >= at
        out += [text[at:begin], new]
        starts += [*range(at, begin), *([begin] + [stop] * len(new))[: len(new)]]
        ends += [*range(at + 1, begin + 1), *[stop] * len(new)]
        at = stop
    out.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return "".join(out), starts, ends


# ---------------------------------------------------------------- records


def records(
    found: list[dict[str, str]], texts: list[str], lexicon: Any, maps: list[Map] | None = None
) -> list[dict[str, Counter[Any]]]:
    """What the chain reads out of each text, as comparable keys at offsets of the clean text."""
    from dragoman.chain import code_reports
    from dragoman.read import read_text

    told = ("title", "date", "publisher", "url")
    reports = [
        read_text(text, lexicon, location=row["id"], **{k: row.get(k) or "" for k in told})
        for row, text in zip(found, texts, strict=True)
    ]
    coded = code_reports(reports, lexicon)
    return [keys(one, maps[n] if maps else None) for n, one in enumerate(coded)]


def keys(coded: Any, damage: Map | None) -> dict[str, Counter[Any]]:
    def at(span: Any) -> tuple[int, int]:
        text = coded.report.source_text
        assert text[span.start : span.end] == span.exact
        if damage is None or span.end <= span.start:
            return span.start, span.end
        return damage[1][span.start], damage[2][span.end - 1]

    def named(parties: Any) -> tuple[str, ...]:
        return tuple(sorted(p.actor_id or "?" for p in parties))

    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for e in coded.events:
        sides = named(e.initiators), named(e.recipients)
        found["events"][e.type, e.mode, *sides, e.factuality, at(e.trigger)] += 1
    for s in coded.statements:
        speakers = tuple((x.actor_id, x.kind) for x in s.sources)
        found["statements"][s.stance, speakers, at(s.content)] += 1
    for q in coded.quantities:
        found["quantities"][q.low, q.best, q.high, q.unit, at(q.evidence[0])] += 1
    return {kind: found[kind] for kind in KINDS}


# ---------------------------------------------------------------- false alarms


def alarms(found: list[dict[str, str]], show: int) -> int:
    """How many clean texts each mend changes, with places to read."""
    from dragoman.mend import paragraphs, soft_breaks
    from dragoman.mend.mending import Mending
    from dragoman.parse.parser import default_parser

    knows = default_parser().knows
    texts: Counter[str] = Counter()
    places: dict[str, list[str]] = defaultdict(list)
    for row in found:
        text = row["text"]
        goes_on = soft_breaks(text)
        changed = set()
        for at in sorted(goes_on):
            changed.add("joined lines")
            places["joined lines"].append(text[max(0, at - 60) : at + 60])
        mending = Mending(text, knows)
        for start, end in paragraphs(text, goes_on):
            for name, before, edit in mending.steps(start, end):
                changed.add(name)
                a, b, new = edit
                places[name].append(
                    f"{before[max(0, a - 40) : a]}[{before[a:b]}→{new}]{before[b : b + 40]}"
                )
        texts.update(changed)
    print(f"texts changed of {len(found)}, and places")
    for name, count in texts.most_common():
        print(f"  {name:20} {count:5} {len(places[name]):6}")
        step = max(1, len(places[name]) // show) if show else 1
        for place in places[name][::step][:show]:
            print("      " + textwrap.shorten(repr(place), 160))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
