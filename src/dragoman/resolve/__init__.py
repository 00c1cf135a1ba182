"""Mentions to actors and dates inside one report; drafts to final records."""

from dragoman.resolve.report import resolve

__all__ = ["resolve"]
