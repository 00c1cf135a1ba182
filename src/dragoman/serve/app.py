"""The reader's addresses: each view is one, and reading never changes the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.case import Case
from dragoman.case.asking import built_at
from dragoman.errors import AmbiguousId, CaseError, DragomanError, ReaderRefused, RecordMissing
from dragoman.serve import across, counted, credits, details, judging
from dragoman.serve.asked import asked
from dragoman.serve.guard import LARGEST_FORM, Application, Guard, checked_form, local_address
from dragoman.serve.ledger import ledger
from dragoman.serve.pages import ASSETS, KEYS, asset, page
from dragoman.serve.room import Room
from dragoman.serve.views import View
from dragoman.show.listing import csv_text, json_text

Viewer = Callable[[Room, Case, Request], View]
Endpoint = Callable[[Request], Any]

STATUS: Final[tuple[tuple[type[DragomanError], int], ...]] = (
    (ReaderRefused, 403),
    (RecordMissing, 404),
    (AmbiguousId, 404),
    (CaseError, 503),
)
"""What a fault is to a browser; any other is a question that cannot be answered, 400."""

KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}

DIGITS: Final = 9
"""Of an offset in an address."""


def make_app(room: Room, hosts: frozenset[str] = frozenset()) -> Application:
    """The reader of one case as an ASGI application.

    Args:
        hosts: names, beside those of this machine itself, under which it answers.
    """
    reading = [
        Route(path, _reading(room, viewer), methods=["GET"]) for path, viewer in VIEWERS.items()
    ]
    writing = [
        Route("/judge", _writing(room, _judge), methods=["POST"]),
        Route("/undo", _writing(room, _undo), methods=["POST"]),
        Route("/regroup", _writing(room, _regroup), methods=["POST"]),
    ]
    app = Starlette(
        routes=[*reading, *writing, Route("/static/{name}", _static, methods=["GET"])],
        exception_handlers={404: _told(room, 404), 405: _told(room, 405)},
    )
    return Guard(app, hosts)


def _overall(
    make: Callable[[Room, Case, Any], View],
) -> Viewer:
    return lambda room, case, request: make(room, case, asked(_query(request)))


def _of(make: Callable[[Room, Case, str], View]) -> Viewer:
    return lambda room, case, request: make(room, case, request.path_params["id"])


def _said(room: Room, case: Case, request: Request) -> View:
    question = asked(_query(request))
    return credits.said(room, case, request.query_params.get("by", ""), question)


def _pair(room: Room, case: Case, request: Request) -> View:
    sides = request.path_params
    return details.pair(room, case, sides["one"].upper(), sides["other"].upper())


def _report(room: Room, case: Case, request: Request) -> View:
    query = request.query_params
    ends = (query.get("from", ""), query.get("to", ""))
    known = all(end.isascii() and end.isdigit() and len(end) <= DIGITS for end in ends)
    span = (int(ends[0]), int(ends[1])) if known else None
    return details.report(room, case, request.path_params["id"], query.get("at", ""), span)


def _judgements(room: Room, case: Case, request: Request) -> View:
    return judging.judgements(room, case)


def _help(room: Room, case: Case, request: Request) -> View:
    return View("help.html", "/help", "Keys and signs", {"keys": KEYS})


VIEWERS: Final[dict[str, Viewer]] = {
    "/": _overall(ledger),
    "/exchange": _overall(across.exchange),
    "/figures": _overall(counted.figures),
    "/differences": _overall(counted.differences),
    "/expected": _overall(across.expected),
    "/sources": _overall(credits.sources),
    "/reports": _overall(across.reports),
    "/judgements": _judgements,
    "/help": _help,
    "/said": _said,
    "/happening/{id}": _of(details.happening),
    "/figure/{id}": _of(counted.figure),
    "/difference/{id}": _of(counted.difference),
    "/report/{id}": _report,
    "/pair/{one}/{other}": _pair,
}
"""Every view by its address."""


def _reading(room: Room, viewer: Viewer) -> Endpoint:
    """An endpoint that opens the case for one request, away from the event loop: SQLite waits."""

    def answer(request: Request) -> Response:
        try:
            with room.open() as case:
                view = viewer(room, case, request)
                wanted = request.query_params.get("as", "")
                if wanted in KINDS and view.listing is not None:
                    return _download(view, wanted)
                return HTMLResponse(_page(room, case, view, request))
        except DragomanError as error:
            return _fault(room, error)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _page(room: Room, case: Case, view: View, request: Request) -> str:
    pairs = _query(request)
    downloads = []
    if view.listing is not None:
        path = request.url.path
        downloads = [
            (name.upper(), f"{path}?{urlencode([*pairs, ('as', name)])}") for name in KINDS
        ]
    own = f"{view.title}, in the case {room.path.name}, built {built_at(case) or 'undated'}"
    return page(
        room,
        view.template,
        view.here,
        title=view.title,
        citation=view.citation or own,
        downloads=downloads,
        back=request.url.path + (f"?{urlencode(pairs)}" if pairs else ""),
        **view.values,
    )


def _download(view: View, kind: str) -> Response:
    assert view.listing is not None
    text = (csv_text if kind == "csv" else json_text)(view.listing())
    name = view.template.partition(".")[0]
    headers = {
        "content-type": KINDS[kind],
        "content-disposition": f'attachment; filename="{name}.{kind}"',
    }
    return Response(text.encode("utf-8", "replace"), headers=headers)


def _query(request: Request) -> list[tuple[str, str]]:
    return [pair for pair in request.query_params.multi_items() if pair[0] != "as"]


def _writing(room: Room, act: Callable[[Room, dict[str, str]], str]) -> Endpoint:
    """An endpoint for a form of ours; the answer leads back to where it was sent from."""

    def answer(request: Request, body: bytes) -> Response:
        try:
            address = act(room, checked_form(request.scope, body, room.token))
        except DragomanError as error:
            return _fault(room, error)
        return RedirectResponse(address, 303)

    async def endpoint(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_FORM:
                break
        return await run_in_threadpool(answer, request, body)

    return endpoint


def _judge(room: Room, fields: dict[str, str]) -> str:
    with room.open() as case:
        made = judging.judge(room, case, fields)
    # Merged: the line that was marked is marked no more.
    return local_address(fields.get("back", "/")) if made.verb != "merge" else "/judgements"


def _undo(room: Room, fields: dict[str, str]) -> str:
    judging.undo(room, fields.get("judgement", ""))
    return local_address(fields.get("back", "/judgements"))


def _regroup(room: Room, fields: dict[str, str]) -> str:
    if room.regroup is None:
        raise ReaderRefused("this reader cannot group the case anew", "run `dragoman build`")
    room.regroup()
    return "/judgements"


def _fault(room: Room, error: DragomanError) -> Response:
    status = next((number for kind, number in STATUS if isinstance(error, kind)), 400)
    return HTMLResponse(_fault_page(room, error.what, error.remedy, error.code), status)


def _fault_page(room: Room, what: str, remedy: str, code: str) -> str:
    return page(room, "fault.html", "", title=what, what=what, remedy=remedy, code=code)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(asset(name), headers={"content-type": ASSETS[name]})


def _told(room: Room, status: int) -> Callable[[Request, Exception], Response]:
    words = {404: "There is nothing at that address", 405: "That cannot be done here"}

    def answer(request: Request, error: Exception) -> Response:
        return HTMLResponse(_fault_page(room, words[status], "go back", str(status)), status)

    return answer
