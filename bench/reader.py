"""The reader at a hundred thousand events: how long a screen takes.

    python -m bench.reader [--events 100000] [--case FILE]

A made-up case: reports of 25 statements, events and figures between 24 states, in happenings of
one to four events, told by 60 publishers. Each line is one address, asked for in this process
without a network: the median and the longest of seven, wall-clock and CPU milliseconds, one
request at a time. The first of all (what one sees after the start) is told by itself. ``--case``
keeps the file, or takes one that is there. ``--dossier`` tells the dossier's size instead; 12,500
events are 500 reports.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from tests.factories import (
    make_account,
    make_coded,
    make_difference,
    make_event,
    make_happening,
    make_quantity,
    make_report,
    make_statement,
)

from dragoman.case import Case, load_view
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import load_tellings
from dragoman.model import CodedReport, Event, Reconciliation, Statement
from dragoman.serve.app import make_app
from dragoman.serve.room import Room
from dragoman.show.dossier import dossier_html
from dragoman.show.lookup import Lookup

SENTENCES = 25
ROUNDS = 7
HEADS = (
    "Bal Cor Dun Eld Fen Gar Hol Ist Jor Kel Lor Mar"
    " Nor Ost Pol Qua Rov Sol Tyr Urb Val Wes Yor Zan"
)
STATES = tuple(f"{head}land" for head in HEADS.split())
ITEMS = (
    ("guns", "arms"),
    ("grain", "food"),
    ("oil", "fuel"),
    ("loans", "money"),
    ("trucks", "vehicles"),
)
PUBLISHERS = tuple(
    f"The {name} Post" for name in (f"{a}{b}" for a in "ABCDEFGHIJ" for b in "aeiouy")
)


def coded(number: int, chance: random.Random) -> CodedReport:
    """A report whose words no other has."""
    told = []
    for place in range(SENTENCES):
        giver, taker, speaker = chance.sample(STATES, 3)
        item = chance.choice(ITEMS)
        told.append((number * SENTENCES + place, giver, taker, speaker, item))
    text = " ".join(f"{g} sent {n} {i[0]} to {t}, {s} said." for n, g, t, s, i in told)
    day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    report = make_report(
        text, location=f"{number}.txt", publisher=chance.choice(PUBLISHERS), published=day
    )
    said = [
        make_statement(report, f"{g} sent {n} {i[0]} to {t}", speaker=s, cue="said")
        for n, g, t, s, i in told
    ]
    sent = [
        make_event(
            report,
            f"sent {n} {i[0]}",
            one,
            initiators=[g],
            recipients=[t],
            items=[i],
            occurred=day if chance.random() < 0.7 else None,
        )
        for (n, g, t, _, i), one in zip(told, said, strict=True)
    ]
    counted = [
        make_quantity(report, f"{n} {i[0]}", one, event, best=float(n), measure=i[1])
        for (n, _, _, _, i), one, event in zip(told, said, sent, strict=True)
    ]
    return make_coded(report, said, sent, counted)


def reconciled(press: list[CodedReport], chance: random.Random) -> Reconciliation:
    """Happenings of one to four events of the same pair and thing."""
    alike: dict[tuple[str, ...], list[tuple[Event, Statement]]] = {}
    for one in press:
        for event, said in zip(one.events, one.statements, strict=True):
            key = (event.initiators[0].name, event.recipients[0].name, event.items[0].cls)
            alike.setdefault(key, []).append((event, said))
    happenings, accounts, differences = [], [], []
    for key in sorted(alike):
        told = alike[key]
        while told:
            group = [told.pop() for _ in range(min(len(told), chance.choice((1, 1, 1, 2, 3, 4))))]
            names = tuple(dict.fromkeys(said.sources[0].name for _, said in group))
            happening = make_happening([event for event, _ in group], origins=names)
            happenings.append(happening)
            accounts += [make_account(happening, event, said) for event, said in group[:1]]
            if len(group) > 2 and chance.random() < 0.2:
                sides = [(said.content.exact, said) for _, said in group[:2]]
                differences.append(make_difference(happening, sides))
    return Reconciliation(
        tuple(sorted(happenings, key=lambda h: h.id)),
        tuple(sorted(accounts, key=lambda a: a.id)),
        tuple(sorted(differences, key=lambda d: d.id)),
        (),
        (),
        tuple((one.report.id, "") for one in press),
    )


def make_case(path: Path, events: int) -> None:
    """Write the case."""
    chance = random.Random(7)
    press = [coded(number, chance) for number in range(events // SENTENCES)]
    with Case.open(path, create=True) as case:
        for one in press:
            case.add(one, digest=one.report.id, location=one.report.location)
        case.replace_reconciliation(replace(reconciled(press, chance)))


def addresses(room: Room) -> list[tuple[str, str]]:
    """What is asked for: a name for the table, and the address."""
    with room.open() as case:
        index = room.index(case)
        busiest = {
            name: index.facets[name].values[int(_commonest(index, name))]
            for name in index.facets
            if index.facets[name].values
        }
        joined = next(o for o in index.columns.happenings if len(o.report_ids) > 2)
        lookup = room.happenings(case, [joined.id])
        event = lookup.view.events[lookup.view.happenings[joined.id].event_ids[0]]
        quantity = next(iter(lookup.view.quantities.values()))
    pair = busiest["pair"].split(",")
    return [
        ("first screen", "/"),
        *((f"facet {name}", str(httpx.URL("/", params={name: v}))) for name, v in busiest.items()),
        ("two facets", str(httpx.URL("/", params={"pair": busiest["pair"], "what": "fuel"}))),
        ("order newest", "/?order=newest"),
        ("page 1,000", "/?page=1000"),
        ("rare words", "/?q=99999"),
        ("common words", "/?q=oil"),
        ("a line", f"/?at={joined.id}"),
        ("side by side", f"/happening/{joined.id}"),
        ("a report", f"/report/{event.report_id}"),
        ("a pair", f"/pair/{pair[0]}/{pair[1]}"),
        ("a speaker", f"/said?by={busiest['speaker']}"),
        ("exchange of a pair", str(httpx.URL("/exchange", params={"pair": busiest["pair"]}))),
        ("figures of a pair", str(httpx.URL("/figures", params={"pair": busiest["pair"]}))),
        ("a figure", f"/figure/{quantity.id}"),
        ("reports", "/reports"),
    ]


def _commonest(index: Any, name: str) -> int:
    import numpy as np

    return int(np.bincount(index.facets[name].codes).argmax())


def asked(app: Any, address: str) -> tuple[float, float, int]:
    """Wall-clock and CPU milliseconds and bytes of one answer."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(address)

    wall, cpu = time.perf_counter(), time.process_time()
    answer = asyncio.run(ask())
    assert answer.status_code == 200, (address, answer.status_code)
    took = (time.perf_counter() - wall, time.process_time() - cpu)
    return 1000 * took[0], 1000 * took[1], len(answer.content)


