"""The case: records to and from one SQLite file; the one place that holds SQL."""

from dragoman.case.records import Hit, Run, StoredFailure
from dragoman.case.store import Case
from dragoman.case.view import CaseView, load_view, view_of

__all__ = ["Case", "CaseView", "Hit", "Run", "StoredFailure", "load_view", "view_of"]
