"""Take the text out of a PDF, in a process of its own with bounds on time and memory.

The format can make any parser loop or fill the memory, and nothing inside a process can stop
that. Run as ``python -I pdf_text.py``: the PDF on standard input, and on standard output one JSON
object: ``{"pages": […], "title": …}``, or ``{"wrong": "locked" | "large"}``. A broken PDF ends it
with another status than 0. It imports nothing of ours, so that it starts quickly.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

SECONDS: Final = 30
MEMORY: Final = 1536 * 1024 * 1024
CHARACTERS: Final = 10 * 1024 * 1024
PAGES: Final = 1000


def bound() -> None:
    """Bound this process where the system can; the caller's clock bounds it everywhere."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        _, hard = resource.getrlimit(limit)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (soft, hard))


def text_of(raw: bytes) -> dict[str, Any]:
    """The text of each page and the title that the file gives itself."""
    try:
        reader = PdfReader(io.BytesIO(raw))
        # Many are encrypted with an empty password, only to forbid printing.
        if reader.is_encrypted and not reader.decrypt(""):
            return {"wrong": "locked"}
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > CHARACTERS or len(pages) > PAGES:
                return {"wrong": "large"}
        told = reader.metadata
        title = told.title if told else ""
    except (DependencyError, FileNotDecryptedError):
        return {"wrong": "locked"}
    return {"pages": pages, "title": title if isinstance(title, str) else ""}


if __name__ == "__main__":
    bound()
    json.dump(text_of(sys.stdin.buffer.read()), sys.stdout)
