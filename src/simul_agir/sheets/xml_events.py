"""XML as a stream of elements, within bounds: depth, number of elements, no entities of its own."""

from __future__ import annotations

from xml.parsers import expat

from simul_agir.sheets.book import Unreadable

DEEPEST = 64
MOST_ELEMENTS = 4_000_000  # of a file


class Elements:
    """How many elements of a file may still be read."""

    def __init__(self) -> None:
        self.left = MOST_ELEMENTS


class Events:
    """Reads one XML text from its beginning to its end; what it makes of the elements, its kinds say.

    Names come without their namespace, which is `space` while an element begins. depth: of the element that begins or ends.
    """

    def __init__(self, form: str, elements: Elements | None = None) -> None:
        self._form, self._elements = form, elements or Elements()
        self.depth, self.space = 0, ""
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self._entity

    @property
    def line(self) -> int:
        """The line that is being read."""
        return int(self.parser.CurrentLineNumber)

    def read(self, content: bytes) -> None:
        """Reads it all. Unreadable where it is no XML or beyond a bound."""
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            why = expat.errors.messages.get(error.code, "")
            raise Unreadable("xml", error.lineno, format=self._form, why=why) from error
        except (ValueError, LookupError) as error:  # of an encoding that nobody knows
            raise Unreadable(
                "xml", None, format=self._form, why=expat.errors.XML_ERROR_UNKNOWN_ENCODING
            ) from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; the names of its attributes come without their namespaces."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text within the element that began last and has not ended."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._elements.left -= 1
        if self.depth > DEEPEST:
            raise Unreadable("xml_deep", self.line, most=DEEPEST)
        if self._elements.left < 0:
            raise Unreadable("size_elements", self.line, most=MOST_ELEMENTS)
        self.space, _, local = name.rpartition("}")
        self.start(
            local,
            {key.rpartition("}")[2]: value for key, value in attributes.items()}
            if attributes
            else attributes,
        )

    def _end(self, name: str) -> None:
        self.end(name.rpartition("}")[2])
        self.depth -= 1

    def _entity(self, *_: object) -> None:
        raise Unreadable("xml_entities", self.line)


def whole(text: str | None, usual: int, lowest: int, highest: int) -> int | None:
    """The whole number of an attribute, `usual` where there is none; None where it is none within these bounds."""
    if text is None:
        return usual
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        return None
    value = int(text)
    return value if lowest <= value <= highest else None
