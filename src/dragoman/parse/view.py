"""The last step of the parser's view: same length as the mended text, so offsets carry over.

The model was trained on plain ASCII punctuation: with curly quotes its sentence splitter and
its tagger lose accuracy, so each such character is mapped to one plain character.
"""

from __future__ import annotations

from typing import Final

ONE_TO_ONE: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u2032": "'",
        "\u00b4": "'",
        "\u0060": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2033": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2015": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
    }
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)


def parser_view(text: str) -> str:
    """Map curly quotes, odd dashes, odd spaces and full-width forms one to one to plain ones."""
    return text.translate(ONE_TO_ONE)
