"""Event coreference on ECB+ and MEANTIME, with gold and with predicted mentions.

    python bench/coreference.py [--recall]

Mentions are compared within a subtopic of ECB+ (the annotators' own), and within one document of
MEANTIME, since the chains in our copy are numbered file by file. Baselines stand in the same
run: same lemma, same lemma and arguments, TF-IDF likeness of sentences above a threshold. The
"mention score" is bench/mention_model.py, fitted on `ecbplus_train` alone; thresholds of the
baselines were chosen there too. "happenings" are those of the program: where the chain codes no
event a mention stays alone. With predicted mentions a mention missed or made up counts against
everybody alike.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from coreference_scores import Score, predicted_scores
from dragoman.chain import code_reports
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import OPEN, CodedReport, Event, PartialDate, Report
from dragoman.reconcile import reconcile
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import Rarity, cosine
from mention_model import Pairs, by_group, grouped, load_model
from mentions import (
    Document,
    Mention,
    ecb_documents,
    marked_mentions,
    meantime_documents,
    mentions_at,
)

TFIDF_FROM = 0.5
"""Best of .15 to .7 by CoNLL F1 on ecbplus_train."""
OFTEN = 0.5
"""Share of a lemma's uses in the training part that must be mentions for it to be taken for one."""

Groups = Mapping[Any, Any]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--recall", action="store_true", help="print precision and recall too")
    options = parser.parse_args()
    folder = options.data / "crossdoc"
    lexicon = load_lexicon()
    named = naming_lemmas(ecb_documents(folder / "ecbplus_train.jsonl"))
    for name, documents in (
        ("ecbplus_dev", ecb_documents(folder / "ecbplus_dev.jsonl")),
        ("meantime_dev", meantime_documents(folder / "meantime_dev.jsonl")),
    ):
        coded = coded_documents(folder / f"{name}.jsonl", lexicon)
        gold = marked_mentions(documents, lexicon.likeness)
        truth = {m.id: (m.group, m.chain) for m in gold}
        chains = Counter(truth.values())
        print(f"\n{name}: {len(documents)} documents, {len(gold)} mentions, {len(chains)} chains")
        print(" gold mentions")
        for rival, groups in rivals(gold).items():
            show(rival, truth, groups, recall=options.recall)
        homes = happenings(documents, coded, lexicon)
        show("happenings", truth, aligned(gold, documents, coded, homes), recall=options.recall)
        print(" predicted mentions: words that name occurrences in the training part")
        guessed = predicted(documents, gold, named, lexicon)
        for rival, groups in rivals(guessed).items():
            show(rival, truth, groups, recall=options.recall)
        print(" predicted mentions: events that the chain codes (dealings between states)")
        events = coded_mentions(documents, coded, gold, lexicon)
        both = {**rivals([m for m, _ in events]), **same_type(events)}
        both["happenings"] = {m.id: homes[e.id] for m, e in events}
        for rival, groups in both.items():
            show(rival, truth, groups, recall=options.recall)
        only = {m.id: truth[m.id] for m, _ in events if m.id in truth}
        print(f" of these the {len(only)} that are gold mentions, scored by themselves")
        for rival, groups in both.items():
            kept = {key: group for key, group in groups.items() if key in only}
            show(rival, only, kept, recall=options.recall)


def show(name: str, gold: Groups, found: Groups, *, recall: bool) -> None:
    """One line of scores."""
    scores = predicted_scores(gold, found)
    told = "  ".join(f"{key} {_told(score, recall)}" for key, score in scores.items())
    print(f"  {name:<34}{told}")


def _told(score: Score, recall: bool) -> str:
    if not recall:
        return f"{100 * score.f1:.1f}"
    return f"{100 * score.f1:.1f} ({100 * score.precision:.0f}/{100 * score.recall:.0f})"


def rivals(mentions: Sequence[Mention]) -> dict[str, Groups]:
    """Every grouping of mentions that asks for no coded event, by name."""
    pairs = Pairs(mentions)
    model = load_model()
    return {
        "all alone": {m.id: m.id for m in mentions},
        "same lemma": {m.id: (m.group, m.lemma) for m in mentions},
        "same stem": {m.id: (m.group, m.stem) for m in mentions},
        "same stem, arguments meet": same_arguments(mentions),
        f"TF-IDF of sentences over {TFIDF_FROM}": alike(mentions, TFIDF_FROM),
        "mention score, pairs": grouped(pairs, model, again=False),
        "mention score, pairs and groups": grouped(pairs, model),
    }


def same_arguments(mentions: Iterable[Mention]) -> Groups:
    """One stem, and some word in common in what stands around it."""
    union = Union(_key(m) for m in mentions)
    for members in by_group(mentions).values():
        for one, other in combinations(members, 2):
            around = (one.doers | one.undergoers | one.others) & (
                other.doers | other.undergoers | other.others
            )
            if one.stem == other.stem and around:
                union.join(_key(one), _key(other))
    return {m.id: union.root(_key(m)) for m in mentions}


def alike(mentions: Sequence[Mention], least: float) -> Groups:
    """Single link over the likeness of sentences, triggers included."""
    rare = Rarity.of({(m.document, m.at): m.sentence | m.trigger for m in mentions}.values())
    vectors = {m.id: rare.vector(sorted(m.near | m.trigger)) for m in mentions}
    union = Union(_key(m) for m in mentions)
    for members in by_group(mentions).values():
        for one, other in combinations(members, 2):
            if cosine(vectors[one.id], vectors[other.id]) >= least:
                union.join(_key(one), _key(other))
    return {m.id: union.root(_key(m)) for m in mentions}


