"""The two texts of an item of RSS: its description, and the whole in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..text.writing import typeset
from .feed_items import list_facts
from .phrases import in_language
from .xml_text import escape_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Episode

# Apple takes this many bytes of a description.
_LONGEST: Final = 4_000
_ELLIPSIS: Final = "…"


def texts_of(episode: Episode, language: str) -> tuple[str, str]:
    """Return the description of an episode, in which markup is escaped, and the whole in HTML.

    The publisher's notes are what the feed had before; nothing is added to them. Without notes,
    they are the summary, and the summary with the credits.
    """
    summary = in_language(episode.summary, language)
    text = typeset(summary, language) if summary else ""
    if episode.notes_html is not None:  # which may have no text, such as a picture alone
        return describe(episode.notes or text), episode.notes_html
    if episode.notes is not None:
        return describe(episode.notes), _html(episode.notes)
    facts = "".join([_list(*part) for part in list_facts(episode, language)])
    return describe(text), f"{_html(text) if text else ''}{facts}"


def describe(text: str) -> str:
    """Return a text without markup, cut after a word where it would have more than 4,000 bytes.

    >>> describe("Bread & salt")
    'Bread &amp; salt'
    >>> describe("salt " * 1_000)[-6:], len(describe("salt " * 1_000).encode())
    (' salt…', 3997)
    """
    escaped = escape_text(text)
    encoded = escaped.encode()
    if len(encoded) <= _LONGEST:
        return escaped
    room = encoded[: _LONGEST - len(_ELLIPSIS.encode())].decode(errors="ignore")
    words = (room.rsplit(maxsplit=1) or [""])[0]
    if 2 * len(words) < len(room) or words == room:
        # A text with few spaces is cut after any character, but not inside a reference to one.
        words = re.sub("&[^;]*$", "", room)
    return f"{words}{_ELLIPSIS}"


def cdata(markup: str) -> str:
    r"""Return HTML for an element of XML, to be read back as it is.

    >>> cdata("<p>x[y[0]]>z")
    '<![CDATA[<p>x[y[0]]]]><![CDATA[>z]]>'
    """
    # Readers take a carriage return for a line break, unless it is a reference outside.
    inside = markup.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{inside}]]>"


def _list(heading: str, lines: Sequence[str]) -> str:
    items = "".join([f"<li>{escape_text(line)}</li>" for line in lines])
    return f"<h3>{heading}</h3><ul>{items}</ul>"


def _html(text: str) -> str:
    """Return a text as HTML paragraphs, which empty lines separate."""
    lines = escape_text(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{lines}</p>"
