"""RSS as a tree of elements, read so that no document can do harm.

A DOCTYPE is refused before anything in it can act, nothing outside is fetched, and bytes, depth,
elements and attributes are limited. The document is parsed in one call.
"""

from __future__ import annotations

import codecs
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from xml.parsers import expat

import attrs

from ..errors import FeedError
from ..syntax import position_at

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ELEMENTS: Final = 200_000
MAX_ATTRIBUTES: Final = 100
MAX_TEXT: Final = 1024 * 1024
"""So many characters of one element, or of the attributes of one; the longest notes have fewer."""

FeedSource: TypeAlias = str | bytes | PathLike[str]
"""The document itself (``str`` or ``bytes``), or the path of a file."""

_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTAINERS: Final = frozenset({"rss", "channel", "item", "image"})
"""What holds elements; inside all others, elements are mark-up that stands in a text."""

_NAMESPACES: Final = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
}
"""Namespaces by their address in lower case, as the feeds of several hosts spell them."""


@attrs.define
class Element:
    """One element: ``itunes:season`` in whatever way the feed spells the namespace."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = attrs.field(factory=list["Element"])
    text: str = ""

    def all(self, *names: str) -> Iterator[Element]:
        """Give the children with one of these names, in the order of the names."""
        return (child for name in names for child in self.children if child.name == name)

    def first(self, *names: str) -> str:
        """Return the text of the first child with one of these names that has any."""
        texts = (" ".join(child.text.split()) for child in self.all(*names))
        return next((text for text in texts if text), "")


def parse(document: bytes, encoding: str | None = None) -> Element:
    """Return the root element of a document.

    Args:
        document: the document.
        encoding: its encoding, whatever it declares; ``None`` for the one that it declares.

    Raises:
        FeedError: the document is no XML, or more than a feed would be.
    """
    if len(document) > MAX_BYTES:
        raise FeedError(f"the feed has more than {MAX_BYTES:,} bytes", 1, 1)
    return _Reading(document, encoding).root()


def read(feed: FeedSource) -> Element:
    """Return the root element of a feed.

    Raises:
        FeedError: it cannot be opened, is no XML, or is more than a feed would be.
    """
    if isinstance(feed, str):
        text = feed.removeprefix("\ufeff")
        try:
            return parse(text.encode(), "utf-8")
        except UnicodeEncodeError as error:
            message = "half a character stands here (a lone surrogate)"
            raise FeedError(message, *position_at(text, error.start)) from None
    if isinstance(feed, bytes):
        return parse(feed)
    try:
        with Path(feed).open("rb") as stream:
            document = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FeedError(f"{fspath(feed)}: {reason}", 0, 0) from None
    return parse(document)


class _Reading:
    """One document under way."""

    def __init__(self, document: bytes, encoding: str | None) -> None:
        self.document = document
        self.open: list[Element] = []
        self.found: list[Element] = []
        self.texts: list[list[str]] = []
        self.sizes: list[int] = []
        self.count = 0
        self.parser = expat.ParserCreate(encoding, " ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def root(self) -> Element:
        """Parse the whole document in one call."""
        try:
            self.parser.Parse(self.document, True)  # noqa: FBT003 -- the last piece, as expat has it
        except expat.ExpatError as error:
            raise self.error(f"not readable as XML: {expat.ErrorString(error.code)}") from None
        except FeedError:
            raise
        except (LookupError, ValueError) as error:
            raise self.error(f"not readable in its encoding: {error}") from None
        return self.found[0]

    def doctype(self, *_: object) -> None:
        """Refuse what could declare entities."""
        raise self.error("a DOCTYPE is not allowed in a feed")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise self.error(f"the feed has more than {MAX_ELEMENTS:,} elements")
        if len(self.open) >= MAX_DEPTH:
            raise self.error(f"elements stand more than {MAX_DEPTH} deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise self.error(f"the element has more than {MAX_ATTRIBUTES} attributes")
        if len(name) + sum(map(len, attributes.values())) > MAX_TEXT:
            raise self.error(f"the attributes of an element have more than {MAX_TEXT:,} characters")
        element = Element(_short(name), attributes, *self.position())
        if not self.open:
            self.found.append(element)
        elif self.open[-1].name in _CONTAINERS:
            self.open[-1].children.append(element)
        self.open.append(element)
        self.texts.append([])
        self.sizes.append(0)

    def end(self, _: str) -> None:
        """Close an element; one that is mark-up leaves its text to the one around it."""
        element = self.open.pop()
        element.text = "".join(self.texts.pop())
        self.sizes.pop()
        if self.open and self.open[-1].name not in _CONTAINERS:
            self.characters(element.text)

    def characters(self, text: str) -> None:
        """Keep text for the element that is open; between elements stands nothing to keep."""
        if self.open[-1].name in _CONTAINERS:
            return
        self.sizes[-1] += len(text)
        if self.sizes[-1] > MAX_TEXT:
            message = f"the element has more than {MAX_TEXT:,} characters of text"
            raise FeedError(message, self.open[-1].line, self.open[-1].column)
        self.texts[-1].append(text)

    def error(self, message: str) -> FeedError:
        """Return an error for the place that was reached."""
        return FeedError(message, *self.position())

    def position(self) -> tuple[int, int]:
        """Return the line and column that were reached, both from 1."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        marked = line == 1 and self.document.startswith(_BOMS)
        return line, column + 1 - marked


def _short(name: str) -> str:
    """Return ``itunes:season`` for a name in a known namespace, ``title`` for one in none."""
    address, _, local = name.rpartition(" ")
    if not address:
        return local
    prefix = _NAMESPACES.get(address.lower().rstrip("/"), _NAMESPACES.get(address.lower(), "?"))
    return f"{prefix}:{local}"
