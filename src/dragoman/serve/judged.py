"""What analysts have judged, by the record that it bears on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.case.records import StoredJudgement
from dragoman.model import Happening, Judgement

DONE: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "re-attribute": "re-attributed",
    "grade": "graded",
}
"""What each verb has done."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement as a line shows it: what, by whom, when, and its id to take it back by."""

    id: str
    verb: str
    said: str
    who: str
    when: str
    note: str
    undone: str = ""


def mark_of(judgement: Judgement, undone_at: str = "") -> Mark:
    """A judgement in words."""
    return Mark(
        id=judgement.id,
        verb=judgement.verb,
        said=DONE.get(judgement.verb, judgement.verb),
        who=judgement.who or "nobody named",
        when=f"{judgement.recorded_at:%Y-%m-%d %H:%M} UTC",
        note=judgement.note,
        undone=undone_at[:16].replace("T", " ") + " UTC" if undone_at else "",
    )


def stored_mark(one: StoredJudgement) -> Mark:
    """A stored judgement in words, taken back or not."""
    return mark_of(one.judgement, one.undone_at)


class Judged:
    """Judgements in force, by every record that they name."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._by_record: dict[str, list[Judgement]] = defaultdict(list)
        for one in judgements:
            for key in dict.fromkeys((one.record_id, *one.other_ids)):
                self._by_record[key].append(one)

    def of_happening(self, happening: Happening) -> list[Mark]:
        """Those that bear on a happening or on the events that tell of it, each once."""
        return self._marks((happening.id, *happening.event_ids))

    def of(self, *record_ids: str) -> list[Mark]:
        """Those that name a record."""
        return self._marks(record_ids)

    def speaker(self, statement_id: str) -> Judgement | None:
        """The last that attributes a statement to another."""
        found = [j for j in self._by_record.get(statement_id, ()) if j.verb == "re-attribute"]
        return found[-1] if found else None

    def attributed_to(self, actor_id: str) -> list[str]:
        """Ids of the statements that are attributed to an actor now."""
        named = [one.record_id for one in self._by_record.get(actor_id, ())]
        last = {key: self.speaker(key) for key in named}
        return [key for key, one in last.items() if one and one.other_ids[:1] == (actor_id,)]

    def _marks(self, keys: Sequence[str]) -> list[Mark]:
        found: dict[str, Judgement] = {}
        for key in keys:
            for one in self._by_record.get(key, ()):
                found[one.id] = one
        return [mark_of(one) for one in found.values()]


def attributed(judged: Judged, statement_id: str, names: Mapping[str, str]) -> str:
    """To whom an analyst attributes a statement, empty where none does."""
    judgement = judged.speaker(statement_id)
    if judgement is None or not judgement.other_ids:
        return ""
    return names.get(judgement.other_ids[0], judgement.other_ids[0])
