"""Records that were built in Python are held to what files are held to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models import Organisation, Place, Theme
from techforgood_podcast.models.text import same

SHOW = tfg.Show(id="s", title="S", language="en")


EPISODE = tfg.Episode(id="e", show=SHOW, season=1, title="E")


def episode(**fields: Any) -> tfg.Episode:
    return attrs.evolve(EPISODE, **fields)


def flaws(**lists: Any) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.Catalogue(show=SHOW, **lists)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("id_", ["A", "a b", "../a", "é", "", "con"])
def test_an_id_that_no_file_may_state_is_refused(id_: str) -> None:
    assert flaws(people=[tfg.Person(id=id_, name="A")]) == [
        f'people.{id_}.id: "{id_}" cannot be an id'
    ]


def test_a_list_in_the_place_of_a_tuple_is_refused() -> None:
    people = [tfg.Person(id="a", name="A", aliases=["B"])]  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert flaws(people=people) == ["people.a.aliases: expected a tuple"]


def test_a_list_inside_a_part_is_refused() -> None:
    guest = tfg.Appearance(
        group=tfg.LocalizedText(en="all"),
        credited_as="All",
        organisations=[],  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )
    assert flaws(episodes=[episode(guests=(guest,))]) == [
        "episodes.e.guests.organisations: expected a tuple"
    ]


@pytest.mark.parametrize("seconds", [-1, 1.5])
def test_a_running_time_is_of_whole_seconds_from_zero(seconds: float) -> None:
    broken = episode(duration=dt.timedelta(seconds=seconds))
    assert flaws(episodes=[broken]) == ["episodes.e.duration: expected whole seconds, from 0"]


@pytest.mark.parametrize("field", ["published", "first_published", "consulted"])
def test_a_day_with_a_time_is_refused(field: str) -> None:
    moment = dt.datetime(2024, 2, 29, 13, 37)  # noqa: DTZ001 -- a day, as far as types can tell
    began = moment if field == "first_published" else None
    show = attrs.evolve(SHOW, first_published=began)
    source = tfg.Source(id="page", title="P", consulted=moment if field == "consulted" else None)
    broken = episode(
        show=show, sources=(source,), published=moment if field == "published" else None
    )
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.Catalogue(show=show, episodes=[broken])
    (problem,) = caught.value.problems
    assert problem.path.endswith(f".{field}")
    assert problem.message == "expected a day, without a time"


def test_a_line_break_in_a_title_is_refused() -> None:
    assert flaws(episodes=[episode(title="A\nB")]) == [
        "episodes.e.title: the text has a line break"
    ]


def test_a_line_break_in_a_summary_is_no_flaw() -> None:
    summary = tfg.LocalizedText(en="A\nB")
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode(summary=summary)])
    assert str(catalogue.episodes[0].summary) == "A\nB"


def test_a_rule_between_fields_holds_for_what_python_built() -> None:
    lyon = Place(id="lyon", name=tfg.LocalizedText(fr="Lyon"), kind="city", code="FR")
    assert flaws(places=[lyon]) == ["places.lyon.code: only a country has a code"]


def test_a_rule_on_a_part_holds_for_what_python_built() -> None:
    nobody = tfg.Appearance(credited_as="?")
    assert flaws(episodes=[episode(guests=(nobody,))]) == [
        'episodes.e.guests: expected either a "person" or a "group"'
    ]


def test_an_alias_of_two_entries_is_refused() -> None:
    people = [tfg.Person(id=id_, name=id_.upper(), aliases=("The Baker",)) for id_ in ("a", "b")]
    assert flaws(people=people) == ['people.b.aliases: an alias also stands for "a"']


def test_an_alias_without_letters_is_nobody_s() -> None:
    people = [tfg.Person(id=id_, name=id_.upper(), aliases=("…",)) for id_ in ("a", "b")]
    assert len(tfg.Catalogue(show=SHOW, people=people).people) == 2


def test_a_withdrawn_id_is_refused() -> None:
    people = [tfg.Person(id="a", name="A")]
    assert flaws(people=people, redirects=[tfg.Redirect(id="a")]) == [
        "people.a.id: this id is retired"
    ]


@pytest.mark.parametrize("id_", ["A", "a b", "\ud800", "con", ""])
def test_a_redirect_from_or_to_what_cannot_be_an_id_is_refused(id_: str) -> None:
    assert flaws(redirects=[tfg.Redirect(id=id_)]) == [
        f'redirects.{id_}.id: "{id_}" cannot be an id'
    ]
    assert flaws(redirects=[tfg.Redirect(id="a", to=id_)]) == [
        f'redirects.a.to: "{id_}" cannot be an id'
    ]


def test_an_id_that_is_retired_twice_is_refused() -> None:
    redirects = [tfg.Redirect(id="a"), tfg.Redirect(id="a", to="b")]
    assert flaws(redirects=redirects) == ["redirects.a.id: this id is retired twice"]


def line_of(length: int, kind: str) -> dict[str, list[Any]]:
    above: Any = None
    for step in range(length):
        id_, label = f"x{step}", tfg.LocalizedText(en="X")
        if kind == "places":
            above = Place(id=id_, name=label, kind="region", part_of=above)
        elif kind == "themes":
            above = Theme(id=id_, label=label, broader=above)
        else:
            parents = (above,) if above else ()
            above = Organisation(id=id_, name="X", kind="company", parents=parents)
    return {kind: [above]}


@pytest.mark.parametrize("kind", ["places", "themes", "organisations"])
def test_32_records_may_stand_in_one_line(kind: str) -> None:
    lists: dict[str, Any] = line_of(32, kind)
    assert len(getattr(tfg.Catalogue(show=SHOW, **lists), kind)) == 32


@pytest.mark.parametrize("kind", ["places", "themes", "organisations"])
def test_33_records_may_not(kind: str) -> None:
    assert flaws(**line_of(33, kind)) == [
        f"{kind}.x32: more than 32 records stand above one another"
    ]


def diamonds(name: str) -> Organisation:
    """Return a body whose ways up double with each of 25 levels."""
    left = right = Organisation(id="top", name=name, kind="company")
    for level in range(25):
        parents = (left, right) if left is not right else (left,)
        left = Organisation(id=f"a{level}", name="A", kind="company", parents=parents)
        right = Organisation(id=f"b{level}", name="B", kind="company", parents=parents)
    return left


def test_equality_looks_at_no_pair_of_records_twice() -> None:
    assert diamonds("Top") == diamonds("Top")
    assert diamonds("Top") != diamonds("Bottom")


def test_catalogues_whose_bodies_meet_again_above_are_compared() -> None:
    first, second, third = (
        tfg.Catalogue(show=SHOW, organisations=[diamonds(name)]) for name in ("T", "T", "U")
    )
    assert first == second
    assert first != third
    assert second.organisations["a24"] in first.organisations
    assert third.organisations["a24"] not in first.organisations


def test_a_record_equals_nothing_of_another_kind() -> None:
    assert not same(tfg.Person(id="a", name="A"), tfg.Source(id="a", title="A"), set())


def test_lists_of_different_lengths_differ() -> None:
    assert not same((1,), (1, 2), set())
