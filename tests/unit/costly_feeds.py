"""Feeds made to be costly, of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from costly import Case
from techforgood_podcast.authoring.folders.skeleton import write_draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costly import Prepare, Work

RSS = (
    '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Bread</title>'
)
# What all items have that may be the same one.
TWINS = (
    "<title>Bread</title><pubDate>2022-01-17</pubDate><itunes:duration>1834</itunes:duration>"
    "<itunes:episode>1</itunes:episode>"
)


def _feed(body: Callable[[int], str], *, recover: bool = False) -> Prepare:
    """Return what drafts a catalogue from a feed; hostile feeds are refused."""

    def prepare(size: int, _: Path) -> Work:
        feed = f"{RSS}{body(size)}</channel></rss>"

        def draft() -> None:
            try:
                tfg.authoring.draft_from_feed(feed, recover=recover)
            except tfg.FeedError:
                return

        return draft

    return prepare


def _matched(item: Callable[[int], str], later: Callable[[int], str]) -> Prepare:
    """Return what enriches the draft of a feed from a later one."""

    def prepare(size: int, _: Path) -> Work:
        feed, other = (
            f"{RSS}{''.join(f'<item>{make(i)}</item>' for i in range(size))}</channel></rss>"
            for make in (item, later)
        )
        draft = tfg.authoring.draft_from_feed(feed)
        return lambda: tfg.enrich(draft, other)

    return prepare


def _pages(size: int, _: Path) -> Work:
    """Return what joins pages, each of which has half of the items of the next one as well."""
    items = [f"<item><title>B{i}</title><guid>{i}</guid></item>" for i in range(20 * size + 20)]
    pages = [
        f"{RSS}{''.join(items[start : start + 40])}</channel></rss>"
        for start in range(0, 20 * size, 20)
    ]
    return lambda: tfg.authoring.draft_from_feed(*pages)


def _updated(new: int) -> Prepare:
    """Return what updates the folder of a drafted feed from that feed, with some more items."""

    def prepare(size: int, folder: Path) -> Work:
        feed, later = (
            f"{RSS}{''.join(f'<item><title>{i}: Oven</title></item>' for i in range(count))}"
            "</channel></rss>"
            for count in (size, size + new * size)
        )
        write_draft(tfg.authoring.draft_from_feed(feed), folder / "draft")
        return lambda: tfg.authoring.update_folder(folder / "draft", later)

    return prepare


def _notes(part: str) -> Prepare:
    """Return what takes show notes from a feed and shows them."""

    def prepare(size: int, _: Path) -> Work:
        item = f"<item><title>T</title><description><![CDATA[{part * size}]]></description></item>"
        feed = f"{RSS}{item}</channel></rss>"

        def show() -> None:
            draft = tfg.authoring.draft_from_feed(feed, with_notes=True)
            tfg.dumps(draft, "html")
            tfg.dumps(draft, "markdown")

        return show

    return prepare


def _items(item: Callable[[int], str]) -> Prepare:
    return _feed(lambda n: "".join(f"<item>{item(i)}</item>" for i in range(n)))


FEEDS = {
    "feed, tiny items": Case(10_000, _items(lambda i: f"<title>{i}</title>")),
    "feed, items of one title": Case(2_000, _items(lambda _: "<title>Bread</title>")),
    "feed, a title in Cyrillic and kana": Case(
        20_000, _feed(lambda n: f"<item><title>{'Хлеб パン 빵 ' * n}</title></item>")
    ),
    "feed, one guid": Case(5_000, _items(lambda i: f"<title>B{i}</title><guid>g</guid>")),
    "feed, later items of one title with other guids": Case(
        2_000,
        _matched(
            lambda i: f"<title>Bread</title><guid>{i}</guid>",
            lambda i: f"<title>Bread</title><guid>later {i}</guid>",
        ),
    ),
    "feed, later items of one title, day and running time with other guids": Case(
        2_000,
        _matched(
            lambda i: f"<guid>{i}</guid>{TWINS}",
            lambda i: f"<guid>later {i}</guid>{TWINS}",
        ),
    ),
    "feed, later items of one number": Case(
        2_000,
        _matched(
            lambda i: f"<title>A {i}</title><itunes:episode>1</itunes:episode>",
            lambda i: f"<title>B {i}</title><itunes:episode>1</itunes:episode>",
        ),
    ),
    "feed in pages that overlap": Case(100, _pages),
    "feed, bare ampersands": Case(
        2_500, _feed(lambda n: f"<title>{'a & b ' * n}</title>", recover=True)
    ),
    "feed, bare ampersands in comments that never end": Case(
        50_000, _feed(lambda n: "<!-- & " * n, recover=True)
    ),
    "update of a folder, nothing new": Case(500, _updated(0)),
    "update of a folder, as many new episodes": Case(50, _updated(1)),
    "feed, people": Case(
        5_000,
        _feed(
            lambda n: (
                "<item><title>T</title>"
                + "".join(
                    f'<podcast:person role="guest">Ann {i}</podcast:person>' for i in range(n)
                )
                + "</item>"
            )
        ),
    ),
    "feed, a title full of markup": Case(
        10_000, _feed(lambda n: f"<item><title>{'&lt;a &lt;b&gt;' * n}</title></item>")
    ),
    "feed, a title full of escapes": Case(
        20_000, _feed(lambda n: f"<item><title>{'&amp;amp;' * n}</title></item>")
    ),
    "feed, elements on 60 levels": Case(200, _feed(lambda n: ("<b>" * 60 + "x" + "</b>" * 60) * n)),
    "feed, attributes": Case(
        2_500, _feed(lambda n: "<item " + " ".join(f'a{i}="x"' for i in range(n)) + "/>")
    ),
    "feed, namespaces": Case(
        10_000, _feed(lambda n: "<item " + " ".join(f'xmlns:a{i}="x"' for i in range(n)) + "/>")
    ),
    "notes, nested lists": Case(4_000, _notes("<ul><li>x")),
    "notes, crossed emphasis": Case(4_000, _notes("<b><i>x</b></i>")),
    "notes, links": Case(4_000, _notes("<a href='https://a.org/'>x</a> ")),
    "feed, a date of many words": Case(
        50_000, _feed(lambda n: f"<item><title>T</title><pubDate>{'1 Jan ' * n}</pubDate></item>")
    ),
}
