"""Damaged text, mended in a view with offsets into the original; the original stays as it is."""

from dragoman.mend.mending import Mending
from dragoman.mend.view import Edit, View
from dragoman.mend.wrapping import paragraphs, soft_breaks

__all__ = ["Edit", "Mending", "View", "paragraphs", "soft_breaks"]
