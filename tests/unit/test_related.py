"""What is related to an episode, but for the cases of ``search/related.cases``."""

import pytest

import techforgood_podcast as tfg

SHOW = tfg.Show(id="my-show", title="My show", language="en")
FOOD = tfg.Theme(id="food", label=tfg.LocalizedText(en="food"))


def about_food(count: int) -> list[tfg.Episode]:
    return [
        tfg.Episode(id=f"s01e{n}", show=SHOW, season=1, number=n, title=f"No. {n}", themes=(FOOD,))
        for n in range(1, count + 1)
    ]


FED = tfg.Catalogue(show=SHOW, episodes=about_food(6))


def test_no_more_related_episodes_are_given_than_asked_for() -> None:
    assert [found.episode.number for found in FED.related(3)] == [1, 2, 4]
    assert [found.episode.number for found in FED.related(3, limit=4)] == [1, 2, 4, 5]
    assert FED.related(3, limit=0) == ()


def test_an_episode_may_be_given_as_an_object() -> None:
    assert FED.related(FED.episodes[2]) == FED.related(3)


def test_what_more_than_a_thousand_episodes_share_does_not_count() -> None:
    episodes = about_food(1_001)
    for some, score in ((episodes, 0), (episodes[1:], 1 / 1_000)):
        closest = tfg.Catalogue(show=SHOW, episodes=some).related(some[0])[0]
        assert closest.score == score


def test_an_episode_that_shares_nothing_is_followed_by_no_more_than_asked_for() -> None:
    episodes = [tfg.Episode(id=f"e{n}", show=SHOW, number=n, title=f"{n}") for n in range(1, 4)]
    (closest,) = tfg.Catalogue(show=SHOW, episodes=episodes).related(2, limit=1)
    assert closest.episode.number == 3


def test_every_bundled_episode_has_something_to_listen_to_next() -> None:
    bundled = tfg.load_catalogue()
    assert all(bundled.related(episode) for episode in bundled.episodes)


def test_an_unknown_episode_has_no_related_ones_to_guess() -> None:
    with pytest.raises(tfg.UnknownNameError):
        FED.related("Six")


def test_no_attribute_of_a_related_episode_can_be_set() -> None:
    found = FED.related(1)[0]
    for name in ("episode", "score", "people", "organisations", "themes", "brand_new"):
        with pytest.raises(AttributeError):
            setattr(found, name, None)
