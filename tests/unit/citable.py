"""What LaTeX prints of a text."""

from __future__ import annotations

import re

COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textasciigrave{}": "`",
}
SIGN = re.compile(r"\\text[a-z]+\{\}|\\[$%#&_]|\{\}|[^\\{}$%#&_~^`]")


def read(text: str) -> str:
    """Return what LaTeX prints of a text without commands but those for signs."""
    signs = SIGN.findall(text)
    assert "".join(signs) == text
    return "".join(
        COMMANDS.get(sign, "" if sign == "{}" else sign.removeprefix("\\")) for sign in signs
    )
