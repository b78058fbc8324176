"""An item that is published again under another guid is no second episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

DAYS = [f"2022-01-{day:02}" for day in range(1, 29)]


def update(
    folder: Path, *items: str, accept: str = "", keep: str = "", only: str | list[str] = ""
) -> tfg.authoring.Update:
    return tfg.authoring.update_folder(
        folder,
        rss("".join(items)),
        accept=filter(None, [accept]),
        keep=filter(None, [keep]),
        episode=only or None,
    )


def uploaded(title: str, guid: str, day: int, audio: int, **fields: str) -> str:
    file = f'<enclosure url="https://example.org/{audio}.mp3" type="audio/mpeg"/>'
    return item(title=title, guid=guid, pubDate=DAYS[day], more=file, **fields)


OLDEST, SALT = uploaded("Oven", "urn:1", 0, 1), uploaded("Salt", "urn:2", 2, 2)
AGAIN = uploaded("Salt", "urn:new", 4, 2)
"""The same audio file."""
RECUT = uploaded("Salt", "urn:new", 4, 9)
"""The same title."""
GUID = ("salt", "guid", "urn:2", "urn:new")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two episodes with audio files."""
    write(tmp_path, "show.yaml", SHOW)
    update(tmp_path, OLDEST, SALT)
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    text = read(folder)["episodes/salt.yaml"]
    write(folder, "episodes/salt.yaml", text.replace(old, new))


def changes(found: tuple[tfg.Difference, ...]) -> list[tuple[object, ...]]:
    return [(change.id, change.field, change.before, change.after) for change in found]


def guids(folder: Path) -> list[str]:
    return sorted(str(episode.guid) for episode in tfg.load_catalogue(folder).episodes)


# ------------------------------------------------------------------ certain, by the audio file


@pytest.mark.parametrize("title", ["Salt", "Mine"])
def test_an_item_with_the_audio_file_of_an_episode_that_is_gone_is_that_episode(
    folder: Path, title: str
) -> None:
    edit(folder, "Salt", title)
    found = update(folder, OLDEST, AGAIN)
    assert GUID in changes(found.conflicts)
    assert (found.added, found.unmatched, found.questions, found.vanished) == ((), (), (), ())


def test_the_new_guid_of_a_reupload_can_be_accepted(folder: Path) -> None:
    found = update(folder, OLDEST, AGAIN, accept="guid")
    assert changes(found.accepted) == [GUID]
    assert guids(folder) == ["urn:1", "urn:new"]
    assert [c.field for c in update(folder, OLDEST, AGAIN).conflicts] == ["published"]


def test_the_old_guid_of_a_reupload_can_be_kept(folder: Path) -> None:
    update(folder, OLDEST, AGAIN, keep="all")
    found = update(folder, OLDEST, AGAIN)
    assert (found.waits, found.added, guids(folder)) == (False, (), ["urn:1", "urn:2"])


def test_an_item_whose_guid_was_refused_stays_its_episode_whatever_else_changes(
    folder: Path,
) -> None:
    update(folder, OLDEST, AGAIN, keep="all")
    found = update(folder, uploaded("Sel", "urn:new", 4, 7), uploaded("Water", "urn:3", 6, 3))
    assert changes(found.conflicts) == [
        ("salt", "title", "Salt", "Sel"),
        (
            "salt",
            "audio",
            {"url": "https://example.org/2.mp3", "media_type": "audio/mpeg"},
            {"url": "https://example.org/7.mp3", "media_type": "audio/mpeg"},
        ),
    ]
    assert ([episode.id for episode in found.added], found.unmatched) == (["water"], ())


def test_an_item_that_comes_back_under_its_old_guid_beside_a_refused_one_is_the_episode(
    folder: Path,
) -> None:
    update(folder, OLDEST, AGAIN, keep="all")
    found = update(folder, OLDEST, SALT, AGAIN)
    assert ([episode.guid for episode in found.added], found.conflicts) == (["urn:new"], ())


def test_a_reupload_that_was_refused_is_asked_about_under_a_third_guid(folder: Path) -> None:
    update(folder, OLDEST, AGAIN, keep="all")
    found = update(folder, OLDEST, AGAIN.replace("urn:new", "urn:newer"))
    assert changes(found.conflicts) == [("salt", "guid", "urn:2", "urn:newer")]


def test_enriching_matches_a_reupload(folder: Path) -> None:
    before = tfg.load_catalogue(folder)
    found = tfg.enrich(before, rss(OLDEST + AGAIN), on_conflict="replace")
    assert found.catalogue.episodes["salt"].guid == "urn:new"


