"""Makes ``formats.md`` of what the formats say of themselves.

    python docs/make_formats.py

A test fails where the page is not what this makes of the registry.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from techforgood_podcast.writers import options_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("formats.md")
INTRODUCTION = """\
<!-- Made by docs/make_formats.py; change the docstrings of the formats instead. -->

# Formats

`tfg.dump(obj, path)` writes a file or a folder, and `tfg.dumps(obj, format)` returns a text. Both
take a catalogue, a selection of episodes, or one episode, and nothing else in the library differs
between them:

- **The same object gives the same bytes**, on every machine and on every day.
- **Nothing is invented.** What the catalogue does not know is left out of the output as well.
- **Nothing gets out of its place.** Whatever a title or a name holds, a reader gets it back as the
  same text. Control characters and other characters that no text may hold are refused with the
  place where they stand.
- **Nothing is half written.** A file or folder is written beside its place and then moved there;
  one that exists is kept, unless you pass `force=True`.

On the command line, `techforgood-podcast export FORMAT -o PATH` does the same; options are written
`--base-url` there instead of `base_url`.

```python
>>> import techforgood_podcast as tfg
>>> catalogue = tfg.load_catalogue()
>>> tfg.dump(catalogue, "catalogue.json")
>>> tfg.dump(catalogue.by_theme("emploi"), "emploi.rss", language="en")
>>> print(tfg.dumps(catalogue.episode(3), "ris").splitlines()[0])
TY  - SOUND

```
"""
LINES, WIDTH = 14, 96
"""So many lines of an example are shown, and so many characters of each."""


def page() -> str:
    """Return the whole page."""
    sections = "\n".join("\n".join(section(format_)) for format_ in tfg.formats())
    return f"{INTRODUCTION}\n{overview()}\n{sections}"


def overview() -> str:
    """Return the table of all formats."""
    rows = [f"| [`{f.name}`](#{f.name}) | {suffixes(f)} | {f.summary} |" for f in tfg.formats()]
    return "\n".join(["| format | file | what for |", "|---|---|---|", *rows, ""])


def suffixes(format_: tfg.Format) -> str:
    """Return the suffixes of a format, or say that it is a folder."""
    return ", ".join(f"`{suffix}`" for suffix in format_.suffixes) or "a folder"


def section(format_: tfg.Format) -> Iterator[str]:
    """Give the lines about one format."""
    module = import_module(f"techforgood_podcast.writers.{format_.name}")
    _, *paragraphs = (inspect.getdoc(module) or "").split("\n\n")
    yield f"## {format_.name}\n\n{format_.summary}\n"
    yield f"- File: {suffixes(format_)}; media type `{format_.media_type}`"
    if format_.extra:
        yield f'- Needs: `pip install "techforgood-podcast[{format_.extra}]"`'
    explained = explanations(inspect.getdoc(module.content) or "")
    for option in options_of(format_.name):
        yield f"- Option `{option}`: {explained[option]}"
    yield ""
    for paragraph in paragraphs:
        yield re.sub(r"^([A-Z][a-z ]+):", r"**\1:**", paragraph) + "\n"
    if format_.kind == "text":
        yield "One episode begins so:\n"
        yield f"```text\n{example(format_)}\n```\n"


def explanations(docstring: str) -> dict[str, str]:
    """Return what a docstring says of each argument."""
    arguments = re.search(r"^Args:\n((?:    .*\n?)+)", docstring, flags=re.MULTILINE)
    lines = textwrap.dedent(arguments[1]) if arguments else ""
    found = re.findall(r"^(\w+): (.*(?:\n +.*)*)", lines, flags=re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in found}


def example(format_: tfg.Format) -> str:
    """Return how one episode begins in a format."""
    lines = tfg.dumps(tfg.load_catalogue().episode(4), format_.name).splitlines()
    shown = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in lines[:LINES]]
    return "\n".join([*shown, *(["…"] if len(lines) > LINES else [])])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
