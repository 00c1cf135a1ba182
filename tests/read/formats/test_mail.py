from __future__ import annotations

import base64
import quopri

import pytest
from tests.read.formats.conftest import Read
from tests.read.formats.made import LINES, PAGE, PARAGRAPHS, STORY, mail, multipart

from dragoman.errors import Damaged, EmptyInput, InputError, TooDeep, TooLarge
from dragoman.model import Report
from dragoman.read import Failure, Loaded
from dragoman.read.formats.mail import saved_at

LETTER = {
    "From": "Ridge Herald <news@ridge.example>",
    "Subject": "=?utf-8?q?Talks_resume_=E2=80=93_at_last?=",
    "Date": "Tue, 3 Mar 2026 23:10:00 +0100",
    "MIME-Version": "1.0",
}


def report(found: list[object]) -> Report:
    (one,) = found
    assert isinstance(one, Loaded), one
    return one.report


def letter(**extra: str) -> str:
    page = f"<html><body><p>“Enough” – he said.</p>{PARAGRAPHS}<script>x()</script></body></html>"
    coded = base64.encodebytes(page.encode("cp1252")).decode()
    kind, body = multipart(
        "alternative",
        f"Content-Type: text/plain\n\n{STORY}",
        "Content-Type: text/html; charset=iso-8859-1\n"
        f"Content-Transfer-Encoding: base64\n\n{coded}",
    )
    headers = {**LETTER, **{k.replace("_", "-"): v for k, v in extra.items()}}
    return mail({**headers, "Content-Type": kind}, body)


def test_a_newsletter_gives_its_page_with_publisher_and_date(read: Read) -> None:
    found = report(read("a.eml", letter(List_Id="<daily.ridge.example>")))
    assert found.source_text.splitlines() == ["“Enough” – he said.", *LINES]
    assert (found.title, found.publisher) == ("Talks resume – at last", "Ridge Herald")
    assert str(found.published_at.earliest) == "2026-03-03"
    assert found.published_at.basis == "mail:date"


@pytest.mark.parametrize("subject", ["Talks resume", "Fwd: Talks resume", "WG: Talks resume"])
def test_what_a_person_sends_tells_neither_publisher_nor_date(read: Read, subject: str) -> None:
    text = mail({**LETTER, "Subject": subject}, STORY)
    found = report(read("a.eml", text))
    assert (found.title, found.publisher) == ("Talks resume", "")
    assert not found.published_at.known
    assert found.source_text.strip() == STORY


def snapshot(page: str = PAGE) -> str:
    coded = quopri.encodestring(page.encode()).decode()
    kind, body = multipart(
        "related",
        f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{coded}",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K",
    )
    headers = {
        "From": "<Saved by a browser>",
        "Snapshot-Content-Location": "https://ridge.example/a",
        "Subject": "Talks resume - Ridge Herald",
        "Date": "Fri, 3 Apr 2026 09:00:00 +0000",
        "MIME-Version": "1.0",
        "Content-Type": kind,
    }
    return mail(headers, body)


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a", "a.dat"])
def test_a_saved_page_gives_its_address_and_not_the_moment_of_saving(read: Read, name: str) -> None:
    (loaded,) = read(name, snapshot())
    found = report([loaded])
    assert found.source_text.splitlines() == ["Talks resume", *LINES]
    assert (found.url, found.publisher) == ("https://ridge.example/a", "Ridge Herald")
    assert not found.published_at.known
    assert isinstance(loaded, Loaded) and loaded.retrieved_at == "2026-04-03T09:00:00Z"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Fri, 3 Apr 2026 09:00:00 -0000", "2026-04-03T09:00:00Z"),
        ("Fri, 3 Apr 2026 09:00:00 +0330", "2026-04-03T05:30:00Z"),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_the_moment_of_saving(date: str, moment: str) -> None:
    saved = snapshot().replace("Fri, 3 Apr 2026 09:00:00 +0000", date)
    assert saved_at(saved.encode()) == moment
    assert saved_at(mail(LETTER, STORY).encode()) == ""


DEEP = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(10_000))
NO_BOUNDARY = mail({**LETTER, "Content-Type": "multipart/mixed"}, STORY)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("MIME-Version: 1.0\n" + DEEP, TooDeep),
        (snapshot()[: snapshot().index("northern")], Damaged),
        (mail({**LETTER, "Content-Type": "image/png"}, "iVBORw0K"), EmptyInput),
        (mail(LETTER, ""), EmptyInput),
        (NO_BOUNDARY, InputError),
        (mail({**LETTER, "Content-Type": "text/html; " + "a=b;" * 100_000}, STORY), TooLarge),
        (
            mail({**LETTER, "Content-Type": "multipart/mixed; boundary=b"}, "--b\n" * 99_000),
            TooLarge,
        ),
    ],
    ids=["deep", "cut", "picture", "empty", "no boundary", "long header", "many parts"],
)
def test_what_cannot_be_read_is_one_line(read: Read, raw: str, kind: type[InputError]) -> None:
    (found,) = read("a.eml", raw)
    assert isinstance(found, Failure) and isinstance(found.error, kind), found
    assert found.error.remedy and "\n" not in str(found.error)


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "=?utf-8?q?=FF=FE?= =?nonsense?b?!!?="},
        {"Date": "not a day", "List-Id": "x"},
        {"From": "<<<>>>", "List-Id": "x"},
        {"From": "(" * 100_000, "List-Id": "x"},
        {"Subject": "=?utf-8?q?a?= " * 100_000},
        {"Date": "1 " * 100_000, "List-Id": "x"},
        {"Content-Type": "text/plain; charset=klingon"},
        {"Content-Type": "text/plain; charset=utf-16"},
        {"Content-Transfer-Encoding": "martian"},
    ],
)
def test_headers_that_are_wrong_cost_nothing_but_themselves(
    read: Read, headers: dict[str, str]
) -> None:
    assert STORY in report(read("a.eml", mail({**LETTER, **headers}, STORY))).source_text