def same_type(events: Sequence[tuple[Mention, Event]]) -> dict[str, Groups]:
    """Coded events of one type between the same parties."""
    found = {}
    for mention, event in events:
        parties = {p.country or p.actor_id for p in (*event.initiators, *event.recipients)}
        found[mention.id] = (mention.group, event.type, tuple(sorted(parties)))
    return {"same type and actors": found}


def _key(mention: Mention) -> str:
    return f"{mention.id[0]}#{mention.id[1]:06}"


def naming_lemmas(documents: Iterable[Document]) -> frozenset[tuple[str, str]]:
    """(lemma, part of speech) that are mentions at least as often as not."""
    uses: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for token in document.tokens:
            key = (token[1].casefold(), token[2])
            uses[key] += 1
            marked[key] += any(s < token[7] and token[6] < e for s, e, _ in document.marked)
    return frozenset(k for k, n in marked.items() if n >= OFTEN * uses[k] and n > 1)


def predicted(
    documents: Sequence[Document],
    gold: Sequence[Mention],
    named: frozenset[tuple[str, str]],
    lexicon: Lexicon,
) -> list[Mention]:
    """Mentions at every word that named an occurrence in the training part, and every verb that
    it does not know."""
    known = {lemma for lemma, _ in named}
    found = []
    for document in documents:
        spans = [
            (token[6], token[7], "")
            for token in document.tokens
            if (token[1].casefold(), token[2]) in named
            or (token[2] == "VERB" and token[1].casefold() not in known)
        ]
        found += mentions_at(document, spans, lexicon.likeness)
    return _matched(found, documents, gold, {m.id: s for m, s in _spans(found, documents, named)})


def _spans(
    mentions: Sequence[Mention], documents: Sequence[Document], named: frozenset[tuple[str, str]]
) -> Iterable[tuple[Mention, tuple[int, int]]]:
    known = {lemma for lemma, _ in named}
    places = {
        document.id: [
            (t[6], t[7])
            for t in document.tokens
            if (t[1].casefold(), t[2]) in named or (t[2] == "VERB" and t[1].casefold() not in known)
        ]
        for document in documents
    }
    return [(m, places[m.document][m.id[1]]) for m in mentions]


def _matched(
    mentions: Sequence[Mention],
    documents: Sequence[Document],
    gold: Sequence[Mention],
    spans: Mapping[Any, tuple[int, int]],
) -> list[Mention]:
    """Mentions renamed to the gold mention that they overlap, each gold mention once."""
    marked = {d.id: d.marked for d in documents}
    taken: set[tuple[str, int]] = set()
    known = {m.id for m in gold}
    renamed = []
    for n, mention in enumerate(mentions):
        start, end = spans[mention.id]
        hits = [
            (mention.document, k)
            for k, (s, e, _) in enumerate(marked[mention.document])
            if s < end and start < e and (mention.document, k) not in taken
        ]
        hit = next((h for h in hits if h in known), (mention.document, -1 - n))
        taken.add(hit)
        renamed.append(replace(mention, id=hit))
    return renamed


def coded_documents(path: Path, lexicon: Lexicon) -> list[CodedReport]:
    """The documents through the chain; MEANTIME tells its dates, ECB+ none."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    reports = [
        Report.make(
            location=f"{path.name}#{row['id']}",
            source_text=row["text"],
            title="",
            publisher="",
            published_at=PartialDate.day(date.fromisoformat(row["dct"]), "row")
            if row.get("dct")
            else OPEN,
            language="en",
        )
        for row in rows
    ]
    return list(code_reports(reports, lexicon))


def happenings(
    documents: Sequence[Document], coded: Sequence[CodedReport], lexicon: Lexicon
) -> dict[str, Any]:
    """Event id to happening, reconciled within each group as the rivals are."""
    groups: dict[Any, list[CodedReport]] = defaultdict(list)
    for document, one in zip(documents, coded, strict=True):
        groups[document.group].append(one)
    return {
        event: happening.id
        for members in groups.values()
        for happening in reconcile(members, lexicon).happenings
        for event in happening.event_ids
    }


def coded_mentions(
    documents: Sequence[Document],
    coded: Sequence[CodedReport],
    gold: Sequence[Mention],
    lexicon: Lexicon,
) -> list[tuple[Mention, Event]]:
    """Each coded event as a mention, under the gold mention's id where their words overlap."""
    found, spans = [], {}
    for document, one in zip(documents, coded, strict=True):
        places = [(e.trigger.start, e.trigger.end, "") for e in one.events]
        for mention, event in zip(
            mentions_at(document, places, lexicon.likeness), one.events, strict=True
        ):
            spans[mention.id] = (event.trigger.start, event.trigger.end)
            found.append((mention, event))
    renamed = _matched([m for m, _ in found], documents, gold, spans)
    return [(m, e) for m, (_, e) in zip(renamed, found, strict=True)]


def aligned(
    gold: Sequence[Mention],
    documents: Sequence[Document],
    coded: Sequence[CodedReport],
    homes: Mapping[str, Any],
) -> Groups:
    """Gold mentions by the happening of the event coded there, else alone."""
    found: dict[Any, Any] = {m.id: m.id for m in gold}
    for document, one in zip(documents, coded, strict=True):
        for event in one.events:
            for n, (start, end, _) in enumerate(document.marked):
                if start < event.trigger.end and event.trigger.start < end:
                    found[document.id, n] = homes[event.id]
                    break
    return found


if __name__ == "__main__":
    main()
