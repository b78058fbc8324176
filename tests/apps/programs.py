"""The programs in the documentation, run as a reader would: a section after the introduction.

A block whose first line is a comment that names a file is that file. Any other Python block is run;
where it has prompts, what it prints is compared.
"""

from __future__ import annotations

import doctest
import importlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

DOCS = Path(__file__).parents[2] / "docs"

# Pages that need no other package, so that the everyday tests run them too.
ALONE = {"language-models.md", "static-sites.md"}

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?:#|<!--) ([\w/.-]+\.\w+)(?: -->)?\n")
_PYTHON = {"py", "python"}


def framework(name: str) -> Any:
    """Import a module as ``Any``: the checks run without the frameworks."""
    return importlib.import_module(name)


def programs() -> list[tuple[str, str]]:
    """Return the page and the title of each section that is a program."""
    return [
        (page.name, title)
        for page in sorted(DOCS.glob("*.md"))
        if page.name != "scaling.md"  # needs Spark; see scale/
        for title, text in _sections(page.name).items()
        if "```py\n" in text or (title and page.name in ALONE)
    ]


def run(page: str, title: str, folder: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run a section in a folder, whose modules can be imported; return the names it defines."""
    patch.chdir(folder)
    patch.setattr(sys, "path", [str(folder), *sys.path])
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in _save_files(page, title, folder):
        if block.startswith(">>> "):
            _compare(block, names, f"{page}: {title}")
        else:
            exec(compile(block, f"{page}: {title}", "exec"), names)  # noqa: S102 -- the example
    return names


def save(page: str, title: str, folder: Path, name: str = "program.py") -> None:
    """Write a section as the files of a program, whose blocks are the file of a name."""
    parser = doctest.DocTestParser()
    blocks = [
        "".join(example.source for example in parser.get_examples(block))
        if block.startswith(">>> ")
        else block
        for block in _save_files(page, title, folder)
    ]
    (folder / name).write_text("\n".join(blocks), encoding="utf-8")


def _save_files(page: str, title: str, folder: Path) -> Iterator[str]:
    """Write the blocks that are files, and yield the other Python blocks."""
    sections = _sections(page)
    for language, text in _BLOCK.findall(sections[""] + sections[title]):
        file = _FILE.match(text)
        if file:
            path = folder / file[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            importlib.invalidate_caches()
            sys.modules.pop(file[1].split("/")[0].removesuffix(".py"), None)  # another section's
        elif language in _PYTHON:
            yield text


def _sections(page: str) -> dict[str, str]:
    """Return the text of each section of a page by its title, and the introduction as ``""``."""
    introduction, *rest = re.split(r"^## ", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE)
    return {"": introduction} | dict(text.split("\n", 1) for text in rest)


def _compare(text: str, names: dict[str, Any], where: str) -> None:
    """Run a block with prompts; raise ``AssertionError`` unless it prints what it shows."""
    report: list[str] = []
    example = doctest.DocTestParser().get_doctest(text, {}, where, None, 0)
    example.globs = names
    runner = doctest.DocTestRunner(optionflags=doctest.FAIL_FAST)
    runner.run(example, out=report.append, clear_globs=False)
    assert not report, "".join(report)
