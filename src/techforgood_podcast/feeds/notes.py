"""Turn the show notes of a publisher into plain text, with their paragraphs, lists and links."""

from __future__ import annotations

import re

from ..text.characters import FORBIDDEN, unwrap_cdata
from .values import unescape

# Longer runs of markup without an end are text.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|<!--[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"\bhref\s*=\s*[\"']\s*(https?://[^\"'\s]+)", re.IGNORECASE)
_PARAGRAPHS = {
    *("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "hr"),
    *("article", "aside", "dl", "figure", "footer", "header", "main", "nav", "pre", "section"),
}
_LINES = {"br", "tr", "dt", "dd", "figcaption"}
_CELLS = {"td", "th"}
# Elements around whose text line breaks are no more than spaces.
_FLOWING = (_PARAGRAPHS | _LINES) - {"pre"}
# Elements whose text is not for readers.
_HIDDEN = {"script", "style"}
_LONGEST_TAG = 4_000


def notes_text(text: str) -> str | None:
    r"""Return notes in HTML or plain text as plain text; ``None`` if nothing is left.

    Paragraphs are separated by an empty line. The address of a link follows its text.

    >>> notes_text('<p>Our oven</p><ul><li>A <a href="https://example.org/">mill</a></li></ul>')
    'Our oven\n\n- A mill (https://example.org/)'
    """
    text = unwrap_cdata(text)
    if any(tag[2] and tag[2].lower() in _FLOWING for tag in _TAG.finditer(text)):
        text = " ".join(text.split())
    text = unescape(_Flattener().flatten(text))
    text = re.sub(FORBIDDEN, " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None


class _Flattener:
    """Replaces tags by line breaks, hyphens and addresses."""

    def __init__(self) -> None:
        self.address = ""
        self.link_start = 0

    def flatten(self, text: str) -> str:
        """Return a text without its tags."""
        parts: list[str] = []
        end = 0
        hidden = re.compile(r".*</(?:script|style)\b", re.IGNORECASE | re.DOTALL).match(text)
        last_hidden = hidden.end() if hidden else 0
        is_hidden = False
        for tag in _TAG.finditer(text):
            if not is_hidden:
                parts.append(text[end : tag.start()])
                parts.append(self.replacement(tag, parts))
            if (tag[2] or "").lower() in _HIDDEN:
                is_hidden = not tag[1] and tag.end() < last_hidden
            end = tag.end()
        return "".join([*parts, text[end:]])

    def replacement(self, tag: re.Match[str], parts: list[str]) -> str:
        """Return what replaces a tag."""
        closing, name = tag[1], (tag[2] or "").lower()
        if name in _PARAGRAPHS:
            return "\n\n"
        if name == "br" or (name in _LINES and not closing):
            return "\n"
        if name in _LINES | _CELLS:
            return " "
        if name == "li":
            return "" if closing else "\n- "
        if name == "a" and not closing and len(tag[3]) <= _LONGEST_TAG:
            found = _ADDRESS.search(tag[3])
            self.address, self.link_start = (found[1] if found else ""), len(parts)
        elif name == "a" and self.address:
            address, self.address = self.address, ""
            shown = unescape("".join(parts[self.link_start :]))
            if unescape(address).partition("://")[2].rstrip("/") not in shown:
                return f" ({address})"
        return ""
