"""``to_dict``, ``from_dict`` and the converters: records ⇄ plain values, nothing coerced."""

from __future__ import annotations

import enum
import json
from typing import Any, cast

import attrs
import cattrs
import cattrs.preconf.json
import pytest
from cattrs.errors import IterableValidationError

import techforgood_podcast as tfg
from techforgood_podcast.converters import configure_converter, make_converter

CATALOGUE = tfg.load_catalogue()
EPISODE = CATALOGUE.episode(3)
RECORDS: tuple[Any, ...] = (
    *CATALOGUE.episodes,
    *CATALOGUE.people,
    *CATALOGUE.organisations,
    *CATALOGUE.themes,
    *CATALOGUE.places,
    *CATALOGUE.sources,
    CATALOGUE.show,
    CATALOGUE.info,
    *EPISODE.guests,
    *EPISODE.organisations,
    *EPISODE.figures,
)


@attrs.frozen
class Playlist:
    """What an application of somebody's own may keep."""

    name: str
    favourite: tfg.Episode
    people: tuple[tfg.Person, ...]
    size: int


def test_a_record_becomes_what_a_file_holds() -> None:
    assert tfg.to_dict(tfg.Redirect(id="a", to="b")) == {"id": "a", "to": "b"}


def test_references_are_ids_and_keys_have_the_models_order() -> None:
    plain = tfg.to_dict(EPISODE)
    assert list(plain)[:4] == ["id", "season", "number", "kind"]
    assert plain["themes"] == [theme.id for theme in EPISODE.themes]
    assert plain["guests"][0]["person"] == EPISODE.guests[0].person.id  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]


def test_what_is_not_known_is_left_out() -> None:
    assert "duration" not in tfg.to_dict(EPISODE)


def test_a_collection_becomes_a_list() -> None:
    selection = CATALOGUE.by_theme("art")
    assert tfg.to_dict(selection) == [tfg.to_dict(episode) for episode in selection]


def test_a_text_becomes_a_dict() -> None:
    assert tfg.to_dict(tfg.LocalizedText(fr="a", en="b")) == {"fr": "a", "en": "b"}


def test_a_catalogue_comes_back_the_same() -> None:
    assert tfg.from_dict(json.loads(json.dumps(tfg.to_dict(CATALOGUE)))) == CATALOGUE


def test_a_fault_in_a_document_is_named_with_its_path() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.from_dict({"show": {"id": "s", "title": "S", "language": "fr"}, "people": [{"id": 3}]})
    assert [str(problem) for problem in caught.value.problems] == [
        "people[0].id: expected an id, found 3",
        'people[0]: missing key "name"',
    ]


@pytest.mark.parametrize("record", RECORDS, ids=repr)
def test_every_record_comes_back_the_same(record: Any) -> None:
    converter = make_converter(CATALOGUE)
    plain = converter.unstructure(record)
    assert plain == tfg.to_dict(record)
    back: object = converter.structure(plain, cast("Any", type(record)))
    assert back == (attrs.evolve(record, sha256=None) if record is CATALOGUE.info else record)


def test_an_id_is_structured_as_its_record() -> None:
    converter = make_converter(CATALOGUE)
    assert converter.structure("karine-gentelet", tfg.Person) is CATALOGUE.people["karine-gentelet"]


def test_a_converter_of_ones_own_keeps_treating_all_else_as_before() -> None:
    converter = cattrs.preconf.json.make_converter()
    configure_converter(converter, CATALOGUE)
    mine = Playlist("Mine", EPISODE, tuple(CATALOGUE.guests[:2]), 3)
    text = converter.dumps(mine)
    assert json.loads(text)["favourite"] == tfg.to_dict(EPISODE)
    assert converter.loads(text, Playlist) == mine
    assert converter.structure("4", int) == 4


def test_the_json_converter_of_orjson_takes_records_as_well() -> None:
    from cattrs.preconf.orjson import make_converter as make_orjson_converter

    converter = make_orjson_converter()
    configure_converter(converter, CATALOGUE)
    assert converter.loads(converter.dumps(EPISODE), tfg.Episode) == EPISODE


def test_a_selection_is_unstructured_as_a_list() -> None:
    assert make_converter().unstructure(CATALOGUE.by_theme("art"))[0]["id"] == "s01e04"


def test_a_catalogue_is_unstructured_as_a_document() -> None:
    assert make_converter().unstructure(CATALOGUE) == tfg.to_dict(CATALOGUE)


def test_a_converter_sends_the_values_of_a_catalogue_to_from_dict() -> None:
    with pytest.raises(TypeError, match="pass the values of a catalogue to from_dict"):
        make_converter(CATALOGUE).structure(tfg.to_dict(CATALOGUE), tfg.Catalogue)


def test_a_document_without_a_show_names_no_file() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.from_dict({})
    assert str(caught.value) == "the catalogue has no show"


def test_a_wrong_value_is_named_with_class_and_field() -> None:
    with pytest.raises(tfg.RecordError) as caught:
        make_converter(CATALOGUE).structure({**tfg.to_dict(EPISODE), "season": 0}, tfg.Episode)
    assert str(caught.value) == "Episode.season: expected a whole number of 1 or more, found 0"


