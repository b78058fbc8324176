"""Copy what records and their fields mean from the docstrings of the classes to a file.

    python docs/make_meanings.py

``python -OO`` strips docstrings, so the library itself reads the copy. Run this before whatever
else is generated from the meanings. A test fails if the copy is out of date.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import attrs
from reference import ATTRIBUTE, ATTRIBUTES
from templates import write

import techforgood_podcast as tfg
from techforgood_podcast.models.records import Struct
from techforgood_podcast.text.writing import capitalize_first

MODELS: tuple[type[Any], ...] = tuple(
    found
    for found in (getattr(tfg, name) for name in tfg.__all__)
    if isinstance(found, type) and attrs.has(found) and issubclass(found, Struct)
)
PAGE = Path(str(tfg.__file__)).parent / "models" / "meanings.json"


def page() -> str:
    """Return the meanings by class and field; a class itself is under the empty name."""
    found = {model.__name__: dict(meanings_in(model)) for model in MODELS}
    return f"{json.dumps(found, ensure_ascii=False, indent=2)}\n"


def meanings_in(model: type[Any]) -> dict[str, str]:
    """Return what a class, its fields and its derived values mean, in one sentence each."""
    docstring = inspect.cleandoc(model.__doc__ or "")
    section = ATTRIBUTES.search(f"{docstring}\n")
    assert section, f"{model.__name__} has no section about its attributes"
    fields = dict(ATTRIBUTE.findall(section[0]))
    derived = {name: first_line(getattr(model, name)) for name in vars(model).get("_derived", ())}
    return {"": first_line(model), **{k: in_files(v) for k, v in fields.items()}, **derived}


def first_line(documented: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(documented) or "").partition("\n")[0]


def in_files(text: str) -> str:
    """Return a meaning as those read it who write files: what is ``None`` in Python is empty."""
    text = " ".join(text.split()).replace("``None``", "empty")
    return capitalize_first(re.sub(r"``(.+?)``", r'"\1"', text))


if __name__ == "__main__":
    write({PAGE: page()})
