"""The themes of the bundled data: their names, and the words by which search finds them."""

from __future__ import annotations

from collections import Counter

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE
from techforgood_podcast.models.records import names_of
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.names import MIN_PLURAL_LENGTH
from techforgood_podcast.text.search_terms import stem

# Names that share no word with the label. Add another only if a library catalogue would take it
# for the same subject.
SYNONYMS = {
    "associations": {"NGO", "ONG"},
    "art": {"création artistique"},
    "bien-commun": {"intérêt général", "public interest"},
    "diversite": {"mixité"},
    "economie-sociale-et-solidaire": {"ESS"},
    "emploi": {"travail rémunéré"},
    "environnement": {"environmental protection"},
    "intelligence-artificielle": {"AI", "IA"},
    "low-tech": {"appropriate technology", "basse technologie"},
    "open-source": {"FOSS", "free software", "logiciel libre"},
    "solidarite": {"entraide", "mutual aid"},
    "tech-for-good": {"tech4good", "technologie pour le bien commun"},
    "technologie": {"tech"},
}

# Words that find an episode but are no name of a theme, with the theme whose search word each is.
NO_NAMES = {
    "app": "tech-for-good",
    "argent": "modele-economique",
    "atelier": "fabrication-numerique",
    "bank": "aide-alimentaire",
    "banque": "aide-alimentaire",
    "camion": "gaspillage-alimentaire",
    "cash": "modele-economique",
    "chocolat": "lien-social",
    "chômage": "recherche-d-emploi",
    "climate": "environnement",
    "code": "formation",
    "coach": "insertion",
    "danse": "spectacle-vivant",
    "doctor": "sante",
    "école": "formation",
    "food bank": "aide-alimentaire",
    "friend": "lien-social",
    "girl": "diversite",
    "gouvernement": "services-publics",
    "jeune": "recherche-d-emploi",
    "laptop": "fracture-numerique",
    "laser": "fabrication-numerique",
    "machine": "arts-numeriques",
    "média": "journalisme-de-solutions",
    "newspaper": "journalisme-de-solutions",
    "ordinateur": "fracture-numerique",
    "patient": "sante",
    "plastique": "dechets",
    "podcast": "journalisme-de-solutions",
    "profit": "modele-economique",
    "robots": "arts-numeriques",
    "route": "dechets",
    "supermarché": "gaspillage-alimentaire",
    "teacher": "formation",
    "truck": "gaspillage-alimentaire",
    "website": "tech-for-good",
}


def stems(*texts: str) -> set[str]:
    return {stem(word) for text in texts for word in fold(text).split()}


def test_there_are_at_most_35_themes() -> None:
    assert len(CATALOGUE.themes) <= 35


def test_every_theme_has_a_definition_of_one_sentence() -> None:
    for theme in CATALOGUE.themes:
        assert theme.definition is not None
        assert [text.count(".") for text in theme.definition.texts] == [1, 1], theme.id


@pytest.mark.parametrize("episode", CATALOGUE.episodes, ids=lambda episode: episode.code)
def test_an_episode_has_three_to_seven_themes(episode: tfg.Episode) -> None:
    assert 3 <= len(episode.themes) <= 7


def test_at_most_twelve_themes_are_in_one_episode_only() -> None:
    for narrower in (False, True):
        sizes = Counter(len(CATALOGUE.by_theme(t, narrower=narrower)) for t in CATALOGUE.themes)
        assert sizes[1] <= 12


def test_an_alias_shares_a_word_with_the_label_or_is_a_known_synonym() -> None:
    foreign = {
        theme.id: {
            alias for alias in theme.aliases if stems(*theme.label.texts).isdisjoint(stems(alias))
        }
        for theme in CATALOGUE.themes
    }
    assert {id_: some for id_, some in foreign.items() if some} == SYNONYMS


@pytest.mark.parametrize(("word", "id_"), NO_NAMES.items())
def test_a_word_that_only_search_knows_is_no_name_of_a_theme(word: str, id_: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        tfg.by_theme(word)
    error = caught.value
    assert (id_, str(CATALOGUE.themes[id_])) in error.suggestions
    assert f'no theme "{word}"; search finds "' in str(error)


@pytest.mark.parametrize("theme", CATALOGUE.themes, ids=lambda theme: theme.id)
def test_each_search_word_finds_every_episode_of_its_theme(theme: tfg.Theme) -> None:
    wanted = set(CATALOGUE.by_theme(theme))
    for word in theme.search_words:
        assert wanted <= set(CATALOGUE.search(word, limit=len(CATALOGUE.episodes)).episodes), word


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("school", "S1E8"),
        ("money", "S1E8"),
        ("public services", "S1E5"),
        ("crowdfunding", "S1E3"),
        ("researcher", "S1E4"),
    ],
)
def test_a_word_does_not_find_other_episodes(word: str, other: str) -> None:
    assert other not in [hit.episode.code for hit in CATALOGUE.search(word)]


SINGLE_WORDS = {
    name
    for theme in CATALOGUE.themes
    for name in names_of(theme)
    if name.isalpha() and name.islower() and len(name) >= MIN_PLURAL_LENGTH
}


@pytest.mark.parametrize("name", sorted(SINGLE_WORDS))
def test_the_plural_of_a_name_leads_to_the_same_theme(name: str) -> None:
    assert CATALOGUE.themes.resolve(f"{name}s") is CATALOGUE.themes.resolve(name)
