"""Fetch pages politely and keep what was seen: from addresses and feeds to WARC files.

Nothing else in Dragoman goes online, `build` least of all: it reads the archives from the folder.
"""

from dragoman.bulk.fetch.clock import Clock, SystemClock
from dragoman.bulk.fetch.limits import Limits
from dragoman.bulk.fetch.run import FetchSummary, fetch

__all__ = ["Clock", "FetchSummary", "Limits", "SystemClock", "fetch"]
