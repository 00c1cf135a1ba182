"""What `serve` says before it answers anybody; how it answers is tested in tests/serve."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "*"])
def test_it_does_not_answer_under_any_name(run: Run, story: Path, host: str) -> None:
    ran = run("serve", story, "--host", host)
    assert ran.code == 2
    assert "D601" in ran.err


def test_a_missing_case_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("serve", tmp_path / "none.db", "--port", 0)
    assert ran.code == 4
    assert "D403" in ran.err
    assert not (tmp_path / "none.db").exists()


def test_a_port_that_is_taken_is_told(run: Run, story: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = run("serve", story, "--port", taken.getsockname()[1])
    assert ran.code == 2
    assert "cannot listen" in ran.err
