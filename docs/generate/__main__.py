"""Write all pages that are generated: ``python -m docs.generate``."""

from __future__ import annotations

from docs.generate import cli, export, formats, index, schema, tutorial

if __name__ == "__main__":
    for page in (cli, schema, export, formats, tutorial, index):
        page.main()
