"""Who founded which organisation: in the data, in answers, and in what people read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE
from databases import opened
from markdown_pages import lines
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import words
from test_shared_credits import plain
from web_pages import page

if TYPE_CHECKING:
    from command_line import Run

FOUNDED = {
    "Alan Fustec": ("GoodWill Management",),
    "Anna Choury": ("Maathics",),
    "Benjamin Wattine": ("Sowefund",),
    "Duc HaDuong": ("Officience",),
    "Frédéric Bardeau": ("Simplon",),
    "Jean Deydier": ("We TechCare",),
    "Kenwele": ("women's web agency",),
    "Maria": ("women's web agency",),
    "Michèle Foin": ("Collectif Solvo",),
    "Paul Duan": ("Bayes Impact", "BOB-emploi"),
    "Pierre Quinonero": ("Purple Alternative Surface",),
    "Saida": ("women's web agency",),
    "Sébastien Molas": ("Purple Alternative Surface",),
    "Simon Bernard": ("Plastic Odyssey",),
}
"""Whom the sources call the founder, co-founder or creator of what."""
FOUNDERS: dict[str, list[str]] = {}
for founder, bodies in FOUNDED.items():
    for founded in bodies:
        FOUNDERS.setdefault(founded, []).append(founder)
WORDS = {
    ("Alan Fustec", "GoodWill Management"): (8, "fondateur de GoodWill Management"),
    ("Anna Choury", "Maathics"): (7, "créatrice de la start-up Maathics"),
    ("Benjamin Wattine", "Sowefund"): (2, "Benjamin Wattine, co-fondateur de Sowefund"),
    ("Duc HaDuong", "Officience"): (8, "fondateur de Officience"),
    ("Frédéric Bardeau", "Simplon"): (7, "Frédéric Bardeau, co-fondateur de Simplon"),
    ("Jean Deydier", "We TechCare"): (3, "Jean Deydier, fondateur de We TechCare"),
    ("Kenwele", "women's web agency"): (7, "Kenwele, fondatrices de la women’s web agency"),
    ("Maria", "women's web agency"): (7, "Maria et Kenwele, fondatrices de"),
    ("Paul Duan", "Bayes Impact"): (2, "Paul Duan, fondateur de Bayes Impact"),
    ("Paul Duan", "BOB-emploi"): (2, "En 2016 il a créé BOB-emploi"),
    ("Pierre Quinonero", "Purple Alternative Surface"): (8, "Quinonero, co-fondateur avec"),
    ("Saida", "women's web agency"): (7, "Saida, Maria et Kenwele, fondatrices"),
    ("Sébastien Molas", "Purple Alternative Surface"): (8, "avec Sébastien Molas de Purple"),
    ("Simon Bernard", "Plastic Odyssey"): (8, "Simon Bernard, co-fondateur de Plastic Odyssey"),
}
"""The words of the page on which each of these rests, but for the hosts' own collective."""
every_person = pytest.mark.parametrize("name", FOUNDED)
every_organisation = pytest.mark.parametrize("name", FOUNDERS)
every_language = pytest.mark.parametrize("language", ["fr", "en"])
FOUNDER_OF = {"fr": "a fondé ou cofondé :", "en": "a founder of:"}
CREATOR_OF = {"fr": "a créé ou cocréé :", "en": "a creator of:"}
FOUNDED_BY = {"fr": "à son origine :", "en": "founders include:"}
CREATED_BY = {"fr": "à son origine :", "en": "creators include:"}
PROGRAMME = "BOB-emploi"
"""The only one of these that people create."""


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def founded_by(name: str, language: str) -> str:
    """Return what people read about the founder of what."""
    label = (CREATED_BY if name == PROGRAMME else FOUNDED_BY)[language]
    return f"{label} {', '.join(FOUNDERS[name])}"


def founder_of(name: str, language: str) -> list[str]:
    """Return what people read about what somebody founded, and created."""
    founded = [body for body in FOUNDED[name] if body != PROGRAMME]
    created = [PROGRAMME] if PROGRAMME in FOUNDED[name] else []
    labelled = ((FOUNDER_OF, founded), (CREATOR_OF, created))
    return [f"{label[language]} {', '.join(bodies)}" for label, bodies in labelled if bodies]


def graph(name: str) -> dict[str, Any]:
    """Return the description of a thing in JSON-LD."""
    nodes = json.loads(tfg.dumps(CATALOGUE, "jsonld"))["@graph"]
    (found,) = (node for node in nodes if node.get("name") == name and "founder" in node)
    return dict(found)


def test_the_founders_are_those_whom_the_sources_name() -> None:
    assert {
        person.name: tuple(body.name for body in person.founder_of)
        for person in CATALOGUE.people
        if person.founder_of
    } == FOUNDED


def test_all_of_them_but_that_of_the_hosts_own_rest_on_the_page() -> None:
    pairs = {(name, body) for name, bodies in FOUNDED.items() for body in bodies}
    assert pairs - WORDS.keys() == {("Michèle Foin", "Collectif Solvo")}
    assert WORDS.keys() <= pairs


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@pytest.mark.parametrize("pair", WORDS)
def test_a_founding_rests_on_words_of_the_page(pair: tuple[str, str]) -> None:
    number, printed = WORDS[pair]
    assert fold(words_apart(printed)) in fold(words_apart(notes()[number][2]))


@every_organisation
def test_the_founders_of_an_organisation_are_found(name: str) -> None:
    assert [person.name for person in CATALOGUE.founders_of(name)] == FOUNDERS[name]


