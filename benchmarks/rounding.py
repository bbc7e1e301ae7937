"""Figures as texts: two digits that count, and the unit."""

from __future__ import annotations

from math import floor, log10

__all__ = ["number", "rate", "seconds", "times", "two_digits"]


def rate(value: float) -> str:
    return f"{two_digits(value):,.0f}"


def times(ratio: float) -> str:
    return f"{number(ratio)} ×"


def seconds(value: float) -> str:
    return f"{number(value)} s"


def number(value: float) -> str:
    """Return the number with two digits that count, or one below a tenth."""
    rounded = two_digits(value)
    return f"{rounded:,.{max(0, _decimals(rounded))}f}"


def two_digits(value: float) -> float:
    return round(value, _decimals(value))


def _decimals(value: float) -> int:
    if not value:
        return 0
    return (1 if abs(value) >= 0.1 else 0) - floor(log10(abs(value)))
