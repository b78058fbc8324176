"""What holds of every record, and of what holds records: nobody changes them, and copies are equal.

What a single record does is in ``sessions/records.cases``, and what it refuses in ``rules.cases``.
"""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import attrs
import pytest
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

import techforgood_podcast as tfg
from catalogues import BUNDLED, MINE
from every_field import Variant
from techforgood_podcast.models.records import Record

EVERYTHING = Variant("", changed=False).catalogue()
EPISODE = EVERYTHING.episodes[0]
RECORDS: tuple[Any, ...] = (
    *(attrs.evolve(EVERYTHING.info, sha256=None), EVERYTHING.show, EVERYTHING.show.links[0]),
    *(EPISODE, EPISODE.summary, EPISODE.guests[0], EPISODE.organisations[0], EPISODE.figures[0]),
    *(EPISODE.audio, EPISODE.chapters[0], EPISODE.transcripts[0], EVERYTHING.redirects[0]),
    *(EVERYTHING.people[0], EVERYTHING.organisations[0], EVERYTHING.themes[0]),
    *(EVERYTHING.places[0], EVERYTHING.sources[0]),
)
HOLDERS: tuple[Any, ...] = (MINE, MINE.people, MINE.episodes, BUNDLED.by_theme("emploi"))
OTHERS: tuple[Any, ...] = (
    *(BUNDLED.search("emploi")[0], BUNDLED.related(3)[0], BUNDLED.appearances()[0]),
    *(tfg.formats()[0], BUNDLED.diff(BUNDLED.subset([3]))[0], tfg.validate("nowhere")[0]),
)
CLASSES = {name: cls for name in tfg.__all__ if isinstance(cls := getattr(tfg, name), type)}


def each(*objects: Any) -> pytest.MarkDecorator:
    names = [f"{number} {type(one).__name__}" for number, one in enumerate(objects)]
    return pytest.mark.parametrize("obj", objects, ids=names)


def test_every_class_of_records_is_tried() -> None:
    models = {name for name, cls in CLASSES.items() if issubclass(cls, Record)}
    assert models - {type(record).__name__ for record in (*RECORDS, *OTHERS)} == {"Entity"}


@each(*RECORDS, *HOLDERS, *OTHERS)
def test_no_attribute_can_be_set_or_deleted(obj: Any) -> None:
    for name in (*(name for name in dir(obj) if not name.startswith("__")), "brand_new"):
        with pytest.raises(AttributeError):
            setattr(obj, name, None)
        with pytest.raises(AttributeError):
            delattr(obj, name)


@each(*RECORDS, *HOLDERS, *OTHERS)
def test_copies_and_pickles_are_equal(obj: Any) -> None:
    for again in (copy.copy(obj), copy.deepcopy(obj), pickle.loads(pickle.dumps(obj))):  # noqa: S301 -- pickled in this line
        assert (again, repr(again)) == (obj, repr(obj))
        # The values of a difference may be dictionaries, which have no hash.
        assert isinstance(obj, tfg.Difference) or hash(again) == hash(obj)


def test_copies_of_a_catalogue_or_a_selection_answer_queries() -> None:
    for obj in (BUNDLED, BUNDLED.by_theme("emploi")):
        found = obj.by_guest("Paul Duan")
        for again in (copy.deepcopy(obj), pickle.loads(pickle.dumps(obj))):  # noqa: S301 -- pickled in this line
            assert again.by_guest("Paul Duan") == found
            assert getattr(again, "info", None) == getattr(obj, "info", None)


@each(*RECORDS)
def test_a_record_holds_nothing_that_can_be_changed(obj: Any) -> None:
    names = [name for cls in type(obj).__mro__ for name in getattr(cls, "__slots__", ())]
    values = [getattr(obj, name) for name in names if name != "__weakref__"]
    assert values
    assert [value for value in values if isinstance(value, list | dict | set)] == []


@each(*RECORDS)
def test_the_repr_of_a_record_is_short(obj: Any) -> None:
    assert len(repr(obj)) < 120
    assert "\n" not in repr(obj)


@each(*RECORDS, *HOLDERS, *OTHERS)
def test_rich_shows_the_repr(obj: Any) -> None:
    # Without what rich may add or leave out where it breaks a line.
    shown, expected = ("".join(f(obj).split()).replace(",)", ")") for f in (pretty_repr, repr))
    assert shown == expected


@each(*RECORDS)
def test_records_are_made_by_keyword_alone(obj: Any) -> None:
    with pytest.raises(TypeError):
        type(obj)("one", "two", "three")


def test_a_rich_traceback_with_a_catalogue_among_its_variables_is_short() -> None:
    def fail(catalogue: tfg.Catalogue, found: object) -> None:
        raise ValueError(catalogue.show.title, found)

    with pytest.raises(ValueError, match="tech for good") as caught:
        fail(BUNDLED, [*BUNDLED.search("emploi"), *BUNDLED.episodes])
    shown = Traceback.from_exception(caught.type, caught.value, caught.tb, show_locals=True)
    printed = io.StringIO()
    Console(file=printed, width=100).print(shown)
    assert "catalogue" in printed.getvalue()
    assert len(printed.getvalue().splitlines()) < 200


def test_records_selections_and_catalogues_are_final_and_refuse_a_subclass_in_words() -> None:
    final = {name for name, cls in CLASSES.items() if "__final__" in vars(cls)}
    records = {name for name, cls in CLASSES.items() if issubclass(cls, Record)}
    assert final >= (records | {"Episodes", "Catalogue"}) - {"Entity"}
    for name in final:
        with pytest.raises(TypeError, match=f"^{name} cannot be subclassed; write a class with a "):
            type("Mine", (CLASSES[name],), {})
