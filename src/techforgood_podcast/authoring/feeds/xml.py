"""Parse RSS into a tree of elements, safely even for hostile documents.

A DOCTYPE is rejected before its declarations take effect, no external resource is fetched, and the
number of bytes, elements and attributes and the depth of nesting are limited. The document is
parsed in one call. Slips of hosting services that leave no doubt are tolerated: white space before
the XML declaration, prefixes without a declaration and, on request, bare ampersands and whatever
stands after the root element.
"""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from xml.parsers import expat

import attrs

from ...errors import FeedError, Message, Problem, Remedy
from ...quoting import DOWNLOAD, is_address, join_hint, printable
from ...reading.folders import NEITHER, suggest_path
from ...syntax import position_at, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ELEMENTS: Final = 200_000
MAX_ATTRIBUTES: Final = 100
# Maximum number of characters in the text of an element: notes may have 1 MiB, and more as HTML.
MAX_TEXT: Final = 8 * 1024 * 1024
# Maximum number of characters in the attributes of an element.
MAX_ATTRIBUTE_TEXT: Final = 1024 * 1024
# The document itself (str or bytes), or the path of a file; a text without a "<" is a path.
FeedSource: TypeAlias = str | bytes | PathLike[str]
_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANK: Final = b" \t\r\n"
_YAML: Final = {".yaml", ".yml"}
# Elements that contain elements; inside any other, child elements are markup within its text.
_CONTAINERS: Final = frozenset(
    {
        "rss",
        "channel",
        "item",
        "image",
        "itunes:owner",
        "itunes:category",
        "atom:contributor",
        "podcast:podroll",
        "podcast:publisher",
        "psc:chapters",
    }
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
    "purl.org/syndication/history/1.0": "fh",
    "podlove.org/simple-chapters": "psc",
    "backend.userland.com/rss2": "",
}
RSS: Final = "download the RSS feed of the show"
"""What to do with what is no RSS feed."""
JSON: Final = "a JSON file"
"""What messages call a document that may be a catalogue."""
# What people pass in place of a feed: how it begins, what it is, and what to do.
_OTHERS: Final = (
    (r"\x1f\x8b|BZh|\xfd7zXZ|PK\x03\x04|\x28\xb5\x2f\xfd", "a compressed file", "unpack it"),
    (
        r"(?i:<!doctype\s+html|<html)\b",
        "a web page",
        'find the address of the feed on it, often under "RSS", and download that',
    ),
    (r"\{[^<]*jsonfeed\.org", "a JSON Feed", RSS),
    (r"[{\[]", JSON, RSS),
    # ID3 and frames of MP3 or AAC; Ogg, FLAC, WAV; MP4.
    (r"ID3|\xff[\xe2-\xfb]|OggS|fLaC|RIFF|(?s:....)ftyp", "an audio or video file", RSS),
)
# What expat says of a document that ends too soon.
_CUT_OFF: Final = frozenset(
    {"no element found", "partial character", "unclosed CDATA section", "unclosed token"}
)
_RECOVER: Final = (", or pass ", Remedy("recover", value=True))
# Bytes before and after an error of which a message shows what is on its line.
_AROUND: Final = 120
# Bytes of a file that are read at once.
_PART: Final = 1024 * 1024
# Bytes at the start of a document that tell what it is.
_HEAD: Final = 4096
# Maximum number of characters of a text that may be a path.
_MAX_PATH: Final = 4096
# Maximum number of ampersands that are mended in a file; a file with more is refused.
_MAX_MENDED: Final = 10_000
# What may hold anything, to its end or that of the file: CDATA, a comment, an instruction.
_OPAQUE: Final = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
# An ampersand that begins no reference.
_BARE: Final = re.compile(
    rf"{_OPAQUE}|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)", re.DOTALL
)
# The end of a feed, and what may stand after it.
_END: Final = re.compile(rf"{_OPAQUE}|(</rss\s*>)", re.DOTALL)
_MISCELLANEOUS: Final = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.ASCII | re.DOTALL)
# Characters that a message shows on either side of a position.
_LETTERS_AROUND: Final = 30


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


