"""Show notes as they were published, cleaned for pages: paragraphs, lists, links and emphasis.

What is published may be hostile. The allow-list of ``nh3`` decides what stays.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from ...errors import MissingExtraError
from ...text.languages import direction_of, direction_of_text
from ...text.markup import CELLS, LINES, PARAGRAPHS, flows, pieces, unescape, unwrap_cdata
from ...text.writing import to_uri

if TYPE_CHECKING:
    from ...text.markup import Piece

_LISTS: Final = {"ul", "ol"}
_CONTAINERS: Final = {*_LISTS, "li", "blockquote"}
_INLINE: Final = {"a", "b", "strong", "em", "i"}
_ALLOWED: Final = {*_CONTAINERS, *_INLINE, "p", "br"}
_BLOCKS: Final = (PARAGRAPHS | LINES) - _CONTAINERS - {"br"}
# Headings would be between those of the page; they become paragraphs.
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SCHEMES: Final = {"http", "https", "mailto"}
# Lists and quotes that are nested deeper are not.
_DEEPEST: Final = 16


def clean_notes(notes_html: str, *, pictures: bool = False) -> str:
    """Return the notes of a publisher as HTML that is safe inside a page.

    Args:
        notes_html: the notes as they were published.
        pictures: whether pictures stay, which browsers load from their addresses.

    Raises:
        MissingExtraError: nh3 is not installed.

    >>> clean_notes("<h2 onclick='x()'>Our oven</h2><script>x()</script><li>salt")
    '<p><strong>Our oven</strong></p><ul><li><p>salt</p></li></ul>'
    """
    try:
        import nh3
    except ImportError as error:
        raise MissingExtraError("notes_html", "html") from error
    return nh3.clean(
        _Simplifier(pictures=pictures).simplify(unwrap_cdata(notes_html)),
        tags=_ALLOWED | {"img"} if pictures else _ALLOWED,
        attributes={"a": {"href"}, "img": {"src"}},
        url_schemes=_SCHEMES,
        link_rel="noopener external",
        set_tag_attribute_values={"img": {"alt": "", "loading": "lazy"}} if pictures else {},
    )


def turn_notes(cleaned: str, language: str) -> str:
    """Return clean notes whose paragraphs and links say if they are read the other way.

    Args:
        cleaned: what :func:`clean_notes` returned.
        language: the language of the show.

    >>> turn_notes('<p>לחם: <a href="https://example.org/">example.org/</a></p><p>Salt!</p>', "he")
    '<p>לחם: <a href="https://example.org/" dir="ltr">example.org/</a></p><p dir="ltr">Salt!</p>'
    """

    def turn(found: re.Match[str]) -> str:
        name, attributes, inner = found.groups()
        direction = direction_of_text(unescape(re.sub("<[^>]*>", "", inner)), language)
        mark = f' dir="{direction}"' if direction != direction_of(language) else ""
        return f"<{name}{attributes}{mark}>{inner}</{name}>"

    for name in ("a", "p"):
        cleaned = re.sub(rf"<({name})\b([^>]*)>(.*?)</{name}>", turn, cleaned, flags=re.DOTALL)
    return cleaned


class _Simplifier:
    """Writes HTML with few elements, each of them closed, in one pass.

    nh3 removes an element without a line break or a space in its place, and takes a time that grows
    with the square of the depth of nesting.

    Attributes:
        pictures: whether pictures stay.
        parts: what is written so far.
        containers: the lists, items and quotes that are open.
        inline: the tag of each link and emphasis that is open, by the name of its element.
        is_open: whether a paragraph is open.
        is_fixed: whether line breaks of the text stay.
    """

    def __init__(self, *, pictures: bool) -> None:
        self.pictures = pictures
        self.parts: list[str] = []
        self.containers: list[str] = []
        self.inline: dict[str, str] = {}
        self.is_open = False
        self.is_fixed = False

    def simplify(self, notes_html: str) -> str:
        """Return the simpler HTML."""
        if not flows(notes_html):
            lines = re.sub(r"\n[ \t\n]*\n", "<p>", notes_html.strip())
            notes_html = lines.replace("\n", "<br>")
        for piece in pieces(notes_html):
            self.add_text(piece.text)
            self.add_tag(piece)
        self.close_containers(0)
        return "".join(self.parts)

    def add_text(self, text: str) -> None:
        """Add a text, in a paragraph."""
        if text.strip() or (text and self.is_open):
            shown = text.replace("<", "&lt;").replace(">", "&gt;")
            self.add(shown.replace("\n", "<br>") if self.is_fixed else shown)

    def add(self, markup: str) -> None:
        """Add what is inside a paragraph."""
        if not self.is_open:
            self.parts += ("<p>", *self.inline.values())
            self.is_open = True
        self.parts.append(markup)

    def add_tag(self, piece: Piece) -> None:
        """Add what stands for a tag."""
        name, is_end = piece.name, piece.is_end
        if name in _CONTAINERS:
            self.close_paragraph()
            if is_end:
                self.end_container(name)
            else:
                self.begin_container(name)
        elif name in _BLOCKS:
            self.add_block(name, is_end=is_end)
        elif name in CELLS:
            self.add_text(" ")
        elif name in _INLINE:
            self.end_inline(name)
            if not is_end and (tag := _tag_of(piece)):
                self.begin_inline(name, tag)
        elif name == "br" and self.is_open:
            self.parts.append("<br>")
        elif name == "img" and self.pictures:
            address = _address(piece.address("src"))
            if address.startswith("https:"):
                self.add(f'<img src="{address}">')

    def add_block(self, name: str, *, is_end: bool) -> None:
        """Begin or end a block, whose text becomes a paragraph; a heading is emphasised."""
        self.close_paragraph()
        self.is_fixed = name == "pre" and not is_end
        if name in _HEADINGS:
            self.end_inline("strong")
            if not is_end:
                self.begin_inline("strong", "<strong>")

    def begin_inline(self, name: str, tag: str) -> None:
        """Open a link or emphasis."""
        self.inline[name] = tag
        if self.is_open:
            self.parts.append(tag)

    def end_inline(self, name: str) -> None:
        """Close a link or emphasis, if it is open; what was opened in it goes on."""
        names = [*self.inline]
        if name not in names:
            return
        del self.inline[name]
        if self.is_open:
            inside = names[names.index(name) + 1 :]
            self.parts += [f"</{one}>" for one in (*reversed(inside), name)]
            self.parts += [self.inline[one] for one in inside]

    def close_paragraph(self) -> None:
        """Close the paragraph; links and emphasis go on in the next one."""
        if self.is_open:
            self.parts += [f"</{name}>" for name in reversed(self.inline)]
            self.parts.append("</p>")
            self.is_open = False

    def begin_container(self, name: str) -> None:
        """Open a list, an item of one, or a quote."""
        if name == "li":
            inner = self.containers[-1:]
            if inner == ["li"]:
                self.end_container("li")
            elif inner not in (["ul"], ["ol"]):
                self.begin_container("ul")
        if len(self.containers) < _DEEPEST:
            self.containers.append(name)
            self.parts.append(f"<{name}>")

    def end_container(self, name: str) -> None:
        """Close the innermost container with a name, and those inside it."""
        if name in self.containers:
            self.close_containers(len(self.containers) - 1 - self.containers[::-1].index(name))

    def close_containers(self, depth: int) -> None:
        """Close the containers that are deeper than some."""
        self.close_paragraph()
        self.parts += [f"</{name}>" for name in reversed(self.containers[depth:])]
        del self.containers[depth:]


def _tag_of(piece: Piece) -> str:
    """Return the tag of a link or of emphasis; of a link that leads nowhere, an empty text."""
    if piece.name != "a":
        return f"<{piece.name}>"
    address = _address(piece.address("href"))
    is_complete = address.lower().startswith(("http://", "https://", "mailto:"))
    return f'<a href="{address}">' if is_complete else ""


def _address(address: str) -> str:
    """Return an address for an attribute, where no angle bracket could end its tag."""
    return escape(to_uri(address).replace("<", "%3C").replace(">", "%3E"))
