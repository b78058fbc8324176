"""A feed that has moved to another host is recognised as a whole, before anything is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

TITLES = ("Oven", "Salt", "Rye", "Malt")
OLD_DAYS = ("2017-01-02", "2017-01-09", "2017-01-16", "2017-01-23")
NEW_DAY = "2021-05-05"


def episode(host: str, number: int, title: str, day: str = NEW_DAY, **fields: str) -> str:
    """Return an item as a host publishes it: with guids and audio files of its own."""
    url = f"https://{host}.example/{number}.mp3"
    more = f'<enclosure url="{url}" type="audio/mpeg" length="9"/>'
    return item(title=title, guid=f"{host}{number}", pubDate=day, more=more, **fields)


def old_feed(*more: str) -> str:
    """Return the feed of the old host, which states numbers and no seasons."""
    items = (
        episode("old", number, title, day, itunes_episode=str(number))
        for number, (title, day) in enumerate(zip(TITLES, OLD_DAYS, strict=True), start=1)
    )
    return rss(f"<title>My show</title>{''.join((*items, *more))}")


def new_feed(*more: str, title: str = "My show", first: int = 1, last: int = 4) -> str:
    """Return the feed of the new host, which states seasons, and the day of the move."""
    items = (
        episode("new", number, TITLES[number - 1], itunes_season="1", itunes_episode=str(number))
        for number in range(first, last + 1)
    )
    return rss(f"<title>{title}</title>{''.join((*items, *more))}")


WATER = episode("new", 5, "Water", "2021-05-12", itunes_season="1", itunes_episode="5")
PAIRS = [(f"e0{number}", f"old{number}", f"new{number}") for number in range(1, 5)]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a folder that was updated from the feed of the old host."""
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder, "show.yaml", SHOW)
    tfg.authoring.update_folder(folder, old_feed())
    return folder


def update(
    folder: Path, feed: str, *, moved: bool = False, accept: str = "", keep: str = ""
) -> tfg.authoring.Update:
    return tfg.authoring.update_folder(
        folder,
        feed,
        accept=filter(None, [accept]),
        keep=filter(None, [keep]),
        moved=moved,
    )


def pairs(found: tfg.authoring.Update) -> list[tuple[str, object, object]]:
    return [(change.id, change.before, change.after) for change in found.moved]


def guids(folder: Path) -> list[str]:
    return sorted(str(episode.guid) for episode in tfg.load_catalogue(folder).episodes)


# ------------------------------------------------------------------------------ it is recognised


def test_nothing_is_written_before_the_owner_says_that_the_feed_has_moved(mine: Path) -> None:
    before = read(mine)
    found = update(mine, new_feed(WATER))
    assert read(mine) == before
    assert (pairs(found), {change.change for change in found.moved}) == (PAIRS, {"conflict"})
    assert (found.waits, found.added, found.files) == (True, (), ())
    assert found.catalogue == tfg.load_catalogue(mine)
    assert [one.title for one in found.unmatched] == ["Water"]
    fields = {change.field for change in found.conflicts}
    assert {"guid", "audio", "published"} <= fields


def test_a_move_takes_guids_and_audio_files_and_adds_what_is_new(mine: Path) -> None:
    write(mine, "episodes/e02.yaml", read(mine)["episodes/e02.yaml"] + "# mine\n")
    found = update(mine, new_feed(WATER), moved=True)
    assert (pairs(found), {change.change for change in found.moved}) == (PAIRS, {"changed"})
    assert {change.field for change in found.accepted} == {"guid", "audio"}
    assert [new.id for new in found.added] == ["s01e05"]
    assert guids(mine) == ["new1", "new2", "new3", "new4", "new5"]
    assert "# mine" in read(mine)["episodes/e02.yaml"]
    assert {change.field for change in found.conflicts} == {"published"}


def test_a_move_ends_with_one_more_answer(mine: Path) -> None:
    update(mine, new_feed(WATER), moved=True)
    update(mine, new_feed(WATER), keep="all")
    found = update(mine, new_feed(WATER))
    assert (found.waits, found.added, found.moved) == (False, (), ())


def test_a_move_that_was_killed_halfway_is_finished(mine: Path) -> None:
    for number in (1, 2):
        name = f"episodes/e0{number}.yaml"
        write(mine, name, read(mine)[name].replace(f"old{number}", f"new{number}"))
    found = update(mine, new_feed(), moved=True)
    assert (pairs(found), guids(mine)) == (PAIRS[2:], ["new1", "new2", "new3", "new4"])


def test_a_feed_that_has_not_moved_is_updated_as_always(mine: Path) -> None:
    assert not update(mine, old_feed(WATER), moved=True).moved
    assert guids(mine) == ["new5", "old1", "old2", "old3", "old4"]


