"""Phrases of actors: titles, demonyms and possessors folded into the mention at their head.

"Russian Foreign Minister Sergey Lavrov" is the person, with the country of the demonym and the
office of the title; "UN inspectors" act for the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from dragoman.extract.records import Mention
from dragoman.lexicon import Lexicon
from dragoman.lexicon.epithets import Epithets
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

INSIDE: Final = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det"})
BODIES: Final = frozenset({ActorKind.IGO, ActorKind.ARMED_GROUP})
NAME_PREPS: Final = frozenset({"of", "in", "from"})
ROLE_PREPS: Final = NAME_PREPS | {"for", "at", "with"}
"""Prepositions that tell whose a role is ("a spokesman *for* the ministry")."""
OWNED: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE, ActorKind.ORGANISATION})
"""Kinds of body whose name several states use, so that "of X" tells whose it is."""
ANOTHER: Final = "another"
"""Attribute of a role noun whose phrase names not whose it is but another ("US *allies*")."""
COUNTERPART: Final = "counterpart"
AMERICA: Final = "USA"
REFUGEES: Final = "REF"
PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE})
NAMED: Final = frozenset({"gazetteer", "ner"})


@dataclass(slots=True)
class Core:
    """A stretch of tokens that the gazetteer, a role noun or the model knows."""

    start: int
    end: int
    head: int
    kind: ActorKind
    name: str
    country: str
    sector: str
    origin: str
    entry: str = ""
    office: str = ""
    adjectival: bool = False
    attributes: list[str] = field(default_factory=list)


def compose(
    s: Sentence, by_head: dict[int, Core], lexicon: Lexicon, when: date | None
) -> list[Mention]:
    """Fold titles, demonyms and possessors into the mention at the head of their phrase."""
    if not by_head:
        return []
    mentions: dict[int, Mention] = {}
    epithets = lexicon.epithets
    aside = {i: _beside(s, core, epithets) for i, core in by_head.items()}
    aside = {i: start for i, start in aside.items() if start >= 0 and _noun_above(s, i)}
    folded = set(aside)
    hyphened = _hyphened(s, by_head)
    for head, core in sorted(by_head.items()):
        leads = _leads(s, head, core, hyphened, epithets) if hyphened else []
        near = [*_parts(s, head, by_head), *leads]
        near += _told_behind(s, head, by_head, epithets)
        parts = [p for p in near if p not in aside]
        core = _minority(s, head, core, [by_head[p] for p in parts], epithets)
        mention = _whole(s, head, core, parts, by_head, folded, lexicon)
        start = mention.start
        if aside or leads:
            start = min([start, *(aside[p] for p in near if p in aside)])
            start = min([start, *(by_head[p].start for p in leads)])
        if start != mention.start:
            mention = replace(mention, start=start)
        mentions[head] = _held(mention, lexicon, when)
        mentions[head] = _of_congress(s, mentions[head], by_head.values(), epithets)
    _join_appositions(s, mentions, lexicon.cues.stations)
    return [m for h, m in sorted(mentions.items()) if h not in folded]


def _whole(
    s: Sentence,
    head: int,
    core: Core,
    parts: Iterable[int],
    by_head: Mapping[int, Core],
    folded: set[int],
    lexicon: Lexicon,
) -> Mention:
    """The mention at a head with what its parts tell; titles are added to ``folded``."""
    whole = replace(core, attributes=list(core.attributes))
    for part in parts:
        other = by_head[part]
        if other.origin in ("pronoun", "epithet") and other.origin != whole.origin:
            continue
        if whole.origin == "role" and _of_another(s, head, whole, part, lexicon.epithets):
            whole.attributes.append(ANOTHER)
            continue
        if other.origin == "role" and whole.origin in NAMED and s.tokens[part].dep in INSIDE:
            # "Radio station reporter Ann Lee" is the reporter.
            stations = lexicon.cues.stations if other.end == core.start else frozenset()
            _take_title(whole, other, stations)
            folded.add(part)
        _take_part(s, whole, other, part)
    if whole.origin == "role":
        whole.start = min([whole.start, *_left(s, head)])
        whole.attributes.extend(_adjective(s, c) for c in s.kids(head, "amod") if c not in by_head)
    return Mention(
        sentence=s.index,
        start=whole.start,
        end=whole.end,
        head=head,
        kind=whole.kind,
        name=whole.name,
        country=whole.country,
        sector=whole.sector,
        origin=whole.origin,
        entry=whole.entry,
        office=whole.office,
        modifier=s.tokens[head].dep in ("amod", "compound", "nmod") and _noun_above(s, head),
        attributes=tuple(dict.fromkeys(whole.attributes)),
    )


def _take_title(whole: Core, title: Core, stations: frozenset[str]) -> None:
    """What a title before a name tells of who bears it.

    "State news agency Andina" is a medium, whatever the model takes the name for.
    """
    whole.office = whole.office or title.office
    whole.sector = whole.sector or title.sector
    whole.attributes.append(title.name)
    whole.start = min(whole.start, title.start)
    if whole.origin == "ner" and _is_station(title, stations):
        whole.kind, whole.sector, whole.office = title.kind, title.sector, ""


def _is_station(role: Core | Mention, stations: frozenset[str]) -> bool:
    """Whether a role is that of a single medium ("the daily"), and not of who works for one."""
    return role.kind is ActorKind.MEDIUM and role.name.split()[-1].lower() in stations


def _take_part(s: Sentence, whole: Core, other: Core, part: int) -> None:
    """What any other part of a phrase tells of its head: a country, a sector, a body."""
    if whole.kind in OWNED and other.kind is ActorKind.STATE and _of(s, part, whole.head):
        whole.country = other.country  # "the Central Military Commission of North Korea"
    if not whole.country and other.country and whole.kind is not ActorKind.STATE:
        whole.country = other.country
    if not whole.sector and other.sector and whole.origin == "ner":
        whole.sector = other.sector
    if (
        other.kind in BODIES
        and whole.origin in ("role", "ner")
        and (not whole.country or other.kind is ActorKind.ARMED_GROUP)
    ):
        _act_for(whole, other)
    if s.tokens[part].dep in ("amod", "compound", "nmod"):
        whole.start = min(whole.start, other.start)
    whole.attributes.extend(a for a in other.attributes if other.origin == "role")


def _beside(s: Sentence, core: Core, epithets: Epithets) -> int:
    """Where a name begins that does not tell whose its noun is: "*pro-Iranian* group",
    "*Syrian-backed* militia", "*ethnic Albanian* rebels"; -1 for all others."""
    if core.origin != "gazetteer" or not core.country:
        return -1
    before = [t.text.lower() for t in s.tokens[max(0, core.start - 2) : core.start]]
    after = [t.text.lower() for t in s.tokens[core.end : core.end + 2]]
    if len(before) == 2 and before[1] == "-" and before[0] in epithets.leaning:
        return core.start - 2
    if len(after) == 2 and after[0] == "-" and after[1] in epithets.supported:
        return core.start
    ethnic = core.adjectival and before and before[-1] in epithets.ethnic
    return core.start - 1 if ethnic else -1


def _hyphened(s: Sentence, by_head: Mapping[int, Core]) -> list[tuple[int, Core]]:
    """The names behind which a hyphen and a word stand, with their heads."""
    last = len(s.tokens) - 1
    return [(i, c) for i, c in by_head.items() if c.end < last and s.tokens[c.end].text == "-"]


def _leads(
    s: Sentence,
    head: int,
    core: Core,
    hyphened: Iterable[tuple[int, Core]],
    epithets: Epithets,
) -> list[int]:
    """Names that lead the head or seat it: "*Vietnamese*-led forces", "*Gaza*-based militants"."""
    told = epithets.led | epithets.based if core.origin in ("role", "ner") else epithets.led
    return [
        i
        for i, name in hyphened
        if name.end + 1 < head
        and s.tokens[name.end + 1].text.lower() in told
        and s.tokens[name.end + 1].head == head
    ]


def _told_behind(s: Sentence, head: int, by_head: dict[int, Core], epithets: Epithets) -> list[int]:
    """Places that a participle behind a noun tells as its seat, or as where refugees are from."""
    core = by_head[head]
    if core.origin not in ("role", "ner") and core.kind is not ActorKind.GROUP:
        return []
    found: list[int] = []
    for clause in s.kids(head, "acl", "relcl"):
        verb = s.tokens[clause].lemma
        if verb in epithets.away and core.sector in (REFUGEES, "CVL"):
            preps = [p for q in s.children[clause] for p in (q, *s.children[q])]
            heads = [*s.kids(clause, "dobj"), *_under(s, preps, {"from", "of"})]
            heads += _under(s, [p for h in heads for p in s.kids(h, "prep")], {"in"})
        elif verb in epithets.at_home and core.origin != "gazetteer":
            heads = _under(s, s.kids(clause, "prep"), {"in", "at", "on"})
        else:
            continue
        found += [h for h in heads if h in by_head and by_head[h].kind in PLACES]
    return found


def _under(s: Sentence, preps: Iterable[int], words: set[str]) -> list[int]:
    return [
        x
        for p in preps
        if s.tokens[p].dep == "prep" and s.tokens[p].lemma in words
        for x in s.kids(p, "pobj")
    ]


def _minority(s: Sentence, head: int, core: Core, parts: list[Core], epithets: Epithets) -> Core:
    """People of one nation told to live in another state: of that state, else of no told one.

    "Ethnic Albanians in Serbia", "the Albanians of southern Serbia" are people of Serbia;
    "Americans in Iraq" stay Americans.
    """
    if core.kind is not ActorKind.GROUP or core.entry != core.country or not core.country:
        return core
    ethnic = any(s.tokens[c].lemma.lower() in epithets.ethnic for c in s.kids(head, "amod"))
    homes = [
        p.country
        for p in parts
        if p.kind in PLACES and p.country and p.country != core.country
        and (ethnic or _of(s, p.head, head))
    ]  # fmt: skip
    if not ethnic and not homes:
        return core
    words = s.tokens[head].text
    name = f"ethnic {words}" if ethnic else words
    told = [*core.attributes, "ethnic"] if ethnic else core.attributes
    return replace(core, name=name, country=homes[0] if homes else "", entry="", attributes=told)


def _held(mention: Mention, lexicon: Lexicon, when: date | None) -> Mention:
    """A person whom only name and title together tell ("President Ford"), with the country."""
    if mention.origin != "ner" or mention.kind is not ActorKind.PERSON or not mention.office:
        return mention
    entry = lexicon.world.titled.find(mention.office, mention.name, mention.country, when)
    if entry is None:
        return mention
    return replace(mention, name=entry.name, country=entry.country, entry=entry.id)


def _of_congress(
    s: Sentence, mention: Mention, cores: Iterable[Core], epithets: Epithets
) -> Mention:
    """ "Rep. Lee", "Sen. Gray": of the US Congress, where the sentence names no other state."""
    if mention.kind is not ActorKind.PERSON or mention.country:
        return mention
    words = {t.text.lower() for t in s.tokens[max(0, mention.start - 1) : mention.head]}
    if not words & epithets.american_titles or {c.country for c in cores} - {"", AMERICA}:
        return mention
    return replace(mention, country=AMERICA, sector=mention.sector or "LEG")


def _of(s: Sentence, part: int, head: int) -> bool:
    """Whether a part hangs from the head by "of"."""
    prep = s.tokens[s.tokens[part].head]
    return s.tokens[part].dep == "pobj" and prep.lemma == "of" and prep.head == head


def _act_for(whole: Core, body: Core) -> None:
    """ "UN inspectors" act for the body; a named person keeps the name."""
    whole.sector = body.sector
    if whole.kind is not ActorKind.PERSON:
        whole.kind, whole.name = body.kind, body.name
        whole.origin, whole.entry = "gazetteer", body.entry


def _of_another(s: Sentence, head: int, core: Core, part: int, epithets: Epithets) -> bool:
    """Whether a part names who has a neighbour, a rival or an ally, and not the one it is.

    "Its Syrian allies" are Syrian, "US allies" and "Iran's foes" are others.
    """
    noun = core.name.split()[-1]
    if noun not in epithets.others:
        return False
    if s.tokens[part].dep in ("poss", "pobj"):
        return s.tokens[part].dep == "poss" or _of(s, part, head)
    return noun != COUNTERPART and s.child(head, "poss") is None


def _left(s: Sentence, head: int) -> Iterable[int]:
    return [c for c in s.children[head] if c < head and s.tokens[c].dep in INSIDE]


def _noun_above(s: Sentence, head: int) -> bool:
    up = s.tokens[head].head
    return up != head and s.tokens[up].pos in ("NOUN", "PROPN")


def _parts(s: Sentence, head: int, by_head: dict[int, Core]) -> list[int]:
    """Cores that hang from ``head`` as modifiers, possessors or by "of", "in", "from"."""
    belonging = ROLE_PREPS if by_head[head].origin == "role" else NAME_PREPS
    near: list[int] = []
    far: list[int] = []
    stack = [(c, 0) for c in s.children[head]]
    while stack:
        i, depth = stack.pop()
        dep = s.tokens[i].dep
        if dep in INSIDE or (dep == "conj" and depth and s.tokens[i].dep in INSIDE):
            if i in by_head:
                near.append(i)
            if depth < 2:
                stack.extend((c, depth + 1) for c in s.children[i])
        elif dep == "prep" and s.tokens[i].lemma in belonging and depth == 0:
            pobj = s.child(i, "pobj")
            if pobj is not None:
                if pobj in by_head:
                    far.append(pobj)
                far.extend(c for c in s.kids(pobj, "poss", "compound", "amod") if c in by_head)
                far.extend(_states_of(s, pobj, by_head))
    return [*sorted(near, reverse=True), *far, *_told_beside(s, head, by_head)]


def _told_beside(s: Sentence, head: int, by_head: dict[int, Core]) -> list[int]:
    """The state by which an apposition calls a person ("Paul Kay, the *Chadian* engineer")."""
    core = by_head[head]
    if core.kind is not ActorKind.PERSON or core.origin != "ner" or core.country:
        return []
    beside = [c for c in s.kids(head, "appos") if c not in by_head and s.tokens[c].pos == "NOUN"]
    inside = [x for c in beside for x in s.kids(c, "amod", "compound", "nmod", "poss")]
    return [x for x in inside if x in by_head and by_head[x].kind is ActorKind.STATE]


def _states_of(s: Sentence, body: int, by_head: dict[int, Core]) -> list[int]:
    """The state whose a body is that a role is of ("head of the border service *of Chad*")."""
    found: list[int] = []
    for prep in s.kids(body, "prep"):
        if s.tokens[prep].lemma in ("of", "for"):
            below = s.kids(prep, "pobj")
            found += [x for x in below if x in by_head and by_head[x].kind is ActorKind.STATE]
            if not found and s.tokens[prep].lemma == "for":
                found += [y for x in below for y in _states_of(s, x, by_head)]
    return found


def _join_appositions(s: Sentence, mentions: dict[int, Mention], stations: frozenset[str]) -> None:
    """ "Shin Won-sik, South Korea's security adviser": each half tells of the other."""
    for head, mention in list(mentions.items()):
        for c in s.kids(head, "appos"):
            other = mentions.get(c)
            if other is None:
                continue
            first, second = (mention, other) if mention.origin in NAMED else (other, mention)
            if first.origin not in NAMED or (second.origin in NAMED and first.kind != second.kind):
                continue
            if first.kind in PLACES:
                continue
            joined = replace(
                first,
                country=first.country or second.country,
                sector=first.sector or second.sector,
                office=first.office or second.office,
                attributes=(*first.attributes, second.name)
                if second.origin == "role"
                else first.attributes,
            )
            if first.origin == "ner" and _is_station(second, stations):
                joined = replace(joined, kind=second.kind, sector=second.sector, office="")
            mentions[first.head] = joined
            mentions[second.head] = replace(
                joined, start=second.start, end=second.end, head=second.head
            )


def _adjective(s: Sentence, i: int) -> str:
    """A modifier as it is written in a name: a participle keeps its form ("armed")."""
    t = s.tokens[i]
    return t.text.lower() if t.tag in ("VBN", "VBG") else t.lemma
