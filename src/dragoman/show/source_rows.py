"""Who is credited with statements: one row a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.model import ActorKind, Statement, to_json
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.safe import cut


@dataclass(frozen=True, slots=True)
class SourceRow:
    """All that one source is credited with.

    Attributes:
        actor_id: empty where the source was not resolved to an actor.
        through: who passes its word on, most often first; ``carried_by``: the publishers.
        stances: how often it asserts, denies, predicts …
    """

    name: str
    actor_id: str
    kind: str
    country: str
    statement_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    through: tuple[str, ...]
    carried_by: tuple[str, ...]
    stances: tuple[tuple[str, int], ...]


def credited(view: CaseView, report_ids: Collection[str] | None = None) -> list[SourceRow]:
    """Group statements by their original speaker, the most quoted first.

    Args:
        report_ids: only statements of these reports; all where ``None``.
    """
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in view.statements.values():
        if report_ids is None or statement.report_id in report_ids:
            first = statement.sources[0]
            # Two reports' "a senior official" need not be one person, nor their outlets one.
            nameless = first.kind is ActorKind.UNNAMED or not (first.name or first.text)
            where = statement.report_id if nameless else ""
            groups[(first.actor_id or phrases.speaker(first).casefold(), where)].append(statement)
    rows = [_row(view, group) for group in groups.values()]
    return sorted(rows, key=lambda row: (-len(row.statement_ids), row.name, row.report_ids))


def _row(view: CaseView, statements: Sequence[Statement]) -> SourceRow:
    first = statements[0].sources[0]
    reports = sorted({one.report_id for one in statements})
    name = phrases.speaker(first)
    passed_on = (phrases.speaker(link) for one in statements for link in one.sources[1:-1])
    through = Counter(link for link in passed_on if link != name)
    stances = Counter(one.stance.value for one in statements)
    return SourceRow(
        name=name,
        actor_id=first.actor_id,
        kind=first.kind.value,
        country=first.country,
        statement_ids=tuple(one.id for one in statements),
        report_ids=tuple(reports),
        through=tuple(name for name, _ in _by_count(through)),
        carried_by=tuple(
            sorted({view.reports[i].publisher for i in reports if i in view.reports} - {""})
        ),
        stances=tuple(_by_count(stances)),
    )


def _by_count(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def source_listing(rows: Sequence[SourceRow], note: str = "") -> Listing[SourceRow]:
    """Sources with how often each is credited, with what, through whom and by whom printed."""
    return Listing(
        columns=(
            Column("country", lambda s: s.country, "Whose"),
            Column("source", lambda s: s.name),
            Column("actor_id", lambda s: s.actor_id),
            Column("kind", lambda s: s.kind),
            Column("stances", lambda s: "; ".join(f"{name} {n}" for name, n in s.stances)),
            Column("through", lambda s: "; ".join(s.through)),
            Column("carried_by", lambda s: "; ".join(s.carried_by)),
            Column("statements", lambda s: str(len(s.statement_ids)), "Statements", right=True),
            Column("reports", lambda s: str(len(s.report_ids)), "Reports", right=True),
        ),
        rows=rows,
        told=lambda s: Told(
            cut(f"{s.name} ({phrases.words(s.kind)})", 120),
            (
                ", ".join(f"{phrases.words(name)} {n}" for name, n in s.stances[:6]),
                f"through {cut(', '.join(s.through), 100)}" if s.through else "",
                f"in {cut(', '.join(s.carried_by), 100)}" if s.carried_by else "",
            ),
        ),
        record=to_json,
        told_heading="Source",
        empty="No statement fits.",
        note=note,
    )
