"""Reads news reports about states into a ledger of evidence."""
