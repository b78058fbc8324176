"""A folder and a feed, a command, and what becomes of them: the cases in ``folders/``.

A file of cases holds what its cases have in common, in ``given``, and the cases by their names. A
case is a step or several; a step names only what is new:

- ``folder``: files of the folder ``mine``, each as its text, as changes of it (what is in it, and
  what takes its place), or "(gone)";
- ``feed``: the feed in ``feed.xml``, as items and elements; an item may have a name, in ``items``,
  and be there for ``each`` of some numbers, which "#" stands for;
- ``files``: other files, beside the folder;
- ``run``: the command, unless it is the ``command`` in ``given``, or ``update mine feed.xml``.

What is expected: ``status``, which is 0 unless stated, ``report``, ``error``, and ``after``, all
files of the folder that the step changes, but for schemas and the files of ``after`` in ``given``.
Steps that expect nothing prepare the others. With ``TFG_REGENERATE`` in the environment, reports,
errors and whole files that differ are written into the cases; what changed is for a person to read.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from command_line import runner
from own_folders import read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from command_line import Run

CASES = Path(__file__).parent / "folders"
UPDATE = "update mine feed.xml"
EXPECTED = ("status", "error", "report", "after")
GONE = "(gone)"
FEEDS = CASES.parent / "feeds"
# What an update adds to each folder without sources, and the comments at the top of new files.
SOURCES = "- id: feed\n  title:\n    en: 'RSS: My show'\n"
COMMENTS = re.compile(r"^(#.*\n)+")


def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506 -- every value is a text


@pytest.mark.parametrize(
    ("document", "steps"),
    [
        pytest.param(document, steps, id=f"{path.stem}: {name}")
        for path in sorted(CASES.glob("*.yaml"))
        for document in [_read(path)]
        for name, steps in document["cases"].items()
    ],
)
def test_a_command_writes_and_reports_what_is_expected(
    document: Any, steps: Any, here: Run, request: pytest.FixtureRequest
) -> None:
    _prepare(document, here)
    given: dict[str, Any] = {}
    for number, step in enumerate([steps] if hasattr(steps, "items") else steps, start=1):
        inputs = {name: value for name, value in step.items() if name not in EXPECTED}
        inputs.setdefault("run", document["given"].get("command", UPDATE))
        given[f"step {number}"] = inputs
        _lay(step, document)
        expected, found = _run(step | inputs, document["given"].get("after", {}), here)
        if found != expected:
            case = request.node.callspec.id
            if os.environ.get("TFG_REGENERATE"):
                _regenerate(case, number, expected, found)
            else:
                pytest.fail(_difference(case, given, expected, found), pytrace=False)


@pytest.fixture
def here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Return a function that runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", hash)  # leave it to the system when files get to the disk
    return runner(capsys)


_PREPARED: dict[int, dict[str, str]] = {}


def _prepare(document: Any, run: Run) -> None:
    """Write what the cases of a document are given; only for the first case, commands are run."""
    given = document["given"]
    if id(document) not in _PREPARED:
        _lay(given, document)
        for command in given.get("run", []):
            run(*shlex.split(command))
        _PREPARED[id(document)] = read(Path())
    _lay({"files": _PREPARED[id(document)]}, document)


def _lay(step: Any, document: Any) -> None:
    """Write the files of a step."""
    files = {f"mine/{name}": text for name, text in step.get("folder", {}).items()}
    files |= step.get("files", {})
    if "feed" in step:
        files["feed.xml"] = step["feed"]
    for name, content in files.items():
        if content == GONE:
            Path(name).unlink()
        elif isinstance(content, list):
            write(Path(), name, _feed(content, document.get("items", {})))
        else:
            before = "" if isinstance(content, str) else read(Path())[name]
            write(Path(), name, _edited(before, content))


def _feed(parts: Any, items: Any) -> str:
    """Return a feed of items, each a mapping or the name of one, and of other elements."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str) and part.startswith("<"):
            texts.append(part)
            continue
        fields = dict(items[part] if isinstance(part, str) else part)
        audio = fields.pop("audio", None)
        more = f'<enclosure url="{audio}" type="audio/mpeg"/>' if audio else ""
        first, last = map(int, fields.pop("each", "0-0").split("-"))
        text = item(**fields | {"more": more + fields.get("more", "")})
        numbers = range(first, last + 1)
        texts += [text.replace("#", str(number)) for number in numbers] if last else [text]
    return rss("".join(texts))


