"""The format ``html``: what the search and the filters of a page find."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED
from settings import examples
from strategies import catalogues
from techforgood_podcast.catalogue.full_text import KINDS, all_passages
from techforgood_podcast.text.search_terms import STOP_WORDS
from web_pages import PAGES, Page, as_read, episodes_of, page

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLED = tfg.load_catalogue()


def spaced(line: str) -> str:
    """Return a line without the typography that the page may have."""
    return line.replace("\xa0", " ").replace("’", "'").strip()


def read_by_browser(text: str) -> list[str]:
    """Return the lines of the text nodes in ``<main>``, each once, as the script of a page does."""
    main = as_read(text).partition("<main>")[2].partition("</main>")[0]
    nodes = map(html.unescape, re.split(r"<[^<>]*>", main))
    shown = (line for node in nodes for line in node.split("\n"))
    return list(dict.fromkeys(line for line in shown if line.strip(" \t\f")))


def indexed(text: str) -> list[list[Counter[str]]]:
    """Return the lines of each kind of text by which the search of a page finds each episode."""
    index = json.loads(Page(text).one("index").text)
    known = [*read_by_browser(text), *index["lines"]]
    passages: list[list[int]] = index["passages"]
    found: list[list[Counter[str]]] = []
    episodes: list[list[int]] = index["episodes"]
    for steps in episodes:
        columns: list[Counter[str]] = [Counter() for _ in KINDS]
        for number in accumulate(steps):
            kind, lines = passages[number][0], accumulate(passages[number][1:])
            columns[kind].update(spaced(known[line]) for line in lines)
        found.append(columns)
    return found


def found_by(episode: tfg.Episode) -> list[Counter[str]]:
    """Return the lines of each kind of text by which the library finds an episode."""
    columns: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kind, text in all_passages(episode):
        columns[kind].update(map(spaced, text.splitlines()))
    return list(columns.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_an_episode_is_found_by_what_the_library_finds_it_by(name: str) -> None:
    wanted = [found_by(episode) for episode in episodes_of(PAGES[name])]
    for language in ("fr", "en"):
        assert indexed(tfg.dumps(PAGES[name], "html", language=language)) == wanted


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_text_is_searched(catalogue: tfg.Catalogue) -> None:
    assert indexed(tfg.dumps(catalogue, "html", language="en")) == [
        found_by(e) for e in catalogue.episodes
    ]


def test_the_page_weighs_words_as_the_library_does() -> None:
    index = json.loads(page(BUNDLED).one("index").text)
    assert index["weights"] == [weight for _, weight in KINDS.values()]
    assert set(index["stopWords"].split()) == STOP_WORDS


def test_filters_find_what_the_queries_of_the_library_find() -> None:
    for catalogue in (BUNDLED, LINKED):
        found = page(catalogue)
        queries: dict[str, tuple[tfg.Collection[Any], Callable[..., tfg.Episodes]]] = {
            "person": (catalogue.people, catalogue.by_person),
            "organisation": (catalogue.organisations, catalogue.by_organisation),
            "theme": (catalogue.themes, catalogue.by_theme),
            "place": (catalogue.places, catalogue.by_place),
        }
        for episode in catalogue.episodes:
            attributes = found.one(f"episode-{episode.id}").attributes
            for facet, (entities, query) in queries.items():
                wanted = {e.id for e in entities if episode in query(e)}
                assert set(attributes.get(f"data-{facet}", "").split()) == wanted
            seconds = attributes.get("data-seconds")
            assert seconds == (
                None if episode.duration is None else str(int(episode.duration.total_seconds()))
            )


def test_texts_are_in_the_page_once() -> None:
    index = page(BUNDLED).one("index").text
    summaries = [BUNDLED.show.summary, *(episode.summary for episode in BUNDLED.episodes)]
    definitions = [theme.definition for theme in BUNDLED.themes]
    texts = [line[:60] for text in (*summaries, *definitions) if text for line in text.texts]
    assert [text for text in texts if text in index] == []
