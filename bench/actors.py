"""Actor phrases to country and sector: the actor resolution tests of NGEC, and the spans of the
PLOVER/CAMEO gold records with their actor codes.

    python bench/actors.py [--data ../shared/data] [--part check] [--errors] [--kinds]

The set writes MED for health (ours HLH), UNO, EUR and IGO for countries of organisations (ours:
no country, sector IGO unless a narrower one), SOC for societies (ours NGO), UNK and JNK for none.
Phrases without a date, or of "today", are asked as of May 2022, when the set was written. The
baseline knows countries by their names and demonyms and nothing else. All phrases of the first
set were looked through once before the tables were written, so its check part is only half unseen;
the records are older (1990 to 2010), asked without a date, and were not looked at beforehand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dragoman.lexicon.tables import Tables
from dragoman.lexicon.world import World, load_world

WRITTEN = date(2022, 5, 1)
NO_COUNTRY = {"UNO", "EUR", "IGO"}
BLOCS = {"IGO", "NGO", "MNC", "INT"}
SECTORS = {"MED": "HLH", "SOC": "NGO", "UNK": "", "JNK": "", "JRN": "MED"}
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?='s\b)|'s\b|[^\W_]+\.(?=\s[A-Z])|[^\W_]+|\S")

Row = tuple[str, tuple[str, ...], date | None, tuple[str, str]]
Coder = Callable[[World, Sequence[str], date | None], tuple[str, str]]


def rows(path: Path, part: str) -> list[Row]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = row["expected"][0]
        side = "dev" if int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 else "check"
        if side != part or "?" in (expected.get("source") or ""):
            continue
        words = tuple(WORD.findall(row["text"].replace("’", "'")))
        wanted = (expected.get("country") or "", expected.get("code_1") or "")
        found.append((row["text"], words, day(row["date"]), plain(wanted)))
    return found


def records(path: Path) -> list[Row]:
    """The spans of initiators and recipients; the sector is the code's fourth to sixth letter."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        for event in json.loads(line)["expected"]:
            for side in ("source", "target"):
                text, code = event.get(f"{side}_text"), event.get(side)
                if text and code:
                    country = "JPN" if code[:3] == "JAP" else code[:3]
                    wanted = ("", code[:3]) if code[:3] in BLOCS else (country, code[3:6])
                    found.append((text, tuple(WORD.findall(text)), None, plain(wanted)))
    return found


def day(text: str | None) -> date:
    match = re.search(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    if match:
        return date(*(int(part) for part in match.groups()))
    year = re.search(r"(19|20)\d\d", text or "")
    return date(int(year.group()), 6, 30) if year else WRITTEN


def plain(code: tuple[str, str]) -> tuple[str, str]:
    country, sector = code
    sector = SECTORS.get(sector, sector)
    return ("", sector or "IGO") if country in NO_COUNTRY else (country, sector)


def baseline(world: World, words: Sequence[str], when: date | None) -> tuple[str, str]:
    for _, _, entries in world.match(words):
        if entries[0].id == entries[0].country:
            return entries[0].country, ""
    return "", ""


def ours(world: World, words: Sequence[str], when: date | None) -> tuple[str, str]:
    return world.describe(words, when)


def score(
    name: str, coder: Coder, world: World, found: list[Row], errors: bool, kinds: bool = False
) -> None:
    right = [0, 0, 0]
    for text, words, when, wanted in found:
        got = coder(world, words, when)
        hits = (got[0] == wanted[0], got[1] == wanted[1], got == wanted)
        right = [a + b for a, b in zip(right, hits, strict=True)]
        if errors and not hits[2]:
            print(f"  {text!r} {when}: wanted {wanted}, got {got}")
    if kinds:
        by_sector: dict[str, list[int]] = {}
        for _, words, when, wanted in found:
            counts = by_sector.setdefault(wanted[1] or "none", [0, 0])
            counts[0] += coder(world, words, when) == wanted
            counts[1] += 1
        for sector, (good, all_) in sorted(by_sector.items(), key=lambda x: -x[1][1]):
            print(f"  {sector:5} {good:3}/{all_:3}")
    shares = " ".join(f"{part} {n / len(found):.3f}" for part, n in zip(PARTS, right, strict=True))
    print(f"{name:17} {len(found)} phrases: {shares}")


PARTS = ("country", "sector", "both")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("dev", "check"), default="check")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    parser.add_argument("--kinds", action="store_true", help="right by the sector wanted")
    args = parser.parse_args()
    world = load_world(Tables())
    found = rows(args.data / "events" / "ngec_actor_resolution.jsonl", args.part)
    score("ngec baseline", baseline, world, found, errors=False)
    score(
        "ngec ours", ours, world, found, errors=args.errors and args.part == "dev", kinds=args.kinds
    )
    spans = records(args.data / "events" / "plover_gsr_cameo.jsonl")
    score("records baseline", baseline, world, spans, errors=False)
    score("records ours", ours, world, spans, errors=False, kinds=args.kinds)


if __name__ == "__main__":
    main()
