"""Mentions of actors: gazetteer first, role nouns next, the model's entities for the rest.

A noun phrase gives one mention at its head: "Russian Foreign Minister Sergey Lavrov" is the
person, with the country of the demonym and the office of the title. Names that only modify
another noun ("Russian oil terminals") are kept as mentions with ``modifier`` set, so that an
event noun can take them as its actors ("the Russian invasion").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from dragoman.extract.entities import NER_KINDS, entities, head_of
from dragoman.extract.records import Mention
from dragoman.lexicon import Lexicon
from dragoman.lexicon.entry import Entry
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

INSIDE: Final = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det"})
BODIES: Final = frozenset({ActorKind.IGO, ActorKind.ARMED_GROUP})
NAME_PREPS: Final = frozenset({"of", "in", "from"})
ROLE_PREPS: Final = NAME_PREPS | {"for", "at", "with"}
"""Prepositions that tell whose a role is ("a spokesman *for* the ministry")."""
OWNED: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE, ActorKind.ORGANISATION})
"""Kinds of body whose name several states use, so that "of X" tells whose it is."""
PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE})
NAMED: Final = frozenset({"gazetteer", "ner"})


@dataclass(slots=True)
class _Core:
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


def find_mentions(s: Sentence, lexicon: Lexicon, when: date | None = None) -> list[Mention]:
    """Find the mentions of one sentence, in order of their heads.

    Args:
        s: the parsed sentence.
        lexicon: its world and media tables name the actors.
        when: the report's day, by which holders of the same name are told apart; without it,
            those who hold an office at the end of the table come first.
    """
    cores = _named_cores(s, lexicon, when)
    cores += _epithet_cores(s, lexicon, {i for c in cores for i in range(c.start, c.end)})
    cores += _role_cores(s, lexicon, {i for c in cores for i in range(c.start, c.end)})
    by_head: dict[int, _Core] = {}
    for core in cores:
        held = by_head.get(core.head)
        if held is None or _weight(core) > _weight(held):
            by_head[core.head] = core
    return _compose(s, by_head, lexicon, when)


def _weight(core: _Core) -> tuple[int, int]:
    order = ("pronoun", "epithet", "role", "ner", "gazetteer")
    return (order.index(core.origin), core.end - core.start)


def _named_cores(s: Sentence, lexicon: Lexicon, when: date | None) -> list[_Core]:
    words = [t.text for t in s.tokens]
    matches = sorted(
        [*lexicon.world.match(words), *lexicon.media.match(words)],
        key=lambda m: (m[0] - m[1], m[0]),
    )
    named = entities(s)
    inside: dict[int, tuple[int, int, str]] = {}
    for entity in named:
        for i in range(entity[0], entity[1]):
            inside[i] = entity
    cores: list[_Core] = []
    taken: set[int] = set()
    for start, end, entries in matches:
        if taken.intersection(range(start, end)):
            continue
        if len(entries) > 1:
            entries = lexicon.world.at(entries, when or date.max)
        best = _fitting(s, start, end, entries, inside.get(start))
        if best is None:
            continue
        taken.update(range(start, end))
        cores.append(_entry_core(s, start, end, best))
    for start, end, label in named:
        free = [i for i in range(start, end) if i not in taken]
        if not free or not any(s.tokens[i].pos == "PROPN" for i in free):
            continue
        head = head_of(s, start, end)
        if head in taken or (label == "ORG" and _only_a_role(s, free, lexicon)):
            continue
        first = start
        if label in ("ORG", "PERSON"):
            while first < head and first in taken and s.tokens[first].dep in INSIDE:
                first += 1
        if label == "PERSON" and _stands_for_a_place(s, head, lexicon):
            label = "GPE"
        cores.append(_ner_core(s, start if label == "ORG" else first, end, head, label))
    return cores


def _stands_for_a_place(s: Sentence, head: int, lexicon: Lexicon) -> bool:
    """Whether a name that the model takes for a person's stands where only places do."""
    t = s.tokens[head]
    prep = s.tokens[t.head]
    if t.dep != "pobj":
        return False
    if prep.lemma in lexicon.epithets.place_prepositions:
        return True
    return prep.lemma == "of" and s.tokens[prep.head].lemma in lexicon.epithets.place_nouns


def _only_a_role(s: Sentence, free: list[int], lexicon: Lexicon) -> bool:
    """Whether what the gazetteer leaves of a body's name is a mere title or office."""
    rest = [i for i in free if s.tokens[i].tag not in ("POS", "DT", "IN")]
    return " ".join(s.tokens[i].text.lower() for i in rest) in lexicon.world.roles


