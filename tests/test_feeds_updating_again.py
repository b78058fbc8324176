"""``update_folder``: what a folder has, or had and retired, is not added again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import FULL, GUEST, OVEN, SHOW, read, update, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path


def test_items_that_may_be_an_episode_are_not_added(folder: Path) -> None:
    write(folder, "episodes/news.yaml", "id: news\ntitle: News\n")
    twins = (item(title="News", pubDate=f"2022-01-0{day}") for day in (1, 2))
    found = update(folder, item(title="Oven", itunes_episode="1"), *twins, item(guid="9"))
    assert (found.added, [entry.title for entry in found.unmatched]) == ((), ["News", "News", ""])


def test_an_item_without_a_title_takes_no_episode_whose_title_has_no_letters(
    folder: Path,
) -> None:
    items = item(), item(title="...")
    assert len(update(folder, *items).added) == 1
    assert update(folder, *items).added == ()


def test_an_item_with_another_guid_is_a_new_episode(folder: Path) -> None:
    write(folder, "episodes/news.yaml", "id: news\ntitle: News\nguid: urn:1\n")
    found = update(folder, item(title="News", guid="urn:2", pubDate="2022-01-02"))
    assert [episode.id for episode in found.added] == ["news-2022-01-02"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Salt", "pubDate": "2022-02-17"},
        {"title": "Water", "pubDate": "2022-01-17"},
        {"title": "3: Salt", "pubDate": "2022-01-17"},
        {"title": "Salt", "pubDate": "2022-01-17", "itunes_episodeType": "bonus"},
    ],
)
def test_an_item_that_shares_only_its_title_or_its_day_with_another_guid_is_new(
    folder: Path, fields: dict[str, str]
) -> None:
    text = "id: e02\nnumber: 2\ntitle: Salt\npublished: 2022-01-17\nguid: urn:2\n"
    write(folder, "episodes/e02.yaml", text)
    found = update(folder, item(guid="urn:3", **fields))
    assert (len(found.added), found.unmatched) == (1, ())


def test_an_item_with_the_number_of_two_episodes_is_asked_about(folder: Path) -> None:
    for id_, title in (("e02", "Salt"), ("e02-2", "Water")):
        write(folder, f"episodes/{id_}.yaml", f"id: {id_}\nnumber: 2\ntitle: {title}\n")
    found = update(folder, item(title="Rye", guid="urn:2", itunes_episode="2"))
    assert ([one.title for one in found.unmatched], found.added) == (["Rye"], ())


def test_an_edited_title_does_not_bring_an_episode_back(folder: Path) -> None:
    audio = "audio:\n  url: https://example.org/1.mp3\n  media_type: audio/mpeg\n"
    write(folder, "episodes/e01.yaml", f"id: e01\ntitle: Our first oven\n{audio}")
    enclosure = '<enclosure url="http://example.org/{}.mp3" type="audio/mpeg"/>'
    found = update(
        folder,
        item(title="Oven", more=enclosure.format(1)),
        item(title="Salt", more=enclosure.format(2)),
    )
    assert [episode.id for episode in found.added] == ["salt"]
    assert [(c.id, c.field) for c in found.conflicts] == [("e01", "title")]


def test_a_trailer_is_not_added_before_the_full_item_of_its_title(folder: Path) -> None:
    trailer = item(title="Oven", guid="urn:0", itunes_episodeType="trailer")
    found = update(folder, trailer)
    assert (found.added, [entry.values["guid"] for entry in found.unmatched]) == ((), ["urn:0"])
    found = update(folder, FULL, trailer)
    assert [(episode.id, episode.kind) for episode in found.added] == [("oven", "trailer")]
    assert found.catalogue.episodes["e01"].guid == "urn:1"


def test_an_item_whose_guid_two_files_have_is_not_added(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}guid: urn:1\n")
    write(folder, "episodes/e02.yaml", "id: e02\nnumber: 2\ntitle: Salt\nguid: urn:1\n")
    found = update(folder, item(title="The oven", guid="urn:1"))
    assert (found.added, [entry.values["guid"] for entry in found.unmatched]) == ((), ["urn:1"])


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Salt", "pubDate": "2022-01-17"},
        {"title": "2: Salt"},
        {"title": "Salt, the true story", "itunes_episode": "2", "pubDate": "2022-01-17"},
    ],
)
def test_after_a_move_that_changed_the_guids_no_episode_is_added_again(
    folder: Path, fields: dict[str, str]
) -> None:
    salt = "id: e02\nnumber: 2\ntitle: Salt\npublished: 2022-01-17\n"
    write(folder, "episodes/e02.yaml", f"{salt}guid: urn:2\n")
    moved = item(guid="https://new.example/2", **fields)
    found = update(folder, moved)
    assert (found.added, len(found.unmatched)) == ((), 1)
    write(folder, "episodes/e02.yaml", salt)
    found = update(folder, moved)
    assert (found.added, found.unmatched) == ((), ())
    assert found.catalogue.episodes["e02"].guid == "https://new.example/2"


# ----------------------------------------------------------------------------- retired ids


def test_an_episode_that_was_withdrawn_or_merged_does_not_come_back(folder: Path) -> None:
    oven = item(title="Oven", itunes_episode="1", guid="1")
    salt = item(title="Salt", guid="2", pubDate="2022-01-02")
    again = item(title="Oven, again", guid="3", itunes_episode="1", pubDate="2022-01-03")
    added = update(folder, oven, salt, again).added
    assert [episode.id for episode in added] == ["salt", "e01-2022-01-03"]
    for episode in added:
        (folder / f"episodes/{episode.id}.yaml").unlink()
    write(folder, "redirects.yaml", "- id: salt\n- id: e01-2022-01-03\n  to: e01\n")
    found = update(folder, oven, salt, again)
    assert found.added == ()
    hint = 'if it is another episode, write a file for it; if not, keep "all"'
    assert [str(problem) for problem in found.left] == [
        f'redirects.yaml: not added: "Salt", since salt was withdrawn; {hint}',
        f'redirects.yaml: not added: "Oven, again", since e01-2022-01-03 is now e01; {hint}',
    ]


def test_that_an_item_is_left_is_not_reported_again_once_everything_is_kept(folder: Path) -> None:
    write(folder, "redirects.yaml", "- id: salt\n- id: water\n  to: e01\n")
    items = item(title="Salt", guid="2"), item(title="Water", guid="3")
    found = tfg.authoring.update_folder(folder, rss("".join(items)), keep=["all"])
    assert (found.added, found.waits) == ((), False)
    before = read(folder)
    assert (update(folder, *items).waits, read(folder)) == (False, before)
    found = update(folder, *items, item(title="Salt", guid="4", pubDate="2022-01-02"))
    assert (found.added, len(found.left)) == ((), 1)  # it may be another episode


def test_an_episode_that_was_renamed_does_not_keep_out_another_of_its_title(folder: Path) -> None:
    write(folder, "episodes/e02.yaml", "id: e02\ntitle: Salt\nguid: urn:2\n")
    write(folder, "redirects.yaml", "- id: salt\n  to: e02\n")
    new = item(title="Salt", guid="3", pubDate="2023-01-02")
    found = update(folder, item(title="Salt", guid="urn:2", pubDate="2022-01-02"), new)
    assert ([episode.id for episode in found.added], found.left) == (["salt-2023-01-02"], ())


def test_a_person_who_was_withdrawn_is_neither_added_nor_credited(folder: Path) -> None:
    write(folder, "redirects.yaml", "- id: bob-cole\n")
    found = update(folder, item(title="2: Salt", more=GUEST))
    assert (found.added[0].guests, list(found.catalogue.people)) == ((), [])
    hint = "if it is another person, add it by hand"
    assert [str(problem) for problem in found.left] == [
        f'redirects.yaml: not credited: "Bob Cole", since bob-cole was withdrawn; {hint}'
    ]


def test_a_person_who_has_another_id_now_is_credited_by_it(folder: Path) -> None:
    write(folder, "people.yaml", "- id: bob\n  name: Robert Cole\n")
    write(folder, "redirects.yaml", "- id: bob-cole\n  to: bob\n")
    found = update(folder, item(title="2: Salt", more=GUEST))
    (guest,) = found.added[0].guests
    assert (guest.person, guest.credited_as) == (found.catalogue.people["bob"], "Bob Cole")
    assert (len(found.catalogue.people), found.left) == (1, ())


AUDIO = '<enclosure url="https://example.org/1.mp3" length="9" type="audio/mpeg"/>'


def oven(**fields: str) -> str:
    return item(**{"title": "Oven", "guid": "urn:1", "pubDate": "2022-01-02"} | fields, more=AUDIO)


@pytest.mark.parametrize("title", ["Oven", "My own title"])
def test_an_item_published_again_is_asked_about_also_under_an_edited_title(
    tmp_path: Path, title: str
) -> None:
    write(tmp_path, "show.yaml", SHOW)
    tfg.authoring.update_folder(tmp_path, rss(oven()))
    file = next((tmp_path / "episodes").iterdir())
    file.write_text(file.read_text("utf-8").replace("title: Oven", f"title: {title}"), "utf-8")
    found = tfg.authoring.update_folder(tmp_path, rss(oven(guid="urn:2")))
    assert (found.added, found.conflicts[-1].field) == ((), "guid")


def test_an_item_published_again_a_day_later_is_asked_about(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    tfg.authoring.update_folder(tmp_path, rss(oven()))
    found = tfg.authoring.update_folder(tmp_path, rss(oven(guid="urn:2", pubDate="2022-01-03")))
    assert (found.added, len(found.unmatched)) == ((), 1)
