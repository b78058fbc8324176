"""Plain values against the models: keys, texts, ids and references, each fault at its place."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW, json_problems, problems


def test_a_plain_empty_value_counts_as_absent() -> None:
    catalogue = tfg.loads(f"{SHOW}people: [{{id: a, name: A, given: ~, aliases: null}}]", "yaml")
    assert catalogue.people["a"] == tfg.Person(id="a", name="A")


def test_an_empty_value_is_refused_where_one_is_required() -> None:
    assert problems("people:\n  - id: a\n    name:\n") == [
        "4:10: people[0].name: missing value; quote it if it is meant as text"
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
        "2:24: people[0].name: the text is empty; leave it out if nothing is known"
    ]


def test_an_unknown_key_is_reported_at_the_key_with_the_one_meant() -> None:
    assert problems("people:\n  - id: a\n    name: A\n    familly: B\n") == [
        '5:5: people[0].familly: unknown key; did you mean "family"?'
    ]


def test_an_unknown_key_like_no_other_is_reported_with_where_all_are_explained() -> None:
    assert problems("sources: [{id: a, title: T, weather: fair}]") == [
        (
            '2:29: sources[0].weather: unknown key; see "Source" in the data dictionary for all'
            ' keys, and "A field of my own" in the data model'
        )
    ]


def test_a_no_break_space_before_a_colon_makes_an_unknown_key() -> None:
    assert problems("people: [{id: a, name: A, family\xa0: B}]") == [
        '2:27: people[0].family\\xa0: unknown key; did you mean "family"?'
    ]


def test_a_field_that_follows_from_the_rest_is_none_of_a_file() -> None:
    assert problems("episodes: [{id: e, title: T, season: 1, show: s}]")[0].startswith(
        "2:41: episodes[0].show: unknown key; "
    )


def test_a_missing_key_is_reported_at_its_mapping() -> None:
    assert problems("people:\n  - name: A\n  - id: b\n") == [
        '3:5: people[0]: missing key "id"',
        '4:5: people[1]: missing key "name"',
    ]


def test_a_misspelt_key_is_not_reported_as_missing_as_well() -> None:
    assert problems("people: [{id: a, nmae: A}]") == [
        '2:18: people[0].nmae: unknown key; did you mean "name"?'
    ]


def test_another_key_may_be_missing_beside_a_misspelt_one() -> None:
    assert problems("organisations: [{id: a, nmae: A}]") == [
        '2:17: organisations[0]: missing key "kind"',
        '2:25: organisations[0].nmae: unknown key; did you mean "name"?',
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
        '2:33: themes[0].label.French: expected a language tag, such as "fr"; did you mean "fr"?'
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


def test_a_text_may_contain_every_kind_of_space() -> None:
    text = f'{SHOW}people: [{{id: a, name: "A\\_\\u202fB\\tC"}}]'
    assert tfg.loads(text, "yaml").people["a"].name == "A\xa0\u202fB\tC"


def test_a_message_and_a_path_write_control_characters_out() -> None:
    assert problems('people: [{id: a, name: A, "\\e[2J": b, organisations: ["\\e[2J"]}]') == [
        (
            '2:27: people[0].\\x1b[2J: unknown key; see "Person" in the data dictionary for all'
            ' keys, and "A field of my own" in the data model'
        ),
        (
            '2:55: people[0].organisations[0]: no organisation "\\x1b[2J";'
            " correct the id, or add it to the organisations"
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
            " correct the id, or add it to the organisations"
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
        "2:38: episodes[0].season: expected a whole number of 1 or more, found 0",
        "2:49: episodes[0].number: expected a whole number of 0 or more, found -1",
    ]


def test_a_file_of_another_version_of_the_format_is_refused() -> None:
    assert problems("info: {schema_version: 2}") == [
        "2:24: info.schema_version: this library reads version 1 of the file format, not 2"
    ]


def test_the_version_of_the_data_is_text() -> None:
    assert tfg.loads(f"{SHOW}info: {{version: 1.10}}", "yaml").info.version == "1.10"


def test_nothing_more_is_reported_about_an_unreadable_value() -> None:
    text = "people: [{id: a, name: !x A, aliases: [*b], organisations: !x [c]}]\nepisodes:\n"
    text += "  - {id: e, title: {fr: !x t}, season: !x 0, hosts: [!x a], summary: {fr: *s},"
    text += " audio: !x {}, figures: [!x y]}\n"
    found = problems(text)
    assert [problem.rpartition(": ")[2].partition(" (")[0] for problem in found] == [
        *("tags", "aliases", "tags", "expected a text, found a mapping", "tags", "tags", "tags"),
        *("aliases", "tags", "tags"),
    ]
