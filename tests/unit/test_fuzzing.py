"""Generated documents: whatever they hold, all that comes out is a catalogue or located problems.

``make fuzz-tests`` tries many more of them, and counts them.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

import techforgood_podcast as tfg
from fuzzing import json_documents, jsonl_documents, raw, yaml_documents
from settings import examples
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def found_in(name: str, data: bytes, folder: Path) -> tuple[tfg.Problem, ...]:
    """Validate and load a file; both have to say the same of it."""
    path = folder / name
    path.write_bytes(data)
    problems = tfg.validate(path)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        with pytest.raises(tfg.CatalogueError) as caught:
            tfg.load_catalogue(path)
        assert caught.value.problems == errors
    else:
        tfg.load_catalogue(path)
    return problems


def assert_well_formed(problems: tuple[tfg.Problem, ...], name: str, data: bytes) -> None:
    """Each problem is one printable line; its position is in the file, and after the one before."""
    text = data.decode("utf-8-sig", "replace")
    for problem in problems:
        # Where bytes are no text, it is not yet YAML, which also ends lines in a carriage return.
        is_yaml = name.endswith(".yaml") and "UTF-8" not in problem.message
        lines = re.split("\r\n|\r|\n" if is_yaml else "\n", text)
        assert str(problem).isprintable()
        assert problem.message
        assert problem.file == name
        if problem.line:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        else:
            assert problem.column == 0
    order = [(problem.line, problem.column, problem.message) for problem in problems]
    assert order == sorted(order)


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@settings(deadline=None, max_examples=examples(60), suppress_health_check=SLOW)
@given(text=yaml_documents)
def test_any_yaml_is_a_catalogue_or_has_well_formed_problems(
    loader: type[Any], folder: Path, text: str
) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        use(loader, patch)
        assert_well_formed(found_in("c.yaml", data, folder), "c.yaml", data)


# Inside brackets, PyYAML's own loader ends a plain text at a question mark, and takes a comma
# for a part of a tag; and it takes no tab before a value.
@settings(deadline=None, max_examples=examples(60), suppress_health_check=SLOW)
@given(text=yaml_documents.map(lambda text: re.sub("[?!\t]", "", text)))
def test_both_loaders_say_the_same_of_any_yaml(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    said: list[tuple[tfg.Problem, ...]] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            use(loader, patch)
            said.append(found_in("c.yaml", data, folder))
    pure, libyaml = said
    assert pure == libyaml


@settings(deadline=None, max_examples=examples(60), suppress_health_check=SLOW)
@given(text=json_documents)
def test_any_json_is_a_catalogue_or_has_well_formed_problems(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert_well_formed(found_in("c.json", data, folder), "c.json", data)


@settings(deadline=None, max_examples=examples(60), suppress_health_check=SLOW)
@given(text=jsonl_documents)
def test_any_jsonl_is_a_catalogue_or_has_well_formed_problems(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert_well_formed(found_in("c.jsonl", data, folder), "c.jsonl", data)


@pytest.mark.parametrize(
    ("name", "texts"),
    [("c.yaml", yaml_documents), ("c.json", json_documents), ("c.jsonl", jsonl_documents)],
    ids=["yaml", "json", "jsonl"],
)
def test_any_bytes_are_a_catalogue_or_have_well_formed_problems(
    name: str, texts: Any, folder: Path
) -> None:
    @settings(deadline=None, max_examples=examples(30), suppress_health_check=SLOW)
    @given(data=raw(texts))
    def try_(data: bytes) -> None:
        assert_well_formed(found_in(name, data, folder), name, data)

    try_()
