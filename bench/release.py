"""Build what would be released, install it in an empty environment, and use it there.

``python -m bench.release`` builds the sdist and the wheel from it, makes a virtual environment,
installs the locked packages by hash and the wheel without anything else, and reads the sample
reports there: build, ledger, dossier and a few exports. It needs a package index or cache for the
locked packages. ``--quick`` leaves the environment out and runs the wheel with what is here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ANYWHERE = ("LICENSE", "NOTICE", "README.md")
SDIST_ONLY = ("CHANGELOG.md", "CITATION.cff", "pyproject.toml", "Makefile")
STEPS = (
    ("--version",),
    ("build", "case.db", str(ROOT / "samples" / "reports")),
    ("ledger", "case.db", "--limit", "3"),
    ("dossier", "case.db", "-o", "dossier.html"),
    ("export", "case.db", "--format", "csv", "-o", "tables"),
    ("export", "case.db", "--format", "gdelt", "-o", "gdelt"),
    ("export", "case.db", "--format", "stix", "-o", "bundle.json"),
    ("datasette", "case.db", "-o", "metadata.json"),
)
"""What must work with the runtime packages alone."""


def build(folder: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel that it gives.

    Raises:
        subprocess.CalledProcessError: where the build fails.
    """
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


def inside(sdist: Path, wheel: Path) -> list[str]:
    """What is wrong with the two archives, in words; empty where nothing is."""
    with tarfile.open(sdist) as tar:
        given = {name.partition("/")[2] for name in tar.getnames()}
    with zipfile.ZipFile(wheel) as file:
        packed = set(file.namelist())
    faults = [f"the sdist lacks {name}" for name in (*ANYWHERE, *SDIST_ONLY) if name not in given]
    faults += [
        f"the wheel lacks {name}"
        for name in ("LICENSE", "NOTICE")
        if not any(one.endswith(f"licenses/{name}") for one in packed)
    ]
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "dragoman").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    faults += [f"the wheel lacks {name}" for name in sorted(sources - packed)]
    strange = {one.partition("/")[0] for one in given} & {".venv", "build", "dist", "demo", ".git"}
    faults += [f"the sdist holds {name}" for name in sorted(strange)]
    return faults


def install(wheel: Path, folder: Path) -> Path:
    """A new environment with the locked packages and the wheel; gives its interpreter."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    lock = str(ROOT / "requirements" / "lock.txt")
    hashed = ["--only-binary", ":all:", "--require-hashes", "-r", lock]
    subprocess.run([*pip, *hashed], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    subprocess.run([str(python), "-m", "pip", "check"], check=True)
    return python


def unpack(wheel: Path, folder: Path) -> Path:
    """The wheel laid out for the packages that are installed here."""
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--target", str(folder), str(wheel)], check=True)
    return folder


def use(python: Path, folder: Path, site: Path | None = None) -> None:
    """Run `STEPS` in a folder of their own.

    Raises:
        subprocess.CalledProcessError: where one fails.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if site:
        environment["PYTHONPATH"] = str(site)
    for step in STEPS:
        command = [str(python), "-m", "dragoman", *step]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        print(f"{'ok' if done.returncode == 0 else 'FAILED':<7}dragoman {' '.join(step)}")
        if done.returncode:
            print(done.stdout + done.stderr)
            raise subprocess.CalledProcessError(done.returncode, command)


def main(arguments: list[str] | None = None) -> int:
    """Run the whole check; 0 where all is well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="no new environment")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sdist, wheel = build(folder / "dist")
        for path in (sdist, wheel):
            print(f"ok     {path.name} ({path.stat().st_size / 1e6:.1f} MB)")
        if faults := inside(sdist, wheel):
            print("\n".join(faults))
            return 1
        (folder / "use").mkdir()
        if options.quick:
            use(Path(sys.executable), folder / "use", unpack(wheel, folder / "site"))
        else:
            use(install(wheel, folder / "venv"), folder / "use")
    return 0


if __name__ == "__main__":
    sys.exit(main())
