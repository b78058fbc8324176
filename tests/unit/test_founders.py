"""Founders and other ties, of which ``test_data`` has the facts: what people read of them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from command_line import lines_of
from databases import opened
from markdown_pages import lines
from techforgood_podcast.text.writing import words
from test_shared_credits import plain
from web_pages import page

if TYPE_CHECKING:
    from command_line import Run

CATALOGUE = tfg.load_catalogue()
FOUNDED = {
    person.name: [body.name for body in person.founder_of]
    for person in CATALOGUE.people
    if person.founder_of
}
FOUNDERS: dict[str, list[str]] = {}
for founder, bodies in FOUNDED.items():
    for founded in bodies:
        FOUNDERS.setdefault(founded, []).append(founder)
CHAIR = "Chaire de recherche intelligence artificielle et justice sociale"
PROGRAMME = "BOB-emploi"
"""The only one of these that people create."""
UNTOLD = {PROGRAMME: "Paul Duan", "Collectif Solvo": "Michèle Foin"}
"""The founders whose roles don't say so."""
OF = {
    "fr": ("à l'origine de :",) * 2,
    "en": ("named as founder of:", "named as creator of:"),
}
BY = {
    "fr": ("à l'origine :",) * 2,
    "en": ("founders named:", "creators named:"),
}
"""What is read of founders and creators."""
SAYING = {
    "fr": "fondateur|fondatrice|créatrice|fondé|créé|à l'origine",
    "en": "founder|creator",
}
every_person = pytest.mark.parametrize("name", FOUNDED)
every_organisation = pytest.mark.parametrize("name", FOUNDERS)
every_language = pytest.mark.parametrize("language", ["fr", "en"])


def founded_by(name: str, language: str) -> str:
    """Return what people read about the founders of an organisation whose roles don't say so."""
    return f"{BY[language][name == PROGRAMME]} {UNTOLD[name]}" if name in UNTOLD else ""


def founder_of(name: str, language: str) -> str:
    """Return what people read about what somebody founded and no role says."""
    found = [body for body, founder in UNTOLD.items() if founder == name]
    return "".join(f"{OF[language][body == PROGRAMME]} {body}" for body in found)


@cache
def markdown(language: str) -> list[str]:
    return [plain(line) for line in lines(CATALOGUE, language)]


# ---------------------------------------------------------------------------------------- ties


@pytest.mark.parametrize(
    ("episode", "name", "said"),
    [
        (2, "Bayes Impact", ["subject"]),
        (3, "Google", ["supporter of: We TechCare"]),
        (3, "Ministère des Solidarités et de la Santé", ["funder of: We TechCare"]),
        (3, "OBVIA", [f"named together with: {CHAIR}"]),
        (5, "Entourage", ["creator of: Linked out"]),
        (6, "CHU de Liège", ["venue", "houses: Kaplab"]),
        (7, "BNP", ["funder of: Simplon"]),
        (8, "GreenTech Verte", ["mentioned", "members include: Plastic Odyssey"]),
    ],
)
def test_a_tie_is_read_from_its_other_end_too(
    run: Run, episode: int, name: str, said: list[str]
) -> None:
    _, out, _ = run("show", name, "--language", "en")
    block = next(block for block in out.split("\n\n") if block.startswith("Episodes\n"))
    rows = [row for row in lines_of(re.sub("(?m)^  ", "", block)) if row[0] == f"S1E{episode}"]
    assert [row[2:] for row in rows] == [["; ".join(said)]]


# ------------------------------------------------------------------------------------ founders


def test_the_founders_of_what_is_part_of_an_organisation_are_not_its_own() -> None:
    lab = tfg.Organisation(id="lab", name="Lab", kind="lab")
    shed = tfg.Organisation(id="shed", name="Shed", kind="lab", parents=(lab,))
    ann = tfg.Person(id="ann", name="Ann", founder_of=(shed,))
    show = tfg.Show(id="s", title="S", language="en")
    mine = tfg.Catalogue(show=show, organisations=[lab, shed], people=[ann])
    assert [list(mine.founders_of(body)) for body in (lab, shed)] == [[], [ann]]


@every_person
def test_what_a_person_founded_is_among_the_organisations_of_the_person(name: str) -> None:
    assert {body.name for body in CATALOGUE.organisations_of(name)} >= set(FOUNDED[name])
    for body in FOUNDED[name]:
        assert name in [person.name for person in CATALOGUE.people_of(body)]