def _edited(text: str, changes: Any) -> str:
    """Return a new text, or the text after changes of it."""
    if isinstance(changes, str):
        return changes
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _run(step: Any, usual: Any, run: Run) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run the command of a step; return what was expected of it, and what was found."""
    before = read(Path("mine"))
    status, out, err = run(*shlex.split(step["run"].replace("feeds/", f"{FEEDS}/")))
    expected: dict[str, Any] = {name: step[name] for name in EXPECTED if name in step}
    if not expected:
        assert status in {0, 3}, err
        return {}, {}
    after = (usual | step.get("after", {})).items()
    files = {name: _edited(before.get(name, ""), text) for name, text in after}
    if "after" in expected:
        expected["after"] = files
    expected = {"status": "0", "error": ""} | expected
    found: dict[str, Any] = {
        "status": str(status),
        "error": err.removeprefix("techforgood-podcast: "),
        "report": re.sub(" {2,}", "  ", out),
        "after": _changed(before, files),
    }
    return expected, {name: found[name] for name in expected}


def _changed(before: dict[str, str], expected: dict[str, str]) -> dict[str, str]:
    """Return the files that changed, without what every update adds."""
    after = read(Path("mine"))
    changed = {
        name: text
        for name, text in after.items()
        if text != before.get(name) and not name.startswith("schema/")
    }
    if changed.get("sources.yaml") == SOURCES and "sources.yaml" not in expected:
        del changed["sources.yaml"]
    return {
        name: text if text == expected.get(name) else COMMENTS.sub("", text)
        for name, text in changed.items()
    } | dict.fromkeys(before.keys() - after.keys(), GONE)


def _regenerate(case: str, number: int, expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Write what a step of a case found into its file, where a block of text was expected."""
    stem, _, name = case.partition(": ")
    path = CASES / f"{stem}.yaml"
    before, begun, text = path.read_text(encoding="utf-8").partition(f"\n  {name}:\n")
    body, rest = re.split(r"(?m)^(?=  \S)|\Z", text, maxsplit=1)
    steps = re.split(r"(?m)^(?=    - )", body) if body.startswith("    - ") else [body]
    index = min(number, len(steps) - 1)
    for key, old in (expected | expected.get("after", {})).items():
        new = (found | found.get("after", {})).get(key)
        for indent in (6, 8, 10) if isinstance(new, str) and new.endswith("\n") else ():
            old_block, new_block = (
                f"{key}: |\n{textwrap.indent(block, ' ' * indent)}" for block in (old, new)
            )
            steps[index] = steps[index].replace(old_block, new_block)
    path.write_text(f"{before}{begun}{''.join(steps)}{rest}", encoding="utf-8", newline="\n")


def _difference(case: str, given: Any, expected: Any, found: Any) -> str:
    """Return the name of a case, its input, and how the result differs."""
    inputs, wanted, got = (_plain(part).splitlines() for part in (given, expected, found))
    difference = difflib.unified_diff(wanted, got, "expected", "found", n=99, lineterm="")
    return "\n".join([case, *inputs, "", *difference])


def _plain(value: Any, indent: str = "") -> str:
    """Return texts, lists and mappings as lines."""
    if hasattr(value, "items"):
        parts = (f"{indent}{name}:\n{_plain(part, f'{indent}  ')}" for name, part in value.items())
        return "".join(parts)
    lines = value.split("\n") if isinstance(value, str) else map(str, value)
    return "".join(f"{indent}{line}\n" for line in lines)
