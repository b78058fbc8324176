"""Show notes become plain text that reads as they look."""

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


def notes(description: str, **fields: str) -> str | None:
    fields = {"title": "Bread", "description": f"<![CDATA[{description}]]>"} | fields
    (episode,) = tfg.authoring.draft_from_feed(rss(item(**fields)), with_notes=True).episodes
    return episode.notes


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("One\ntwo\n\n\n\nthree ", "One\ntwo\n\nthree"),
        ("<p>One\ntwo</p>\n<p>three</p>", "One two\n\nthree"),
        ("One<br/>two<BR >three", "One\ntwo\nthree"),
        ("<h2>One</h2><ul><li>two</li><li>three</li></ul>four", "One\n\n- two\n- three\n\nfour"),
        ("One<hr>two<section>three</section><pre>four</pre>", "One\n\ntwo\n\nthree\n\nfour"),
        ("<pre>One\n  two</pre>three", "One\ntwo\n\nthree"),
        ("<dl><dt>One</dt><dd>two</dd><dt>Three</dt></dl>four", "One\ntwo\nThree\n\nfour"),
        ("<dd>One</dd>two", "One two"),
        ("<table><tr><th>One</th><td>two</td></tr><tr><td>three</table>", "One two\nthree"),
        ("<figure><img><figcaption>One</figcaption></figure>two", "One\n\ntwo"),
        ("<b>One</b> &amp; <i>two</i>&nbsp;three", "One & two three"),
        ("<!-- no --><p>One</p>", "One"),
        ("1 < 2 > 1", "1 < 2 > 1"),
        ("<p>One</p><script>alert('<p>two</p>')</script><p>three</p>", "One\n\nthree"),
        ("<style>p {}</style>One", "One"),
        ("One <script> two", "One two"),
        ("One\x85two\u2028three", "One…two three"),
        ("&#99999999999;One", "One"),
        (" <p> </p> ", None),
        ("", None),
    ],
)
def test_notes_are_plain_text_with_paragraphs_and_lists(
    description: str, expected: str | None
) -> None:
    assert notes(description) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="https://example.org/a">Ann</a>', "Ann (https://example.org/a)"),
        ("<a class='x' HREF = 'https://example.org/a' >Ann</a>", "Ann (https://example.org/a)"),
        ('<a href="https://example.org/">example.org</a>', "example.org"),
        (
            '<a href="http://example.org/?a=1&amp;b=2">example.org/?a=1&amp;b=2</a>',
            "example.org/?a=1&b=2",
        ),
        ('<a href="#top">Ann</a>', "Ann"),
        ('<a href="mailto:ann@example.org">Ann</a>', "Ann"),
        ("Ann</a>", "Ann"),
        (f'<a href="https://example.org/a">Ann&#{"9" * 5000};</a>', "Ann (https://example.org/a)"),
        (f'<a {"x" * 5000} href="https://example.org/a">Ann</a>', "Ann"),
    ],
)
def test_the_address_of_a_link_follows_its_text_unless_it_is_the_text(
    link: str, expected: str
) -> None:
    assert notes(link) == expected


def test_the_most_complete_notes_are_taken() -> None:
    assert notes("Short.", content_encoded="<p>Long.</p>", itunes_summary="Other.") == "Long."


def test_notes_that_never_end_are_read_in_one_pass() -> None:
    for markup in ("<!--" * 50_000, "x<script>" * 25_000, "<a href=" * 25_000):
        assert notes(markup) is not None


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_notes_written_to_a_feed_are_read_back(text: str) -> None:
    first = notes(text.replace("]]>", ""))
    if first is not None:
        catalogue = tfg.authoring.draft_from_feed(rss(item(title="Bread")))
        (episode,) = catalogue.episodes
        assert first == notes_of(catalogue, episode, first)


def notes_of(catalogue: tfg.Catalogue, episode: tfg.Episode, text: str) -> str | None:
    """Return notes after a round trip through RSS."""
    import attrs

    again = tfg.Catalogue(show=catalogue.show, episodes=[attrs.evolve(episode, notes=text)])
    return tfg.authoring.draft_from_feed(tfg.dumps(again, "rss"), with_notes=True).episodes[0].notes


def test_a_subtitle_is_a_draft_of_the_summary() -> None:
    feed = rss(item(title="Bread", itunes_subtitle="How it rises", description="Notes"))
    (episode,) = tfg.authoring.draft_from_feed(feed, with_notes=True).episodes
    assert (str(episode.summary), episode.notes) == ("How it rises", "Notes")
    assert tfg.authoring.draft_from_feed(feed).episodes[0].summary is None
    again = rss(item(title="Bread", itunes_subtitle="Bread"))
    assert tfg.authoring.draft_from_feed(again, with_notes=True).episodes[0].summary is None


def test_an_update_drafts_summaries_of_new_episodes_only(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    one = item(title="1: Oven", guid="urn:1", description="Hot", itunes_subtitle="{}")
    feed = rss(one.format("How it is heated"))
    assert str(tfg.authoring.update_folder(tmp_path, feed, with_notes=True).added[0].summary) == (
        "How it is heated"
    )
    found = tfg.authoring.update_folder(tmp_path, rss(one.format("Another one")), with_notes=True)
    assert (found.filled, found.conflicts) == ((), ())


def test_a_summary_beside_notes_is_published_as_the_subtitle() -> None:
    feed = rss(item(title="Bread", itunes_subtitle="How it rises", description="Notes"))
    draft = tfg.authoring.draft_from_feed(feed, with_notes=True)
    assert "<itunes:subtitle>How it rises</itunes:subtitle>" in tfg.dumps(draft, "rss")


def test_a_cdata_section_that_was_escaped_twice_is_no_text() -> None:
    wrapped = "&lt;![CDATA[{}]]&gt;"
    feed = rss(item(title=wrapped.format("Bread"), description=wrapped.format("&lt;p&gt;Hi")))
    (episode,) = tfg.authoring.draft_from_feed(feed, with_notes=True).episodes
    assert (episode.title, episode.notes) == ("Bread", "Hi")
