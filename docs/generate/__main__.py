"""Write all pages that are generated: ``python -m docs.generate``."""

from __future__ import annotations

from docs.generate import accuracy, cli, export, formats, index, licences, manual, schema, tutorial

if __name__ == "__main__":
    for page in (cli, schema, export, formats, manual, accuracy, licences, tutorial, index):
        page.main()
