"""``update_folder`` refuses the feed of another show before it writes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

TITLES = ("Oven", "Salt", "Rye", "Malt")
DAYS = ("2022-01-03", "2022-01-10", "2022-01-17", "2022-01-24")


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    """A folder of four episodes with guids and days."""
    folder = tmp_path / "bread"
    folder.mkdir()
    write(folder, "show.yaml", SHOW)
    for number, (title, day) in enumerate(zip(TITLES, DAYS, strict=True)):
        text = f"id: e0{number}\ntitle: {title}\npublished: {day}\nguid: g{number}\n"
        write(folder, f"episodes/e0{number}.yaml", text)
    return folder


def other(*titles: str, show: str = "Another show", guid: str = "x") -> str:
    """Return the feed of another show, with episodes of these titles."""
    items = (
        item(title=title, guid=f"{guid}{number}", pubDate=f"2019-05-0{number}")
        for number, title in enumerate(titles, 1)
    )
    return rss(f"<title>{show}</title>{''.join(items)}")


def refused(folder: Path, feed: str) -> str:
    """Return why a feed is refused, and check that nothing was written."""
    before = read(folder)
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.update_folder(folder, feed)
    assert read(folder) == before
    return str(caught.value)


def test_the_feed_of_another_show_is_refused_and_both_shows_named(bread: Path) -> None:
    assert refused(bread, other("Oven", "Cheese", "Wine")) == (
        'the feed is of "Another show", and has no guid of "My show", the show in'
        f" {bread}; in two of title, day, running time and number, 0 of 3 agree with an episode;"
        " if it is the same show, change title in show.yaml"
    )


def test_the_command_line_says_it_in_one_line(run: Run, bread: Path, tmp_path: Path) -> None:
    feed = tmp_path / "other.xml"
    feed.write_text(other("Cheese"), encoding="utf-8")
    for moved in ((), ("--moved",)):
        status, out, err = run("update", str(bread), str(feed), *moved)
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert "change title in show.yaml" in err


def agreeing(number: int, *more: str) -> str:
    """Return the feed of a show with another title, in which some items agree with episodes."""
    items = (
        item(title=title, guid=f"x{day}", pubDate=day)
        for title, day in [*zip(TITLES, DAYS, strict=True)][:number]
    )
    return rss(f"<title>Another show</title>{''.join((*items, *more))}")


def test_the_smaller_side_counts(bread: Path) -> None:
    many = [item(title=f"Cheese {number}", guid=number) for number in "abcdef"]
    assert refused(bread, agreeing(2, *many))
    assert len(tfg.authoring.update_folder(bread, agreeing(3, *many)).moved) == 3


def test_half_of_the_items_agreeing_is_not_enough(bread: Path) -> None:
    assert refused(bread, agreeing(1, item(title="Cheese", guid="x")))


def test_a_title_or_a_day_alone_does_not_agree(bread: Path) -> None:
    assert refused(bread, other(*TITLES))
    items = (item(title=f"Cheese {day}", guid=f"x{day}", pubDate=day) for day in DAYS)
    assert refused(bread, rss(f"<title>Another show</title>{''.join(items)}"))


def test_one_item_that_agrees_is_asked_about(bread: Path) -> None:
    found = tfg.authoring.update_folder(bread, agreeing(1))
    assert [question.id for question in found.questions] == ["e00"]


@pytest.mark.parametrize("show", ["My show", "MY  SHÓW!", ""])
def test_a_feed_of_the_same_title_or_of_none_is_taken(bread: Path, show: str) -> None:
    assert len(tfg.authoring.update_folder(bread, other("Cheese", "Wine", show=show)).added) == 2


def test_titles_in_scripts_that_folding_leaves_empty_are_compared(bread: Path) -> None:
    write(bread, "show.yaml", SHOW.replace("My show", '"!!!"'))
    assert refused(bread, other("Cheese", show="???"))
    assert tfg.authoring.update_folder(bread, other("Cheese", show="!!!")).added


def test_one_common_guid_is_enough(bread: Path) -> None:
    assert tfg.authoring.update_folder(bread, other("Cheese", "Wine", "Tea", guid="g")).filled


def test_a_folder_without_guids_is_filled(folder: Path) -> None:
    assert tfg.authoring.update_folder(folder, other("Cheese", "Wine")).added


def test_a_feed_without_items_is_taken(bread: Path) -> None:
    assert tfg.authoring.update_folder(bread, other()).added == ()


def test_the_same_show_under_a_new_title_is_taken_after_the_title_was_changed(bread: Path) -> None:
    feed = other("Cheese", "Wine")
    assert refused(bread, feed)
    write(bread, "show.yaml", SHOW.replace("My show", "another  show"))
    assert len(tfg.authoring.update_folder(bread, feed).added) == 2
