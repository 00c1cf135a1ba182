"""The program of a spawned worker: ``python -m dragoman.bulk.worker LINE``."""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from dragoman.bulk.pool import serve

if __name__ == "__main__":
    with Connection(int(sys.argv[1])) as line:
        serve(line)
