"""The format ``html``: what the search and the filters of a page find."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED
from settings import examples
from strategies import catalogues
from techforgood_podcast.catalogue.full_text import (
    KINDS,
    all_passages,
    hidden_names_in,
    languages_of,
)
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import split_words, stem, stop_words_of
from web_pages import PAGES, Page, as_read, episodes_of, page, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


def episodes_by_word(text: str, episodes: Iterable[tfg.Episode]) -> list[defaultdict[str, float]]:
    """Return how much each word counts in each episode, as the search of a page reads it."""
    index = json.loads(Page(text).one("index").text)
    passages = [(index["weights"][kind], [*accumulate(some)]) for kind, *some in index["passages"]]
    found = [defaultdict[str, float](float) for _ in index["sizes"]]
    languages = {languages_of(episode.show) for episode in episodes}
    for line in filter(None, index["stems"].split("\n")):
        shared, *entries = line.split(" ")
        for entry in entries:
            ending, numbers = entry.split(":")
            word = ending[1:] if ending.startswith("/") else shared + ending
            assert shared in {stem(word, some) for some in languages}
            for number in accumulate(map(int, numbers.split("."))):
                weight, positions = passages[number]
                for at in positions:
                    found[at][word] += weight
    return found


def words_of(episode: tfg.Episode) -> dict[str, float]:
    """Return how much each word counts in an episode, as the library has it."""
    found: dict[str, float] = {}
    for kind, text in all_passages(episode):
        for line in text.splitlines():
            for word in split_words(fold(line)):
                found[word] = found.get(word, 0) + KINDS[kind][1]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_an_episode_is_found_by_what_the_library_finds_it_by(name: str) -> None:
    episodes = episodes_of(PAGES[name])
    wanted = [words_of(episode) for episode in episodes]
    for language in ("fr", "en"):
        text = tfg.dumps(PAGES[name], "html", language=language)
        assert episodes_by_word(text, episodes) == wanted


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_text_is_searched(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "html", language="en")
    assert episodes_by_word(text, catalogue.episodes) == [words_of(e) for e in catalogue.episodes]


def test_what_the_page_does_not_show_is_in_its_index_but_for_what_nobody_is_shown() -> None:
    index = json.loads(page(BUNDLED).one("index").text)
    shown = {spaced(line) for line in read_by_browser(text_of(BUNDLED))}
    lines = {spaced(line) for _, text in index["lines"] for line in text.split("\n")}
    assert not lines & shown
    names = {
        spaced(line)
        for episode in BUNDLED.episodes
        for kind, text in all_passages(episode)
        if kind not in {"alias", "broader", "search_word"}
        for line in text.splitlines()
    }
    hidden = {spaced(name) for one in BUNDLED.episodes for name in hidden_names_in(one)}
    assert names <= lines | shown | hidden
    assert not lines & {*hidden, "danseur"}


def test_episodes_are_found_by_their_days_and_a_trailer_as_an_introduction() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    one = tfg.Episode(id="a", show=show, title="A", kind="trailer", season=2)
    two = tfg.Episode(id="b", show=show, title="B", published=dt.date(2024, 2, 29))
    catalogue = tfg.Catalogue(show=show, episodes=[one, two])
    index = json.loads(Page(tfg.dumps(catalogue, "html")).one("index").text)
    positions = {episode.id: n for n, episode in enumerate(catalogue.episodes)}
    marks = index["marks"]
    assert marks["=2024 02 29"] == [positions["b"]]
    assert marks["intro"] == marks["s2intro"] == marks["s2trailer"] == [positions["a"]]


def test_the_page_weighs_words_as_the_library_does() -> None:
    index = json.loads(page(BUNDLED).one("index").text)
    assert index["weights"] == [weight for _, weight in KINDS.values()]
    assert set(index["stopWords"].split()) == stop_words_of(("fr", "en"))


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
