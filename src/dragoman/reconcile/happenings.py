"""Happenings and their accounts, made from groups of tellings."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

from dragoman.model import (
    OPEN,
    Account,
    Evidence,
    Factuality,
    Happening,
    Item,
    PartialDate,
    Participant,
    Quantity,
    content_id,
)
from dragoman.reconcile.figures import Figure, estimates, figure
from dragoman.reconcile.origins import Provenance, Voice, crediting, distinct
from dragoman.reconcile.press import Press, Telling, dated, sides, wide
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.shelf import Ids, Ordered, Room, Shelf
from dragoman.reconcile.spokesmen import spokesmen
from dragoman.reconcile.summary import summary
from dragoman.reconcile.units import in_one_unit

STANDING_ORDER = (
    Factuality.ACTUAL,
    Factuality.ONGOING,
    Factuality.PLANNED,
    Factuality.POSSIBLE,
    Factuality.REQUESTED,
    Factuality.CONDITIONAL,
    Factuality.PREDICTED,
    Factuality.UNSPECIFIED,
    Factuality.DENIED,
    Factuality.NEGATED,
)
"""What a happening is taken for when its accounts say several of these: the first of them. That
it is denied too is shown as a difference, and is no verdict."""

MODE_SHARE = 0.4
"""Share of the events of a type that must have a mode for the happening to have it."""


@dataclass(frozen=True, slots=True)
class Group:
    """A happening with what it was made from."""

    happening: Happening
    members: tuple[tuple[Telling, Voice], ...]
    figures: tuple[Figure, ...]


def make_group(
    tellings: Sequence[Telling],
    press: Press,
    provenance: Provenance,
    scorer: Scorer,
    adopted: Sequence[tuple[str, str]] = (),
) -> Group:
    """Make a happening of the tellings that are of it.

    Args:
        adopted: report id and id of the figures of it that no event carries (`adopted.adopt`).
    """
    ordered = sorted(tellings, key=lambda t: t.event.id)
    voices = [_voice(t, provenance) for t in ordered]
    uncounted = scorer.likeness.uncounted
    figures = tuple(
        figure(quantity, press, provenance)
        for quantity in _quantities(ordered, press, adopted)
        if quantity.measure not in uncounted
    )
    happening = _happening(ordered, voices, figures, scorer, press)
    return Group(happening, tuple(zip(ordered, voices, strict=True)), figures)


def _voice(telling: Telling, provenance: Provenance) -> Voice:
    event = telling.event
    return provenance.voice(telling.statement, event.report_id, event.trigger.start)


def _quantities(
    tellings: Sequence[Telling], press: Press, adopted: Sequence[tuple[str, str]]
) -> list[Quantity]:
    """Figures tied to the events, loose ones of a measure so tied in their sentences, and those
    that it was given."""
    own = {q.id: q for t in tellings for q in t.figures}
    for report_id, key in adopted:
        own.update((q.id, q) for q in press.coded[report_id].quantities if q.id == key)
    measures = {q.measure for q in own.values() if q.measure}
    if not measures:
        return _by_id(own)
    counting = [t for t in tellings if t.report.id in press.loose]
    sentences = {press.sentence_start(t.report.id, t.event.trigger.start) for t in counting}
    tied = [*own.values()]
    for report_id in {t.report.id for t in counting}:
        for quantity in press.coded[report_id].quantities:
            if quantity.event_id or quantity.measure not in measures or not quantity.evidence:
                continue
            at = press.sentence_start(report_id, quantity.evidence[0].start)
            if at in sentences and _same_subject(quantity, tied, press):
                own[quantity.id] = quantity
    return _by_id(own)


def _by_id(quantities: Mapping[str, Quantity]) -> list[Quantity]:
    return [quantities[key] for key in sorted(quantities)]


def _same_subject(quantity: Quantity, others: Iterable[Quantity], press: Press) -> bool:
    parties = sides(quantity.subject, press.actors)
    return any(parties == sides(other.subject, press.actors) for other in others)


def _happening(
    tellings: Sequence[Telling],
    voices: Sequence[Voice],
    figures: Sequence[Figure],
    scorer: Scorer,
    press: Press,
) -> Happening:
    events = [t.event for t in tellings]
    type_ = _commonest(e.type for e in events)
    mode = _mode([e.mode for e in events if e.type == type_])
    givers, takers = _roles(tellings, voices, type_, mode)
    items = _items(tellings)
    personal = type_ in scorer.likeness.personal
    counted = estimates(in_one_unit(figures), scorer.likeness)
    factuality = min((e.factuality for e in events), key=STANDING_ORDER.index)
    when = consensus([e.occurred_at for e in events])
    origins = distinct(crediting((t.report.id, v) for t, v in zip(tellings, voices, strict=True)))
    return Happening(
        id=content_id("happening", *(e.id for e in events)),
        type=type_,
        mode=mode,
        initiators=givers,
        recipients=takers,
        items=items,
        occurred_at=when,
        factuality=factuality,
        event_ids=tuple(e.id for e in events),
        report_ids=tuple(sorted({e.report_id for e in events})),
        origins=origins,
        origin_count=len(origins),
        estimates=counted,
        summary=summary(
            type_=type_,
            mode=mode,
            cameo=[e.cameo for e in events if e.type == type_],
            initiators=spokesmen(givers, press.actors, personal=personal),
            recipients=spokesmen(takers, press.actors, personal=personal),
            items=items,
            estimates=counted,
            when=when,
            published=_earliest_told(tellings),
            factuality=factuality,
            likeness=scorer.likeness,
        ),
        evidence=_evidence(tellings),
    )


def _earliest_told(tellings: Sequence[Telling]) -> PartialDate:
    known = [t.report.published_at for t in tellings if t.report.published_at.earliest]
    return min(known, key=lambda d: d.earliest.toordinal() if d.earliest else 0, default=OPEN)


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _mode(modes: Sequence[str]) -> str:
    """The commonest mode, if enough of the events of the type have it."""
    best = _commonest(mode for mode in modes if mode)
    return best if best and modes.count(best) >= MODE_SHARE * len(modes) else ""


def _roles(
    tellings: Sequence[Telling], voices: Sequence[Voice], type_: str, mode: str
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who gave and who took, in the direction that most origins tell, from those that tell it.

    Events of the happening's own type and mode are asked first: a visit has a direction, the
    talks held at it have none.
    """
    own = [
        (t, v)
        for t, v in zip(tellings, voices, strict=True)
        if t.event.type == type_ and (not mode or t.event.mode == mode) and (t.givers or t.takers)
    ]
    asked = own or list(zip(tellings, voices, strict=True))
    told: dict[tuple[frozenset[str], frozenset[str]], set[str]] = {}
    for telling, voice in asked:
        told.setdefault((telling.givers, telling.takers), set()).add(voice.key)
    best = min(
        told,
        key=lambda d: (-bool(d[0]) - bool(d[1]), -len(told[d]), sorted(d[0]), sorted(d[1])),
    )
    givers = [p for t in tellings if t.givers <= best[0] for p in t.event.initiators]
    takers = [p for t in tellings if t.takers <= best[1] for p in t.event.recipients]
    return _once(givers), _once(takers)


