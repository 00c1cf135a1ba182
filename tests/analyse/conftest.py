"""The same small lexicon as the tests of reconciliation."""

from tests.reconcile.conftest import lexicon

__all__ = ["lexicon"]
