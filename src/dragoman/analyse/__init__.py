"""Derived views of a case: exchange ledger, timeline, scenario board. No state."""
