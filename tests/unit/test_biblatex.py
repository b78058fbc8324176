"""Citations for BibLaTeX."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citable
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from value_strategies import CHARACTERS


def entries(
    obj: tfg.Catalogue | tfg.Episodes | tfg.Episode, **options: Any
) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by key; a line holds a field, and its braces are even."""
    found: dict[str, dict[str, str]] = {}
    key = ""
    for line in tfg.dumps(obj, "biblatex", **options).splitlines():
        if line.startswith("@"):
            key = line.removeprefix("@audio{").removesuffix(",")
            assert key not in found
            found[key] = {}
        elif line.startswith("  "):
            name, value = line[2:].split(" = ", 1)
            assert value[0] == "{"
            assert value[-2:] == "},"
            assert even(value)
            found[key][name] = value[1:-2]
        else:
            assert line in {"}", ""}
    return found


def even(value: str) -> bool:
    depth = 0
    for mark in re.findall(r"\\.|[{}]", value):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0


def title_of(fields: dict[str, str]) -> str:
    return citable.read(fields["title"].removeprefix("{").removesuffix("}"))


def episode(title: str = "T", **people: Any) -> tfg.Episode:
    show = tfg.Show(id="s", title="S", language="en")
    return tfg.Episode(id="e", show=show, season=1, title=title, **people)


def test_a_complete_episode_is_cited_in_full() -> None:
    assert entries(citable.CATALOGUE.episode("s02e03")) == {
        "my-show_s02e03": {
            "entrysubtype": "podcastepisode",
            "title": "{Steps}",
            "maintitle": "{My show}",
            "author": "Quill, Zoé",
            "author+an:role": "1=host",
            "editora": "{Ada} and {le public}",
            "editoratype": "guest",
            "publisher": r"{Studio} and {Radio \& Co}",
            "date": "2024-02-29",
            "volume": "2",
            "number": "3",
            "howpublished": "Podcast My show",
            "note": "saison 2, épisode 3, 1:02:03",
            "url": "https://example.org/1",
            "urldate": "2024-03-05",
            "langid": "french",
            "abstract": "Un résumé. Deux.",
            "keywords": "Art, Emploi; travail",
            "annotation": ". ".join(citable.CREDITS["fr"]).replace("&", r"\&"),
        }
    }


def test_unknown_values_are_left_out() -> None:
    assert tfg.dumps(episode(), "biblatex") == (
        "@audio{s_e,\n  entrysubtype = {podcastepisode},\n  title = {{T}},\n"
        "  maintitle = {{S}},\n  volume = {1},\n  howpublished = {Podcast S},\n"
        "  note = {season 1},\n  langid = {english},\n  annotation = {Season 1},\n}\n"
    )


def test_entries_are_separated_by_an_empty_line() -> None:
    text = tfg.dumps(citable.CATALOGUE, "biblatex")
    assert text.count("\n}\n\n@audio{") == len(citable.CATALOGUE.episodes) - 1


def test_an_empty_selection_gives_an_empty_line() -> None:
    assert tfg.dumps(citable.EMPTY, "biblatex") == "\n"


def test_summary_themes_groups_and_notes_are_in_the_language_asked_for() -> None:
    fields = entries(citable.CATALOGUE, language="en")["my-show_s02e03"]
    assert fields["abstract"] == "A summary."
    assert fields["keywords"] == "Arts, Work"
    assert fields["editora"] == "{Ada} and {the public}"
    assert fields["note"] == "season 2, episode 3, 1:02:03"
    assert fields["annotation"] == ". ".join(citable.CREDITS["en"]).replace("&", r"\&")
    assert fields["langid"] == "french"


def test_a_language_that_the_catalogue_lacks_is_refused() -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dumps(citable.CATALOGUE, "biblatex", language="nl")


def test_a_language_without_a_latex_name_is_written_as_its_tag() -> None:
    show = tfg.Show(id="s", title="S", language="eo")
    fields = entries(tfg.Episode(id="e", show=show, season=1, title="T"))["s_e"]
    assert fields["language"] == "eo"
    assert "langid" not in fields


