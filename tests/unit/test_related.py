import pytest

import techforgood_podcast as tfg

BUNDLED = tfg.load_catalogue()
MINE = tfg.loads(
    """
show: {id: my-show, title: My show, language: en}
people:
  - {id: ann, name: Ann}
  - {id: bob, name: Bob}
  - {id: zoe, name: Zoe}
organisations:
  - {id: bakery, name: Bakery, kind: company}
themes:
  - {id: art, label: Art}
  - {id: dance, label: Dance, broader: art}
  - {id: food, label: Food}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: One
    hosts: [zoe]
    guests:
      - {person: ann, organisations: [bakery], credited_as: Ann}
    themes: [food, dance]
  - id: s01e02
    season: 1
    number: 2
    title: Two
    hosts: [zoe]
    themes: [food, art]
  - id: s01e03
    season: 1
    number: 3
    title: Three
    hosts: [zoe]
    mentioned: [{person: ann, credited_as: Ann}]
    organisations: [{organisation: bakery, relation: subject}]
  - id: s01e04
    season: 1
    number: 4
    title: Four
    themes: [food]
  - id: s01e05
    season: 1
    number: 5
    title: Five
    hosts: [zoe]
    guests: [{person: bob, credited_as: Bob}]
    themes: [art]
""",
    "yaml",
)


def test_the_episode_that_shares_most_comes_first() -> None:
    assert [found.episode.code for found in MINE.related(1)] == ["S1E3", "S1E2", "S1E4"]


def test_a_related_episode_lists_what_is_shared() -> None:
    first, second, _ = MINE.related(1)
    assert [person.id for person in first.people] == ["ann"]
    assert [body.id for body in first.organisations] == ["bakery"]
    assert [theme.id for theme in first.themes] == []
    assert [theme.id for theme in second.themes] == ["food"]


def test_rare_things_in_common_count_more() -> None:
    rare, common, _ = MINE.related(2)
    assert [theme.id for theme in rare.themes] == ["art"]
    assert [theme.id for theme in common.themes] == ["food"]
    assert rare.score > common.score


def test_equally_related_episodes_keep_their_order() -> None:
    _, second, third = MINE.related(2)
    assert (second.episode.code, third.episode.code) == ("S1E1", "S1E4")
    assert second.score == third.score


def test_neither_a_host_nor_a_broader_theme_in_common_counts() -> None:
    assert [found.episode.code for found in MINE.related(5)] == ["S1E2"]


def test_an_episode_is_not_related_to_itself() -> None:
    related = {
        episode.code: {found.episode.code for found in MINE.related(episode, limit=9)}
        for episode in MINE.episodes
    }
    assert related == {
        "S1E1": {"S1E2", "S1E3", "S1E4"},
        "S1E2": {"S1E1", "S1E4", "S1E5"},
        "S1E3": {"S1E1"},
        "S1E4": {"S1E1", "S1E2"},
        "S1E5": {"S1E2"},
    }


def test_an_episode_may_be_given_by_number_code_title_or_object() -> None:
    for ref in (1, "s1e1", "One", MINE.episode(1)):
        assert MINE.related(ref, limit=1)[0].episode.code == "S1E3"


def test_no_more_related_episodes_are_given_than_asked_for() -> None:
    show = tfg.Show(id="my-show", title="My show", language="en")
    food = tfg.Theme(id="food", label=tfg.LocalizedText(en="Food"))
    catalogue = tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(id=f"s01e0{n}", show=show, season=1, number=n, title=str(n), themes=(food,))
            for n in range(1, 7)
        ],
    )
    assert [found.episode.number for found in catalogue.related(3)] == [1, 2, 4]
    assert [found.episode.number for found in catalogue.related(3, limit=4)] == [1, 2, 4, 5]
    assert catalogue.related(3, limit=0) == ()


