"""The story as a case that is read, and a client that asks as a browser on this machine does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests import factories as make
from tests.show.story import coded, reconciled

from dragoman.case import Case, CaseView, load_view
from dragoman.model import CodedReport
from dragoman.serve.app import make_app
from dragoman.serve.room import Room


class Client:
    """Asks the application itself, without a socket."""

    def __init__(self, app: Any, base_url: str) -> None:
        self._app = app
        self._base_url = base_url

    def get(self, address: str, **given: Any) -> httpx.Response:
        return self._ask("GET", address, **given)

    def post(self, address: str, **given: Any) -> httpx.Response:
        return self._ask("POST", address, **given)

    def _ask(self, method: str, address: str, **given: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=self._base_url) as client:
                return await client.request(method, address, **given)

        return asyncio.run(ask())


@dataclass(frozen=True)
class Reader:
    """A reader of the story."""

    room: Room
    client: Client
    view: CaseView

    def post(self, address: str, **fields: str) -> int:
        """Send one of the reader's own forms; gives the status."""
        data = {"token": self.room.token, **fields}
        return self.client.post(address, data=data).status_code


def named(one: CodedReport) -> CodedReport:
    """The report with its speakers among its actors, as the chain gives it."""
    held = {actor.id: actor for actor in one.actors}
    for statement in one.statements:
        for source in statement.sources:
            actor = make.make_actor(
                one.report, source.name, kind=source.kind, country=source.country
            )
            held.setdefault(actor.id, actor)
    return replace(one, actors=tuple(held.values()))


def write_case(path: Path) -> Path:
    """The story of the dossier's tests as a case file, every speaker an actor of it."""
    with Case.open(path, create=True) as case:
        for one in coded():
            case.add(named(one), digest=one.report.id, location=one.report.location)
        case.replace_reconciliation(reconciled())
    return path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader for tests that judge nothing."""
    return read(write_case(tmp_path_factory.mktemp("shared") / "case.db"))


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of a case of the test's own."""
    return read(write_case(tmp_path / "case.db"))


def read(path: Path) -> Reader:
    """Open a case for reading, judged by Ana."""
    with Case.open(path, read_only=True) as case:
        view = load_view(case)
    room = Room.enter(path, "Ana")
    return Reader(room, Client(make_app(room), "http://127.0.0.1:8411"), view)
