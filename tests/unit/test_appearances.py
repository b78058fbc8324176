"""The joined table of who is in which episode, for analysis."""

from __future__ import annotations

from typing import Any

import pytest

import techforgood_podcast as tfg
from databases import opened
from hostile import CATALOGUE as HOSTILE
from linked import OWN

BUNDLED = tfg.load_catalogue()
CATALOGUES = pytest.mark.parametrize(
    "catalogue", [BUNDLED, OWN, HOSTILE], ids=["bundled", "own", "hostile"]
)


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
        "shared_with": None,
        "role_fr": "fondateur de We TechCare",
        "role_en": "founder of We TechCare",
    }


def test_a_row_names_those_who_share_the_role() -> None:
    found = {row["name"]: row["shared_with"] for row in rows(BUNDLED) if row["shared_with"]}
    assert (found["Arnaud"], found["Maria"]) == ("René", "Saida; Kenwele")


@CATALOGUES
def test_each_episode_has_its_hosts_guests_and_crew_then_who_is_mentioned(
    catalogue: tfg.Catalogue,
) -> None:
    found = [(row["episode_id"], row["part"], row["position"]) for row in rows(catalogue)]
    assert found == [
        (episode.id, part, position)
        for episode in catalogue.episodes
        for part, people in (
            ("host", episode.hosts),
            ("guest", episode.guests),
            ("crew", episode.crew),
            ("mentioned", episode.mentioned),
        )
        for position, _ in enumerate(people, 1)
    ]


@CATALOGUES
def test_the_table_agrees_with_the_appearances_of_each_person(catalogue: tfg.Catalogue) -> None:
    found = [
        (row["person_id"], row["episode_id"], row["part"], row["credited_as"])
        for row in rows(catalogue)
        if row["person_id"]
    ]
    asked = [
        (person.id, one.episode.id, one.part, one.credit and one.credit.credited_as)
        for person in catalogue.people
        for one in catalogue.appearances(person)
    ]
    assert sorted(asked, key=repr) == sorted(found, key=repr)


@CATALOGUES
def test_the_database_has_the_same_table(catalogue: tfg.Catalogue) -> None:
    with opened(catalogue) as database:
        assert database.rows("appearances") == rows(catalogue)
