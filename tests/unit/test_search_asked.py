"""Asking for an episode by its number or its part, and the words around a need."""

import datetime as dt

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.search_terms import read_asked

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="my-show", title="My show", language="fr")


def numbered(season: int, number: int, title: str = "Pain") -> tfg.Episode:
    id_ = f"s{season}e{number}"
    return tfg.Episode(id=id_, show=SHOW, season=season, number=number, title=title)


TWO_SEASONS = tfg.Catalogue(
    show=SHOW,
    episodes=[
        *(numbered(season, number) for season in (1, 2) for number in (1, 2, 3)),
        numbered(2, 12, "Imprimer 107 jours en 3D"),
    ],
)


def codes(catalogue: tfg.Catalogue, text: str, limit: int = 10) -> list[str]:
    return [hit.episode.code for hit in catalogue.search(text, limit)]


@pytest.mark.parametrize(
    "text",
    [
        *("épisode 5", "ep. 5", "#5", "S1E5", "s01e05", "S1 E5", "e5", "le cinquième épisode"),
        *("fifth episode", "5e épisode", "the 5th episode", "épisode cinq", "episode no. 5"),
        *("saison 1 épisode 5", "season one, episode five", "épisode n° 5"),
    ],
)
def test_an_episode_that_is_asked_for_by_its_number_is_the_only_answer(text: str) -> None:
    assert codes(BUNDLED, text) == ["S1E5"]


@pytest.mark.parametrize("text", ["intro", "l'intro", "trailer", "teaser", "bande-annonce"])
def test_the_introduction_is_asked_for_by_what_it_is(text: str) -> None:
    assert codes(BUNDLED, text)[0] == "S1 intro"


@pytest.mark.parametrize("text", ["what is this podcast?", "podcast", "introduction of the series"])
def test_who_asks_for_the_show_itself_gets_what_presents_it(text: str) -> None:
    assert codes(BUNDLED, text)[0] == "S1 intro"


def test_a_number_alone_asks_for_that_number_in_each_season() -> None:
    assert codes(TWO_SEASONS, "2") == ["S1E2", "S2E2"]
    assert codes(TWO_SEASONS, "episode 2") == ["S1E2", "S2E2"]


def test_a_season_names_one_of_them() -> None:
    for text in ("saison 2 épisode 1", "S2E1", "le premier épisode de la deuxième saison"):
        assert codes(TWO_SEASONS, text) == ["S2E1"]
    assert codes(TWO_SEASONS, "season 1") == ["S1E1", "S1E2", "S1E3"]
    assert codes(TWO_SEASONS, "dernier épisode de la saison 1") == ["S1E3"]
    assert codes(TWO_SEASONS, "the latest episode") == ["S2E12"]
    assert codes(TWO_SEASONS, "saison 2 imprimer") == ["S2E12"]


def test_several_numbers_may_be_asked_for() -> None:
    assert codes(TWO_SEASONS, "épisodes 1 et 3") == ["S1E1", "S2E1", "S1E3", "S2E3"]


def test_what_else_matches_follows_what_was_asked_for() -> None:
    found = TWO_SEASONS.search("S1E2 imprimer")
    assert [hit.episode.code for hit in found] == ["S1E2", "S2E12"]
    assert found[0].score > found[1].score
    assert codes(TWO_SEASONS, "S1E2 imprimer", limit=1) == ["S1E2"]


def test_every_word_must_be_in_the_episode_that_is_asked_for() -> None:
    found = TWO_SEASONS.search("S1E2 pain", all_words=True)
    assert [hit.episode.code for hit in found] == ["S1E2"]
    assert TWO_SEASONS.search("S1E2 imprimer", all_words=True) == ()


def test_a_selection_has_only_its_own_episodes() -> None:
    second = TWO_SEASONS.by_season(2)
    assert [hit.episode.code for hit in second.search("episode 2")] == ["S2E2"]
    assert second.search("S1E2", all_words=True) == ()


@pytest.mark.parametrize("text", ["3D", "107 jours", "épisode 107", '"3D"'])
def test_other_numbers_ask_for_no_episode(text: str) -> None:
    assert codes(TWO_SEASONS, text) == ["S2E12"]


def test_a_phrase_in_quotation_marks_asks_for_no_number() -> None:
    assert TWO_SEASONS.search('"épisode 2"') == ()


def test_a_show_without_what_is_asked_for_is_searched_for_its_words() -> None:
    assert TWO_SEASONS.search("bande-annonce") == ()
    assert TWO_SEASONS.search("last episode of season 9") == ()
    assert codes(TWO_SEASONS, "intro imprimer") == ["S2E12"]


def test_an_episode_without_a_number_is_asked_for_by_its_code() -> None:
    day, cut = dt.date(2024, 3, 15), "bread-for-everybody-in-town"
    episodes = [
        tfg.Episode(id="s1-bonus-bread", show=SHOW, title="Bonus", published=day),
        tfg.Episode(id=cut, show=SHOW, title="Pain 2024-03-15"),
        numbered(1, 1),
    ]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    for all_words in (False, True):
        for code in ("2024-03-15", cut[:20]):
            assert catalogue.search(code, all_words=all_words)[0].episode.code == code


def test_what_has_the_word_that_is_the_code_of_another_episode_follows_that_one() -> None:
    episodes = [
        tfg.Episode(id="bread", show=SHOW, title="Bread"),
        tfg.Episode(id="butter", show=SHOW, title="Butter for the bread"),
    ]
    assert codes(tfg.Catalogue(show=SHOW, episodes=episodes), "bread") == ["bread", "butter"]


def test_an_episode_that_matches_by_its_number_only_shows_its_title() -> None:
    (hit,) = TWO_SEASONS.search("S2E1")
    assert (hit.snippet, hit.fields) == ("Pain", ())
    silent = tfg.Catalogue(show=SHOW, episodes=[numbered(1, 1, "…")])
    assert [hit.snippet for hit in silent.search("S1E1")] == ["…"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("l'épisode où on parle de pain", ("pain",)),
        ("I'm looking for the episode about bread", ("bread",)),
        ("je cherche un truc sur le pain perdu", ("pain", "perdu")),
        ("l'épisode un peu long", ("peu", "long")),
        ("the one that talks about bread", ("bread",)),
        ("épisode", ("episode",)),
        ("introduction à la couture", ("introduction", "couture")),
    ],
)
def test_what_surrounds_a_need_is_no_content(text: str, content: tuple[str, ...]) -> None:
    assert read_asked(text).words == content
