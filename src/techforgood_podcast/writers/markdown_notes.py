"""Show notes as they were published, as blocks of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ..text.markup import pieces, unescape
from .clean_notes import clean_notes
from .markdown_text import escape_markdown

if TYPE_CHECKING:
    from ..text.markup import Piece

_MARKS: Final = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_NUMBERED: Final = re.compile(r"^(\d+)(?=[.)](?:\s|$))")


def notes_in_markdown(notes_html: str) -> str:
    r"""Return the notes of a publisher in Markdown, without HTML and pictures.

    Raises:
        MissingExtraError: nh3 is not installed.

    >>> print(notes_in_markdown("<p>Our <b>oven</b></p><ul><li><a href='https://a.org'>A</a>_"))
    Our **oven**
    <BLANKLINE>
    - [A](<https://a.org>)\_
    """
    writer = _Writer()
    for piece in pieces(clean_notes(notes_html)):
        writer.add_text(piece.text)
        writer.add_tag(piece)
    return "".join(writer.parts)


@attrs.define
class _Container:
    """An open list, item or quote, the number of items so far, and what its next line has first."""

    name: str
    count: int = 0
    first: str = ""
    others: str = ""


class _Writer:
    """Writes the few elements that cleaned notes have.

    Attributes:
        parts: the blocks so far, with the line breaks between them.
        line: the parts of the paragraph that is open.
        starts: where the links and emphasis that are open begin in it, with their addresses.
        containers: the open lists, items and quotes.
        was_item: whether the last block was the first one of an item.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.line: list[str] = []
        self.starts: list[tuple[int, str]] = []
        self.containers: list[_Container] = []
        self.was_item = False

    def add_text(self, text: str) -> None:
        """Add a text to the paragraph, if there is any."""
        text = unescape(text)
        if not text:
            return
        before, after = text[:1].isspace(), text[-1:].isspace()
        self.line.append(f"{' ' * before}{escape_markdown(' '.join(text.split()))}{' ' * after}")

    def add_tag(self, piece: Piece) -> None:
        """Add what stands for a tag."""
        name = piece.name
        if name == "br":
            self.line.append("\n")
        elif name in _MARKS or name == "a":
            if piece.is_end:
                self.close(name)
            else:
                self.starts.append((len(self.line), piece.address("href")))
        elif piece.is_end:
            self.end_block()
            if name != "p":
                self.containers.pop()
        elif name in {"ul", "ol", "blockquote"}:
            mark = "> " if name == "blockquote" else ""
            self.containers.append(_Container(name, first=mark, others=mark))
        elif name == "li":
            around = self.containers[-1]
            around.count += 1
            mark = "- " if around.name == "ul" else f"{around.count}. "
            self.containers.append(_Container(name, first=mark, others=" " * len(mark)))

    def close(self, name: str) -> None:
        """Close a link or emphasis; there is no emphasis that a reader might not see as such."""
        start, address = self.starts.pop()
        text = "".join(self.line[start:])
        core = text.strip()
        before, _, after = text.partition(core) if core else (text, "", "")
        if name == "a" and core and address:
            address = address.replace("&", "&amp;").replace("\\", "%5C")
            core = f"[{core}](<{address}>)"
        elif name != "a" and core[:1].isalnum() and core[-1:].isalnum():
            is_alone = not any(part.endswith("*") for part in self.line[start - 1 : start])
            core = f"{_MARKS[name]}{core}{_MARKS[name]}" if is_alone else core
        self.line[start:] = filter(None, [f"{before}{core}{after}"])

    def end_block(self) -> None:
        """Write the paragraph, if there is one."""
        texts = "".join(self.line).split("\n")
        lines = [_NUMBERED.sub(r"\1\\", " ".join(text.split())) for text in texts if text.strip()]
        self.line = []
        if not lines:
            return
        starts_item = bool(self.containers) and self.containers[-1].first.strip() not in {"", ">"}
        first = "".join(one.first for one in self.containers)
        others = "".join(one.others for one in self.containers)
        for one in self.containers:
            one.first = one.others
        if self.parts:
            self.parts.append("\n" if starts_item and self.was_item else "\n\n")
        self.was_item = starts_item
        self.parts.append(first + f"\\\n{others}".join(lines))