def test_an_audio_file_that_is_the_latest_one_each_day_makes_no_reupload(folder: Path) -> None:
    found = update(folder, AGAIN)  # the feed has nothing older
    assert ([one.title for one in found.unmatched], found.conflicts) == (["Salt"], ())


def test_all_guids_can_be_new_also_of_the_oldest_item(folder: Path) -> None:
    new = [item.replace("urn:", "urn:new-") for item in (OLDEST, SALT)]
    found = update(folder, *new, accept="guid")
    assert (found.unmatched, guids(folder)) == ((), ["urn:new-1", "urn:new-2"])


def test_an_item_with_another_number_than_the_episode_of_its_audio_file_is_new(
    folder: Path,
) -> None:
    edit(folder, "title: Salt", "number: 2\ntitle: Salt")
    found = update(folder, OLDEST, uploaded("Salt", "urn:new", 4, 2, itunes_episode="3"))
    assert [episode.id for episode in found.added] == ["e03"]


def test_an_item_with_an_audio_file_that_several_have_is_new(folder: Path) -> None:
    water = uploaded("Water", "urn:3", 3, 2)
    update(folder, OLDEST, SALT, water)
    found = update(folder, OLDEST, water, uploaded("Flour", "urn:4", 4, 2))
    assert [episode.title for episode in found.added] == ["Flour"]


# ------------------------------------------------------------------------ likely, by the title


def test_an_item_with_the_title_of_an_episode_that_is_gone_since_days_is_asked_about(
    folder: Path,
) -> None:
    for _ in range(2):  # until it is answered
        found = update(folder, OLDEST, RECUT)
        assert ([one.title for one in found.unmatched], found.vanished) == (["Salt"], ())
        assert changes(found.questions) == [GUID]
        assert found.waits


def test_an_item_of_the_day_of_an_episode_that_is_gone_is_asked_about(folder: Path) -> None:
    edit(folder, "Salt", "Mine")
    recut = uploaded("Salt", "urn:new", 2, 9)
    found = update(folder, OLDEST, recut)
    assert (changes(found.questions), found.added, found.vanished) == ([GUID], (), ())


def test_the_day_of_many_episodes_that_are_gone_says_nothing(folder: Path) -> None:
    many = (uploaded(f"Flour {number}", f"urn:f{number}", 6, number) for number in range(10, 19))
    update(folder, OLDEST, SALT, *many)
    found = update(folder, OLDEST, SALT, uploaded("Rye", "urn:rye", 6, 7))
    assert ([episode.title for episode in found.added], found.questions) == (["Rye"], ())


def test_an_item_is_recognised_by_the_title_that_was_refused_for_an_episode(
    folder: Path,
) -> None:
    edit(folder, "Salt", "Mine")
    update(folder, OLDEST, SALT, keep="title")
    same_day = uploaded("Salt", "urn:new", 2, 9)
    for items in ((OLDEST, RECUT), (same_day,)):  # the second feed has nothing older
        found = update(folder, *items)
        assert (changes(found.questions), found.added) == ([GUID], ())


def test_a_title_that_was_refused_for_an_episode_that_was_deleted_means_nothing(
    folder: Path,
) -> None:
    edit(folder, "Salt", "Mine")
    update(folder, OLDEST, SALT, keep="title")
    (folder / "episodes/salt.yaml").unlink()
    assert [episode.title for episode in update(folder, OLDEST, SALT).added] == ["Salt"]


def test_a_likely_item_becomes_the_episode_that_its_guid_is_accepted_for(folder: Path) -> None:
    found = update(folder, OLDEST, RECUT, accept="guid", only="salt")
    assert (changes(found.accepted), found.unmatched, found.questions) == ([GUID], (), ())
    assert [change.field for change in found.conflicts] == ["published", "audio"]
    assert guids(folder) == ["urn:1", "urn:new"]
    found = update(folder, OLDEST, RECUT, accept="all")
    assert (len(found.accepted), found.waits) == (2, False)
    assert not update(folder, OLDEST, RECUT).waits


def test_a_likely_item_is_new_if_the_episode_keeps_its_guid(folder: Path) -> None:
    found = update(folder, OLDEST, RECUT, keep="guid", only="salt")
    assert ([episode.guid for episode in found.added], found.questions) == (["urn:new"], ())
    assert [episode.id for episode in found.vanished] == ["salt"]
    assert guids(folder) == ["urn:1", "urn:2", "urn:new"]
    assert not update(folder, OLDEST, RECUT).waits


