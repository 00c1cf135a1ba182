"""Mentions of actors: gazetteer first, role nouns next, the model's entities for the rest.

A noun phrase gives one mention at its head: "Russian Foreign Minister Sergey Lavrov" is the
person, with the country of the demonym and the office of the title. Names that only modify
another noun ("Russian oil terminals") are kept as mentions with ``modifier`` set, so that an
event noun can take them as its actors ("the Russian invasion").
"""

from __future__ import annotations

from datetime import date
from typing import Final

from dragoman.extract.entities import NER_KINDS, entities, head_of
from dragoman.extract.epithets import with_epithets
from dragoman.extract.phrases import INSIDE, Core, compose
from dragoman.extract.records import Mention
from dragoman.extract.towns_told import towns_told
from dragoman.lexicon import Lexicon
from dragoman.lexicon.entry import Entry
from dragoman.lexicon.matching import Match
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

UNION: Final = "region:USA:"
NEAR: Final = 4
"""Tokens between two names that are told in one row."""
PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE})


def find_mentions(s: Sentence, lexicon: Lexicon, when: date | None = None) -> list[Mention]:
    """Find the mentions of one sentence, in order of their heads.

    Args:
        s: the parsed sentence.
        lexicon: its world and media tables name the actors.
        when: the report's day, by which holders of the same name are told apart; without it,
            those who hold an office at the end of the table come first.
    """
    cores = towns_told(s, _named_cores(s, lexicon, when))
    cores = with_epithets(s, lexicon, cores)
    cores += _role_cores(s, lexicon, {i for c in cores for i in range(c.start, c.end)})
    by_head: dict[int, Core] = {}
    for core in cores:
        held = by_head.get(core.head)
        if held is None or _weight(core) > _weight(held):
            by_head[core.head] = core
    return compose(s, by_head, lexicon, when)


def _weight(core: Core) -> tuple[int, int]:
    order = ("pronoun", "epithet", "role", "ner", "gazetteer")
    return (order.index(core.origin), core.end - core.start)


def _named_cores(s: Sentence, lexicon: Lexicon, when: date | None) -> list[Core]:
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
    cores: list[Core] = []
    taken: set[int] = set()
    known = {i for start, end, _ in matches for i in range(start, end)}
    for start, end, entries in matches:
        if taken.intersection(range(start, end)):
            continue
        if len(entries) > 1:
            entries = lexicon.world.at(entries, when or date.max)
        entries = _american(s, start, end, entries, matches, lexicon.epithets.american)
        best = _fitting(s, start, end, entries, inside.get(start))
        if best is None:
            continue
        if best.role == "city" and _part_of_a_name(s, start, end, inside.get(start), known):
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


def _american(
    s: Sentence,
    start: int,
    end: int,
    entries: tuple[Entry, ...],
    matches: list[Match],
    politics: frozenset[str],
) -> tuple[Entry, ...]:
    """The entries with a state of the Union first where the sentence means it ("Georgia").

    It does where a town of America stands right before it, where it is told beside another such
    state, or where words of American politics are used and no other state is named.
    """
    region = next((e for e in entries if e.id.startswith(UNION)), None)
    if region is None or region is entries[0]:
        return entries
    others = [m for m in matches if not start <= m[0] < end]
    town = any(
        m[1] == start - 1
        and s.tokens[start - 1].text == ","
        and any(e.country == region.country and e.role == "city" for e in m[2])
        for m in others
    )
    beside = any(m[2][0].id.startswith(UNION) and abs(m[0] - start) <= NEAR for m in others)
    states = {m[2][0].country for m in others if m[2][0].kind is ActorKind.STATE}
    political = any(t.text.lower() in politics for t in s.tokens)
    if town or beside or (political and not states - {region.country}):
        return (region, *(e for e in entries if e is not region))
    return entries


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


def _part_of_a_name(
    s: Sentence, start: int, end: int, entity: tuple[int, int, str] | None, known: set[int]
) -> bool:
    """Whether a hyphen joins a town's name to another word of one name ("*Kara*-Bulak")."""
    for hyphen, other in ((end, end + 1), (start - 1, start - 2)):
        if not 0 <= other < len(s.tokens) or s.tokens[hyphen].text != "-" or other in known:
            continue
        if entity is not None and entity[0] <= other < entity[1] and s.tokens[other].text.istitle():
            return True
    return False


def _entry_core(s: Sentence, start: int, end: int, entry: Entry) -> Core:
    head = head_of(s, start, end)
    core = Core(
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


def _ner_core(s: Sentence, start: int, end: int, head: int, label: str) -> Core:
    name = s.words(start, end).replace(" 's", "'s").replace(" - ", "-")
    return Core(start, end, head, NER_KINDS[label], name, "", "", "ner")


def _role_cores(s: Sentence, lexicon: Lexicon, taken: set[int]) -> list[Core]:
    """Role nouns: the longest phrase that ends in a noun ("deputy foreign minister")."""
    cores: list[Core] = []
    roles, ending = lexicon.world.roles, lexicon.world.role_lengths
    used: set[int] = set()
    for t in reversed(s.tokens):
        if t.pos not in ("NOUN", "PROPN") or t.i in taken or t.i in used:
            continue
        word = t.text.lower()
        if t.lemma not in ending and word not in ending:
            continue
        lengths = {*ending.get(t.lemma, ()), *ending.get(word, ())}
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
                Core(start, t.i + 1, t.i, role.kind, key, "", role.sector, "role", "", role.office)
            )
            break
    return cores
