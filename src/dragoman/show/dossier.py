"""The dossier."""

from dragoman.show.lookup import Lookup


def dossier_html(lookup: Lookup, title: str = "") -> str:
    """Stub."""
    return ""
