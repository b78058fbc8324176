"""A grammar of catalogues in YAML, JSON and JSONL: everyday ones, careless ones and hostile ones.

A document is drawn as plain values, near to what a catalogue holds; written out in one of many
ways; and then perhaps spoilt.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from value_strategies import TRICKY, WORDS

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

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
