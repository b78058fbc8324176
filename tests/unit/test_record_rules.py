"""A record refuses what no file may hold, and names its class and field."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg

SHOW = tfg.Show(id="s", title="S", language="en")
ANN = tfg.Person(id="ann", name="Ann")
TEXT = tfg.LocalizedText(fr="a")
EPISODE = tfg.Episode(id="e", show=SHOW, season=1, title="E")
MOMENT = dt.datetime(2024, 2, 29, 13, 37)  # noqa: DTZ001 -- a day, as far as types can tell


def refused(model: Any, **fields: Any) -> str:
    with pytest.raises(tfg.RecordError) as caught:
        model(**fields)
    return str(caught.value)


def refused_change(record: Any, **fields: Any) -> str:
    with pytest.raises(tfg.RecordError) as caught:
        attrs.evolve(record, **fields)
    return str(caught.value)


def test_a_wrong_value_is_named_before_a_missing_one() -> None:
    assert refused(tfg.Person, id=3) == "Person.id: expected an id, found 3"


def test_a_value_that_follows_an_unknown_one_is_checked() -> None:
    message = refused(tfg.Person, id="ann", name="Ann", honorific=None, aliases="A")
    assert message == 'Person.aliases: expected a tuple, found "A"'


def test_a_missing_value_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'name'"):
        tfg.Person(id="ann")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_the_parts_of_an_error_are_attributes() -> None:
    with pytest.raises(tfg.RecordError) as caught:
        tfg.Person(id="ann", name="Ann", aliases=("A", ""))
    error = caught.value
    assert (error.model, error.path) == ("Person", "aliases[1]")
    assert (error.message, error.hint) == (
        "the text is empty",
        "leave it out if nothing is known",
    )
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (str(again), again.path) == (str(error), error.path)


@pytest.mark.parametrize("id_", ["A", "a b", "../a", "é", "", "a--b"])
def test_an_id_is_of_words_joined_by_hyphens(id_: str) -> None:
    assert refused(tfg.Person, id=id_, name="A") == (
        "Person.id: expected an id (lower-case words of a-z and 0-9, joined by hyphens),"
        f' found "{id_}"'
    )


def test_an_id_that_windows_reserves_is_refused() -> None:
    assert refused(tfg.Redirect, id="con") == (
        'Redirect.id: "con" cannot name a file on Windows; choose another id'
    )


def test_a_list_is_refused_and_not_converted() -> None:
    assert refused_change(ANN, aliases=["B"]) == "Person.aliases: expected a tuple, found a list"


def test_a_record_of_another_class_is_refused() -> None:
    assert (
        refused_change(EPISODE, hosts=(SHOW,))
        == "Episode.hosts[0]: expected a Person, found a Show"
    )
    assert refused_change(EPISODE, show=ANN) == "Episode.show: expected a Show, found a Person"
    assert refused_change(EPISODE, guests=("ann",)) == (
        'Episode.guests[0]: expected a Credit, found "ann"'
    )


@pytest.mark.parametrize("value", [None, ""])
def test_a_title_says_something(value: Any) -> None:
    assert refused_change(EPISODE, title=value).startswith("Episode.title: ")


@pytest.mark.parametrize(
    ("text", "code"), [("a\x07", "U+0007"), ("a\ud800", "U+D800"), ("a\u2028b", "U+2028")]
)
def test_a_character_that_no_file_may_hold_is_refused(text: str, code: str) -> None:
    assert refused_change(SHOW, title=text) == f"Show.title: the character {code} is not allowed"


def test_a_title_is_one_line() -> None:
    assert "the text has a line break" in refused_change(EPISODE, title="A\nB")


def test_a_year_or_a_number_is_a_whole_number() -> None:
    assert refused_change(EPISODE, season=0) == (
        "Episode.season: expected a whole number of 1 or more, found 0"
    )
    assert refused_change(EPISODE, number=1.0) == (
        "Episode.number: expected a whole number, found 1.0"
    )
    assert refused_change(EPISODE, season=True) == (
        "Episode.season: expected a whole number, found true"
    )
    assert refused_change(EPISODE, season=10**18).startswith("Episode.season: expected a whole")


def test_the_largest_number_has_eighteen_digits() -> None:
    assert attrs.evolve(EPISODE, season=10**18 - 1).season == 10**18 - 1


@pytest.mark.parametrize("seconds", [-1, 1.5, 36_000_000])
def test_a_running_time_is_of_whole_seconds(seconds: float) -> None:
    assert refused_change(EPISODE, duration=dt.timedelta(seconds=seconds)) == (
        "Episode.duration: expected whole seconds, from 0 to 9999:59:59"
    )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("duration", "33:13", "a datetime.timedelta"),
        ("published", "2022-01-17", "a datetime.date"),
        ("published_at", "2022-01-17T08:30:00+01:00", "a datetime.datetime"),
    ],
)
def test_a_text_as_files_have_it_is_refused_with_the_class_to_pass_instead(
    field: str, value: str, expected: str
) -> None:
    assert refused_change(EPISODE, **{field: value}) == (
        f'Episode.{field}: expected {expected}, found "{value}"'
    )


@pytest.mark.parametrize("value", [1993, 33.13])
def test_a_number_is_no_running_time(value: float) -> None:
    assert refused_change(EPISODE, duration=value) == (
        f"Episode.duration: expected a datetime.timedelta, found {value}"
    )


def test_a_text_of_another_form_is_refused_with_an_example() -> None:
    assert refused_change(EPISODE, duration="33 min") == (
        'Episode.duration: expected a running time, such as 33:13 or 1:02:03, found "33 min"'
    )


def test_a_dictionary_is_no_localized_text() -> None:
    assert refused_change(EPISODE, summary={"fr": "Le pain."}) == (
        "Episode.summary: expected a LocalizedText, found a mapping"
    )


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (EPISODE, "published"),
        (SHOW, "first_published"),
        (tfg.Source(id="p", title=tfg.LocalizedText(en="P")), "consulted"),
    ],
)
def test_a_day_has_no_time(record: Any, field: str) -> None:
    assert refused_change(record, **{field: MOMENT}).endswith(
        f".{field}: expected a day, without a time; pass its date()"
    )
    assert "expected a datetime.date, found" in refused_change(record, **{field: "2024-02-29"})


@pytest.mark.parametrize("url", ["ftp://example.org", "javascript:alert(1)", "", " https://a.org"])
def test_an_address_is_one_on_the_web(url: str) -> None:
    assert refused_change(SHOW, url=url) == (
        f'Show.url: expected an address that begins with https://, found "{url}"'
    )


NO_HOST = (
    *(
        "https://?",
        "https://#a",
        "https:///a",
        "https://:80",
        "http://[::1",
        "http://::1",
        "http://[",
    ),
    *(
        "https://[1:2]",
        "https://[::1::2]",
        "https://[::1]a",
        "https://a.org:b",
        "https://a:65536",
        "https://a:099999/b",
        "https://a.org:123456",
        "https://a:b:1",
    ),
    *(
        "https://.",
        "https://a..org",
        "https://.a.org",
        "https://256.1.1.1",
        "https://1.2.3",
        "http://1",
    ),
    *("https://a(b", "https://a,b", "https://%zz", "https://a\u2100b", "https://\uff0fa"),
)
GOOD = (
    *("http://a", "https://a.org.", "https://a.org:", "https://a.org:0", "https://a.org:65535/"),
    *("http://localhost:8000?a#b", "http://[::1]:80/", "https://127.0.0.1", "https://a_b.org"),
    *(
        "https://1password.com",
        "https://a.org/a@b:c[d]?e=@",
        "https://a.org#[::1",
        "https://%C3%A9.fr",
    ),
    *(
        "https://\u00e9cole.fr/\u00e9t\u00e9",
        "https://xn--cole-9oa.fr",
        "https://\u4f8b\u3048.\u30c6\u30b9\u30c8",
    ),
    *(
        "https://\u0645\u062b\u0627\u0644.\u0625\u062e\u062a\u0628\u0627\u0631",
        "https://\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com",
    ),
    *("https://i\u2764.ws", "https://a.org/%E2%80%AE"),
)


@pytest.mark.parametrize("url", NO_HOST)
def test_an_address_has_a_host_that_can_exist(url: str) -> None:
    message = refused_change(SHOW, url=url)
    assert message.startswith("Show.url: the address has no valid host or port: ")
    assert message.endswith("; correct what follows //")


@pytest.mark.parametrize("url", GOOD)
def test_addresses_in_any_script_and_of_any_valid_form_are_accepted(url: str) -> None:
    assert attrs.evolve(SHOW, url=url).url == url


@pytest.mark.parametrize("user", ["ann", "ann:secret", "", "a.org@b"])
def test_an_address_has_no_user_name(user: str) -> None:
    assert refused_change(SHOW, url=f"https://{user}@a.org/") == (
        "Show.url: the address has a user name or a password; remove what precedes the host"
    )


@pytest.mark.parametrize(
    "character", "\u00ad\u061c\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069"
)
@pytest.mark.parametrize("url", ["https://a{}.org", "https://a.org/{}b"])
def test_an_address_has_no_invisible_characters(url: str, character: str) -> None:
    assert refused_change(SHOW, url=url.format(character)) == (
        f"Show.url: the address has the invisible character U+{ord(character):04X}; remove it"
    )


@pytest.mark.parametrize("part", ["a", "\u00e9", "a.", "%41", ":", "1.", "["])
def test_an_address_with_a_long_host_is_checked_at_once(part: str) -> None:
    assert "no valid host" in refused_change(SHOW, url=f"https://{part * 100_000}(")


def test_each_of_several_addresses_is_checked() -> None:
    assert refused_change(ANN, same_as=("https://a.org", "b")).startswith("Person.same_as[1]: ")


def test_a_word_outside_a_closed_list_is_refused_with_the_one_meant() -> None:
    assert refused_change(EPISODE, kind="ful") == (
        'Episode.kind: unknown kind "ful"; did you mean "full"?'
    )
    assert refused_change(EPISODE, kind=None) == (
        "Episode.kind: unknown kind nothing; choose from full, trailer, bonus"
    )


def test_a_text_by_language_is_no_plain_text() -> None:
    assert refused_change(EPISODE, summary="a") == (
        'Episode.summary: expected a LocalizedText, found "a"; name the language of the text'
    )
    assert refused_change(EPISODE, summary=3) == "Episode.summary: expected a text, found 3"


def test_an_appearance_is_of_a_person_or_of_a_group() -> None:
    said = 'Credit: expected either a "person" or a "group"'
    assert refused(tfg.Credit, credited_as="?") == said
    assert refused(tfg.Credit, credited_as="?", person=ANN, group=TEXT) == said


def test_a_figure_is_a_value_or_a_range_in_order() -> None:
    stated = {"unit": TEXT, "statement": TEXT, "as_printed": TEXT}
    said = 'Figure: expected either a "value", or "low" and "high"'
    assert refused(tfg.Figure, low=1, **stated) == said
    assert refused(tfg.Figure, low=2, high=1, **stated) == (
        "Figure.high: the range ends at 1, below its beginning at 2"
    )
    assert refused(tfg.Figure, value=float("nan"), **stated) == (
        "Figure.value: expected a number, found nan"
    )


def test_only_a_country_has_a_code() -> None:
    assert refused(tfg.Place, id="lyon", name=TEXT, kind="city", code="FR") == (
        "Place.code: only a country has a code"
    )


def test_a_version_of_the_file_format_is_the_one_that_is_read() -> None:
    assert refused(tfg.DataInfo, schema_version=2) == (
        "DataInfo.schema_version: this library reads version 1 of the file format, not 2"
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "LocalizedText: expected a text in at least one language, found none"),
        (
            {"French": "a"},
            'LocalizedText.French: expected a language tag, such as "fr"; did you mean "fr"?',
        ),
        ({"fr": 3}, "LocalizedText.fr: expected a text, found 3"),
        ("abc", 'LocalizedText: expected texts by language, found "abc"'),
        ({"fr": "a\x00"}, "LocalizedText.fr: the character U+0000 is not allowed"),
    ],
)
def test_a_text_by_language_keeps_its_own_rules(texts: Any, said: str) -> None:
    with pytest.raises(tfg.RecordError) as caught:
        tfg.LocalizedText(texts)
    assert str(caught.value) == said


def test_a_text_by_language_may_have_several_lines() -> None:
    assert attrs.evolve(EPISODE, summary=tfg.LocalizedText(en="A\nB")).summary


def test_a_tuple_is_not_equal_to_a_longer_one() -> None:
    assert attrs.evolve(ANN, aliases=("A",)) != attrs.evolve(ANN, aliases=("A", "B"))


def test_a_media_type_is_in_ascii() -> None:
    assert refused(tfg.Audio, url="https://a.org", media_type="audio/é") == (
        'Audio.media_type: expected a media type, such as "audio/mpeg", found "audio/é"'
    )
    assert tfg.Audio(url="https://a.org/é", media_type="audio/mpeg").length is None


def test_switching_attrs_validators_off_changes_nothing() -> None:
    attrs.validators.set_disabled(True)
    try:
        assert refused(tfg.Person, id=3) == "Person.id: expected an id, found 3"
    finally:
        attrs.validators.set_disabled(False)


def test_copies_of_a_record_are_not_checked_again() -> None:
    assert copy.deepcopy(EPISODE) == EPISODE == copy.copy(EPISODE)
