"""Fetching from a server on loopback that misbehaves."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.bulk.fetch.conftest import START, Clock
from tests.bulk.fetch.server import HTML, PAGE, STORY, Answer, Reply, Site, bomb, serving

from dragoman.bulk.fetch import FetchSummary, Limits, fetch
from dragoman.bulk.fetch.pace import backoff
from dragoman.errors import (
    AnswerTooLarge,
    BadAddress,
    Damaged,
    DragomanError,
    NoAnswer,
    PrivateAddress,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyHops,
)
from dragoman.lexicon import load_lexicon
from dragoman.read import Failure, Loaded, read_paths

LIMITS = Limits(private=True, size=200_000, idle=5.0, hops=4)


def found_at(folder: Path) -> list[object]:
    return list(read_paths([str(folder)], load_lexicon()))


def run(
    site: Site, folder: Path, clock: Clock, *paths: str, limits: Limits = LIMITS
) -> FetchSummary:
    return fetch([site.root + path for path in paths], folder, limits, clock=clock)


def only_error(summary: FetchSummary) -> DragomanError:
    ((_, error),) = summary.failures
    assert not summary.saved
    return error


def moved(to: str) -> Reply:
    return Reply(302, {"Location": to}, b"")


def test_a_page_is_saved_and_a_case_can_be_built_from_it(tmp_path: Path, clock: Clock) -> None:
    with serving({"/a": Reply(), "/b": moved("/a?x=1"), "/a?x=1": Reply()}) as site:
        summary = run(site, tmp_path, clock, "/a", "/b", "/a#part")
    assert summary.failures == [] and len(summary.saved) == 2
    assert site.paths() == ["/a", "/b", "/a?x=1"]
    assert summary.archive is not None
    assert summary.archive.name == "pages-20260304T120002Z.warc.gz"
    reports = [one.report for one in found_at(tmp_path) if isinstance(one, Loaded)]
    assert [report.url for report in reports] == [f"{site.root}/a", f"{site.root}/a?x=1"]
    assert all(line in reports[0].source_text for line in STORY)


def test_the_moment_of_retrieval_is_the_archives_clock_and_not_the_reports(
    tmp_path: Path, clock: Clock
) -> None:
    with serving({"/a": Reply()}) as site:
        archive = run(site, tmp_path, clock, "/a").archive
    assert archive is not None
    text = gzip.decompress(archive.read_bytes()).decode("latin-1")
    assert f"WARC-Date: {START:%Y-%m-%dT%H:%M}" in text
    (loaded,) = found_at(tmp_path)
    assert isinstance(loaded, Loaded) and not loaded.report.published_at.known


def feed(site: Site, request: BaseHTTPRequestHandler) -> Reply:
    items = "".join(f"<item><link>{site.root}/{name}</link></item>" for name in "abc")
    body = f"<rss><channel><title>T</title>{items}</channel></rss>".encode()
    coded = {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}
    return Reply(headers=coded, body=gzip.compress(body))


def test_the_pages_of_a_feed_are_fetched_up_to_the_limit(tmp_path: Path, clock: Clock) -> None:
    limits = Limits(private=True, links=2)
    with serving({"/feed": feed, "/a": Reply(), "/b": Reply(404)}) as site:
        summary = run(site, tmp_path, clock, "/feed", limits=limits)
        assert site.paths() == ["/feed", "/a", "/b"]
    assert [type(error) for _, error in summary.failures] == [Refused]
    assert [type(one) for one in found_at(tmp_path)] == [Loaded]


def test_a_list_of_addresses_is_fetched(tmp_path: Path, clock: Clock) -> None:
    with serving({"/a": Reply(), "/b": Reply()}) as site:
        listed = tmp_path / "links.txt"
        listed.write_text(f"# pages\n{site.root}/a\n\n{site.root}/b\n")
        assert len(fetch([str(listed)], tmp_path / "out", LIMITS, clock=clock).saved) == 2


def by_etag(site: Site, request: BaseHTTPRequestHandler) -> Reply:
    if request.headers.get("If-None-Match") == '"v1"':
        return Reply(304, {"ETag": '"v1"'}, b"")
    return Reply(headers={**HTML, "ETag": '"v1"', "Last-Modified": "Tue, 03 Mar 2026 10:00:00 GMT"})


def test_a_page_is_asked_for_again_only_if_it_has_changed(tmp_path: Path, clock: Clock) -> None:
    with serving({"/a": by_etag}) as site:
        assert len(run(site, tmp_path, clock, "/a").saved) == 1
        again = run(site, tmp_path, clock, "/a")
        assert (len(again.unchanged), again.saved, again.archive) == (1, [], None)
        asked = site.asked[-1][1]
    assert asked["if-modified-since"] == "Tue, 03 Mar 2026 10:00:00 GMT"


def test_a_broken_memory_is_an_empty_one(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "fetched.json").write_text('{"x": [')
    with serving({"/a": by_etag}) as site:
        assert len(run(site, tmp_path, clock, "/a").saved) == 1


LARGE = "x" * 300_000
MISBEHAVIOUR: dict[str, tuple[dict[str, Reply | Answer], type[DragomanError]]] = {
    "loop": ({"/x": moved("/y"), "/y": moved("/x")}, TooManyHops),
    "itself": ({"/x": moved("/x")}, TooManyHops),
    "many hops": ({f"/x{'y' * n}": moved(f"/x{'y' * (n + 1)}") for n in range(9)}, TooManyHops),
    "to a file": ({"/x": moved("file:///etc/passwd")}, BadAddress),
    "to nowhere": ({"/x": moved("http://[::1")}, BadAddress),
    "endless body": ({"/x": Reply(body=b"", endless=b"a" * 4096)}, AnswerTooLarge),
    "long body": ({"/x": Reply(body=LARGE.encode())}, AnswerTooLarge),
    "cut body": ({"/x": Reply(length=len(PAGE) + 10)}, NoAnswer),
    "length that is none": ({"/x": Reply(headers={"Content-Length": "many"})}, NoAnswer),
    "endless header": ({"/x": Reply(headers={"X-A": LARGE})}, NoAnswer),
    "missing": ({}, Refused),
    "forbidden": ({"/x": Reply(403)}, Refused),
    "unchanged, though never seen": ({"/x": Reply(304, body=b"")}, Refused),
    "broken": ({"/x": Reply(500)}, NoAnswer),
    "busy": ({"/x": Reply(503, {"Retry-After": "1"})}, NoAnswer),
    "busy until tomorrow": ({"/x": Reply(429, {"Retry-After": "86400"})}, Refused),
    "robots": ({"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /x")}, RobotsForbid),
    "robots by name": (
        {
            "/robots.txt": Reply(
                body=b"User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /"
            )
        },
        RobotsForbid,
    ),
    "robots that fail": ({"/robots.txt": Reply(500), "/x": Reply()}, RobotsForbid),
    "robots of a snail": (
        {"/robots.txt": Reply(body=b"User-agent: *\nCrawl-delay: 99999"), "/x": Reply()},
        RobotsForbid,
    ),
    "robots in a loop": ({"/robots.txt": moved("/robots.txt"), "/x": Reply()}, TooManyHops),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_misbehaviour_is_one_error_and_the_others_go_on(
    name: str, tmp_path: Path, clock: Clock
) -> None:
    replies, kind = MISBEHAVIOUR[name]
    with serving(replies) as bad, serving({"/good": Reply()}) as good:
        summary = fetch([f"{bad.root}/x", f"{good.root}/good"], tmp_path, LIMITS, clock=clock)
    ((address, error),) = summary.failures
    assert type(error) is kind, error
    assert "\n" not in str(error)
    assert address == f"{bad.root}/x"
    assert summary.saved == [f"{good.root}/good"]
    assert [type(one) for one in found_at(tmp_path)] == [Loaded]


def test_a_slow_drip_ends_by_the_deadline(tmp_path: Path) -> None:
    clock = Clock(step=1.0)
    limits = Limits(private=True, attempts=1, whole=40.0)
    with serving({"/x": Reply(body=PAGE * 50, drip=True)}) as site:
        error = only_error(run(site, tmp_path, clock, "/x", limits=limits))
    assert isinstance(error, NoAnswer) and "40 s" in str(error)


def test_an_endless_robots_file_is_read_up_to_its_limit(tmp_path: Path, clock: Clock) -> None:
    rules = Reply(body=b"User-agent: *\nDisallow: /x\n", endless=b"# and so on\n" * 400)
    with serving({"/robots.txt": rules, "/x": Reply(), "/y": Reply()}) as site:
        summary = run(site, tmp_path, clock, "/x", "/y")
        assert site.paths() == ["/y"]
    assert [type(error) for _, error in summary.failures] == [RobotsForbid]


@pytest.mark.parametrize(
    ("body", "kind"), [(bomb(), TooLarge), (gzip.compress(PAGE)[:-20], Damaged)]
)
def test_what_a_body_hides_is_told_when_it_is_read(
    body: bytes, kind: type[DragomanError], tmp_path: Path, clock: Clock
) -> None:
    packed = {**HTML, "Content-Encoding": "gzip"}
    with serving({"/x": Reply(headers=packed, body=body), "/y": Reply()}) as site:
        assert len(run(site, tmp_path, clock, "/x", "/y").saved) == 2
    bad, good = found_at(tmp_path)
    assert isinstance(bad, Failure) and type(bad.error) is kind
    assert isinstance(good, Loaded)


class Flaky:
    """Fails a number of times, then answers."""

    def __init__(self, *faults: Reply) -> None:
        self.left = list(faults)

    def __call__(self, site: Site, request: BaseHTTPRequestHandler) -> Reply:
        return self.left.pop(0) if self.left else Reply()


def test_attempts_wait_longer_each_time_and_as_long_as_asked(tmp_path: Path, clock: Clock) -> None:
    flaky = Flaky(Reply(503), Reply(429, {"Retry-After": "30"}))
    limits = Limits(private=True, delay=0.0)
    with serving({"/x": flaky}) as site:
        summary = run(site, tmp_path, clock, "/x", limits=limits)
    assert summary.failures == [] and len(summary.saved) == 1
    assert clock.slept == [backoff(limits.backoff, 1, f"{site.root}/x"), 30.0]


def test_waits_grow_spread_and_repeat() -> None:
    waits = [backoff(2.0, attempt, "http://a.example/") for attempt in (1, 2, 3)]
    assert waits == [backoff(2.0, attempt, "http://a.example/") for attempt in (1, 2, 3)]
    assert all(2.0 * 2**n <= wait <= 3.0 * 2**n for n, wait in enumerate(waits))
    assert backoff(2.0, 1, "http://b.example/") != waits[0]


def test_a_host_is_asked_at_the_pace_that_it_wants(tmp_path: Path, clock: Clock) -> None:
    rules = Reply(body=b"User-agent: *\nCrawl-delay: 7")
    with serving({"/robots.txt": rules, "/a": Reply(), "/b": Reply()}) as site:
        run(site, tmp_path, clock, "/a", "/b", limits=Limits(private=True, delay=3.0))
    assert clock.slept == [7.0, 7.0]


def test_private_addresses_are_refused_by_default(tmp_path: Path, clock: Clock) -> None:
    with serving({"/x": Reply()}) as site:
        error = only_error(run(site, tmp_path, clock, "/x", limits=Limits()))
        assert site.asked == []
    assert isinstance(error, PrivateAddress)


def test_a_redirect_to_a_private_address_is_refused(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.bulk.fetch import connection
    from dragoman.bulk.fetch.addresses import resolved

    def public_at_first(host: str, port: int, *, private: bool) -> tuple[str, ...]:
        # The first address of the host cannot be reached: the second is tried.
        numbers = ("0.0.0.1", "127.0.0.1")
        return numbers if host == "outlet.test" else resolved(host, port, private=private)

    monkeypatch.setattr(connection, "resolved", public_at_first)
    with serving({}) as site:
        site.replies["/x"] = moved(f"{site.root}/secret")
        port = site.root.rpartition(":")[2]
        summary = fetch([f"http://outlet.test:{port}/x"], tmp_path, Limits(), clock=clock)
        assert site.paths() == ["/x"]
    assert isinstance(only_error(summary), PrivateAddress)


@pytest.mark.parametrize("given", ["nowhere.txt", "ftp://example.org/a", "http://", "\x00"])
def test_what_is_no_address_is_said(given: str, tmp_path: Path, clock: Clock) -> None:
    assert isinstance(only_error(fetch([given], tmp_path, LIMITS, clock=clock)), BadAddress)
