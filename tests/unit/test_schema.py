"""The JSON Schemas explain every key and word, and take the same files and values as the loader.

``schema_values.json`` has sound and broken files, in YAML, by the schemas that they are written
for; the id that they refer to is "a". Of each form of values it has good and bad ones, and
a catalogue to put them in.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import techforgood_podcast as tfg
from plain_values import is_mapping
from schemas import MODELS, SCHEMAS, SHARED, SINGLES, faults, validator_of
from settings import examples
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.models.sections import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from importlib_resources.abc import Traversable

    from mistakes import TextFormat
    from schemas import Json

DATA = json.loads(Path(__file__).with_name("schema_values.json").read_text("utf-8"))
FORMS = DATA["forms"]


# ------------------------------------------------------------------------------ explanations


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


def test_each_authoring_file_has_a_schema_and_no_schema_is_without_a_file() -> None:
    assert set(SCHEMAS) == {SHARED, *(f"{name}.schema.json" for name in MODELS)}


def test_a_field_explains_each_word_to_choose_from_and_no_other() -> None:
    choices = [f for model in (*MODELS.values(), *PARTS) for f in fields_of(model) if f.choices]
    assert len(choices) > 5
    assert [field for field in choices if tuple(field.meanings) != field.choices] == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_under_the_metaschema(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_key_and_kind_of_value_is_explained() -> None:
    parts = {part: one for part, one in PARTS_OF_SCHEMAS.items() if set(one) != {"$ref"}}
    assert len(parts) > 100
    for part, described in parts.items():
        assert re.fullmatch(r"\S.*[^.\s]", described["title"]), part
        assert re.fullmatch(r"\S.*\.", described["description"]), part


def test_every_word_to_choose_from_is_explained_by_a_sentence() -> None:
    parts = {part: one for part, one in PARTS_OF_SCHEMAS.items() if "enum" in one}
    assert len(parts) > 5
    for part, described in parts.items():
        assert len(described["enumDescriptions"]) == len(described["enum"]), part
        assert all(text.endswith(".") for text in described["enumDescriptions"]), part


def test_examples_are_valid() -> None:
    parts = {part: one for part, one in PARTS_OF_SCHEMAS.items() if "examples" in one}
    assert len(parts) > 50
    assert all(described["examples"] for described in parts.values())
    assert {
        (part, fault)
        for part, described in parts.items()
        for example in described["examples"]
        for fault in faults(part, example)
    } == set()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_needs_no_network(name: str) -> None:
    assert "$id" not in SCHEMAS[name]  # so that references lead to the files beside it
    found = re.findall(r'"\$ref": "(.*?)#(.*?)"', json.dumps(SCHEMAS[name]))
    led_to = {f"{file or name}#{pointer}" for file, pointer in found}
    assert led_to
    assert led_to <= PARTS_OF_SCHEMAS.keys()


# ------------------------------------------------------------------------------------ files

# What YAML 1.2 takes text without quotation marks for.
CORE: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("null", r"~|null|Null|NULL|", lambda _: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("hex", r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float),
)


def editor() -> Any:
    """Return a loader that reads YAML 1.2 as editors do: infinity and the like apart."""

    class Editor(yaml.SafeLoader):
        """Knows no type but text yet."""

    untyped: Any = Editor
    untyped.yaml_implicit_resolvers = {}
    for name, pattern, take in CORE:

        def construct(loader: Any, node: Any, take: Callable[[str], Any] = take) -> Any:
            return take(loader.construct_scalar(node))

        untyped.add_implicit_resolver(f"!{name}", re.compile(f"(?:{pattern})$"), None)
        untyped.add_constructor(f"!{name}", construct)
    return untyped


EDITOR = editor()


def as_editors_read(text: str) -> Any:
    return yaml.load(text, EDITOR)  # noqa: S506 -- it is a safe one


# A catalogue with one record in each list, to be referred to.
REFERRED_TO = """
show: {id: my-show, title: My show, language: fr}
people: [{id: a, name: A}]
organisations: [{id: a, name: A, kind: ngo}]
themes: [{id: a, label: A}]
places: [{id: a, name: A, kind: city}]
sources: [{id: a, title: A}]
"""


def errors(text: str, syntax: TextFormat) -> tuple[tfg.Problem, ...]:
    try:
        tfg.loads(text, syntax)
    except tfg.CatalogueError as error:
        return error.problems
    return ()


def loader_faults(name: str, text: str) -> tuple[tfg.Problem, ...]:
    """Return what the loader finds wrong with a file, between records that it may refer to."""
    parts = {line.partition(":")[0]: line for line in REFERRED_TO.split("\n") if line}
    if name in {"catalogue", "show"}:
        parts[name] = f"{'info' if name == 'catalogue' else name}: {text}"
    elif name == "episode":
        parts[name] = f"episodes: [{text}]"
    elif text.strip("[]"):
        before = parts.get(name, f"{name}: []").removesuffix("]")
        between = ", " if name in parts else ""
        parts[name] = f"{before}{between}{text.removeprefix('[')}"
    return errors("\n".join(parts.values()), "yaml")


def catalogue_files() -> Iterator[tuple[str, str, Traversable]]:
    """Find each YAML file of the bundled catalogue folders: path, schema to name, file."""
    folders = [entry for entry in tfg.data_files().iterdir() if entry.is_dir()]
    for folder in (tfg.data_files(), *folders):
        if (folder / "catalogue.yaml").is_file():
            for entry in folder.iterdir():
                if entry.name.endswith(".yaml"):
                    stem = entry.name.removesuffix(".yaml")
                    yield f"{folder.name}/{entry.name}", f"schema/{stem}.schema.json", entry
            for entry in (folder / "episodes").iterdir():
                path = f"{folder.name}/episodes/{entry.name}"
                yield path, "../schema/episode.schema.json", entry


FILES = {path: (schema, entry) for path, schema, entry in sorted(catalogue_files())}


@pytest.mark.parametrize("path", FILES)
def test_a_bundled_file_names_its_schema_in_the_first_line_and_is_valid(path: str) -> None:
    schema, entry = FILES[path]
    text = entry.read_text("utf-8")
    assert text.partition("\n")[0] == f"# yaml-language-server: $schema={schema}"
    assert faults(schema.rpartition("/")[2], as_editors_read(text)) == []


def files(kind: str) -> pytest.MarkDecorator:
    """Run a test on the name of the schema and the text of each file of a kind."""
    every = [(name, text) for name, texts in DATA[kind].items() for text in texts]
    ids = [f"{name}: {text}" for name, text in every]
    return pytest.mark.parametrize(("name", "text"), every, ids=ids)


@files("sound")
def test_a_sound_file_passes_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(text)) == []
    assert loader_faults(name, text) == ()


@files("broken")
def test_a_broken_file_fails_under_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(text))
    assert loader_faults(name, text)


@pytest.mark.parametrize("name", MODELS)
def test_a_file_of_a_list_may_be_empty_and_one_of_a_record_may_not(name: str) -> None:
    empty: tuple[Any, ...] = (None, [])
    for nothing in empty:
        assert (faults(f"{name}.schema.json", nothing) == []) == (name not in SINGLES)


def test_there_is_a_broken_file_for_each_schema() -> None:
    assert set(DATA["broken"]) == set(MODELS)


def test_an_address_with_a_broken_escape_is_found_by_its_format() -> None:
    assert faults(f"{SHARED}#/$defs/url", "https://example.org/%zz")


# ----------------------------------------------------------------------------------- values

# Forms of optional fields; a missing value is valid.
SHOW = {"id": "s", "title": "S", "language": "fr"}
OPTIONAL = {"country_code", "date", "datetime", "duration", "email", "html", "prose"}
DAYS = FormatChecker(["date", "date-time"])


def is_taken(form: str, value: Any) -> bool:
    """Return whether a value has a form, which the schemas and the loader have to agree on."""
    text = json.dumps(FORMS[form]["place"]).replace('"VALUE"', json.dumps(value))
    text = text.replace('"DAY"', json.dumps(str(value)[:10]))
    found = errors(json.dumps({"show": SHOW} | json.loads(text)), "json")
    validator = validator_of({"$ref": f"{SHARED}#/$defs/{form}"}, DAYS)
    assert validator.is_valid(value) == (not found)
    return not found


@pytest.mark.parametrize("form", FORMS)
def test_schema_and_loader_take_what_has_a_form_and_nothing_else(form: str) -> None:
    assert [value for value in FORMS[form]["good"] if not is_taken(form, value)] == []
    assert [value for value in FORMS[form]["bad"] if is_taken(form, value)] == []


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples(100))
@given(data=st.data())
def test_schema_and_loader_agree_on_any_value(form: str, data: st.DataObject) -> None:
    # Not for all: Python's `$` also matches before a last line break, and its `\w` any letter.
    more = "é\n" if form in {"text", "localized"} else ""
    letters = "aZ 09-_:/.?@+%\t\x00\x07\x85\xa0\u2028\ufdd0\ufeff\ud800😀" + more
    pieces = ["https://", "con", "fr", "2022-02-", "12", ":", "-", "/", *letters]
    texts = st.lists(st.sampled_from(pieces), max_size=6).map("".join)
    plain = texts | st.none() | st.booleans() | st.integers()
    value = data.draw(plain | st.lists(plain, max_size=1) | st.dictionaries(texts, plain))
    assume(value is not None or form not in OPTIONAL)
    is_taken(form, value)
