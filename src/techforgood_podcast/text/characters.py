"""Characters that are not allowed in the texts of a catalogue."""

from __future__ import annotations

import re
from typing import Final

# Control characters, unusual line separators, surrogates, noncharacters and byte order marks.
FORBIDDEN: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def forbidden_in(text: str) -> re.Match[str] | None:
    r"""Return a match for the first forbidden character of a text, or ``None``.

    >>> forbidden_in("a\nb"), forbidden_in("a\x00b")
    (None, <re.Match object; span=(1, 2), match='\x00'>)
    """
    # No forbidden character is printable, and isprintable() takes half the time of the search.
    return None if text.replace("\n", "").isprintable() else re.search(FORBIDDEN, text)


def blanks_in(text: str, count: int) -> re.Match[str] | None:
    r"""Return a match for the first run of so many spaces, tabs and line breaks, or ``None``.

    >>> blanks_in("a  b \n c", 3), blanks_in("a  b", 3)
    (<re.Match object; span=(4, 7), match=' \n '>, None)
    """
    # Such a run fills a whole step wherever it begins, which takes little time to find out.
    step = count // 2
    if not any(text[at : at + step].isspace() for at in range(0, len(text), step)):
        return None
    return re.search(rf"(?<![ \t\r\n])[ \t\r\n]{{{count}}}", text)


def unwrap_cdata(text: str) -> str:
    """Return a text without the marks of CDATA around it, which were escaped once too often.

    >>> unwrap_cdata("<![CDATA[Bread]]>"), unwrap_cdata("a[b[1]]>2")
    ('Bread', 'a[b[1]]>2')
    """
    if not text.lstrip().startswith("<![CDATA["):
        return text
    return text.replace("<![CDATA[", "").replace("]]>", "")