class Reader:
    """Reads feeds one after another; the limits are on all of them together.

    Attributes:
        mended: a warning for each thing that was mended.
    """

    def __init__(self, *, recover: bool = False, max_bytes: int | None = None) -> None:
        self.recover = recover
        self.max_bytes: int = MAX_BYTES if max_bytes is None else max_bytes
        self.max_elements: int = max(MAX_ELEMENTS, MAX_ELEMENTS * self.max_bytes // MAX_BYTES)
        self.bytes: int = 0
        self.elements: int = 0
        self.mended: list[Problem] = []

    def read(self, feed: FeedSource, name: str) -> Element:
        """Return the root element of a feed.

        Args:
            feed: the feed.
            name: what messages call it.

        Raises:
            FeedError: the feed cannot be opened, is not valid XML, or exceeds a limit.
        """
        if isinstance(feed, str) and not _is_path(feed):
            text = feed.removeprefix("\ufeff")
            try:
                return self.parse(text.encode(), name, "utf-8")
            except UnicodeEncodeError as error:
                message = "invalid Unicode: lone surrogate"
                raise FeedError(message, *position_at(text, error.start), name) from None
        if isinstance(feed, bytes):
            return self.parse(feed, name)
        if isinstance(feed, str) and is_address(feed):
            raise FeedError(f'"{feed}" is an address; {DOWNLOAD}', 0, 0)
        path = Path(feed)
        try:
            # The end of a pipe or a device might never come.
            is_other = path.exists() and not path.is_file()
            document = b"" if is_other else self.read_bytes(path)
        except FileNotFoundError:
            message = join_hint(f"{name}: there is no such file", suggest_path(path))
            raise FeedError(message, 0, 0, name) from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise FeedError(f"{name}: {reason}", 0, 0, name) from None
        if is_other:
            is_folder = path.is_dir()
            found = "expected the file of an RSS feed, found a folder" if is_folder else NEITHER
            raise FeedError(f"{name}: {found}", 0, 0, name)
        if path.suffix.lower() in _YAML and not document.lstrip().startswith(b"<"):
            raise FeedError(f"{name}: this is a YAML file, not a feed", 0, 0, name)
        return self.parse(document, name)

    def read_bytes(self, path: Path) -> bytes:
        """Return a file's bytes; no more than a part beyond the limit, whatever its size."""
        left = self.max_bytes - self.bytes
        parts: list[bytes] = []
        with path.open("rb") as stream:  # read() would allocate as many bytes as it may read
            while left >= 0 and (part := stream.read(_PART)):
                parts.append(part)
                left -= len(part)
        return b"".join(parts)

    def parse(self, document: bytes, name: str, encoding: str | None = None) -> Element:
        """Return the root element of a document.

        Args:
            document: the document.
            name: what messages call it.
            encoding: overrides the encoding that the document declares.

        Raises:
            FeedError: the document is not valid XML or exceeds a limit.
        """
        self.bytes += len(document)
        if self.bytes > self.max_bytes:
            raise FeedError(_over(f"{self.max_bytes:,} bytes"), 1, 1, name)
        if other := find_other(document):
            found, advice = other
            raise FeedError(f"{name}: expected an RSS feed, found {found}; {advice}", 0, 0, name)
        mended: list[Problem] = []
        if self.recover:
            document, mended = _mend(document, name)
            self.mended += mended
        return _TreeBuilder(self, document, encoding, name, mended).parse()


def feed_name(feed: FeedSource, position: int | None = None) -> str:
    """Return what messages call a feed: its path, or ``feed``, with its position if it has one."""
    if isinstance(feed, str) and _is_path(feed):
        return feed
    if isinstance(feed, (str, bytes)):
        return "feed" if position is None else f"feed {position}"
    where: object = getattr(feed, "__fspath__", lambda: None)()
    if not isinstance(where, str):
        raise wrong_kind("a feed or its path", feed)
    return printable(where)


def find_other(document: bytes) -> tuple[str, str] | None:
    """Return what a document is that is no feed, and what to do; else ``None``.

    >>> find_other(b"")
    ('nothing', 'download it again')
    """
    head = document.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)[:_HEAD].decode("latin-1")
    start = next(_MISCELLANEOUS.finditer(head)).end()
    others = ((name, advice) for begun, name, advice in _OTHERS if re.match(begun, head[start:]))
    return next(others, None) if head else ("nothing", "download it again")


def _over(limit: str) -> Message:
    """Return what to say of a feed that exceeds a limit that can be raised."""
    more = f"the feed has more than {limit}; pass "
    return Message(more, Remedy("max_bytes"), " to allow more")


def _is_path(text: str) -> bool:
    """Return whether a text is a path or an address, and not a document."""
    return bool(text) and "<" not in text and text.isprintable() and len(text) <= _MAX_PATH


