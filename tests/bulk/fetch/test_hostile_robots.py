"""A robots.txt that is slow, endless or redirects without end: one clear error, or the rules."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.bulk.fetch.conftest import Clock
from tests.bulk.fetch.server import Reply, Site, serving

from dragoman.bulk.fetch import Limits, fetch
from dragoman.errors import NoAnswer, RobotsForbid, TooManyHops

PLAIN = {"Content-Type": "text/plain"}
LIMITS = Limits(private=True, attempts=2, hops=4, robots_size=20_000, idle=2.0)


def asked(site: Site, path: str) -> int:
    return sum(one.partition("?")[0] == path for one, _ in site.asked)


def test_one_that_drips_ends_by_the_deadline(tmp_path: Path) -> None:
    slow = Reply(headers=PLAIN, body=b"#" * 5000, drip=True)
    limits = Limits(private=True, attempts=1, whole=20.0)
    with serving({"/robots.txt": slow, "/a": Reply()}) as site:
        summary = fetch([f"{site.root}/a"], tmp_path, limits, clock=Clock(step=0.5))
        # Without the rules the page is left alone.
        assert asked(site, "/a") == 0
    ((_, error),) = summary.failures
    assert isinstance(error, NoAnswer) and str(error).isprintable()


def test_of_an_endless_one_the_first_rules_count(tmp_path: Path, clock: Clock) -> None:
    rules = Reply(
        headers=PLAIN, body=b"User-agent: *\nDisallow: /closed\n", endless=b"# more\n" * 500
    )
    with serving({"/robots.txt": rules, "/closed": Reply(), "/open": Reply()}) as site:
        given = [f"{site.root}/closed", f"{site.root}/open"]
        summary = fetch(given, tmp_path, LIMITS, clock=clock)
        assert (asked(site, "/closed"), asked(site, "/open")) == (0, 1)
    ((_, error),) = summary.failures
    assert isinstance(error, RobotsForbid)


def test_one_that_redirects_without_end_is_given_up(tmp_path: Path, clock: Clock) -> None:
    def on(site: Site, request: BaseHTTPRequestHandler) -> Reply:
        return Reply(302, {"Location": f"/robots.txt?{len(site.asked)}"}, b"")

    replies: dict[str, object] = {f"/robots.txt?{n}": on for n in range(50)}
    with serving({"/robots.txt": on, "/a": Reply(), **replies}) as site:  # type: ignore[dict-item]
        summary = fetch([f"{site.root}/a"], tmp_path, LIMITS, clock=clock)
        assert asked(site, "/robots.txt") <= LIMITS.hops + 1
        assert asked(site, "/a") == 0
    ((_, error),) = summary.failures
    assert isinstance(error, TooManyHops) and str(error).isprintable()


def test_a_host_that_gives_none_is_asked_once(tmp_path: Path, clock: Clock) -> None:
    def on(site: Site, request: BaseHTTPRequestHandler) -> Reply:
        return Reply(302, {"Location": "/robots.txt"}, b"")

    with serving({"/robots.txt": on}) as site:
        given = [f"{site.root}/{name}" for name in "abc"]
        summary = fetch(given, tmp_path, LIMITS, clock=clock)
        assert asked(site, "/robots.txt") == 1
    assert [type(error) for _, error in summary.failures] == [TooManyHops] * 3
