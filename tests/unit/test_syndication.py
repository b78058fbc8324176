"""RSS and JSON Feed: what is in ``exports/`` for single cases holds for every catalogue."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given, settings

import hostile
import techforgood_podcast as tfg
from rss_documents import CONTENT, PODCAST, Markup, channel_of, in_feed_order, items_of, lines_of
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUE = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="S", language="en")


def of(**fields: Any) -> tfg.Catalogue:
    """Return a catalogue of one episode."""
    episode = attrs.evolve(tfg.Episode(id="e", show=SHOW, title="T"), **fields)
    return tfg.Catalogue(show=SHOW, episodes=[episode])


def json_feed(obj: tfg.Catalogue | tfg.Episodes, **options: Any) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(tfg.dumps(obj, "jsonfeed", **options))
    return feed


def test_an_order_that_somebody_chose_stays() -> None:
    chosen = CATALOGUE.select([3, 8, 4])
    titles = [episode.title for episode in chosen]
    assert [item.findtext("title") for item in items_of(chosen)] == titles
    assert [item["title"] for item in json_feed(chosen)["items"]] == titles


def test_no_line_break_or_tab_becomes_another() -> None:
    text = "a\rb\n\tc\r\n\r\nd"
    one = of(title="\r t\r", guid="a\t b", summary=tfg.LocalizedText(en=text))
    (item,) = channel_of(tfg.dumps(one, "rss").replace("\n", "\r\n")).findall("item")
    found = [item.findtext(name) for name in ("title", "guid", "description")]
    assert found == ["\r t\r", "a\t b", text]
    assert "\n\n".join(Markup(item.findtext(CONTENT, "")).texts("p")) == text


def test_zero_is_not_taken_for_unknown() -> None:
    (item,) = json_feed(of(duration=dt.timedelta(0)))["items"]
    assert item["_podcast"]["duration"] == 0


@pytest.mark.parametrize("format_", ["rss", "jsonfeed"])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org:65536/feed.xml", "the address has no valid host or port"),
        ("feed.xml", '"feed.xml" is not an address'),
    ],
)
def test_a_malformed_address_of_the_feed_is_refused(
    format_: Any, address: str, reason: str
) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=reason):
        tfg.dumps(CATALOGUE, format_, feed_url=address)


@pytest.mark.parametrize(("length", "printed"), [(128, "x" * 128), (129, "x" * 127 + "…")])
def test_a_long_name_is_cut_at_128_characters(length: int, printed: str) -> None:
    (item,) = items_of(of(hosts=(tfg.Person(id="x", name="x" * length),)))
    assert item.findtext(f"{PODCAST}person") == printed
    assert Markup(item.findtext(CONTENT, "")).texts("li") == ["x" * length]


@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_named_in_english_with_the_right_weekday(month: int) -> None:
    (item,) = items_of(of(published=dt.date(2024, month, 1)))
    text = item.findtext("pubDate", "")
    read = dt.datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %z")
    assert read == dt.datetime(2024, month, 1, tzinfo=dt.UTC)
    assert text.startswith(f"{read:%a}")


def test_an_empty_selection_is_a_feed_without_items() -> None:
    nothing = CATALOGUE.episodes.where(lambda _: False)
    assert items_of(nothing) == json_feed(nothing)["items"] == []
    assert tfg.dumps(nothing, "rss").endswith("</channel>\n</rss>\n")


def test_a_feed_with_audio_is_read_back_as_it_was_written() -> None:
    episodes = [
        attrs.evolve(
            episode,
            published=dt.date(2022, 1, 17) + dt.timedelta(days=7 * index),
            duration=dt.timedelta(minutes=30, seconds=index),
            guid=f"acast-{index}",
            audio=tfg.Audio(
                url=f"https://example.org/{index}.mp3?a=1&b=2",
                media_type="audio/mpeg",
                length=4_000_000 + index,
            ),
        )
        for index, episode in enumerate(CATALOGUE.episodes)
    ]
    catalogue = tfg.Catalogue(show=CATALOGUE.show, episodes=episodes)
    feed = tfg.dumps(catalogue, "rss", feed_url="https://example.org/feed")
    draft = tfg.authoring.draft_from_feed(feed)

    def facts(episode: tfg.Episode) -> tuple[object, ...]:
        people = [host.name for host in episode.hosts]
        guests = [guest.person.name for guest in episode.guests if guest.person]
        numbers = episode.season, episode.number, episode.kind
        times = episode.published, episode.duration
        known = episode.title, episode.url, episode.guid, episode.audio
        return people, guests, numbers, times, known

    assert [facts(episode) for episode in draft.episodes] == [facts(e) for e in episodes]
    assert (draft.show.title, draft.show.language) == (CATALOGUE.show.title, "fr")
    assert (draft.show.url, draft.show.feed_url) == (CATALOGUE.show.url, "https://example.org/feed")
    assert [h.name for h in draft.show.hosts] == [h.name for h in CATALOGUE.show.hosts]
    enriched = tfg.enrich(CATALOGUE, feed)
    assert enriched.unmatched == ()
    assert {e.id: e.audio for e in enriched.catalogue.episodes} == {e.id: e.audio for e in episodes}


def test_every_guest_of_the_bundled_catalogue_has_a_role_and_organisations_in_the_feed() -> None:
    found = [
        (guest["credited_as"], guest.get("role"), guest.get("organisations", []))
        for item in json_feed(CATALOGUE, language="en")["items"]
        for guest in item["_podcast"].get("guests", [])
    ]
    assert found == [
        (guest.credited_as, guest.role and guest.role["en"], [b.name for b in guest.organisations])
        for episode in in_feed_order(CATALOGUE)
        for guest in episode.guests
    ]


def compare_rss(catalogue: tfg.Catalogue, language: str) -> None:
    """Compare every text of a feed with the catalogue that it was written of."""
    channel = channel_of(tfg.dumps(catalogue, "rss", language=language))
    assert channel.findtext("title") == catalogue.show.title
    items = channel.findall("item")
    for item, episode in zip(items, in_feed_order(catalogue), strict=True):
        assert item.findtext("title") == episode.title
        assert unquote(item.findtext("link", "")) == unquote(episode.url or "")
        names = [p.text for p in item.findall(f"{PODCAST}person")]
        guests = {g.person.id: g.person.name for g in episode.guests if g.person}.values()
        crew = [member.person.name for member in episode.crew if member.person and member.role]
        assert names == [*(host.name for host in episode.hosts), *guests, *crew]
        labels = [t.label.get(language) or str(t.label) for t in episode.themes]
        tags = list(dict.fromkeys((*labels, *episode.keywords)))
        assert [c.text for c in item.findall("category")] == tags
        summary = None
        if episode.summary:
            summary = typeset(episode.summary.get(language) or str(episode.summary), language)
        assert item.findtext("description", "") == (episode.notes or summary or "")
        if episode.notes_html is not None:
            assert item.findtext(CONTENT) == episode.notes_html
        elif episode.notes is not None:
            compare_markup(item.findtext(CONTENT), episode.notes, [])
        else:
            compare_markup(item.findtext(CONTENT), summary, lines_of(episode, language))


def compare_markup(markup: str | None, summary: str | None, lines: list[str]) -> None:
    read = Markup(markup or "")
    assert read.tags <= {"p", "br", "h3", "ul", "li"}
    assert "\n\n".join(read.texts("p")) == (summary or "")
    assert read.texts("li") == lines


def compare_json_feed(catalogue: tfg.Catalogue, language: str) -> None:
    """Compare the texts of a feed with the catalogue that it was written of."""
    feed = json_feed(catalogue, language=language)
    assert feed["title"] == catalogue.show.title
    for item, episode in zip(feed["items"], in_feed_order(catalogue), strict=True):
        said = item["_podcast"]
        assert item["title"] == episode.title
        assert unquote(item.get("url", "")) == unquote(episode.url or "")
        assert ("content_html" in item) != ("content_text" in item)
        assert (item.get("content_html") or item["content_text"]).strip()
        summary = episode.summary and typeset(
            episode.summary.get(language) or str(episode.summary), language
        )
        assert item.get("summary") == summary
        if episode.notes_html is not None:
            assert item["content_html"] == episode.notes_html
        elif episode.notes is None:
            assert item["content_text"].startswith(summary or "")
        else:
            assert item["content_text"] == episode.notes
        hosts = [author["name"] for author in item.get("authors", [])]
        assert hosts == [host.name for host in episode.hosts]
        credits_ = [a["credited_as"] for a in said.get("guests", []) + said.get("mentioned", [])]
        assert credits_ == [a.credited_as for a in (*episode.guests, *episode.mentioned)]
        bodies = [mention["name"] for mention in said.get("organisations", [])]
        assert bodies == [mention.organisation.name for mention in episode.organisations]
        printed = [figure["as_printed"] for figure in said.get("figures", [])]
        assert printed == [Phrases(language).say(f.as_printed) for f in episode.figures]
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("compare", [compare_rss, compare_json_feed])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_texts_stay_texts(
    compare: Callable[[tfg.Catalogue, str], None], language: str
) -> None:
    compare(hostile.CATALOGUE, language)


@pytest.mark.parametrize("compare", [compare_rss, compare_json_feed])
@settings(max_examples=examples(20), deadline=None)
@given(catalogue=catalogues(min_episodes=1))
def test_any_text_stays_what_it_is(
    compare: Callable[[tfg.Catalogue, str], None], catalogue: tfg.Catalogue
) -> None:
    compare(catalogue, catalogue.show.language)
