"""The bundled data: what the show's page and the other sources say, written out once more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE, codes
from techforgood_podcast.text.folding import fold, squash

if TYPE_CHECKING:
    from techforgood_podcast.writers.formats import TextFormatName


def minutes(number: int, seconds: int) -> dt.timedelta:
    return dt.timedelta(minutes=number, seconds=seconds)


@pytest.mark.parametrize(
    ("code", "id_", "number", "title", "duration"),
    [
        (
            "S1 intro",
            "s01-intro",
            None,
            "À qui profite la tech for good, l'intro !",
            minutes(3, 13),
        ),
        (
            "S1E1",
            "s01e01",
            1,
            "Profits et bien commun, le casse-tête de Phenix",
            minutes(33, 13),
        ),
        (
            "S1E2",
            "s01e02",
            2,
            "Valeur financière ou valeur morale, le dilemme de la tech4Good selon BayesImpact",
            minutes(34, 3),
        ),
        ("S1E3", "s01e03", 3, "Fracture numérique et fracture sociale avec Wetechcare", None),
        (
            "S1E4",
            "s01e04",
            4,
            "Quand l'art questionne la tech, immersion au kikk festival de Namur",
            minutes(31, 6),
        ),
        ("S1E5", "s01e05", 5, "Grandir sans perdre son âme avec Linked out", minutes(33, 55)),
        (
            "S1E6",
            "s01e06",
            6,
            "Ethique, tech et soin : un fablab au coeur du CHU de Liège",
            minutes(36, 56),
        ),
        ("S1E7", "s01e07", 7, "Simplon où le pari du numérique pour tous", minutes(27, 26)),
        ("S1E8", "s01e08", 8, "Quel avenir pour la tech avec Plastic Odyssey", minutes(34, 53)),
    ],
)
def test_an_episode_has_the_number_title_and_running_time_of_the_page(
    code: str, id_: str, number: int | None, title: str, duration: dt.timedelta | None
) -> None:
    episode = CATALOGUE.episodes[id_]
    assert (episode.code, episode.season, episode.number) == (code, 1, number)
    assert (episode.title, episode.duration) == (title, duration)


def test_there_are_nine_episodes_and_the_introduction_is_first() -> None:
    assert codes(CATALOGUE.episodes) == [
        *("S1 intro", "S1E1", "S1E2", "S1E3", "S1E4", "S1E5", "S1E6", "S1E7", "S1E8")
    ]


def test_only_the_introduction_is_no_full_episode() -> None:
    others = {e.code: e.kind for e in CATALOGUE.episodes if e.kind != "full"}
    assert others == {"S1 intro": "trailer"}


def test_a_title_keeps_the_spelling_of_the_page_and_is_found_in_the_other() -> None:
    assert "au coeur du" in CATALOGUE.episode(6).title
    assert CATALOGUE.episode("un fablab au cœur du CHU").code == "S1E6"
    assert [hit.episode.code for hit in tfg.search("cœur du CHU")] == ["S1E6"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SFR", "Fondation SFR"),
        ("Goodwill", "GoodWill Management"),
        ("CHU", "CHU de Liège"),
        ("Lucie", "Agence Lucie"),
        ("GreenTech", "GreenTech Verte"),
    ],
)
def test_what_is_something_else_is_found_only_as_a_word_of_a_name(text: str, name: str) -> None:
    assert CATALOGUE.organisation(text).name == name
    aliases = {
        squash(fold(alias))
        for entries in (CATALOGUE.people, CATALOGUE.organisations, CATALOGUE.themes)
        for entry in entries
        for alias in entry.aliases
    }
    assert fold(text) not in aliases


def test_bnp_paribas_is_bnp() -> None:
    assert CATALOGUE.organisation("BNP Paribas").name == "BNP"


@pytest.mark.parametrize("entries", [CATALOGUE.people, CATALOGUE.organisations])
def test_three_letters_that_begin_a_word_of_a_name_find_or_suggest_it(
    entries: tfg.Collection[tfg.Person | tfg.Organisation],
) -> None:
    words = [(entry, word[:3]) for entry in entries for word in fold(entry.name).split()]
    begun = [(entry, text) for entry, text in words if len(text) == 3]
    assert [text for entry, text in begun if entry not in entries.find(text, limit=99)] == []
    unknown = [(entry.id, text) for entry, text in begun if not _is_named(entries, text)]
    assert unknown
    for id_, text in unknown:
        with pytest.raises(tfg.UnknownNameError) as caught:
            entries.resolve(text)
        assert id_ in dict(caught.value.suggestions)


def _is_named(entries: tfg.Collection[tfg.Person | tfg.Organisation], text: str) -> bool:
    try:
        return entries.resolve(text, default=None) is not None
    except tfg.AmbiguousNameError:
        return True


def test_what_no_source_says_is_none() -> None:
    assert [e.code for e in CATALOGUE.episodes if e.duration is None] == ["S1E3"]
    for episode in CATALOGUE.episodes:
        assert (episode.audio, episode.guid) == (None, None)
    assert (CATALOGUE.show.cover_url, CATALOGUE.show.feed_url) == (None, None)
    assert CATALOGUE.show.producers == ()
    assert [p.name for p in CATALOGUE.people if p.same_as] == []
    assert [o.name for o in CATALOGUE.organisations if o.same_as] == []


def test_the_only_known_day_of_an_episode_is_that_of_the_second() -> None:
    assert {e.code: e.published for e in CATALOGUE.episodes if e.published} == {
        "S1E2": dt.date(2022, 2, 24)
    }


def test_the_only_known_pages_of_episodes_are_those_of_the_first_and_third() -> None:
    root = "https://shows.acast.com/a-qui-profite-la-tech-for-good"
    assert {episode.code: episode.url for episode in CATALOGUE.episodes if episode.url} == {
        "S1E1": f"{root}/episodes/profits-et-bien-commun",
        "S1E3": f"{root}/episodes/fracture-numerique-et-fracture-sociale-avec-wetechcare",
    }


def test_the_show_has_its_title_language_address_and_first_day() -> None:
    show = CATALOGUE.show
    assert (show.title, show.language) == ("À qui profite la tech for good ?", "fr")
    assert show.url == "https://shows.acast.com/a-qui-profite-la-tech-for-good"
    assert show.first_published == dt.date(2022, 1, 17)


def test_a_foundation_year_is_given_only_if_a_source_gives_it() -> None:
    assert {body.name: body.founded for body in CATALOGUE.organisations if body.founded} == {
        "BOB-emploi": 2016,
        "Bayes Impact": 2014,
        "Collectif Solvo": 2019,
    }


def test_an_organisation_is_below_what_it_is_part_of() -> None:
    assert {o.name: [p.name for p in o.parents] for o in CATALOGUE.organisations if o.parents} == {
        "BOB-emploi": ["Bayes Impact"],
        "InternetActu.net": ["Fondation internet nouvelle génération"],
    }


def test_a_parent_in_an_episode_is_a_parent_of_the_organisation() -> None:
    stated = {
        (mention.of.name, mention.organisation.name)
        for episode in CATALOGUE.episodes
        for mention in episode.organisations
        if mention.relation == "parent" and mention.of
    }
    assert stated == {(o.name, p.name) for o in CATALOGUE.organisations for p in o.parents}


def test_a_body_that_is_only_named_with_another_is_found_through_the_episode() -> None:
    assert codes(tfg.by_organisation("OBVIA")) == ["S1E3", "S1E7"]
    assert codes(tfg.by_organisation("Entourage")) == ["S1E5"]


def test_every_organisation_in_a_credit_that_is_not_a_subject_is_an_affiliation() -> None:
    for episode in CATALOGUE.episodes:
        by_relation = {
            relation: {m.organisation for m in episode.organisations if m.relation == relation}
            for relation in ("subject", "affiliation")
        }
        credited = {
            body for one in (*episode.guests, *episode.mentioned) for body in one.organisations
        }
        assert by_relation["affiliation"] == credited - by_relation["subject"], episode.code


def test_an_episode_is_about_the_bodies_it_visits() -> None:
    found = {
        episode.code: [
            m.organisation.name for m in episode.organisations if m.relation == "subject"
        ]
        for episode in CATALOGUE.episodes
    }
    assert found == {
        "S1 intro": [],
        "S1E1": ["Phénix"],
        "S1E2": ["Bayes Impact", "BOB-emploi"],
        "S1E3": ["We TechCare", "Humanis"],
        "S1E4": ["Kikk festival"],
        "S1E5": ["Linked out"],
        "S1E6": ["Kaplab"],
        "S1E7": ["Simplon"],
        "S1E8": ["Plastic Odyssey", "Purple Alternative Surface"],
    }


def test_the_affiliation_of_a_guest_is_an_organisation_of_the_episode() -> None:
    missing = [
        (episode.code, body.name)
        for episode in CATALOGUE.episodes
        for guest in (*episode.guests, *episode.mentioned)
        for body in guest.organisations
        if body not in [mention.organisation for mention in episode.organisations]
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("spelling", "found"),
    [
        ("We TechCare", "S1E3"),
        ("Wetechcare", "S1E3"),
        ("we tech care", "S1E3"),
        ("Phénix", "S1E1"),
        ("Phenix", "S1E1"),
        ("Bayes Impact", "S1E2"),
        ("BayesImpact", "S1E2"),
        ("Les copains de Bastien", "S1E5"),
        ("Copains de Bastien", "S1E5"),
        ("BOB-emploi", "S1E2"),
        ("BOB", "S1E2"),
        ("Kikk", "S1E4"),
        ("KIKK", "S1E4"),
        ("kikk festival", "S1E4"),
        ("Linked out", "S1E5"),
        ("LinkedOut", "S1E5"),
        ("Linkedout", "S1E5"),
        ("linked-out", "S1E5"),
        ("French Tech", "S1E8"),
        ("FrenchTech", "S1E8"),
        ("InternetActu", "S1E5"),
        ("InternetActu.net", "S1E5"),
        ("Mission locale d'Aix en provence", "S1E2"),
        ("Mission locale d'Aix-en-Provence", "S1E2"),
    ],
)
def test_an_organisation_is_found_in_each_of_its_spellings(spelling: str, found: str) -> None:
    assert codes(tfg.by_organisation(spelling)) == [found]


@pytest.mark.parametrize("spelling", ["Frédéric Bardeau", "Fréderic Bardeau"])
def test_frederic_bardeau_is_found_in_both_spellings(spelling: str) -> None:
    assert codes(tfg.by_guest(spelling)) == ["S1E7"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Aix-en-Provence", []),
        ("PACA", ["S1E2"]),
        ("Schiltigheim", ["S1E3"]),
        ("Grand Est", ["S1E3"]),
        ("Paris", ["S1E1"]),
        ("Namur", ["S1E4"]),
        ("Liège", ["S1E6"]),
        ("Belgique", ["S1E4", "S1E6"]),
        ("Belgium", ["S1E4", "S1E6"]),
        ("Wallonia", ["S1E4", "S1E6"]),
        ("France", ["S1E1", "S1E2", "S1E3"]),
        ("FR", ["S1E1", "S1E2", "S1E3"]),
        ("Aulnay-sous-Bois", []),
        ("be", ["S1E4", "S1E6"]),
        ("Bouches-du-Rhône", []),
        ("Bas-Rhin", ["S1E3"]),
        ("Alsace", ["S1E3"]),
    ],
)
def test_a_place_has_the_episodes_in_or_about_it_not_of_its_guests(
    name: str, found: list[str]
) -> None:
    assert codes(CATALOGUE.by_place(name)) == found


@pytest.mark.parametrize(
    ("french", "english", "found"),
    [
        ("gaspillage alimentaire", "food waste", ["S1E1"]),
        ("aide alimentaire", "food aid", ["S1E1"]),
        ("fracture numérique", "digital divide", ["S1E3"]),
        ("inclusion numérique", "digital inclusion", ["S1E3", "S1E7"]),
        ("emploi", "employment", ["S1E2", "S1E3", "S1E5", "S1E7"]),
        ("insertion", "work integration", ["S1E3", "S1E5"]),
        ("recherche d'emploi", "job search", ["S1E2", "S1E5"]),
        ("intelligence artificielle", "artificial intelligence", ["S1E2", "S1E7"]),
        ("IA", "AI", ["S1E2", "S1E7"]),
        ("éthique", "ethics", ["S1E2", "S1E6", "S1E7"]),
        ("logiciel libre", "open source", ["S1E2", "S1E8"]),
        ("santé", "health", ["S1E6"]),
        ("art", "art", ["S1E4"]),
        ("low-tech", "low-tech", ["S1E6", "S1E8"]),
        ("low tech", "lowtech", ["S1E6", "S1E8"]),
        ("recyclage", "recycling", ["S1E1", "S1E8"]),
        ("diversité", "diversity", ["S1E7"]),
        ("formation", "training", ["S1E3", "S1E5", "S1E7"]),
        ("environnement", "environment", ["S1E1", "S1E8"]),
        ("fabrication numérique", "digital fabrication", ["S1E6"]),
        ("services publics", "public services", ["S1E2", "S1E3"]),
        ("bénévolat", "volunteering", ["S1E1", "S1E3", "S1E5"]),
        ("journalisme de solutions", "solutions journalism", ["S1 intro"]),
    ],
)
def test_a_topic_typed_in_french_or_english_gives_the_episodes_about_it(
    french: str, english: str, found: list[str]
) -> None:
    assert codes(tfg.by_theme(french)) == found
    assert codes(tfg.by_theme(english)) == found


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        ("intro", []),
        (1, [("depuis 5 ans", 5, None, None)]),
        (
            2,
            [
                ("plus de 300 000 personnes", 300_000, None, None),
                ("18-25 ans", None, 18, 25),
            ],
        ),
        (
            3,
            [
                ("13 millions de personnes", 13_000_000, None, None),
                ("7 à 8 millions de personnes", None, 7_000_000, 8_000_000),
            ],
        ),
        (4, [("près de trente mille personnes", 30_000, None, None)]),
        (5, [("depuis deux ans", 2, None, None)]),
        (6, []),
        (7, [("plus de 15 000 personnes", 15_000, None, None)]),
        (8, [("les trois quart[s]", 0.75, None, None)]),
    ],
)
def test_an_episode_states_the_figures_of_its_notes(
    number: int | str, figures: list[tuple[str, float | None, float | None, float | None]]
) -> None:
    stated = CATALOGUE.episode(number).figures
    assert [(f.as_printed.fr, f.value, f.low, f.high) for f in stated] == figures


def test_a_figure_keeps_in_english_the_words_that_make_it_less_exact() -> None:
    hedges = {"plus de": "more than", "près de": "nearly"}
    kept = [
        (printed["fr"], printed["en"].startswith(f"{english} "))
        for episode in CATALOGUE.episodes
        for printed in (figure.as_printed for figure in episode.figures)
        for french, english in hedges.items()
        if printed["fr"].startswith(f"{french} ")
    ]
    assert kept == [
        ("plus de 300 000 personnes", True),
        ("près de trente mille personnes", True),
        ("plus de 15 000 personnes", True),
    ]


@pytest.mark.parametrize("format_", ["markdown", "html", "rss", "jsonfeed"])
def test_what_people_read_in_english_keeps_these_words(format_: TextFormatName) -> None:
    text = tfg.dumps(CATALOGUE.episode(2), format_, language="en").casefold()
    assert "more than 300,000 people" in text
    assert "300,000 people" not in text.replace("more than 300,000 people", "")
