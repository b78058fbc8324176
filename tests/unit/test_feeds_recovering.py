"""Bare ampersands and what stands after a feed are mended on request; each mend is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "show.yaml", SHOW)
    return tmp_path


def titles(feed: str | bytes) -> list[str]:
    return [episode.title for episode in tfg.authoring.draft_from_feed(feed, recover=True).episodes]


def mends(folder: Path, feed: str | bytes) -> list[str]:
    update = tfg.authoring.update_folder(folder, feed, recover=True)
    assert {mend.severity for mend in update.mended} <= {"warning"}
    return [f"{mend.line}:{mend.column}" for mend in update.mended]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        *(("Salt & bread", "Salt & bread"), ("Q&A", "Q&A"), ("R&D; &", "R&D; &")),
        *(("A&#x26;B &lt;3", "A&B <3"), ("&#xZ;", "&#xZ;"), ("Caf&eacute; & co", "Café & co")),
        *(("<![CDATA[A & B]]> & C", "A & B & C"), ("A <!-- & --> & B", "A & B")),
        *(("<b>A & B</b>", "A & B"), ("A<?b &?> & B", "A & B")),
    ],
)
def test_an_ampersand_that_begins_no_reference_is_read_as_one(printed: str, title: str) -> None:
    assert titles(rss(item(title=printed))) == [title]


def test_an_ampersand_in_an_address_is_mended() -> None:
    link = '<enclosure url="https://example.org/?a=1&b=2" type="audio/mpeg"/>'
    (episode,) = tfg.authoring.draft_from_feed(
        rss(item(title="Oven", more=link)), recover=True
    ).episodes
    assert episode.audio == tfg.Audio(url="https://example.org/?a=1&b=2", media_type="audio/mpeg")


def test_each_mend_is_named_with_its_position_and_what_is_around_it(folder: Path) -> None:
    write(folder, "feed.rss", "<rss><channel>\n<author>A & B</author></channel></rss>")
    update = tfg.authoring.update_folder(folder, folder / "feed.rss", recover=True)
    (mended,) = update.mended
    assert str(mended).removeprefix(f"{folder}/") == (
        'feed.rss:2:11: warning: read "&" as "&amp;" in: <author>A & B</author></channel></rss>'
    )
    assert not update.waits


@pytest.mark.parametrize(
    "document",
    [
        "<rss><channel>\n<title>\né & è & ê</title></channel></rss>".encode(),
        "\ufeff<rss><channel>\n<title>\né & è & ê</title></channel></rss>".encode(),
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel>\n<title>\né & è & ê</title>'
            "</channel></rss>"
        ).encode("latin-1"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "Latin-1"],
)
def test_positions_count_the_characters_of_the_file(folder: Path, document: bytes) -> None:
    assert mends(folder, document) == ["3:3", "3:7"]


def test_positions_on_the_first_line_count_no_byte_order_mark(folder: Path) -> None:
    assert mends(folder, "\ufeff<rss><channel><title>&</title></channel></rss>".encode()) == [
        "1:22"
    ]


def test_an_error_after_a_mend_has_the_position_in_the_file() -> None:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed("<rss><channel>\n<title>& & é &</titel> &", recover=True)
    assert (caught.value.line, caught.value.column) == (2, 17)


def test_a_feed_that_is_well_formed_is_not_changed(folder: Path) -> None:
    everything = "<!-- & --><![CDATA[&]]>&amp;&lt;&gt;&quot;&apos;&#38;&#x26;<?x &?>"
    assert mends(folder, rss(item(title=everything))) == []


def test_a_feed_in_utf_16_is_read_as_it_is(folder: Path) -> None:
    assert mends(folder, rss(item(title="A &amp; B")).encode("utf-16")) == []
    with pytest.raises(tfg.FeedError):
        tfg.authoring.draft_from_feed(rss(item(title="A & B")).encode("utf-16"), recover=True)


@pytest.mark.parametrize("opening", ["<![CDATA[", "<!--", "<?a "])
def test_what_never_ends_is_not_searched_again(opening: str) -> None:
    with pytest.raises(tfg.FeedError):
        tfg.authoring.draft_from_feed(f"<rss><channel>{opening * 300_000}&", recover=True)


def test_no_more_ampersands_than_the_limit_are_mended() -> None:
    with pytest.raises(tfg.FeedError, match=r'^feed:2:10009: invalid XML: a bare "&"'):
        tfg.authoring.draft_from_feed(rss(f"\n<title>{'&' * 10_001}</title>"), recover=True)


def test_an_option_that_was_given_is_not_advised_again() -> None:
    with pytest.raises(tfg.FeedError, match=r'write "&amp;" instead$'):
        tfg.authoring.draft_from_feed(rss(f"<title>{'&' * 10_001}</title>"), recover=True)


def test_enriching_names_mends_too() -> None:
    found = tfg.enrich(tfg.load_catalogue(), rss("<title>\nA & B</title>"), recover=True)
    assert [(mend.line, mend.column) for mend in found.mended] == [(2, 3)]


def test_inspecting_reads_the_mended_feed() -> None:
    (count,) = tfg.authoring.inspect_feed(
        "<rss><channel><title>A & B</title></channel></rss>", recover=True
    )
    assert (count.element, count.reason) == ("title", "")


SCRIPT = '<script src="/email-decode.min.js"></script>'


def test_what_stands_after_the_feed_is_left_out_and_named() -> None:
    feed = f"{rss(item(title='Oven & co'))}<!-- cached -->\n {SCRIPT} & more"
    found = tfg.enrich(tfg.load_catalogue(), feed, recover=True)
    assert [entry.title for entry in found.unmatched] == ["Oven & co"]
    assert [f"{mend.line}: {mend.message}" for mend in found.mended][1:] == [
        f'2: left out what stands after "</rss>": {SCRIPT[:30]}'
    ]
    assert found.mended[1].column == 2


def test_without_recovering_the_message_says_what_to_do_about_the_rest() -> None:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.authoring.draft_from_feed(rss("") + SCRIPT)
    assert "invalid XML: the feed goes on after its end in: " in str(caught.value)
    assert str(caught.value).endswith(
        f"</channel></rss>{SCRIPT[:30]}; remove the rest, or pass recover=True"
    )


def test_the_rest_of_a_feed_on_one_line_has_its_column(folder: Path) -> None:
    assert mends(folder, f"\ufeff<rss><channel/></rss>{SCRIPT}".encode()) == ["1:22"]


@pytest.mark.parametrize(
    "feed",
    [
        f"{rss('')}\n<!-- </rss> {SCRIPT} --> <?x </rss> y?>\n",
        rss(item(title="<![CDATA[</rss>]]>")),
        f"<!-- </rss> -->{rss('')}",
    ],
    ids=["comments after it", "its end in CDATA", "its end in a comment"],
)
def test_comments_and_text_are_no_rest(folder: Path, feed: str) -> None:
    assert mends(folder, feed) == []


@pytest.mark.parametrize("opening", ["<!--", "<?a ", "</rss", "</rss>"])
def test_a_rest_that_never_ends_is_not_searched_again(opening: str) -> None:
    with pytest.raises(tfg.FeedError):
        tfg.authoring.draft_from_feed(f"<rss></rss>{opening * 300_000}&", recover=True)
