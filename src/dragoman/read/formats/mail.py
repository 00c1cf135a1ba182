"""Mail (EML) and pages that browsers save as mail (MHTML)."""

from __future__ import annotations

import codecs
import email
import email.errors
import email.header
import email.policy
import email.utils
import re
from dataclasses import replace
from datetime import UTC
from email.message import Message
from typing import Final

from dragoman.errors import Damaged, EmptyInput, TooDeep, TooLarge
from dragoman.read.decoding import REPLACED, decode
from dragoman.read.formats.part import moment
from dragoman.read.pages import markup_page, text_page
from dragoman.read.records import REPORT_LIMIT, Page, Stated

FORWARDED: Final = re.compile(r"\s*(?:fwd?|wg|tr|rv|re|aw)\s*:", re.IGNORECASE)
UNFINISHED: Final = (
    email.errors.StartBoundaryNotFoundDefect,
    email.errors.CloseBoundaryNotFoundDefect,
)
NOT_BASE64: Final = re.compile(r"[^A-Za-z0-9+/=\n]")
FEW: Final = 0.05
"""Share of other characters in base64 that a list's footer has, and a spoilt text exceeds."""

MOST_PARTS: Final = 20_000
"""Lines that may part a mail; each part costs far more memory than its bytes."""

LONG_HEADER: Final = re.compile(rb"^content-[a-z-]+:(?:[^\n]|\n[ \t]){8000}", re.I | re.M)
"""A header about a part that is longer than any: taking it apart takes quadratic time."""

SAVED_HEAD: Final = 16 * 1024
"""Bytes in which the headers of a saved page stand."""

HEADER_READ: Final = 2000
"""Characters of one header that are read; RFC 5322 wants lines under 1000."""

MAIL_REMEDY: Final = "save it again, or save its text"


def mail_page(location: str, raw: bytes) -> Page:
    """The page that a mail or a saved page is: its HTML, else its plain text.

    A mail that goes to a list tells its publisher and date. One that a person sent, or sent on,
    tells only its subject: the report in it is another's. The date in a page that a browser
    saved is the moment of saving, which is no clock of the report.

    Raises:
        Damaged: cut off, or no part of it has a text.
        TooDeep: parts in parts beyond what can be parsed.
        TooLarge: more parts, or more text, than a report has.
    """
    if raw.count(b"\n--") > MOST_PARTS or LONG_HEADER.search(raw):
        raise TooLarge("a mail of more parts, or longer headers, than a mail has", MAIL_REMEDY)
    try:
        mail = email.message_from_bytes(raw, policy=email.policy.compat32)
        parts = [part for part in mail.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise TooDeep("a mail nested too deep", MAIL_REMEDY) from error
    cut = any(isinstance(d, UNFINISHED) for p in mail.walk() for d in p.defects)
    part = _chosen(mail, parts, cut)
    if cut and part is parts[-1]:
        raise Damaged("a mail that is cut off", MAIL_REMEDY)
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    if _is_spoilt(part):
        raise Damaged("a mail whose text is not in the coding that it names", MAIL_REMEDY)
    if len(content) > REPORT_LIMIT:
        raise TooLarge("a mail whose text is over 10 MB", MAIL_REMEDY)
    text = in_charset(content, _charset(part))
    saved_from = _header(mail, "Snapshot-Content-Location") or _address(part)
    is_snapshot = mail.get_content_type() == "multipart/related" and bool(saved_from)
    stated = Stated(url=saved_from) if is_snapshot else _stated(mail)
    if part.get_content_type() != "text/html":
        return text_page(location, text, stated)
    page = markup_page(location, text)
    return replace(page, stated=_joined(page.stated, stated, _header(mail, "Subject")))


def saved_at(raw: bytes) -> str:
    """When a browser saved the page that a mail holds, as in `Part`; "" for any other mail.

    Browsers write the moment in UTC, with the zone that tells of no place ("-0000").
    """
    head = raw[:SAVED_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    mail = email.message_from_bytes(head, policy=email.policy.compat32)
    if not _header(mail, "Snapshot-Content-Location"):
        return ""
    try:
        written = email.utils.parsedate_to_datetime(_header(mail, "Date"))
        return moment(written if written.tzinfo else written.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return ""


def _is_spoilt(part: Message) -> bool:
    """Whether a text that is said to be base64 is something else."""
    if any(isinstance(d, email.errors.InvalidBase64LengthDefect) for d in part.defects):
        return True
    if not any(isinstance(d, email.errors.InvalidBase64CharactersDefect) for d in part.defects):
        return False
    written = "\n".join(line.strip() for line in str(part.get_payload()).splitlines())
    return len(NOT_BASE64.findall(written)) > FEW * len(written)


def _chosen(mail: Message, parts: list[Message], cut: bool) -> Message:
    root = mail.get_param("start")
    if isinstance(root, str):
        for part in parts:
            if _header(part, "Content-ID") == root and part.get_content_type() == "text/html":
                return part
    for kind in ("text/html", "text/plain"):
        for part in parts:
            attached = part.get_content_disposition() == "attachment"
            if part.get_content_type() == kind and not attached and part.get_payload():
                return part
    if cut:
        raise Damaged("a mail that is cut off before its text", MAIL_REMEDY)
    raise EmptyInput("a mail without a text", MAIL_REMEDY)


def _stated(mail: Message) -> Stated:
    subject = _header(mail, "Subject")
    to_list = bool(_header(mail, "List-Id") or _header(mail, "List-Unsubscribe"))
    if not to_list or FORWARDED.match(subject):
        return Stated(title=FORWARDED.sub("", subject).strip())
    try:
        sender, _ = email.utils.parseaddr(_header(mail, "From"))
    except RecursionError:
        # Brackets in brackets: no name of a sender.
        sender = ""
    try:
        day = email.utils.parsedate_to_datetime(_header(mail, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        day = ""
    dates = (("mail:date", day),) if day else ()
    return Stated(title=subject, publisher=sender.strip(), dates=dates)


def _joined(page: Stated, mail: Stated, subject: str) -> Stated:
    """What the markup states, and what the mail does where it is silent."""
    return replace(
        page,
        title=mail.title or page.title or subject,
        publisher=page.publisher or mail.publisher,
        dates=page.dates + mail.dates,
        url=mail.url or page.url,
    )


def _header(mail: Message, name: str) -> str:
    written = str(mail.get(name) or "")[:HEADER_READ]
    try:
        text = str(email.header.make_header(email.header.decode_header(written)))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        text = written
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _address(part: Message) -> str:
    address = _header(part, "Content-Location")
    return address if address.startswith("http") else ""


def _charset(part: Message) -> str:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else ""


def in_charset(raw: bytes, charset: str) -> str:
    """Decode what came with a header that names its charset; valid UTF-8 wins over it.

    Raises:
        EmptyInput, BinaryInput, BadEncoding: as ``decode`` does.
    """
    codec = _codec(charset)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if codec and codec != "utf-8":
            # The web's rule: what calls itself Latin-1 is cp1252 (WHATWG Encoding, 4.2).
            named = "cp1252" if codec in {"iso8859-1", "ascii"} else codec
            text = raw.decode(named, "replace")
            if text.strip() and text.count(REPLACED) * 50 <= len(text):
                return text
    return decode(raw)


def _codec(charset: str) -> str:
    """Python's name for a charset; "" where it has none, or one that is no charset."""
    try:
        found = codecs.lookup(charset) if charset else None
    except (LookupError, ValueError):
        return ""
    # Python calls codecs what turns bytes into bytes as well.
    return found.name if found is not None and found._is_text_encoding else ""
