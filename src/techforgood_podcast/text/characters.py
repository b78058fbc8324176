"""Characters that no text of a catalogue may hold."""

from __future__ import annotations

import re
from typing import Final

FORBIDDEN: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""Characters that no text may hold: controls, odd line ends, surrogates, noncharacters, and byte
order marks past the first. None of them is printable, so that the expression is seldom needed."""


def forbidden_in(text: str) -> re.Match[str] | None:
    r"""Return the first character that no text may hold, if there is one.

    >>> forbidden_in("a\nb"), forbidden_in("a\x00b")
    (None, <re.Match object; span=(1, 2), match='\x00'>)
    """
    return None if text.replace("\n", "").isprintable() else re.search(FORBIDDEN, text)
