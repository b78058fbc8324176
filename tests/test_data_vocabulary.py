"""The words that people type for a theme, and the episodes that they lead to."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models.entities import names_of
from techforgood_podcast.text.names import MIN_PLURAL_LENGTH

CATALOGUE = tfg.load_catalogue()

# French words, the English for them, and episodes that both lead to.
WORDS = (
    ("fracture sociale", "social divide", {"S1E3"}),
    ("inégalités", "inequality", {"S1E3", "S1E7"}),
    ("justice sociale", "social justice", {"S1E3", "S1E7"}),
    ("grande distribution", "retail", {"S1E1"}),
    ("supermarché", "supermarket", {"S1E1"}),
    ("alimentation", "food", {"S1E1"}),
    ("faim", "hunger", {"S1E1"}),
    ("association", "nonprofit", {"S1E1", "S1E2", "S1E3", "S1E5"}),
    ("ONG", "NGO", {"S1E2"}),
    ("citoyen", "citizen", {"S1E2"}),
    ("festival", "festivals", {"S1E4"}),
    ("journaliste", "journalist", {"S1 intro"}),
    ("média", "media", {"S1 intro"}),
    ("réinsertion", "reintegration", {"S1E3", "S1E5"}),
    ("démarches administratives", "paperwork", {"S1E3"}),
    ("sciences", "science", {"S1E4"}),
    ("recherche", "research", {"S1E3", "S1E7"}),
    ("sociologie", "sociology", {"S1E3", "S1E7"}),
    ("pauvres", "poor", {"S1E1"}),
    ("argent", "money", {"S1E1", "S1E2"}),
    ("genre", "gender", {"S1E7"}),
    ("racisme", "racism", {"S1E7"}),
    ("programmation", "programming", {"S1E7"}),
    ("mentor", "mentors", {"S1E5"}),
    ("scale-up", "scale-ups", {"S1E1"}),
    ("zéro déchet", "zero waste", {"S1E1", "S1E8"}),
    ("frugalité", "frugality", {"S1E8"}),
    ("chômeur", "unemployed", {"S1E2", "S1E5"}),
    ("demandeur d'emploi", "job seeker", {"S1E2", "S1E5"}),
    ("théâtre", "theatre", {"S1E4"}),
    ("santé numérique", "healthtech", {"S1E6"}),
    ("enseignement", "edtech", {"S1E3", "S1E7"}),
    ("numérique", "digital", {"S1E3", "S1E7"}),
    ("startups", "startup", {"S1E1", "S1E7", "S1E8"}),
    ("déchets", "waste", {"S1E1", "S1E8"}),
    ("emploi", "employment", {"S1E2", "S1E3", "S1E5", "S1E7"}),
    ("insertion", "work integration", {"S1E2", "S1E3", "S1E5", "S1E7"}),
    ("financement", "funding", {"S1E2", "S1E3", "S1E7"}),
    ("humain", "human", {"S1E5"}),
    ("association caritative", "charity", {"S1E1"}),
    ("associations caritatives", "charities", {"S1E1"}),
    ("égalité", "equality", {"S1E3", "S1E7"}),
    ("bénéficiaire", "beneficiary", {"S1 intro", "S1E1", "S1E2"}),
    ("camion", "van", {"S1E1"}),
    ("investisseur", "shareholder", {"S1E2"}),
    ("paperasserie", "bureaucracy", {"S1E3"}),
    ("chercheuse", "academic", {"S1E3", "S1E7"}),
    ("multinationale", "corporation", {"S1E3", "S1E7"}),
    ("recruteur", "applicant", {"S1E5", "S1E7"}),
    ("chocolatier", "confectioner", {"S1E5"}),
    ("écolier", "student", {"S1E7"}),
    ("entrepreneuse", "female founder", {"S1E7"}),
    ("asphalte", "asphalt", {"S1E8"}),
    ("climatique", "global warming", {"S1E8"}),
)


def codes(word: str) -> set[str]:
    return {episode.code for episode in CATALOGUE.by_theme(word)}


@pytest.mark.parametrize(("french", "english", "expected"), WORDS)
def test_a_word_leads_to_the_episodes_about_it_in_both_languages(
    french: str, english: str, expected: set[str]
) -> None:
    assert codes(french) == codes(english)
    assert codes(french) >= expected


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("pollution", "S1E1"),
        ("citoyen", "S1E8"),
        ("sociologie", "S1E4"),
        ("start-up", "S1E2"),
        ("argent", "S1E5"),
        ("money", "S1E8"),
        ("école", "S1E5"),
        ("crowdfunding", "S1E3"),
        ("paperwork", "S1E2"),
        ("researcher", "S1E4"),
    ],
)
def test_a_word_does_not_lead_to_other_episodes(word: str, other: str) -> None:
    assert other not in codes(word)


# Words that end in "s" in the singular, and irregular plurals.
NO_PLURAL = frozenset(
    {
        *("accès", "alms", "beneficiaries", "biais", "bias", "business", "campus", "charities"),
        *("coaches", "cours", "débris", "détritus", "earnings", "economics", "effectiveness"),
        *("fairness", "fonds", "gâchis", "humanities", "illness", "inclusiveness"),
        *("inequalities", "jobless", "joblessness", "logistics", "loneliness", "minorities"),
        *("news", "penniless", "press", "progrès", "repas", "resourcefulness", "secours"),
        *("sickness", "surplus", "unfairness", "wellness"),
    }
)
SINGLE_WORDS = {
    name
    for theme in CATALOGUE.themes
    for name in names_of(theme)
    if name.isalpha() and name.islower() and len(name) >= MIN_PLURAL_LENGTH
}


@pytest.mark.parametrize("name", sorted(SINGLE_WORDS - NO_PLURAL))
def test_the_singular_and_the_plural_of_a_word_lead_to_the_same_theme(name: str) -> None:
    other = name[:-1] if name.endswith("s") else f"{name}s"
    assert CATALOGUE.themes.resolve(other) is CATALOGUE.themes.resolve(name)
