"""Plain values against the models: nothing is coerced, and each fault has its place."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from strategies import durations, numbers
from techforgood_podcast._canonical import format_duration
from techforgood_podcast._checking import DURATION
from techforgood_podcast._structuring import parse_duration

SHOW = "show: {id: s, title: S, language: fr}\n"


def problems(text: str) -> list[str]:
    """Load a catalogue in YAML whose first line is the show, and return what is wrong."""
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(SHOW + text, "yaml")
    return [str(problem).removeprefix("<yaml>:") for problem in caught.value.problems]


def json_problems(text: str) -> list[str]:
    """Load a catalogue in JSON, and return what is wrong."""
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads('{"show": {"id": "s", "title": "S", "language": "fr"},\n' + text, "json")
    return [str(problem).removeprefix("<json>:") for problem in caught.value.problems]


def episode(fields: str) -> tfg.Episode:
    """Return the one episode of a catalogue in YAML."""
    return tfg.loads(f"{SHOW}episodes: [{{id: e, title: T, {fields}}}]", "yaml").episodes["e"]


def figure(value: str) -> tfg.Figure:
    """Return the one figure of a catalogue in YAML."""
    text = f"value: {value}, unit: u, statement: s, as_printed: p"
    return episode(f"season: 1, figures: [{{{text}}}]").figures[0]


@pytest.mark.parametrize(
    "text", ["33:13", "no", "on", "012", "1_000", "1.10", "2024-01-02", "true", "1e3", "0x1F"]
)
def test_a_text_field_takes_a_plain_scalar_as_it_stands(text: str) -> None:
    catalogue = tfg.loads(f"{SHOW}people: [{{id: a, name: {text}, aliases: [{text}]}}]", "yaml")
    person = catalogue.people["a"]
    assert (person.name, person.aliases, type(person.name)) == (text, (text,), str)


@pytest.mark.parametrize("id_", ["no", "012", "1e3", "2024-01-02", "true"])
def test_an_id_may_look_like_something_else(id_: str) -> None:
    text = f"{SHOW}people: [{{id: {id_}, name: A}}]\nepisodes:\n"
    text += f"  - {{id: e, title: T, season: 1, hosts: [{id_}]}}"
    assert tfg.loads(text, "yaml").episodes["e"].hosts[0].id == id_


def test_a_number_a_date_and_a_running_time_are_read_by_their_fields() -> None:
    found = episode("season: 2, number: 12, duration: 33:13, published: 2022-01-17")
    assert (found.season, found.number) == (2, 12)
    assert found.duration == dt.timedelta(minutes=33, seconds=13)
    assert found.published == dt.date(2022, 1, 17)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:00", 0), ("08:05", 485), ("999:59", 59_999), ("1:02:03", 3_723), ("100:00:00", 360_000)],
)
def test_a_running_time_has_minutes_and_seconds_and_perhaps_hours(text: str, seconds: int) -> None:
    assert episode(f"season: 1, duration: '{text}'").duration == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["33", "33:60", "1:2:03", "1:60:00", "1:99:03", "-1:00", "62 min", "1:00:00:00", "٣:١٣"]
)
def test_no_other_running_time_is_read(text: str) -> None:
    assert problems(f"episodes: [{{id: e, title: T, season: 1, duration: '{text}'}}]") == [
        (
            f"2:51: episodes[0].duration: expected a running time, such as 33:13 or 1:02:03,"
            f' found "{text}"'
        )
    ]
    assert not DURATION.fullmatch(text)


def test_parsing_a_duration_in_another_form_says_what_was_expected() -> None:
    with pytest.raises(ValueError, match=re.escape('such as 33:13 or 1:02:03, found "33"')):
        parse_duration("33")


@settings(deadline=None)
@given(durations())
def test_a_running_time_that_was_written_is_read_again(duration: dt.timedelta) -> None:
    assert parse_duration(format_duration(duration)) == duration


@pytest.mark.parametrize(
    ("text", "value"),
    [("13000000", 13_000_000), ("-1", -1), ("1.5", 1.5), ("0.25", 0.25), ("1.0e-05", 0.00001)],
)
def test_a_number_field_reads_whole_numbers_and_others(text: str, value: float) -> None:
    assert figure(text).value == value
    assert type(figure(text).value) is type(value)


@settings(deadline=None, max_examples=30)
@given(numbers())
def test_every_number_that_python_writes_is_read_again(number: float) -> None:
    assert figure(repr(number)).value == number


@pytest.mark.parametrize(
    "text", ["'1'", "1_000", "012", "1.", ".5", "1e999", "1.0e+999", ".inf", "nan", "13 millions"]
)
def test_no_other_number_is_read(text: str) -> None:
    found = "value: " + text + ", unit: u, statement: s, as_printed: p"
    bare = text.strip("'")
    shown = bare if text == "1.0e+999" else f'"{bare}"'
    assert problems(f"episodes: [{{id: e, title: T, season: 1, figures: [{{{found}}}]}}]") == [
        f"2:59: episodes[0].figures[0].value: expected a number, found {shown}"
    ]


@pytest.mark.parametrize("text", ["'7'", "1.0", "1e1", "0x1", "1_0", "07", "no", "1٣", "9" * 19])
def test_a_whole_number_is_written_with_plain_digits(text: str) -> None:
    bare = text.strip("'")
    shown = bare if text == "1.0" else f'"{bare}"'
    assert problems(f"episodes: [{{id: e, title: T, season: {text}}}]") == [
        f"2:38: episodes[0].season: expected a whole number, found {shown}"
    ]


@pytest.mark.parametrize("text", ["2024-02-30", "2024-1-2", "02/01/2024", "20240102", "٢٠٢٤-٠١-٠٢"])
def test_a_day_is_one_of_the_calendar(text: str) -> None:
    shown = text if text == "20240102" else f'"{text}"'
    assert problems(f"sources: [{{id: a, title: T, consulted: {text}}}]") == [
        f"2:40: sources[0].consulted: expected a day, such as 2022-01-17, found {shown}"
    ]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('"season": true', "season: expected a whole number, found true"),
        ('"season": 1.9', "season: expected a whole number, found 1.9"),
        ('"season": "7"', 'season: expected a whole number, found "7"'),
        ('"season": 1e999', "season: expected a whole number, found inf"),
        ('"season": [1]', "season: expected a whole number, found a list"),
        (
            '"duration": 33.13',
            ("duration: expected a running time, such as 33:13 or 1:02:03, found 33.13"),
        ),
        ('"published": 20220117', "published: expected a day, such as 2022-01-17, found 20220117"),
        ('"guid": 7', "guid: expected a text, found 7"),
        ('"guid": true', "guid: expected a text, found true"),
        ('"guid": {"fr": "a"}', "guid: expected a text, found a mapping"),
        ('"summary": 7', "summary: expected a text, found 7"),
        ('"kind": false', "kind: unknown kind false; there is full, trailer, bonus"),
        ('"audio": "a"', 'audio: expected keys and values, found "a"'),
        (
            '"hosts": "abc"',
            (
                'hosts: expected a list, found "abc"; write each item on a line of'
                " its own, after a hyphen"
            ),
        ),
    ],
)
def test_a_value_of_another_type_is_refused_and_not_converted(field: str, message: str) -> None:
    others = '"id": "e", "title": "T"' + ("" if "season" in field else ', "season": 1')
    place = len('"episodes": [{') + 1 + field.index(": ") + 2
    assert json_problems(f'"episodes": [{{{field}, {others}}}]}}') == [
        f"2:{place}: episodes[0].{message}"
    ]


@pytest.mark.parametrize("number", ["1.5", "-0.5", "3"])
def test_a_number_in_json_is_taken_as_it_is(number: str) -> None:
    text = f'{{"id": "e", "title": "T", "season": 1, "figures": [{{"value": {number},'
    text += '"unit": "u", "statement": "s", "as_printed": "p"}]}'
    show = '{"show": {"id": "s", "title": "S", "language": "fr"}, "episodes": ['
    found = tfg.loads(f"{show}{text}]}}", "json").episodes["e"].figures[0]
    assert found.value == float(number)


@pytest.mark.parametrize("number", ["1e999", "true", '"1.5"'])
def test_what_is_no_finite_number_in_json_is_refused(number: str) -> None:
    text = f'{{"value": {number}, "unit": "u", "statement": "s", "as_printed": "p"}}'
    text = f'"episodes": [{{"id": "e", "title": "T", "season": 1, "figures": [{text}]}}]}}'
    shown = number.replace("1e999", "inf")
    assert json_problems(text) == [
        f"2:75: episodes[0].figures[0].value: expected a number, found {shown}"
    ]


def test_a_plain_empty_value_counts_as_absent() -> None:
    catalogue = tfg.loads(f"{SHOW}people: [{{id: a, name: A, given: ~, aliases: null}}]", "yaml")
    assert catalogue.people["a"] == tfg.Person(id="a", name="A")


def test_an_empty_value_is_refused_where_one_is_required() -> None:
    assert problems("people:\n  - id: a\n    name:\n") == [
        "4:10: people[0].name: a value has to stand here; quote it if it is meant as text"
    ]


def test_an_empty_item_of_a_list_is_refused() -> None:
    assert problems("people: [{id: a, name: A, aliases: [~, B]}]") == [
        (
            "2:37: people[0].aliases[0]: expected a text, found nothing;"
            " quote it if it is meant as text"
        )
    ]


def test_an_empty_text_is_refused() -> None:
    assert problems("people: [{id: a, name: ' '}]") == [
        "2:24: people[0].name: the text is empty; leave the key out if nothing is known"
    ]


def test_an_unknown_key_is_reported_at_the_key_with_the_one_meant() -> None:
    assert problems("people:\n  - id: a\n    name: A\n    familly: B\n") == [
        '5:5: people[0].familly: unknown key; did you mean "family"?'
    ]


def test_an_unknown_key_like_no_other_is_reported_with_all_there_are() -> None:
    assert problems("sources: [{id: a, title: T, weather: fair}]") == [
        "2:29: sources[0].weather: unknown key; there is id, title, url, consulted"
    ]


def test_a_no_break_space_before_a_colon_makes_an_unknown_key() -> None:
    assert problems("people: [{id: a, name: A, family\xa0: B}]") == [
        '2:27: people[0].family\\xa0: unknown key; did you mean "family"?'
    ]


def test_a_field_that_follows_from_the_rest_is_none_of_a_file() -> None:
    assert problems("episodes: [{id: e, title: T, season: 1, show: s}]")[0].startswith(
        "2:41: episodes[0].show: unknown key; there is id, season, number"
    )


def test_a_missing_key_is_reported_at_its_mapping() -> None:
    assert problems("people:\n  - name: A\n  - id: b\n") == [
        '3:5: people[0]: the key "id" is missing',
        '4:5: people[1]: the key "name" is missing',
    ]


def test_a_misspelt_key_is_not_reported_as_missing_as_well() -> None:
    assert problems("people: [{id: a, nmae: A}]") == [
        '2:18: people[0].nmae: unknown key; did you mean "name" or "same_as"?'
    ]


def test_another_key_may_be_missing_beside_a_misspelt_one() -> None:
    assert problems("organisations: [{id: a, nmae: A}]") == [
        '2:17: organisations[0]: the key "kind" is missing',
        '2:25: organisations[0].nmae: unknown key; did you mean "name" or "same_as"?',
    ]


def test_a_word_outside_a_closed_list_is_reported_with_the_one_meant() -> None:
    assert problems("organisations: [{id: a, name: A, kind: asociation}]") == [
        '2:40: organisations[0].kind: unknown kind "asociation"; did you mean "association"?'
    ]


@pytest.mark.parametrize(
    "id_", ["Ann", "a b", "a--b", "-a", "a_b", "é", "../a", "a/b", "a.b", "a\u200db", "''"]
)
def test_an_id_is_of_words_joined_by_hyphens(id_: str) -> None:
    shown = id_.strip("'").replace("\u200d", "\\u200d")
    assert problems(f"people: [{{id: {id_}, name: A}}]") == [
        (
            "2:15: people[0].id: expected an id (lower-case words of a-z and 0-9,"
            f' joined by hyphens), found "{shown}"'
        )
    ]


@pytest.mark.parametrize("id_", ["con", "prn", "aux", "nul", "com1", "com0", "lpt9"])
def test_an_id_is_no_name_of_a_device(id_: str) -> None:
    assert problems(f"people: [{{id: {id_}, name: A}}]") == [
        f'2:15: people[0].id: "{id_}" cannot name a file on Windows; choose another id'
    ]


@pytest.mark.parametrize("id_", ["con-1", "auxerre", "com10", "lpt", "nulle"])
def test_an_id_may_begin_like_a_device(id_: str) -> None:
    assert tfg.loads(f"{SHOW}people: [{{id: {id_}, name: A}}]", "yaml").people[0].id == id_


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "https://", "javascript:alert(1)", "https://a b"]
)
def test_an_address_is_one_of_the_web(url: str) -> None:
    assert problems(f"sources: [{{id: a, title: T, url: '{url}'}}]") == [
        f'2:34: sources[0].url: expected an address that begins with https://, found "{url}"'
    ]


def test_each_of_several_addresses_is_checked() -> None:
    assert problems("people: [{id: a, name: A, same_as: ['https://a.org', b]}]") == [
        '2:54: people[0].same_as[1]: expected an address that begins with https://, found "b"'
    ]


def test_a_country_code_has_two_capital_letters() -> None:
    assert problems("places: [{id: a, name: A, kind: country, code: fr}]") == [
        '2:48: places[0].code: expected a country code of two letters, such as "FR", found "fr"'
    ]


def test_a_media_type_has_two_parts() -> None:
    audio = "{url: 'https://a.org/1.mp3', media_type: mp3}"
    assert problems(f"episodes: [{{id: e, title: T, season: 1, audio: {audio}}}]") == [
        (
            '2:89: episodes[0].audio.media_type: expected a media type, such as "audio/mpeg",'
            ' found "mp3"'
        )
    ]


def test_a_text_alone_is_in_the_language_of_the_show() -> None:
    catalogue = tfg.loads(f"{SHOW}themes: [{{id: a, label: Emploi}}]", "yaml")
    assert catalogue.themes["a"].label == tfg.LocalizedText(fr="Emploi")


def test_a_text_by_language_keeps_its_order() -> None:
    catalogue = tfg.loads(f"{SHOW}themes: [{{id: a, label: {{en: Jobs, no: Jobb}}}}]", "yaml")
    assert catalogue.themes["a"].label.languages == ("en", "no")


def test_a_text_by_language_needs_a_language() -> None:
    assert problems("themes: [{id: a, label: {}}]") == [
        "2:25: themes[0].label: expected a text in at least one language, found none"
    ]


def test_a_language_is_a_tag_reported_at_the_key() -> None:
    assert problems("themes: [{id: a, label: {fr: a, French: b}}]") == [
        '2:33: themes[0].label.French: expected a language tag, such as "fr"'
    ]


def test_a_text_in_one_language_is_a_text() -> None:
    assert problems("themes: [{id: a, label: {fr: [a], en: ~}}]") == [
        "2:30: themes[0].label.fr: expected a text, found a list",
        "2:39: themes[0].label.en: expected a text, found nothing; quote it if it is meant as text",
    ]


@pytest.mark.parametrize(
    ("escape", "name"),
    [
        ("\\0", "U+0000"),
        ("\\e", "U+001B"),
        ("\\N", "U+0085"),
        ("\\L", "U+2028"),
        ("\\uFFFF", "U+FFFF"),
    ],
)
def test_a_forbidden_character_that_is_escaped_is_refused_too(escape: str, name: str) -> None:
    assert problems(f'people: [{{id: a, name: "x{escape}"}}]') == [
        f"2:24: people[0].name: the character {name} is not allowed"
    ]


def test_a_lone_surrogate_that_is_escaped_in_json_is_refused() -> None:
    assert json_problems('"people": [{"id": "a", "name": "\\ud800"}]}') == [
        "2:32: people[0].name: the character U+D800 is not allowed"
    ]


def test_spaces_of_every_kind_may_stand_in_a_text() -> None:
    text = f'{SHOW}people: [{{id: a, name: "A\\_\\u202fB\\tC"}}]'
    assert tfg.loads(text, "yaml").people["a"].name == "A\xa0\u202fB\tC"


def test_a_message_and_a_path_write_control_characters_out() -> None:
    assert problems('people: [{id: a, name: A, "\\e[2J": b, organisations: ["\\e[2J"]}]') == [
        (
            "2:27: people[0].\\x1b[2J: unknown key; there is id, name, given, family, honorific,"
            " aliases, organisations, same_as, sources"
        ),
        (
            '2:55: people[0].organisations[0]: no organisation "\\x1b[2J";'
            " the organisations of the catalogue have no such id"
        ),
    ]


def test_a_long_value_is_shortened_in_a_message() -> None:
    assert problems(f"sources: [{{id: a, title: T, url: {'x' * 50}}}]") == [
        f'2:34: sources[0].url: expected an address that begins with https://, found "{"x" * 39}…"'
    ]


def test_a_reference_to_no_record_is_reported_with_the_one_meant() -> None:
    text = "people: [{id: karine-gentelet, name: A}]\n"
    text += "episodes: [{id: e, title: T, season: 1, hosts: [karine-gentelet, karine-gentlet]}]"
    assert problems(text) == [
        '3:66: episodes[0].hosts[1]: no person "karine-gentlet"; did you mean "karine-gentelet"?'
    ]


def test_a_reference_to_a_record_of_another_list_leads_nowhere() -> None:
    assert problems("people: [{id: a, name: A, organisations: [a]}]") == [
        (
            '2:43: people[0].organisations[0]: no organisation "a";'
            " the organisations of the catalogue have no such id"
        )
    ]


@pytest.mark.parametrize(("item", "shown"), [("[a]", "a list"), ("{}", "a mapping")])
def test_a_reference_is_an_id(item: str, shown: str) -> None:
    assert problems(f"people: [{{id: a, name: A, organisations: [{item}]}}]") == [
        (
            "2:43: people[0].organisations[0]: expected the id of one of the organisations,"
            f" found {shown}"
        )
    ]


def test_an_appearance_is_of_a_person_or_of_a_group() -> None:
    guests = "[{credited_as: A}, {credited_as: B, person: a, group: b}, {credited_as: C, group: c}]"
    text = "people: [{id: a, name: A}]\nepisodes:\n  - {id: e, title: T, season: 1}\n"
    assert problems(text.replace("season: 1", f"season: 1, guests: {guests}")) == [
        '4:43: episodes[0].guests[0]: expected either a "person" or a "group"',
        '4:61: episodes[0].guests[1]: expected either a "person" or a "group"',
    ]


@pytest.mark.parametrize("fields", ["", "low: 1, ", "value: 1, low: 0, high: 2, ", "value: ~, "])
def test_a_figure_is_a_value_or_a_range(fields: str) -> None:
    text = f"{{{fields}unit: u, statement: s, as_printed: p}}"
    assert problems(f"episodes: [{{id: e, title: T, season: 1, figures: [{text}]}}]") == [
        '2:51: episodes[0].figures[0]: expected either a "value", or "low" and "high"'
    ]


def test_a_misspelt_key_of_a_part_is_one_problem() -> None:
    text = "{valeu: 1, unit: u, statement: s, as_printed: p}"
    assert problems(f"episodes: [{{id: e, title: T, season: 1, figures: [{text}]}}]") == [
        '2:52: episodes[0].figures[0].valeu: unknown key; did you mean "value"?'
    ]


def test_seasons_and_numbers_begin_at_one() -> None:
    assert problems("episodes: [{id: e, title: T, season: 0, number: -1}]") == [
        "2:38: episodes[0].season: expected a number from 1, found 0",
        "2:49: episodes[0].number: expected a number from 1, found -1",
    ]


def test_a_file_of_another_version_of_the_format_is_refused() -> None:
    assert problems("info: {schema_version: 2}") == [
        "2:24: info.schema_version: this library reads version 1 of the file format, not 2"
    ]


def test_the_version_of_the_data_is_text() -> None:
    assert tfg.loads(f"{SHOW}info: {{version: 1.10}}", "yaml").info.version == "1.10"


def test_nothing_more_is_said_of_a_value_that_cannot_be_read() -> None:
    text = "people: [{id: a, name: !x A, aliases: [*b], organisations: !x [c]}]\nepisodes:\n"
    text += "  - {id: e, title: {fr: !x t}, season: !x 0, hosts: [!x a], summary: {fr: *s},"
    text += " audio: !x {}, figures: [!x y]}\n"
    found = problems(text)
    assert [problem.rpartition(": ")[2].partition(" (")[0] for problem in found] == [
        *("tags", "aliases", "tags", "expected a text, found a mapping", "tags", "tags", "tags"),
        *("aliases", "tags", "tags"),
    ]
