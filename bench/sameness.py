"""Is the output the same to the last byte as before a change that was to make it faster?

    python -m bench.sameness --write FILE      before the change
    python -m bench.sameness --against FILE    after it; names the reports that differ

Codes and reconciles the sample reports, the five reports of the first case and the first reports
of the development corpus by hash (200 unless told), and keeps a SHA-256 of each coded report as
JSON and one of the reconciliation of them all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import DATA, ROOT, one_thread, rows

one_thread()

TOGETHER = "the reconciliation"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--reports", type=int, default=200, help="reports of the corpus")
    parser.add_argument("--write", type=Path, help="keep the digests in this file")
    parser.add_argument("--against", type=Path, help="compare with the digests in this file")
    options = parser.parse_args()
    found = digests(options)
    records = sum(1 for name in found if name != TOGETHER)
    if options.write:
        options.write.write_text(json.dumps(found, indent=1), encoding="utf-8")
    whole = hashlib.sha256(json.dumps(found).encode()).hexdigest()
    print(f"sameness: {records} reports, digest of all {whole[:16]}")
    if not options.against:
        return 0
    before = json.loads(options.against.read_text(encoding="utf-8"))
    other = [name for name in {**before, **found} if before.get(name) != found.get(name)]
    print(f"  reports that differ     {len(other)} of {len(found)}")
    for name in other:
        print(f"    {name}")
    return 1 if other else 0


def digests(options: argparse.Namespace) -> dict[str, str]:
    """SHA-256 of each coded report as JSON by where it was read, and of the reconciliation."""
    from dragoman.chain import code_reports
    from dragoman.lexicon import load_lexicon
    from dragoman.model import to_json
    from dragoman.reconcile import reconcile

    lexicon = load_lexicon()
    coded = list(code_reports(reports(options, lexicon), lexicon))
    found = {one.report.location: digest(to_json(one)) for one in coded}
    return {**found, TOGETHER: digest(to_json(reconcile(coded, lexicon)))}


def reports(options: argparse.Namespace, lexicon: Any) -> Iterator[Any]:
    """The reports of the three sets, read."""
    from dragoman.read import Loaded, read_paths, read_text

    # Relative, since a location is part of a record and its id.
    os.chdir(ROOT)
    folders = ["samples/reports", "../shared/reports"]
    for one in read_paths([path for path in folders if Path(path).exists()], lexicon):
        if isinstance(one, Loaded):
            yield one.report
    for row in islice(rows(options)[0], options.reports):
        told = {key: row.get(key, "") for key in ("title", "date", "publisher", "url")}
        yield read_text(row["text"], lexicon, location=row["id"], **told)


def digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
