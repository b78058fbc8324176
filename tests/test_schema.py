"""The JSON Schemas of the authoring files say what the models and the loader say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from techforgood_podcast import _yaml, data_files
from techforgood_podcast._checking import Checker, References
from techforgood_podcast._rules import SCHEMA_VERSION
from techforgood_podcast._schema import PARTS, SECTIONS, Field, Form, fields_of
from techforgood_podcast._syntax import Plain, is_list, is_mapping
from techforgood_podcast.models import DataInfo, Episode, Redirect, Show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from importlib_resources.abc import Traversable

    Json = dict[str, Any]

SHARED = "definitions.schema.json"
MODELS: dict[str, type[Any]] = {
    "catalogue": DataInfo,
    "show": Show,
    "redirects": Redirect,
    **{section.name: section.model for section in SECTIONS if section.model is not Episode},
    "episode": Episode,
}
"""What each schema describes: one record, or a list of them."""
SINGLES = {"catalogue", "show", "episode"}
SCHEMAS: Mapping[str, Json] = {
    entry.name: json.loads(entry.read_text("utf-8"))
    for entry in (data_files() / "schema").iterdir()
}
FILE_SCHEMAS = {name: SCHEMAS[f"{name}.schema.json"] for name in MODELS}
RECORDS: Mapping[type[Any], Json] = {
    **{MODELS[name]: schema for name, schema in FILE_SCHEMAS.items() if name in SINGLES},
    **{
        MODELS[name]: schema["items"]
        for name, schema in FILE_SCHEMAS.items()
        if name not in SINGLES
    },
    **{part: SCHEMAS[SHARED]["$defs"][part.__name__.lower()] for part in PARTS},
}
REGISTRY: Registry[Any] = Registry[Any]().with_resources(
    (name, DRAFT202012.create_resource(schema)) for name, schema in SCHEMAS.items()
)
DEFINITIONS: Mapping[Form, str] = {
    "text": "text",
    "id": "id",
    "url": "url",
    "language": "language",
    "media_type": "media_type",
    "country_code": "country_code",
    "date": "date",
    "duration": "duration",
    "localized": "localized_text",
}
ANNOTATIONS = {"title", "description", "examples", "default", "enumDescriptions"}
LIMITS = {"minimum", "const"}

SOUND = (
    ("catalogue", "{}"),
    ("catalogue", "{version: 2026.11.24, schema_version: 1, licence: CC0-1.0}"),
    ("show", "{id: my-show, title: My show, language: pt-BR, first_published: 2022-01-17}"),
    *(
        ("episode", f"{{id: a, season: 1, title: A, {rest}}}")
        for rest in (
            "number: 1",
            "summary: A, duration: 33:13",
            "summary: {nb: A, zh-Hant: B}, duration: 1:02:03",
            'summary: {en: "A\\n\\nB"}',
            "guid: '1984', kind: bonus",
            "guests: [], hosts: [a], organisations: [{organisation: a, relation: venue}]",
            "guests: [{group: B, credited_as: B}, {person: a, credited_as: B}]",
            "figures: [{value: 0.5, unit: A, statement: A, as_printed: half}]",
            "figures: [{low: -1, high: 2, unit: A, statement: A, as_printed: A}]",
            "audio: {url: 'https://example.org/1', media_type: audio/mpeg, length: 1}",
        )
    ),
    ("people", ""),
    ("people", "[]"),
    ("people", "[{id: a, name: A, same_as: ['https://example.org/é?a=(b)#c']}]"),
    ("organisations", "[{id: b, name: B, kind: lab, parents: [a], founded: 2014}]"),
    ("themes", "[{id: b, label: B, broader: a}]"),
    ("places", "[{id: b, name: {fr: B}, kind: country, code: FR}]"),
    ("sources", "[{id: b, title: B, consulted: 2024-02-29}]"),
    ("redirects", "[{id: b, to: a}, {id: c}]"),
)
BROKEN = (
    ("catalogue", "{schema_version: 2}"),
    ("catalogue", "{schema_version: '1'}"),
    ("catalogue", "{licence: [CC0-1.0]}"),
    ("catalogue", "{sha256: '0'}"),
    ("show", "{title: A, language: en}"),
    ("show", "{id: a, title: A, language: English}"),
    ("show", "{id: a, title: A, language: fr-B}"),
    ("show", "{id: a, title: A, language: en, cover_url: cover.jpg}"),
    ("show", "{id: a, title: A, language: en, hosts: a}"),
    ("episode", "{id: a, title: A}"),
    ("episode", "{id: a, season: 0, title: A}"),
    ("episode", "{id: a, season: '1', title: A}"),
    ("episode", "{id: a, season: one, title: A}"),
    ("episode", "{id: a, season: 1, title: ' '}"),
    ("episode", '{id: a, season: 1, title: "\\a"}'),
    ("episode", '{id: a, season: 1, title: "A\\nB"}'),
    ("episode", "{id: a, season: 1, title: {en: A}}"),
    *(
        ("episode", f"{{id: a, season: 1, title: A, {rest}}}")
        for rest in (
            "titel: B",
            "show: a",
            "number: 1.5",
            "kind: fulll",
            "summary: {}",
            "summary: {french: A}",
            "summary: {fr: ''}",
            "duration: 33.13",
            "duration: 33:60",
            "published: 2022-02-30",
            "published: 20220117",
            "hosts: [A]",
            "guests: [{person: a}]",
            "guests: [{credited_as: A}]",
            "guests: [{person: a, group: A, credited_as: A}]",
            "organisations: [{organisation: a, relation: friend}]",
            "figures: [{unit: A, statement: A, as_printed: A}]",
            "figures: [{low: 1, unit: A, statement: A, as_printed: A}]",
            "figures: [{value: 1, low: 1, unit: A, statement: A, as_printed: A}]",
            "figures: [{value: 1, low: 1, high: 2, unit: A, statement: A, as_printed: A}]",
            "audio: {url: 'https://example.org/1'}",
            "audio: {url: 'ftp://example.org/1', media_type: audio/mpeg}",
            "audio: {url: 'https://example.org/1', media_type: mpeg}",
            "audio: {url: 'https://example.org/1', media_type: audio/mpeg, length: 0}",
        )
    ),
    ("people", "[{id: Ada, name: A}]"),
    ("people", "[{id: b--c, name: A}]"),
    ("people", "[{id: com1, name: A}]"),
    ("people", "[{id: b}]"),
    ("people", "[{id: b, name: A, aliases: [[B]]}]"),
    ("organisations", "[{id: b, name: A, kind: bank}]"),
    ("organisations", "[{id: b, name: A, kind: lab, founded: last year}]"),
    ("organisations", "[{id: b, name: A, kind: lab, founded: 0}]"),
    ("organisations", "[{id: b, name: A, kind: lab, same_as: [a b]}]"),
    ("themes", "[{id: b, label: [A]}]"),
    ("themes", "[{id: b, label: A, broader: B}]"),
    ("places", "[{id: b, name: A, kind: country, code: fr}]"),
    ("places", "[{id: b, name: A, kind: village}]"),
    ("places", "[{id: b, name: A, kind: region, code: FR}]"),
    ("sources", "[{id: b, title: A, consulted: yesterday}]"),
    ("redirects", "[{to: b}]"),
    ("redirects", "[{id: b, to: A}]"),
)
"""Texts in YAML, and the schemas that they are written for; the id that they refer to is `a`."""


CORE: tuple[tuple[str, Callable[[str], Any]], ...] = (
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)
"""What YAML 1.2 takes text without quotation marks for, infinity and the like apart."""


def as_editors_read(value: Any) -> Any:
    """Turn what the loader reads into what other readers make of the same text."""
    if is_mapping(value):
        return {key: as_editors_read(inner) for key, inner in value.items()}
    if is_list(value):
        return [as_editors_read(inner) for inner in value]
    if isinstance(value, Plain):
        taken = (take for pattern, take in CORE if re.fullmatch(pattern, value))
        return next(taken, str)(value)
    return value


def validator_of(schema: Json, formats: Iterable[str] | None = None) -> Any:
    checker = FormatChecker(formats)
    return Draft202012Validator(schema, registry=REGISTRY, format_checker=checker)


def faults(schema: str, value: Any) -> list[str]:
    """Return what a schema, or a part of one, finds wrong with a value, formats included."""
    errors = validator_of({"$ref": schema}).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]


def read(text: str) -> Any:
    value, unreadable = _yaml.read(text)
    assert not unreadable
    return value


def checker_into(found: list[object]) -> Checker:
    """Return a checker that knows one id of each list, and takes down the errors that it finds."""

    def report(*arguments: object, **keywords: object) -> None:
        if keywords.get("severity", "error") == "error":
            found.append(arguments)

    return Checker(References({section.name: ["a"] for section in SECTIONS}), report)


def loader_faults(name: str, value: Any) -> list[object]:
    """Return what the loader finds wrong with the records of a file."""
    found: list[object] = []
    for record in [value] if name in SINGLES else value or []:
        checker_into(found).record(MODELS[name], record, ())
    return found


def catalogue_files() -> Iterator[tuple[str, str, Traversable]]:
    """Find each YAML file of the bundled catalogue folders: path, schema to name, file."""
    folders = [entry for entry in data_files().iterdir() if entry.is_dir()]
    for folder in (data_files(), *folders):
        if (folder / "catalogue.yaml").is_file():
            for entry in folder.iterdir():
                if entry.name.endswith(".yaml"):
                    stem = entry.name.removesuffix(".yaml")
                    yield f"{folder.name}/{entry.name}", f"schema/{stem}.schema.json", entry
            for entry in (folder / "episodes").iterdir():
                path = f"{folder.name}/episodes/{entry.name}"
                yield path, "../schema/episode.schema.json", entry


FILES = {path: (schema, entry) for path, schema, entry in sorted(catalogue_files())}


def subschemas(value: Any, pointer: str) -> Iterator[tuple[str, Json]]:
    """Walk a schema: each part that describes a value, with the pointer to it."""
    yield pointer, value
    for key in ("properties", "$defs"):
        for name, inner in value.get(key, {}).items():
            yield from subschemas(inner, f"{pointer}/{key}/{name}")
    for key in ("items", "additionalProperties"):
        if is_mapping(value.get(key)):
            yield from subschemas(value[key], f"{pointer}/{key}")


PARTS_OF_SCHEMAS = {
    f"{name}#{pointer}": part
    for name, schema in sorted(SCHEMAS.items())
    for pointer, part in subschemas(schema, "")
}


def shape(described: Json) -> Json:
    """Return what a property says of values beyond words and limits; pointers stand for files."""
    kept = {key: inner for key, inner in described.items() if key not in ANNOTATIONS | LIMITS}
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].partition("#")[2]
    if "items" in kept:
        kept["items"] = shape(kept["items"])
    return kept


def shape_of_field(field: Field) -> Json:
    """Return what a property has to say of values, if it tells what the model's field tells."""
    if field.form == "choice":
        one: Json = {"type": "string", "enum": list(field.choices)}
    elif field.form in {"integer", "number"}:
        one = {"type": field.form}
    else:
        one = {"$ref": f"/$defs/{definition_of(field)}"}
    return {"type": "array", "items": one} if field.many else one


