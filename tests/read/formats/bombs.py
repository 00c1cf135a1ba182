"""Files that are small and unpack, nest or repeat without end.

Run as ``python -m tests.read.formats.bombs`` it reads each and prints what came of it, the seconds
of processor time, and the peak of the process's memory so far in MB.
"""

from __future__ import annotations

import gzip
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastwarc.stream_io import BrotliWriter, ZstdWriter
from tests.read.formats.made import LAUGHS, answer, record, rss

from dragoman.lexicon import load_lexicon
from dragoman.read import Failure, read_paths

PIECE = b"a" * 1_000_000


def gz(piece: bytes, times: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as stream:
        for _ in range(times):
            stream.write(piece)
    return out.getvalue()


def coded(name: str, writer: type[BrotliWriter] | type[ZstdWriter]) -> bytes:
    out = io.BytesIO()
    stream = writer(out)
    for _ in range(300):
        stream.write(PIECE)
    stream.close()
    return record("x", answer(out.getvalue(), f"Content-Encoding: {name}"))


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a.txt.gz": (lambda: gz(PIECE, 1000), "D106"),
    "b.jsonl.gz": (lambda: gz(b'{"text": "' + PIECE, 1000), "D106"),
    "c.csv.gz": (lambda: gz(b"text\n" + b"\n" * 1_000_000, 300), "D106"),
    "d.warc.gz": (lambda: gz(b"WARC/1.1\r\n" * 100_000, 300), "D114"),
    "e.warc": (lambda: record("x", answer(gz(PIECE, 300), "Content-Encoding: gzip")), "D106"),
    "f.warc": (lambda: coded("br", BrotliWriter), "D106"),
    "g.warc": (lambda: coded("zstd", ZstdWriter), "D106"),
    "h.xml": (lambda: rss("<description>&a11;</description>", before=LAUGHS).encode(), "D115"),
    "i.html": (lambda: b"<html>" + b"<div>" * 1_900_000, "D110"),
    "j.json": (lambda: b"[" * 60_000_000, "D110"),
    "k.jsonl": (lambda: b'{"text": "' + b"a " * 20_000_000 + b'"}', "D106"),
    "l.eml": (lambda: b"MIME-Version: 1.0\n" + b"a: b\n" * 2_000_000 + b"\n", "D103"),
    "m.html": (lambda: b"<html>" + b"<p>a" * 2_400_000, "D106"),
    "n.txt": (lambda: b"Serbia said so. " * 600_000, "D106"),
    "o.txt": (lambda: b"Serbia said so. " * 62_000, "read"),
    "p.txt": (lambda: b"a" * 999_000, "read"),
    "q.txt": (lambda: "\u200b\u202ea".encode() * 333_000, "read"),
    "r.html": (lambda: b"<html><p>Serbia said so." + b"<div>" * 100_000, "D110"),
    "s.csv": (lambda: b"id,text\n" + b"1,\n" * 400_000 + b"2,Serbia said so.", "D107"),
}


def _peak() -> int:
    """Most memory that this process has held, in MB.

    By the kernel's own mark where there is one: `ru_maxrss` starts with what the parent held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(marks["VmHWM"].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read_all() -> list[str]:
    """Read each bomb by itself; a line for each: name, outcome, seconds, MB."""
    lexicon = load_lexicon()
    told = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, _) in BOMBS.items():
            path = Path(folder) / name
            path.write_bytes(make())
            begun = time.process_time()
            found = [
                one.error.code if isinstance(one, Failure) else "read"
                for one in read_paths([str(path)], lexicon)
            ]
            path.unlink()
            peak = _peak()
            told.append(f"{name} {'+'.join(found)} {time.process_time() - begun:.1f} {peak}")
            print(told[-1], flush=True)
    return told


if __name__ == "__main__":
    read_all()
    sys.exit(0)
