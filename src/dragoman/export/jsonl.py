"""The case as JSON Lines: one file a table, one object a line, byte for byte the same every time.

Every object has ``id``, ``report_id`` where it stands in one report, then the table's own keys,
then ``evidence``, a list of ``{start, end, exact, report_id}`` with half-open offsets into that
report's ``source_text``. Keys beyond the contract come last. Order of lines: by report, then
place in the report, then id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.errors import UsageError
from dragoman.model import Difference, Evidence, Report, to_json

SCHEMA_VERSION: Final = 1
"""Raised when a key changes its meaning or goes; new keys and files leave it."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the export.

    Attributes:
        keys: the keys that every line has, in order; others may follow.
        lines: the objects, in order.
    """

    name: str
    keys: tuple[str, ...]
    lines: Callable[[CaseView], Iterator[Json]]


def export_jsonl(view: CaseView, folder: Path) -> list[tuple[str, int]]:
    """Write the case into ``folder``, which is made if need be; files of that name are replaced.

    Returns:
        file names and their numbers of lines, in the order they were written.

    Raises:
        UsageError: where the folder cannot be written.
    """
    written: list[tuple[str, int]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            name = f"{table.name}.jsonl"
            written.append((name, _write(folder / name, map(line, table.lines(view)))))
        meta = {
            "schema_version": SCHEMA_VERSION,
            "tables": {
                table.name: {"file": file, "lines": lines, "keys": list(table.keys)}
                for table, (file, lines) in zip(TABLES, written, strict=True)
            },
        }
        _write(folder / "meta.json", [json.dumps(meta, ensure_ascii=False, indent=2)])
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror})", "name another folder"
        ) from error
    return [*written, ("meta.json", 1)]


def _write(path: Path, lines: Iterable[str]) -> int:
    """Write a file whole or not at all; gives the number of lines."""
    beside = path.with_name(path.name + ".part")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            for text in lines:
                file.write(text + "\n")
                count += 1
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count


def line(data: Json) -> str:
    """One object as one line.

    U+0085, U+2028 and U+2029 are escaped: many readers take them for ends of lines.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text.translate(LINE_ENDS)


LINE_ENDS: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\u0085\u2028\u2029"}


def _evidence(evidence: Iterable[Evidence]) -> list[Json]:
    return [
        {"start": e.start, "end": e.end, "exact": e.exact, "report_id": e.report_id}
        for e in evidence
    ]


def _arranged(data: Json, keys: Sequence[str]) -> Json:
    """The contract's keys in its order, and the others after them."""
    return {**{key: data[key] for key in keys}, **data}


def _reports(view: CaseView) -> Iterator[Json]:
    for report in view.reports.values():
        data = to_json(report)
        data.update(report_id=report.id, evidence=_evidence(_title(report)))
        data["uncoded"] = view.uncoded.get(report.id, "")
        yield _arranged(data, REPORT_KEYS)


def _title(report: Report) -> tuple[Evidence, ...]:
    """Where a report's text has its title, if it has."""
    at = report.source_text.find(report.title) if report.title else -1
    if at < 0:
        return ()
    return (Evidence(report.id, at, at + len(report.title), report.title),)


def _actors(view: CaseView) -> Iterator[Json]:
    for actors in view.report_actors.values():
        for actor in actors:
            data = to_json(actor)
            data["mentions"] = data["evidence"] = _evidence(actor.mentions)
            yield _arranged(data, ACTOR_KEYS)


def _records(kind: str, keys: tuple[str, ...]) -> Callable[[CaseView], Iterator[Json]]:
    def lines(view: CaseView) -> Iterator[Json]:
        for record in getattr(view, kind).values():
            data = to_json(record)
            data["evidence"] = _evidence(record.evidence)
            yield _arranged(data, keys)

    return lines


def _accounts(view: CaseView) -> Iterator[Json]:
    for account in view.accounts.values():
        data = to_json(account)
        events = (view.events.get(event_id) for event_id in account.event_ids)
        data["evidence"] = _evidence(e for event in events if event for e in event.evidence)
        yield _arranged(data, ACCOUNT_KEYS)