def definition_of(field: Field) -> str:
    if field.model is None:
        return DEFINITIONS[field.form]
    if field.form == "reference":
        return next(f"{section.noun}_id" for section in SECTIONS if section.model is field.model)
    return field.model.__name__.lower()


# ---------------------------------------------------------------------- drift from the models


def test_each_authoring_file_has_a_schema_and_no_schema_is_without_a_file() -> None:
    assert set(SCHEMAS) == {SHARED, *(f"{name}.schema.json" for name in MODELS)}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_record_has_the_keys_forms_and_words_of_its_model(model: type[Any]) -> None:
    properties: Json = RECORDS[model]["properties"]
    expected = {field.name: shape_of_field(field) for field in fields_of(model)}
    assert {name: shape(described) for name, described in properties.items()} == expected
    assert list(properties) == list(expected)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_record_requires_what_its_model_requires_and_takes_no_other_keys(
    model: type[Any],
) -> None:
    schema = RECORDS[model]
    assert schema["type"] == "object"
    assert schema.get("required", []) == [f.name for f in fields_of(model) if f.required]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_default_is_that_of_the_model(model: type[Any]) -> None:
    stated = {
        name: described["default"]
        for name, described in RECORDS[model]["properties"].items()
        if "default" in described
    }
    defaults = {field.name: field.default for field in attrs.fields(model)}
    assert stated == {name: defaults[name] for name in stated}


