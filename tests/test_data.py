"""The bundled data: what the show's page and the other sources say, written out once more."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.names import fold, squash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from techforgood_podcast.models import Entity

CATALOGUE = tfg.load_catalogue()
ENTITIES: dict[str, tuple[Entity, ...]] = {
    "sources": tuple(CATALOGUE.sources),
    "places": tuple(CATALOGUE.places),
    "themes": tuple(CATALOGUE.themes),
    "organisations": tuple(CATALOGUE.organisations),
    "people": tuple(CATALOGUE.people),
    "episodes": tuple(CATALOGUE.episodes),
}

CHAIR = (
    "professeure agrégée de sociologie à l'université du Québec et titulaire de la Chaire de"
    " recherche intelligence artificielle et justice sociale (Abeona – ENS-PSL – OBVIA)"
)
CHARITIES = "des associations Montparnasse Rencontres, Basiliade et de la Conférence Saint"

Guests: TypeAlias = "list[tuple[str, str | None, list[str]]]"
GUESTS: list[tuple[int, Guests]] = [
    (
        1,
        [
            ("Jean Moreau", "PDG de Phénix", ["Phénix"]),
            ("Jean Baptiste Blondel", "consultant chez Wavestone", ["Wavestone"]),
            ("Djaffar", "chauffeur livreur chez Phénix", ["Phénix"]),
            ("Nathalie", "chauffeur livreur chez Phénix", ["Phénix"]),
            (
                f"bénévoles {CHARITIES} Vincent de Paul",
                None,
                [
                    "Montparnasse Rencontres",
                    "Basiliade",
                    "Conférence Saint Vincent de Paul",
                ],
            ),
            (
                f"bénéficiaires {CHARITIES} Vincent de Paul",
                None,
                [
                    "Montparnasse Rencontres",
                    "Basiliade",
                    "Conférence Saint Vincent de Paul",
                ],
            ),
            ("employés des magasins parisiens de Franprix", None, ["Franprix"]),
        ],
    ),
    (
        2,
        [
            ("Paul Duan", "fondateur de Bayes Impact", ["Bayes Impact"]),
            (
                "Martin Davy",
                (
                    "responsable de la communication de l'association des missions locales"
                    " Grand Sud Provence Alpes Côte d'Azur"
                ),
                ["Association des missions locales Grand Sud Provence Alpes Côte d'Azur"],
            ),
            (
                "Julian Bonnesset",
                "conseiller en insertion professionnelle à la Mission locale d'Aix en provence",
                ["Mission locale d'Aix-en-Provence"],
            ),
            (
                "Stéphanie Ordenez",
                "conseiller en insertion professionnelle à la Mission locale d'Aix en provence",
                ["Mission locale d'Aix-en-Provence"],
            ),
            (
                "Pierre Alain Martignoles",
                "informaticien et bénéficiaire de BOB",
                ["BOB-emploi"],
            ),
            ("Benjamin Wattine", "co-fondateur de Sowefund", ["Sowefund"]),
        ],
    ),
    (
        3,
        [
            ("Linda Salli", "salarié en insertion chez Humanis", ["Humanis"]),
            ("Johnny", "salarié en insertion chez Humanis", ["Humanis"]),
            ("Khamran Yekrangi", "directeur d'Humanis", ["Humanis"]),
            ("Jean Deydier", "fondateur de We TechCare", ["We TechCare"]),
            ("François Lucas", "sociologue spécialiste de la ville numérique", []),
            (
                "Karine Gentelet",
                CHAIR,
                [
                    "Université du Québec",
                    "Chaire de recherche intelligence artificielle et justice sociale",
                ],
            ),
        ],
    ),
    (
        4,
        [
            ("Hugo Dehaez", "artiste chorégraphe", []),
            ("Philippe Villas Boas", "artiste", []),
            ("Seumboy", "artiste chaman numérique", []),
            ("la troupe Post Uit Hessdalen", None, ["Post Uit Hessdalen"]),
            ("le public du festival", None, []),
            ("Léa", "membre du public", []),
            ("Igor", "membre du public", []),
            ("leur grand-mère", "membre du public", []),
            ("Marie du Chastel", "curatrice du Kikk Festival", ["Kikk festival"]),
        ],
    ),
    (
        5,
        [
            ("Danny Kanyinda", "ex-candidat de Linked out", ["Linked out"]),
            (
                "Flore de Rufz",
                "directrice générale adjointe de Linked out",
                ["Linked out"],
            ),
            ("Stéphane Pétillon", "PDG des Copains de Bastien", ["Les copains de Bastien"]),
            ("Thibault Ledantec", "coach bénévole pour Linked out", ["Linked out"]),
            (
                "Hubert Guillaud",
                (
                    "rédacteur en chef d'InternetActu.net, le média de la Fondation internet"
                    " nouvelle génération (Fing)"
                ),
                ["InternetActu.net", "Fondation internet nouvelle génération"],
            ),
        ],
    ),
    (
        6,
        [
            (
                "Lara Vigneron",
                "consultante en numérique et santé et coordinatrice du Well-living Lab",
                ["Well-living Lab"],
            ),
            ("David Servais", "médecin et responsable du Kaplab", ["Kaplab"]),
            ("Lara Market", "ingénieur en bio-médical et membre du Kaplab", ["Kaplab"]),
            ("Arnaud", "patient", []),
            ("René", "patient", []),
        ],
    ),
    (
        7,
        [
            ("Saida", "fondatrice de la women's web agency", ["women's web agency"]),
            ("Maria", "fondatrice de la women's web agency", ["women's web agency"]),
            ("Kenwele", "fondatrice de la women's web agency", ["women's web agency"]),
            ("Frédéric Bardeau", "co-fondateur de Simplon", ["Simplon"]),
            (
                "Carole Soucaille",
                "directrice de la mission locale d'Aulnay-sous-Bois",
                ["Mission locale d'Aulnay-sous-Bois"],
            ),
            (
                "Anna Choury",
                "mathématicienne, créatrice de la start-up Maathics pour une IA équitable",
                ["Maathics"],
            ),
            (
                "Karine Gentelet",
                CHAIR,
                [
                    "Université du Québec",
                    "Chaire de recherche intelligence artificielle et justice sociale",
                ],
            ),
        ],
    ),
    (
        8,
        [
            (
                "Pierre Quinonero",
                "co-fondateur de Purple Alternative Surface",
                ["Purple Alternative Surface"],
            ),
            ("Simon Bernard", "co-fondateur de Plastic Odyssey", ["Plastic Odyssey"]),
            (
                "Duc HaDuong",
                "entrepreneur de la FrenchTech et fondateur de Officience",
                ["Officience", "FrenchTech"],
            ),
            ("Bruno Caudron", "directeur technique chez Plaxer", ["Plaxer"]),
            ("David Fontaine", "directeur de Plaxer", ["Plaxer"]),
            (
                "Alan Fustec",
                "directeur de l'agence Lucie et fondateur de GoodWill Management",
                ["Agence Lucie", "GoodWill Management"],
            ),
        ],
    ),
]


def codes(episodes: Iterable[tfg.Episode]) -> list[str]:
    return [episode.code for episode in episodes]


def minutes(number: int, seconds: int) -> dt.timedelta:
    return dt.timedelta(minutes=number, seconds=seconds)


def mappings() -> list[dict[str, Any]]:
    """Return every mapping of the catalogue's document, the inner ones before the outer."""
    found: list[dict[str, Any]] = []
    json.loads(tfg.dumps(CATALOGUE, "json"), object_hook=found.append)
    return found


