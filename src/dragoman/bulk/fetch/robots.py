"""What a site's robots.txt asks for (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from dragoman.bulk.fetch.connection import Received
from dragoman.errors import InputError, RobotsForbid
from dragoman.read.formats.answer import unpack

REMEDY = "ask the site, or save the page by hand"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site: parsed, or all or nothing where there is no robots.txt."""

    parsed: Protego | None
    otherwise: bool
    agent: str

    def check(self, address: str, longest_delay: float) -> float:
        """Seconds that the site wants between requests.

        Raises:
            RobotsForbid: the address is not to be fetched, or only at a pace of no use.
        """
        if self.parsed is None:
            if self.otherwise:
                return 0.0
            raise RobotsForbid("the site's robots.txt cannot be read now", "try again later")
        if not self.parsed.can_fetch(address, self.agent):
            raise RobotsForbid("the site's robots.txt asks not to fetch it", REMEDY)
        delay = self.parsed.crawl_delay(self.agent) or 0.0
        if not 0 <= delay <= longest_delay:
            raise RobotsForbid(f"the site asks for {delay:g} s between two pages", REMEDY)
        return float(delay)


def rules_of(received: Received, agent: str) -> Rules:
    """The rules in an answer: none where there is no file, all forbidden where it cannot be read.

    A site that fails may have rules, and so has one that packs them in a way that is not undone.
    """
    if not 200 <= received.status < 300:
        return Rules(None, received.status < 500 and received.status != 429, agent)
    try:
        raw = unpack(received.body, received.header("content-encoding"))
    except InputError:
        return Rules(None, False, agent)
    return Rules(Protego.parse(raw.decode("utf-8-sig", "replace")), True, agent)