def test_the_schemas_are_those_of_the_format_that_the_loader_reads() -> None:
    assert RECORDS[DataInfo]["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_a_text_has_to_be_the_same_alone_and_by_language() -> None:
    definitions = SCHEMAS[SHARED]["$defs"]
    assert definitions["localized_text"]["pattern"] == definitions["long_text"]["pattern"]


# ------------------------------------------------------------------- the schemas in themselves


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_under_the_metaschema(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if set(described) != {"$ref"}]
)
def test_every_key_and_kind_of_value_is_explained(part: str) -> None:
    described = PARTS_OF_SCHEMAS[part]
    assert re.fullmatch(r"\S.*[^.\s]", described["title"])
    assert re.fullmatch(r"\S.*\.", described["description"])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if "enum" in described]
)
def test_every_word_to_choose_from_is_explained(part: str) -> None:
    described = PARTS_OF_SCHEMAS[part]
    assert len(described["enumDescriptions"]) == len(described["enum"])
    assert all(text.endswith(".") for text in described["enumDescriptions"])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if "examples" in described]
)
def test_examples_are_valid(part: str) -> None:
    for example in PARTS_OF_SCHEMAS[part]["examples"]:
        assert faults(part, example) == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_needs_no_network(name: str) -> None:
    assert "$id" not in SCHEMAS[name]  # so that references lead to the files beside it
    for file, pointer in re.findall(r'"\$ref": "(.*?)#(.*?)"', json.dumps(SCHEMAS[name])):
        assert f"{file or name}#{pointer}" in PARTS_OF_SCHEMAS


