"""Mentions to actors and dates inside one report; drafts to final records."""