def _fitting(
    s: Sentence,
    start: int,
    end: int,
    entries: tuple[Entry, ...],
    entity: tuple[int, int, str] | None,
) -> Entry | None:
    """The best entry that the surroundings allow, or ``None``."""
    if not any(
        s.tokens[i].text[0].isupper() or s.tokens[i].text[0].isdigit() for i in range(start, end)
    ):
        return None
    best = entries[0]
    if entity is not None and (entity[0] < start or entity[1] > end):
        label = entity[2]
        head_inside = start <= head_of(s, entity[0], entity[1]) < end
        if label == "PERSON" and best.kind in PLACES and best.role != "demonym":
            return None  # "Jordan Peterson"
        if label == "PERSON" and best.role == "surname" and entity[0] < start:
            return None  # "Kim Min-su": another bearer of the surname
        if label == "ORG" and best.role in ("city", "surname") and not head_inside:
            return None
    if best.role == "surname":
        before = s.tokens[start - 1] if start else None
        after = s.tokens[end] if end < len(s.tokens) else None
        if before is not None and before.pos == "PROPN" and before.ent.endswith("PERSON"):
            return None
        if after is not None and after.pos == "PROPN" and after.ent == "I-PERSON":
            return None
    if best.role in ("city", "surname") and all(
        s.tokens[i].pos not in ("PROPN", "NOUN", "ADJ") for i in range(start, end)
    ):
        return None
    return best


def _entry_core(s: Sentence, start: int, end: int, entry: Entry) -> _Core:
    head = head_of(s, start, end)
    core = _Core(
        start,
        end,
        head,
        entry.kind,
        entry.name,
        entry.country,
        entry.sector,
        "gazetteer",
        entry.id,
        entry.office,
    )
    if entry.role == "demonym":
        core.adjectival = s.tokens[head].dep in ("amod", "compound", "nmod")
        if not core.adjectival and s.tokens[head].tag in ("NNS", "NNPS", "NN", "NNP"):
            # "Russians", "a Ukrainian": people, not the state.
            core.kind, core.sector = ActorKind.GROUP, "CVL"
    return core


def _ner_core(s: Sentence, start: int, end: int, head: int, label: str) -> _Core:
    name = s.words(start, end).replace(" 's", "'s").replace(" - ", "-")
    return _Core(start, end, head, NER_KINDS[label], name, "", "", "ner")


def _role_cores(s: Sentence, lexicon: Lexicon, taken: set[int]) -> list[_Core]:
    """Role nouns: the longest phrase that ends in a noun ("deputy foreign minister")."""
    cores: list[_Core] = []
    roles, ending = lexicon.world.roles, lexicon.world.role_lengths
    used: set[int] = set()
    for t in reversed(s.tokens):
        if t.pos not in ("NOUN", "PROPN") or t.i in taken or t.i in used:
            continue
        lengths = {*ending.get(t.lemma, ()), *ending.get(t.text.lower(), ())}
        for length in sorted(lengths, reverse=True):
            start = t.i - length + 1
            if start < 0 or any(i in taken or i in used for i in range(start, t.i + 1)):
                continue
            before = [x.text.lower() for x in s.tokens[start : t.i]]
            key = " ".join([*before, t.lemma])
            role = roles.get(key) or roles.get(" ".join([*before, t.text.lower()]))
            if role is None:
                continue
            if lexicon.coding.items.get(t.lemma, "").startswith("arms."):
                break  # "missiles" tell a sector, but they are things, not actors
            used.update(range(start, t.i + 1))
            cores.append(
                _Core(start, t.i + 1, t.i, role.kind, key, "", role.sector, "role", "", role.office)
            )
            break
    return cores


def _epithet_cores(s: Sentence, lexicon: Lexicon, taken: set[int]) -> list[_Core]:
    cores: list[_Core] = []
    epithets = lexicon.epithets
    for t in s.tokens:
        if t.pos == "PRON" and t.lemma in epithets.pronouns:
            kind = epithets.pronouns[t.lemma]
            cores.append(_pronoun(t.i, t.text, kind))
            continue
        if t.pos not in ("NOUN", "PROPN"):
            continue
        determiners = {s.tokens[c].lemma for c in s.children[t.i] if c < t.i}
        if t.text in epithets.compass and "the" in determiners and t.i not in taken:
            country = epithets.compass[t.text][0]
            name = lexicon.world.country_name(country)
            cores.append(
                _Core(t.i, t.i + 1, t.i, ActorKind.STATE, name, country, "", "epithet", country)
            )
        elif t.lemma in epithets.dual and determiners & epithets.dual_determiners:
            cores.append(_epithet(s, t.i, "dual"))
        elif (
            t.lemma in epithets.state
            and determiners & {"the", "this", "that"}
            and t.i not in taken
            and not any(s.tokens[c].lemma == "of" for c in s.kids(t.i, "prep"))
        ):
            cores.append(_epithet(s, t.i, "state"))
    return cores