@pytest.mark.parametrize("answer", [{"accept": "all"}, {"keep": "all"}, {"keep": "guid"}])
def test_an_answer_for_no_episode_settles_no_likely_item(
    folder: Path, answer: dict[str, str]
) -> None:
    found = update(folder, OLDEST, RECUT, **answer)
    assert (changes(found.questions), found.added, found.accepted) == ([GUID], (), ())


def test_all_likely_items_become_the_only_episodes_that_they_may_be(folder: Path) -> None:
    flour, sour = uploaded("Flour", "urn:3", 5, 3), uploaded("Flour", "urn:4", 6, 8)
    update(folder, OLDEST, SALT, flour, sour)
    malt = uploaded("Flour", "urn:6", 7, 6)
    found = update(folder, OLDEST, RECUT, malt, accept="guid")
    assert changes(found.accepted) == [GUID]
    assert [one.title for one in found.unmatched] == ["Flour"]
    assert [question.after for question in found.questions] == ["urn:6", "urn:6"]


def test_an_answer_for_one_episode_leaves_the_questions_of_others(folder: Path) -> None:
    flour = uploaded("Flour", "urn:3", 5, 3)
    update(folder, OLDEST, SALT, flour)
    again = RECUT, uploaded("Flour", "urn:4", 6, 8)
    found = update(folder, OLDEST, *again, accept="guid", only="flour")
    assert changes(found.questions) == [GUID]


def test_of_two_items_that_may_be_one_episode_none_is_taken(folder: Path) -> None:
    twins = RECUT, uploaded("Salt", "urn:newer", 5, 8)
    found = update(folder, OLDEST, *twins, accept="guid", only="salt")
    assert (len(found.unmatched), found.accepted) == (2, ())
    found = update(folder, OLDEST, *twins, keep="guid", only="salt")
    assert [episode.guid for episode in found.added] == ["urn:new", "urn:newer"]


def test_of_two_episodes_that_an_item_may_be_the_owner_names_one(folder: Path) -> None:
    update(folder, OLDEST, SALT, uploaded("Salt", "urn:3", 3, 3))
    found = update(folder, OLDEST, RECUT)
    ids = [change.id for change in found.questions]
    assert (ids, found.added) == (["salt", "salt-2022-01-04"], ())
    assert update(folder, OLDEST, RECUT, keep="guid", only="salt").added == ()
    assert update(folder, OLDEST, RECUT, accept="guid", only=ids).accepted == ()
    found = update(folder, OLDEST, RECUT, accept="guid", only="salt-2022-01-04")
    assert guids(folder) == ["urn:1", "urn:2", "urn:new"]
    assert ([episode.id for episode in found.vanished], found.unmatched) == (["salt"], ())


def test_an_item_that_may_be_two_episodes_is_new_if_both_keep_their_guids(folder: Path) -> None:
    update(folder, OLDEST, SALT, uploaded("Salt", "urn:3", 3, 3))
    found = update(folder, OLDEST, RECUT, keep="guid", only=["salt", "salt-2022-01-04"])
    assert ([episode.guid for episode in found.added], found.unmatched) == (["urn:new"], ())


def test_an_item_whose_guid_two_files_have_is_no_question_of_guids(folder: Path) -> None:
    write(folder, "episodes/copy.yaml", "id: copy\ntitle: Copy\nguid: urn:2\n")
    found = update(folder, OLDEST, uploaded("Sel", "urn:2", 4, 9))
    assert (len(found.unmatched), found.questions) == (1, ())


def test_items_without_a_guid_are_no_question_of_guids(folder: Path) -> None:
    twins = (item(title="Salt", pubDate=DAYS[day]) for day in (4, 5))
    found = update(folder, OLDEST, *twins)
    assert (len(found.unmatched), found.questions) == (2, ())


def test_a_bulletin_with_the_title_of_the_day_before_is_new(folder: Path) -> None:
    today = uploaded("Salt", "urn:new", 4, 9)
    found = update(folder, today)  # the feed has nothing older
    assert [episode.guid for episode in found.added] == ["urn:new"]
    found = update(folder, OLDEST, SALT, uploaded("Salt", "urn:newer", 4, 8), today)
    assert [episode.guid for episode in found.added] == ["urn:newer"]


# ------------------------------------------------------- without guids, the audio file identifies


def issue(title: str, day: int, audio: int, **fields: str) -> str:
    return uploaded(title, "", day, audio, **fields).replace("<guid></guid>", "")


