"""Feeds are read as their hosts write them; what a line can say is in ``feeds/*.cases``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from own_folders import SHOW, write
from rss_strategies import item, rss
from settings import examples

if TYPE_CHECKING:
    from pathlib import Path


def only(document: str, *, with_notes: bool = False) -> tfg.Episode:
    """Return the one episode of a feed."""
    (episode,) = tfg.authoring.draft_from_feed(document, with_notes=with_notes).episodes
    return episode


def exported(title: str = "T", notes: str | None = None) -> str:
    """Return the feed of an episode."""
    show = tfg.Show(id="s", title="S", language="en")
    episode = tfg.Episode(id="e", show=show, title=title, notes=notes)
    return tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "rss")


# -------------------------------------------------------------------------------------- counts


def test_what_is_taken_is_counted_without_a_reason() -> None:
    found = tfg.authoring.inspect_feed(rss("<title>Bread</title>" + item(title="Oven") * 3))
    assert [(c.parent, c.element, c.count, c.reason) for c in found] == [
        *(("channel", "title", 1, ""), ("item", "title", 3, "")),
    ]


def test_the_first_lines_are_named() -> None:
    items = "\n".join([item(title="Bread", itunes_duration="?")] * 7)
    (missed,) = (count for count in tfg.authoring.inspect_feed(rss(items)) if count.reason)
    assert (missed.count, missed.lines) == (7, (1, 2, 3, 4, 5))


def test_notes_that_are_left_out_are_counted() -> None:
    feed = rss("<description>A show.</description>" + item(title="A", description="Notes"))
    assert [c.reason for c in tfg.authoring.inspect_feed(feed)] == [""] * 3
    left = [c.reason for c in tfg.authoring.inspect_feed(feed, with_notes=False)]
    assert left == ["taken with notes only", "", "taken with notes only"]


# --------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize("title", ["Vec<T>", "map<string, int>", "<3"])
def test_signs_of_a_title_that_are_no_mark_up_stay(title: str) -> None:
    assert only(exported(title=title)).title == title


@pytest.mark.weekly
@pytest.mark.slow
def test_notes_as_long_as_a_text_may_be_are_read_again() -> None:
    notes = "&" * (1024 * 1024 - 1)
    assert only(exported(notes=notes), with_notes=True).notes == notes


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
@settings(max_examples=examples(200), deadline=None)
def test_notes_written_to_a_feed_are_read_back(text: str) -> None:
    description = f"<![CDATA[{text.replace(']]>', '')}]]>"
    notes = only(rss(item(title="Bread", description=description)), with_notes=True).notes
    if notes is not None:
        assert only(exported(notes=notes), with_notes=True).notes == notes


@pytest.mark.slow
def test_mark_up_that_never_ends_is_read_in_one_pass() -> None:
    for mark_up in ("<!--" * 250_000, "&lt;b" * 200_000):
        document = rss(item(title=f"<![CDATA[{mark_up}]]>") + item(title="Bread"))
        assert only(document).title == "Bread"


@pytest.mark.parametrize("markup", ["<!--" * 50_000, "x<script>" * 25_000, "<a href=" * 25_000])
def test_notes_that_never_end_are_read_in_one_pass(markup: str) -> None:
    feed = rss(item(title="Bread", description=f"<![CDATA[{markup}]]>"))
    assert only(feed, with_notes=True).notes is not None


@pytest.mark.parametrize("name", [".", " ", "a."])
def test_the_name_of_a_file_that_never_ends_is_read_in_one_pass(name: str) -> None:
    base = '<atom:link rel="self" href="https://example.org/show/feed.xml"/>'
    more = f'<enclosure url="{name * 500_000}" type="audio/mpeg"/>'
    assert only(rss(base + item(title="Bread", more=more))).audio is None


def test_the_most_complete_notes_are_taken() -> None:
    fields = {"content_encoded": "&lt;p>Long.&lt;/p>", "itunes_summary": "Other."}
    feed = rss(item(title="Bread", description="Short.", **fields))
    assert only(feed, with_notes=True).notes == "Long."


def test_a_cdata_section_that_was_escaped_twice_is_no_text() -> None:
    wrapped = "&lt;![CDATA[{}]]&gt;"
    feed = rss(item(title=wrapped.format("Bread"), description=wrapped.format("&lt;p&gt;Hi")))
    found = only(feed, with_notes=True)
    assert (found.title, found.notes) == ("Bread", "Hi")


# ----------------------------------------------------------------------------------- summaries


def test_a_subtitle_is_a_draft_of_the_summary_and_is_left_out_with_the_notes() -> None:
    feed = rss(
        "<language>en</language><description>A show.</description>"
        + item(title="Bread", itunes_subtitle="How it rises", description="About <b>it</b>.")
    )
    without, draft = (
        tfg.authoring.draft_from_feed(feed, with_notes=with_notes) for with_notes in (False, True)
    )
    assert (without.show.summary, without.episodes[0].summary, without.episodes[0].notes) == (
        *(None, None, None),
    )
    assert (str(draft.show.summary), str(draft.episodes[0].summary), draft.episodes[0].notes) == (
        *("A show.", "How it rises", "About it."),
    )
    assert "<itunes:subtitle>How it rises</itunes:subtitle>" in tfg.dumps(draft, "rss")


def test_a_subtitle_that_is_the_title_is_no_summary() -> None:
    feed = rss(item(title="Bread", itunes_subtitle="Bread"))
    assert only(feed, with_notes=True).summary is None


def test_an_update_drafts_summaries_of_new_episodes_only(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    one = item(title="1: Oven", guid="urn:1", description="Hot", itunes_subtitle="{}")
    first, second = (
        tfg.authoring.update_folder(tmp_path, rss(one.format(text)), with_notes=True)
        for text in ("How it is heated", "Another one")
    )
    assert str(first.added[0].summary) == "How it is heated"
    assert (second.filled, second.conflicts) == ((), ())