def texts() -> list[dict[str, str]]:
    """Return every text by language in the data."""
    return [mapping for mapping in mappings() if {"fr", "en"} & mapping.keys()]


def files() -> dict[str, str]:
    """Return the text of every YAML file of the data by its path."""
    folder = tfg.data_files()
    entries = {entry.name: entry for entry in folder.iterdir()}
    entries |= {f"episodes/{e.name}": e for e in (folder / "episodes").iterdir()}
    return {
        name: entry.read_text(encoding="utf-8")
        for name, entry in sorted(entries.items())
        if name.endswith(".yaml")
    }


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


def test_there_are_nine_episodes_and_the_introduction_stands_first() -> None:
    assert codes(CATALOGUE.episodes) == [
        *("S1 intro", "S1E1", "S1E2", "S1E3", "S1E4", "S1E5", "S1E6", "S1E7", "S1E8")
    ]


def test_only_the_introduction_is_no_full_episode() -> None:
    others = {e.code: e.kind for e in CATALOGUE.episodes if e.kind != "full"}
    assert others == {"S1 intro": "trailer"}


def test_what_the_page_prints_after_avec_in_the_introduction_are_its_hosts() -> None:
    intro = CATALOGUE.episode("intro")
    assert [host.name for host in intro.hosts] == [
        *("Pauline Bandelier", "Michèle Foin", "Patrick Gaillardin", "Antonin Weber")
    ]
    assert intro.guests == ()
    assert intro.number is None