def test_in_a_show_of_two_episodes_that_share_nothing_none_is_related() -> None:
    show = tfg.Show(id="my-show", title="My show", language="en")
    episodes = [
        tfg.Episode(id=f"s01e0{n}", show=show, season=1, number=n, title=str(n)) for n in (1, 2)
    ]
    assert tfg.Catalogue(show=show, episodes=episodes).related(1) == ()


def test_an_episode_from_elsewhere_is_compared_with_those_of_the_catalogue() -> None:
    food = MINE.themes["food"]
    stranger = tfg.Episode(
        id="s09e09",
        show=MINE.show,
        season=9,
        title="Nine",
        themes=(food, tfg.Theme(id="sea", label=tfg.LocalizedText(en="Sea"))),
    )
    found = MINE.related(stranger)
    assert [related.episode.code for related in found] == ["S1E1", "S1E2", "S1E4"]


def test_what_more_than_a_thousand_episodes_share_does_not_count() -> None:
    theme = tfg.Theme(id="food", label=tfg.LocalizedText(en="Food"))
    episodes = [
        tfg.Episode(
            id=f"s01e{n}", show=MINE.show, season=1, number=n, title=f"No. {n}", themes=(theme,)
        )
        for n in range(1, 1_002)
    ]
    for some, score in ((episodes, 0), (episodes[1:], 1 / 1_000)):
        closest = tfg.Catalogue(show=MINE.show, episodes=some).related(some[0])[0]
        assert closest.score == score


def hosted(*hosts: str, place: str = "") -> tfg.Catalogue:
    people = {name: tfg.Person(id=name, name=name.title()) for name in hosts}
    town = tfg.Place(id="town", name=tfg.LocalizedText(en="Town"), kind="city")
    return tfg.Catalogue(
        show=MINE.show,
        episodes=[
            tfg.Episode(
                id=f"e{n}",
                show=MINE.show,
                season=1,
                number=n,
                title=str(n),
                hosts=(people[host],),
                places=(town,) if str(n) in place else (),
            )
            for n, host in enumerate(hosts, 1)
        ],
    )


def test_an_episode_that_shares_nothing_else_is_related_by_its_hosts_and_places() -> None:
    (closest,) = hosted("ann", "bob", "zoe", "ann").related(1)
    assert (closest.episode.code, [host.id for host in closest.people]) == ("S1E4", ["ann"])
    assert [found.episode.number for found in hosted("a", "b", "c", place="13").related(1)] == [3]


def test_an_episode_that_shares_nothing_at_all_is_followed_by_the_next_and_the_previous() -> None:
    for catalogue in (hosted("ann", "bob", "zoe"), hosted("ann", "ann", "ann")):
        assert [found.episode.number for found in catalogue.related(2)] == [3, 1]
        assert [found.episode.number for found in catalogue.related(3)] == [2]
        assert [found.episode.number for found in catalogue.related(2, limit=1)] == [3]
    assert hosted("ann", "bob").related(1) == ()


def test_every_bundled_episode_has_something_to_listen_to_next() -> None:
    assert all(BUNDLED.related(episode) for episode in BUNDLED.episodes)


def test_an_unknown_episode_has_no_related_ones_to_guess() -> None:
    with pytest.raises(tfg.UnknownNameError):
        MINE.related("Six")


def test_the_bundled_episodes_with_one_guest_in_common_are_related() -> None:
    closest = BUNDLED.related(3)[0]
    assert closest.episode.code == "S1E7"
    assert [person.name for person in closest.people] == ["Karine Gentelet"]
    assert "abeona" in [body.id for body in closest.organisations]
    assert "inclusion-numerique" in [theme.id for theme in closest.themes]


def test_no_attribute_of_a_related_episode_can_be_set() -> None:
    found = MINE.related(1)[0]
    for name in ("episode", "score", "people", "organisations", "themes", "brand_new"):
        with pytest.raises(AttributeError):
            setattr(found, name, None)