@pytest.mark.parametrize(
    ("tag", "name"), [("fr-CA", "french"), ("pt-BR", "brazilian"), ("pt-PT", "portuguese")]
)
def test_a_language_of_a_country_has_the_name_that_latex_knows(tag: str, name: str) -> None:
    show = tfg.Show(id="s", title="S", language=tag)
    fields = entries(tfg.Episode(id="e", show=show, season=1, title="T"))["s_e"]
    assert fields["langid"] == name
    assert "language" not in fields


def test_each_host_is_annotated_as_one() -> None:
    hosts = [tfg.Person(id=name.lower(), name=name) for name in ("Ann", "Bob")]
    fields = entries(episode(hosts=tuple(hosts)))["s_e"]
    assert fields["author"] == "{Ann} and {Bob}"
    assert fields["author+an:role"] == "1=host;2=host"


@pytest.mark.parametrize(
    ("given_name", "family", "written"),
    [
        ("Jean-Luc", "de la Tour", "de la Tour, Jean-Luc"),
        ("J. R.", "O’Neil", "O’Neil, J. R."),
        ("Ann", "Bread and Co", "{Bread and Co}, Ann"),
        ("Others", "Bell", "Bell, {Others}"),
        ("Jean, Jr.", "Bell", "{Jean, Jr. Bell}"),
        ("Jean", "Bell, Jr.", "{Jean Bell, Jr.}"),
        ("a_b", "{x", r"{\textbraceleft{}x}, {a\_b}"),
    ],
)
def test_ambiguous_parts_of_a_name_are_put_in_braces(
    given_name: str, family: str, written: str
) -> None:
    person = tfg.Person(id="p", name=f"{given_name} {family}", given=given_name, family=family)
    assert entries(episode(hosts=(person,)))["s_e"]["author"] == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("$1 & 2 % #3 a_b", r"\$1 \& 2 \% \#3 a\_b"),
        ("~^`", r"\textasciitilde{}\textasciicircum{}\textasciigrave{}"),
        ("a --- b << c >> ,, ''", "a -{}-{}- b <{}< c >{}> ,{}, '{}'"),
        ("l'été : « œuvre » !", "l'été : « œuvre » !"),
    ],
)
def test_special_characters_of_latex_are_escaped(title: str, written: str) -> None:
    assert entries(episode(title))["s_e"]["title"] == f"{{{written}}}"


def test_every_episode_of_the_bundled_catalogue_is_cited_once() -> None:
    catalogue = tfg.load_catalogue()
    titles = [title_of(fields) for fields in entries(catalogue).values()]
    assert titles == [episode.title for episode in catalogue.episodes]


def test_hostile_titles_are_printed_as_text() -> None:
    titles = [title_of(fields) for fields in entries(HOSTILE).values()]
    assert titles == [" ".join(episode.title.split()) for episode in HOSTILE.episodes]


@settings(deadline=None, max_examples=examples(20))
@given(catalogues(min_episodes=1))
def test_every_catalogue_can_be_cited(catalogue: tfg.Catalogue) -> None:
    found = entries(catalogue)
    assert list(found) == [f"{catalogue.show.id}_{episode.id}" for episode in catalogue.episodes]
    for fields, episode in zip(found.values(), catalogue.episodes, strict=True):
        assert ("author" in fields) is bool(episode.hosts)
        assert ("editora" in fields) is bool(episode.guests)
        assert ("date" in fields) is (episode.published is not None)


@settings(deadline=None, max_examples=examples(100))
@given(st.text(CHARACTERS | st.sampled_from("\\{}$%-'"), min_size=1).filter(str.strip))
def test_every_text_is_printed_as_it_is_with_single_spaces(text: str) -> None:
    title = text.replace("\n", " ")
    printed = title_of(entries(episode(title))["s_e"])
    assert printed == re.sub(r"[ \t\r\n]+", " ", title).strip(" ")
