from functools import cache

import pytest

import techforgood_podcast as tfg
from search_queries import QUERIES, UNSEEN
from search_scores import RIVALS, Score, ours, score, score_of

QUERY_SETS = {"those that helped to choose the weights": QUERIES, "those that did not": UNSEEN}
CODES = {episode.code for episode in tfg.load_catalogue().episodes}


@cache
def our_score(queries: str) -> Score:
    return score(ours, QUERY_SETS[queries])


@pytest.mark.parametrize("queries", QUERY_SETS)
def test_what_people_mean_is_among_the_first_three(queries: str) -> None:
    assert our_score(queries).recall >= 0.95


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("queries", QUERY_SETS)
def test_what_people_mean_stands_higher_than_with_fts5(queries: str, rival: str) -> None:
    theirs = score_of(RIVALS[rival], QUERY_SETS[queries])
    assert our_score(queries).mrr > theirs.mrr
    assert our_score(queries).recall >= theirs.recall


def test_every_query_means_an_episode_and_there_is_each_only_once() -> None:
    assert {code for _, meant in QUERIES for code in meant} <= CODES
    texts = [text for text, _ in (*QUERIES, *UNSEEN)]
    assert len(texts) == len(set(texts)) == 96


def test_no_query_is_a_title() -> None:
    titles = {episode.title.casefold() for episode in tfg.load_catalogue().episodes}
    assert titles.isdisjoint(text.casefold() for text, _ in (*QUERIES, *UNSEEN))


def test_a_search_that_finds_nothing_scores_nothing() -> None:
    assert score(lambda _: []) == (0, 0)


def test_a_search_scores_by_the_rank_of_what_was_meant() -> None:
    queries = (("a", ("S1E1",)), ("b", ("S1E2", "S1E3")))
    assert score(lambda _: ["S1E1", "S1E4", "S1E5", "S1E3"], queries) == (0.5, (1 + 0.25) / 2)
