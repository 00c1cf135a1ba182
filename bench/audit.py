"""Look the locked packages up among known vulnerabilities, from a file and without a network.

    python -m bench.audit ADVISORIES [--lock requirements/lock.txt …]

ADVISORIES is a folder, a zip archive or one file of advisories in OSV's form (ossf.github.io/
osv-schema), such as the archive of all for PyPI that osv.dev gives. Prints a line for each package
that one of them affects, and ends with status 1 if there is one, 2 where there is nothing to look
in: no advisory read is no sign that all is well.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[1]
LOCKS = tuple(ROOT / "requirements" / name for name in ("lock.txt", "build.txt", "dev.txt"))
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
ECOSYSTEM = "PyPI"


def plain(name: str) -> str:
    """The name of a distribution in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(locks: Sequence[Path]) -> dict[str, str]:
    """Versions by name, of all lock files."""
    return {
        plain(name): version
        for lock in locks
        for name, version in PIN.findall(lock.read_text("utf-8"))
    }


def advisories(where: Path) -> Iterator[dict[str, Any]]:
    """The advisories in a folder, a zip archive or a file; those withdrawn are left out."""
    for raw in _texts(where):
        found = json.loads(raw)
        for one in found if isinstance(found, list) else [found]:
            if not one.get("withdrawn"):
                yield one


def _texts(where: Path) -> Iterator[bytes]:
    if where.is_dir():
        yield from (path.read_bytes() for path in sorted(where.rglob("*.json")))
    elif zipfile.is_zipfile(where):
        with zipfile.ZipFile(where) as archive:
            yield from (archive.read(n) for n in sorted(archive.namelist()) if n.endswith(".json"))
    else:
        yield where.read_bytes()


def affects(advisory: dict[str, Any], name: str, version: str) -> bool:
    """Whether an advisory is about this version: it lists it, or a range of it holds it."""
    for one in advisory.get("affected", ()):
        package = one.get("package", {})
        if package.get("ecosystem") != ECOSYSTEM or plain(package.get("name", "")) != name:
            continue
        if version in one.get("versions", ()):
            return True
        ranges = (r for r in one.get("ranges", ()) if r.get("type") == "ECOSYSTEM")
        if any(_holds(r.get("events", ()), version) for r in ranges):
            return True
    return False


def _holds(events: Sequence[dict[str, str]], version: str) -> bool:
    """The schema's own way: go through the events in order of version (OSV schema, evaluation)."""
    known = Version(version)
    inside = False
    for kind, text in sorted(((k, v) for e in events for k, v in e.items()), key=_place):
        at = Version("0") if text == "0" else Version(text)
        if kind == "introduced" and known >= at:
            inside = True
        elif (kind == "fixed" and known >= at) or (kind == "last_affected" and known > at):
            inside = False
    return inside


def _place(event: tuple[str, str]) -> tuple[bool, Version]:
    try:
        return (event[1] != "0", Version(event[1]))
    except InvalidVersion:
        return (True, Version("0"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is affected; see the module for the status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("advisories", type=Path)
    parser.add_argument("--lock", type=Path, action="append", help="a lock file; ours without")
    options = parser.parse_args(arguments)
    pins = pinned(options.lock or LOCKS)
    read = affected = 0
    try:
        for advisory in advisories(options.advisories):
            read += 1
            for name, version in pins.items():
                if affects(advisory, name, version):
                    affected += 1
                    print(f"{name} {version}: {advisory['id']} {advisory.get('summary', '')}")
    except (OSError, ValueError, KeyError, AttributeError) as error:
        print(f"audit: {options.advisories} is no advisories ({error})", file=sys.stderr)
        return 2
    if not read:
        print(f"audit: no advisory in {options.advisories}; nothing was checked", file=sys.stderr)
        return 2
    print(f"{len(pins)} packages against {read} advisories: {affected} affected")
    return 1 if affected else 0


if __name__ == "__main__":
    raise SystemExit(main())
