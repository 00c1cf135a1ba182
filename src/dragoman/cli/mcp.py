"""``dragoman mcp``: the case as tools of a language model's client."""

from __future__ import annotations

from typing import Final

from dragoman.cli.options import CasePath

EXAMPLES: Final = """\b
Examples
  dragoman mcp case.db

A client starts this itself and speaks to it over standard input and output.

\b
In the client's settings
  {"mcpServers": {"case": {"command": "dragoman",
                           "args": ["mcp", "/path/to/case.db"]}}}

It only reads. It needs: pip install "dragoman[mcp]"."""


def mcp(case: CasePath) -> None:
    """Serve the case to a language model as read-only tools (MCP).

    Reports, happenings, statements, figures, differences and forecasts, each with ids and quotes
    to cite. Ends when the client hangs up.
    """
    # Imported here: the protocol's library is an extra, and only this command needs it.
    from dragoman.mcp.server import serve_stdio

    serve_stdio(case)
