"""Explain the syntax errors of PyYAML and libyaml in plain words."""

from __future__ import annotations

import re
from typing import Final

# Problems with an escape sequence.
ESCAPE: Final = "^(?!.*URI).*(?:escape|hexa?decimal)"
_BAD_START: Final = "cannot start any token|tab character"
# A pattern for the loaders' error messages, what to say instead, and a hint; "{}" is replaced by
# the position where the construct starts.
_EXPLANATIONS: Final = (
    (
        "mapping values are not allowed",
        "a colon followed by a space marks a key, which is not allowed here",
        "quote text that contains a colon, or check the indentation",
    ),
    (
        "could not find expected ':'",
        "missing colon after the key at {}",
        "put a colon and a space after each key; indent the continuation lines of a text",
    ),
    (
        "unexpected end of stream|unexpected document",
        "the quotation mark at {} is not closed",
        "inside single quotes, write an apostrophe twice",
    ),
    (
        r"expected ',' or .*got '\?'",
        "unquoted text between brackets cannot contain a question mark",
        "quote the text",
    ),
    (
        "expected ',' or",
        "the bracket at {} is not closed",
        "close it, and separate its items with commas",
    ),
    (
        "<block end>|expected key|'-' indicator",
        "this does not fit into the block that starts at {}",
        "align the lines of a block; if you quote a text, quote all of it",
    ),
    (
        ESCAPE,
        "invalid escape sequence in double quotes",
        "write a backslash twice, or use single quotes",
    ),
    (
        "URI|tag handle|(?i:utf-8)",
        "tags (!name) are not allowed",
        "quote text that starts with !",
    ),
    (
        "node content",
        "missing value",
        "quote text that starts with a bracket",
    ),
    (
        "YAML document|directive",
        "a line that starts with % is not allowed here",
        "remove it",
    ),
    ("<document start>", "unexpected text after the end of the document", "remove it"),
    ("alphabetic or numeric", "unquoted text cannot start with & or *", "quote the text"),
    (
        "chomping or indentation|comment or (?:a )?line break",
        "text is not allowed on the same line as | or >",
        "start it on the next line",
    ),
)


def explain(problem: str, found: str, start: str) -> tuple[str, str | None]:
    """Return a message and a hint for an error message of PyYAML or libyaml.

    >>> explain("mapping values are not allowed here", ":", "line 1, column 1")[1]
    'quote text that contains a colon, or check the indentation'
    """
    if re.search(_BAD_START, problem):
        if found == "\t":
            return "a tab is not allowed here", "indent with spaces"
        return f"unquoted text cannot start with {found}", "quote the text"
    for pattern, message, hint in _EXPLANATIONS:
        if re.search(pattern, problem):
            return message.format(start), hint
    return problem, None
