"""What the tests of Markdown share: the lines of a page, and texts without their escapes."""

from __future__ import annotations

import re

import techforgood_podcast as tfg

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d+);")


def shown(text: str) -> str:
    """Return what a reader sees of a text without markup."""
    return _ESCAPED.sub(lambda found: found[1] or chr(int(found[2])), text)


def lines(
    obj: tfg.Catalogue | tfg.Episodes | tfg.Episode, language: str | None = None
) -> list[str]:
    """Return the lines of the page of an object."""
    return tfg.dumps(obj, "markdown", language=language).split("\n")
