"""A made-up press whose truth is known: happenings, who tells of them, and what they get wrong.

Everything follows from a seed. Each happening has true facts and one to four origins (a ministry of
a state, or an outlet's own reporters, or unnamed officials). Each origin gives an account, in which
something may be wrong on purpose; agencies print it, others reprint it whole or in part, or retell
it in words of their own, and a round-up may set two accounts beside each other. What was planted is
kept beside the reports, which come both as text and as the coded reports that a faultless reading
of the text would give.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from press_records import Fact, Foresight, MadePress, MadeReport, Telling, Truth
from press_world import (
    AGENCIES,
    COUNTRIES,
    DAYS,
    FILLERS,
    FIRST,
    FIRST_DAY,
    KINDS,
    OUTLETS,
    PAIRS,
    WITNESSES,
    WORDS,
    Form,
    Kind,
    Wording,
)


def make_press(reports: int, seed: int = 7, wording: Wording = FIRST, days: int = 0) -> MadePress:
    """Make about ``reports`` reports (the last happening is told in full).

    Args:
        days: over which the happenings are spread; if 0, `DAYS`, and more where there are more than
            four reports a day.
    """
    return _Maker(random.Random(seed), wording, days or max(DAYS, reports // 4)).run(reports)


def _count(rng: random.Random, kind: Kind) -> int:
    """A count between the kind's least and greatest, with two or three digits that tell."""
    if not kind.counts:
        return 0
    drawn = rng.randint(kind.counts[0], kind.counts[-1])
    return drawn if drawn < 100 else round(drawn, -1 if drawn < 1000 else -2)


class _Maker:
    def __init__(self, rng: random.Random, wording: Wording, days: int) -> None:
        self.rng = rng
        self.wording = wording
        self.days = days
        self.facts: list[Fact] = []
        self.reports: list[MadeReport] = []
        self.truth = Truth()

    def run(self, wanted: int) -> MadePress:
        while len(self.reports) < wanted:
            self._tell(self._fact())
        return MadePress(tuple(self.facts), tuple(self.reports), self.truth)

    def _fact(self) -> Fact:
        rng = self.rng
        kind = rng.choices(KINDS, [k.share for k in KINDS])[0]
        pair = [COUNTRIES[i] for i in rng.choice(PAIRS)]
        rng.shuffle(pair)
        fact = Fact(
            number=len(self.facts),
            kind=kind,
            giver=pair[0],
            taker=pair[1],
            day=FIRST_DAY + timedelta(days=rng.randrange(self.days)),
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
        told: list[tuple[Telling, str]] = []
        for place, (name, speaker, outlet) in enumerate(origins):
            unnamed = name.startswith("unnamed via ")
            base = self._telling(fact, name, speaker, unnamed, plants.get(place, ""))
            if plants.get(1) == "date":
                base = self._worded(replace(base, when="day"), retold=False)
            if plants.get(1) == "purpose" and place == 0:
                base = self._worded(replace(base, purpose=fact.kind.purposes[0]), retold=False)
            if place == 1 and base.speaker and not unnamed and rng.random() < 0.4:
                self._round_up(fact, *told[0], base)
            self._print(fact, base, outlet, speaker)
            told.append((base, outlet))
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
                chosen.append((f"unnamed via {agency}", self.wording.unnamed, agency))
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
        if fact.kind.blamable:
            options += ["actor", "scope"]
        if fact.kind.purposes:
            options.append("purpose")
        plants[1] = rng.choice(options)
        slot, kind = {
            "denial": ("happened", "dispute"),
            "date": ("date", "dispute"),
            "dispute": (f"figure:{self._slot(fact)}", "dispute"),
            "precision": (f"figure:{self._slot(fact)}", "precision"),
            "direction": ("direction", "dispute"),
            "actor": ("actor", "dispute"),
            "scope": ("figure:casualties", "scope"),
            "purpose": ("purpose", "dispute"),
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
        elif plant == "actor":
            giver = rng.choice([c for c in COUNTRIES if c not in (giver, taker)])
        elif plant == "scope":
            low = best = high = float(fact.count * 2 + 7)
            figure = f"{best:,.0f}"
        sure = plant not in ("", "precision", "denial") or not fact.kind.measure
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
            wider=plant == "scope",
            purpose=fact.kind.purposes[1] if plant == "purpose" else "",
        )
        return self._worded(made, retold=False)

    def _form(self, kind: Kind) -> Form:
        return self.wording.forms[KINDS.index(kind)]

    def _worded(self, telling: Telling, *, retold: bool) -> Telling:
        fact, wording = self.facts[telling.fact], self.wording
        form = self._form(fact.kind)
        retold = retold and not telling.wider
        clause = (form.wider if telling.wider else form.retold if retold else form.active).format(
            a=telling.giver.name,
            b=telling.taker.name,
            a_adj=telling.giver.demonym,
            b_adj=telling.taker.demonym,
            count=telling.figure,
            item=fact.item[0],
            place=fact.place,
        )
        when = {
            "day": f" on {telling.day.day} {telling.day:%B %Y}",
            "month": f" in {telling.day:%B %Y}",
            "open": "",
        }[telling.when]
        purpose = wording.purpose.format(purpose=telling.purpose) if telling.purpose else ""
        said = f"{clause}{when}{purpose}"
        speaker = (
            f"the {telling.speaker}" if telling.speaker.endswith("Ministry") else telling.speaker
        )
        named = speaker or "the government"
        frame = "{said}."
        if telling.denied:
            frame = wording.denied
        elif speaker:
            frame = wording.credited if retold else wording.said
        sentence = frame.format(said=said, speaker=named, Speaker=named[0].upper() + named[1:])
        sentence = sentence[0].upper() + sentence[1:]
        trigger = form.retold_trigger if retold else form.trigger
        return replace(telling, sentence=sentence, trigger=trigger)

    def _round_up(self, fact: Fact, first: Telling, outlet: str, second: Telling) -> None:
        """One report that sets the second account beside the first."""
        retold = self._worded(second, retold=True)
        if retold.sentence == first.sentence:
            return
        # Whoever printed the first account has this one too, so that no origin is added.
        made = self._article(fact, first, outlet, 3 + self.rng.randrange(2))
        self.reports[-1] = replace(
            made,
            text=f"{first.sentence} {retold.sentence} {made.text[len(first.sentence) + 1 :]}",
            tellings=(first, retold),
        )

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
        title = self.wording.titles[0].format(
            a=fact.giver.name,
            b=fact.taker.name,
            trigger=self._form(fact.kind).trigger,
            place=fact.place,
        )
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
        base = self._form(kind).base.format(
            a=fact.giver.name,
            b=fact.taker.name,
            b_adj=fact.taker.demonym,
            item=item[0],
            place=fact.place,
        )
        third = COUNTRIES[rng.choice(WITNESSES)].ministry
        sentence = self.wording.predicted.format(
            third=third, doer=self._doer(fact, kind), base=base
        )
        sentence = sentence[0].upper() + sentence[1:]
        words = f"will {base}"
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
                title=self.wording.titles[1].format(a=fact.giver.name),
                text=f"{sentence} {filler}",
                tellings=(),
                foresights=(foresight,),
            )
        )

    @staticmethod
    def _doer(fact: Fact, kind: Kind) -> str:
        if kind.type == "CONSULT":
            return f"the foreign minister of {fact.giver.name}"
        if kind.type == "AGREE":
            return f"{fact.giver.name} and {fact.taker.name}"
        return fact.giver.name
