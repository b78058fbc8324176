"""Records that come together in a catalogue: what only shows between them is refused there."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models.records import same

SHOW = tfg.Show(id="s", title="S", language="en")


EPISODE = tfg.Episode(id="e", show=SHOW, season=1, title="E")


def episode(**fields: Any) -> tfg.Episode:
    return attrs.evolve(EPISODE, **fields)


def conflicts(**lists: Any) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.Catalogue(show=SHOW, **lists)
    return [str(problem) for problem in caught.value.problems]


def test_a_summary_may_have_line_breaks() -> None:
    summary = tfg.LocalizedText(en="A\nB")
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode(summary=summary)])
    assert str(catalogue.episodes[0].summary) == "A\nB"


def test_what_is_no_record_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match=r'^expected a Person in people, found "ann"$'):
        tfg.Catalogue(show=SHOW, people=["ann"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def test_an_alias_of_two_entries_is_refused() -> None:
    people = [tfg.Person(id=id_, name=id_.upper(), aliases=("The Baker",)) for id_ in ("a", "b")]
    assert conflicts(people=people) == [
        'people.b.aliases[0]: the alias "The Baker" is also an alias of "a"; keep only one'
    ]


def test_two_entries_may_have_an_alias_without_letters() -> None:
    people = [tfg.Person(id=id_, name=id_.upper(), aliases=("…",)) for id_ in ("a", "b")]
    assert len(tfg.Catalogue(show=SHOW, people=people).people) == 2


def test_a_withdrawn_id_is_refused() -> None:
    people = [tfg.Person(id="a", name="A")]
    assert conflicts(people=people, redirects=[tfg.Redirect(id="a")]) == [
        'people.a.id: the id "a" is retired and cannot be reused; choose another id'
    ]


def test_an_id_that_is_retired_twice_is_refused() -> None:
    people = [tfg.Person(id="b", name="B")]
    redirects = [tfg.Redirect(id="a"), tfg.Redirect(id="a", to="b")]
    assert conflicts(people=people, redirects=redirects) == [
        'redirects.a.id: duplicate id "a"; keep only one'
    ]


def test_a_redirect_to_no_record_is_refused() -> None:
    people = [tfg.Person(id="ann-miller", name="Ann Miller")]
    redirects = [tfg.Redirect(id="a", to="ann-milner"), tfg.Redirect(id="b", to="x")]
    assert conflicts(people=people, redirects=redirects) == [
        'redirects.a.to: no record has the id "ann-milner"; did you mean "ann-miller"?',
        'redirects.b.to: no record has the id "x"; correct the id, or leave it out',
    ]


def test_an_alias_that_is_the_name_of_another_entry_is_allowed() -> None:
    people = [tfg.Person(id="a", name="Ann"), tfg.Person(id="b", name="Bob", aliases=("Ann",))]
    assert len(tfg.Catalogue(show=SHOW, people=people).people) == 2


def line_of(length: int, kind: str) -> dict[str, list[Any]]:
    above: Any = None
    for step in range(length):
        id_, label = f"x{step}", tfg.LocalizedText(en="X")
        if kind == "places":
            above = tfg.Place(id=id_, name=label, kind="region", part_of=above)
        elif kind == "themes":
            above = tfg.Theme(id=id_, label=label, broader=above)
        else:
            parents = (above,) if above else ()
            above = tfg.Organisation(id=id_, name="X", kind="company", parents=parents)
    return {kind: [above]}


@pytest.mark.parametrize("kind", ["places", "themes", "organisations"])
def test_32_levels_are_allowed(kind: str) -> None:
    lists: dict[str, Any] = line_of(32, kind)
    assert len(getattr(tfg.Catalogue(show=SHOW, **lists), kind)) == 32


@pytest.mark.parametrize("kind", ["places", "themes", "organisations"])
def test_33_levels_are_refused(kind: str) -> None:
    field = {"places": "part_of", "themes": "broader", "organisations": "parents"}[kind]
    assert conflicts(**line_of(33, kind)) == [f"{kind}.x32.{field}: more than 32 levels above it"]


def diamonds(name: str) -> tfg.Organisation:
    """Return a body whose ways up double with each of 25 levels."""
    left = right = tfg.Organisation(id="top", name=name, kind="company")
    for level in range(25):
        parents = (left, right) if left is not right else (left,)
        left = tfg.Organisation(id=f"a{level}", name="A", kind="company", parents=parents)
        right = tfg.Organisation(id=f"b{level}", name="B", kind="company", parents=parents)
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
    assert not same(
        tfg.Person(id="a", name="A"), tfg.Source(id="a", title=tfg.LocalizedText(en="A")), set()
    )


def test_lists_of_different_lengths_differ() -> None:
    assert not same((1,), (1, 2), set())
