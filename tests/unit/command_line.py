"""What the tests of the command line share: how to call it, and how to run cases of commands."""

from __future__ import annotations

import difflib
import io
import os
import re
import shlex
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

from case_files import head_of
from own_folders import read, write
from rss_strategies import item, rss
from techforgood_podcast.cli import main, parsers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from case_files import Case

Done: TypeAlias = "tuple[int | str | None, str, str]"
"""Exit status, stdout and stderr."""
Run: TypeAlias = "Callable[..., Done]"

MINE = Path(__file__).parent.joinpath("commands", "mine.yaml").read_text(encoding="utf-8")
_BUILD = parsers.build_parsers
_PARSERS: dict[str, Any] = {}


def build_once(groups: Any) -> Any:
    """Return the parsers of a program, which take longer to make than most commands to run."""
    program: str = vars(parsers)["PROGRAM"]
    if program not in _PARSERS:
        _PARSERS[program] = _BUILD(groups)
    return _PARSERS[program]


def call(*arguments: str) -> int | str | None:
    """Run the command line in this process, with parsers that are made once; return its status."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsers, "build_parsers", build_once)
        try:
            return main(arguments)
        except SystemExit as end:
            return end.code
        finally:
            if "completion" in arguments:
                _PARSERS.clear()  # shtab changes them


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line, and returns what it prints as well."""

    def run(*arguments: str) -> Done:
        status = call(*arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def lines_of(text: str) -> list[list[str]]:
    """Return the cells of a printed table."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]


# ------------------------------------------------------------------------- cases of commands


_FEEDS = Path(__file__).with_name("feeds")
# What new files say of a feed that says nothing more.
_USUAL = (
    "schema_version: 1\n",
    "notes: true\n",
    "id: untitled-show\ntitle: Untitled show\nlanguage: und\nsources:\n  - feed\n",
    "- id: feed\n  title:\n    und: 'RSS: Untitled show'\n",
    "- id: feed\n  title:\n    en: 'RSS: My show'\n",
)
_COMMENTS = re.compile(r"\A(#.*\n)+")
# How letters are written in cases that an editor might change.
_ESCAPES = {"\r": r"\r", "\ufeff": r"\ufeff"}
_PREPARED: dict[Path, dict[str, str]] = {}


def answered(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the text of a case with what its commands print, and change in the folder ``mine``.

    The commands above the first case of a file are run once, and their files are written each time.
    """
    run = runner(capsys)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(os, "fsync", hash)  # leave it to the system when files get to the disk
        if case.file not in _PREPARED:
            _answered(head_of(case.file), run)
            _PREPARED[case.file] = read(Path())
        for name, text in _PREPARED[case.file].items():
            write(Path(), name, text)
        return _answered(case.text, run)


def _answered(text: str, run: Run) -> str:
    """Write the files of a text, and run its commands; return it with what these do."""
    found: list[str] = []
    for part in re.split(r"^(?=--- |\$ )", text, flags=re.MULTILINE)[1:]:
        line, _, content = part.partition("\n")
        if line.startswith("$ "):
            found.append(f"{line}\n{_done(line[2:], run)}")
        else:
            found.append(part)
            _lay(line[4:], content)
    return "".join(found).rstrip("\n") + "\n"


def _lay(name: str, content: str) -> None:
    """Write a file, or remove it."""
    if content == "(gone)\n":
        Path(name).unlink()
    elif name.endswith(".xml") and content.startswith(("[", "- ")):
        write(Path(), name, _feed(content))
    else:
        for letter, escape in _ESCAPES.items():
            content = content.replace(escape, letter)
        write(Path(), name, content.removesuffix("\\\n"))


def _feed(content: str) -> str:
    """Return a feed of items, each a mapping or the name of one, and of other elements."""
    items, parts = (
        yaml.load(text, yaml.CBaseLoader)  # noqa: S506 -- every value is a text
        for text in (read(Path()).get("items.yaml", ""), content)
    )
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str) and part.startswith("<"):
            texts.append(part)
            continue
        fields: dict[str, str] = dict(items[part] if isinstance(part, str) else part)
        audio = fields.pop("audio", None)
        more = f'<enclosure url="{audio}" type="audio/mpeg"/>' if audio else ""
        first, last = map(int, fields.pop("each", "0-0").split("-"))
        text = item(**fields | {"more": more + fields.get("more", "")})
        numbers = range(first, last + 1)
        texts += [text.replace("#", str(number)) for number in numbers] if last else [text]
    return rss("".join(texts))


def _done(line: str, run: Run) -> str:
    """Return what a command prints, how it ends, and what it changes."""
    before = read(Path("mine"))
    status, out, err = _run(line, run)
    errors = "".join(f"! {message}\n" for message in err.splitlines())
    ended = f"status {status}\n" if status else ""
    return f"{out}{errors}{ended}{''.join(_changes(before, read(Path('mine'))))}"


def _run(line: str, run: Run) -> Done:
    """Run a command, or one of those that look at files."""
    command, *filters = line.split(" | grep ")
    command, _, source = command.partition(" < ")
    name, *arguments = (word.replace("feeds/", f"{_FEEDS}/") for word in shlex.split(command))
    if name == "sed":
        _, edit, path = arguments
        _, old, new, _ = edit.replace(r"\n", "\n").split(edit[1])
        text, count = re.subn(old, new, read(Path())[path])
        assert count == 1, line
        write(Path(), path, text)
        done: Done = (0, "", "")
    elif name == "cat":
        done = (0, Path(arguments[0]).read_text(encoding="utf-8"), "")
    elif name == "ls":
        paths = sorted(path for path in Path(arguments[0]).rglob("*") if path.is_file())
        found = [path.relative_to(arguments[0]).as_posix() for path in paths]
        done = (0, "".join(f"{path}\n" for path in found), "")
    else:
        with pytest.MonkeyPatch.context() as patch:
            if source:
                data = io.BytesIO(Path(source).read_bytes())
                patch.setattr(sys, "stdin", io.TextIOWrapper(data))
            done = run(name, *arguments)
    status, out, err = done
    for (text,) in map(shlex.split, filters):
        out = "".join(one for one in out.splitlines(keepends=True) if text in one)
    return status, out, err


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """Yield what differs in files, but for schemas, usual files, and comments above new ones."""
    for name in sorted(before | after):
        old, new = before.get(name, ""), after.get(name, "")
        if name not in before:
            new = _COMMENTS.sub("", new)
            new = "" if new in _USUAL else new
        if new == old or name.startswith("schema/"):
            continue
        yield f"=> mine/{name}\n"
        if name in after:
            lines = islice(difflib.unified_diff(_lines(old), _lines(new), n=1), 2, None)
            found = "".join(line for line in lines if not line.startswith("@@"))
            yield re.sub("^ $", "", found, flags=re.MULTILINE)
        else:
            yield "(gone)\n"


def _lines(text: str) -> list[str]:
    """Return the lines of a file as cases have them."""
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return (text if not text or text.endswith("\n") else f"{text}\\\n").splitlines(keepends=True)
