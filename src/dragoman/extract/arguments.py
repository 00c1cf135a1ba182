"""Who does what to whom in one clause: subjects, objects and obliques off the dependency tree.

Everything here works on token indices of one sentence. Labels are ClearNLP's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.extract.records import Mention, Oblique
from dragoman.extract.sharing import (
    SUBJECTS,
    deed_told,
    expletive,
    is_joined,
    led_to,
    of_another,
    subject_between,
)
from dragoman.lexicon.coding import Coding
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

RELATIVES = frozenset({"who", "which", "that", "whom"})
STATES = frozenset({"GPE", "NORP"})
"""The model's labels of names of states and peoples."""
DEEPEST = 12
"""How many clauses up a shared subject is looked for; deeper trees are broken parses."""


def conjuncts(s: Sentence, i: int) -> list[int]:
    """Token ``i`` and all that is coordinated with it, in order."""
    tokens, children = s.tokens, s.children
    found = [i]
    for at in found:
        for c in children[at]:
            if tokens[c].dep == "conj" and c not in found:
                found.append(c)
    return found


def nominal_conjuncts(s: Sentence, i: int) -> tuple[int, ...]:
    """Token ``i`` and the nouns coordinated with it; a coordinated clause is left out."""
    found = conjuncts(s, i)
    if len(found) == 1:
        return (i,)
    return tuple(
        c
        for c in found
        if c == i
        or (s.tokens[c].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not _gapped(s, c))
    )


def _gapped(s: Sentence, c: int) -> bool:
    """Whether a conjunct opens a parallel phrase of its own ("A for the raid on B and C for …").

    The parser hangs C from B; that the same preposition follows C as governs B further up shows
    that C is parallel to A.
    """
    after = s.tokens[c + 1] if c + 1 < len(s.tokens) else s.tokens[c]
    if after.dep != "prep" or after.lemma == s.tokens[s.tokens[s.tokens[c].head].head].lemma:
        return False
    at = s.tokens[c].head
    for _ in range(6):
        t = s.tokens[at]
        if t.dep == "prep" and t.lemma == after.lemma and t.i < c:
            return True
        if t.head == at:
            break
        at = t.head
    return False


