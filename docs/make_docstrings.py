"""Write the sections "Attributes" of records from the descriptions of their fields.

    python docs/make_docstrings.py

They stay in the sources since editors show them, and no other tool needs them. A test fails if a
section is out of date.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import attrs
from field_words import code

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import descriptions_of
from techforgood_podcast.models.text import Described
from techforgood_podcast.text.writing import lower_first

MODELS: tuple[type[Any], ...] = tuple(
    found
    for found in (getattr(tfg, name) for name in tfg.__all__)
    if isinstance(found, type) and attrs.has(found) and issubclass(found, Described)
)
INDENT = " " * 4
SECTION = re.compile(r"^    Attributes:\n(?:        .*\n)+", re.MULTILINE)


def section(model: type[object]) -> str:
    """Return the section about the fields of a class, as it is in the source."""
    lines = [f"{INDENT}Attributes:"]
    for name, text in descriptions_of(model).items():
        lines += textwrap.wrap(
            f"{name}: {in_python(text)}",
            width=100,
            initial_indent=INDENT * 2,
            subsequent_indent=INDENT * 3,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "".join(f"{line}\n" for line in lines)


def in_python(text: str) -> str:
    """Return a description in the style of docstrings."""
    return lower_first(re.sub(r"\bempty\b", "``None``", code(text, "``")))


def pages() -> dict[Path, str]:
    """Return the text of each module with records, by its path."""
    found: dict[Path, str] = {}
    for model in MODELS:
        path = Path(inspect.getfile(model))
        text = found.get(path) or path.read_text(encoding="utf-8")
        head, line, rest = re.split(rf"(?m)(^class {model.__name__}\b)", text, maxsplit=1)
        old = SECTION.search(rest)
        assert old, f"{model.__name__} has no section"
        found[path] = head + line + rest.replace(old[0], section(model), 1)
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} written\n")
