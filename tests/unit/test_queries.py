"""The queries are the same of a catalogue, of a selection, at the top and of any package."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.packaged import Facade

FACADE = Facade("techforgood_podcast")
CATALOGUE = tfg.load_catalogue()
EXAMPLE = ">>> tfg.load_catalogue()."
QUERIES = [name for name in dir(FACADE) if name[0] != "_" and hasattr(tfg.Episodes, name)]
FILTERS = [
    name
    for name in dir(tfg.Episodes)
    if name not in QUERIES and hasattr(tfg.Catalogue, name)
    if EXAMPLE in (inspect.getdoc(getattr(tfg.Episodes, name)) or "")
]
EVERYWHERE = {
    "tfg.load_catalogue().": CATALOGUE,
    "tfg.load_catalogue().episodes.": CATALOGUE.episodes,
    "tfg.": tfg,
    "tfg.packaged.Facade('techforgood_podcast').": FACADE,
}
ASKED = list(EVERYWHERE)[:2]
"""Where the queries are that no façade has."""


def test_these_are_the_queries() -> None:
    assert " ".join(QUERIES) == (
        "by_guest by_host by_organisation by_person by_place by_season by_theme search"
    )
    assert " ".join(FILTERS) == "longer_than published_between shorter_than"


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_has_one_signature_and_one_docstring(name: str) -> None:
    found = [getattr(asked, name) for asked in EVERYWHERE.values()]
    assert len({inspect.getdoc(query) for query in found}) == 1
    assert len({inspect.signature(query) for query in found}) == 1


@pytest.mark.parametrize(
    ("name", "asked"),
    [(name, asked) for name in QUERIES for asked in EVERYWHERE]
    + [(name, asked) for name in FILTERS for asked in ASKED],
)
def test_the_example_of_a_query_runs_wherever_the_query_is(name: str, asked: str) -> None:
    text = inspect.getdoc(getattr(tfg.Episodes, name)) or ""
    assert EXAMPLE in text
    text = text.replace("tfg.load_catalogue().", asked)
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("name", FILTERS)
def test_no_facade_asks_for_running_times_or_days(name: str) -> None:
    assert not hasattr(FACADE, name)
    with pytest.raises(AttributeError, match=rf"; use load_catalogue\(\)\.{name}$"):
        getattr(tfg, name)


def test_the_documentation_says_what_exists_where() -> None:
    text = (Path(__file__).parents[2] / "docs" / "find.md").read_text(encoding="utf-8")
    _, _, section = text.partition("## What exists where")
    rows = [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("| `")]
    told: tuple[set[str], ...] = (set(), set(), set())
    for names, *where in rows:
        for found, cell in zip(told, where, strict=True):
            found.update(re.findall(r"`(\w+)`", names) if cell.strip() else ())
    not_asked = {"info", "show", "episodes", "people", "sources", "redirects", "languages"}
    assert told[0] == {*tfg.__all__} & names_in(tfg.Catalogue)
    assert told[1] == names_in(tfg.Catalogue) - not_asked
    assert told[2] == names_in(tfg.Episodes)


def names_in(cls: type[object]) -> set[str]:
    """Return the public names of a class."""
    return {name for name in dir(cls) if not name.startswith("_")}
