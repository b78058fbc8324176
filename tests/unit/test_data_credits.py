"""The bundled data: hosts, guests and others named, as the credits of the show's page have them."""

from __future__ import annotations

from typing import TypeAlias

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE, codes

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
            ("Djaffar", "chauffeurs livreurs chez Phénix", ["Phénix"]),
            ("Nathalie", "chauffeurs livreurs chez Phénix", ["Phénix"]),
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
                "conseillers en insertion professionnelle à la Mission locale d'Aix en provence",
                ["Mission locale d'Aix-en-Provence"],
            ),
            (
                "Stéphanie Ordenez",
                "conseillers en insertion professionnelle à la Mission locale d'Aix en provence",
                ["Mission locale d'Aix-en-Provence"],
            ),
            (
                "Pierre Alain Martignoles",
                "informaticien et bénéficiaire de BOB",
                ["BOB-emploi"],
            ),
            (
                "Benjamin Wattine",
                (
                    "co-fondateur de Sowefund, la plateforme d'investissement participatif "
                    "spécialiste des startups françaises innovantes"
                ),
                ["Sowefund"],
            ),
        ],
    ),
    (
        3,
        [
            ("Linda Salli", "salariés en insertion chez Humanis", ["Humanis"]),
            ("Johnny", "salariés en insertion chez Humanis", ["Humanis"]),
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
            ("la troupe Post Uit Hessdalen", None, []),
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
                (
                    "consultante en numérique et santé et coordinatrice du Well-living Lab, "
                    "un laboratoire éphémère autour des questions de santé"
                ),
                ["Well-living Lab"],
            ),
            ("David Servais", "médecin et responsable du Kaplab", ["Kaplab"]),
            ("Lara Market", "ingénieur en bio-médical et membre du Kaplab", ["Kaplab"]),
            ("Arnaud", "patients", []),
            ("René", "patients", []),
        ],
    ),
    (
        7,
        [
            ("Saida", "fondatrices de la women's web agency", ["women's web agency"]),
            ("Maria", "fondatrices de la women's web agency", ["women's web agency"]),
            ("Kenwele", "fondatrices de la women's web agency", ["women's web agency"]),
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
                "co-fondateur avec Sébastien Molas de Purple Alternative Surface",
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
    assert [person.id for person in CATALOGUE.people.find("gentelet")] == ["karine-gentelet"]


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


def test_the_people_of_the_kaplab_are_not_those_of_the_hospital_where_it_is() -> None:
    assert [body.name for body in CATALOGUE.organisations_of("David Servais")] == ["Kaplab"]
    assert list(CATALOGUE.people_of("CHU de Liège")) == []
