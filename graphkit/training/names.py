"""Names of countries and demonyms for swapping mentions while training."""

from __future__ import annotations

__all__ = ["demonyms", "swap_pools"]


def swap_pools() -> dict[str, list[str]]:
    """Return names by kind (``LOC``) that training may put in the place of others."""
    import pycountry

    countries = [getattr(c, "common_name", c.name) for c in pycountry.countries]
    plain = [name.split(",")[0].split(" (")[0] for name in countries]
    return {"LOC": [name for name in plain if len(name.split()) <= 4]}


def demonyms() -> frozenset[str]:
    """Return lower-case words for nationalities and peoples."""
    from graphkit.resolve.countries import load_countries

    return frozenset(load_countries().demonyms)
