"""What the queries find in the bundled catalogue."""

import datetime as dt

import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, WHOLE, codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gentelet", ["S1E3", "S1E7"]),
        ("Gentelet, Karine", ["S1E3", "S1E7"]),
        ("KARINE  GENTELET", ["S1E3", "S1E7"]),
        ("Lara Vigneron", ["S1E6"]),
        ("Dr Servais", ["S1E6"]),
        ("Saida", ["S1E7"]),
    ],
)
def test_a_bundled_guest_is_found_in_each_of_their_episodes(text: str, expected: list[str]) -> None:
    assert codes(tfg.by_guest(text))[: len(expected)] == expected


def test_the_bundled_introduction_has_four_hosts_and_no_guests() -> None:
    intro = BUNDLED.episode("intro")
    assert [host.id for host in intro.hosts] == [
        "pauline-bandelier",
        "michele-foin",
        "patrick-gaillardin",
        "antonin-weber",
    ]
    assert (intro.number, intro.guests) == (None, ())


def test_someone_named_in_a_bundled_episode_is_no_guest_of_it() -> None:
    assert codes(BUNDLED.by_person("Sébastien Molas")) == ["S1E8"]
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.by_guest("Sébastien Molas")


def test_groups_speak_in_bundled_episodes_without_a_name() -> None:
    speakers = {episode.code: episode.guests for episode in WHOLE}
    groups = {code: sum(g.person is None for g in guests) for code, guests in speakers.items()}
    assert (groups["S1E1"], groups["S1E3"], groups["S1E4"]) == (3, 0, 3)


def test_a_running_time_of_thirty_three_minutes_is_no_number() -> None:
    assert BUNDLED.episode(1).duration == dt.timedelta(minutes=33, seconds=13)


def test_the_number_before_a_title_is_no_part_of_it() -> None:
    assert BUNDLED.episode(5).title == "Grandir sans perdre son âme avec Linked out"


@pytest.mark.parametrize("text", ["coeur", "cœur", "CŒUR"])
def test_a_heart_is_found_with_and_without_its_ligature(text: str) -> None:
    assert BUNDLED.episode(text).code == "S1E6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fing", ["S1E5"]),
        ("Abeona", ["S1E3", "S1E7"]),
        ("CHU de Liège", ["S1E6"]),
        ("humanis", ["S1E3"]),
    ],
)
def test_a_bundled_body_counts_for_those_above_it(text: str, expected: list[str]) -> None:
    assert codes(tfg.by_organisation(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("belgique", ["S1E4", "S1E6"]),
        ("Belgium", ["S1E4", "S1E6"]),
        ("PACA", ["S1E2"]),
        ("france", ["S1E1", "S1E2", "S1E3"]),
    ],
)
def test_a_bundled_place_counts_what_is_inside_it(text: str, expected: list[str]) -> None:
    assert codes(BUNDLED.by_place(text))[: len(expected)] == expected


def test_a_bundled_theme_is_the_same_in_both_languages() -> None:
    assert codes(tfg.by_theme("digital inclusion")) == ["S1E3", "S1E7"]
    assert codes(tfg.by_theme("inclusion numérique")) == ["S1E3", "S1E7"]
