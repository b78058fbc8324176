"""Mend the slip that most often makes a feed invalid XML: an ampersand that begins no reference."""

from __future__ import annotations

import re
from typing import Final

from ...errors import Problem
from ...messages import printable

# Maximum number of ampersands that are mended in a file; it is invalid at the next one.
MAX_MENDS: Final = 10_000
# What may hold ampersands, to its end or that of the file; an ampersand that begins no reference.
_BARE: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)",
    re.DOTALL,
)
# Characters that a message shows on either side of a position.
_SHOWN: Final = 30


def mend(document: bytes, file: str) -> tuple[bytes, list[Problem]]:
    """Return a document in which bare ampersands are references, and a warning for each."""
    if b"\0" in document:  # UTF-16, in which the bytes of an ampersand may mean something else
        return document, []
    try:
        text, encoding = document.decode(), "utf-8"
    except UnicodeDecodeError:  # in any other encoding that expat reads, a character is a byte
        text, encoding = document.decode("latin-1"), "latin-1"
    parts: list[str] = []
    mends: list[Problem] = []
    start, line, line_start = 0, 1, int(text.startswith("\ufeff"))
    for found in _BARE.finditer(text):
        if found[0] != "&":
            continue
        if len(mends) == MAX_MENDS:
            break
        index = found.start()
        line += text.count("\n", start, index)
        line_start = max(line_start, text.rfind("\n", start, index) + 1)
        around = excerpt(text[max(0, index - _SHOWN) : index], text[index : index + _SHOWN])
        mends.append(
            Problem(
                file=file,
                line=line,
                column=index - line_start + 1,
                path="",
                message=f'read "&" as "&amp;" in: {around}',
                severity="warning",
            )
        )
        parts += (text[start:index], "&amp;")
        start = found.end()
    parts.append(text[start:])
    return "".join(parts).encode(encoding), mends


def excerpt(before: str, after: str) -> str:
    """Return what is around a position, on its line."""
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    return printable(f"{before[-_SHOWN:]}{after[:_SHOWN]}".strip())
