"""Texts inside a line of Markdown."""

from __future__ import annotations

import re
from typing import Final

from ..text.writing import join_lines

# What may be markup in CommonMark or its extensions on GitHub and elsewhere. Single hyphens,
# points at the end of words and colons between numbers never are, except where a line begins.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#+|&~@$=^]|^[-:%]|--+|:(?=[^\s\d]|\d+:)|\.(?=\S)")
# The beginning of a numbered list item.
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")


def escape_markdown(text: str) -> str:
    r"""Return a text on one line, with a backslash before each character that could be markup.

    White space that readers would strip, such as no-break spaces, is written by number.

    >>> print(escape_markdown("<b> & *c*, Saint-Denis"))
    \<b\> \& \*c\*, Saint-Denis
    """
    line = _MARKUP.sub(_escaped, join_lines(text))
    line = _NUMBERED.sub(r"\1\\\2", line)
    rest = line.lstrip()
    core = rest.rstrip()
    before, after = line[: len(line) - len(rest)], rest[len(core) :]
    return _by_number(before) + core + _by_number(after)


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _by_number(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)
