"""One input after the other, read and coded within bounds: what a build does with its inputs.

A report may make any stage slow, swell or crash, and nothing inside a process stops that. So each
is read and coded in a process beside the build's own, as in a bulk run, and the worst that it can
do is to be refused.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from itertools import chain

from dragoman.bulk.coding import Job, Setup, code_job, load_kit
from dragoman.bulk.inputs import batched
from dragoman.bulk.pool import Limits, Pool, forking
from dragoman.bulk.rows import Row
from dragoman.lexicon import Lexicon
from dragoman.read.formats import Part


def bounded_rows(
    parts: Iterator[Part], setup: Setup, lexicon: Lexicon, limits: Limits
) -> Iterator[Row]:
    """A row for each input: coded, or refused with the reason.

    Args:
        parts: asked for while earlier ones are coded. Without any, no model is loaded.
        setup: of the coder; its tables are those of the lexicon.

    Raises:
        ModelError: the language model is missing or is not the pinned one.
    """
    jobs = (Job(number, tuple(lot)) for number, lot in enumerate(batched(parts)))
    first = next(jobs, None)
    if first is None:
        return
    kit = load_kit(setup, lexicon)
    if not can_fork():
        for job in chain([first], jobs):
            yield from code_job(job, kit)
        return
    with Pool(1, forking(kit, limits), limits, setup.coder) as pool:
        yield from pool.run(chain([first], jobs))


def can_fork() -> bool:
    """Whether this program may be forked: a system that can, and no thread beside this one.

    Where it may not, time and memory are not bounded, and all else is the same.
    """
    return hasattr(os, "fork") and threading.active_count() == 1
