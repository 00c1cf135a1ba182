"""Who published a report, who relays it, whose copy it credits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.lexicon import Media
from dragoman.lexicon.media import Outlet
from dragoman.model import FurnitureKind
from dragoman.read.addresses import host_name, host_of, unwrapped
from dragoman.read.kinds import is_dated_line
from dragoman.read.names import (
    bylined_name,
    header_lines,
    is_outlet_name,
    name_of,
    name_pieces,
)
from dragoman.read.opening import dateline_end
from dragoman.read.records import Line, Page
from dragoman.read.words import Signs

OUTLET_RUN: Final = re.compile(r"(?:The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){1,4}")
BRACKETED: Final = re.compile(r"[(\[]([A-Z][\w .&-]{1,30})[)\]]")
CONTRIBUTED: Final = re.compile(
    r"(?:with )?(?:inputs|files|reporting|contributions?) from (?:the )?(?P<a>[A-Z][\w. ]{1,30})"
    r"|(?P<b>[A-Z][\w. ]{1,30}) (?:has |have )?contributed to this",
)
RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|\bcopyright)(?:[\s:©]|\(c\)|copyright)*+(?:by\s++)?"
    r"(?P<years>(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?)?[\s,.:|–-]*+(?:by\s++)?"
    r"(?P<name>(?-i:(?:The )?[A-Z][\w’'&-]*"
    r"(?: (?:of |the |and |& )*(?!Powered)[A-Z][\w’'&-]*){0,5}))",
    re.IGNORECASE,
)
"""A page's own notice of its rights."""

RESERVED: Final = re.compile(r"\ball rights reserved\b", re.IGNORECASE)
LEGAL_FORM: Final = re.compile(
    r"[\s,.]+(?:all\b.*|inc|ltd|llc|limited|plc|gmbh|ag|corp|corporation|company|co|group|pty|"
    r"s\.?a|pvt)\.?$",
    re.IGNORECASE,
)
PROMPTS: Final = frozenset({FurnitureKind.SUBSCRIPTION, FurnitureKind.EDITORS_NOTE})
CREDIT_WORDS: Final = 12
"""A line of body that is no longer may be a credit: rows and plain text have no furniture."""
BESIDE: Final = 2
"""Lines between an outlet's name and the date or byline that it stands by, and one."""
FEWEST: Final = 2
"""How often furniture must name an outlet before it is taken for the publisher."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Publisher and aggregator by canonical name, agencies credited; empty where unknown."""

    publisher: str = ""
    relayed_by: str = ""
    credits: tuple[str, ...] = ()


def find_origin(page: Page, body: Sequence[bool], title: str, media: Media, signs: Signs) -> Origin:
    """Weigh what says who published the report.

    In order of trust: the row or markup, the address, the provider that an aggregator's markup
    names, a name line by the headline, a newspaper's that heads a plain text, the page's notice of
    its rights, the outlet that the furniture names most, the bare host. An aggregator or archive is
    never the publisher; an agency by the headline is not where the address is another's.
    """
    furniture = [line for line, b in zip(page.lines, body, strict=True) if not b]
    url, archive = unwrapped(page.stated.url)
    stated, addressed = canonical(page.stated.publisher, media), by_address(url, media)
    relays = [archive, *(n for n in (stated, addressed) if is_relay(n, media))]
    relays += [n for n in _prompting(furniture, media, signs) if is_relay(n, media)]
    header = header_lines(page.lines, body, title, keep_title=True)
    told = _in_header(header, title, media, signs) or _masthead(page, body, title, signs)
    # The page of a site that the table does not have carries agencies' copy and names its owner.
    host = "" if addressed else host_name(url)
    if host and is_agency(told, media):
        told = ""
    most = "" if host else _holder(furniture, media, signs) or _most_named(furniture, media, signs)
    provider = canonical(page.stated.provider, media)
    for publisher in (stated, addressed, provider, told, most, host):
        if publisher and not is_relay(publisher, media):
            break
    else:
        publisher = ""
    relays = [name for name in relays if name and name != publisher]
    bylines = [canonical(a, media) for a in page.stated.authors if is_outlet_name(a, signs)]
    named = dict.fromkeys([*bylines, *_credits(page.lines, body, media, signs)])
    if not publisher and len(named) == 1:
        [only] = named
        own = _sounds_like_an_outlet(only, signs) and not is_agency(only, media)
        publisher = only if relays or own else ""
    credits = tuple(name for name in named if name != publisher)
    return Origin(publisher, relays[0] if relays else "", credits)


def canonical(name: str, media: Media) -> str:
    """The outlet's name in the table, else the name as it was given."""
    found = media.by_name(name) if name else None
    return found.name if found else name


def by_address(url: str, media: Media) -> str:
    """The outlet whose domain the address is on; "" if the table has none."""
    host = host_of(url)
    found = media.by_domain(host) if host else None
    return found.name if found else ""


def _outlet(name: str, media: Media) -> Outlet | None:
    """The outlet of that name; a government's own site bears the name of a body in the news."""
    found = media.by_name(name)
    return None if found is None or found.kind == "government" else found


def is_relay(name: str, media: Media) -> bool:
    """Whether a name is that of an aggregator."""
    found = media.by_name(name) if name else None
    return bool(found and found.kind == "aggregator")


def is_agency(name: str, media: Media) -> bool:
    """Whether a name is that of an agency, whose copy others carry."""
    found = media.by_name(name) if name else None
    return bool(found and found.is_agency)


