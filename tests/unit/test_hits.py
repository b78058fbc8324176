"""What a search and ``related`` return: hits with a selection in the order of the ranking."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

import techforgood_podcast as tfg
from catalogues import BUNDLED
from hostile import CATALOGUE as HOSTILE
from techforgood_podcast.converters import make_converter

if TYPE_CHECKING:
    from collections.abc import Callable

FOUND = BUNDLED.search("art plastique numérique")
CLOSEST = BUNDLED.related(3)


@pytest.mark.parametrize("hits", [FOUND, CLOSEST], ids=["search", "related"])
def test_hits_have_their_episodes_in_the_same_order(hits: tfg.Hits[tfg.Hit | tfg.Related]) -> None:
    assert list(hits.episodes) == [hit.episode for hit in hits]
    assert len(hits) > 1


def test_the_hits_in_a_selection_have_a_selection_of_it() -> None:
    hits = BUNDLED.by_theme("emploi").search("algorithme")
    assert [episode.code for episode in hits.episodes] == [hit.episode.code for hit in hits]
    assert hits.episodes.by_season(1) == hits.episodes


def test_a_slice_of_hits_is_hits() -> None:
    assert isinstance(FOUND[1:], tfg.Hits)
    assert FOUND[1:].episodes == FOUND.episodes[1:]
    assert FOUND[0].episode == FOUND.episodes[0]


def test_hits_are_a_tuple() -> None:
    first, *_ = FOUND
    assert (*FOUND,) == FOUND
    assert first == FOUND[0]
    assert BUNDLED.search("") == ()


def test_hits_show_the_codes_of_their_episodes() -> None:
    assert repr(CLOSEST[:2]) == "<Hits: S1E7, S1E5>"
    assert repr(BUNDLED.search("")) == "<Hits: none>"


def test_no_attribute_of_hits_can_be_set() -> None:
    with pytest.raises(AttributeError):
        FOUND.episodes = BUNDLED.episodes


def pickled(hits: tfg.Hits[tfg.Hit]) -> tfg.Hits[tfg.Hit]:
    again: tfg.Hits[tfg.Hit] = pickle.loads(pickle.dumps(hits))  # noqa: S301 -- our own
    return again


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_hits_can_be_copied_and_pickled(
    again: Callable[[tfg.Hits[tfg.Hit]], tfg.Hits[tfg.Hit]],
) -> None:
    hits = again(FOUND)
    assert (hits, hits.episodes) == (FOUND, FOUND.episodes)


def test_a_notebook_shows_the_snippets_of_hits() -> None:
    hits = BUNDLED.search("imprimante 3D")
    shown = hits._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert ">1 hit</caption>" in shown
    assert "<mark>imprimantes 3D</mark>" in shown


def test_a_notebook_shows_what_related_episodes_have_in_common() -> None:
    shown = CLOSEST[:1]._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "Karine Gentelet" in shown
    assert CLOSEST[0].episode.title in shown


def test_a_notebook_shows_that_there_are_no_hits() -> None:
    shown = BUNDLED.search("")._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert ">no hits</caption>" in shown


def test_what_a_notebook_shows_of_hits_is_escaped() -> None:
    for episode in HOSTILE.episodes:
        hits = HOSTILE.search(episode.title)
        shown = hits._repr_html_()  # pyright: ignore[reportPrivateUsage]
        assert shown.count("<script") == 0
        assert shown.count("<") == shown.count(">")


def test_hits_become_a_list_of_plain_values() -> None:
    values = [tfg.to_dict(one) for one in CLOSEST]
    assert tfg.to_dict(CLOSEST) == make_converter().unstructure(CLOSEST) == values


@pytest.mark.parametrize("kind", [tfg.Hits, tfg.Hits[tfg.Related]], ids=["any", "related"])
def test_pydantic_serialises_hits_as_a_list(kind: type[object]) -> None:
    served = TypeAdapter(kind).dump_python(CLOSEST, mode="json")
    assert served == tfg.to_dict(CLOSEST, expand=True)


def test_hits_are_written_like_a_selection_of_their_episodes() -> None:
    assert tfg.dumps(FOUND, "rss") == tfg.dumps(FOUND.episodes, "rss")
    assert tfg.tables(FOUND).episodes == tfg.tables(FOUND.episodes).episodes


@pytest.mark.parametrize("items", [[BUNDLED.episodes[0]], tuple(FOUND)], ids=["list", "tuple"])
def test_several_episodes_are_no_selection_and_the_error_says_how_to_make_one(
    items: object,
) -> None:
    with pytest.raises(TypeError, match=r"make a selection of it with catalogue\.select"):
        tfg.dumps(items, "rss")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_the_page_of_hits_is_that_of_a_selection() -> None:
    hits = BUNDLED.search("fablab")
    assert tfg.dumps(hits, "html") == tfg.dumps(hits.episodes, "html")
