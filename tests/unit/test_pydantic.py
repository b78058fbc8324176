"""Records in pydantic, as FastAPI uses it: what is serialised, and the schema of that."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Optional

import attrs
import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from pydantic import BaseModel, TypeAdapter, ValidationError

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, MINE, episode, of
from hostile import CATALOGUE as HOSTILE
from schemas import validator_of
from techforgood_podcast.models.fields import descriptions_of

HEARD = of(
    attrs.evolve(
        episode(1, 1, "Bread"),
        duration=dt.timedelta(hours=1, minutes=2, seconds=3),
        published=dt.date(2026, 11, 24),
        audio=tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=4_000_000),
        chapters=(tfg.Chapter(start=dt.timedelta(seconds=62), title="The oven"),),
    )
)
CATALOGUES = {
    "bundled": BUNDLED,
    "linked": LINKED,
    "mine": MINE,
    "hostile": HOSTILE,
    "heard": HEARD,
}
EPISODE = BUNDLED.episode(7)
HIT = BUNDLED.search("emploi")[0]
RELATED = BUNDLED.related(3)[0]
MODELS: tuple[type[Any], ...] = (
    tfg.Appearance,
    tfg.Credit,
    tfg.Audio,
    tfg.Chapter,
    tfg.DataInfo,
    tfg.Episode,
    tfg.Figure,
    tfg.Hit,
    tfg.Mention,
    tfg.Organisation,
    tfg.Person,
    tfg.Place,
    tfg.Redirect,
    tfg.Related,
    tfg.Show,
    tfg.Source,
    tfg.Theme,
)


class Answer(BaseModel):
    """What an application of somebody's own may return."""

    people: list[tfg.Person]
    favourite: tfg.Episode | None = None
    by_code: dict[str, tfg.Episode] = {}
    closest: tfg.Related | None = None
    title: tfg.LocalizedText | None = None


def served(kind: Any, value: object) -> Any:
    """Return what pydantic makes of a value in JSON."""
    return json.loads(TypeAdapter(kind).dump_json(value))


