"""From files, pages and rows to clean, dated reports whose offsets hold."""

from dragoman.read.door import read_paths, read_text
from dragoman.read.records import Failure, Known, Loaded, Skipped

__all__ = ["Failure", "Known", "Loaded", "Skipped", "read_paths", "read_text"]
