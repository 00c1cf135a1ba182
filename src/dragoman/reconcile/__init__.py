"""Across reports: copies, happenings, accounts, origins, differences, outcomes."""
