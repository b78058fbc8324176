"""Parse RSS into a tree of elements, safely even for hostile documents.

A DOCTYPE is rejected before its declarations take effect, no external resource is fetched, and the
number of bytes, elements and attributes and the depth of nesting are limited. The document is
parsed in one call. Slips of hosting services that leave no doubt are tolerated: white space before
the XML declaration, and prefixes without a declaration.
"""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from xml.parsers import expat

import attrs

from ..errors import FeedError
from ..messages import DOWNLOAD, is_address, printable
from ..syntax import position_at, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ELEMENTS: Final = 200_000
MAX_ATTRIBUTES: Final = 100
# Maximum number of characters in the text of an element: notes may have 1 MiB, and more as HTML.
MAX_TEXT: Final = 8 * 1024 * 1024
# Maximum number of characters in the attributes of an element.
MAX_ATTRIBUTE_TEXT: Final = 1024 * 1024

# The document itself (str or bytes), or the path of a file.
FeedSource: TypeAlias = str | bytes | PathLike[str]

_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANK: Final = b" \t\r\n"
# Elements that contain elements; inside any other, child elements are markup within its text.
_CONTAINERS: Final = frozenset(
    {"rss", "channel", "item", "image", "itunes:owner", "itunes:category", "atom:contributor"}
)

# Prefixes by namespace, in the spellings that different hosts use: in lower case, without the
# scheme and a final slash.
_NAMESPACES: Final = {
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "www.w3.org/2005/atom": "atom",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/rss/1.0/modules/content": "content",
    "backend.userland.com/rss2": "",
}
# Characters that a message shows on either side of an error.
_SHOWN: Final = 30
# Maximum number of characters of a text that may be a path passed by mistake.
_MAX_PATH: Final = 255


@attrs.define
class Element:
    """An XML element, named like ``itunes:season`` whatever prefix the feed itself uses."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = attrs.field(factory=list["Element"])
    text: str = ""

    def find_all(self, *names: str) -> Iterator[Element]:
        """Yield the children with one of these names, in the order of the names."""
        return (child for name in names for child in self.children if child.name == name)

    def find_text(self, *names: str) -> str:
        """Return the first non-empty text of a child with one of these names, or ``""``."""
        texts = (" ".join(child.text.split()) for child in self.find_all(*names))
        return next((text for text in texts if text), "")


def name_of(feed: FeedSource) -> str:
    """Return what messages call a feed: its path, or ``feed``."""
    return "feed" if isinstance(feed, (str, bytes)) else printable(fspath(feed))


def parse(document: bytes, encoding: str | None = None, file: str = "feed") -> Element:
    """Return the root element of a document.

    Args:
        document: the document.
        encoding: overrides the encoding that the document declares.
        file: the name of the document, for messages.

    Raises:
        FeedError: the document is not valid XML or exceeds a limit.
    """
    if len(document) > MAX_BYTES:
        raise FeedError(f"the feed has more than {MAX_BYTES:,} bytes", 1, 1, file)
    return _TreeBuilder(document, encoding, file).parse()


def read(feed: FeedSource) -> Element:
    """Return the root element of a feed.

    Raises:
        FeedError: the feed cannot be opened, is not valid XML, or exceeds a limit.
    """
    if isinstance(feed, str):
        if feed and "<" not in feed and feed.isprintable() and len(feed) <= _MAX_PATH:
            raise FeedError(_explain_path(feed), 0, 0)
        text = feed.removeprefix("\ufeff")
        try:
            return parse(text.encode(), "utf-8")
        except UnicodeEncodeError as error:
            message = "invalid Unicode: lone surrogate"
            raise FeedError(message, *position_at(text, error.start)) from None
    if isinstance(feed, bytes):
        return parse(feed)
    where: object = getattr(feed, "__fspath__", lambda: None)()
    if not isinstance(where, str):
        raise wrong_kind("a feed or its path", feed)
    name, path = name_of(feed), Path(feed)
    try:
        # The end of a pipe or a device might never come.
        neither = path.exists() and not path.is_file() and not path.is_dir()
        document = b"" if neither else _read_bytes(path)
    except FileNotFoundError:
        raise FeedError(f"{name}: there is no such file", 0, 0, name) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FeedError(f"{name}: {reason}", 0, 0, name) from None
    if neither:
        raise FeedError(f"{name}: this is neither a file nor a folder", 0, 0, name)
    return parse(document, file=name)


def _explain_path(text: str) -> str:
    """Return what to pass instead of a path or an address that is a text."""
    if is_address(text):
        return f'"{text}" is an address; {DOWNLOAD} as a pathlib.Path'
    return f'expected a feed or its path, found "{text}"; pass pathlib.Path("{text}")'


def _read_bytes(path: Path) -> bytes:
    """Return a file's bytes, up to one more than the limit."""
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


