"""What the made-up press is about, and two sets of templates to tell it in.

No rule may be fitted to the second set: it stands aside, to show how much of a figure on the first
is owed to its wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    """A kind of happening: how it is coded, what it counts, and what can go wrong with it."""

    type: str
    mode: str
    measure: str = ""
    items: tuple[tuple[str, str], ...] = ()
    counts: tuple[int, ...] = ()
    swappable: bool = False
    blamable: bool = False
    purposes: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True)
class Form:
    """How a set of templates words a kind. ``{count}`` stands where figures go.

    Attributes:
        active, retold: two clauses that say the same, with the words that carry the event.
        wider: the active clause with the count of a whole instead ("killed or wounded").
        base: what follows "will" in a forecast.
    """

    active: str
    retold: str
    trigger: str
    retold_trigger: str
    base: str
    wider: str = ""


@dataclass(frozen=True)
class Wording:
    """A set of templates. ``{said}`` is a clause, ``{Speaker}`` begins a sentence."""

    forms: tuple[Form, ...]
    said: str
    credited: str
    denied: str
    predicted: str
    purpose: str
    titles: tuple[str, str]
    unnamed: str = "a senior official"


KINDS = (
    Kind(
        "AID",
        "",
        "items",
        (
            ("shells", "arms.ammunition"),
            ("rifles", "arms.small"),
            ("tents", "humanitarian"),
            ("tonnes of wheat", "food"),
        ),
        (400, 12000),
        swappable=True,
        purposes=("help refugees", "replace losses at the front"),
    ),
    Kind(
        "MOBILIZE",
        "troops",
        "troops",
        (("troops", "troops"),),
        (300, 9000),
        purposes=("guard the railway", "prepare an offensive"),
        share=0.8,
    ),
    Kind("ASSAULT", "heavy-weapons", "killed", (), (11, 58), blamable=True, share=1.2),
    Kind("CONSULT", "visit", share=0.8),
    Kind(
        "AGREE",
        "",
        items=(("ceasefire", ""), ("trade", ""), ("border", ""), ("water", "")),
        share=0.7,
    ),
    Kind("SANCTION", "", "crossings", (), (11, 17), share=0.5),
)

FIRST = Wording(
    forms=(
        Form(
            "{a} sent {count} {item} to {b}",
            "{b} received {count} {item} from {a}",
            "sent",
            "received",
            "send {item} to {b}",
        ),
        Form(
            "{a} moved {count} troops to the border with {b} at {place}",
            "{count} {a_adj} troops were deployed near {place} on the border with {b}",
            "moved",
            "deployed",
            "move troops to the border with {b} at {place}",
        ),
        Form(
            "{a} shelled {place} in {b}, killing {count} people",
            "{count} people were killed when {a_adj} artillery hit {place} in {b}",
            "shelled",
            "hit",
            "shell {place} in {b}",
            "{a} shelled {place} in {b}, leaving {count} people dead or wounded",
        ),
        Form(
            "the foreign minister of {a} visited {b} for talks in {place}",
            "the foreign minister of {a} paid a visit to {b} and held talks in {place}",
            "visited",
            "visit",
            "visit {b} for talks in {place}",
        ),
        Form(
            "{a} and {b} signed a {item} agreement",
            "a {item} agreement was signed by {a} and {b}",
            "signed",
            "signed",
            "sign a {item} agreement",
        ),
        Form(
            "{a} closed {count} border crossings with {b}",
            "{count} crossings between {b} and {a} were shut by {a_adj} authorities",
            "closed",
            "shut",
            "close border crossings with {b}",
        ),
    ),
    said="{said}, {speaker} said.",
    credited="According to {speaker}, {said}.",
    denied="{Speaker} denied that {said}.",
    predicted="The {third} predicted that {doer} will {base}.",
    purpose=" in order to {purpose}",
    titles=("{a} and {b}: {trigger} at {place}", "What {a} may do next"),
)

ASIDE = Wording(
    forms=(
        Form(
            "{a} delivered {count} {item} to {b}",
            "a shipment of {count} {item} from {a} reached {b}",
            "delivered",
            "shipment",
            "deliver {item} to {b}",
        ),
        Form(
            "{a} massed {count} soldiers close to {place}, along the frontier with {b}",
            "{a_adj} forces stationed {count} soldiers outside {place}, facing {b}",
            "massed",
            "stationed",
            "mass soldiers close to {place}, along the frontier with {b}",
        ),
        Form(
            "{a_adj} rockets struck {place} in {b} and left {count} people dead",
            "{a} bombarded the town of {place} in {b}, where {count} people died",
            "struck",
            "bombarded",
            "bombard {place} in {b}",
            "{a_adj} rockets struck {place} in {b} and caused {count} casualties",
        ),
        Form(
            "{a_adj} foreign minister travelled to {b} and met officials in {place}",
            "{b} hosted the foreign minister of {a}, who was in {place} for consultations",
            "travelled",
            "hosted",
            "travel to {b} for consultations in {place}",
        ),
        Form(
            "{a} and {b} concluded a {item} accord",
            "{a} reached a {item} accord with {b}",
            "concluded",
            "reached",
            "conclude a {item} accord",
        ),
        Form(
            "{a} sealed {count} crossing points on its border with {b}",
            "authorities in {a} suspended traffic at {count} crossing points with {b}",
            "sealed",
            "suspended",
            "seal crossing points on its border with {b}",
        ),
    ),
    said="In a statement, {speaker} said that {said}.",
    credited="{said}, {speaker} told reporters.",
    denied="{Speaker} rejected reports that {said} as untrue.",
    predicted="The {third} expects that {doer} will {base}.",
    purpose=", with the aim to {purpose}",
    titles=("{place}: what is known about {a} and {b}", "After the summer, all eyes are on {a}"),
    unnamed="an official who asked not to be named",
)
"""Written before the program had read a word of it and never looked at while rules were made: how
far rules fit our own templates only."""

WORDINGS = {"first": FIRST, "aside": ASIDE}


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
