"""Generated documents: whatever they hold, all that comes out is a catalogue or located problems.

They are catalogues in YAML, JSON and JSONL: everyday ones, careless ones and hostile ones. Each is
drawn as plain values, near to what a catalogue holds; written out in one of many ways; and then
perhaps spoilt. ``make fuzz-tests`` tries many more of them, and counts them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples
from value_strategies import TRICKY, WORDS
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
IDS, KEYS = WORDS["ids"], WORDS["keys"]
TEXTS = [*WORDS["texts"], "x" * 99, "9" * 5_000]
SPOILT = [*WORDS["spoilt"], "- " * 40, "{a: " * 40, "9" * 5_000, ""]
LISTS = ("people", "organisations", "themes", "places", "sources", "episodes", "redirects")
NOUNS = ("person", "organisation", "theme", "place", "source", "episode", "redirect", "persn")

_REQUIRED: dict[str, dict[str, Any]] = {
    "people": {"name": "Ann"},
    "organisations": {"name": "The Mill", "kind": "company"},
    "themes": {"label": "Bread"},
    "places": {"name": "Namur", "kind": "city"},
    "sources": {"title": "The page"},
    "episodes": {"season": 1, "title": "Flour"},
    "redirects": {},
}
_SHOW = {"id": "my-show", "title": "My show", "language": "en"}

scalars: SearchStrategy[Any] = (
    st.sampled_from((*IDS, *TEXTS, *TRICKY))
    | st.integers(-3, 10**19)
    | st.sampled_from((None, True, False, 1.5, float("inf"), float("nan")))
    | st.text(max_size=4)
)
values: SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=6,
)
"""Anything that may follow a key."""


@st.composite
def records(draw: DrawFn, section: str) -> Any:
    """A record that has what it needs, and some more; or anything else."""
    if draw(st.integers(0, 9)) == 0:
        return draw(values)
    more = draw(st.dictionaries(st.sampled_from(KEYS), values, max_size=3))
    return {"id": draw(st.sampled_from(IDS)), **_REQUIRED[section], **more}


@st.composite
def catalogues(draw: DrawFn) -> dict[str, Any]:
    """The values of a whole catalogue, with and without mistakes."""
    found: dict[str, Any] = {"show": _SHOW} if draw(st.integers(0, 9)) else {}
    for section in draw(st.lists(st.sampled_from(LISTS), max_size=3, unique=True)):
        found[section] = draw(st.lists(records(section), max_size=3))
    if draw(st.integers(0, 4)) == 0:
        found[draw(st.sampled_from((*LISTS, *KEYS, "info")))] = draw(values)
    return found


class _Pen:
    """A document in YAML under way, each value in a style of its own."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def any(self, *ways: str) -> str:
        return self.draw(st.sampled_from(ways))

    def scalar(self, value: Any) -> str:
        if value is None:
            return self.any("", "~", "null")
        text = str(value)
        style = self.any("plain", "plain", "single", "double")
        if style == "single":
            return "'" + text.replace("'", "''") + "'"
        return (
            json.dumps(text, ensure_ascii=self.draw(st.booleans())) if style == "double" else text
        )

    def flow(self, value: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join(self.flow(item) for item in _items(value))}]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(k)}: {self.flow(v)}" for k, v in _pairs(value)) + "}"
        return self.scalar(value)

    def key(self, key: str) -> str:
        return self.any(key, key, key, json.dumps(key), f"? {key}\n")

    def block(self, value: Any, indent: str = "") -> str:
        mark = self.any("", "", "", "", "", "", "", "&a ", "*a ", "!t ", "!!str ", "# ")
        if isinstance(value, list) and value and self.draw(st.booleans()):
            step = indent + self.any("", "  ")
            lines = (f"{step}-{self.block(item, step + '  ')}" for item in _items(value))
            return f" {mark}\n{''.join(lines)}"
        if isinstance(value, dict) and value and self.draw(st.integers(0, 4)):
            step = indent + "  "
            lines = (f"{step}{self.key(k)}:{self.block(v, step)}" for k, v in _pairs(value))
            return f" {mark}\n{''.join(lines)}"
        if isinstance(value, str) and self.draw(st.integers(0, 9)) == 0:
            sign = self.any("|", ">", ">-", "|+", "|2")
            return f" {mark}{sign}\n{indent}  {value}\n"
        return f" {mark}{self.flow(value)}{self.any('', '', '', ' #3', ' # no')}\n"


def _items(value: Any) -> list[Any]:
    return list(value)


def _pairs(value: Any) -> list[tuple[str, Any]]:
    return list(value.items())


@st.composite
def spoilt(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """Texts with up to three things put in or left out."""
    text = draw(texts)
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2, 3)))):
        index = draw(st.integers(0, len(text)))
        left_out = draw(st.sampled_from((0, 0, 1, 5)))
        text = text[:index] + draw(st.sampled_from(SPOILT)) + text[index + left_out :]
    return text


@st.composite
def _yaml(draw: DrawFn) -> str:
    pen = _Pen(draw)
    catalogue = draw(catalogues())
    if draw(st.integers(0, 9)) == 0:
        return pen.flow(catalogue)
    return "".join(f"{pen.key(k)}:{pen.block(v)}" for k, v in catalogue.items())


@st.composite
def _json(draw: DrawFn) -> str:
    indent = draw(st.sampled_from((None, 1)))
    return json.dumps(draw(catalogues()), indent=indent, ensure_ascii=draw(st.booleans()))


@st.composite
def _jsonl(draw: DrawFn) -> str:
    lines: list[Any] = [{"show": _SHOW}] if draw(st.integers(0, 9)) else []
    for section, noun in draw(
        st.lists(st.sampled_from(tuple(zip(LISTS, NOUNS, strict=False))), max_size=4)
    ):
        lines.append({noun: draw(records(section))})
    end = draw(st.sampled_from(("\n", "\r\n", "\n\n")))
    return "".join(json.dumps(line, ensure_ascii=draw(st.booleans())) + end for line in lines)


yaml_documents = spoilt(_yaml())
json_documents = spoilt(_json())
jsonl_documents = spoilt(_jsonl())


@st.composite
def raw(draw: DrawFn, texts: SearchStrategy[str]) -> bytes:
    """Documents as they come from a disk, in some encoding, whole or cut."""
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1")))
    data = draw(texts).encode(encoding, "backslashreplace")
    if draw(st.booleans()):
        return data
    index = draw(st.integers(0, len(data)))
    return data[:index] + draw(st.binary(max_size=4)) + data[index + draw(st.integers(0, 4)) :]


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
