"""Coders for tests of bulk runs: quick ones, some of whose reports are more than they can bear."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.factories import make_coded, make_event, make_statement

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report

LOG = "DRAGOMAN_TEST_LOG"
"""Names a file to which each coding of a report is written."""


def code(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
    """One event a report; the words CRASH, HANG, SWELL, RAISE, SLOW do what they say."""
    for report in reports:
        text = report.source_text
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "QUIT" in text:
            os._exit(3)
        if "HANG" in text:
            time.sleep(600)
        if "SWELL" in text:
            bytearray(600_000_000)
        if "RAISE" in text:
            raise ValueError("no sense in it")
        if "SLOW" in text:
            time.sleep(0.02)
        first = text.split(".")[0]
        said = make_statement(report, first)
        coded = make_coded(
            report, [said], [make_event(report, first, said, initiators=["Northland"])]
        )
        if path := os.environ.get(LOG):
            with Path(path).open("a", encoding="utf-8") as stream:
                stream.write(f"{report.location}\n")
        yield coded
