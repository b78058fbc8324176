"""Files made to be costly, of any size."""

from __future__ import annotations

import json
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import bulk
import techforgood_podcast as tfg
from costly import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from costly import Prepare, Work

SHOW = "show: {id: my-show, title: My show, language: en}\n"
LINE = '{"show": {"id": "my-show", "title": "My show", "language": "en"}}\n'
CHAIN = 32
SYLLABLES = [start + vowel for start in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "ou")]


def _file(suffix: str, text: Callable[[int], str]) -> Prepare:
    """Return what validates a text as a file."""

    def prepare(size: int, folder: Path) -> Work:
        path = folder / f"c.{suffix}"
        path.write_text(text(size), encoding="utf-8", newline="")
        return partial(tfg.validate, path)

    return prepare


def _yaml(root: str, item: Callable[[int], str]) -> Prepare:
    """Return what validates a list of items in YAML."""
    return _file("yaml", lambda n: f"{SHOW}{root}:\n" + "".join(map(item, range(n))))


def _person(field: str, items: Callable[[int], Iterable[str]]) -> Callable[[int], str]:
    """Return what writes a line of JSONL with one person who has many of something."""
    return lambda n: (
        LINE + json.dumps({"person": {"id": "a", "name": "A", field: list(items(n))}}) + "\n"
    )


def _overlays(size: int, folder: Path) -> Work:
    (folder / "c.yaml").write_text(f"{SHOW}people: [{{id: a, name: A}}]\n", encoding="utf-8")
    for number in range(size):
        text = f"people: [{{id: a}}, {{id: p{number}, name: P}}]\n"
        (folder / f"o{number}.yaml").write_text(text, encoding="utf-8")
    overlays = [folder / f"o{number}.yaml" for number in range(size)]
    return partial(tfg.validate, folder / "c.yaml", *overlays)


def _layers(size: int) -> str:
    """Return organisations on 30 levels, each with all of the level above as parents."""
    items = [
        f"- {{id: o{level}x{number}, name: O{level}x{number}, kind: ngo, parents: ["
        + (", ".join(f"o{level - 1}x{above}" for above in range(width)) if level else "")
        + "]}\n"
        for width in [int(size**0.5)]
        for level in range(30)
        for number in range(width)
    ]
    return f"{SHOW}organisations:\n{''.join(items)}"