def test_a_bulletin_without_guids_gets_an_episode_for_each_issue(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    for day in range(1, 12):
        items = [issue("News", day, day), issue("News", day - 1, day - 1)]
        found = update(tmp_path, *items)
        assert (found.conflicts, found.unmatched, found.waits) == ((), (), False)
    days = {str(episode.published) for episode in tfg.load_catalogue(tmp_path).episodes}
    assert days == {*DAYS[:12]}


def test_an_issue_of_the_week_after_is_new_though_the_one_before_is_gone(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    update(tmp_path, issue("News", 1, 1), issue("News", 8, 8))
    found = update(tmp_path, issue("News", 1, 1), issue("News", 15, 15))
    assert ([str(one.published) for one in found.added], found.conflicts) == ([DAYS[15]], ())


@pytest.fixture
def recut(tmp_path: Path) -> tuple[str, str]:
    """Return a feed in which the item of an episode has gone, and one has its title."""
    write(tmp_path, "show.yaml", SHOW)
    oldest = issue("Oven", 0, 1)
    update(tmp_path, oldest, issue("Salt", 2, 2))
    return oldest, issue("Salt", 4, 9)


def test_an_item_without_a_guid_that_may_be_an_episode_is_asked_about_by_its_audio_file(
    tmp_path: Path, recut: tuple[str, str]
) -> None:
    found = update(tmp_path, *recut)
    assert [(change.id, change.field) for change in found.questions] == [("salt", "audio")]
    assert (found.added, found.vanished) == ((), ())
    found = update(tmp_path, *recut, accept="all", only="salt")
    assert [change.field for change in found.accepted] == ["published", "audio"]
    assert not update(tmp_path, *recut).waits


def test_an_item_without_a_guid_is_new_if_the_episode_keeps_its_audio_file(
    tmp_path: Path, recut: tuple[str, str]
) -> None:
    found = update(tmp_path, *recut, keep="audio", only="salt")
    assert [str(episode.published) for episode in found.added] == [DAYS[4]]
    assert not update(tmp_path, *recut).waits


def test_an_item_without_a_guid_is_the_episode_of_its_title_that_has_no_audio_file(
    tmp_path: Path,
) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "episodes/salt.yaml", "id: salt\ntitle: Salt\npublished: 2021-01-01\n")
    found = update(tmp_path, issue("Salt", 4, 4))
    assert ([change.field for change in found.filled], found.added) == (["audio"], ())


def test_two_items_that_share_everything_are_matched_in_order(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    twin = item(title="News", pubDate=DAYS[1])
    assert len(update(tmp_path, twin, twin).added) == 2
    found = update(
        tmp_path, twin, twin.replace("</title>", "</title><link>https://x.example</link>")
    )
    assert (found.added, found.unmatched, [c.field for c in found.filled]) == ((), (), ["url"])


# --------------------------------------------------------------- what was answered stays answered


def test_a_title_that_a_new_number_contradicts_is_asked_about_with_the_number(
    folder: Path,
) -> None:
    write(folder, "episodes/e03.yaml", "id: e03\nnumber: 3\ntitle: '3: Water'\nguid: urn:3\n")
    renumbered = item(title="Water", guid="urn:3", itunes_episode="4")
    found = update(folder, OLDEST, renumbered, accept="all")
    assert [change.field for change in found.accepted] == ["number", "title"]
    assert update(folder, OLDEST, renumbered).conflicts == ()


def test_a_day_is_not_accepted_against_a_moment_that_the_feed_does_not_state(
    folder: Path,
) -> None:
    edit(folder, "'2022-01-03'\n", "'2022-01-03'\npublished_at: 2022-01-03T06:00:00+00:00\n")
    moved = SALT.replace(DAYS[2], DAYS[3])
    found = update(folder, OLDEST, moved, accept="published")
    assert ([change.field for change in found.conflicts], found.accepted) == (["published"], ())
    (problem,) = found.left
    assert str(problem) == (
        "episodes/salt.yaml: published_at is not on the day of the feed, 2022-01-04; "
        "delete its line"
    )


def test_a_value_that_changes_back_is_asked_about_once_more(folder: Path) -> None:
    other = SALT.replace("2.mp3", "3.mp3")
    update(folder, OLDEST, other, accept="all")
    found = update(folder, OLDEST, SALT, accept="all")
    assert [change.field for change in found.accepted] == ["audio"]
    assert not update(folder, OLDEST, SALT).waits
