"""Two builds of the same sources are the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest


def copied(root: Path, folder: Path, mask: int, when: int) -> Path:
    """The checkout's files in another folder, with other rights and of another time."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if not (root / name).is_file():
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((root / name).read_bytes())
        runs = 0o777 if os.access(root / name, os.X_OK) else 0o666
        path.chmod(runs & ~mask)
        os.utime(path, (when, when))
    return folder


def built(folder: Path, mask: int, **environment: str) -> dict[str, str]:
    """Hashes of sdist and wheel by name."""
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "out")]
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    before = os.umask(mask)
    try:
        subprocess.run(
            [*words, str(folder)],
            env={**kept, **environment},
            cwd=folder,
            check=True,
            capture_output=True,
        )
    finally:
        os.umask(before)
    files = (folder / "out").iterdir()
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_wheel_and_sdist_are_built_reproducibly(root: Path, tmp_path: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    one = copied(root, tmp_path / "one", 0o022, 1_600_000_000)
    other = copied(root, tmp_path / "elsewhere" / "other", 0o077, 1_700_000_000)
    first = built(one, 0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = built(other, 0o077, TZ="Asia/Pyongyang", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert len(first) == 2
    assert first == second