def _once(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each actor once, the surest mention first; mentions left open only where nothing else is."""
    kept: dict[str, Participant] = {}
    for one in sorted(participants, key=lambda p: (not p.certain, p.name.casefold(), p.text)):
        if one.actor_id or one.country:
            kept.setdefault(one.actor_id or one.country, one)
    if not kept:
        kept = {p.name.casefold(): p for p in participants if p.name}
    return tuple(sorted(kept.values(), key=lambda p: (p.name.casefold(), p.actor_id)))


def _items(tellings: Sequence[Telling]) -> tuple[Item, ...]:
    """Items by class and words, each once, the most told first."""
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], Item] = {}
    for telling in tellings:
        for item in telling.event.items:
            key = (item.cls, item.text.casefold())
            counts[key] += 1
            shown[key] = min(shown.get(key, item), item, key=lambda i: i.text)
    by_class: dict[str, tuple[str, str]] = {}
    for key in sorted(counts, key=lambda k: (-counts[k], len(k[1]), k)):
        by_class.setdefault(key[0] or key[1], key)
    return tuple(shown[key] for key in by_class.values())


def consensus(dates: Sequence[PartialDate]) -> PartialDate:
    """The day or stretch that the accounts agree on; where they do not, all of it that they span.

    Narrow dates (up to a month) win over courses and vague ones.
    """
    known = sorted(
        {d for d in dates if dated(d)} or {d for d in dates if d.known},
        key=lambda d: (str(d.earliest), str(d.latest), d.basis),
    )
    narrow = [d for d in known if d.precision is not None and d.precision <= 4]
    used = narrow or [d for d in known if not wide(d)] or known
    if not used:
        return OPEN
    if len({(d.earliest, d.latest) for d in used}) == 1:
        return used[0]
    starts = [d.earliest for d in used if d.earliest is not None]
    ends = [d.latest for d in used if d.latest is not None]
    basis = "; ".join(dict.fromkeys(d.basis for d in used))
    if narrow and max(starts) <= min(ends):
        return PartialDate.between(max(starts), min(ends), basis)
    last = None if any(d.latest is None for d in used) else max(ends, default=None)
    first = None if any(d.earliest is None for d in used) else min(starts, default=None)
    return PartialDate.between(first, last, f"accounts differ: {basis}")


def _evidence(tellings: Sequence[Telling]) -> tuple[Evidence, ...]:
    return tuple(sorted({e for t in tellings for e in t.event.evidence}))


class Groups(Sequence[Group]):
    """Happenings in order of id."""

    def __init__(self, groups: Ordered[Group], events: Ids, homes: Sequence[int]) -> None:
        self._groups, self._events, self._homes = groups, events, homes
        self._returns: dict[int, tuple[str, ...]] = {}

    @classmethod
    def of(cls, made: Iterable[Group], room: Room) -> Self:
        """Put groups in order; they are asked for once."""
        shelf: Shelf[Group] = Shelf(room, lambda group: len(group.members))
        ids, events = Ids(), Ids()
        homes = array("i")
        given: dict[int, set[str]] = {}
        for group in made:
            number = shelf.append(group)
            ids.append(group.happening.id)
            for event_id in group.happening.event_ids:
                events.append(event_id)
                homes.append(number)
            asked = {key for telling, _ in group.members for key in telling.event.in_return_for}
            if asked:
                given[number] = asked
        order = ids.ordered()
        place = dict(zip(order, range(len(order)), strict=True))
        by_event = events.ordered()
        ordered = Ids()
        for n in by_event:
            ordered.append(events[n])
        found = cls(Ordered(shelf, order), ordered, array("i", (place[homes[n]] for n in by_event)))
        for number, asked in given.items():
            found._link(place[number], asked, lambda at: ids[order[at]])
        return found

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, number: int) -> Group: ...
    @overload
    def __getitem__(self, number: slice) -> list[Group]: ...
    def __getitem__(self, number: int | slice) -> Group | list[Group]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        group = self._groups[number]
        returns = self._returns.get(number)
        if returns is None:
            return group
        return replace(group, happening=replace(group.happening, in_return_for=returns))

    def home(self, event_id: str) -> int:
        """The number of the happening that an event is of; -1 if of none."""
        at = self._events.find(event_id) if event_id else -1
        return self._homes[at] if at >= 0 else -1

    def _link(self, number: int, asked: Iterable[str], name: Callable[[int], str]) -> None:
        """Note in return for which happenings one was given, from its events' links."""
        homes = {self.home(key) for key in asked} - {number, -1}
        if homes:
            self._returns[number] = tuple(sorted(map(name, homes)))


def accounts(group: Group) -> list[Account]:
    """One account for each origin and factuality, in order of id."""
    told: dict[tuple[str, Factuality], list[tuple[Telling, Voice]]] = {}
    for telling, voice in group.members:
        told.setdefault((voice.key, telling.event.factuality), []).append((telling, voice))
    made = [_account(group.happening.id, key, rows) for key, rows in told.items()]
    return sorted(made, key=lambda account: account.id)


def _account(
    happening_id: str, key: tuple[str, Factuality], rows: Sequence[tuple[Telling, Voice]]
) -> Account:
    tellings = [telling for telling, _ in rows]
    with_chain = [t for t in tellings if t.statement is not None]
    first = with_chain[0].statement if with_chain else None
    return Account(
        id=content_id("account", happening_id, key[0], key[1].value),
        happening_id=happening_id,
        sources=first.sources if first is not None else (),
        event_ids=tuple(sorted(t.event.id for t in tellings)),
        report_ids=tuple(sorted({t.report.id for t in tellings})),
        factuality=key[1],
        occurred_at=consensus([t.event.occurred_at for t in tellings]),
    )
