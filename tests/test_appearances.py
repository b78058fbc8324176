"""The joined table of who is in which episode, for analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import strategies as catalogues
import techforgood_podcast as tfg
from databases import opened
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from settings import examples

if TYPE_CHECKING:
    from collections.abc import Iterable

BUNDLED = tfg.load_catalogue()


def in_order(rows: Iterable[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    """Return rows whatever the order of their columns and their own."""
    return sorted((sorted(row.items()) for row in rows), key=repr)


def rows(catalogue: tfg.Catalogue) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tfg.tables(catalogue).appearances.to_pylist()
    return found


def test_a_row_says_who_is_in_which_episode_as_what() -> None:
    (found,) = (row for row in rows(BUNDLED) if row["name"] == "Jean Deydier")
    assert found == {
        "episode_id": "s01e03",
        "part": "guest",
        "position": 4,
        "code": "S1E3",
        "title": "Fracture numérique et fracture sociale avec Wetechcare",
        "person_id": "jean-deydier",
        "name": "Jean Deydier",
        "credited_as": "Jean Deydier",
        "organisations": "We TechCare",
        "role_fr": "fondateur de We TechCare",
        "role_en": "founder of We TechCare",
    }


def test_each_episode_has_its_hosts_then_its_guests_then_who_is_mentioned() -> None:
    found = [(row["episode_id"], row["part"], row["position"]) for row in rows(BUNDLED)]
    assert found == [
        (episode.id, part, position)
        for episode in BUNDLED.episodes
        for part, people in (
            ("host", episode.hosts),
            ("guest", episode.guests),
            ("mentioned", episode.mentioned),
        )
        for position, _ in enumerate(people, 1)
    ]


@pytest.mark.parametrize("catalogue", [BUNDLED, OWN, HOSTILE], ids=["bundled", "own", "hostile"])
def test_the_table_is_what_the_view_of_the_database_shows(catalogue: tfg.Catalogue) -> None:
    with opened(catalogue) as database:
        assert in_order(rows(catalogue)) == in_order(database.rows("appearances"))


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(20))
def test_the_table_is_what_the_view_shows_for_any_catalogue(catalogue: tfg.Catalogue) -> None:
    with opened(catalogue) as database:
        assert in_order(rows(catalogue)) == in_order(database.rows("appearances"))
