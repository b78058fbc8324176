"""What the page says of two organisations, the relation for it, and its sentence in both languages.

With the page at hand (see ``test_provenance``), its words are looked for too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE
from command_line import lines_of
from markdown_pages import lines, shown
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import typeset

if TYPE_CHECKING:
    from command_line import Run
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
        "venue",
        "Kaplab",
        "CHU de Liège, en Belgique, le Kaplab",
        "Kaplab – lieu\xa0: CHU de Liège",
        "Kaplab – location: CHU de Liège",
    ),
    *(
        Tie(
            7,
            name,
            "supporter",
            "Simplon",
            words,
            f"Simplon – avec le soutien de\xa0: {name}",
            f"Simplon – supported by: {name}",
        )
        for name, words in (
            ("BNP", "financées par des grands groupes comme BNP"),
            ("Apple", "groupes comme BNP ou Apple"),
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
# How the page ties two organisations, or something else, such as people and a school.
TYING = (
    r"\b(soutien|soutenue|financ(ees|ements?)|developpe par|cree|integree|media de|startup de"
    r"|formees par)\b"
)
NO_TIES = {
    2: ("intégrée au système d'information des missions", "le financement des communs"),
    7: ("formées par cette école",),
}


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
    alone = tfg.Episode(id="e", show=episode.show, title="T", organisations=(mention,))
    for language, text in (("fr", tie.french), ("en", tie.english)):
        written = lines(alone, language)
        start = written.index("### Organisations") + 2
        found = [shown(line) for line in written[start : written.index("", start)]]
        assert found == [f"- {typeset(text, language)}"]


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@pytest.mark.parametrize("tie", TIES, ids=lambda tie: f"{tie.episode}-{tie.organisation}-{tie.of}")
def test_a_tie_rests_on_words_of_the_page(tie: Tie) -> None:
    assert fold(tie.words) in fold(notes()[tie.episode][2])


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
def test_words_of_the_page_that_tie_are_those_of_a_tie_or_known_to_be_of_none() -> None:
    for number, (_, _, text) in notes().items():
        left = fold(words_apart(text))
        known = [*NO_TIES.get(number or 0, ()), *(t.words for t in TIES if t.episode == number)]
        for words in sorted(known, key=len, reverse=True):
            left = left.replace(fold(words_apart(words)), "")
        assert re.findall(TYING, left) == [], number


@pytest.mark.parametrize(
    ("episode", "name", "said"),
    [
        (2, "Bayes Impact", ["subject", "includes: BOB-emploi"]),
        (2, "Mission locale d'Aix-en-Provence", []),
        (3, "Google", ["supporter of: We TechCare"]),
        (3, MINISTRY, ["funder of: We TechCare"]),
        (3, "OBVIA", [f"named together with: {CHAIR}"]),
        (5, "Entourage", ["creator of: Linked out"]),
        (6, "CHU de Liège", ["venue", "venue of: Kaplab"]),
        (7, "BNP", ["supporter of: Simplon"]),
        (8, "GreenTech Verte", ["mentioned", "members include: Plastic Odyssey"]),
    ],
)
def test_a_tie_is_read_from_its_other_end_too(
    run: Run, episode: int, name: str, said: list[str]
) -> None:
    _, out, _ = run("show", name, "--language", "en")
    block = next(block for block in out.split("\n\n") if block.startswith("Episodes\n"))
    rows = [row for row in lines_of(re.sub("(?m)^  ", "", block)) if row[0] == f"S1E{episode}"]
    assert [row[2:] for row in rows] == [["; ".join(said)] if said else []]


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("We TechCare", "soutient une entreprise d'insertion", "supports a work-integration"),
        ("BNP", "finance des formations de Simplon", "funded courses at Simplon"),
        ("Apple", "finance des formations de Simplon", "funded courses at Simplon"),
        ("Plastic Odyssey", "programme d'accompagnement", "support and acceleration programme"),
        ("BNP", "recrute d'avance certains candidats", "recruited some candidates"),
        ("Apple", "recrute d'avance certains candidats", "recruited some candidates"),
    ],
)
def test_what_no_other_field_can_say_of_an_organisation_is_in_its_description(
    name: str, fr: str, en: str
) -> None:
    description = CATALOGUE.organisation(name).description
    assert description
    assert fr in description["fr"]
    assert en in description["en"]
