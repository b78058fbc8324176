"""What the page says of two organisations, the relation for it, and its sentence in both languages.

With the page at hand (see ``test_provenance``), its words are looked for too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE
from show_page import PAGE, notes
from techforgood_podcast.text.folding import fold
from techforgood_podcast.writers.statements import state_relations, write_statement

if TYPE_CHECKING:
    from techforgood_podcast import Relation

CHAIR = "Chaire de recherche intelligence artificielle et justice sociale"
MINISTRY = "Ministère des Solidarités et de la Santé"


class Tie(NamedTuple):
    """A tie between two organisations.

    ``words`` are those of the notes for it; ``french`` and ``english`` are what formats print.
    """

    episode: int
    organisation: str
    relation: Relation
    of: str
    words: str
    french: str
    english: str


TIES = (
    Tie(
        2,
        "Bayes Impact",
        "parent",
        "BOB-emploi",
        "En 2016 il a créé BOB-emploi",
        "BOB-emploi – fait partie de\xa0: Bayes Impact",
        "BOB-emploi – part of: Bayes Impact",
    ),
    Tie(
        2,
        "Mission locale d'Aix-en-Provence",
        "user",
        "BOB-emploi",
        "intégrée au système d'information des missions",
        "BOB-emploi – utilisation par\xa0: Mission locale d'Aix-en-Provence",
        "BOB-emploi – used by: Mission locale d'Aix-en-Provence",
    ),
    Tie(
        3,
        "We TechCare",
        "supporter",
        "Humanis",
        "Humanis, soutenue par We TechCare",
        "Humanis – avec le soutien de\xa0: We TechCare",
        "Humanis – supported by: We TechCare",
    ),
    *(
        Tie(
            3,
            name,
            "supporter",
            "We TechCare",
            words,
            f"We TechCare – avec le soutien de\xa0: {name}",
            f"We TechCare – supported by: {name}",
        )
        for name, words in (
            ("Google", "avec le soutien de Google"),
            ("Fondation SFR", "et de la Fondation SFR"),
        )
    ),
    Tie(
        3,
        MINISTRY,
        "funder",
        "We TechCare",
        "reçu des financements de la part",
        f"We TechCare – financement reçu de\xa0: {MINISTRY}",
        f"We TechCare – with funding from: {MINISTRY}",
    ),
    *(
        Tie(
            episode,
            name,
            "associated",
            CHAIR,
            "(Abeona – ENS-PSL – OBVIA)",
            f"{CHAIR} – nom cité avec\xa0: {name}",
            f"{CHAIR} – named together with: {name}",
        )
        for episode in (3, 7)
        for name in ("Abeona", "ENS-PSL", "OBVIA")
    ),
    Tie(
        5,
        "Entourage",
        "creator",
        "Linked out",
        "développé par l'association Entourage",
        "Linked out – création par\xa0: Entourage",
        "Linked out – created by: Entourage",
    ),
    Tie(
        5,
        "Fondation internet nouvelle génération",
        "parent",
        "InternetActu.net",
        "le média de la Fondation internet nouvelle génération",
        "InternetActu.net – fait partie de\xa0: Fondation internet nouvelle génération",
        "InternetActu.net – part of: Fondation internet nouvelle génération",
    ),
    Tie(
        6,
        "CHU de Liège",
        "parent",
        "Kaplab",
        "en Belgique, le Kaplab",
        "Kaplab – fait partie de\xa0: CHU de Liège",
        "Kaplab – part of: CHU de Liège",
    ),
    *(
        Tie(
            7,
            name,
            "funder",
            "Simplon",
            words,
            f"Simplon – financement reçu de\xa0: {name}",
            f"Simplon – with funding from: {name}",
        )
        for name, words in (
            ("BNP", "financées par des grands groupes"),
            ("Apple", "ou Apple"),
        )
    ),
    Tie(
        8,
        "Plastic Odyssey",
        "supporter",
        "Purple Alternative Surface",
        "grâce à ce programme d'accompagnement",
        "Purple Alternative Surface – avec le soutien de\xa0: Plastic Odyssey",
        "Purple Alternative Surface – supported by: Plastic Odyssey",
    ),
    Tie(
        8,
        "Plastic Odyssey",
        "member",
        "GreenTech Verte",
        "une startup de la GreenTech Verte",
        "Plastic Odyssey – membre de\xa0: GreenTech Verte",
        "Plastic Odyssey – member of: GreenTech Verte",
    ),
)


def test_the_catalogue_has_these_ties_and_no_others() -> None:
    stated = [
        (episode.number, mention.organisation.name, mention.relation, mention.of.name)
        for episode in CATALOGUE.episodes
        for mention in episode.organisations
        if mention.of
    ]
    assert sorted(stated) == sorted(tie[:4] for tie in TIES)


@pytest.mark.parametrize("tie", TIES, ids=lambda tie: f"{tie.episode}-{tie.organisation}-{tie.of}")
def test_a_tie_is_a_sentence_in_both_languages(tie: Tie) -> None:
    episode = CATALOGUE.episode(tie.episode)
    (mention,) = (
        mention
        for mention in episode.organisations
        if mention.of and (mention.organisation.name, mention.relation, mention.of.name) == tie[1:4]
    )
    (statement,) = state_relations(
        tfg.Episode(id="e", show=episode.show, title="T", organisations=(mention,))
    )
    assert write_statement(statement, "fr") == tie.french
    assert write_statement(statement, "en") == tie.english


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@pytest.mark.parametrize("tie", TIES, ids=lambda tie: f"{tie.episode}-{tie.organisation}-{tie.of}")
def test_a_tie_rests_on_words_of_the_page(tie: Tie) -> None:
    assert fold(tie.words) in fold(notes()[tie.episode][2])


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("We TechCare", "accompagne par un programme", "support programme"),
        ("Plastic Odyssey", "programme d'accompagnement", "support and acceleration programme"),
        ("BNP", "recrute d'avance certains candidats", "recruits some of the candidates"),
        ("Apple", "recrute d'avance certains candidats", "recruits some of the candidates"),
        ("Collectif Solvo", "créé en septembre 2019", "founded in September 2019"),
    ],
)
def test_what_no_other_field_can_say_of_an_organisation_is_in_its_description(
    name: str, fr: str, en: str
) -> None:
    description = CATALOGUE.organisation(name).description
    assert description
    assert fr in description["fr"]
    assert en in description["en"]
