"""Text in HTML and XML: escaped, or as publishers write their show notes, however they do."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from .folding import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = "[a-z0-9]+(?:-+[a-z0-9]+)*"
# An e-mail address, no character of which has a meaning in HTML.
MAILBOX = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+)", re.ASCII | re.IGNORECASE
)
# Longer runs of markup without an end are text.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|<!--[^<>]*>", re.IGNORECASE)
_VALUE = r"""\s*=\s*(?:"\s*([^"\s]+)|'\s*([^'\s]+)|([^"'\s]+))"""
_ADDRESSES = {
    name: re.compile(rf"(?<![\w-]){name}{_VALUE}", re.IGNORECASE) for name in ("href", "src")
}
# The address of a link in plain text, which is after the words.
_AFTER_LINK = re.compile(r" ?\(https?://[^\s()]*\)")
PARAGRAPHS = {
    *("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "hr"),
    *("article", "aside", "dl", "figure", "footer", "header", "main", "nav", "pre", "section"),
}
LINES = {"br", "tr", "dt", "dd", "figcaption"}
CELLS = {"td", "th"}
# Elements around whose text line breaks are no more than spaces.
_FLOWING = (PARAGRAPHS | LINES) - {"pre"}
# Elements whose text is not for readers.
_HIDDEN = {"script", "style"}
_LONGEST_TAG = 4_000
# Files in YAML may have 10,000 blanks in a row.
_REFUSED = re.compile(rf"{FORBIDDEN}|\r|[ \t\n]{{5000}}")
# A numeric escape of no character, with so many digits that Python may refuse to convert them.
_LONG_ESCAPE = re.compile(r"&#(?:\d{10,}|x[\da-f]{10,});?", re.ASCII | re.IGNORECASE)


def notes_text(text: str) -> str | None:
    r"""Return notes in HTML or plain text as plain text; ``None`` if nothing is left.

    Paragraphs are separated by an empty line. The address of a link follows its text.

    >>> notes_text('<p>Our oven</p><ul><li>A <a href="https://example.org/">mill</a></li></ul>')
    'Our oven\n\n- A mill (https://example.org/)'
    """
    text = unwrap_cdata(text)
    if flows(text):
        text = " ".join(text.split())
    text = unescape(_Flattener().flatten(text))
    text = re.sub(FORBIDDEN, " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None


def without_addresses(text: str) -> str:
    """Return the plain text of notes without the addresses that :func:`notes_text` writes.

    >>> without_addresses("A mill (https://example.org/), and salt")
    'A mill, and salt'
    """
    return _AFTER_LINK.sub("", text)


def unwrap_cdata(text: str) -> str:
    """Return a text without the marks of CDATA around it, which were escaped once too often.

    >>> unwrap_cdata("<![CDATA[Bread]]>"), unwrap_cdata("a[b[1]]>2")
    ('Bread', 'a[b[1]]>2')
    """
    if not text.lstrip().startswith("<![CDATA["):
        return text
    return text.replace("<![CDATA[", "").replace("]]>", "")


def unescape(text: str) -> str:
    """Replace the character references of HTML.

    >>> unescape("Pain &amp; sel &#99999999999;")
    'Pain & sel '
    """
    return html.unescape(_LONG_ESCAPE.sub("", text))


def escape_text(text: str) -> str:
    r"""Return a text for an element of XML, or for HTML within CDATA.

    Readers take a carriage return for a line break, unless it is written by number.

    >>> escape_text("<b> & \r")
    '&lt;b&gt; &amp; &#13;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def refer_to_refused(text: str) -> str:
    r"""Return HTML with character references in place of what catalogues refuse.

    These are some characters, carriage returns among them, and long runs of blanks.

    >>> refer_to_refused("Bread\u2028& salt")
    'Bread&#8232;& salt'
    """
    return _REFUSED.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", text)


class Piece(NamedTuple):
    """A part of HTML: a text without tags, and the tag that follows it.

    Attributes:
        text: the text, in which characters may be references.
        is_end: whether the tag ends an element.
        name: the name of the element in lower case; empty for a comment, and at the end.
        attributes: the text of the attributes.
    """

    text: str
    is_end: bool = False
    name: str = ""
    attributes: str = ""

    def address(self, attribute: Literal["href", "src"]) -> str:
        """Return the address that an attribute states, or an empty text."""
        if len(self.attributes) > _LONGEST_TAG:
            return ""
        found = _ADDRESSES[attribute].search(self.attributes)
        return unescape(found[1] or found[2] or found[3]) if found else ""


def flows(text: str) -> bool:
    r"""Return whether line breaks in notes are no more than spaces.

    >>> flows("<p>One\n<b>two"), flows("One\n<b>two")
    (True, False)
    """
    return any(tag[2] and tag[2].lower() in _FLOWING for tag in _TAG.finditer(text))


def pieces(text: str) -> Iterator[Piece]:
    """Yield the parts of HTML, without scripts and styles.

    >>> [(piece.text, piece.name) for piece in pieces("A <b>mill</b>!")]
    [('A ', 'b'), ('mill', 'b'), ('!', '')]
    """
    hidden = re.compile(r".*</(?:script|style)\b", re.IGNORECASE | re.DOTALL).match(text)
    last_hidden = hidden.end() if hidden else 0
    is_hidden = False
    end = 0
    for tag in _TAG.finditer(text):
        name = (tag[2] or "").lower()
        if not is_hidden:
            yield Piece(text[end : tag.start()], tag[1] == "/", name, tag[3] or "")
        if name in _HIDDEN:
            is_hidden = not tag[1] and tag.end() < last_hidden
        end = tag.end()
    yield Piece(text[end:])


class _Flattener:
    """Replaces tags by line breaks, hyphens and addresses."""

    def __init__(self) -> None:
        self.address = ""
        self.link_start = 0

    def flatten(self, text: str) -> str:
        """Return a text without its tags."""
        parts: list[str] = []
        for piece in pieces(text):
            parts.append(piece.text)
            parts.append(self.replacement(piece, parts))
        return "".join(parts)

    def replacement(self, piece: Piece, parts: list[str]) -> str:
        """Return what replaces a tag."""
        name, is_end = piece.name, piece.is_end
        if name in PARAGRAPHS:
            return "\n\n"
        if name == "br" or (name in LINES and not is_end):
            return "\n"
        if name in LINES | CELLS:
            return " "
        if name == "li":
            return "" if is_end else "\n- "
        if name == "a" and not is_end:
            address = piece.address("href")
            is_web = address.lower().startswith(("http://", "https://"))
            self.address, self.link_start = (address if is_web else ""), len(parts)
        elif name == "a" and self.address:
            address, self.address = self.address, ""
            shown = unescape("".join(parts[self.link_start :]))
            if address.partition("://")[2].rstrip("/") not in shown:
                return f" ({html.escape(address, quote=False)})"
        return ""