class _TreeBuilder:
    """Builds the tree of a document from the events of expat."""

    def __init__(self, document: bytes, encoding: str | None, file: str) -> None:
        # White space may precede anything but an XML declaration.
        blank, start, rest = document.removeprefix(codecs.BOM_UTF8).partition(b"<?xml")
        if start and not blank.strip(_BLANK):
            document = start + rest
        else:
            blank = b""
        *lines, last = (blank + start).splitlines() or (b"",)
        self.skipped = len(lines), len(last) - len(start)
        self.document = document
        self.file = file
        self.open: list[Element] = []
        self.roots: list[Element] = []
        self.texts: list[list[str]] = []
        self.sizes: list[int] = []
        self.scopes: list[dict[str, str]] = []
        self.count = 0
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start_element
        self.parser.EndElementHandler = self.end_element
        self.parser.CharacterDataHandler = self.add_text

    def parse(self) -> Element:
        """Parse the document and return its root element."""
        try:
            self.parser.Parse(self.document, True)  # noqa: FBT003 -- expat's isfinal
        except expat.ExpatError as error:
            raise self.error_here(self.explain(expat.ErrorString(error.code))) from None
        except FeedError:
            raise
        except (LookupError, ValueError) as error:
            raise self.error_here(f"the declared encoding is not supported: {error}") from None
        return self.roots[0]

    def refuse_doctype(self, *_: object) -> None:
        """Reject a DOCTYPE, which could declare entities."""
        raise self.error_here("a DOCTYPE is not allowed in a feed")

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise self.error_here(f"the feed has more than {MAX_ELEMENTS:,} elements")
        if len(self.open) >= MAX_DEPTH:
            raise self.error_here(f"elements are nested more than {MAX_DEPTH} levels deep")
        if len(attributes) > MAX_ATTRIBUTES:
            raise self.error_here(f"the element has more than {MAX_ATTRIBUTES} attributes")
        if len(name) + sum(map(len, attributes.values())) > MAX_ATTRIBUTE_TEXT:
            raise self.error_here(
                f"the attributes of an element have more than {MAX_ATTRIBUTE_TEXT:,} characters"
            )
        self.scopes.append(_declared(attributes))
        element = Element(self.resolve(name), attributes, *self.position())
        if not self.open:
            self.roots.append(element)
        elif self.open[-1].name in _CONTAINERS:
            self.open[-1].children.append(element)
        self.open.append(element)
        self.texts.append([])
        self.sizes.append(0)

    def end_element(self, _: str) -> None:
        """Close an element; if it is markup within text, pass its text to its parent."""
        element = self.open.pop()
        element.text = "".join(self.texts.pop())
        self.sizes.pop()
        self.scopes.pop()
        if self.open and self.open[-1].name not in _CONTAINERS:
            self.add_text(element.text)

    def add_text(self, text: str) -> None:
        """Add text to the open element; text between the children of a container is ignored."""
        if self.open[-1].name in _CONTAINERS:
            return
        self.sizes[-1] += len(text)
        if self.sizes[-1] > MAX_TEXT:
            message = f"the element has more than {MAX_TEXT:,} characters of text"
            raise FeedError(message, self.open[-1].line, self.open[-1].column, self.file)
        self.texts[-1].append(text)

    def resolve(self, name: str) -> str:
        """Return a name with its fixed prefix: ``itunes:season``; ``title`` has none."""
        given, _, local = name.rpartition(":")
        scopes = (scope[given] for scope in reversed(self.scopes) if given in scope)
        prefix = next(scopes, given)  # the usual prefixes need no declaration
        return f"{prefix}:{local}" if prefix else local

    def explain(self, problem: str) -> str:
        """Return what expat finds wrong, with the text around it and what to do about it."""
        index = self.parser.ErrorByteIndex
        before = _decode(self.document[max(0, index - 4 * _SHOWN) : index])
        after = _decode(self.document[index : index + 4 * _SHOWN])
        before = before.removeprefix("\ufeff").rpartition("\n")[2]
        after = after.partition("\n")[0].removeprefix("\ufeff")
        hint = "correct the file, or ask the feed's host to fix it"
        entity = re.match(r"&(\w+);", after)
        if re.search(r"&\w*$", before):
            problem, hint = 'a bare "&"', 'write "&amp;" instead'
        elif entity and problem == "undefined entity":
            problem = f'the entity "{entity[0]}" is not defined in XML'
            code = name2codepoint.get(entity[1])
            hint = f'write "&#{code};" instead' if code else hint
        shown = printable(f"{before[-_SHOWN:]}{after[:_SHOWN]}".strip())
        where = f" in: {shown}" if shown else ""
        return f"invalid XML: {problem}{where}; {hint}"

    def error_here(self, message: str) -> FeedError:
        """Return an error at the current position."""
        return FeedError(message, *self.position(), self.file)

    def position(self) -> tuple[int, int]:
        """Return the current line and column, both from 1."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        has_bom = line == 1 and self.document.startswith(_BOMS)
        lines, columns = self.skipped
        return line + lines, column + 1 - has_bom + (columns if line == 1 else 0)


def _decode(part: bytes) -> str:
    """Return a part of a document for a message; nothing if it is in UTF-16."""
    return "" if b"\0" in part else part.decode(errors="ignore")


def _declared(attributes: dict[str, str]) -> dict[str, str]:
    """Return the prefixes that an element declares, each with our own prefix for it."""
    declared: dict[str, str] = {}
    for name, address in attributes.items():
        if name == "xmlns" or name.startswith("xmlns:"):
            prefix = name[len("xmlns:") :]
            known = _NAMESPACES.get(address.lower().partition("://")[2].rstrip("/"))
            other = "?" if prefix in {"", *_NAMESPACES.values()} else prefix
            declared[prefix] = other if known is None else known
    return declared
