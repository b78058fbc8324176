"""Texts that files may hold but that are probably a mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..messages import SPELLING, did_you_mean
from ..models.algebra import walk
from ..models.values import wrong_text
from ..syntax import is_list, is_mapping, named
from ..text.folding import fold
from ..text.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..models.fields import Form
    from ..syntax import Path

# Characters of no width, and those that turn the direction of writing.
_INVISIBLE = "[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
# A word with letters of Latin and of Greek or Cyrillic, some of which look alike.
_MIXED = r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+"
_TEXTS: tuple[Form, ...] = ("localized", "prose", "text", "url")


def warnings_of(model: type[object], value: Any) -> Iterator[tuple[Path, str, str]]:
    """Yield for each odd text of a record its path, a message and a hint."""
    for path, field, item in walk(value, *_TEXTS, model=model):
        for tag, text in item.items() if is_mapping(item) else (("", item),):
            # What is wrong with a text is reported as an error.
            if isinstance(text, str) and not wrong_text(str(text), field.rules, lines=True):
                for message, hint in _warnings_of_text(text):
                    yield (path if tag == "" else (*path, tag)), message, hint


def warnings_of_categories(show: Any) -> Iterator[tuple[Path, str, str]]:
    """Yield the same for each category that Apple's directory does not have."""
    stated = show.get("categories") if is_mapping(show) else None
    if not is_list(stated):
        return
    import json

    from importlib_resources import files

    text = files(__package__).joinpath("categories.json").read_text(encoding="utf-8")
    apple: dict[str, list[str]] = json.loads(text)
    names = [*apple, *(f"{main} > {below}" for main, subs in apple.items() for below in subs)]
    for index, category in enumerate(stated):
        if isinstance(category, str) and category not in names:
            last = fold(category.rpartition(">")[2])
            same = [name for name in names if fold(name.rpartition(">")[2]) == last]
            hint = (
                did_you_mean(same or closest(category, names)) or f"choose from {', '.join(apple)}"
            )
            message = f"{named(category)} is not among the categories of Apple's directory"
            yield ("categories", index), message, hint


def _warnings_of_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield what makes a text look like another one."""
    if text.isascii():
        return
    hidden = re.search(_INVISIBLE, re.sub(SPELLING, "", text))
    if hidden:
        code = f"U+{ord(hidden.group()):04X}"
        yield f"the text contains an invisible character, {code}", "remove it"
    mixed = re.search(_MIXED, text)
    if mixed:
        yield f'the word "{mixed.group()}" mixes letters of two scripts', "retype it"
