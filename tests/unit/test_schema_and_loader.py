"""The JSON Schemas of the authoring files and the loader take the same files and values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from schemas import MODELS, SCHEMAS, SHARED, SINGLES, faults, validator_of
from settings import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from importlib_resources.abc import Traversable

    from mistakes import TextFormat
    from techforgood_podcast.models.fields import Form

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
            "published: 2022-01-17, published_at: 2022-01-17T08:30:00+01:00",
            "explicit: false, keywords: [A], chapters_url: 'https://example.org/1.json'",
            "chapters: [{start: 00:00, title: A, url: 'https://example.org/'}]",
            "transcripts: [{url: 'https://example.org/1', media_type: text/vtt, language: fr}]",
            "crew: [{person: a, role: editor, credited_as: A}], notes: A",
            "notes_html: <p>A",
        )
    ),
    ("episode", "{id: b, title: A}"),
    ("show", "{id: a, title: A, language: en, kind: serial, owner_email: a@b, explicit: true}"),
    ("people", ""),
    ("people", "[]"),
    ("people", "[{id: b, name: B, same_as: ['https://example.org/é?a=(b)#c']}]"),
    ("organisations", "[{id: b, name: B, kind: lab, parents: [a], founded: 2014}]"),
    ("themes", "[{id: b, label: B, broader: a}]"),
    ("places", "[{id: b, name: {fr: B}, kind: country, code: FR}]"),
    ("sources", "[{id: b, title: B, consulted: 2024-02-29}]"),
    ("redirects", "[{id: b, to: a}, {id: c}]"),
)
BROKEN = (
    ("episode", "{id: a, title: A, explicit: 'true'}"),
    ("episode", "{id: a, title: A, explicit: yes}"),
    ("episode", "{id: a, title: A, published: 2022-01-17, published_at: 2022-01-17}"),
    ("episode", "{id: a, title: A, transcripts: [{url: https://example.org/1.vtt}]}"),
    ("episode", "{id: a, title: A, notes: A, notes_html: A}"),
    ("show", "{id: a, title: A, language: en, kind: weekly}"),
    ("show", "{id: a, title: A, language: en, owner_email: nobody}"),
    ("catalogue", "{schema_version: 2}"),
    ("catalogue", "{schema_version: '1'}"),
    ("catalogue", "{licence: [CC0-1.0]}"),
    ("catalogue", "{sha256: '0'}"),
    ("show", "{title: A, language: en}"),
    ("show", "{id: a, title: A, language: English}"),
    ("show", "{id: a, title: A, language: fr-B}"),
    ("show", "{id: a, title: A, language: en, cover_url: cover.jpg}"),
    ("show", "{id: a, title: A, language: en, hosts: a}"),
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


CORE: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("null", r"~|null|Null|NULL|", lambda _: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", r"[-+]?[0-9]+", int),
    ("hex", r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float),
)
"""What YAML 1.2 takes text without quotation marks for."""


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


REFERRED_TO = """
show: {id: my-show, title: My show, language: fr}
people: [{id: a, name: A}]
organisations: [{id: a, name: A, kind: ngo}]
themes: [{id: a, label: A}]
places: [{id: a, name: A, kind: city}]
sources: [{id: a, title: A}]
"""
"""A catalogue with one record in each list, to be referred to."""


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


# ------------------------------------------------------------------------------------ files


@pytest.mark.parametrize("path", FILES)
def test_a_bundled_file_names_its_schema_in_the_first_line(path: str) -> None:
    schema, entry = FILES[path]
    first = entry.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={schema}"
    assert schema.removeprefix("../").removeprefix("schema/") in SCHEMAS


@pytest.mark.parametrize("path", FILES)
def test_a_bundled_file_is_valid_under_its_schema(path: str) -> None:
    schema, entry = FILES[path]
    assert faults(schema.rpartition("/")[2], as_editors_read(entry.read_text("utf-8"))) == []


@pytest.mark.parametrize(("name", "text"), SOUND)
def test_a_sound_file_passes_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(text)) == []
    assert loader_faults(name, text) == ()


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_a_broken_file_fails_under_schema_and_loader(name: str, text: str) -> None:
    assert faults(f"{name}.schema.json", as_editors_read(text))
    assert loader_faults(name, text)


@pytest.mark.parametrize("name", MODELS)
def test_a_file_of_a_list_may_be_empty_and_one_of_a_record_may_not(name: str) -> None:
    empty: tuple[Any, ...] = (None, [])
    for nothing in empty:
        assert (faults(f"{name}.schema.json", nothing) == []) == (name not in SINGLES)


def test_there_is_a_broken_file_for_each_schema() -> None:
    assert {name for name, _ in BROKEN} == set(MODELS)


def test_an_address_with_a_broken_escape_is_found_by_its_format() -> None:
    assert faults(f"{SHARED}#/$defs/url", "https://example.org/%zz")


# ----------------------------------------------------------------------------------- values


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
        (
            *("http://a", "https://é.example/?a=(b)&c#d", "http://[::1]:80", "https://1.2.3.4"),
            *("https://a.org.:65535?b@c", "https://a:0", "https://a:", "https://4.a#:b"),
        ),
        (
            *(
                "https://",
                "ftp://a",
                "a",
                "https://a b",
                'https://a"',
                "https://a\\",
                "https://\ufeff",
            ),
            *("https://?", "http://[::1", "https://:80", "https://a:65536", "https://a:123456"),
            *("https://a@b", "https://a:b@c", "https://1.2.3", "https://1.2.3.256", "https://a..b"),
            *(
                "https://a\u202e",
                "https://a/\u200b",
                "https://a\u2066.b",
                "https://a:b",
                "https://a%",
            ),
        ),
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
    "prose": (("a", "a\n\nb", "1984"), ("", " \n", 1, {}, "\ufeff")),
    "html": (("<p>a", "a\n\nb"), ("", " \n", 1, {}, "\ufeff")),
    "email": (("me@example.org", "é+1@b"), ("", "a", "@b", "a@", "a b@c", "A <a@b>")),
    "datetime": (
        ("2022-01-17T08:30:00+01:00", "2024-02-29T23:59:59Z", "2022-01-17T08:30:00-14:00"),
        (
            *("2022-01-17", "2022-01-17T08:30:00", "2022-01-17T08:30Z", "2022-01-17 08:30:00Z"),
            *("2023-02-29T08:30:00Z", "2022-01-17T24:00:00Z", "2022-01-17T08:30:00+14:01"),
            *("2022-01-17T08:30:00.5Z", "2022-01-17T08:30:00+0100", "20220117T083000Z", 2022),
        ),
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


SHOW: Mapping[str, Any] = {"id": "s", "title": "S", "language": "fr"}
EPISODE: Mapping[str, Any] = {"id": "e", "title": "T", "season": 1}
PLACES: Mapping[Form, Callable[[Any], dict[str, Any]]] = {
    "text": lambda value: {"people": [{"id": "p", "name": "N", "aliases": [value]}]},
    "id": lambda value: {"people": [{"id": value, "name": "N"}]},
    "url": lambda value: {"people": [{"id": "p", "name": "N", "same_as": [value]}]},
    "language": lambda value: {"show": {**SHOW, "language": value}},
    "media_type": lambda value: {
        "episodes": [{**EPISODE, "audio": {"url": "https://a", "media_type": value}}]
    },
    "country_code": lambda value: {
        "places": [{"id": "p", "name": "N", "kind": "country", "code": value}]
    },
    "date": lambda value: {"sources": [{"id": "s", "title": "T", "consulted": value}]},
    "prose": lambda value: {"episodes": [{**EPISODE, "notes": value}]},
    "html": lambda value: {"episodes": [{**EPISODE, "notes_html": value}]},
    "email": lambda value: {"show": {**SHOW, "owner_email": value}},
    "datetime": lambda value: {
        "episodes": [{**EPISODE, "published": str(value)[:10], "published_at": value}]
    },
    "duration": lambda value: {"episodes": [{**EPISODE, "duration": value}]},
    "localized": lambda value: {"themes": [{"id": "t", "label": value}]},
}
"""A catalogue with a value in a field of each form."""
OPTIONAL = {"country_code", "date", "datetime", "duration", "email", "html", "prose"}
"""Forms of optional fields; a missing value is valid."""


def is_taken(form: Form, value: Any) -> bool:
    """Return whether a value has a form, which the schemas and the loader have to agree on."""
    found = errors(json.dumps({"show": SHOW, **PLACES[form](value)}), "json")
    validator = validator_of({"$ref": f"{SHARED}#/$defs/{form}"}, ["date", "date-time"])
    assert validator.is_valid(value) == (not found)
    return not found


@pytest.mark.parametrize("form", VALUES)
def test_schema_and_loader_take_what_has_a_form_and_nothing_else(form: Form) -> None:
    good, bad = VALUES[form]
    assert [value for value in good if not is_taken(form, value)] == []
    assert [value for value in bad if is_taken(form, value)] == []


@pytest.mark.parametrize("form", VALUES)
@settings(max_examples=examples(100))
@given(data=st.data())
def test_schema_and_loader_agree_on_any_value(form: Form, data: st.DataObject) -> None:
    # Not for all: Python's `$` also matches before a last line break, and its `\w` any letter.
    more = "é\n" if form in {"text", "localized"} else ""
    letters = "aZ 09-_:/.?@+%\t\x00\x07\x85\xa0\u2028\ufdd0\ufeff\ud800😀" + more
    pieces = ["https://", "con", "fr", "2022-02-", "12", ":", "-", "/", *letters]
    texts = st.lists(st.sampled_from(pieces), max_size=6).map("".join)
    plain = texts | st.none() | st.booleans() | st.integers()
    value = data.draw(plain | st.lists(plain, max_size=1) | st.dictionaries(texts, plain))
    assume(value is not None or form not in OPTIONAL)
    is_taken(form, value)
