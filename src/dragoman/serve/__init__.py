"""The reader: the case in a browser, one click from any line to its sentence."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dragoman.errors import UsageError
from dragoman.serve.app import make_app
from dragoman.serve.room import Room

__all__ = ["make_app", "serve_case"]


def serve_case(
    path: Path,
    *,
    who: str,
    host: str,
    port: int,
    regroup: Callable[[], None] | None = None,
    tell: Callable[[str], None] = lambda address: None,
) -> None:
    """Answer browsers until the program is interrupted.

    Args:
        path: the case file.
        who: whose judgements those made here are.
        host, port: where to listen; port 0 takes any that is free.
        regroup: reconciles the case anew.
        tell: called with the address once requests are answered.

    Raises:
        CaseError: where there is no case at that path, or none that can be read.
        UsageError: where one cannot listen there.
    """
    room = Room.enter(path, who, regroup)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"cannot listen at {host}, port {port} ({error.strerror})",
                "give another --port, such as 0 for any that is free",
            ) from error
        name = f"[{host}]" if ":" in host else host
        listening.listen()
        tell(f"http://{name}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            make_app(room, frozenset({name.lower()})),
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
        )
        uvicorn.Server(config).run(sockets=[listening])