def test_a_wrong_value_far_inside_is_named_with_its_path() -> None:
    plain = tfg.to_dict(EPISODE)
    plain["guests"][0]["person"] = "jean-deydie"
    with pytest.raises(tfg.RecordError) as caught:
        make_converter(CATALOGUE).structure(plain, tfg.Episode)
    assert caught.value.path == "guests[0].person"
    assert caught.value.message == 'no person "jean-deydie"'
    assert str(caught.value.hint).startswith('did you mean "jean-deydier"')


def test_every_wrong_reference_of_a_record_is_suggested_another() -> None:
    converter = make_converter(CATALOGUE)
    for id_, meant in (("simpln", "simplon"), ("phenx", "phenix")):
        with pytest.raises(tfg.RecordError) as caught:
            converter.structure({"id": "a", "name": "A", "organisations": [id_]}, tfg.Person)
        assert str(caught.value.hint).startswith(f'did you mean "{meant}"')


def test_nothing_is_coerced() -> None:
    with pytest.raises(tfg.RecordError, match='expected a whole number, found "1"'):
        make_converter(CATALOGUE).structure({**tfg.to_dict(EPISODE), "season": "1"}, tfg.Episode)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(tfg.RecordError, match=r"Person.nme: unknown key; did you mean"):
        make_converter().structure({"id": "a", "nme": "A"}, tfg.Person)


def test_without_a_catalogue_a_reference_leads_nowhere() -> None:
    with pytest.raises(tfg.RecordError, match="pass a catalogue to look it up in"):
        make_converter().structure({"organisation": "google", "relation": "partner"}, tfg.Mention)


def test_an_episode_needs_a_catalogue_for_its_show() -> None:
    with pytest.raises(tfg.RecordError, match=r"Episode.show: the show is not known; pass a cat"):
        make_converter().structure({"id": "e", "season": 1, "title": "E"}, tfg.Episode)


def test_a_show_is_not_looked_up_by_its_id() -> None:
    with pytest.raises(tfg.RecordError, match='Show: expected keys and values, found "s"'):
        make_converter(CATALOGUE).structure("s", tfg.Show)


def test_a_record_without_references_needs_no_catalogue() -> None:
    plain = {"id": "a", "title": {"en": "A"}, "consulted": "2024-02-29"}
    found = make_converter().structure(plain, tfg.Source)
    assert tfg.to_dict(found) == plain


def test_a_text_in_no_language_needs_a_catalogue() -> None:
    with pytest.raises(tfg.RecordError, match='expected texts by language, found "a"'):
        make_converter().structure("a", tfg.LocalizedText)
    assert make_converter(CATALOGUE).structure("a", tfg.LocalizedText) == tfg.LocalizedText(fr="a")


def test_a_reference_that_is_no_text_is_refused() -> None:
    with pytest.raises(tfg.RecordError, match="expected the id of an organisation, found 3"):
        make_converter().structure({"organisation": 3, "relation": "partner"}, tfg.Mention)


def test_a_list_reports_which_item_is_wrong_as_cattrs_does() -> None:
    with pytest.raises(IterableValidationError):
        make_converter(CATALOGUE).structure(["karine-gentelet", "nobody"], list[tfg.Person])


def test_a_bug_in_a_hook_is_never_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("techforgood_podcast.models.checking.parse_duration", broken)
    with pytest.raises(ZeroDivisionError):
        make_converter(CATALOGUE).structure(tfg.to_dict(CATALOGUE.episode(1)), tfg.Episode)


def test_a_default_converter_makes_a_text_a_dict_and_back() -> None:
    converter = cattrs.Converter()
    text = tfg.LocalizedText(fr="a", en="b")
    assert converter.unstructure(text) == {"fr": "a", "en": "b"}
    assert converter.structure({"fr": "a", "en": "b"}, tfg.LocalizedText) == text


@pytest.mark.parametrize("key", [1, None, ("a",)])
def test_a_key_that_is_not_text_is_an_unknown_key(key: Any) -> None:
    with pytest.raises(tfg.RecordError, match='unknown key; see "Person"'):
        make_converter().structure({"id": "a", "name": "A", key: 2}, tfg.Person)
    with pytest.raises(tfg.CatalogueError, match="unknown key; choose from"):
        tfg.from_dict({key: 2, "show": {"id": "s", "title": "S", "language": "fr"}})


def test_a_tag_that_is_not_text_is_refused() -> None:
    plain = {"id": "a", "label": {1: "A"}}
    with pytest.raises(tfg.RecordError, match="expected a language tag"):
        make_converter().structure(plain, tfg.Theme)


def test_a_duplicate_without_a_file_is_named_by_its_path() -> None:
    source = {"id": "a", "title": "A"}
    document = {**tfg.to_dict(tfg.Catalogue(show=CATALOGUE.show)), "sources": [source, source]}
    with pytest.raises(tfg.CatalogueError, match=r'duplicate id "a"; first used at sources\[0\]'):
        tfg.from_dict(document)


class Title(enum.StrEnum):
    """A text that programs may write in another way."""

    BREAD = "Bread"


@pytest.mark.parametrize("value", [Title.BREAD, 10**5000], ids=["enum", "number"])
def test_a_subclass_of_text_and_a_number_too_long_to_print_are_refused(value: Any) -> None:
    plain = {"id": "a", "name": value}
    with pytest.raises(tfg.RecordError, match=r"Person\.name: expected a text, found a "):
        make_converter().structure(plain, tfg.Person)
