"""Text as XML holds it, in content and in attributes alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphkit.export.values import FORBIDDEN, value_text
from graphkit.graph.table import Scalar

__all__ = ["RowWriter", "xml_text"]

# Line breaks and tabs too: in attributes a reader would take them for spaces, and everywhere it
# would take a carriage return for a line feed.
_BREAKS = {character: f"&#{ord(character)};" for character in "\t\n\r"}
_UNPRINTABLE = re.compile(f"[\t\n\r{FORBIDDEN}]")
_NUMBERS = frozenset({int, float})


class _Written(dict[Scalar, str]):
    """Texts and booleans -> how XML writes them; short texts, which come again, are kept."""

    _MOST = 2**15  # texts
    _LONGEST = 60  # characters

    def __missing__(self, value: Scalar) -> str:
        written = xml_text(value) if isinstance(value, str) else value_text(value)
        if len(written) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[value] = written
        return written


def xml_text(text: str) -> str:
    """Return the text as XML holds it, in content and in attributes in double quotes.

    What XML or its readers refuse becomes U+FFFD.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;")
    if text.isprintable():  # no character that XML refuses is
        return text
    return _UNPRINTABLE.sub(lambda found: _BREAKS.get(found[0], "\ufffd"), text)


_written = _Written()


class RowWriter:
    """Turns rows of values into XML by one template for each set of names that occurs."""

    def __init__(self, elements: Mapping[str, str]) -> None:
        """Take for each name the element that holds its value, with ``{}`` in the value's place."""
        self._elements = {
            name: element.replace("%", "%%").replace("{}", "%s")
            for name, element in elements.items()
        }
        self._templates: dict[tuple[str, ...], str] = {}

    def text(self, values: Mapping[str, Scalar]) -> str:
        """Return the elements of the values; a name without an element is passed over."""
        names = tuple(values)
        template = self._templates.get(names)
        if template is None:
            # "%.0s" takes a value and prints nothing of it.
            template = "".join([self._elements.get(name, "%.0s") for name in names])
            self._templates[names] = template
        return template % tuple(
            [value if type(value) in _NUMBERS else _written[value] for value in values.values()]
        )