def dossier_size(path: Path) -> int:
    """Bytes of the case's dossier."""
    tables = Tables()
    with Case.open(path, read_only=True) as case:
        lookup = Lookup(load_view(case), load_likeness(tables), load_tellings(tables))
    return len(dossier_html(lookup, load_coding(tables)).encode())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--dossier", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.case or Path(folder) / "case.db"
        if not path.exists():
            make_case(path, options.events)
        if options.dossier:
            print(f"dossier: {dossier_size(path) / 1e6:.2f} MB")
            return 0
        start = time.perf_counter()
        room = Room.enter(path, "bench")
        entered = time.perf_counter() - start
        with room.open() as case:
            held = case.counts()
        print(
            f"reader: {held['events']:,} events, {held['happenings']:,} happenings,"
            f" {held['reports']:,} reports; ready after {entered:.1f} s"
        )
        app = make_app(room)
        wall, cpu, _ = asked(app, "/")
        print(f"{'the very first':24}{wall:10.0f} ms{cpu:10.0f} ms CPU")
        print(f"{'address':24}{'median':>13}{'longest':>13}{'CPU median':>14}{'KB':>8}")
        for name, address in addresses(room):
            rounds = [asked(app, address) for _ in range(ROUNDS)]
            walls, cpus = [r[0] for r in rounds], [r[1] for r in rounds]
            print(
                f"{name:24}{median(walls):10.0f} ms{max(walls):10.0f} ms"
                f"{median(cpus):11.0f} ms{rounds[0][2] / 1000:8.0f}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
