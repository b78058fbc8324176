"""Decisions about what differs in a feed are written, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import OVEN, SHOW, read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = f"{OVEN}duration: 30:35  # measured\nguid: urn:1\n"
FEED = rss(item(title="The oven", guid="urn:1", itunes_duration="1834"))
AUTHOR = "<itunes:author>Ann Bell</itunes:author>"
DAYS = [f"2022-01-0{day}" for day in range(1, 6)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "episodes/e01.yaml", KNOWN)
    return tmp_path


def test_an_accepted_value_takes_the_place_of_the_other_and_leaves_its_comment(
    folder: Path,
) -> None:
    found = tfg.authoring.update_folder(folder, FEED, accept=["duration"])
    assert [str(change) for change in found.accepted] == [
        "conflict episode e01 duration: 30:35 → 30:34"
    ]
    assert [change.field for change in found.conflicts] == ["title"]
    assert read(folder)["episodes/e01.yaml"] == (
        f"{OVEN}duration: '30:34'  # measured\nguid: urn:1\nsources:\n  - feed\n"
    )


AUDIO = "audio:\n  url: https://old.example/1.mp3  # mine\n  media_type: audio/mpeg\n{}"
ENCLOSURE = '<enclosure url="https://new.example/1.mp3" length="9" type="audio/mpeg"/>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  length: 8\n", "  url: https://new.example/1.mp3  # mine\n  media_type: audio/mpeg\n"),
        ("", "  url: https://new.example/1.mp3  # mine\n  media_type: audio/mpeg\n"),
    ],
)
def test_an_accepted_audio_file_keeps_the_lines_that_stay(
    folder: Path, before: str, after: str
) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}{AUDIO.format(before)}guid: urn:1\n")
    feed = rss(item(title="Oven", guid="urn:1", more=ENCLOSURE))
    assert len(tfg.authoring.update_folder(folder, feed, accept=["audio"]).accepted) == 1
    assert read(folder)["episodes/e01.yaml"] == (
        f"{OVEN}audio:\n{after}  length: 9\nguid: urn:1\nsources:\n  - feed\n"
    )


@pytest.mark.parametrize("title", ["title: Oven", "title: 'Oven'", 'title: "Oven"  # mine'])
def test_an_accepted_title_may_have_any_quotation_marks(folder: Path, title: str) -> None:
    write(folder, "episodes/e01.yaml", f"id: e01\n{title}\nguid: urn:1\n")
    feed = rss(item(title="Salt: a tale", guid="urn:1"))
    tfg.authoring.update_folder(folder, feed, accept=["title"])
    assert tfg.load_catalogue(folder).episodes["e01"].title == "Salt: a tale"
    comment = title.partition("  ")[2]
    assert comment in read(folder)["episodes/e01.yaml"]


def test_the_moment_is_accepted_with_its_day(folder: Path) -> None:
    days = "published: 2022-01-16\npublished_at: 2022-01-16T06:00:00+01:00\n"
    write(folder, "episodes/e01.yaml", f"{OVEN}{days}guid: urn:1\n")
    feed = rss(item(title="Oven", guid="urn:1", pubDate="Mon, 17 Jan 2022 06:00:00 +0100"))
    found = tfg.authoring.update_folder(folder, feed, accept=["published"])
    assert [change.field for change in found.accepted] == ["published", "published_at"]
    assert str(tfg.load_catalogue(folder).episodes["e01"].published) == "2022-01-17"


def test_accepted_notes_replace_a_block_of_text(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}notes: |\n  Hot.\n\n# mine\nguid: urn:1\n")
    feed = rss(item(title="Oven", guid="urn:1", description="Very\n\nhot."))
    tfg.authoring.update_folder(folder, feed, accept=["notes"], with_notes=True)
    assert tfg.load_catalogue(folder).episodes["e01"].notes == "Very\n\nhot."
    assert "\n# mine\nguid: urn:1\n" in read(folder)["episodes/e01.yaml"]


@pytest.mark.parametrize(
    ("description", "block"),
    [("Very\n\nhot.", "|-  # as text\n  Very\n\n  hot."), ("Hot!", "Hot!  # as text")],
)
def test_accepted_values_leave_the_comments_before_a_block(
    folder: Path, description: str, block: str
) -> None:
    words = "keywords:  # from the feed\n  - bread\n  - salt\n"
    notes = "notes: |  # as text\n  Hot.\n"
    write(folder, "episodes/e01.yaml", f"{OVEN}{notes}{words}guid: urn:1\n")
    more = "<category>water</category>"
    feed = rss(item(title="Oven", guid="urn:1", description=description, more=more))
    tfg.authoring.update_folder(folder, feed, accept=["all"], with_notes=True)
    assert read(folder)["episodes/e01.yaml"].startswith(
        f"{OVEN}notes: {block}\nkeywords:  # from the feed\n  - water\nguid: urn:1\n"
    )


def test_all_values_can_be_accepted_at_once(folder: Path) -> None:
    found = tfg.authoring.update_folder(folder, FEED, accept=["all"])
    assert (len(found.accepted), found.conflicts) == (2, ())
    assert tfg.authoring.update_folder(folder, FEED).conflicts == ()


def test_a_kept_value_is_not_reported_again_until_the_feed_says_something_new(
    folder: Path,
) -> None:
    tfg.authoring.update_folder(folder, FEED, keep=["title", "duration"])
    assert tfg.authoring.update_folder(folder, FEED).conflicts == ()
    new = FEED.replace("The oven", "Our oven")
    assert [change.after for change in tfg.authoring.update_folder(folder, new).conflicts] == [
        "Our oven"
    ]
    assert read(folder)["episodes/e01.yaml"] == KNOWN


def test_an_answer_may_be_meant_for_one_episode(folder: Path) -> None:
    write(folder, "episodes/e02.yaml", "id: e02\ntitle: Salt\nguid: urn:2\n")
    feed = FEED.replace("</channel>", f"{item(title='Our salt', guid='urn:2')}</channel>")
    found = tfg.authoring.update_folder(folder, feed, accept=["title"], episode="e02")
    assert [change.id for change in found.accepted] == ["e02"]
    assert {change.id for change in found.conflicts} == {"e01"}


def test_answers_may_be_meant_for_the_show_and_several_episodes(folder: Path) -> None:
    write(folder, "show.yaml", f"{SHOW}author: Mine\n")
    for number in (2, 3):
        text = f"id: e0{number}\ntitle: Salt\nguid: urn:{number}\n"
        write(folder, f"episodes/e0{number}.yaml", text)
    items = (item(title="Our salt", guid=f"urn:{number}") for number in (2, 3))
    feed = FEED.replace("</channel>", f"{''.join(items)}{AUTHOR}</channel>")
    found = tfg.authoring.update_folder(folder, feed, keep=["all"], episode="show", dry_run=True)
    assert {change.id for change in found.conflicts} == {"e01", "e02", "e03"}
    found = tfg.authoring.update_folder(folder, feed, accept=["all"], episode=["show", "e02"])
    assert [(change.kind, change.id) for change in found.accepted] == [
        ("show", "my-show"),
        ("episode", "e02"),
    ]


def test_accepting_a_field_leaves_what_was_refused_unless_its_episode_is_named(
    folder: Path,
) -> None:
    tfg.authoring.update_folder(folder, FEED, keep=["title"])
    found = tfg.authoring.update_folder(folder, FEED, accept=["all"])
    assert [change.field for change in found.accepted] == ["duration"]
    found = tfg.authoring.update_folder(folder, FEED, accept=["title"], episode="e01")
    assert [change.after for change in found.accepted] == ["The oven"]


@pytest.mark.parametrize(
    ("accept", "keep", "named"),
    [
        (["title", "audio"], ["title"], "title"),
        (["title"], ["all"], "title"),
        (["all"], ["title"], "title"),
        (["all"], ["all"], "all"),
    ],
)
def test_a_field_cannot_be_accepted_and_kept(
    folder: Path, accept: list[str], keep: list[str], named: str
) -> None:
    message = f'"{named}" is both accepted and kept; choose one'
    with pytest.raises(tfg.UnknownOptionError, match=message):
        tfg.authoring.update_folder(folder, FEED, accept=accept, keep=keep)


def test_a_dry_run_remembers_nothing(folder: Path) -> None:
    before = read(folder)
    assert tfg.authoring.update_folder(folder, FEED, keep=["all"], dry_run=True).conflicts == ()
    assert read(folder) == before


def test_a_field_that_no_feed_fills_is_refused_with_a_suggestion(folder: Path) -> None:
    with pytest.raises(tfg.UnknownFieldError, match='no field "titel"; did you mean "title"'):
        tfg.authoring.update_folder(folder, FEED, accept=["titel"])


def test_what_an_overlay_states_is_no_conflict(folder: Path) -> None:
    overlay = folder.parent / f"{folder.name}.json"
    overlay.write_text('{"episodes": [{"id": "e01", "title": "The oven"}]}', encoding="utf-8")
    found = tfg.authoring.update_folder(folder, FEED, overlays=[overlay])
    assert [change.field for change in found.conflicts] == ["duration"]


def test_a_value_that_an_overlay_states_cannot_be_accepted_in_the_folder(folder: Path) -> None:
    overlay = folder.parent / f"{folder.name}.json"
    overlay.write_text('{"episodes": [{"id": "e01", "image_url": "https://e.org/a.jpg"}]}', "utf-8")
    feed = rss(item(title="Oven", guid="urn:1", more='<itunes:image href="https://e.org/b.jpg"/>'))
    found = tfg.authoring.update_folder(folder, feed, overlays=[overlay], accept=["image_url"])
    assert (found.accepted, len(found.left)) == ((), 1)
    assert read(folder)["episodes/e01.yaml"] == KNOWN


def test_a_value_that_an_overlay_contradicts_cannot_be_accepted(folder: Path) -> None:
    overlay = folder.parent / f"{folder.name}.json"
    overlay.write_text('{"episodes": [{"id": "e01", "title": "Our oven"}]}', encoding="utf-8")
    before = read(folder)
    message = (
        "an overlay states other values than those accepted: e01 title; change the overlay first"
    )
    with pytest.raises(tfg.CatalogueError, match=message):
        tfg.authoring.update_folder(folder, FEED, overlays=[overlay], accept=["title"])
    assert read(folder) == before
    found = tfg.authoring.update_folder(folder, FEED, overlays=[overlay], accept=["duration"])
    assert [change.field for change in found.accepted] == ["duration"]


def test_a_file_of_decisions_that_holds_something_else_is_refused(folder: Path) -> None:
    write(folder, "feed.yaml", "- kept\n")
    with pytest.raises(tfg.CatalogueError, match=r"feed\.yaml: expected what an update wrote"):
        tfg.authoring.update_folder(folder, FEED)


def test_loading_ignores_decisions(folder: Path) -> None:
    before = tfg.validate(folder)
    tfg.authoring.update_folder(folder, FEED, keep=["all"])
    assert "feed.yaml" in read(folder)
    assert tfg.validate(folder) == before


# ------------------------------------------------------------------- what the feed has no more


def month(*numbers: int) -> str:
    return rss(
        "".join(
            item(title=f"Loaf {n}", guid=f"urn:{n}", pubDate=DAYS[n - 1], itunes_episode=str(n))
            for n in numbers
        )
    )


SECOND = "<itunes:episode>2</itunes:episode>"


@pytest.fixture
def loaves(tmp_path: Path) -> Path:
    write(tmp_path, "show.yaml", SHOW)
    tfg.authoring.update_folder(tmp_path, month(1, 2, 3))
    return tmp_path


def test_an_episode_that_is_gone_while_older_ones_are_there_is_listed_once(loaves: Path) -> None:
    assert [e.id for e in tfg.authoring.update_folder(loaves, month(1, 3)).vanished] == ["e02"]
    assert tfg.authoring.update_folder(loaves, month(1, 3)).vanished == ()


def test_an_episode_that_came_back_is_listed_when_it_is_gone_again(loaves: Path) -> None:
    tfg.authoring.update_folder(loaves, month(1, 3))
    tfg.authoring.update_folder(loaves, month(1, 2, 3))
    assert [e.id for e in tfg.authoring.update_folder(loaves, month(1, 3)).vanished] == ["e02"]


def test_what_left_a_truncated_feed_is_not_listed(loaves: Path) -> None:
    assert tfg.authoring.update_folder(loaves, month(2, 3, 4)).vanished == ()


def test_an_episode_that_is_withdrawn_leaves_a_redirect_and_does_not_come_back(
    loaves: Path,
) -> None:
    found = tfg.authoring.update_folder(loaves, month(1, 3), withdraw=["e02"])
    assert tfg.load_catalogue(loaves) == found.catalogue
    assert [episode.id for episode in found.catalogue.episodes] == ["e01", "e03"]
    assert read(loaves)["redirects.yaml"] == "- id: e02\n"
    found = tfg.authoring.update_folder(loaves, month(1, 2, 3))
    assert (found.added, found.waits) == ((), False)


def test_an_episode_that_is_withdrawn_while_the_feed_has_it_is_not_reported(loaves: Path) -> None:
    assert not tfg.authoring.update_folder(loaves, month(1, 2, 3), withdraw=["e02"]).waits
    before = read(loaves)
    assert not tfg.authoring.update_folder(loaves, month(1, 2, 3)).waits
    assert read(loaves) == before


def test_an_episode_that_was_withdrawn_does_not_come_back_under_another_title(
    loaves: Path,
) -> None:
    tfg.authoring.update_folder(loaves, month(1, 2, 3), withdraw=["e02"])
    feed = month(1, 2, 3).replace("Loaf 2", "Loaf two").replace(SECOND, "")
    assert tfg.authoring.update_folder(loaves, feed).added == ()
    write(loaves, "redirects.yaml", "")
    found = tfg.authoring.update_folder(loaves, feed)
    assert [episode.title for episode in found.added] == ["Loaf two"]


@pytest.mark.parametrize("more", ["", ', "title": "Our loaf"'])
def test_an_episode_that_an_overlay_names_cannot_be_withdrawn(loaves: Path, more: str) -> None:
    overlay = loaves.parent / f"{loaves.name}.json"
    overlay.write_text(f'{{"episodes": [{{"id": "e02"{more}}}]}}', encoding="utf-8")
    before = read(loaves)
    message = "an overlay states what is to be withdrawn: e02; change the overlay first"
    with pytest.raises(tfg.CatalogueError, match=message):
        tfg.authoring.update_folder(
            loaves, month(1, 3), overlays=[overlay], withdraw=["e02"], dry_run=True
        )
    assert read(loaves) == before


def test_an_episode_that_is_not_there_cannot_be_withdrawn(loaves: Path) -> None:
    with pytest.raises(tfg.UnknownNameError, match="e09"):
        tfg.authoring.update_folder(loaves, month(1, 3), withdraw=["e09"])


def test_an_episode_can_be_withdrawn_twice(loaves: Path) -> None:
    tfg.authoring.update_folder(loaves, month(1, 3), withdraw=["e02"])
    before = read(loaves)
    tfg.authoring.update_folder(loaves, month(1, 3), withdraw=["e02"])
    assert read(loaves) == before


def test_an_episode_that_an_uncertain_item_may_be_has_not_vanished(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    first, second = (item(title=f"Bread {day}", guid=day, pubDate=day) for day in DAYS[:2])
    update_with(tmp_path, first + second)
    again = item(title=f"Bread {DAYS[1]}", guid="urn:again", pubDate=DAYS[1])
    found = update_with(tmp_path, first + again)
    assert ([one.title for one in found.unmatched], found.vanished) == ([f"Bread {DAYS[1]}"], ())


def update_with(folder: Path, items: str) -> tfg.authoring.Update:
    return tfg.authoring.update_folder(folder, rss(items))