@pytest.mark.parametrize(
    ("number", "host"),
    [
        (1, "Michèle Foin"),
        (2, "Patrick Gaillardin"),
        (3, "Pauline Bandelier"),
        (4, "Antonin Weber"),
        (5, "Michèle Foin"),
        (6, "Antonin Weber"),
        (7, "Pauline Bandelier"),
        (8, "Patrick Gaillardin"),
    ],
)
def test_an_episode_has_the_host_who_went_there(number: int, host: str) -> None:
    assert [person.name for person in CATALOGUE.episode(number).hosts] == [host]


def test_the_hosts_belong_to_collectif_solvo() -> None:
    assert {host.name: [o.name for o in host.organisations] for host in CATALOGUE.hosts} == {
        "Antonin Weber": ["Collectif Solvo"],
        "Michèle Foin": ["Collectif Solvo"],
        "Patrick Gaillardin": ["Collectif Solvo"],
        "Pauline Bandelier": ["Collectif Solvo"],
    }
    assert {host.name for host in CATALOGUE.show.hosts} == {host.name for host in CATALOGUE.hosts}


@pytest.mark.parametrize(("number", "guests"), GUESTS)
def test_an_episode_has_the_guests_of_its_credits_with_role_and_affiliation(
    number: int, guests: Guests
) -> None:
    found = [
        (
            guest.person.name if guest.person else str(guest.group),
            guest.role.fr if guest.role else None,
            [body.name for body in guest.organisations],
        )
        for guest in CATALOGUE.episode(number).guests
    ]
    assert found == guests


def test_people_are_credited_under_their_names_but_for_the_title_of_the_doctor() -> None:
    differing = {
        guest.person.name: guest.credited_as
        for episode in CATALOGUE.episodes
        for guest in (*episode.guests, *episode.mentioned)
        if guest.person and guest.person.name != guest.credited_as
    }
    assert differing == {"David Servais": "Dr David Servais"}


def test_karine_gentelet_is_a_guest_twice_and_one_person() -> None:
    assert codes(tfg.by_guest("Karine Gentelet")) == ["S1E3", "S1E7"]
    assert [person.id for person in CATALOGUE.people.search("gentelet")] == ["karine-gentelet"]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Lara", ["Lara Market", "Lara Vigneron"]),
        ("David", ["David Fontaine", "David Servais"]),
        ("Jean", ["Jean Baptiste Blondel", "Jean Deydier", "Jean Moreau"]),
    ],
)
def test_a_first_name_that_several_guests_share_names_them_all(
    name: str, people: list[str]
) -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        CATALOGUE.guests.resolve(name)
    assert [person for _, person in caught.value.candidates] == people


def test_sebastien_molas_is_named_but_is_no_guest() -> None:
    assert codes(CATALOGUE.by_person("Sébastien Molas")) == ["S1E8"]
    assert [m.credited_as for m in CATALOGUE.episode(8).mentioned] == ["Sébastien Molas"]
    with pytest.raises(tfg.UnknownNameError):
        tfg.by_guest("Sébastien Molas")


def test_nobody_else_is_named_without_being_a_host_or_a_guest() -> None:
    heard = {*CATALOGUE.guests, *CATALOGUE.hosts}
    assert [p.name for p in CATALOGUE.people if p not in heard] == ["Sébastien Molas"]


def test_those_who_speak_without_a_name_are_groups() -> None:
    groups = [
        (episode.code, guest.credited_as)
        for episode in CATALOGUE.episodes
        for guest in episode.guests
        if guest.group
    ]
    assert groups == [
        ("S1E1", "Les bénévoles"),
        (
            "S1E1",
            (
                "les bénéficiaires des associations Montparnasse Rencontres, Basiliade, et de la"
                " Conférence Saint Vincent de Paul"
            ),
        ),
        ("S1E1", "Les employés des magasins parisiens de Franprix"),
        ("S1E4", "La troupe Post Uit Hessdalen"),
        ("S1E4", "Les réactions du public"),
        ("S1E4", "leur grand-mère"),
    ]


