"""What records, and what holds them, look like where somebody prints them."""

from __future__ import annotations

import copy
import io
import pickle

import attrs
import pytest
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

import techforgood_podcast as tfg

CATALOGUE = tfg.load_catalogue()
EPISODE = CATALOGUE.episode(3)
ENTITIES: list[tfg.Entity] = [
    CATALOGUE.show,
    EPISODE,
    CATALOGUE.people[0],
    CATALOGUE.organisations[0],
    CATALOGUE.themes[0],
    CATALOGUE.places[0],
    CATALOGUE.sources[0],
]
HOLDERS = [CATALOGUE, CATALOGUE.people, CATALOGUE.episodes, CATALOGUE.by_theme("emploi")]
SHOWN = [
    *ENTITIES,
    *HOLDERS,
    EPISODE.guests[0],
    EPISODE.organisations[0],
    CATALOGUE.episode(1).figures[0],
    EPISODE.summary,
    CATALOGUE.info,
    CATALOGUE.search("emploi")[0],
    CATALOGUE.related(3)[0],
    tfg.formats()[0],
    CATALOGUE.diff(CATALOGUE.subset([3]))[0],
]


def squeezed(text: str) -> str:
    """Return a text without what rich may add or leave out where it breaks a line."""
    return "".join(text.split()).replace(",)", ")")


@pytest.mark.parametrize("shown", SHOWN, ids=range(len(SHOWN)))
def test_rich_shows_the_repr(shown: object) -> None:
    assert squeezed(pretty_repr(shown)) == squeezed(repr(shown))


def test_a_rich_traceback_with_a_catalogue_among_its_variables_is_short() -> None:
    def fail(catalogue: tfg.Catalogue, found: object) -> None:
        raise ValueError(catalogue.show.title, found)

    with pytest.raises(ValueError, match="tech for good") as caught:
        fail(CATALOGUE, [*CATALOGUE.search("emploi"), *CATALOGUE.episodes])
    shown = Traceback.from_exception(caught.type, caught.value, caught.tb, show_locals=True)
    printed = io.StringIO()
    Console(file=printed, width=100).print(shown)
    assert "catalogue" in printed.getvalue()
    assert len(printed.getvalue().splitlines()) < 200


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        (CATALOGUE.show, "À qui profite la tech for good ?"),
        (CATALOGUE.episode(1), f"S1E1 – {CATALOGUE.episode(1).title}"),
        (CATALOGUE.person("gentelet"), "Karine Gentelet"),
        (CATALOGUE.organisation("wetechcare"), "We TechCare"),
        (CATALOGUE.theme("emploi"), "Emploi"),
        (CATALOGUE.place("Belgium"), "Belgique"),
    ],
    ids=range(6),
)
def test_a_record_as_text_is_what_to_call_it(entity: tfg.Entity, text: str) -> None:
    assert str(entity) == text
    assert f"{entity}" == text
    assert f"{entity:.3}" == text[:3]
    assert f"{entity:*>99}" == f"{text:*>99}"


def test_a_theme_a_place_and_a_source_are_formatted_in_a_language() -> None:
    theme, place, source = CATALOGUE.theme("emploi"), CATALOGUE.place("BE"), CATALOGUE.sources[0]
    assert f"{theme:fr} {theme:en} {theme:en-GB}" == "Emploi Employment Employment"
    assert f"{place:en}" == "Belgium"
    assert f"{source:en}" == source.title.en


def test_a_text_is_formatted_in_its_main_language_where_another_is_missing() -> None:
    assert f"{tfg.LocalizedText(fr='emploi'):en}" == "emploi"


def test_a_person_has_no_languages_to_be_formatted_in() -> None:
    with pytest.raises(ValueError, match="Invalid format specifier"):
        format(CATALOGUE.person("gentelet"), "en")


@pytest.mark.parametrize("cls", [tfg.Catalogue, tfg.Collection, tfg.Episodes])
def test_what_holds_records_is_no_attrs_class(cls: type) -> None:
    assert not attrs.has(cls)


@pytest.mark.parametrize("holder", HOLDERS, ids=range(len(HOLDERS)))
def test_what_holds_records_cannot_be_changed(holder: object) -> None:
    with pytest.raises(AttributeError):
        setattr(holder, "_items", ())  # noqa: B010 -- a name that type checkers would refuse
    with pytest.raises(AttributeError):
        delattr(holder, "_items")


@pytest.mark.parametrize("holder", HOLDERS, ids=range(len(HOLDERS)))
def test_what_holds_records_equals_its_copies_and_pickles(holder: object) -> None:
    for other in (
        copy.copy(holder),
        copy.deepcopy(holder),
        pickle.loads(pickle.dumps(holder)),  # noqa: S301 -- our own
    ):
        assert other is not holder
        assert other == holder
        assert hash(other) == hash(holder)
