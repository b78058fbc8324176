"""Texts that may be loaded but are probably a mistake, which ``validate`` warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Run

SHOW = "show: {id: s, title: S, language: en}\n"
EPISODE = """\
themes: [{id: a, label: A}]
episodes:
- {id: e, season: 1, number: 1, title: E, summary: E., themes: [a]}
"""


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return the paths and messages of what is wrong with the records of a catalogue."""

    def validate(records: str) -> list[str]:
        path = tmp_path / "c.yaml"
        path.write_text(SHOW + records, encoding="utf-8")
        return [f"{p.severity}: {p.path}: {p.message}" for p in tfg.validate(path)]

    return validate


def episode_with(fields: str) -> str:
    return EPISODE.replace("title: E,", f"title: E, {fields},")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        (
            "guests: [{group: A, credited_as: A}, {group: A\u200b, credited_as: A}]",
            "guests[1].group",
        ),
        (
            "figures: [{statement: {en: a, fr: a\u200b}, value: 1, unit: a, as_printed: a}]",
            "figures[0].statement.fr",
        ),
        ("hosts: [], guid: a\u200b", "guid"),
    ],
)
def test_an_invisible_character_is_found_in_any_text_of_a_record(
    found: Callable[[str], list[str]], fields: str, path: str
) -> None:
    assert found(episode_with(fields)) == [
        f"warning: episodes[0].{path}: the text contains an invisible character, U+200B"
    ]


def test_an_address_with_letters_of_two_scripts_is_suspect(
    found: Callable[[str], list[str]],
) -> None:
    audio = "audio: {url: https://ex\u0430mple.org/a.mp3, media_type: audio/mpeg}"
    assert found(episode_with(audio)) == [
        'warning: episodes[0].audio.url: the word "ex\u0430mple" mixes letters of two scripts'
    ]


@pytest.mark.parametrize("word", ["A\u043e", "a\u043e", "\xe9\u043e", "A\u03bf", "1A\u043e"])
def test_a_word_with_letters_of_two_scripts_is_suspect(
    found: Callable[[str], list[str]], word: str
) -> None:
    assert found(f"people: [{{id: a, name: Ann {word}}}]") == [
        f'warning: people[0].name: the word "{word}" mixes letters of two scripts'
    ]


@pytest.mark.parametrize("name", ["Ann \u0410\u043d\u043d\u0430", "\u03b1-test", "\xe9t\xe9"])
def test_words_of_one_script_each_are_not_suspect(
    found: Callable[[str], list[str]], name: str
) -> None:
    assert found(f"people: [{{id: a, name: {name}}}]") == []


def test_a_text_of_several_lines_is_checked_as_well(found: Callable[[str], list[str]]) -> None:
    lines = EPISODE.replace("summary: E.", 'summary: "One.\\nTw\u200bo."')
    assert found(lines) == [
        "warning: episodes[0].summary: the text contains an invisible character, U+200B"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name: "A\u200b\\x01"', "name: the character U+0001 is not allowed"),
        (
            "name: A, url: https://a\u200b.org",
            "url: the address has the invisible character U+200B",
        ),
        ('name: A, place: "a\u200b"', 'place: no place "a\\u200b"'),
        ("name: A, founded: 1\u200b", 'founded: expected a whole number, found "1\\u200b"'),
    ],
)
def test_a_text_that_is_wrong_is_not_warned_of_as_well(
    found: Callable[[str], list[str]], text: str, message: str
) -> None:
    assert found(f"organisations: [{{id: a, kind: ngo, {text}}}]") == [
        f"error: organisations[0].{message}"
    ]


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क\u094d\u200dष", "ภาษา\u200bไทย", "ភាសា\u200bខ្មែរ"]
)
def test_joiners_and_spaces_that_are_spelling_are_no_mistake(
    found: Callable[[str], list[str]], text: str
) -> None:
    texts = found(EPISODE.replace("summary: E.", f"summary: {text}"))
    assert texts == []


def test_what_is_spelling_is_printed_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(SHOW + EPISODE.replace("E.", '"می\u200cخواهم \u200b"'), encoding="utf-8")
    _, out, _ = run("show", "1", "--data", str(path), "--json")
    assert '"en": "می\u200cخواهم \\u200b"' in out
    error = tfg.UnknownFormatError("x", [], reason="می\u200cخواهم\u202f\u200b")
    assert str(error) == '"x" می\u200cخواهم\u202f\\u200b'


@pytest.mark.parametrize(
    ("category", "hint"),
    [
        ("Art > Foods", 'did you mean "Arts > Food"?'),
        ("News & Politics", 'did you mean "News > Politics"?'),
        ("Documentary", 'did you mean "Society & Culture > Documentary"?'),
        ("Technology > Software", 'did you mean "Technology"?'),
        ("Podcasting", "choose from Arts, Business, Comedy, Education, Fiction, Government, "),
    ],
)
def test_a_category_that_apple_does_not_have_is_warned_of(
    category: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "c.yaml"
    show = "show: {id: s, title: S, language: en, categories: [Arts, 'Arts > Food', %r]}\n"
    path.write_text(show % category, encoding="utf-8")
    (problem,) = tfg.validate(path)
    assert (problem.severity, problem.path) == ("warning", "show.categories[2]")
    assert problem.message == f'"{category}" is not among the categories of Apple\'s directory'
    assert (problem.hint or "").startswith(hint)


def test_categories_that_are_no_list_of_texts_are_errors_alone(tmp_path: Path) -> None:
    for value in ("{a: b}", "[[a]]"):
        path = tmp_path / "c.yaml"
        path.write_text(f"show: {{id: s, title: S, language: en, categories: {value}}}\n", "utf-8")
        assert {problem.severity for problem in tfg.validate(path)} == {"error"}