def schema_of(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema(mode="serialization")


def every(model: type[Any], catalogue: tfg.Catalogue) -> list[Any]:
    """Return everything of a class in a catalogue."""
    episodes = catalogue.episodes
    known: dict[type[Any], list[Any]] = {
        tfg.Credit: [a for e in episodes for a in (*e.guests, *e.mentioned)],
        tfg.Appearance: [
            one for person in catalogue.people for one in catalogue.appearances(person)
        ],
        tfg.Audio: [e.audio for e in episodes if e.audio],
        tfg.Chapter: [chapter for e in episodes for chapter in e.chapters],
        tfg.DataInfo: [catalogue.info],
        tfg.Episode: list(episodes),
        tfg.Figure: [figure for e in episodes for figure in e.figures],
        tfg.Hit: [hit for e in episodes for hit in catalogue.search(e.title)],
        tfg.Mention: [mention for e in episodes for mention in e.organisations],
        tfg.Organisation: list(catalogue.organisations),
        tfg.Person: list(catalogue.people),
        tfg.Place: list(catalogue.places),
        tfg.Redirect: list(catalogue.redirects),
        tfg.Related: [other for e in episodes for other in catalogue.related(e)],
        tfg.Show: [catalogue.show],
        tfg.Source: list(catalogue.sources),
        tfg.Theme: list(catalogue.themes),
    }
    return known[model]


def closed(schema: dict[str, Any]) -> Any:
    """Return a schema whose objects have no other keys than it lists."""

    def close(found: dict[str, Any]) -> dict[str, Any]:
        return {**found, "additionalProperties": False} if "properties" in found else found

    return json.loads(json.dumps(schema), object_hook=close)


@pytest.mark.slow
@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
@pytest.mark.parametrize("model", MODELS)
def test_a_record_is_served_expanded_and_as_its_schema_says(
    model: type[Any], catalogue: tfg.Catalogue
) -> None:
    records = every(model, catalogue)
    several: Any = list
    plain = served(several[model], records)
    assert plain == [tfg.to_dict(record, expand=True) for record in records]
    validator = validator_of(closed(schema_of(several[model])))
    assert [error.message for error in validator.iter_errors(plain)] == []


@pytest.mark.slow
def test_every_class_is_served_by_one_of_the_catalogues() -> None:
    unseen = [m for m in MODELS if not any(every(m, c) for c in CATALOGUES.values())]
    assert unseen == []


@pytest.mark.parametrize("model", MODELS)
def test_a_schema_keeps_the_rules_of_json_schema(model: type[Any]) -> None:
    schema = schema_of(model)
    validator_for(schema, default=Draft202012Validator).check_schema(schema)


@pytest.mark.parametrize("model", MODELS)
def test_the_schema_explains_each_field_as_the_model_does(model: type[Any]) -> None:
    properties = schema_of(model)["properties"]
    explained = {name: value.get("description") for name, value in properties.items()}
    private = {"owner_email"}
    described = descriptions_of(model)
    assert explained.items() >= {key: described[key] for key in described.keys() - private}.items()
    assert not private & explained.keys()
    assert all(explained.values())


def test_the_schema_is_the_same_in_either_mode() -> None:
    adapter = TypeAdapter(list[tfg.Episode])
    assert adapter.json_schema(mode="validation") == adapter.json_schema(mode="serialization")


def test_definitions_are_named_after_the_classes() -> None:
    schema = schema_of(list[tfg.Episode])
    assert schema["items"] == {"$ref": "#/$defs/Episode"}
    assert {"Episode", "Credit", "Mention", "PersonReference"} <= schema["$defs"].keys()


def test_a_reference_is_described_as_an_object_with_an_id_and_a_name() -> None:
    properties = schema_of(list[tfg.Episode])["$defs"]["PersonReference"]["properties"]
    assert list(properties) == ["id", "name"]
    assert list(schema_of(tfg.Hit)["$defs"]["EpisodeReference"]["properties"]) == [
        *("id", "code", "title"),
    ]


@pytest.mark.parametrize("name", ["Theme", "Place", "Organisation"])
def test_what_is_part_of_something_is_described_with_its_lineage(name: str) -> None:
    schemas = schema_of(list[tfg.Episode])["$defs"]
    lineage = schemas[f"{name}Reference"]["properties"]["lineage"]
    assert lineage["items"] == {"$ref": f"#/$defs/{name}Ancestor"}
    assert "nearest first" in lineage["description"]
    assert list(schemas[f"{name}Ancestor"]["properties"]) == ["id", "name"]
    assert "lineage" in schema_of(getattr(tfg, name))["properties"]


def test_what_is_always_there_is_required() -> None:
    assert schema_of(tfg.Person)["required"] == ["id", "name"]
    assert schema_of(tfg.Related)["required"] == ["episode", "score"]
    assert {"id", "code", "show", "kind", "title"} <= set(schema_of(tfg.Episode)["required"])


def test_the_schema_says_what_values_look_like() -> None:
    properties = schema_of(tfg.Episode)["properties"]
    assert properties["kind"]["enum"] == ["full", "trailer", "bonus"]
    assert (properties["number"]["type"], properties["number"]["minimum"]) == ("integer", 0)
    assert (properties["url"]["format"], properties["published"]["format"]) == ("iri", "date")
    assert properties["summary"]["additionalProperties"] == {"type": "string"}


@pytest.mark.parametrize(
    ("value", "fits"),
    [("33:13", True), ("1:02:03", True), ("120:00", True), ("33", False), ("1:2:3", False)],
)
def test_the_schema_says_how_running_times_are_written(value: str, fits: bool) -> None:  # noqa: FBT001
    duration = schema_of(tfg.Episode)["properties"]["duration"]
    assert validator_of(duration).is_valid(value) is fits


def test_a_model_with_records_dumps_to_python_and_to_json() -> None:
    person = BUNDLED.people[0]
    text = BUNDLED.themes[0].label
    answer = Answer(
        people=[person], favourite=EPISODE, by_code={"S1E7": EPISODE}, closest=RELATED, title=text
    )
    expected = {
        "people": [tfg.to_dict(person, expand=True)],
        "favourite": tfg.to_dict(EPISODE, expand=True),
        "by_code": {"S1E7": tfg.to_dict(EPISODE, expand=True)},
        "closest": tfg.to_dict(RELATED, expand=True),
        "title": dict(text),
    }
    assert answer.model_dump() == expected
    assert json.loads(answer.model_dump_json()) == expected
    assert {"Person", "Episode", "Related"} <= Answer.model_json_schema()["$defs"].keys()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Optional[tfg.Episode], None),  # noqa: UP045 -- as older programs write it
        (tfg.Episode | None, EPISODE),
        (tuple[tfg.Hit, ...], (HIT,)),
        (dict[str, tfg.Episode], {"a": EPISODE}),
        (tfg.Person | tfg.Episode, EPISODE),
    ],
    ids=str,
)
def test_records_inside_other_types_come_through_as_they_are(kind: Any, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value
    assert validator_of(schema_of(kind)).is_valid(served(kind, value))


def test_a_selection_is_served_as_a_list() -> None:
    found = BUNDLED.by_theme("art")
    assert served(tfg.Episodes, found) == tfg.to_dict(found, expand=True)
    assert schema_of(tfg.Episodes)["items"] == {"$ref": "#/$defs/Episode"}
    assert TypeAdapter(tfg.Episodes).validate_python(found) is found


def test_a_collection_is_served_as_a_list_of_the_class_in_brackets() -> None:
    kind = tfg.Collection[tfg.Theme]
    assert served(kind, BUNDLED.themes) == tfg.to_dict(BUNDLED.themes, expand=True)
    assert schema_of(kind)["items"] == {"$ref": "#/$defs/Theme"}


def test_a_collection_of_anything_is_served_as_a_list_of_objects() -> None:
    assert served(tfg.Collection, BUNDLED.themes) == tfg.to_dict(BUNDLED.themes, expand=True)
    assert schema_of(tfg.Collection)["items"]["type"] == "object"


def test_a_collection_of_another_class_than_that_in_brackets_is_refused() -> None:
    people = TypeAdapter(tfg.Collection[tfg.Person])
    assert people.validate_python(BUNDLED.people) is BUNDLED.people
    with pytest.raises(ValidationError, match="expected a Person object, found a Theme"):
        people.validate_python(BUNDLED.themes)


@pytest.mark.parametrize("value", [{"id": "s01e07"}, "s01e07", BUNDLED.people[0]])
def test_only_an_object_of_the_class_is_accepted(value: object) -> None:
    with pytest.raises(ValidationError, match="expected an Episode object, found"):
        TypeAdapter(tfg.Episode).validate_python(value)


def test_json_is_not_accepted_in_place_of_a_record() -> None:
    with pytest.raises(ValidationError) as caught:
        Answer.model_validate_json('{"people": ["karine-gentelet"]}')
    assert caught.value.errors()[0]["loc"] == ("people", 0)
    assert caught.value.errors()[0]["msg"] == (
        'Value error, expected a Person object, found "karine-gentelet"; pass the object itself'
    )
