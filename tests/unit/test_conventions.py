"""``validate(strict=True)``: what a well-kept catalogue keeps to, beyond what loading needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOW = """
show: {id: mine, title: Mine, language: en}
themes: [{id: art, label: Art, definition: What artists make.}]
organisations: [{id: port, name: The port, kind: company}, {id: sea, name: The sea, kind: ngo}]
people: [{id: ann, name: Ann}, {id: bob, name: Bob}, {id: cat, name: Cat}]
"""
EPISODE = """
episodes:
  - id: e1
    season: 1
    number: 1
    title: One
    summary: One.
    themes: [art]
    hosts: [ann]
    guests:
      - person: bob
        organisations: [port]
        credited_as: Bob
      - group: passers-by
        credited_as: passers-by
    mentioned: [{person: cat, organisations: [sea], credited_as: Cat}]
    organisations:
      - {organisation: port, relation: affiliation}
      - {organisation: sea, relation: mentioned}
"""


@pytest.fixture
def departures(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return what is wrong with a catalogue in a text, by strict rules alone."""

    def validate(text: str) -> list[str]:
        (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
        assert tfg.validate(tmp_path / "c.yaml") == ()
        found = tfg.validate(tmp_path / "c.yaml", strict=True)
        assert {problem.severity for problem in found} <= {"error"}
        return [str(problem) for problem in found]

    return validate


def test_a_catalogue_may_keep_to_every_convention(departures: Callable[[str], list[str]]) -> None:
    assert departures(SHOW + EPISODE) == []


def test_the_bundled_data_keep_to_every_convention() -> None:
    assert tfg.validate(tfg.data_files(), strict=True) == ()


def test_the_catalogue_to_start_from_keeps_to_every_convention(tmp_path: Path) -> None:
    main(["init", str(tmp_path / "mine")])
    assert tfg.validate(tmp_path / "mine", strict=True) == ()


def test_each_text_is_in_all_languages_of_the_catalogue(
    departures: Callable[[str], list[str]],
) -> None:
    text = (SHOW + EPISODE).replace("label: Art", "label: {en: Art, fr: Art, de: Kunst}")
    text = text.replace("summary: One.", "summary: {en: One., de: Eins.}")
    hint = "add it, as in other texts of the catalogue"
    missing = {
        "3:70: themes[0].definition": "de and fr",
        "12:14: episodes[0].summary": "fr",
        "19:16: episodes[0].guests[1].group": "de and fr",
    }
    assert departures(text) == [
        f"c.yaml:{at}: the text is missing in {tags}; {hint}" for at, tags in missing.items()
    ]


def test_the_texts_of_the_show_are_in_all_languages_too(
    departures: Callable[[str], list[str]],
) -> None:
    text = (SHOW + EPISODE).replace("language: en}", "language: en, summary: Ours.}")
    text = text.replace(
        "What artists make.", "{en: What artists make., fr: Ce que font les artistes.}"
    )
    found = departures(text)
    assert found[0].startswith("c.yaml:2:54: show.summary: the text is missing in fr; ")


def test_every_theme_has_a_definition(departures: Callable[[str], list[str]]) -> None:
    text = (SHOW + EPISODE).replace(", definition: What artists make.", "")
    assert departures(text) == [
        "c.yaml:3:10: themes[0]: the theme has no definition; say in one sentence what it covers"
    ]


def test_the_organisations_of_a_credit_are_among_those_of_the_episode(
    departures: Callable[[str], list[str]],
) -> None:
    text = SHOW + EPISODE.partition("    organisations:\n")[0]
    hint = "add it there, with its relation"
    assert departures(text) == [
        f'c.yaml:{at}.organisations[0]: "{id_}" is not among the organisations of the episode;'
        f" {hint}"
        for at, id_ in (
            ("17:25: episodes[0].guests[0]", "port"),
            ("21:47: episodes[0].mentioned[0]", "sea"),
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("hosts: [ann]", "hosts: [bob]", "guests[0].person"),
        ("person: cat", "person: bob", "mentioned[0].person"),
    ],
)
def test_nobody_is_named_twice_in_an_episode(
    departures: Callable[[str], list[str]], before: str, after: str, path: str
) -> None:
    (found,) = departures((SHOW + EPISODE).replace(before, after))
    assert found.endswith(
        f'episodes[0].{path}: "bob" is in this episode already; keep one of the entries'
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("hosts: [ann]", "hosts: [ann, ann]", '14:18: {}episodes[0].hosts[1]: "ann"'),
        ("group: passers-by", "person: bob", '19:17: {}episodes[0].guests[1].person: "bob"'),
    ],
)
def test_nobody_is_twice_in_one_list_without_strict_rules_either(
    tmp_path: Path, before: str, after: str, found: str
) -> None:
    path = tmp_path / "c.yaml"
    path.write_text((SHOW + EPISODE).replace(before, after), encoding="utf-8")
    advice = "already; keep one of the entries"
    (warning,) = tfg.validate(path)
    assert str(warning) == f"c.yaml:{found.format('warning: ')} is in this list {advice}"
    (error,) = tfg.validate(path, strict=True)
    assert str(error) == f"c.yaml:{found.format('')} is in this episode {advice}"