def _pronoun(i: int, text: str, kind: str) -> _Core:
    kinds = {"person": ActorKind.PERSON, "group": ActorKind.GROUP, "thing": ActorKind.ORGANISATION}
    core = _Core(i, i + 1, i, kinds.get(kind, ActorKind.PERSON), text, "", "", "pronoun")
    core.attributes.append(kind)
    return core


def _epithet(s: Sentence, i: int, kind: str) -> _Core:
    start = min([c for c in s.children[i] if c < i], default=i)
    core = _Core(start, i + 1, i, ActorKind.STATE, s.words(start, i + 1), "", "", "epithet")
    core.attributes.append(kind)
    return core


def _compose(
    s: Sentence, by_head: dict[int, _Core], lexicon: Lexicon, when: date | None
) -> list[Mention]:
    """Fold titles, demonyms and possessors into the mention at the head of their phrase."""
    mentions: dict[int, Mention] = {}
    folded: set[int] = set()
    for head, core in sorted(by_head.items()):
        parts = _parts(s, head, by_head)
        country, sector, office = core.country, core.sector, core.office
        start, end = core.start, core.end
        attributes = list(core.attributes)
        for part in parts:
            other = by_head[part]
            if other.origin in ("pronoun", "epithet") and other.origin != core.origin:
                continue
            link = s.tokens[part].dep
            if other.origin == "role" and core.origin in NAMED and link in INSIDE:
                office, sector = office or other.office, sector or other.sector
                attributes.append(other.name)
                folded.add(part)
                start = min(start, other.start)
            if core.kind in OWNED and other.kind is ActorKind.STATE and _of(s, part, head):
                country = other.country  # "the Central Military Commission of North Korea"
            if not country and other.country and core.kind is not ActorKind.STATE:
                country = other.country
            if not sector and other.sector and core.origin == "ner":
                sector = other.sector
            if (
                other.kind in BODIES
                and core.origin in ("role", "ner")
                and (not country or other.kind is ActorKind.ARMED_GROUP)
            ):
                sector, core = other.sector, _of_body(core, other)
            if link in ("amod", "compound", "nmod"):
                start = min(start, other.start)
            attributes.extend(a for a in other.attributes if other.origin == "role")
        if core.origin == "role":
            start = min([start, *(c for c in _left(s, head))])
            attributes.extend(s.tokens[c].lemma for c in s.kids(head, "amod") if c not in by_head)
        mentions[head] = _held(
            Mention(
                sentence=s.index,
                start=start,
                end=end,
                head=head,
                kind=core.kind,
                name=core.name,
                country=country,
                sector=sector,
                origin=core.origin,
                entry=core.entry,
                office=office,
                modifier=s.tokens[head].dep in ("amod", "compound", "nmod")
                and _noun_above(s, head),
                attributes=tuple(dict.fromkeys(attributes)),
            ),
            lexicon,
            when,
        )
    _join_appositions(s, mentions)
    return [m for h, m in sorted(mentions.items()) if h not in folded]


def _held(mention: Mention, lexicon: Lexicon, when: date | None) -> Mention:
    """A person whom only name and title together tell ("President Ford"), with the country."""
    if mention.origin != "ner" or mention.kind is not ActorKind.PERSON or not mention.office:
        return mention
    entry = lexicon.world.titled.find(mention.office, mention.name, mention.country, when)
    if entry is None:
        return mention
    return replace(mention, name=entry.name, country=entry.country, entry=entry.id)


def _of(s: Sentence, part: int, head: int) -> bool:
    """Whether a part hangs from the head by "of"."""
    prep = s.tokens[s.tokens[part].head]
    return s.tokens[part].dep == "pobj" and prep.lemma == "of" and prep.head == head


def _of_body(core: _Core, body: _Core) -> _Core:
    """ "UN inspectors" act for the body; a named person keeps the name."""
    if core.kind is ActorKind.PERSON:
        return core
    return replace(core, kind=body.kind, name=body.name, origin="gazetteer", entry=body.entry)


def _left(s: Sentence, head: int) -> Iterable[int]:
    return [c for c in s.children[head] if c < head and s.tokens[c].dep in INSIDE]


def _noun_above(s: Sentence, head: int) -> bool:
    up = s.tokens[head].head
    return up != head and s.tokens[up].pos in ("NOUN", "PROPN")


def _parts(s: Sentence, head: int, by_head: dict[int, _Core]) -> list[int]:
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
    return [*sorted(near, reverse=True), *far]


def _join_appositions(s: Sentence, mentions: dict[int, Mention]) -> None:
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
            mentions[first.head] = joined
            mentions[second.head] = replace(
                joined, start=second.start, end=second.end, head=second.head
            )
