"""Write all pages that are generated: ``python -m docs.generate``."""

from __future__ import annotations

from docs.generate import cli, export, index, schema, tutorial

if __name__ == "__main__":
    for page in (cli, schema, export, tutorial, index):
        page.main()