def test_all_items_are_added_if_the_feed_has_not_moved(mine: Path) -> None:
    found = update(mine, new_feed(), keep="guid")
    assert {new.guid for new in found.added} == {"new1", "new2", "new3", "new4"}
    assert found.questions == ()
    assert update(mine, new_feed()).moved == ()


def test_accepting_guids_takes_them_without_the_audio_files(mine: Path) -> None:
    found = update(mine, new_feed(), accept="guid")
    assert {change.field for change in found.accepted} == {"guid"}
    assert guids(mine) == ["new1", "new2", "new3", "new4"]


def test_an_item_that_may_be_an_episode_is_asked_about(mine: Path) -> None:
    water = episode("old", 9, "Water", "2017-01-30")
    update(mine, old_feed(water))
    found = update(mine, new_feed(WATER), moved=True)
    assert [(one.id, one.after) for one in found.questions] == [("water", "new5")]
    assert (found.added, [one.title for one in found.unmatched]) == ((), ["Water"])
    found = update(mine, new_feed(WATER))
    assert [one.id for one in found.questions] == ["water"]  # later as well


def test_what_was_withdrawn_stays_so_under_a_number_with_a_season(mine: Path) -> None:
    tfg.authoring.update_folder(mine, old_feed(), withdraw=["e02"])
    found = update(mine, new_feed(), moved=True)
    assert (pairs(found), found.added) == ([PAIRS[0], *PAIRS[2:]], ())
    assert [str(problem).partition(";")[0] for problem in found.left] == [
        'redirects.yaml: not added: "Salt", since e02 was withdrawn'
    ]
    update(mine, new_feed(), keep="all")
    assert not update(mine, new_feed()).waits


# -------------------------------------------------------------------------------- what agrees


def test_a_quarter_of_the_guids_may_be_known(mine: Path) -> None:
    known = episode("old", 1, "Oven", itunes_episode="1")
    feed = new_feed(known, first=2)
    assert pairs(update(mine, feed)) == PAIRS[1:]
    known += episode("old", 2, "Salt", itunes_episode="2")
    assert update(mine, new_feed(known, first=3)).moved == ()


def test_three_quarters_of_the_smaller_side_have_to_agree(mine: Path) -> None:
    others = [episode("new", number, f"Cheese {number}") for number in range(7, 17)]
    assert len(update(mine, new_feed(*others, last=3)).moved) == 3
    found = update(mine, new_feed(*others, last=2))
    assert (found.moved, len(found.questions)) == ((), 2)


def test_two_weekly_shows_share_their_days_and_are_no_move(mine: Path) -> None:
    items = "".join(
        episode("new", number, f"Cheese {number}", day) for number, day in enumerate(OLD_DAYS)
    )
    with pytest.raises(tfg.FeedError, match="0 of 4 agree with an episode"):
        update(mine, rss(f"<title>Our show</title>{items}"))
    assert update(mine, rss(items)).moved == ()


