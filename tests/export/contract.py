"""The contract of the export as data, and what reads an export against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EVIDENCE = "evidence: [{start, end, exact}]"
DATE = "{earliest, latest, precision, basis}"
SOURCE = (
    "{text, start, end, actor_id, name, country, kind, cue, cue_start, cue_end, "
    f"stated_at: {DATE}}}"
)
ROLE = "{actor_id, name, country, sector, text}"

CONTRACT = {
    "reports": f"""id, location, title, publisher, relayed_by, authors, published_at: {DATE},
        language, source_text, furniture: [{{start, end, kind}}], content_hash, copy_of, story_id,
        {EVIDENCE}""",
    "actors": f"id, report_id, name, kind, country, sector, offices, mentions, {EVIDENCE}",
    "statements": f"""id, report_id, sources: [{SOURCE}], stance, quotation,
        content: {{start, end, exact}}, about_event_ids, {EVIDENCE}""",
    "events": f"""id, report_id, type, mode, cameo, initiators: [{ROLE}], recipients: [{ROLE}],
        places: [{{name, country}}], items: [{{text, class}}], in_return_for,
        occurred_at: {DATE}, factuality, statement_id, rule, {EVIDENCE}""",
    "quantities": f"""id, report_id, text, low, best, high, bound, unit, referent, measure,
        subject: [{{actor_id, name, country}}], as_of: {DATE}, statement_id, event_id,
        {EVIDENCE}""",
    "times": f"""id, report_id, text, timex_type, value, mod, resolved: {DATE}, event_ids,
        {EVIDENCE}""",
    "forecasts": f"""id, report_id, statement_id, sources: [{SOURCE}],
        condition: {{exact, event_id}}, outcome: {{exact, event_id}}, horizon: {DATE},
        likelihood: {{phrase, low, high}}, status, settled_by, {EVIDENCE}""",
    "happenings": f"""id, type, initiators: [{ROLE}], recipients: [{ROLE}],
        items: [{{text, class}}], occurred_at: {DATE}, factuality, event_ids, report_ids,
        origins: [{{name, actor_id}}], origin_count,
        estimates: [{{measure, unit, low, best, high,
            positions: [{{sources: [{SOURCE}], low, best, high, as_of: {DATE}, report_id}}]}}],
        {EVIDENCE}""",
    "differences": f"""id, happening_id, slot, kind,
        positions: [{{value, sources: [{SOURCE}], report_ids, stated_at: {DATE}}}], {EVIDENCE}""",
}
"""The contract of DESIGN.md as data: keys in order; ``{}`` an object, ``[]`` a list of them."""

Shape = dict[str, Any]


def shape(spec: str) -> Shape:
    """Read a line of the contract: key → None (any value), a shape, or a list of one shape."""
    tokens = iter(spec.replace(",", " ").replace(":", " : ").translate(SPACED).split())
    return _shape(tokens)


SPACED = {ord(sign): f" {sign} " for sign in "{}[]"}


def _shape(tokens: Iterator[str]) -> Shape:
    made: Shape = {}
    last = ""
    for token in tokens:
        if token == ":":
            opening = next(tokens)
            made[last] = [_inner(tokens)] if opening == "[" else _shape(tokens)
        elif token == "}":
            break
        else:
            made[last := token] = None
    return made


def _inner(tokens: Iterator[str]) -> Shape:
    assert next(tokens) == "{"
    made = _shape(tokens)
    assert next(tokens) == "]"
    return made


def breaches(data: Any, wanted: Any, at: str) -> Iterator[str]:
    """Where ``data`` is not of the wanted shape."""
    if wanted is None:
        return
    if isinstance(wanted, list):
        if not isinstance(data, list):
            yield f"{at} is no list"
            return
        for number, one in enumerate(data):
            yield from breaches(one, wanted[0], f"{at}[{number}]")
        return
    if not isinstance(data, dict):
        yield f"{at} is no object"
        return
    for key, inner in wanted.items():
        if key not in data:
            yield f"{at} has no {key}"
        # A forecast without a condition has null there.
        elif not (key == "condition" and data[key] is None):
            yield from breaches(data[key], inner, f"{at}.{key}")


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    text = (folder / f"{table}.jsonl").read_text("utf-8")
    return [json.loads(one) for one in text.splitlines()]


def quotes(data: Any, report_id: str) -> Iterator[tuple[str, int, int, str]]:
    """Every quote in a record, with the report that it stands in."""
    if isinstance(data, list):
        for one in data:
            yield from quotes(one, report_id)
    elif isinstance(data, dict):
        within = data.get("report_id", report_id)
        for start, end, exact in (("start", "end", "exact"), ("cue_start", "cue_end", "cue")):
            if isinstance(data.get(start), int) and exact in data:
                yield within, data[start], data[end], data[exact]
        if isinstance(data.get("start"), int) and "text" in data and within:
            yield within, data["start"], data["end"], data["text"]
        # The sources of differences and estimates stand in reports of their own.
        inner = within if "report_ids" not in data else ""
        for value in data.values():
            if isinstance(value, dict | list) and (inner or "report_ids" not in data):
                yield from quotes(value, inner)
        if "report_ids" in data:
            yield from quotes(data.get("evidence", []), "")


def dates(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "earliest" in data:
            assert set(data) == {"earliest", "latest", "precision", "basis"}
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from dates(one)
