"""Text as XML holds it, and rows of values as XML, fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graphkit.export.values import FORBIDDEN, value_text
from graphkit.graph.table import Scalar

__all__ = ["RowWriter", "xml_attribute", "xml_content"]

_REFERENCES = {character: f"&#{ord(character)};" for character in "\t\n\r"}
_NOT_IN_CONTENT = re.compile(f"[\r{FORBIDDEN}]")
_NOT_IN_ATTRIBUTES = re.compile(f"[\t\n\r{FORBIDDEN}]")
_NUMBERS = frozenset({int, float})


def xml_content(text: str) -> str:
    """Return the text as the content of an element, U+FFFD for what XML or its readers refuse.

    Nothing is escaped that need not be: Gephi drops a space that stands alone between two
    references, as in ``&quot; &quot;``, and a line break that is one.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    if text.isprintable():  # no character that XML refuses is
        return text
    # A bare carriage return would be read as a line feed.
    return _NOT_IN_CONTENT.sub(_reference, text)


def xml_attribute(text: str) -> str:
    """Return the text as an attribute in double quotes, U+FFFD for what XML or its readers refuse.

    Bare line breaks and tabs would be read as spaces.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text if text.isprintable() else _NOT_IN_ATTRIBUTES.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES.get(found[0], "\ufffd")


class RowWriter:
    """Turns rows of values into XML by one template for each set of names that occurs."""

    def __init__(self, elements: Mapping[str, str], escape: Callable[[str], str]) -> None:
        """Take for each name the element that holds its value, with ``{}`` in the value's place.

        ``escape`` is ``xml_content`` or ``xml_attribute``, as the elements need it.
        """
        self._elements = {
            name: element.replace("%", "%%").replace("{}", "%s")
            for name, element in elements.items()
        }
        self._templates: dict[tuple[str, ...], str] = {}
        self._written = _Written(escape)

    def text(self, values: Mapping[str, Scalar]) -> str:
        """Return the elements of the values; a name without an element is passed over."""
        names = tuple(values)
        template = self._templates.get(names)
        if template is None:
            # "%.0s" takes a value and prints nothing of it.
            template = "".join([self._elements.get(name, "%.0s") for name in names])
            self._templates[names] = template
        written = self._written
        return template % tuple(
            [value if type(value) in _NUMBERS else written[value] for value in values.values()]
        )


class _Written(dict[Scalar, str]):
    """Texts and booleans -> how XML writes them; short texts, which come again, are kept."""

    _MOST = 2**12  # texts
    _LONGEST = 60  # characters

    def __init__(self, escape: Callable[[str], str]) -> None:
        super().__init__()
        self._escape = escape

    def __missing__(self, value: Scalar) -> str:
        written = self._escape(value) if isinstance(value, str) else value_text(value)
        if len(written) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[value] = written
        return written