def test_founders_are_found_by_the_organisation_itself_and_one_may_have_none() -> None:
    assert list(CATALOGUE.founders_of(CATALOGUE.organisations["phenix"])) == []


def test_the_founders_of_what_is_part_of_an_organisation_are_not_its_own() -> None:
    lab = tfg.Organisation(id="lab", name="Lab", kind="lab")
    shed = tfg.Organisation(id="shed", name="Shed", kind="lab", parents=(lab,))
    ann = tfg.Person(id="ann", name="Ann", founder_of=(shed,))
    show = tfg.Show(id="s", title="S", language="en")
    mine = tfg.Catalogue(show=show, organisations=[lab, shed], people=[ann])
    assert [list(mine.founders_of(body)) for body in (lab, shed)] == [[], [ann]]


def test_an_unknown_organisation_has_no_answer() -> None:
    with pytest.raises(tfg.UnknownNameError):
        CATALOGUE.founders_of("nobody's")


@every_person
def test_what_a_person_founded_is_among_the_organisations_of_the_person(name: str) -> None:
    found = {body.name for body in CATALOGUE.organisations_of(name)}
    assert found >= set(FOUNDED[name])


@every_organisation
def test_the_founders_of_an_organisation_are_among_its_people(name: str) -> None:
    assert {person.name for person in CATALOGUE.people_of(name)} >= set(FOUNDERS[name])


@every_person
@every_language
def test_what_a_person_founded_is_shown(run: Run, name: str, language: str) -> None:
    line = plain(run("show", name, "--language", language)[1]).splitlines()[1]
    between = {"fr": " ; ", "en": "; "}[language]
    assert line.startswith(between.join(founder_of(name, language)))


@every_organisation
@every_language
def test_who_founded_an_organisation_is_shown(run: Run, name: str, language: str) -> None:
    line = plain(run("show", name, "--language", language)[1]).splitlines()[1]
    assert founded_by(name, language) in line


@every_person
@every_language
def test_the_page_says_what_a_person_founded(name: str, language: str) -> None:
    entry = page(CATALOGUE, language).one(f"person-{CATALOGUE.person(name).id}")
    assert [body for body in FOUNDED[name] if body not in plain(entry.words)] == []
    assert says_founder(entry.words, language)


def says_founder(text: str, language: str) -> bool:
    """Return whether a text calls somebody a founder, in a role or in the words for it."""
    said = {
        "fr": ("fondateur", "fondatrice", "créatrice", "fondé", "créé"),
        "en": ("founder", "creator"),
    }
    return any(word in text for word in said[language])


@every_organisation
@every_language
def test_the_page_says_who_founded_an_organisation(name: str, language: str) -> None:
    entry = page(CATALOGUE, language).one(f"organisation-{CATALOGUE.organisation(name).id}")
    text = plain(entry.words)
    assert [one for one in FOUNDERS[name] if one not in text] == []
    assert says_founder(text, language) or capital(founded_by(name, language)) in text


@every_organisation
@every_language
def test_markdown_says_who_founded_an_organisation(name: str, language: str) -> None:
    written = [plain(line) for line in lines(CATALOGUE, language)]
    *_, entry = (line for line in written if line.startswith(f"- {name} ("))
    assert founded_by(name, language) in entry


@every_language
def test_no_label_says_that_somebody_founded_an_organisation_alone(language: str) -> None:
    known = words(language)
    of_one = {"fr": r"a \w+ ou co\w+", "en": r"a \w+ of"}[language]
    of_several = {"fr": "à son origine", "en": r"\w+ include"}[language]
    for key in ("founder_of", "creator_of"):
        assert re.fullmatch(of_one, known[key])
    for key in ("founders", "creators"):
        assert re.fullmatch(of_several, known[key])


@every_language
def test_a_programme_is_created_and_not_founded(language: str) -> None:
    created = {"fr": "création en 2016", "en": "created in 2016"}[language]
    id_ = CATALOGUE.organisation(PROGRAMME).id
    assert created in plain(page(CATALOGUE, language).one(f"organisation-{id_}").words)
    assert created in plain("\n".join(lines(CATALOGUE, language)))


def test_the_command_line_and_notebooks_say_that_a_programme_was_created(run: Run) -> None:
    line = run("show", PROGRAMME, "--language", "en")[1].splitlines()[1]
    assert "; created in 2016; creators include: Paul Duan; " in line
    card = CATALOGUE.organisation(PROGRAMME)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert ">created in</th>" in card


@every_organisation
def test_linked_data_names_the_founders_of_an_organisation(name: str) -> None:
    ids = [CATALOGUE.person(person).id for person in FOUNDERS[name]]
    assert graph(name)["founder"] == [{"@id": f"#person-{id_}"} for id_ in ids]
    turtle = tfg.dumps(CATALOGUE, "turtle")
    block = turtle.split(f"\n<#organisation-{CATALOGUE.organisation(name).id}>\n")[1].split("\n\n")[
        0
    ]
    stated = " ,\n        ".join(f"<#person-{id_}>" for id_ in ids)
    assert f"    schema:founder {stated} ;\n" in block


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
    assert re.search("a founder of</th><td [^>]*>Bayes Impact</td>", card)
    assert re.search("a creator of</th><td [^>]*>BOB-emploi</td>", card)
    table = CATALOGUE.people._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert re.search(">Bayes Impact</td><td [^>]*>BOB-emploi</td>", table)
