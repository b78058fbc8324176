"""Every class of records in pydantic, as FastAPI uses it, and in encoders that ask for help.

What an application does with them is in ``sessions/pydantic.cases``. Since pydantic is slow to
import, the tests import it.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, MINE, episode, of
from hostile import CATALOGUE as HOSTILE
from techforgood_podcast.models.fields import descriptions_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
ALL: dict[type[Any], Callable[[tfg.Catalogue], Any]] = {
    tfg.Appearance: lambda c: [one for person in c.people for one in c.appearances(person)],
    tfg.Audio: lambda c: [e.audio for e in c.episodes if e.audio],
    tfg.Chapter: lambda c: [chapter for e in c.episodes for chapter in e.chapters],
    tfg.Credit: lambda c: [one for e in c.episodes for one in (*e.guests, *e.mentioned)],
    tfg.DataInfo: lambda c: [c.info],
    tfg.Episode: lambda c: c.episodes,
    tfg.Figure: lambda c: [figure for e in c.episodes for figure in e.figures],
    tfg.Hit: lambda c: [hit for e in c.episodes for hit in c.search(e.title)],
    tfg.Mention: lambda c: [mention for e in c.episodes for mention in e.organisations],
    tfg.Organisation: lambda c: c.organisations,
    tfg.Person: lambda c: c.people,
    tfg.Place: lambda c: c.places,
    tfg.Redirect: lambda c: c.redirects,
    tfg.Related: lambda c: [other for e in c.episodes for other in c.related(e)],
    tfg.Show: lambda c: [c.show],
    tfg.Source: lambda c: c.sources,
    tfg.Theme: lambda c: c.themes,
}
"""Everything of a class in a catalogue."""
OBJECTS: dict[str, Any] = {
    "episode": BUNDLED.episode(7),
    "credit": BUNDLED.episode(7).guests[0],
    "text": BUNDLED.themes[0].label,
    "info": BUNDLED.info,
    "hit": BUNDLED.search("emploi")[0],
    "hits": BUNDLED.search("emploi"),
    "related": BUNDLED.related(3),
    "selection": BUNDLED.by_theme("art"),
    "nothing": BUNDLED.episodes[:0],
    "people": BUNDLED.people,
    "catalogue": BUNDLED,
}
to_dict: Callable[..., Any] = tfg.to_dict
each_model = pytest.mark.parametrize("model", ALL)


def schema_of(kind: Any) -> dict[str, Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind).json_schema(mode="serialization")


def closed(schema: dict[str, Any]) -> Any:
    """Return a schema whose objects have no other keys than it lists."""

    def close(found: dict[str, Any]) -> dict[str, Any]:
        return {**found, "additionalProperties": False} if "properties" in found else found

    return json.loads(json.dumps(schema), object_hook=close)


@pytest.mark.slow
@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
@each_model
def test_a_record_is_served_expanded_and_as_its_schema_says(
    model: type[Any], catalogue: tfg.Catalogue
) -> None:
    from pydantic import TypeAdapter

    from schemas import validator_of

    records = list(ALL[model](catalogue))
    several: Any = list
    plain = json.loads(TypeAdapter(several[model]).dump_json(records))
    assert plain == [to_dict(record, expand=True) for record in records]
    validator = validator_of(closed(schema_of(several[model])))
    assert [error.message for error in validator.iter_errors(plain)] == []


@pytest.mark.slow
def test_every_class_is_served_by_one_of_the_catalogues() -> None:
    unseen = [m for m in ALL if not any(ALL[m](catalogue) for catalogue in CATALOGUES.values())]
    assert unseen == []


@each_model
def test_a_schema_keeps_the_rules_of_json_schema_and_explains_each_field(model: type[Any]) -> None:
    from jsonschema import Draft202012Validator

    schema = schema_of(model)
    Draft202012Validator.check_schema(schema)
    properties = schema["properties"].items()
    explained = {name: value.get("description") for name, value in properties}
    hidden = {"owner_email", "search_words", "search_names"}
    described = descriptions_of(model)
    assert explained.items() >= {key: described[key] for key in described.keys() - hidden}.items()
    assert not hidden & explained.keys()
    assert all(explained.values())


@pytest.mark.parametrize("value", OBJECTS.values(), ids=OBJECTS)
def test_encoders_that_ask_and_pydantic_without_a_type_get_plain_values(value: Any) -> None:
    import orjson
    import pydantic_core
    from pydantic import TypeAdapter, create_model

    plain = {"value": to_dict(value)}
    assert json.loads(json.dumps({"value": value}, default=tfg.to_dict)) == plain
    assert orjson.loads(orjson.dumps({"value": value}, default=tfg.to_dict)) == plain
    expanded = to_dict(value, expand=True)
    answer = create_model("Answer", value=Any)(value={"inside": [value]})
    assert answer.model_dump(mode="json") == {"value": {"inside": [expanded]}}
    assert json.loads(answer.model_dump_json()) == answer.model_dump(mode="json")
    adapter = TypeAdapter(dict[str, Any])
    assert adapter.dump_python({"value": value}, mode="json") == {"value": expanded}
    assert pydantic_core.from_json(pydantic_core.to_json(value)) == expanded


def test_listing_the_attributes_of_a_record_does_not_import_pydantic() -> None:
    program = (
        "import inspect, sys, techforgood_podcast as tfg\n"
        "inspect.getmembers(tfg.episode(3)), inspect.getmembers(tfg.load_catalogue().people)\n"
        "assert not {'pydantic', 'pydantic_core'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 0