# --------------------------------------------------------------- the schemas and YAML files


@pytest.mark.parametrize("path", FILES)
def test_a_bundled_file_names_its_schema_in_the_first_line(path: str) -> None:
    schema, entry = FILES[path]
    first = entry.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={schema}"
    assert schema.removeprefix("../").removeprefix("schema/") in SCHEMAS


@pytest.mark.parametrize("path", FILES)
def test_a_bundled_file_is_valid_under_its_schema(path: str) -> None:
    schema, entry = FILES[path]
    assert faults(schema.rpartition("/")[2], as_editors_read(read(entry.read_text("utf-8")))) == []


@pytest.mark.parametrize(("name", "text"), SOUND)
def test_a_sound_file_passes_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(read(text))) == []
    assert loader_faults(name, read(text)) == []


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_a_broken_file_fails_under_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(read(text)))
    assert loader_faults(name, read(text))


@pytest.mark.parametrize("name", MODELS)
def test_a_file_of_a_list_may_be_empty_and_one_of_a_record_may_not(name: str) -> None:
    empty: tuple[Any, ...] = (None, [])
    for nothing in empty:
        assert (faults(f"{name}.schema.json", nothing) == []) == (name not in SINGLES)


def test_there_is_a_broken_file_for_each_schema() -> None:
    assert {name for name, _ in BROKEN} == set(MODELS)