def _near_names(size: int) -> str:
    """Return people of whom many share a given name, or a family name but for a letter."""
    random = Random(1)  # noqa: S311 -- not for cryptography
    given, family = (
        ["".join(random.choices(SYLLABLES, k=length)).title() for _ in range(count)]
        for length, count in ((3, 500), (4, size // 4))
    )
    names = (f"{random.choice(given)} {random.choice(family)}" for _ in range(size))
    return LINE + "".join(
        json.dumps({"person": {"id": f"p{number}", "name": name}}) + "\n"
        for number, name in enumerate(names)
    )


def _joined(size: int, folder: Path) -> Work:
    """Return what makes one person of two among many, with an episode for every ten."""
    (folder / "episodes").mkdir()
    people = "".join(f"- id: p{i}\n  name: Ann {i}\n" for i in range(size))
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    (folder / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    for number in range(size // 10):
        text = f"id: e{number}\ntitle: E\nhosts: [p1]\n"
        (folder / f"episodes/e{number}.yaml").write_text(text, encoding="utf-8")
    return partial(tfg.authoring.same_person, folder, "p0", "p1")


FILES = {
    "JSONL, dangling references of one line": Case(
        2_000, _file("jsonl", _person("organisations", lambda n: (f"x{i}" for i in range(n))))
    ),
    "JSONL, warnings of one line": Case(
        2_000, _file("jsonl", _person("aliases", lambda n: (f"a\u200b{i}" for i in range(n))))
    ),
    "JSONL, blank lines": Case(1_000_000, _file("jsonl", lambda n: LINE + "\n" * n)),
    "JSONL, episodes": Case(2_000, _file("jsonl", lambda n: "".join(bulk.lines(n)))),
    "JSON, a string never closed": Case(
        1_000_000, _file("json", lambda n: '{"a": "' + '\\"' * (n // 40) + "," * n)
    ),
    "JSON, an error after many values": Case(
        50_000,
        _file("json", lambda n: '{"people": [' + '{"id": "a"},' * n + "NaN]}"),
    ),
    "YAML, redirects to nothing": Case(
        1_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}redirects:\n"
                + "".join(f"- {{id: r{i}, to: person-ix{i}}}\n" for i in range(n))
                + "people:\n"
                + "".join(f"- {{id: person-id{i}, name: A}}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, a chain of redirects": Case(
        5_000, _yaml("redirects", lambda i: f"- {{id: r{i}, to: r{i + 1}}}\n")
    ),
    "YAML, circles of two organisations": Case(
        2_000,
        _yaml(
            "organisations", lambda i: f"- {{id: a{i}, name: A, kind: ngo, parents: [a{i ^ 1}]}}\n"
        ),
    ),
    "YAML, circles through one organisation": Case(
        2_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}organisations:\n- {{id: hub, name: H, kind: ngo, parents: ["
                + ", ".join(f"a{i}" for i in range(n))
                + "]}\n"
                + "".join(f"- {{id: a{i}, name: A, kind: ngo, parents: [hub]}}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, organisations with many parents": Case(400, _file("yaml", _layers)),
    "YAML, unknown keys": Case(
        50_000, _file("yaml", lambda n: f"{SHOW}info:\n" + "".join(f" k{i}: 1\n" for i in range(n)))
    ),
    "YAML, unknown top-level keys": Case(
        2_000, _file("yaml", lambda n: SHOW + "".join(f"key{i}: 1\n" for i in range(n)))
    ),
    "YAML, broken episodes": Case(
        1_500, _yaml("episodes", lambda i: f"- {{id: e{i}, seson: x, title: 3}}\n")
    ),
    "YAML, aliases (*name)": Case(2_000, _yaml("people", lambda _: "- *a\n")),
    "YAML, comments in texts": Case(
        2_000, _yaml("people", lambda i: f"- id: p{i}\n  name: P #1\n")
    ),
    "YAML, a long key": Case(1_000_000, _file("yaml", lambda n: f"{SHOW}'{'k' * n}': 1\n")),
    "YAML, a text never closed": Case(
        50_000, _file("yaml", lambda n: f"{SHOW}info: '{'a b ' * n}\n")
    ),
    "YAML, blanks and words in one text": Case(
        1_000_000, _file("yaml", lambda n: f"{SHOW}info: {{version: x{' ' * 10_000}{'y ' * n}}}\n")
    ),
    "YAML, blank lines and lines in one text": Case(
        500_000,
        _file("yaml", lambda n: f"{SHOW}info:\n  version: |\n" + "\n" * 9_980 + "    y\n" * n),
    ),
    "YAML, as many blanks as words": Case(
        100_000, _file("yaml", lambda n: f"{SHOW}info: {{version: x{' ' * n}{'y ' * n}}}\n")
    ),
    "YAML, a tab in each comment": Case(2_000, _yaml("people", lambda _: "- [] # a\tb\n")),
    "YAML, aliases of one person": Case(
        10_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}people:\n- id: a\n  name: A\n  aliases:\n"
                + "".join(f"  - alias {i}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, one alias of many people": Case(
        2_000, _yaml("people", lambda i: f"- {{id: p{i}, name: P, aliases: [x]}}\n")
    ),
    "YAML, one name of many people": Case(
        2_000, _yaml("people", lambda i: f"- {{id: p{i}, name: Ann}}\n")
    ),
    "JSONL, people with near names": Case(50_000, _file("jsonl", _near_names)),
    "same-person in a folder": Case(2_000, _joined),
    "YAML, themes on 32 levels": Case(
        2_000,
        _yaml(
            "themes",
            lambda i: (
                f"- {{id: t{i}, label: T{i}" + (f", broader: t{i - 1}" if i % CHAIN else "") + "}\n"
            ),
        ),
    ),
    "overlays": Case(100, _overlays),
}
