"""What the worst inputs take: seconds and memory of reading and coding one, as a build does it.

    python -m bench.hostile [--size 999000] [--only WORDS]

Each input is read and coded with the real chain in a process forked from one that has lexicon and
model, under the bound of memory that `build`, `bulk` and `watch` have (2,000 MB). They end it after
120 seconds without an answer and one for every 20 kB; here it may take ten times as long. Prints
what comes of it, the CPU seconds, and the megabytes at the most beyond what the process began with.
Texts repeat one thing up to the longest text that is read, or to 19,900 lines.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from bench.corpus import ROOT, one_thread

one_thread()
sys.path.insert(0, str(ROOT))

from tests.hostile.test_growth import SHAPES  # noqa: E402
from tests.read.formats.bombs import BOMBS  # noqa: E402
from tests.read.formats.faults import FAULTS  # noqa: E402

from dragoman.bulk.coding import Job, Kit, Setup, code_job, coder_name, load_kit  # noqa: E402
from dragoman.bulk.pool import BYTES_A_SECOND, Limits, bound_memory  # noqa: E402
from dragoman.bulk.rows import Outcome  # noqa: E402
from dragoman.errors import InputError  # noqa: E402
from dragoman.lexicon import load_lexicon  # noqa: E402
from dragoman.read.columns import COLUMNS  # noqa: E402
from dragoman.read.formats import Part, parts_of  # noqa: E402

FORKING = multiprocessing.get_context("fork")
LONGEST: Final = 999_000
"""Characters: a little less than the longest text that is read."""
PATIENCE: Final = 10
"""Times as long as a build would wait, on the clock: a busy machine shall not hide the CPU time."""
MOST_LINES: Final = 19_900
MOST_TAGS: Final = 249_000
PROSE: Final = "Serbia and Kosovo agreed on 5 May to resume talks, officials said. " * 10 + "\n\n"
BLANKS: Final = "a" + " " * 9_998 + "a"

STATES: Final = ("Iran", "Israel", "Serbia", "Kosovo", "India", "Pakistan", "Russia", "Japan")
MONTHS: Final = ("January", "March", "May", "July", "October", "December")
DEEDS: Final = (
    "attacked {1} on {2} with {3} missiles, {4} officials said.",
    "and {1} agreed on {2} to exchange {3} prisoners, the foreign ministry told Reuters.",
    "will send {3} tonnes of oil to {1} if the talks of {2} succeed, a spokesman said.",
    "denied that it had lost {3} soldiers near the border with {1} since {2}.",
)

Input = tuple[str, Callable[[], bytes]]


def texts(size: int) -> dict[str, Input]:
    """One thing over and over, as long as is read."""
    shapes = {
        "prose in paragraphs": (".txt", PROSE),
        "blanks between letters": (".txt", BLANKS),
        "a figure of digits and commas": (".txt", "1,"),
        "a name of letters and points": (".txt", "U."),
        "hyphens": (".txt", "a-"),
        "an address": (".txt", "a.b@"),
        **SHAPES,
    }
    return {
        name: (f"a{ending}", lambda piece=piece, ending=ending: repeated(piece, ending, size))
        for name, (ending, piece) in shapes.items()
    }


def story(size: int) -> bytes:
    """Prose in which no sentence comes twice: the most work that so many characters can make."""
    draw, parts, length = random.Random(8), list[str](), 0
    while length < size:
        one, other = draw.sample(STATES, 2)
        day = f"{draw.randrange(1, 29)} {draw.choice(MONTHS)}"
        told = draw.choice(DEEDS).format("", other, day, draw.randrange(9, 9999), draw.randrange(9))
        parts.append(f"{one} {told}" + ("\n\n" if len(parts) % 5 == 4 else " "))
        length += len(parts[-1])
    return "".join(parts)[:size].encode()


def repeated(piece: str, ending: str, size: int) -> bytes:
    """A piece so often that one report of it is within the bounds of what is read."""
    times = size // len(piece)
    for sign, most in (("\n", MOST_LINES), ("<", 2 * MOST_TAGS if ending == ".html" else 0)):
        if most and (held := piece.count(sign)):
            times = min(times, most // held)
    return (piece * times).encode()


def inputs(size: int) -> dict[str, Input]:
    """All of them, by what they are."""
    packed = ("packed", "pdf", "mail", "markup", "json", "no text")
    return {
        "prose, no sentence twice": ("a.txt", lambda: story(size)),
        **texts(size),
        "bomb a.docx": ("a.docx", document),
        **{f"bomb {name}": (name, make) for name, (make, _) in BOMBS.items()},
        **{
            name: (called, (lambda raw=raw: raw) if isinstance(raw, bytes) else raw)
            for name, (called, raw, _) in FAULTS.items()
            if name.startswith(packed) and not isinstance(raw, bytes)
        },
    }


def document() -> bytes:
    """A word processor's file that unpacks to 100 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:t>a</w:t>" * 8_000_000)
    return out.getvalue()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--size", type=int, default=LONGEST, help="characters of a text")
    parser.add_argument("--only", default="", metavar="WORDS", help="inputs named so, by commas")
    options = parser.parse_args()
    lexicon = load_lexicon()
    kit = load_kit(Setup(coder_name(lexicon)), lexicon)
    wanted = [one for one in options.only.split(",") if one]
    print(f"{'input':40} {'kB':>6} {'comes of it':>12} {'CPU s':>6} {'MB':>6}")
    most = 0.0, 0
    for name, (called, make) in inputs(options.size).items():
        if wanted and not any(one in name for one in wanted):
            continue
        raw = make()
        found, spent, held = measured(called, raw, kit)
        print(f"{name:40} {len(raw) // 1000:6} {found:>12} {spent:6.1f} {held:6}", flush=True)
        most = max(most[0], spent), max(most[1], held)
    print(f"at the most: {most[0]:.1f} CPU seconds, {most[1]} MB")


def measured(called: str, raw: bytes, kit: Kit) -> tuple[str, float, int]:
    """What comes of an input, CPU seconds, megabytes."""
    receiver, sender = FORKING.Pipe(duplex=False)
    other = FORKING.Process(target=_measure, args=(called, raw, kit, sender))
    other.start()
    sender.close()
    if not receiver.poll(PATIENCE * (Limits().seconds + len(raw) / BYTES_A_SECOND)):
        other.kill()
    try:
        found: tuple[str, float, int] = receiver.recv()
    except EOFError:
        found = "ended", float("nan"), 0
    other.join()
    return found


def _measure(called: str, raw: bytes, kit: Kit, sender: Connection) -> None:
    begun, before = time.process_time(), memory()["VmRSS"]
    bound_memory(Limits().megabytes)
    told: list[str] = []
    for one in _rows(called, raw, kit):
        if len(told) < 3 and one not in told:
            told.append(one)
    status = memory()
    spent = time.process_time() - begun
    sender.send(("+".join(told) or "nothing", spent, (status["VmHWM"] - before) // 1000))
    sender.close()


def _rows(called: str, raw: bytes, kit: Kit) -> Iterator[str]:
    try:
        for part in parts_of(called, io.BytesIO(raw), COLUMNS):
            if isinstance(part, Part):
                for row in code_job(Job(0, (part,)), kit):
                    yield "coded" if row.outcome is Outcome.CODED else row.code
            else:
                yield part.error.code
    except InputError as error:
        yield error.code


def memory() -> dict[str, Any]:
    """What the kernel tells of this process's memory, in kB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    marks = (line.split() for line in lines if line.startswith("Vm"))
    return {name.rstrip(":"): int(size) for name, size, *_ in marks}


if __name__ == "__main__":
    main()
