"""What all tests share: the checkout, and which copy of the package is under test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def pytest_report_header() -> str:
    import dragoman

    return f"dragoman under test: {Path(dragoman.__file__).parent}"


def pytest_sessionstart(session: pytest.Session) -> None:
    import dragoman

    if os.environ.get("DRAGOMAN_UNDER_TEST") == "wheel":
        found = Path(dragoman.__file__).resolve()
        if ROOT / "src" in found.parents:
            raise pytest.UsageError(f"the wheel is to be tested, but {found} was imported")