def test_dr_is_a_title_and_not_a_first_name() -> None:
    servais = CATALOGUE.people["david-servais"]
    assert (servais.honorific, servais.given, servais.family) == ("Dr", "David", "Servais")
    assert [p.name for p in CATALOGUE.people if p.honorific] == ["David Servais"]


def test_nobody_has_a_surname_that_the_page_does_not_print() -> None:
    assert [person.name for person in CATALOGUE.people if person.family is None] == [
        *("Arnaud", "Djaffar", "Igor", "Johnny", "Kenwele", "Léa", "Maria", "Nathalie"),
        *("René", "Saida", "Seumboy"),
    ]


def test_a_title_keeps_the_spelling_of_the_page_and_is_found_in_the_other() -> None:
    assert "au coeur du" in CATALOGUE.episode(6).title
    assert CATALOGUE.episode("un fablab au cœur du CHU").code == "S1E6"
    assert [hit.episode.code for hit in tfg.search("cœur du CHU")] == ["S1E6"]


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


def test_a_foundation_year_stands_only_where_a_source_gives_it() -> None:
    assert {body.name: body.founded for body in CATALOGUE.organisations if body.founded} == {
        "BOB-emploi": 2016,
        "Bayes Impact": 2014,
        "Collectif Solvo": 2019,
    }


def test_an_organisation_stands_below_the_bodies_that_run_it() -> None:
    assert {o.name: [p.name for p in o.parents] for o in CATALOGUE.organisations if o.parents} == {
        "BOB-emploi": ["Bayes Impact"],
        "Chaire de recherche intelligence artificielle et justice sociale": [
            *("Abeona", "ENS-PSL", "OBVIA")
        ],
        "InternetActu.net": ["Fondation internet nouvelle génération"],
        "Kaplab": ["CHU de Liège"],
        "Linked out": ["Entourage"],
    }


def test_who_supports_whom_is_what_the_page_says() -> None:
    found = {
        (episode.code, mention.organisation.name, mention.of.name if mention.of else None)
        for episode in CATALOGUE.episodes
        for mention in episode.organisations
        if mention.relation == "supporter"
    }
    assert found == {
        ("S1E3", "Google", "We TechCare"),
        ("S1E3", "Fondation SFR", "We TechCare"),
        ("S1E3", "Ministère des Solidarités et de la Santé", "We TechCare"),
        ("S1E3", "We TechCare", "Humanis"),
        ("S1E7", "BNP", "Simplon"),
        ("S1E7", "Apple", "Simplon"),
        ("S1E8", "Plastic Odyssey", "Purple Alternative Surface"),
    }


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
        ("Aix-en-Provence", ["S1E2"]),
        ("aix en provence", ["S1E2"]),
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
    ],
)
def test_a_place_has_the_episodes_set_in_it(name: str, found: list[str]) -> None:
    assert codes(CATALOGUE.by_place(name)) == found


@pytest.mark.parametrize(
    ("french", "english", "found"),
    [
        ("gaspillage alimentaire", "food waste", ["S1E1"]),
        ("aide alimentaire", "food aid", ["S1E1"]),
        ("fracture numérique", "digital divide", ["S1E3"]),
        ("inclusion numérique", "digital inclusion", ["S1E3", "S1E7"]),
        ("emploi", "employment", ["S1E2", "S1E3", "S1E5"]),
        ("insertion", "work integration", ["S1E2", "S1E3", "S1E5"]),
        ("recherche d'emploi", "job search", ["S1E2", "S1E5"]),
        ("chômage", "unemployment", ["S1E2", "S1E5"]),
        ("intelligence artificielle", "artificial intelligence", ["S1E2", "S1E7"]),
        ("IA", "AI", ["S1E2", "S1E7"]),
        ("éthique", "ethics", ["S1E2", "S1E6", "S1E7"]),
        ("logiciel libre", "open source", ["S1E2", "S1E8"]),
        ("santé", "health", ["S1E6"]),
        ("art", "art", ["S1E4"]),
        ("low-tech", "low-tech", ["S1E6", "S1E8"]),
        ("low tech", "lowtech", ["S1E6", "S1E8"]),
        ("plastique", "plastic", ["S1E8"]),
        ("recyclage", "recycling", ["S1E8"]),
        ("diversité", "diversity", ["S1E7"]),
        ("formation", "training", ["S1E3", "S1E7"]),
        ("environnement", "environment", ["S1E1", "S1E8"]),
        ("fablab", "fab lab", ["S1E6"]),
        ("services publics", "public services", ["S1E2", "S1E3"]),
        ("bénévolat", "volunteering", ["S1E1", "S1E5"]),
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
        (1, [("5 ans", 5, None, None)]),
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
                ("13 millions", 13_000_000, None, None),
                ("7 à 8 millions", None, 7_000_000, 8_000_000),
            ],
        ),
        (4, [("près de trente mille personnes", 30_000, None, None)]),
        (5, [("deux ans", 2, None, None)]),
        (6, []),
        (7, [("plus de 15 000 personnes", 15_000, None, None)]),
        (8, [("trois quart", 0.75, None, None)]),
    ],
)
def test_an_episode_states_the_figures_of_its_notes(
    number: int | str, figures: list[tuple[str, float | None, float | None, float | None]]
) -> None:
    stated = CATALOGUE.episode(number).figures
    assert [(f.as_printed, f.value, f.low, f.high) for f in stated] == figures


