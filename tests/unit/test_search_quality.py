"""No list of questions is answered worse than it was: ``search_figures.json`` says how it was.

The lists judge the search and do not choose it: a figure that rises may be written anew, with
``python tests/unit/search_scores.py``.
"""

import json

import pytest

import techforgood_podcast as tfg
from search_queries import QUERIES
from search_scores import FIGURES, LISTS, STRANGERS, figures, figures_of_strangers, score
from search_words import ENGLISH_WORDS, FRENCH_WORDS

ALL = [text for queries in LISTS.values() for text, _ in queries]
CODES = {episode.code for episode in tfg.load_catalogue().episodes}


@pytest.mark.parametrize("name", [*LISTS, *STRANGERS])
def test_a_list_is_answered_as_well_as_it_was(name: str) -> None:
    kept: dict[str, float] = json.loads(FIGURES.read_text(encoding="utf-8"))[name]
    found = figures(LISTS[name]) if name in LISTS else figures_of_strangers(name)
    assert {figure: value for figure, value in found.items() if value < kept[figure]} == {}


def test_queries_mean_episodes_that_exist_and_each_is_asked_once() -> None:
    assert {
        code for _, meant in (*QUERIES, *FRENCH_WORDS, *ENGLISH_WORDS) for code in meant
    } <= CODES
    assert len(ALL) == len(set(ALL)) > 400


def test_no_query_is_a_title() -> None:
    titles = {episode.title.casefold() for episode in tfg.load_catalogue().episodes}
    assert titles.isdisjoint(map(str.casefold, ALL))


def test_a_search_that_finds_nothing_scores_nothing() -> None:
    assert score(lambda _: []) == (0, 0, 0)


def test_a_search_scores_by_the_rank_of_what_was_meant() -> None:
    queries = (("a", ("S1E1",)), ("b", ("S1E2", "S1E3")))
    assert score(lambda _: ["S1E1", "S1E4", "S1E5", "S1E3"], queries) == (0.5, 0.5, (1 + 0.25) / 2)