def is_passive(s: Sentence, v: int) -> bool:
    """Whether the clause of ``v`` is passive on the surface."""
    if s.child(v, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    t = s.tokens[v]
    if t.tag in ("VBN", "VBD") and s.child(v, "agent") is not None:
        # "unless the recount demanded by Chad begins": the participle was taken for the verb.
        return s.child(v, "aux", "dobj") is None or t.dep == "acomp"
    if t.tag != "VBN" or t.i == t.head:
        return False
    if t.dep in ("acl", "advcl") and s.child(v, "aux") is None:
        # "soldiers deployed alongside …": a bare participle with an object of its own is active.
        return s.child(v, "dobj") is None
    if t.dep == "acomp":
        # "is surrounded by"; without a doer it is an adjective ("is opposed to")
        return any(s.tokens[c].lemma == "by" for c in s.kids(v, "agent", "prep"))
    return t.dep == "conj" and s.child(v, "nsubj", "aux") is None and is_passive(s, t.head)


def antecedent(s: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for, or ``i`` itself."""
    t = s.tokens[i]
    if t.tag not in ("WDT", "WP") and t.lemma not in RELATIVES:
        return i
    at = i
    for _ in range(DEEPEST):
        t = s.tokens[at]
        if t.dep == "relcl":
            return t.head
        if t.head == at:
            return i
        at = t.head
    return i


def surface_subject(s: Sentence, v: int, coding: Coding, depth: int = 0) -> tuple[int, bool] | None:
    """The subject of the clause of ``v``, own or shared.

    Returns:
        the head token and whether it was taken from another clause (control, raising,
        coordination, participle, relative), or ``None``.
    """
    own = s.child(v, *SUBJECTS)
    if own is not None and s.tokens[own].dep != "expl":
        return antecedent(s, own), s.tokens[own].tag in ("WDT", "WP")
    t = s.tokens[v]
    if depth > DEEPEST or t.head == v:
        return None
    found = _shared_subject(s, v, coding, depth + 1)
    return None if found is None or expletive(s, found, coding) else (found, True)


def _shared_subject(s: Sentence, v: int, coding: Coding, depth: int) -> int | None:
    t = s.tokens[v]
    up = t.head
    if t.dep in ("acl", "relcl"):
        return _of_noun_clause(s, v, coding, depth)
    if t.dep == "pcomp":
        return _of_gerund(s, v, coding, depth)
    above = s.tokens[up]
    if above.pos not in ("VERB", "AUX"):
        if above.pos == "ADJ" or above.dep in ("acomp", "attr", "oprd", "ROOT"):
            found = surface_subject(s, up, coding, depth) or surface_subject(
                s, above.head, coding, depth
            )
            return found[0] if found else None
        return None
    if t.dep in ("xcomp", "ccomp") and s.child(v, "mark") is None:
        return _controller(s, up, coding, depth)
    before = s.tokens[v - 1]
    if t.dep == "advcl" and t.tag == "VBG" and v and before.dep == "pobj":
        # "led to Iran firing": the parser hangs the gerund from the verb, beside its subject.
        prep = s.tokens[before.head]
        if prep.head == up:
            return before.i
    if t.dep == "advcl" and t.tag == "VBG" and t.lemma in coding.harming:
        # "accused Chad of firing on a boat, wounding six": the firing wounded, not who accuses.
        told = deed_told(s, up, v)
        if told is not None:
            return _of_gerund(s, told, coding, depth)
    if t.dep == "advcl" and led_to(s, v, coding):
        return _controller(s, up, coding, depth)
    if t.dep == "advcl" and t.tag == "VBG" and of_another(s, v, coding):
        found = surface_subject(s, above.head, coding, depth)
        return found[0] if found else None
    if t.dep == "conj" and not is_joined(s, v):
        return subject_between(s, up, v)
    if t.dep in ("conj", "xcomp", "advcl", "dep", "acomp", "oprd", "attr"):
        found = surface_subject(s, up, coding, depth)
        return found[0] if found else None
    return None


def _controller(s: Sentence, up: int, coding: Coding, depth: int) -> int | None:
    """Who is understood to do the infinitive under ``up``: its object if it has one."""
    lemma = s.tokens[up].lemma
    if lemma in coding.object_control:
        dobj = s.child(up, "dobj", "dative")
        if dobj is not None and s.tokens[dobj].pos != "ADP":
            return antecedent(s, dobj)
    found = surface_subject(s, up, coding, depth)
    return found[0] if found else None


def _of_noun_clause(s: Sentence, v: int, coding: Coding, depth: int) -> int | None:
    t = s.tokens[v]
    noun = t.head
    if t.dep == "relcl":
        # The gap is the subject only where the clause has no subject of its own.
        return noun
    if t.tag == "VB" or any(s.tokens[c].tag == "TO" for c in s.children[v]):
        # "Russia's plan to send …", "announced plans to …", "agreement for both to …".
        owner = s.child(noun, "poss")
        if owner is None:
            by = next((c for c in s.kids(noun, "prep") if s.tokens[c].lemma == "by"), None)
            owner = s.child(by, "pobj") if by is not None else None
        if owner is None:  # "U.S. attempts to …", "a Turkish offer to …"
            named = [c for c in s.kids(noun, "compound", "amod") if s.tokens[c].ent[2:] in STATES]
            owner = named[-1] if named else None
        if owner is not None:
            return owner
        above = s.tokens[noun]
        if above.dep in ("dobj", "attr", "pobj") and above.head != noun:
            found = surface_subject(s, above.head, coding, depth)
            return found[0] if found else None
        return None
    return noun


def _of_gerund(s: Sentence, v: int, coding: Coding, depth: int) -> int | None:
    """The doer of "for invading", "of supplying": the governing verb's object or subject."""
    prep = s.tokens[v].head
    verb = s.tokens[prep].head
    if s.tokens[verb].pos not in ("VERB", "AUX"):
        if s.tokens[verb].dep in ("dobj", "pobj", "attr"):
            owner = s.child(verb, "poss")
            if owner is not None:
                return owner
        verb = s.tokens[verb].head
    if s.tokens[prep].lemma in coding.object_gerund_preps:
        dobj = s.child(verb, "dobj")
        if dobj is not None:
            return dobj
        if is_passive(s, verb):
            found = surface_subject(s, verb, coding, depth)
            return found[0] if found else None
    found = surface_subject(s, verb, coding, depth)
    return found[0] if found else None


def objects(s: Sentence, v: int) -> tuple[int, ...]:
    """Direct objects of an active clause, conjuncts and relative gaps included."""
    found: list[int] = []
    for c in s.children[v]:
        if s.tokens[c].dep in ("dobj", "oprd"):
            found.extend(antecedent(s, x) for x in nominal_conjuncts(s, c))
    if not found and _has_shared_object(s, v):
        for c in s.children[v]:
            if s.tokens[c].dep == "conj" and s.tokens[c].pos == "VERB":
                found.extend(objects(s, c))
                break
    if not found and s.tokens[v].dep == "relcl" and _object_gap(s, v):
        found.append(s.tokens[v].head)
    return tuple(found) or _named_object(s, v) or _measured_object(s, v)


def _named_object(s: Sentence, v: int) -> tuple[int, ...]:
    """What a free relative under a verb names ("bombed what it called a *camp*").

    The name is the predicate noun of the relative ("what they said was a camp") or stands after
    "as" ("what Chad described as a camp"); see Huddleston and Pullum (2002), ch. 12, 6.
    """
    for c in s.kids(v, "ccomp"):
        if any(s.tokens[x].lemma == "what" for x in s.kids(c, "dobj", "nsubj")):
            return _named_in(s, c)
    return ()


def _named_in(s: Sentence, clause: int) -> tuple[int, ...]:
    """What a free relative names ("raids on *what it called bases*")."""
    if all(s.tokens[x].lemma != "what" for x in s.kids(clause, "dobj", "nsubj")):
        return ()
    named = [*s.kids(clause, "oprd")]
    named += [
        x for p in s.kids(clause, "prep") if s.tokens[p].lemma == "as" for x in s.kids(p, "pobj")
    ]
    named += [x for be in s.kids(clause, "ccomp") for x in s.kids(be, "attr")]
    return nominal_conjuncts(s, named[0]) if named else ()


def _measured_object(s: Sentence, v: int) -> tuple[int, ...]:
    """An object that the parser took for a span of time ("began *ten days* of war games")."""
    for c in s.kids(v, "npadvmod"):
        of = s.child(c, "prep")
        if c > v and of is not None and s.tokens[of].lemma == "of":
            return (c,)
    return ()


def _has_shared_object(s: Sentence, v: int) -> bool:
    later = [c for c in s.children[v] if s.tokens[c].dep == "conj" and s.tokens[c].pos == "VERB"]
    if not later or s.child(v, "ccomp", "xcomp", "prep", "prt", "acomp", "advmod") is not None:
        return False
    # "killed or wounded 4,000": nothing but the conjunction stands between the two verbs.
    return later[0] - v == 2 and s.child(later[0], *SUBJECTS) is None


def _object_gap(s: Sentence, v: int) -> bool:
    """Whether the relative clause of ``v`` has its own subject, so that the noun is its object."""
    subject = s.child(v, "nsubj")
    if subject is None or s.tokens[subject].tag in ("WDT", "WP"):
        return False
    return not any(
        s.tokens[c].dep == "prep" and s.child(c, "pobj", "pcomp") is None for c in s.children[v]
    )


def obliques(s: Sentence, i: int, coding: Coding) -> list[Oblique]:
    """Prepositional arguments of token ``i``, complex prepositions folded ("in_exchange_for")."""
    found: list[Oblique] = []
    for c in s.children[i]:
        t = s.tokens[c]
        if t.dep in ("prep", "dative", "agent") and t.pos in (
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
            "PART",
        ):
            found.extend(_oblique(s, c, coding))
        elif t.dep == "advmod" and t.pos in ("ADV", "ADP") and s.children[c]:
            # "back to Russia", "out of the city": the preposition hangs from the adverb.
            for inner in s.kids(c, "prep"):
                found.extend(_oblique(s, inner, coding))
        elif t.dep == "npadvmod" and t.pos in ("NOUN", "PROPN"):
            found.append(Oblique("npadvmod", (c,)))
    return found


def _oblique(s: Sentence, prep: int, coding: Coding) -> list[Oblique]:
    name = s.tokens[prep].lemma
    pobj = s.child(prep, "pobj", "pcomp")
    inner = s.child(prep, "prep")
    if pobj is None and inner is not None:
        # "from in", "according to", "because of", "out of": two prepositions in a row.
        deeper = s.child(inner, "pobj")
        if deeper is not None:
            return [Oblique(f"{name}_{s.tokens[inner].lemma}", nominal_conjuncts(s, deeper))]
        return []
    found: list[Oblique] = []
    if pobj is not None and s.tokens[pobj].dep == "pobj":
        for c in s.children[pobj]:
            whole = f"{name}_{s.tokens[pobj].lemma}_{s.tokens[c].lemma}"
            if s.tokens[c].dep == "prep" and whole in coding.complex_prepositions:
                deep = s.child(c, "pobj")
                if deep is not None:
                    found.append(Oblique(whole, nominal_conjuncts(s, deep)))
                gerund = s.child(c, "pcomp")
                if gerund is not None:
                    found.append(Oblique(whole, (gerund,)))
        bare = f"{name}_{s.tokens[pobj].lemma}"
        if bare in coding.complex_prepositions and not found:
            found.append(Oblique(bare, (pobj,)))
        if not found:
            heads = tuple(antecedent(s, h) for h in nominal_conjuncts(s, pobj))
            found.append(Oblique(name, heads))
    elif pobj is not None and (named := _named_in(s, pobj)):
        found.append(Oblique(name, named))
    for c in s.kids(prep, "conj"):
        if s.tokens[c].pos == "ADP":
            found.extend(_oblique(s, c, coding))
    return found


def datives(s: Sentence, v: int) -> tuple[int, ...]:
    """Indirect objects of an active clause."""
    return tuple(
        h for c in s.kids(v, "dative") if s.tokens[c].pos != "ADP" for h in nominal_conjuncts(s, c)
    )


def passive_doer(s: Sentence, around: Sequence[Oblique], coding: Coding) -> tuple[int, ...]:
    """Who did it, hung from the thing given ("was supplied with helicopters *by Chad*")."""
    return tuple(
        x
        for o in around
        for head in o.heads
        if s.tokens[head].lemma in coding.items
        for c in s.kids(head, "prep", "agent")
        if s.tokens[c].lemma == "by"
        for p in s.kids(c, "pobj")
        for x in nominal_conjuncts(s, p)
    )


def swallowed_dative(
    s: Sentence,
    v: int,
    patient: tuple[int, ...],
    mentions: Mapping[int, Mention],
    coding: Coding,
) -> tuple[int, ...]:
    """Who gets it, where the parser made the name a part of the thing's ("gave Chad fuel")."""
    if s.tokens[v].lemma not in coding.ditransitive or len(patient) != 1:
        return ()
    thing = patient[0]
    if any(s.tokens[c].lemma == "to" for c in (*s.kids(v, "prep"), *s.kids(thing, "prep"))):
        return ()
    left = [c for c in s.children[thing] if c < thing]
    first = s.tokens[left[0]] if left else None
    if first is None or first.dep not in ("compound", "nmod") or first.pos != "PROPN":
        return ()
    mention = mentions.get(first.i)
    named = mention is not None and mention.kind in (ActorKind.STATE, ActorKind.GOVERNMENT)
    starts = mention is not None and mention.start == v + 1
    return (first.i,) if named and starts else ()
