"""Write the reference of the command line from the command line itself.

``python -m docs.generate.cli`` writes docs/reference/cli.md.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from dragoman import errors
from dragoman.cli import app

PAGE = Path(__file__).resolve().parents[1] / "reference" / "cli.md"

HEAD = """\
# The command line

<!-- Written by docs/generate/cli.py from src/dragoman/cli; do not edit. -->

`dragoman COMMAND …`, or `python -m dragoman COMMAND …`. Rows go to standard output; progress,
notes and errors go to standard error. In a pipe, tables are as wide as `COLUMNS` says, else 80.
"""

ERRORS = """\
## Errors

An error is one line on standard error, `error CODE what is wrong - what to do about it`, and never
a traceback. Codes are stable: scripts may match on them.

| code | name | exit | |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    commands = dict(_flat(group))
    index = "\n".join(
        f"- [`{name}`](#dragoman-{name.replace(' ', '-')}): {_first(command)}"
        for name, command in commands.items()
    )
    parts = [
        HEAD,
        index + "\n",
        _block(group.epilog),
        *(_command(*one) for one in commands.items()),
    ]
    return "\n".join([*parts, ERRORS + _errors()])


def _flat(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name; groups stand for the commands in them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _flat(command, f"{before}{name} ")
        else:
            yield before + name, command


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    usage = " ".join(["dragoman", name, *(p.metavar or p.name for p in arguments)])
    lines = [f"## dragoman {name}", "", f"    {usage} [OPTIONS]", ""]
    lines += [_prose(command.help), "", "| | |", "|---|---|"]
    lines += [f"| `{p.metavar or p.name}` | {_cell(p.help)} |" for p in arguments]
    lines += [f"| {_names(p)} | {_cell(p.help)}{_default(p)} |" for p in options]
    return "\n".join([*lines, "", _block(command.epilog)])


def _names(option: Any) -> str:
    """``--limit N``, ``-n``: every name, the value named once."""
    takes = "" if option.is_flag else f" {_value(option)}"
    names = sorted(option.opts, key=len, reverse=True)
    return ", ".join([f"`{names[0]}{takes}`", *(f"`{name}`" for name in names[1:])])


def _value(option: Any) -> str:
    choices = getattr(option.type_descriptor, "choices", None)
    if choices and not option.metavar:
        return "\\|".join(getattr(choice, "value", str(choice)) for choice in choices)
    return option.metavar or "TEXT"


def _default(option: Any) -> str:
    default = option.default
    if option.is_flag or default in (None, "", []):
        return ""
    return f" Default: `{getattr(default, 'value', default)}`."


def _errors() -> str:
    rows = []
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.DragomanError) and not kind.__subclasses__():
            meaning = _cell((kind.__doc__ or "").splitlines()[0])
            rows.append(f"| {kind.code} | {kind.__name__} | {kind.exit_code} | {meaning} |")
    return "\n".join(sorted(rows)) + "\n"


def _first(command: Any) -> str:
    return (command.help or "").split("\n\n")[0].replace("\n", " ")


def _prose(text: str) -> str:
    return "\n\n".join(
        " ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n")
    )


def _block(epilog: str) -> str:
    """An epilog: a heading with indented lines becomes a code block, the rest prose."""
    parts = []
    for part in (epilog or "").replace("\b\n", "").split("\n\n"):
        title, _, rest = part.partition("\n")
        block = [line for line in rest.splitlines() if line.startswith("  ")]
        if block:
            tail = [line for line in rest.splitlines() if not line.startswith("  ")]
            code = textwrap.dedent("\n".join(block))
            parts.append(f"{title}:\n\n```text\n{code}\n```")
            parts.extend([" ".join(tail)] if tail else [])
        else:
            parts.append(" ".join(part.split()))
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")


if __name__ == "__main__":
    main()