def _prompting(lines: Sequence[Line], media: Media, signs: Signs) -> Iterator[str]:
    """Outlets whose own voice asks to subscribe or tells of the edition: they open the line.

    One that is named further on is where to follow the publisher, not where this was read.
    """
    for line in lines:
        match = OUTLET_RUN.match(line.text)
        if match and signs.part_kind(line.text) in PROMPTS:
            run = match.group()
            for name in (run, run.split()[0]):
                if found := media.by_name(name):
                    yield found.name


def _in_header(header: Sequence[Line], title: str, media: Media, signs: Signs) -> str:
    """An outlet on a line of its own by the headline.

    One that the table does not have must stand below the headline, beside a date or a
    byline: sections of a site bear such names too.
    """
    below = [n for n, line in enumerate(header) if title and line.text == title]
    named = [(n, name) for n, line in enumerate(header) for name in _names_on(line, signs)]
    known = [found.name for _, name in named if (found := _outlet(name, media))]
    if known:
        return known[0]
    for n, name in named:
        if not is_outlet_name(name, signs) or " " not in name or (below and n <= below[-1]):
            continue
        beside = header[max(0, n - BESIDE) : n + BESIDE + 1]
        if any(is_dated_line(x.text) or _is_byline(x, signs) for x in beside):
            return name
    return ""


def _masthead(page: Page, body: Sequence[bool], title: str, signs: Signs) -> str:
    """The newspaper that heads a plain text: "The Phnom Penh Courier" on its first line.

    The day may stand beside it ("The Plain Gazette, Friday 3 May 2024"). Only above a headline of
    its own, or with "The": a headline may itself be in capitalised words.
    """
    if page.layout is not None or not page.lines or body[0]:
        return ""
    line = page.lines[0]
    names: tuple[str, ...] = (name_of(line),)
    if not names[0] and is_dated_line(line.text):
        names = name_pieces(line)
    name = next((n for n in names if _ends_as_a_newspaper(n, signs)), "")
    headed = bool(title) and title != line.text
    if not (headed or name.casefold().startswith("the ")) or _is_button(line, signs):
        return ""
    return name.title() if name.isupper() else name


def _ends_as_a_newspaper(name: str, signs: Signs) -> bool:
    words = name.split()
    return len(words) >= FEWEST and words[-1].casefold() in signs.masthead_words


def _names_on(line: Line, signs: Signs) -> tuple[str, ...]:
    """The names on a line that is not a button's: the line's own, a byline's, or its pieces."""
    if behind := bylined_name(line):
        return (behind,)
    if _is_button(line, signs):
        return ()
    return (name_of(line),) if name_of(line) else name_pieces(line)


def _is_button(line: Line, signs: Signs) -> bool:
    """A name that is a button's or a menu's: "Print", "World"."""
    return signs.whole_kind(line.text) is not None


def _is_byline(line: Line, signs: Signs) -> bool:
    return signs.whole_kind(line.text) in {FurnitureKind.BYLINE, FurnitureKind.CLOCK}


def _holder(furniture: Sequence[Line], media: Media, signs: Signs) -> str:
    """Who holds the rights by the page's own notice ("© 2026 Ridge Herald"); "" if two do.

    A notice without a year that reserves nothing is a picture's, and so is an agency's; one
    that the table does not have must call itself as outlets do.
    """
    found: set[str] = set()
    for line in furniture:
        for match in RIGHTS.finditer(line.text):
            name = match["name"].strip(" .")
            while (bare := LEGAL_FORM.sub("", name)) != name:
                name = bare
            if not (match["years"] or RESERVED.search(line.text)) or not name[:1].isupper():
                continue
            known = _outlet(name, media)
            if known and not known.is_agency and known.kind != "aggregator":
                found.add(known.name)
            elif not known and _sounds_like_an_outlet(name, signs):
                found.add(name)
    return found.pop() if len(found) == 1 else ""


def _sounds_like_an_outlet(name: str, signs: Signs) -> bool:
    words = name.split()
    owner = words[-1].casefold() in signs.owner_words
    return len(words) > 1 and not owner and is_outlet_name(name, signs)


def _most_named(furniture: Sequence[Line], media: Media, signs: Signs) -> str:
    counts: Counter[str] = Counter()
    for line in furniture:
        if _is_button(line, signs) and " " not in line.text:
            continue
        for match in OUTLET_RUN.finditer(line.text):
            if found := _outlet(match.group(), media):
                counts[found.name] += 1
    if not counts:
        return ""
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return name if count >= FEWEST else ""


def _credits(
    lines: Sequence[Line], body: Sequence[bool], media: Media, signs: Signs
) -> Iterator[str]:
    for line, is_body in zip(lines, body, strict=True):
        if is_body:
            opening = line.text[: dateline_end(line.text, signs)]
            for match in BRACKETED.finditer(opening):
                yield canonical(match.group(1), media)
        if is_body and len(line.text.split()) > CREDIT_WORDS:
            continue
        whole = signs.whole_kind(line.text)
        if not is_body and whole is FurnitureKind.CREDIT and len(line.text.split()) <= FEWEST:
            yield canonical(line.text.strip(" ()[]-–—"), media)
        elif told := CONTRIBUTED.search(line.text):
            yield canonical((told["a"] or told["b"]).strip(" ."), media)