def test_an_address_with_a_broken_escape_is_found_by_its_format() -> None:
    assert faults(f"{SHARED}#/$defs/url", "https://example.org/%zz")


VALUES: Mapping[Form, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "text": (
        ("a", "1984", "É 😀\tb"),
        (
            "",
            " \t",
            "a\n",
            "a\nb",
            "a\x07",
            "a\x85",
            "a\u2028",
            "\ud800",
            "\ufdd0",
            "\ufeff",
            None,
            1,
        ),
    ),
    "id": (
        ("a", "1", "a-1-b", "com10", "con-a"),
        ("con", "com0", "com1", "lpt9", "a--b", "-a", "a-", "A", "é", "a_b", "a b", "", 1),
    ),
    "url": (
        ("http://a", "https://é.example/?a=(b)&c#d"),
        ("https://", "ftp://a", "a", "https://a b", 'https://a"', "https://a\\", "https://\ufeff"),
    ),
    "language": (
        ("fr", "nds", "zh-Hant", "de-CH-1996", "en-12345678"),
        ("f", "engl", "FR", "fr-B", "fr_BE", "en-123456789", "fr-", ""),
    ),
    "media_type": (
        ("audio/mpeg", "application/vnd.a-b+xml"),
        ("audio", "audio/", "/mpeg", "a/b/c", "audio/mpeg; q=1"),
    ),
    "country_code": (("FR",), ("fr", "F", "FRA", "F1", "")),
    "date": (
        ("2022-01-17", "2024-02-29"),
        ("2023-02-29", "2022-13-01", "20220117", "2022-1-7", "2022-W01-1", "12022-01-17", 2022),
    ),
    "duration": (
        ("0:00", "33:13", "999:59", "1:02:03", "9999:59:59"),
        (
            "33:60",
            "33:5",
            "33",
            "1000:00",
            "1:60:00",
            "1:2:03",
            "10000:00:00",
            ":33",
            "1:1:1:1",
            33,
        ),
    ),
    "localized": (
        ("a", "a\n\nb", {"fr": "a"}, {"nb": "a\nb", "zh-Hant": "b"}),
        ("", "\ufeff", None, 1, [], {}, {"fr": ""}, {"fr": None}, {"french": "a"}, {"fr": {}}),
    ),
}
"""Values of each form, and what is none."""


def is_taken(form: Form, value: Any) -> bool:
    """Return whether a value has a form, which the schemas and the loader have to agree on."""
    found: list[object] = []
    checker_into(found).value(Field(name="field", form=form), value, ())
    validator = validator_of({"$ref": f"{SHARED}#/$defs/{DEFINITIONS[form]}"}, ["date"])
    assert validator.is_valid(value) == (not found)
    return not found


@pytest.mark.parametrize("form", DEFINITIONS)
def test_schema_and_loader_take_what_has_a_form_and_nothing_else(form: Form) -> None:
    good, bad = VALUES[form]
    assert [value for value in good if not is_taken(form, value)] == []
    assert [value for value in bad if is_taken(form, value)] == []


@pytest.mark.parametrize("form", DEFINITIONS)
@given(data=st.data())
def test_schema_and_loader_agree_on_any_value(form: Form, data: st.DataObject) -> None:
    # Not for all: Python's `$` stands before a last line break, too, and its `\w` for any letter.
    more = "é\n" if form in {"text", "localized"} else ""
    letters = "aZ 09-_:/.+%\t\x00\x07\x85\xa0\u2028\ufdd0\ufeff\ud800😀" + more
    pieces = ["https://", "con", "fr", "2022-02-", "12", ":", "-", "/", *letters]
    texts = st.lists(st.sampled_from(pieces), max_size=6).map("".join)
    plain = texts | st.none() | st.booleans() | st.integers()
    value = data.draw(plain | st.lists(plain, max_size=1) | st.dictionaries(texts, plain))
    is_taken(form, value)
