"""Several files of one feed are read as one: pages, archives and versions of other days."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, write
from rss_strategies import item, rss

ARCHIVE = '<a:archive xmlns:a="http://purl.org/syndication/history/1.0"/>'
LIMIT = 16 * 1024 * 1024


def day(number: int) -> str:
    return f"2022-01-{number:02}"


def episode(number: int, **more: str) -> str:
    fields = {"title": f"{number}: Bread", "guid": f"urn:{number}", "pubDate": day(number)} | more
    return item(**fields)


def page(*items: str, title: str = "Bread", more: str = "") -> str:
    return rss(f"<title>{title}</title>{more}{''.join(items)}")


def numbers(*feeds: str | bytes) -> list[int | None]:
    return [found.number for found in tfg.authoring.draft_from_feed(*feeds).episodes]


def test_pages_make_one_show() -> None:
    newest, older = page(episode(4), episode(3)), page(episode(2), episode(1))
    draft = tfg.authoring.draft_from_feed(newest, older)
    assert draft == tfg.authoring.draft_from_feed(page(*map(episode, (4, 3, 2, 1))))


def test_an_item_that_two_pages_have_is_taken_once_from_the_newer_one() -> None:
    older = page(episode(2, title="2: Old title"), episode(1))
    newer = page(episode(3), episode(2))
    for feeds in permutations((older, newer)):
        draft = tfg.authoring.draft_from_feed(*feeds)
        assert [found.title for found in draft.episodes] == ["1: Bread", "2: Bread", "3: Bread"]


def test_the_show_is_that_of_the_newest_page() -> None:
    older, newer = page(episode(1), title="Old title"), page(episode(2), title="New title")
    for feeds in permutations((older, newer)):
        assert tfg.authoring.draft_from_feed(*feeds).show.title == "New title"


def test_the_first_of_equal_pages_comes_first() -> None:
    pages = (
        page(item(title="A", guid="1"), title="One"),
        page(item(title="B", guid="1"), title="Two"),
    )
    for feeds, title in zip((pages, pages[::-1]), ("A", "B"), strict=True):
        draft = tfg.authoring.draft_from_feed(*feeds)
        assert [found.title for found in draft.episodes] == [title]


def test_an_archive_comes_after_the_feed_itself() -> None:
    archive = page(episode(1), episode(2, title="2: Old"), title="Archive", more=ARCHIVE)
    feed = page(episode(1, title="1: New"))
    for feeds in permutations((archive, feed)):
        draft = tfg.authoring.draft_from_feed(*feeds)
        assert draft.show.title == "Bread"
        assert [found.title for found in draft.episodes] == ["1: New", "2: Old"]


def test_a_guid_with_http_and_with_https_is_one() -> None:
    one, other = (episode(1, guid=f"{scheme}://example.org/1") for scheme in ("https", "http"))
    assert numbers(page(one), page(other)) == [1]


def test_items_without_a_guid_are_the_same_if_their_audio_file_is() -> None:
    audio = '<enclosure url="https://example.org/{}.mp3" type="audio/mpeg"/>'
    older = page(*(item(title=f"Old {n}", more=audio.format(n), pubDate=day(n)) for n in (1, 2)))
    newer = page(*(item(title=f"New {n}", more=audio.format(n), pubDate=day(n)) for n in (2, 3)))
    draft = tfg.authoring.draft_from_feed(older, newer)
    assert [found.title for found in draft.episodes] == ["Old 1", "New 2", "New 3"]


def test_items_that_share_an_audio_file_on_one_page_are_told_apart_by_their_titles() -> None:
    audio = '<enclosure url="https://example.org/soon.mp3" type="audio/mpeg"/>'
    older, newer = (
        page(*(item(title="ABC"[number], more=audio, pubDate=day(1 + number)) for number in two))
        for two in ((0, 1), (1, 2))
    )
    draft = tfg.authoring.draft_from_feed(older, newer)
    assert sorted(found.title for found in draft.episodes) == ["A", "B", "C"]


def test_items_that_only_share_a_title_are_told_apart_by_their_days() -> None:
    older, newer = (page(item(title="News", pubDate=day(number))) for number in (1, 2))
    assert len(tfg.authoring.draft_from_feed(older, newer).episodes) == 2
    assert len(tfg.authoring.draft_from_feed(older, older).episodes) == 1


def test_what_is_twice_on_one_page_stays_twice() -> None:
    twice = page(item(title="News"), item(title="News"))
    assert len(tfg.authoring.draft_from_feed(twice, page(episode(1))).episodes) == 3


def test_counts_are_of_all_pages_and_lines_of_the_first_that_has_any(tmp_path: Path) -> None:
    paths = tmp_path / "one.xml", tmp_path / "two.xml"
    paths[0].write_text(page("\n", episode(2)), encoding="utf-8")
    paths[1].write_text(page("\n", episode(2), "\n", episode(1, ttl="5")), encoding="utf-8")
    found = {
        (count.parent, count.element, count.reason): (count.count, count.lines, Path(count.file))
        for count in tfg.authoring.inspect_feed(*paths)
    }
    assert found["item", "title", ""] == (3, (2,), paths[0])
    assert found["item", "ttl", "the catalogue has no field for it"] == (1, (3,), paths[1])
    assert found["item", "item", "a newer file has it"] == (1, (2,), paths[1])


def test_an_update_reads_pages_as_one_feed(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    feeds = page(episode(3), episode(2)), page(episode(2), episode(1))
    assert len(tfg.authoring.update_folder(tmp_path, *feeds).added) == 3
    again = tfg.authoring.update_folder(tmp_path, *feeds)
    assert (again.added, again.filled, again.vanished) == ((), (), ())


def test_an_episode_is_missed_in_all_pages_together(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    tfg.authoring.update_folder(tmp_path, page(*map(episode, range(1, 6))))
    newest = page(episode(5))
    assert tfg.authoring.update_folder(tmp_path, newest, dry_run=True).vanished == ()
    found = tfg.authoring.update_folder(tmp_path, newest, page(episode(3), episode(1)))
    assert [gone.number for gone in found.vanished] == [2, 4]


def test_an_unmatched_item_names_its_file(tmp_path: Path) -> None:
    write(tmp_path, "one.xml", page(episode(1)))
    write(tmp_path, "two.xml", page("\n", item(guid="urn:0")))
    found = tfg.enrich(tfg.load_catalogue(), tmp_path / "one.xml", tmp_path / "two.xml")
    assert [(Path(one.file).name, one.line) for one in found.unmatched] == [
        ("one.xml", 1),
        ("two.xml", 2),
    ]


def test_an_error_names_the_page(tmp_path: Path) -> None:
    write(tmp_path, "two.xml", "<feed/>")
    with pytest.raises(tfg.FeedError, match=r"two.xml:1:1: expected an RSS feed"):
        tfg.authoring.draft_from_feed(page(episode(1)), tmp_path / "two.xml")
    with pytest.raises(tfg.FeedError, match=r"^feed 2:1:6: the feed ends in the middle"):
        tfg.authoring.draft_from_feed(page(episode(1)), "<rss>")


def test_the_bytes_of_all_pages_together_are_limited() -> None:
    half = page(episode(1)).encode().ljust(LIMIT // 2)
    assert numbers(half, half) == [1]
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(half, half + b" ")
    assert str(caught.value) == (
        "feed 2:1:1: the feed has more than 16,777,216 bytes; pass max_bytes to allow more"
    )


@pytest.mark.weekly
@pytest.mark.slow
def test_more_elements_are_allowed_with_more_bytes() -> None:
    pages = page("<a/>" * 199_980), page("<a/>" * 40)
    assert tfg.authoring.draft_from_feed(*pages, max_bytes=2 * LIMIT).show.title == "Bread"


def test_a_feed_may_have_as_many_bytes_as_are_allowed(tmp_path: Path) -> None:
    feed = page(episode(1))
    size = len(feed)
    write(tmp_path, "feed.xml", feed)
    for source in (feed, feed.encode(), tmp_path / "feed.xml"):
        assert tfg.authoring.draft_from_feed(source, max_bytes=size).show.title == "Bread"
        with pytest.raises(tfg.FeedError, match=f"more than {size - 1:,} bytes"):
            tfg.authoring.draft_from_feed(source, max_bytes=size - 1)


def test_a_limit_may_be_larger_than_any_memory(tmp_path: Path) -> None:
    write(tmp_path, "feed.xml", page(episode(1)))
    assert (
        tfg.authoring.draft_from_feed(tmp_path / "feed.xml", max_bytes=10**30).show.title == "Bread"
    )


def test_a_limit_lower_than_the_usual_one_allows_as_many_elements() -> None:
    feed = page("<a/>" * 1_000)
    assert tfg.authoring.draft_from_feed(feed, max_bytes=len(feed)).show.title == "Bread"


def test_no_feed_at_all_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a feed or its path"):
        tfg.authoring.draft_from_feed()


def test_the_day_of_a_page_is_that_of_its_newest_item() -> None:
    older = page(episode(1), episode(9, title="9: Old"), title="Old title")
    newer = page(episode(9), item(title="10: Bread", pubDate="Mon, 10 Jan 2022 06:00:00 +0100"))
    draft = tfg.authoring.draft_from_feed(older, newer)
    assert (draft.show.title, draft.episodes[1].title) == ("Bread", "9: Bread")
    assert draft.episodes[-1].published == dt.date(2022, 1, 10)
