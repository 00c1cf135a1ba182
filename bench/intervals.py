"""Shares with their intervals, as the sheets that were read by hand are scored."""

from __future__ import annotations

from typing import Final

Z: Final = 1.96


def wilson(right: int, total: int) -> str:
    """A share with its 95 % interval (Wilson 1927)."""
    if not total:
        return "-"
    share = right / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    spread = Z * (share * (1 - share) / total + Z * Z / (4 * total * total)) ** 0.5
    spread /= 1 + Z * Z / total
    return f"{share:.3f} [{middle - spread:.3f}, {middle + spread:.3f}] ({right}/{total})"
