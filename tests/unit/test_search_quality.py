"""No list of questions is answered worse than it was: ``search/figures.json`` says how it was.

The lists judge the search and do not choose it. Where a figure rises, ``TFG_REGENERATE`` in the
environment writes it anew.
"""

from __future__ import annotations

import json
import os

import pytest

import techforgood_podcast as tfg
from search_queries import FOLDER, QUESTIONS, WORDS, ours, read_lists, score

FIGURES = FOLDER / "figures.json"
LISTS = QUESTIONS | WORDS
EXAMPLE = FOLDER.parents[2] / "examples" / "bread-and-code"
STRANGERS = {
    "held out, of strangers": ("strangers", tfg.data_files()),
    "held out, of strangers about the example": ("strangers-about-the-example", EXAMPLE),
}
ALL = [text for queries in LISTS.values() for text, _ in queries]


def figures(name: str) -> dict[str, float]:
    """Return what the library scores for a list; of strangers, also the questions left open."""
    if name in LISTS:
        return score(ours, LISTS[name])._asdict()
    file, data = STRANGERS[name]
    catalogue, kinds = tfg.load_catalogue(data), read_lists(file)
    unanswered = [not catalogue.search(text) for text, _ in kinds.pop("no answer")]
    found = score(
        lambda text: [hit.episode.code for hit in catalogue.search(text)],
        [query for queries in kinds.values() for query in queries],
    )
    return found._asdict() | {"left open": sum(unanswered) / len(unanswered)}


@pytest.mark.parametrize("name", [*LISTS, *STRANGERS])
def test_a_list_is_answered_as_well_as_it_was(name: str) -> None:
    kept: dict[str, dict[str, float]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    found = {figure: round(value, 4) for figure, value in figures(name).items()}
    if os.environ.get("TFG_REGENERATE"):
        text = json.dumps(kept | {name: found}, indent=2)
        FIGURES.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    else:
        assert {
            figure: value for figure, value in found.items() if value < kept[name][figure]
        } == {}


def test_queries_mean_episodes_that_exist_and_each_is_asked_once() -> None:
    codes = {episode.code for episode in tfg.load_catalogue().episodes}
    assert {code for queries in LISTS.values() for _, meant in queries for code in meant} <= codes
    assert len(ALL) == len(set(ALL)) > 400


def test_no_query_is_a_title() -> None:
    titles = {episode.title.casefold() for episode in tfg.load_catalogue().episodes}
    assert titles.isdisjoint(map(str.casefold, ALL))


def test_a_search_that_finds_nothing_scores_nothing() -> None:
    assert score(lambda _: [], QUESTIONS["that did not"]) == (0, 0, 0)


def test_a_search_scores_by_the_rank_of_what_was_meant() -> None:
    queries = [("a", ("S1E1",)), ("b", ("S1E2", "S1E3"))]
    assert score(lambda _: ["S1E1", "S1E4", "S1E5", "S1E3"], queries) == (0.5, 0.5, (1 + 0.25) / 2)
