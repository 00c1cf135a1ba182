"""A made-up press whose truth is known: happenings, who tells of them, and what they get wrong.

Everything follows from a seed. Each happening has true facts and one to four origins (a ministry of
a state, or an outlet's own reporters, or unnamed officials). Each origin gives an account, in which
something may be wrong on purpose; agencies print it, others reprint it whole or in part, or retell
it in words of their own. What was planted is kept beside the reports, which come both as text and
as the coded reports that a faultless reading of the text would give.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

FIRST_DAY = date(2023, 1, 9)
DAYS = 540


@dataclass(frozen=True)
class Country:
    """A state as the press words it."""

    name: str
    code: str
    demonym: str
    ministry: str
    towns: tuple[str, ...]


COUNTRIES = (
    Country(
        "Armenia", "ARM", "Armenian", "Armenian Defence Ministry", ("Goris", "Sevan", "Gyumri")
    ),
    Country("Azerbaijan", "AZE", "Azerbaijani", "Azerbaijani Defence Ministry", ("Ganja", "Quba")),
    Country("Ethiopia", "ETH", "Ethiopian", "Ethiopian Foreign Ministry", ("Adwa", "Gondar")),
    Country("Eritrea", "ERI", "Eritrean", "Eritrean Information Ministry", ("Massawa", "Keren")),
    Country("Sudan", "SDN", "Sudanese", "Sudanese Foreign Ministry", ("Kassala", "Port Sudan")),
    Country("Egypt", "EGY", "Egyptian", "Egyptian Foreign Ministry", ("Aswan", "Luxor")),
    Country("Serbia", "SRB", "Serbian", "Serbian Defence Ministry", ("Nis", "Novi Sad")),
    Country("Croatia", "HRV", "Croatian", "Croatian Foreign Ministry", ("Split", "Osijek")),
    Country("Greece", "GRC", "Greek", "Greek Foreign Ministry", ("Patras", "Kavala")),
    Country("Turkey", "TUR", "Turkish", "Turkish Defence Ministry", ("Izmir", "Bursa", "Kars")),
    Country("Norway", "NOR", "Norwegian", "Norwegian Foreign Ministry", ("Bergen", "Bodo")),
    Country("Canada", "CAN", "Canadian", "Canadian Foreign Ministry", ("Halifax", "Calgary")),
)
PAIRS = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (1, 9), (2, 4), (3, 5))
WITNESSES = (10, 11)
"""Third states whose ministries may tell what they know."""

AGENCIES = ("Reuters", "Associated Press", "Agence France-Presse")
OUTLETS = (
    "The Daily Courier",
    "Morning Herald",
    "The Evening Standard Bearer",
    "Global Dispatch",
    "The Northern Echoes",
    "Harbour Times",
    "City Observer",
    "The Weekly Ledger",
)


@dataclass(frozen=True)
class Kind:
    """A kind of happening: how it is coded and worded. ``{count}`` stands where figures go."""

    type: str
    mode: str
    active: str
    retold: str
    trigger: str
    retold_trigger: str
    measure: str = ""
    items: tuple[tuple[str, str], ...] = ()
    counts: tuple[int, ...] = ()
    swappable: bool = False
    share: float = 1.0


KINDS = (
    Kind(
        "AID",
        "",
        "{a} sent {count} {item} to {b}",
        "{b} received {count} {item} from {a}",
        "sent",
        "received",
        "items",
        (
            ("shells", "arms.ammunition"),
            ("rifles", "arms.small"),
            ("tents", "humanitarian"),
            ("tonnes of wheat", "food"),
        ),
        (400, 12000),
        True,
        1.0,
    ),
    Kind(
        "MOBILIZE",
        "troops",
        "{a} moved {count} troops to the border with {b} at {place}",
        "{count} {a_adj} troops were deployed near {place} on the border with {b}",
        "moved",
        "deployed",
        "troops",
        (("troops", "troops"),),
        (300, 9000),
        False,
        0.8,
    ),
    Kind(
        "ASSAULT",
        "heavy-weapons",
        "{a} shelled {place} in {b}, killing {count} people",
        "{count} people were killed when {a_adj} artillery hit {place} in {b}",
        "shelled",
        "hit",
        "killed",
        (),
        (11, 58),
        False,
        1.2,
    ),
    Kind(
        "CONSULT",
        "visit",
        "the foreign minister of {a} visited {b} for talks in {place}",
        "the foreign minister of {a} paid a visit to {b} and held talks in {place}",
        "visited",
        "visit",
        "",
        (),
        (),
        False,
        0.8,
    ),
    Kind(
        "AGREE",
        "",
        "{a} and {b} signed a {item} agreement",
        "a {item} agreement was signed by {a} and {b}",
        "signed",
        "signed",
        "",
        (("ceasefire", ""), ("trade", ""), ("border", ""), ("water", "")),
        (),
        False,
        0.7,
    ),
    Kind(
        "SANCTION",
        "",
        "{a} closed {count} border crossings with {b}",
        "{count} crossings between {b} and {a} were shut by {a_adj} authorities",
        "closed",
        "shut",
        "crossings",
        (),
        (11, 17),
        False,
        0.5,
    ),
)

FILLERS = (
    "Residents described a tense evening and long queues at the {w1}.",
    "Markets in the region opened {w1} after the {w2}.",
    "Analysts had expected the {w1} to dominate the week.",
    "The {w1} remained closed, and the {w2} was not available for comment.",
    "It was the first such {w1} since the {w2}, local papers wrote.",
    "Schools near the {w1} were told to wait for the {w2}.",
)
WORDS_TEXT = """
harbour market bridge station council square festival railway hospital parliament valley
airport cathedral factory museum stadium reservoir monastery theatre orchard lighthouse
quarry refinery embassy school depot border-post river terminal archive barracks canal
"""
WORDS = tuple(WORDS_TEXT.split())


@dataclass(frozen=True)
class Fact:
    """What truly happened."""

    number: int
    kind: Kind
    giver: Country
    taker: Country
    day: date
    place: str
    item: tuple[str, str]
    count: int


@dataclass(frozen=True)
class Telling:
    """One mention of a fact, as a report words it, with what a faultless reading gives.

    ``when`` is ``day``, ``month`` or ``open``; ``low``/``best``/``high`` the figure's interval.
    """

    fact: int
    sentence: str
    trigger: str
    giver: Country
    taker: Country
    day: date
    when: str
    figure: str
    low: float | None
    best: float | None
    high: float | None
    denied: bool
    origin: str
    speaker: str
    unnamed: bool
    planned: bool = False


@dataclass(frozen=True)
class Foresight:
    """A forecast in a report: its sentence, outcome words, and the fact that settles it, if any."""

    sentence: str
    outcome: str
    speaker: str
    giver: Country
    taker: Country
    kind: Kind
    item: tuple[str, str]
    fact: int


@dataclass(frozen=True)
class MadeReport:
    """A report with what it tells; ``copy_of`` is the number of the report that it reprints."""

    number: int
    publisher: str
    published: date
    title: str
    text: str
    tellings: tuple[Telling, ...]
    foresights: tuple[Foresight, ...] = ()
    credit: str = ""
    copy_of: int = -1


@dataclass
class Truth:
    """What was planted.

    Attributes:
        origins: for each fact, the names of those that could know.
        differences: (fact, slot, kind).
    """

    origins: dict[int, set[str]] = field(default_factory=dict)
    differences: set[tuple[int, str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class MadePress:
    """All of it."""

    facts: tuple[Fact, ...]
    reports: tuple[MadeReport, ...]
    truth: Truth


def make_press(reports: int, seed: int = 7) -> MadePress:
    """Make about ``reports`` reports (the last happening is told in full)."""
    return _Maker(random.Random(seed)).run(reports)


def _count(rng: random.Random, kind: Kind) -> int:
    """A count between the kind's least and greatest, with two or three digits that tell."""
    if not kind.counts:
        return 0
    drawn = rng.randint(kind.counts[0], kind.counts[-1])
    return drawn if drawn < 100 else round(drawn, -1 if drawn < 1000 else -2)


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.facts: list[Fact] = []
        self.reports: list[MadeReport] = []
        self.truth = Truth()

    def run(self, wanted: int) -> MadePress:
        while len(self.reports) < wanted:
            self._tell(self._fact(wanted))
        return MadePress(tuple(self.facts), tuple(self.reports), self.truth)

    def _fact(self, wanted: int) -> Fact:
        rng = self.rng
        kind = rng.choices(KINDS, [k.share for k in KINDS])[0]
        pair = [COUNTRIES[i] for i in rng.choice(PAIRS)]
        rng.shuffle(pair)
        fact = Fact(
            number=len(self.facts),
            kind=kind,
            giver=pair[0],
            taker=pair[1],
            day=FIRST_DAY + timedelta(days=rng.randrange(max(DAYS, wanted // 4))),
            place=rng.choice(pair[1].towns),
            item=rng.choice(kind.items) if kind.items else ("", ""),
            count=_count(rng, kind),
        )
        self.facts.append(fact)
        return fact

    def _tell(self, fact: Fact) -> None:
        rng = self.rng
        origins = self._origins(fact)
        self.truth.origins[fact.number] = {name for name, _, _ in origins}
        if rng.random() < 0.25:
            self._foresee(fact)
        plants = self._plants(fact, len(origins), origins[0][0].startswith("unnamed"))
        for place, (name, speaker, outlet) in enumerate(origins):
            unnamed = name.startswith("unnamed via ")
            base = self._telling(fact, name, speaker, unnamed, plants.get(place, ""))
            if plants.get(1) == "date":
                base = self._worded(replace(base, when="day"), retold=False)
            self._print(fact, base, outlet, speaker)
        if plants.get(-1):
            name, speaker, outlet = origins[0]
            base = self._telling(fact, name, speaker, False, "revision")
            self._article(fact, base, outlet, 20 + rng.randrange(20))

    def _origins(self, fact: Fact) -> list[tuple[str, str, str]]:
        """(origin, speaker or empty for the outlet's own voice, outlet that has it first)."""
        rng = self.rng
        third = COUNTRIES[rng.choice(WITNESSES)]
        speakers = [fact.giver.ministry, fact.taker.ministry, third.ministry]
        rng.shuffle(speakers)
        outlets = rng.sample(OUTLETS, 4)
        chosen: list[tuple[str, str, str]] = []
        for n in range(rng.choices((1, 2, 3), (5, 3, 2))[0]):
            agency = rng.choice(AGENCIES) if n == 0 and rng.random() < 0.5 else outlets[n]
            draw = rng.random()
            if draw < 0.65:
                chosen.append((speakers[n], speakers[n], agency))
            elif draw < 0.9:
                chosen.append((agency, "", agency))
            else:
                chosen.append((f"unnamed via {agency}", "a senior official", agency))
        return chosen

    def _plants(self, fact: Fact, origins: int, unnamed: bool) -> dict[int, str]:
        """What goes wrong with which origin's account; -1 is a later word of the first origin."""
        rng = self.rng
        plants: dict[int, str] = {}
        if fact.kind.measure and not unnamed and rng.random() < 0.15:
            plants[-1] = "revision"
            self._plant(fact, f"figure:{self._slot(fact)}", "revision")
            if origins > 1:
                # The others still hold what the first has taken back.
                self._plant(fact, f"figure:{self._slot(fact)}", "dispute")
            return plants
        if origins < 2 or rng.random() > 0.45:
            return plants
        options = ["denial", "date"]
        if fact.kind.measure:
            options += ["dispute", "precision"]
        if fact.kind.swappable:
            options.append("direction")
        plants[1] = rng.choice(options)
        slot, kind = {
            "denial": ("happened", "dispute"),
            "date": ("date", "dispute"),
            "dispute": (f"figure:{self._slot(fact)}", "dispute"),
            "precision": (f"figure:{self._slot(fact)}", "precision"),
            "direction": ("direction", "dispute"),
        }[plants[1]]
        self._plant(fact, slot, kind)
        return plants

    def _plant(self, fact: Fact, slot: str, kind: str) -> None:
        self.truth.differences.add((fact.number, slot, kind))

    @staticmethod
    def _slot(fact: Fact) -> str:
        return {"killed": "casualties"}.get(fact.kind.measure, fact.kind.measure)

    def _telling(self, fact: Fact, origin: str, speaker: str, unnamed: bool, plant: str) -> Telling:
        rng = self.rng
        low = best = high = float(fact.count) if fact.count else None
        figure = f"{fact.count:,}" if fact.count else ""
        day, giver, taker = fact.day, fact.giver, fact.taker
        if plant in ("dispute", "revision"):
            low = best = high = float(round(fact.count * rng.choice((0.5, 0.6, 1.6, 2))))
            figure = f"{best:,.0f}"
        elif plant == "precision":
            least = fact.count - max(1, fact.count // 10)
            low, best, high = float(least), None, None
            figure = f"more than {least:,}"
        elif plant == "date":
            day = fact.day + timedelta(days=rng.choice((-2, -1, 1, 2)))
        elif plant == "direction":
            giver, taker = taker, giver
        sure = plant in ("date", "direction", "dispute", "revision") or not fact.kind.measure
        when = "day" if sure else rng.choices(("day", "month", "open"), (7, 1, 2))[0]
        made = Telling(
            fact=fact.number,
            sentence="",
            trigger="",
            giver=giver,
            taker=taker,
            day=day,
            when=when,
            figure=figure,
            low=low,
            best=best,
            high=high,
            denied=plant == "denial",
            origin=origin,
            speaker=speaker,
            unnamed=unnamed,
        )
        return self._worded(made, retold=False)

    def _worded(self, telling: Telling, *, retold: bool) -> Telling:
        fact = self.facts[telling.fact]
        form = fact.kind.retold if retold else fact.kind.active
        clause = form.format(
            a=telling.giver.name,
            b=telling.taker.name,
            a_adj=telling.giver.demonym,
            count=telling.figure,
            item=fact.item[0],
            place=fact.place,
        )
        when = {
            "day": f" on {telling.day.day} {telling.day:%B %Y}",
            "month": f" in {telling.day:%B %Y}",
            "open": "",
        }[telling.when]
        said = f"{clause}{when}"
        speaker = (
            f"the {telling.speaker}" if telling.speaker.endswith("Ministry") else (telling.speaker)
        )
        if telling.denied:
            sentence = f"{speaker or 'The government'} denied that {said}."
        elif speaker:
            sentence = f"According to {speaker}, {said}." if retold else f"{said}, {speaker} said."
        else:
            sentence = f"{said}."
        sentence = sentence[0].upper() + sentence[1:]
        trigger = fact.kind.retold_trigger if retold else fact.kind.trigger
        return replace(telling, sentence=sentence, trigger=trigger)

    def _print(self, fact: Fact, base: Telling, outlet: str, speaker: str) -> None:
        """The first article, its reprints, and retellings that credit the same origin."""
        rng = self.rng
        first = self._article(fact, base, outlet, rng.randrange(3))
        others = [o for o in OUTLETS if o != outlet]
        rng.shuffle(others)
        for _ in range(rng.choices((0, 1, 2, 5), (4, 3, 2, 1))[0]):
            self._reprint(first, others.pop())
        if speaker and not base.unnamed:
            for _ in range(rng.choices((0, 1, 2), (3, 4, 3))[0]):
                if others:
                    retold = self._worded(base, retold=rng.random() < 0.6)
                    self._article(fact, retold, others.pop(), rng.randrange(5))

    def _article(self, fact: Fact, telling: Telling, outlet: str, lag: int) -> MadeReport:
        rng = self.rng
        fillers = [
            rng.choice(FILLERS).format(w1=" ".join(rng.sample(WORDS, 2)), w2=rng.choice(WORDS))
            for _ in range(rng.randrange(3, 7))
        ]
        title = f"{fact.giver.name} and {fact.taker.name}: {fact.kind.trigger} at {fact.place}"
        published = max(fact.day, telling.day) + timedelta(days=lag)
        return self._add(
            MadeReport(
                number=len(self.reports),
                publisher=outlet,
                published=published,
                title=title,
                text=" ".join([telling.sentence, *fillers]),
                tellings=(telling,),
            )
        )

    def _add(self, report: MadeReport) -> MadeReport:
        self.reports.append(report)
        return report

    def _reprint(self, first: MadeReport, outlet: str) -> None:
        rng = self.rng
        credit = first.publisher if first.publisher in AGENCIES else ""
        text = first.text
        if rng.random() < 0.5:
            # A light edit: one sentence goes, another comes.
            head, *rest = text.split(". ")
            added = rng.choice(FILLERS).format(w1=rng.choice(WORDS), w2=rng.choice(WORDS))
            text = ". ".join([head, *rest[:-1]]) + f". {added}" if rest else text
        self._add(
            replace(
                first,
                number=len(self.reports),
                publisher=outlet,
                text=text,
                credit=credit,
                published=first.published + timedelta(days=rng.randrange(2)),
                copy_of=first.number,
            )
        )

    def _foresee(self, fact: Fact) -> None:
        """A forecast printed some weeks before; half of them of something that never comes."""
        rng = self.rng
        comes = rng.random() < 0.6
        kind = fact.kind
        item = fact.item
        if not comes:
            kind = KINDS[0]
            item = ("satellites", "technology")
        clause = kind.active.format(
            a=fact.giver.name,
            b=fact.taker.name,
            a_adj=fact.giver.demonym,
            count="",
            item=item[0],
            place=fact.place,
        ).replace("  ", " ")
        base_form = {
            "sent": "send",
            "moved": "move",
            "shelled": "shell",
            "visited": "visit",
            "signed": "sign",
            "closed": "close",
        }[kind.trigger]
        outcome = clause.replace(kind.trigger, base_form, 1).replace(", killing people", "")
        will = outcome.replace(f" {base_form} ", f" will {base_form} ", 1)
        third = COUNTRIES[rng.choice(WITNESSES)].ministry
        sentence = f"The {third} predicted that {will}."
        words = will[will.index(f"will {base_form}") :]
        foresight = Foresight(
            sentence,
            words,
            third,
            fact.giver,
            fact.taker,
            kind,
            item,
            fact.number if comes else -1,
        )
        filler = rng.choice(FILLERS).format(w1=" ".join(rng.sample(WORDS, 2)), w2=rng.choice(WORDS))
        self._add(
            MadeReport(
                number=len(self.reports),
                publisher=rng.choice(OUTLETS),
                published=fact.day - timedelta(days=14 + rng.randrange(30)),
                title=f"What {fact.giver.name} may do next",
                text=f"{sentence} {filler}",
                tellings=(),
                foresights=(foresight,),
            )
        )
