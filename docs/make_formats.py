"""Makes ``formats.md`` of what the formats say of themselves.

    python docs/make_formats.py

A test fails where the page is not what this makes of the registry.
"""

from __future__ import annotations

import inspect
import re
import sqlite3
import sys
import textwrap
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import techforgood_podcast as tfg

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
QUERY = "SELECT part, name, organisations FROM appearances WHERE organisations IS NOT NULL"
EXAMPLES = {
    "text": "One episode begins so:",
    "file": f"One episode, asked `{QUERY}`:",
    "folder": "One episode is a folder of these files:",
}
"""What an example is of, by the kind of the format."""
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
    for option in format_.options:
        yield f"- Option `{option}`: {explained[option]}"
    yield ""
    for paragraph in paragraphs:
        yield re.sub(r"^([A-Z][a-z ]+):", r"**\1:**", paragraph) + "\n"
    yield f"{EXAMPLES[format_.kind]}\n"
    yield f"```text\n{example(format_)}\n```\n"


def explanations(docstring: str) -> dict[str, str]:
    """Return what a docstring says of each argument."""
    arguments = re.search(r"^Args:\n((?:    .*\n?)+)", docstring, flags=re.MULTILINE)
    lines = textwrap.dedent(arguments[1]) if arguments else ""
    found = re.findall(r"^(\w+): (.*(?:\n +.*)*)", lines, flags=re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in found}


def example(format_: tfg.Format) -> str:
    """Return how one episode begins in a format, or what a database or a folder of it holds."""
    episode = tfg.load_catalogue().episode(4)
    if format_.kind == "text":
        lines = tfg.dumps(episode, format_.name).splitlines()
    else:
        with TemporaryDirectory() as folder:
            path = Path(folder, "episode")
            tfg.dump(episode, path, format_.name)
            lines = answer(path) if format_.kind == "file" else names_in(path)
    shown = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in lines[:LINES]]
    return "\n".join([*shown, *(["…"] if len(lines) > LINES else [])])


def answer(database: Path) -> list[str]:
    """Return what the query of the example finds, a line each."""
    with closing(sqlite3.connect(database)) as connection:
        return [" | ".join(row) for row in connection.execute(QUERY)]


def names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, as many on a line as there is room for."""
    names = sorted(file.name for file in folder.iterdir())
    return textwrap.wrap("  ".join(names), WIDTH, break_on_hyphens=False)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