def test_the_issues_of_a_bulletin_share_their_title_and_are_no_move(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    issues = [
        episode("x", day, "News", f"2022-01-{day:02}", itunes_duration=str(60 * day))
        for day in range(1, 9)
    ]
    update(tmp_path, rss("".join(issues[:6])))
    found = update(tmp_path, rss("".join(issues[6:])))
    assert (found.moved, len(found.added), found.questions) == ((), 2, ())


def long(host: str, number: int, title: str, seconds: int, **fields: str) -> str:
    return episode(host, number, title, itunes_duration=str(seconds), **fields)


def test_titles_agree_with_running_times_that_advertisements_change(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    day = "2017-01-0{}"
    items = [
        episode("old", n, title, day.format(n), itunes_duration=str(1200 * n))
        for n, title in enumerate(TITLES, start=1)
    ]
    update(tmp_path, rss("".join(items)))
    near = [long("new", n, title, 1200 * n + 180) for n, title in enumerate(TITLES, start=1)]
    assert len(update(tmp_path, rss("".join(near))).moved) == 4
    far = [long("new", n, title, 1200 * n + 600) for n, title in enumerate(TITLES, start=1)]
    found = update(tmp_path, rss("".join(far)))
    assert (found.moved, len(found.questions)) == ((), 4)


def test_an_item_that_agrees_in_title_and_running_time_is_asked_about_whatever_its_number(
    tmp_path: Path,
) -> None:
    write(tmp_path, "show.yaml", SHOW)
    old = [long("old", n, title, 1200 * n, itunes_episode=str(n)) for n, title in enumerate(TITLES)]
    update(tmp_path, rss("".join(old)))
    salt = long("new", 1, "Salt", 1200, itunes_episode="9")
    found = update(tmp_path, rss("".join((*old[2:], salt))))
    assert ([one.after for one in found.questions], found.added) == (["new1"], ())


def test_running_times_agree_to_the_second_with_days_and_numbers(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    update(tmp_path, rss("".join(long("old", n, t, 900 + n) for n, t in enumerate(TITLES))))
    for seconds, count in ((900, 4), (901, 3), (990, 0)):
        items = (long("new", n, f"New {n}", seconds + n) for n in range(4))
        assert len(update(tmp_path, rss("".join(items))).moved) == count


def test_a_number_agrees_in_whatever_season_if_one_side_states_none(mine: Path) -> None:
    items = (
        episode("new", number, f"New {number}", day, itunes_season="1", itunes_episode=str(number))
        for number, day in enumerate(OLD_DAYS, start=1)
    )
    feed = rss("".join(items))
    assert len(update(mine, feed).moved) == 4
    for number in (1, 2):  # now two episodes have these numbers
        text = f"id: s02e0{number}\nseason: 2\nnumber: {number}\ntitle: Other\n"
        write(mine, f"episodes/s02e0{number}.yaml", text)
    assert update(mine, feed).moved == ()


def test_a_season_that_only_the_old_feed_states_is_no_contradiction(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    update(tmp_path, new_feed())
    assert len(update(tmp_path, old_feed()).moved) == 4


def test_an_item_belongs_to_the_episode_with_which_it_agrees_most(mine: Path) -> None:
    again = episode("new", 9, "Cheese", OLD_DAYS[0], itunes_season="1", itunes_episode="1")
    oven = episode("new", 1, "Oven", OLD_DAYS[0])
    found = update(mine, new_feed(again, oven, first=2))
    assert pairs(found) == PAIRS[1:]  # either may be the first one
    assert {one.id for one in found.questions} == {"e01"}


# ------------------------------------------------------------------------------- another title


def test_a_feed_of_another_title_whose_items_agree_has_moved(
    run: Run, mine: Path, tmp_path: Path
) -> None:
    (tmp_path / "new.xml").write_text(new_feed(title="Our show"), encoding="utf-8")
    status, out, _ = run("update", str(mine), str(tmp_path / "new.xml"))
    start = '"My show" seems to have moved, and is called "Our show" now: 4 items are episodes'
    assert (status, out.startswith(start)) == (3, True)
    assert update(mine, new_feed(title="Our show"), moved=True).moved


def test_a_feed_of_another_title_whose_items_do_not_agree_is_refused(mine: Path) -> None:
    other = rss("<title>Our show</title>" + episode("new", 1, "Oven") + episode("new", 2, "Tea"))
    for moved in (False, True):
        with pytest.raises(tfg.FeedError, match='the feed is of "Our show"'):
            update(mine, other, moved=moved)


# ---------------------------------------------------------------------------- the command line


def test_the_command_line_says_it_in_four_lines_and_names_the_command(
    run: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine.parent)
    (tmp_path / "new.xml").write_text(new_feed(WATER), encoding="utf-8")
    (tmp_path / "more.yaml").write_text("episodes: []\n", encoding="utf-8")
    options = ("--overlay", "more.yaml", "--with-notes", "--recover", "--max-bytes", "9000")
    are = "are episodes under new guids"
    given = ("--overlay", "./more.yaml", *options[2:])
    status, out, _ = run("update", "mine", "new.xml", *options)
    assert (status, out.splitlines()) == (
        3,
        [
            f'"My show" seems to have moved: 4 items {are}, such as e01 "Oven"',
            "new: 1 item; may be an episode: 0 items",
            "values that differ from yours: published 4, guid 4, audio 4",
            "nothing was written; if it has not moved, --keep guid adds all items; if it has:",
            "techforgood-podcast update ./mine ./new.xml " + " ".join(given) + " --moved",
        ],
    )
    status, out, _ = run("update", "mine", "new.xml", *options, "--moved")
    lines = out.splitlines()
    assert (status, lines[-3]) == (3, "moved: 4 episodes took the guid and audio of an item")
    assert not any(line.startswith("changed") for line in lines)
    assert lines[0].split() == ["added", "s01e05", "Water"]


def test_json_names_each_pair(run: Run, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "new.xml").write_text(new_feed(), encoding="utf-8")
    out = run("update", str(mine), str(tmp_path / "new.xml"), "--json")[1]
    assert json.loads(out)["moved"][0] == {
        "change": "conflict",
        "kind": "episode",
        "id": "e01",
        "field": "guid",
        "before": "old1",
        "after": "new1",
    }
