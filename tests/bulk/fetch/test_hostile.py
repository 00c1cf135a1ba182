"""Servers that speak no HTTP, or lie in it: one clear error, and the others go on."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.bulk.fetch.conftest import Clock
from tests.bulk.fetch.raw import RESET, wired
from tests.bulk.fetch.server import HTML, PAGE, Reply, serving

from dragoman.bulk.fetch import Limits, fetch
from dragoman.bulk.fetch.pace import retry_after
from dragoman.errors import (
    AnswerTooLarge,
    BadAddress,
    DragomanError,
    NoAnswer,
    PrivateAddress,
    Refused,
)
from dragoman.lexicon import load_lexicon
from dragoman.read import Failure, Loaded, read_paths

LIMITS = Limits(private=True, size=200_000, idle=2.0, hops=4, attempts=2)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
WHOLE = OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


def moved(to: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + b"\r\n\r\n"


SAID: dict[str, tuple[list[bytes], bytes, type[DragomanError] | None]] = {
    "nothing": ([], b"", NoAnswer),
    "no HTTP": ([b"220 mail.example ESMTP\r\n"], b"", NoAnswer),
    "no status line": ([PAGE], b"", NoAnswer),
    "endless words": ([], b"hello " * 999, NoAnswer),
    "zeros": ([b"\x00" * 5000], b"", NoAnswer),
    "a status that is none": ([b"HTTP/1.1 9999 No\r\n\r\n"], b"", NoAnswer),
    "torn down at once": ([RESET], b"", NoAnswer),
    "torn down in the header": ([b"HTTP/1.1 200 OK\r\nCont", RESET], b"", NoAnswer),
    "torn down in the body": ([WHOLE[:-40], RESET], b"", NoAnswer),
    "thousands of headers": (
        [b"HTTP/1.1 200 OK\r\n", *[b"X-%d: a\r\n" % n for n in range(40_000)], b"\r\n"],
        b"",
        NoAnswer,
    ),
    "endless headers": ([b"HTTP/1.1 200 OK\r\n"], b"X-A: a\r\n" * 500, NoAnswer),
    "one header without end": ([b"HTTP/1.1 200 OK\r\nX: "], b"a" * 4096, NoAnswer),
    "chunks that are none": ([OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"], b"", NoAnswer),
    "a negative chunk": ([OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc"], b"", NoAnswer),
    "chunks that do not end": (
        [OK + b"Transfer-Encoding: chunked\r\n\r\n"],
        b"3e8\r\n" + b"a" * 1000 + b"\r\n",
        AnswerTooLarge,
    ),
    "two lengths": ([OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"], b"", NoAnswer),
    "a negative length": ([OK + b"Content-Length: -5\r\n\r\nhello"], b"", NoAnswer),
    "an immense length": ([OK + b"Content-Length: " + b"9" * 40 + b"\r\n\r\nhi"], b"", NoAnswer),
    "to gopher": ([moved(b"gopher://127.0.0.1/x")], b"", BadAddress),
    "to a name and password": ([moved(b"http://u:p@127.0.0.1/")], b"", BadAddress),
    "to bytes that are no text": ([moved(b"http://[\xff\xfe]/")], b"", BadAddress),
    "to a script": ([moved(b"javascript:alert(1)")], b"", BadAddress),
    "to a port that is none": ([moved(b"http://127.0.0.1:99999/")], b"", BadAddress),
    "an answer without a place": ([b"HTTP/1.1 302 F\r\nContent-Length: 0\r\n\r\n"], b"", Refused),
    "a cookie": ([WHOLE.replace(b"OK\r\n", b"OK\r\nSet-Cookie: a=b\r\n")], b"", None),
    "go on first": ([CONTINUE, WHOLE], b"", None),
    "early hints": ([b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", WHOLE], b"", None),
    "more than its length": ([WHOLE, b"and another answer", WHOLE], b"", None),
    "a body up to the end": ([OK + b"\r\n" + PAGE], b"", None),
    "old HTTP": ([b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE], b"", None),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_no_answer_is_one_error(name: str, tmp_path: Path, clock: Clock) -> None:
    pieces, forever, kind = SAID[name]
    with wired(*pieces, forever=forever) as bad, serving({"/good": Reply()}) as good:
        given = [f"{bad.root}/x", f"{good.root}/good"]
        summary = fetch(given, tmp_path, LIMITS, clock=clock)
        assert bad.count <= 1 + LIMITS.attempts + LIMITS.hops
    errors = [error for _, error in summary.failures]
    assert [type(error) for error in errors] == ([kind] if kind else []), errors
    assert all(str(error).isprintable() for error in errors)
    found = list(read_paths([str(tmp_path)], load_lexicon()))
    assert [type(one) for one in found] == [Loaded] * (1 if kind else 2)


def test_go_on_for_ever_ends_by_the_deadline(tmp_path: Path) -> None:
    clock = Clock(step=0.5)
    limits = Limits(private=True, attempts=1, whole=40.0)
    with wired(forever=CONTINUE * 20) as wire:
        summary = fetch([f"{wire.root}/x"], tmp_path, limits, clock=clock)
    ((_, error),) = summary.failures
    assert isinstance(error, NoAnswer)


def test_a_plain_server_under_https_is_no_answer(tmp_path: Path, clock: Clock) -> None:
    with serving({"/x": Reply()}) as site:
        address = site.root.replace("http:", "https:") + "/x"
        summary = fetch([address], tmp_path, LIMITS, clock=clock)
    ((_, error),) = summary.failures
    assert isinstance(error, NoAnswer) and str(error).isprintable()


@pytest.mark.parametrize(
    "place",
    [
        *("http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[fe80::1]/"),
        *("http://0/", "http://localhost/", "http://[::ffff:10.0.0.1]/", "http://2130706433/"),
    ],
)
def test_places_that_are_not_public_are_refused(place: str, tmp_path: Path, clock: Clock) -> None:
    ((_, error),) = fetch([place], tmp_path, Limits(attempts=1), clock=clock).failures
    assert isinstance(error, PrivateAddress | NoAnswer | BadAddress), error


def test_a_name_is_looked_up_once_for_each_connection(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means a public address first and this machine next is refused then."""
    from dragoman.bulk.fetch import addresses

    meant = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []

    def changing(host: str, port: int, **told: object) -> list[object]:
        asked.append(next(meant))
        return [(2, 1, 6, "", (asked[-1], port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", changing)
    assert addresses.resolved("outlet.test", 80, private=False) == ("93.184.215.14",)
    with pytest.raises(PrivateAddress):
        addresses.resolved("outlet.test", 80, private=False)
    assert len(asked) == 2


ROBOTS: dict[str, tuple[Reply, bool]] = {
    "binary": (Reply(body=bytes(range(256)) * 40), True),
    "a page": (Reply(body=PAGE), True),
    "forbidden": (Reply(403), True),
    "unauthorised": (Reply(401), True),
    "too many": (Reply(429), False),
    "no length of time": (Reply(body=b"User-agent: *\nCrawl-delay: soon"), True),
    "a negative delay": (Reply(body=b"User-agent: *\nCrawl-delay: -9"), True),
    "an endless delay": (Reply(body=b"User-agent: *\nCrawl-delay: inf"), True),
    "no number": (Reply(body=b"User-agent: *\nCrawl-delay: nan"), True),
    "UTF-16": (Reply(body="User-agent: *\nDisallow: /".encode("utf-16")), True),
    "a mark": (Reply(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /x"), False),
    "packed": (
        Reply(
            headers={"Content-Encoding": "gzip"}, body=gzip.compress(b"User-agent: *\nDisallow: /")
        ),
        False,
    ),
    "a bomb of stars": (Reply(body=b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"$"), True),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_files_of_all_kinds(name: str, tmp_path: Path, clock: Clock) -> None:
    reply, allowed = ROBOTS[name]
    with serving({"/robots.txt": reply, "/x": Reply()}) as site:
        summary = fetch([f"{site.root}/x"], tmp_path, LIMITS, clock=clock)
    assert (len(summary.saved) == 1) is allowed, summary.failures


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("5", 5.0),
        ("9" * 5000, 999_999_999.0),
        ("-5", None),
        ("", None),
        ("soon", None),
        ("Wed, 04 Mar 2026 12:00:30 GMT", 30.0),
        ("Wed, 04 Mar 1026 12:00:30 GMT", 0.0),
        ("Wed, 99 Mar 2026 12:00:30 GMT", None),
        ("²", None),
    ],
)
def test_retry_after_is_read_or_left(written: str, seconds: float | None, clock: Clock) -> None:
    assert retry_after(written, clock.now()) == seconds


def test_a_feed_of_many_links_and_of_feeds(tmp_path: Path, clock: Clock) -> None:
    nested = b"<rss><channel><title>T</title><item><link>%s</link></item></channel></rss>"
    feed = {"Content-Type": "application/rss+xml"}
    limits = Limits(private=True, links=3, delay=0.0, size=2_000_000)
    with serving({}) as site:
        for name in ("/a", "/b"):
            site.replies[name] = Reply(headers=feed, body=nested % f"{site.root}/b".encode())
        items = "".join(f"<item><link>{site.root}/{n}</link></item>" for n in range(19_000))
        site.replies["/many"] = Reply(
            headers=feed, body=f"<rss><channel>{items}</channel></rss>".encode()
        )
        fetch(
            [f"{site.root}/a", f"{site.root}/a#x", f"{site.root}/many"],
            tmp_path,
            limits,
            clock=clock,
        )
        # The feed that a feed leads to is saved, and leads no further; nothing is asked for twice.
        assert site.paths() == ["/a", "/b", "/many", "/0", "/1", "/2"]


def test_a_list_with_junk_in_it(tmp_path: Path, clock: Clock) -> None:
    with serving({"/a": Reply(), "/b": Reply()}) as site:
        listed = tmp_path / "links.txt"
        lines = [f"{site.root}/a", "", "# note", "not an address", "\x00\xff", f"  {site.root}/b  "]
        listed.write_bytes("\r\n".join(lines).encode("latin-1"))
        summary = fetch([str(listed)], tmp_path / "out", LIMITS, clock=clock)
    assert len(summary.saved) == 2
    assert [type(error) for _, error in summary.failures] == [BadAddress, BadAddress]


def test_a_coding_that_is_none_costs_its_page_only(tmp_path: Path, clock: Clock) -> None:
    replies = {
        "/lie": Reply(headers={**HTML, "Content-Encoding": "gzip"}),
        "/junk": Reply(headers={**HTML, "Content-Encoding": "br"}, body=b"\xff" * 99),
    }
    with serving({**replies, "/x": Reply()}) as site:
        fetch(
            [f"{site.root}{path}" for path in ("/lie", "/junk", "/x")],
            tmp_path,
            LIMITS,
            clock=clock,
        )
    found = list(read_paths([str(tmp_path)], load_lexicon()))
    assert [type(one) for one in found] == [Loaded, Failure, Loaded]


STOPPABLE = """
import sys
from pathlib import Path
from dragoman.bulk.fetch import Limits, fetch
try:
    fetch(sys.argv[2:], Path(sys.argv[1]), Limits(private=True, delay=0.0))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_what_it_has(how: signal.Signals, tmp_path: Path) -> None:
    slow = Reply(body=PAGE * 500, drip=True)
    with serving({"/a": Reply(), "/slow": slow}) as site:
        words = [
            sys.executable,
            "-c",
            STOPPABLE,
            str(tmp_path),
            f"{site.root}/a",
            f"{site.root}/slow",
        ]
        run = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        try:
            for _ in range(3000):
                if site.paths()[-1:] == ["/slow"]:
                    break
                assert run.poll() is None
                time.sleep(0.02)
            run.send_signal(how)
            run.wait(30)
        finally:
            run.kill()
    (found,) = read_paths([str(tmp_path)], load_lexicon())
    assert isinstance(found, Loaded) and found.report.url == f"{site.root}/a"
