"""The page on how the library is built names what is there."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules, resolve_name

import pytest

import techforgood_podcast as tfg

PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
MAX_STEPS = 8
MAX_GLOSSARY = 40


def section(heading: str) -> str:
    """Return the text below a heading of the second level."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


WALKS = {
    walk.partition("\n")[0]: re.findall(r"^\d\. `([\w.]+)`", walk, re.MULTILINE)
    for walk in section("Three walks through the code").split("\n### ")[1:]
}


def test_there_are_three_walks() -> None:
    assert len(WALKS) == 3


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_is_told_in_few_steps(walk: str) -> None:
    assert 3 <= len(WALKS[walk]) <= MAX_STEPS


@pytest.mark.parametrize("step", [*chain.from_iterable(WALKS.values())])
def test_a_step_of_a_walk_is_a_name_to_open(step: str) -> None:
    assert found(step) is not None


def test_a_name_that_is_not_there_is_noticed() -> None:
    with pytest.raises((AttributeError, ImportError)):
        found("catalogue.episodes.Queries.by_baker")


def found(name: str) -> object:
    """Return what a name within the package stands for."""
    return resolve_name(f"{tfg.__name__}.{name}")


def test_the_ladder_shows_which_class_rests_on_which() -> None:
    block = section("The ladder of classes").split("```text\n")[1].split("```")[0]
    above: list[type] = []
    for line in block.splitlines():
        indent = len(line) - len(line.lstrip())
        if indent > 20:  # the rest of the line before
            continue
        names = re.split(", ", re.split(r"\s{2,}", line.strip())[0])
        classes = [named(name) for name in names]
        del above[indent // 2 :]
        for cls in classes:
            assert not above or issubclass(cls, above[-1]), cls
        above.append(classes[0])
    assert above


def named(name: str) -> type:
    """Return the class with a name."""
    packages = ("", ".models", ".catalogue", ".packaged")
    places = [import_module(f"{tfg.__name__}{package}") for package in packages]
    places += [
        import_module(f"{place.__name__}.{module.name}")
        for place in places[1:]
        for module in iter_modules(place.__path__)
    ]
    cls = next(getattr(place, name) for place in places if name in dir(place))
    assert isinstance(cls, type)
    return cls


def test_the_glossary_is_short() -> None:
    rows = section("Glossary").count("\n| ") - 1
    assert 0 < rows <= MAX_GLOSSARY