@pytest.mark.parametrize("name", ENTITIES)
def test_the_ids_of_a_list_are_unique_and_well_formed(name: str) -> None:
    ids = [entity.id for entity in ENTITIES[name]]
    assert len(set(ids)) == len(ids)
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


@pytest.mark.parametrize("name", ENTITIES)
def test_no_name_or_alias_of_a_list_means_two_entries(name: str) -> None:
    meanings: dict[str, set[str]] = {}
    for entity in ENTITIES[name]:
        for text in (entity.id, *entity.names):
            meanings.setdefault(squash(fold(text)), set()).add(entity.id)
    assert {text: ids for text, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", ENTITIES)
def test_no_alias_repeats_another_name_of_its_entry(name: str) -> None:
    repeated = [
        (entity.id, text)
        for entity in ENTITIES[name]
        for place, text in enumerate(entity.names)
        if text in entity.names[:place] and text in getattr(entity, "aliases", ())
    ]
    assert repeated == []


@pytest.mark.parametrize("name", ["people.yaml", "organisations.yaml"])
def test_a_long_list_is_sorted_by_id(name: str) -> None:
    ids = re.findall(r"^- id: (\S+)$", files()[name], flags=re.MULTILINE)
    assert len(ids) > 40
    assert ids == sorted(ids)


def test_themes_stand_on_two_levels() -> None:
    assert {len(theme.lineage) for theme in CATALOGUE.themes} == {1, 2}


def test_places_are_towns_in_regions_in_countries() -> None:
    assert {tuple(place.kind for place in start.lineage) for start in CATALOGUE.places} == {
        ("country",),
        ("region", "country"),
        ("city", "region", "country"),
    }
    assert {place.name.fr: place.code for place in CATALOGUE.places if place.code} == {
        "Belgique": "BE",
        "France": "FR",
    }


def test_no_theme_is_without_an_episode() -> None:
    assert [t.id for t in CATALOGUE.themes if not CATALOGUE.by_theme(t)] == []


def test_no_place_is_without_an_episode_or_an_organisation() -> None:
    used = {
        place
        for episode in CATALOGUE.episodes
        for start in episode.places
        for place in start.lineage
    }
    for body in CATALOGUE.organisations:
        used.update(body.place.lineage if body.place else ())
    assert [place.id for place in CATALOGUE.places if place not in used] == []


def test_every_record_is_reached_from_the_show_or_an_episode() -> None:
    reached = CATALOGUE.subset(CATALOGUE.episodes)
    for name in ENTITIES:
        assert getattr(reached, name) == getattr(CATALOGUE, name), name


def test_no_organisation_is_without_an_episode_but_that_of_the_hosts() -> None:
    idle = [body.name for body in CATALOGUE.organisations if not CATALOGUE.by_organisation(body)]
    assert idle == ["Collectif Solvo"]


def test_the_show_and_every_episode_have_a_summary_of_70_to_130_words_in_both_languages() -> None:
    for record in (CATALOGUE.show, *CATALOGUE.episodes):
        assert record.summary is not None
        for text in record.summary.texts:
            words = [word for word in text.split() if any(map(str.isalnum, word))]
            assert 70 <= len(words) <= 130, (record.id, text)


def test_every_text_of_the_data_exists_in_french_and_english_and_french_is_the_main_one() -> None:
    assert len(texts()) > 200
    assert [text for text in texts() if list(text) != ["fr", "en"]] == []


def test_every_person_with_a_part_in_an_episode_has_a_role_in_it() -> None:
    without = [
        part.credited_as
        for episode in CATALOGUE.episodes
        for part in (*episode.guests, *episode.mentioned)
        if part.person and part.role is None
    ]
    assert without == []


def test_show_episodes_people_and_organisations_name_their_sources() -> None:
    records = (
        CATALOGUE.show,
        *CATALOGUE.episodes,
        *CATALOGUE.people,
        *CATALOGUE.organisations,
    )
    assert [record.id for record in records if not record.sources] == []


def test_the_sources_are_the_pages_that_were_read() -> None:
    root = "https://shows.acast.com/a-qui-profite-la-tech-for-good"
    assert {source.url for source in CATALOGUE.sources} == {
        root,
        f"{root}/episodes/profits-et-bien-commun",
        f"{root}/episodes/fracture-numerique-et-fracture-sociale-avec-wetechcare",
        "https://wetellstories.eu/articles/journalisme-de-solutions-et-tech-for-good/",
        "https://collectifsolvo.com/",
    }


def test_the_second_episode_names_the_page_that_lists_its_day() -> None:
    assert "episode-1-page" in [source.id for source in CATALOGUE.episode(2).sources]


def test_no_summary_names_anyone_who_was_met_in_hard_times() -> None:
    named = re.compile(r"\b(Linda|Salli|Johnny|Danny|Kanyinda|Arnaud|René|Martignoles)\b")
    for record in (CATALOGUE.show, *CATALOGUE.episodes):
        assert record.summary is not None
        assert named.findall(" ".join(record.summary.texts)) == [], record.id


def test_no_sentence_of_the_data_ties_debt_illness_or_unemployment_to_anyone_met() -> None:
    hardship = re.compile(
        r"\b(sur)?endett|\bdettes?\b|\bdebts?\b|\bmalad|\bill(ness)?\b|\bchôm|\bunemploy",
        re.IGNORECASE,
    )
    names = {
        word
        for p in (*CATALOGUE.guests, CATALOGUE.people["sebastien-molas"])
        for word in p.name.split()
        if word[0].isupper()
    }
    tied = [
        sentence
        for text in texts()
        for passage in text.values()
        for sentence in re.split(r"(?<=[.!?;:])\s", passage)
        if hardship.search(sentence) and names & set(re.findall(r"\w+", sentence))
    ]
    assert tied == []


def test_the_data_use_plain_apostrophes_and_spaces() -> None:
    odd = re.compile("[\u2018\u2019\u00a0\u202f\u2009]")
    assert [name for name, text in files().items() if odd.search(text)] == []


def test_the_data_have_a_calendar_version_a_licence_and_the_schema_that_the_library_reads() -> None:
    info = CATALOGUE.info
    assert info.version is not None
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01])", info.version)
    assert (info.licence, info.schema_version) == ("CC0-1.0", 1)


def test_the_bundled_files_have_nothing_wrong_not_even_a_warning(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    for name, text in files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert tfg.validate(tmp_path) == ()
    assert tfg.load_catalogue(tmp_path) == CATALOGUE


def test_the_readme_of_the_data_explains_every_key() -> None:
    readme = (tfg.data_files() / "README.md").read_text(encoding="utf-8")
    *records, _whole = mappings()
    used = {key for record in records for key in record} - {"fr", "en"}
    assert len(used) > 40
    assert sorted(key for key in used if f"`{key}`" not in readme) == []


def test_the_readme_of_the_data_explains_every_kind_and_relation_in_use() -> None:
    readme = (tfg.data_files() / "README.md").read_text(encoding="utf-8")
    words: set[str] = {body.kind for body in CATALOGUE.organisations}
    words |= {m.relation for episode in CATALOGUE.episodes for m in episode.organisations}
    words |= {episode.kind for episode in CATALOGUE.episodes}
    words |= {place.kind for place in CATALOGUE.places}
    assert len(words) > 20
    assert sorted(word for word in words if f"`{word}`" not in readme) == []