def _differences(view: CaseView) -> Iterator[Json]:
    for difference in view.differences.values():
        data = to_json(difference)
        for side, position in zip(data["positions"], difference.positions, strict=True):
            side["evidence"] = _evidence(position.evidence)
        data["evidence"] = _evidence(_sides(difference))
        yield _arranged(data, DIFFERENCE_KEYS)


def _sides(difference: Difference) -> Iterator[Evidence]:
    seen = dict.fromkeys(e for position in difference.positions for e in position.evidence)
    yield from seen


def _sentences(view: CaseView) -> Iterator[Json]:
    for report_id, spans in view.sentences.items():
        text = view.reports[report_id].source_text
        for span in spans:
            quote = Evidence(report_id, span.start, span.end, text[span.start : span.end])
            yield {
                "id": f"{report_id}.{span.index}",
                "report_id": report_id,
                "index": span.index,
                "evidence": _evidence([quote]),
            }


def _copies(view: CaseView) -> Iterator[Json]:
    for copy in view.copies:
        data = to_json(copy)
        data["id"] = f"{copy.report_id}.{copy.copy_of}"
        data["evidence"] = _evidence(copy.passages)
        data["counterparts"] = _evidence(copy.counterparts)
        del data["passages"]
        yield _arranged(data, COPY_KEYS)


def _judgements(view: CaseView) -> Iterator[Json]:
    for judgement in view.judgements:
        yield {**to_json(judgement), "evidence": []}


def _failures(view: CaseView) -> Iterator[Json]:
    for failure in view.failures:
        yield {
            "location": failure.location,
            "code": failure.code,
            "reason": failure.reason,
            "remedy": failure.remedy,
        }


def _keys(own: str, *, report: bool = True) -> tuple[str, ...]:
    return ("id", *(("report_id",) if report else ()), *own.split(), "evidence")


REPORT_KEYS: Final = _keys(
    "location title publisher relayed_by authors published_at language source_text furniture"
    " content_hash copy_of story_id"
)
ACTOR_KEYS: Final = _keys("name kind country sector offices mentions")
STATEMENT_KEYS: Final = _keys("sources stance quotation content about_event_ids answers")
EVENT_KEYS: Final = _keys(
    "type mode cameo initiators recipients places items in_return_for occurred_at factuality"
    " statement_id rule route publisher_factuality"
)
QUANTITY_KEYS: Final = _keys(
    "text low best high bound unit referent measure subject as_of statement_id event_id"
)
TIME_KEYS: Final = _keys("text timex_type value mod resolved event_ids")
FORECAST_KEYS: Final = _keys(
    "statement_id sources condition outcome horizon likelihood status settled_by"
)
HAPPENING_KEYS: Final = _keys(
    "type initiators recipients items occurred_at factuality event_ids report_ids origins"
    " origin_count estimates",
    report=False,
)
DIFFERENCE_KEYS: Final = _keys("happening_id slot kind positions", report=False)
ACCOUNT_KEYS: Final = _keys(
    "happening_id sources event_ids report_ids factuality occurred_at", report=False
)
COPY_KEYS: Final = _keys("copy_of kind share reason counterparts")

TABLES: Final = (
    Table("reports", REPORT_KEYS, _reports),
    Table("actors", ACTOR_KEYS, _actors),
    Table("statements", STATEMENT_KEYS, _records("statements", STATEMENT_KEYS)),
    Table("events", EVENT_KEYS, _records("events", EVENT_KEYS)),
    Table("quantities", QUANTITY_KEYS, _records("quantities", QUANTITY_KEYS)),
    Table("times", TIME_KEYS, _records("times", TIME_KEYS)),
    Table("forecasts", FORECAST_KEYS, _records("forecasts", FORECAST_KEYS)),
    Table("happenings", HAPPENING_KEYS, _records("happenings", HAPPENING_KEYS)),
    Table("differences", DIFFERENCE_KEYS, _differences),
    Table("accounts", ACCOUNT_KEYS, _accounts),
    Table("copies", COPY_KEYS, _copies),
    Table("sentences", _keys("index"), _sentences),
    Table(
        "judgements",
        _keys("record_id verb other_ids note who recorded_at", report=False),
        _judgements,
    ),
    Table("failures", ("location", "code", "reason", "remedy"), _failures),
)
"""The files of the export; the first nine are the contract."""
