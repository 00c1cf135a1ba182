"""Every pattern that the package compiles, with the file that does: run in a process of its own.

Prints one JSON list [pattern, flags, file] a line. Patterns made from lexicon data and from a text
are among them, since the lexicon is loaded and the sample reports are read and coded.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
found: dict[tuple[str, int, str], None] = {}


def record(package: Path) -> None:
    compile_ = re._compile  # type: ignore[attr-defined]

    def listening(pattern: Any, flags: Any) -> Any:
        made = compile_(pattern, flags)
        frame: Any = sys._getframe(2)
        where = Path(frame.f_code.co_filename)
        if package in where.parents:
            text = made.pattern
            text = text.decode("latin-1") if isinstance(text, bytes) else text
            found[text, made.flags, where.relative_to(package).as_posix()] = None
        return made

    re._compile = listening  # type: ignore[attr-defined]


def main() -> None:
    import dragoman

    package = Path(dragoman.__file__).parent
    record(package)
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from dragoman.chain import code_report
    from dragoman.lexicon import load_lexicon
    from dragoman.read import Loaded, read_paths

    lexicon = load_lexicon()
    for one in read_paths([str(ROOT / "samples" / "reports")], lexicon):
        if isinstance(one, Loaded):
            code_report(one.report, lexicon)
    for row in sorted(found):
        print(json.dumps(row))


if __name__ == "__main__":
    main()