@pytest.mark.parametrize(
    ("before", "after", "position"),
    [
        ("themes: [art]", "themes: [art, art]", "c.yaml:13:19: episodes[0].themes[1]"),
        (
            "      - {organisation: sea",
            "      - {organisation: port, relation: affiliation}\n      - {organisation: sea",
            "c.yaml:24:9: episodes[0].organisations[1]",
        ),
        ("name: Ann}", "name: Ann, aliases: [A, A]}", "c.yaml:5:44: people[0].aliases[1]"),
    ],
)
def test_nothing_is_listed_twice_in_one_place(
    departures: Callable[[str], list[str]], before: str, after: str, position: str
) -> None:
    (found,) = departures((SHOW + EPISODE).replace(before, after, 1))
    assert found == f"{position}: this entry is in the list already; remove it"


def test_a_warning_is_an_error_under_strict_rules(tmp_path: Path) -> None:
    again = EPISODE.replace("episodes:\n", "").replace("id: e1", "id: e1-again")
    (tmp_path / "c.yaml").write_text(SHOW + EPISODE + again, encoding="utf-8")
    (warning,) = tfg.validate(tmp_path / "c.yaml")
    (error,) = tfg.validate(tmp_path / "c.yaml", strict=True)
    assert (warning.severity, error.severity) == ("warning", "error")
    assert warning.message == error.message == "season 1 already has an episode 1"
    assert warning.path == "episodes[1].number"


def test_conventions_wait_until_a_catalogue_can_be_loaded(tmp_path: Path) -> None:
    text = (SHOW + EPISODE).replace("hosts: [ann]", "hosts: [ann, ann, eve]")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    assert [problem.message for problem in tfg.validate(tmp_path / "c.yaml", strict=True)] == [
        'no person "eve"'
    ]


def test_what_an_overlay_adds_is_reported_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(SHOW + EPISODE, encoding="utf-8")
    (tmp_path / "o.yaml").write_text("themes: [{id: sea, label: Sea}]", encoding="utf-8")
    (problem,) = tfg.validate(tmp_path / "c.yaml", tmp_path / "o.yaml", strict=True)
    assert problem.file == f"{tmp_path}/o.yaml"


def test_a_departure_is_reported_where_the_text_is_given(tmp_path: Path) -> None:
    text = (SHOW + EPISODE).replace("label: Art", "label: {en: Art, fr: Art}")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    overlay = "episodes: [{id: e1, summary: Two., url: 'https://example.org'}]"
    (tmp_path / "o.yaml").write_text(overlay, encoding="utf-8")
    found = tfg.validate(tmp_path / "c.yaml", tmp_path / "o.yaml", strict=True)
    assert [(problem.file, problem.line, problem.column, problem.path) for problem in found] == [
        (f"{tmp_path}/o.yaml", 1, 30, "episodes[0].summary"),
        ("c.yaml", 3, 59, "themes[0].definition"),
        ("c.yaml", 19, 16, "episodes[0].guests[1].group"),
    ]


def test_the_command_line_checks_the_conventions_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (SHOW + EPISODE).replace(", definition: What artists make.", "")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    assert main(["validate", str(tmp_path / "c.yaml")]) == 0
    capsys.readouterr()
    assert main(["validate", "--strict", str(tmp_path / "c.yaml")]) == 1
    assert "the theme has no definition" in capsys.readouterr().out