class _TreeBuilder:
    """Builds the tree of a document from the events of expat."""

    def __init__(
        self,
        reader: Reader,
        document: bytes,
        encoding: str | None,
        file: str,
        mended: Sequence[Problem],
    ) -> None:
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
        self.mended = mended
        self.reader = reader
        self.open: list[Element] = []
        self.roots: list[Element] = []
        self.texts: list[list[str]] = []
        self.sizes: list[int] = []
        self.scopes: list[dict[str, str]] = []
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
            raise self.explained(expat.ErrorString(error.code)) from None
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
        self.reader.elements += 1
        if self.reader.elements > self.reader.max_elements:
            raise self.error_here(_over(f"{self.reader.max_elements:,} elements"))
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
            raise self.error_at(message, self.open[-1].line, self.open[-1].column)
        self.texts[-1].append(text)

    def resolve(self, name: str) -> str:
        """Return a name with its fixed prefix: ``itunes:season``; ``title`` has none."""
        given, _, local = name.rpartition(":")
        scopes = (scope[given] for scope in reversed(self.scopes) if given in scope)
        prefix = next(scopes, given)  # the usual prefixes need no declaration
        return f"{prefix}:{local}" if prefix else local

    def explained(self, problem: str) -> FeedError:
        """Return an error of what expat finds wrong, with the text around it and what to do."""
        line, column = self.position()
        index = self.parser.ErrorByteIndex
        before = _decode(self.document[max(0, index - _AROUND) : index]).removeprefix("\ufeff")
        after = _decode(self.document[index : index + _AROUND]).removeprefix("\ufeff")
        hint: tuple[str | Remedy, ...] = ("correct the file, or ask the feed's host to fix it",)
        recover = () if self.reader.recover else _RECOVER
        entity = re.match(r"&(\w+);", after)
        if bare := re.search(r"&\w*$", before):
            column = max(column - len(bare[0]), 1)  # half of a character may look like one
            problem, hint = 'a bare "&"', ('write "&amp;" instead', *recover)
        elif entity and problem == "undefined entity":
            problem = f'the entity "{entity[0]}" is not defined in XML'
            code = name2codepoint.get(entity[1])
            hint = (f'write "&#{code};" instead', *recover) if code else hint
        elif problem == "junk after document element":
            problem, hint = "the feed goes on after its end", ("remove the rest", *recover)
        elif problem in _CUT_OFF and not _has_end(self.document):
            return self.error_at("the feed ends in the middle; download it again", line, column)
        shown = _excerpt(before, after)
        where = f" in: {shown}" if shown else ""
        return self.error_at(Message(f"invalid XML: {problem}{where}; ", *hint), line, column)

    def error_here(self, message: str) -> FeedError:
        """Return an error at the current position."""
        return self.error_at(message, *self.position())

    def error_at(self, message: str, line: int, column: int) -> FeedError:
        """Return an error at a position, which is one of the document before it was mended."""
        for problem in self.mended:
            if problem.line == line and problem.column < column:
                column -= len("amp;")
        return FeedError(message, line, column, self.file)

    def position(self) -> tuple[int, int]:
        """Return the current line and column, both from 1."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        has_bom = line == 1 and self.document.startswith(_BOMS)
        lines, columns = self.skipped
        return line + lines, column + 1 - has_bom + (columns if line == 1 else 0)


def _has_end(document: bytes) -> bool:
    """Return whether a document, in whatever encoding, ends as feeds do."""
    return document.replace(b"\0", b"").rstrip(_BLANK).endswith(b"</rss>")


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


def _mend(document: bytes, file: str) -> tuple[bytes, list[Problem]]:
    """Return a document without slips that leave no doubt, and a warning for each."""
    if b"\0" in document:  # UTF-16, in which the bytes of an ampersand may mean something else
        return document, []
    try:
        text, encoding = document.decode(), "utf-8"
    except UnicodeDecodeError:  # in any other encoding that expat reads, a character is a byte
        text, encoding = document.decode("latin-1"), "latin-1"
    text, cut = _cut_rest(text, file)
    text, escaped = _escape_ampersands(text, file)
    return text.encode(encoding), escaped + cut


def _cut_rest(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return a document without what stands after the feed, but for comments, and a warning."""
    end = max((found.end() for found in _END.finditer(text) if found[1]), default=len(text))
    start = next(_MISCELLANEOUS.finditer(text, end)).end()
    if start == len(text):
        return text, []
    line_start = text.rfind("\n", 0, start) + 1
    message = f'left out what stands after "</rss>": {_excerpt("", text[start:])}'
    column = start - (line_start or int(text.startswith("\ufeff"))) + 1
    return text[:end], [_mended(file, text.count("\n", 0, start) + 1, column, message)]


def _escape_ampersands(text: str, file: str) -> tuple[str, list[Problem]]:
    """Return a document in which bare ampersands are references, and a warning for each."""
    parts: list[str] = []
    mended: list[Problem] = []
    start, line, line_start = 0, 1, int(text.startswith("\ufeff"))
    for found in _BARE.finditer(text):
        if found[0] != "&":
            continue
        if len(mended) == _MAX_MENDED:
            break
        index = found.start()
        line += text.count("\n", start, index)
        line_start = max(line_start, text.rfind("\n", start, index) + 1)
        around = _excerpt(
            text[max(0, index - _LETTERS_AROUND) : index], text[index : index + _LETTERS_AROUND]
        )
        message = f'read "&" as "&amp;" in: {around}'
        mended.append(_mended(file, line, index - line_start + 1, message))
        parts += (text[start:index], "&amp;")
        start = found.end()
    parts.append(text[start:])
    return "".join(parts), mended


def _mended(file: str, line: int, column: int, message: str) -> Problem:
    return Problem(
        file=file, line=line, column=column, path="", message=message, severity="warning"
    )


def _excerpt(before: str, after: str) -> str:
    """Return what is around a position, on its line."""
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    return printable(f"{before[-_LETTERS_AROUND:]}{after[:_LETTERS_AROUND]}".strip())
