"""Two shows never mix in silence, and versions of one show work together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, TWO_SEASONS

if TYPE_CHECKING:
    from collections.abc import Callable

MINE = TWO_SEASONS.episodes
WHOLE = BUNDLED.episodes
NONE = MINE[:0]
OTHER = TWO_SEASONS.episodes[0]
NEWER = tfg.Catalogue(
    show=BUNDLED.show, episodes=[attrs.evolve(WHOLE[1], title="Renamed"), *WHOLE[2:]]
)

MIXING: dict[str, Callable[[], Any]] = {
    "or": lambda: WHOLE | MINE,
    "or, left empty": lambda: WHOLE[:0] | MINE,
    "or, right empty": lambda: WHOLE | NONE,
    "and": lambda: WHOLE & MINE,
    "and, both empty": lambda: WHOLE[:0] & NONE,
    "minus": lambda: WHOLE - MINE,
    "minus, right empty": lambda: WHOLE - NONE,
    "merge": lambda: BUNDLED.merge(TWO_SEASONS),
    "merge, replacing": lambda: BUNDLED.merge(TWO_SEASONS, on_conflict="replace"),
    "merge, right empty": lambda: BUNDLED.merge(tfg.Catalogue(show=TWO_SEASONS.show)),
    "select": lambda: BUNDLED.select([1, OTHER]),
    "select hits": lambda: BUNDLED.select(TWO_SEASONS.search("bread")),
    "select an empty selection": lambda: BUNDLED.select(NONE),
    "select no hits": lambda: BUNDLED.select(TWO_SEASONS.search("")),
    "subset": lambda: BUNDLED.subset([OTHER]),
    "subset of an empty selection": lambda: BUNDLED.subset(NONE),
    "related": lambda: BUNDLED.related(OTHER),
    "next": lambda: BUNDLED.next(OTHER),
    "previous": lambda: BUNDLED.previous(OTHER),
    "episode": lambda: BUNDLED.episode(OTHER),
}


@pytest.mark.parametrize("mix", MIXING.values(), ids=MIXING)
def test_what_is_given_an_episode_of_another_show_names_both_shows(mix: Callable[[], Any]) -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        mix()
    assert str(caught.value) == (
        'show.id: expected "À qui profite la tech for good ?" (a-qui-profite-la-tech-for-good),'
        ' the show of this catalogue, found "My show" (my-show);'
        " keep the episodes of two shows apart"
    )


def test_versions_of_one_show_work_together() -> None:
    assert [episode.id for episode in WHOLE - NEWER.episodes] == ["s01-intro"]
    assert WHOLE & NEWER.episodes == WHOLE[1:]
    assert WHOLE[:1] | NEWER.episodes == WHOLE
    assert NEWER.next(WHOLE[1]) == NEWER.episodes[1]
    assert NEWER.previous(WHOLE[2]) == NEWER.episodes[0]
    assert [one.episode.id for one in NEWER.related(WHOLE[3], limit=1)] == ["s01e07"]
    assert BUNDLED.merge(NEWER, on_conflict="replace").episode(1).title == "Renamed"


def test_looking_and_comparing_never_raise() -> None:
    assert OTHER not in WHOLE
    assert MINE != WHOLE
    assert BUNDLED != TWO_SEASONS
    assert WHOLE[:0] == NONE
