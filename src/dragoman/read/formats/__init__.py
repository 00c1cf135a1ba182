"""The formats that reports come in, each told by its content first and its name second.

Every format turns a stream into parts; a part is one report that is not yet read, so that what
a case holds already costs nothing, and one broken part does not take the others with it.
"""

from dragoman.read.formats.parts import Part, open_input, parts_of

__all__ = ["Part", "open_input", "parts_of"]