@every_person
@every_language
def test_what_a_person_founded_is_shown_once_and_on_the_page(
    run: Run, name: str, language: str
) -> None:
    brief, *_ = plain(run("show", name, "--language", language)[1]).split("\n\n")
    said = founder_of(name, language)
    assert said in brief
    assert any(label in brief for label in OF[language]) == bool(said)
    entry = page(CATALOGUE, language).one(f"person-{CATALOGUE.person(name).id}")
    assert [body for body in FOUNDED[name] if body not in plain(entry.words)] == []
    assert re.search(SAYING[language], plain(entry.words).lower())


@every_organisation
@every_language
def test_who_founded_an_organisation_is_shown_once_on_the_page_and_in_markdown(
    run: Run, name: str, language: str
) -> None:
    said = founded_by(name, language)
    *_, entry = (line for line in markdown(language) if line.startswith(f"- {name}"))
    for text in (plain(run("show", name, "--language", language)[1]).splitlines()[1], entry):
        assert said in text
        assert any(label in text for label in BY[language]) == bool(said)
    id_ = CATALOGUE.organisation(name).id
    text = plain(page(CATALOGUE, language).one(f"organisation-{id_}").words)
    assert [founder for founder in FOUNDERS[name] if founder not in text] == []
    assert re.search(SAYING[language], text.lower())


@every_language
def test_no_label_says_that_there_are_other_founders_or_none(language: str) -> None:
    known = words(language)
    of_one = {"fr": "à l'origine de", "en": r"named as \w+ of"}[language]
    of_several = {"fr": "à l'origine", "en": r"\w+ named"}[language]
    for key in ("founder_of", "creator_of"):
        assert re.fullmatch(of_one, known[key])
    for key in ("founders", "creators"):
        assert re.fullmatch(of_several, known[key])


@every_language
def test_a_programme_is_created_and_not_founded(language: str) -> None:
    created = {"fr": "création en 2016", "en": "created in 2016"}[language]
    id_ = CATALOGUE.organisation(PROGRAMME).id
    assert created in plain(page(CATALOGUE, language).one(f"organisation-{id_}").words)
    assert created in "\n".join(markdown(language))


def test_the_command_line_and_notebooks_say_that_a_programme_was_created(run: Run) -> None:
    line = run("show", PROGRAMME, "--language", "en")[1].splitlines()[1]
    assert ", created in 2016; also: BOB; creators named: Paul Duan" in line
    card = CATALOGUE.organisation(PROGRAMME)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert ">created in</th>" in card


def test_linked_data_name_the_founders_of_an_organisation() -> None:
    nodes = json.loads(tfg.dumps(CATALOGUE, "jsonld"))["@graph"]
    found = {node["name"]: node["founder"] for node in nodes if "founder" in node}
    turtle = tfg.dumps(CATALOGUE, "turtle")
    for name, founders in FOUNDERS.items():
        ids = [f"#person-{CATALOGUE.person(founder).id}" for founder in founders]
        assert found.pop(name) == [{"@id": id_} for id_ in ids]
        _, block = turtle.split(f"\n<#organisation-{CATALOGUE.organisation(name).id}>\n")
        stated = " ,\n        ".join(f"<{id_}>" for id_ in ids)
        assert f"    schema:founder {stated} ;\n" in block.partition("\n\n")[0]
    assert found == {}


def test_the_database_has_a_view_of_founders() -> None:
    with opened(CATALOGUE) as database:
        rows = database.ask("SELECT name, founder FROM founders")
    assert sorted(rows) == sorted((body, p) for body, people in FOUNDERS.items() for p in people)


def test_networks_lead_from_founders_to_what_they_founded() -> None:
    text = tfg.dumps(tfg.by_theme("open source"), "graphml")
    assert (
        '<edge source="person-paul-duan" target="organisation-bob-emploi">\n'
        '      <data key="edge-kind">founder_of</data>' in text
    )


def test_a_notebook_shows_what_a_person_founded() -> None:
    card = CATALOGUE.person("Paul Duan")._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert re.search("named as founder of</th><td [^>]*>Bayes Impact</td>", card)
    assert re.search("named as creator of</th><td [^>]*>BOB-emploi</td>", card)
    table = CATALOGUE.people._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert re.search(">Bayes Impact</td><td [^>]*>BOB-emploi</td>", table)
