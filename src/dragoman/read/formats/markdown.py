"""Markdown: the text as it is written, its marks labelled as furniture.

Nothing is taken out: offsets are those of the file. Marks that open a line (of headings, lists,
quotations), lines that are no prose (code, rules, pictures, definitions of links, bare tags) and
front matter are furniture; marks inside a line stay in it, and the parser's view leaves them out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dragoman.errors import EmptyInput
from dragoman.model import Furniture, FurnitureKind
from dragoman.read.columns import FIELDS, MARKS, usual_names
from dragoman.read.lines import split_lines
from dragoman.read.records import Line, Page, Stated

FRONT: Final = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<inside>.{0,65536}?)\r?\n"
    r"(?:(?P=mark)|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
PAIR: Final = re.compile(r"(?P<key>[\w -]{1,40}):(?:[ \t]+(?P<value>.*))?")
ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
QUOTES: Final = "\"'"
AUTHORS: Final = frozenset({"author", "authors", "byline", "by"})

FENCE: Final = re.compile(r"(`{3,}|~{3,})")
OPENING: Final = re.compile(
    r"(?:>[ \t]?)+(?:#{1,6}[ \t]+)?|#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+"
)
HEADING: Final = re.compile(r"#[ \t]+(?P<title>.*?)[ \t]*#*")
CLOSING: Final = re.compile(r"(?<![ \t])[ \t]++#+$")
UNDERLINE: Final = re.compile(r"=+|-{2,}")
NO_PROSE: Final = re.compile(
    r"(?:[-*_][ \t]?){3,}|=+"
    r"|(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?[ \t]*)+"
    r"|\[[^\]]{1,99}\]:[ \t]*\S+.*"
    r"|(?:</?[a-zA-Z][^<>]*>|<!--.*?-->)+"
)
INLINE: Final = re.compile(
    r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)|[*`]+|(?<!\w)_+|_+(?!\w)"
)
TITLED: Final = 3
"""Lines at the top among which a heading is the report's own."""


def markdown_page(location: str, text: str) -> Page:
    """The page of a Markdown file: its front matter is what it states.

    Where that has no title, a heading of the first level at the top is it.

    Raises:
        EmptyInput: nothing but marks and fields.
    """
    stated, start = front_matter(text)
    lines: list[Line] = []
    marks = [Furniture(0, start, FurnitureKind.OTHER)] if start else []
    title = ""
    for line, is_prose in _lines(text, start):
        if not is_prose:
            marks.append(Furniture(line.start, line.end, FurnitureKind.OTHER))
            title = title or _underlined(line, lines)
            continue
        seen = ""
        heading = HEADING.fullmatch(line.text)
        if heading and not title and len(lines) < TITLED:
            title = plain(heading["title"])
            # The line says what the title says, so that it is known as its own.
            seen = title
        opening = OPENING.match(line.text)
        if opening and opening.end() < len(line.text):
            at = line.start + opening.end()
            marks.append(Furniture(line.start, at, FurnitureKind.OTHER))
            line = Line(at, line.end, line.text[opening.end() :])
        if heading and (closing := CLOSING.search(line.text)):
            end = line.start + closing.start()
            marks.append(Furniture(end, line.end, FurnitureKind.OTHER))
            line = Line(line.start, end, line.text[: closing.start()])
        lines.append(replace(line, text=seen) if seen else line)
    if not lines:
        raise EmptyInput("no text in it but marks and fields", "check that it was saved whole")
    if not stated.title:
        stated = replace(stated, title=title)
    return Page(location, text, tuple(lines), stated, marks=tuple(marks))


def plain(text: str) -> str:
    """A line without the marks inside it: of emphasis, code, links."""
    return " ".join(INLINE.sub(lambda m: m["text"] or "", text).split())


def _lines(text: str, start: int) -> Iterator[tuple[Line, bool]]:
    """The lines behind the front matter, each with whether it is prose."""
    fence = ""
    for line in split_lines(text[start:]):
        line = Line(line.start + start, line.end + start, line.text)
        found = FENCE.match(line.text)
        if fence:
            yield line, False
            if found and line.text.startswith(fence) and not line.text.strip(fence[0]):
                fence = ""
        elif found:
            fence = found[1]
            yield line, False
        else:
            yield line, NO_PROSE.fullmatch(line.text) is None


def _underlined(rule: Line, lines: list[Line]) -> str:
    """The heading that a rule right below it makes one; "" if there is none at the top."""
    if len(lines) == 1 and UNDERLINE.fullmatch(rule.text) and rule.start - lines[0].end <= 2:
        return plain(lines[0].text)
    return ""


def front_matter(text: str) -> tuple[Stated, int]:
    """What the block of fields at the top states, and where it ends; (nothing, 0) without one."""
    match = FRONT.match(text)
    if match is None:
        return Stated(), 0
    found = _toml(match["inside"]) if match["mark"] == "+++" else _yaml(match["inside"])
    if not found:
        return Stated(), 0
    fields = {field: _field(found, field) for field in FIELDS}
    source = fields["publisher"]
    is_address = source.startswith(("http://", "https://"))
    authors = [name for key in found if key in AUTHORS for name in found[key]]
    return Stated(
        title=plain(fields["title"]),
        publisher="" if is_address else source,
        authors=tuple(dict.fromkeys(filter(None, authors))),
        dates=(("front matter", fields["date"]),) if fields["date"] else (),
        url=fields["url"] or (source if is_address else ""),
        language=next(iter(found.get("lang", found.get("language", []))), "")[:2].lower(),
    ), match.end()


def _field(found: dict[str, list[str]], field: str) -> str:
    for name in (field, *usual_names()[field]):
        if found.get(name):
            return found[name][0]
    return ""


def _toml(inside: str) -> dict[str, list[str]]:
    try:
        table = tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {_folded(key): _values(value) for key, value in table.items()}


def _values(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _yaml(inside: str) -> dict[str, list[str]]:
    """The fields of a block as people write them: a line each, lists in brackets or below."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in inside.splitlines():
        if item := ITEM.fullmatch(line):
            if last:
                found[last].append(_bare(item["value"]))
        elif pair := PAIR.fullmatch(line):
            last = _folded(pair["key"])
            value = (pair["value"] or "").strip()
            pieces = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
            found[last] = [bare for piece in pieces if (bare := _bare(piece))]
    return found


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]:
        return value[1:-1].strip()
    return re.sub(r"\s+#.*$", "", value)


def _folded(key: str) -> str:
    return MARKS.sub("", key).casefold()
