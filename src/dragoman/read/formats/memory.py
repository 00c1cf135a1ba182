"""A bound on the memory that this process may take on top while something hostile is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

STATM: Final = Path("/proc/self/statm")


@contextmanager
def within(megabytes: int) -> Iterator[None]:
    """Let what is done inside fail with a MemoryError where it asks for more than so much.

    It is the address space of the whole process that is bounded (setrlimit(2), RLIMIT_AS), and
    nothing where the system has no such bound or does not tell how large a process is.
    """
    try:
        import resource

        pages = int(STATM.read_text("ascii").split()[0])
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + megabytes * 1_000_000
        if soft != resource.RLIM_INFINITY:
            most = min(most, soft)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
