"""RSS: what the feed says, element by element, and that nothing from the data becomes markup."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given, settings

import hostile
import techforgood_podcast as tfg
from bundled import CATALOGUE
from rss_documents import (
    ATOM,
    CONTENT,
    ITUNES,
    MINE,
    PODCAST,
    Markup,
    channel_of,
    in_feed_order,
    items_of,
    lines_of,
    texts_in,
)
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import typeset


def test_the_channel_holds_what_is_known_of_the_show() -> None:
    channel = channel_of(tfg.dumps(MINE, "rss"))
    assert [(tag, text) for tag, text in texts_in(channel) if tag != "item"] == [
        ("title", "Bread & code"),
        ("link", "https://example.org/?a=1&b=2"),
        ("description", "About <bread>."),
        ("language", "en"),
        (f"{ATOM}link", None),
        (f"{PODCAST}guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("itunes:image", None),
        ("image", None),
        ("category", "Food"),
        (f"{PODCAST}person", "Zoé Quill"),
    ]
    picture = {part.tag: part.text for part in channel.iterfind("image/*")}
    assert picture == {
        "url": "https://example.org/cover.jpg?a&b",
        "title": "Bread & code",
        "link": "https://example.org/?a=1&b=2",
    }
    links = [element.attrib for element in channel.findall(f"{ATOM}link")]
    address = "https://mp3s.nashownotes.com/pc20rss.xml"
    assert links == [{"rel": "self", "type": "application/rss+xml", "href": address}]
    images = [element.attrib for element in channel.findall(f"{ITUNES}image")]
    assert images == [{"href": "https://example.org/cover.jpg?a&b"}]


def test_unknown_values_are_left_out() -> None:
    show = tfg.Show(id="s", title="Short", language="en")
    episode = tfg.Episode(id="s01-x", show=show, season=1, title="One")
    channel = channel_of(tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "rss"))
    assert [tag for tag, _ in texts_in(channel)] == ["title", "description", "language", "item"]
    assert channel.findtext("description") == "Short"
    assert texts_in(channel[-1]) == [
        ("title", "One"),
        ("guid", "s/s01-x"),
        ("itunes:season", "1"),
        ("itunes:episodeType", "full"),
        (f"{PODCAST}season", "1"),
    ]


def in_feed(catalogue: tfg.Catalogue | tfg.Episodes) -> list[str | None]:
    return [item.findtext("title") for item in items_of(catalogue)]


def dated(**fields: Any) -> tfg.Catalogue:
    show = tfg.Show(id="s", title="S", language="en", **fields)
    days = [dt.date(2024, 1, day) for day in (1, 2)]
    episodes = [tfg.Episode(id=f"e0{d.day}", show=show, title=str(d), published=d) for d in days]
    return tfg.Catalogue(show=show, episodes=episodes)


def test_the_newest_episode_comes_first_unless_the_show_says_otherwise() -> None:
    assert in_feed(dated()) == ["2024-01-02", "2024-01-01"]
    assert in_feed(dated(feed_order="oldest")) == ["2024-01-01", "2024-01-02"]


def test_an_order_that_somebody_chose_stays() -> None:
    assert in_feed(dated().select(["e01", "e02"])) == ["2024-01-01", "2024-01-02"]


def test_an_item_holds_what_is_known_of_the_episode() -> None:
    item = items_of(MINE)[0]
    assert [(tag, text) for tag, text in texts_in(item) if tag != CONTENT] == [
        ("title", "Flour < water"),
        ("link", "https://example.org/1"),
        ("guid", "https://example.org/1"),
        ("pubDate", "Thu, 29 Feb 2024 00:00:00 +0000"),
        ("enclosure", None),
        ("description", "One & two.\n\nThree.\n"),
        ("category", "Food"),
        ("category", "Salt"),
        ("itunes:season", "1"),
        ("itunes:episode", "1"),
        ("itunes:episodeType", "full"),
        ("itunes:duration", "3723"),
        (f"{PODCAST}season", "1"),
        (f"{PODCAST}episode", "1"),
        (f"{PODCAST}person", "Zoé Quill"),
        (f"{PODCAST}person", "Ann Bell"),
        (f"{PODCAST}location", "Namur, Belgium"),
        (f"{PODCAST}location", "Nowhere"),
    ]


def test_people_have_roles_of_the_cast_and_addresses_where_known() -> None:
    attributes = [person.attrib for person in items_of(MINE)[0].findall(f"{PODCAST}person")]
    assert attributes == [
        {"role": "host", "group": "cast", "href": "https://example.org/zoe?a&b"},
        {"role": "guest", "group": "cast"},
    ]


def test_a_place_names_its_country_where_known() -> None:
    attributes = [place.attrib for place in items_of(MINE)[0].findall(f"{PODCAST}location")]
    assert attributes == [{"rel": "subject", "country": "BE"}, {"rel": "subject"}]


def test_the_credits_stand_beneath_the_summary() -> None:
    markup = Markup(items_of(MINE)[0].findtext(CONTENT, ""))
    assert markup.blocks == [
        ("p", "One & two."),
        ("p", "Three.\n"),
        ("h3", "Host"),
        ("li", "Zoé Quill (Bakers' Guild)"),
        ("h3", "Guests"),
        ("li", "Dr Ann Bell, baker at the mill (Bakers' Guild)"),
        ("li", "Ann"),
        ("li", "the public (The Mill)"),
        ("h3", "Mentioned"),
        ("li", "Bob"),
        ("h3", "Organisations"),
        ("li", "The Mill – subject"),
        ("li", "The Mill – supported by: Bakers' Guild"),
        ("h3", "Themes"),
        ("li", "Food"),
        ("li", "Salt"),
        ("h3", "Places"),
        ("li", "Namur, Belgium"),
        ("li", "Nowhere"),
        ("h3", "Figures"),
        ("li", "Three – Loaves a day. (2020)"),
        ("li", "Four – Loaves a night."),
        ("h3", "Sources"),
        ("li", "Page: https://example.org/page?a&b (consulted on 1 February 2024)"),
        ("li", "Book"),
    ]


def test_an_enclosure_stands_only_where_the_audio_is_known() -> None:
    found = [[e.attrib for e in item.findall("enclosure")] for item in items_of(MINE)]
    first = {"url": "https://example.org/1.mp3?a&b", "length": "4000000", "type": "audio/mpeg"}
    unsized = {"url": "https://example.org/2.mp3", "length": "0", "type": "audio/mpeg"}
    assert found == [[first], [], [unsized]]


def test_a_guid_is_a_permanent_link_only_where_it_is_the_page() -> None:
    found = [g.get("isPermaLink") for item in items_of(MINE) for g in item.findall("guid")]
    assert found == ["true", "false", "false"]


def test_the_description_is_plain_text_without_entities_of_html() -> None:
    show = tfg.Show(id="s", title="S", language="en", summary=tfg.LocalizedText(en="A & B"))
    notes = "Bread & butter, 1 < 2, a[b[0]]>c"
    episode = tfg.Episode(id="e", show=show, title="T", notes=notes)
    text = tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "rss")
    assert "<description>Bread &amp; butter, 1 &lt; 2, a[b[0]]&gt;c</description>" in text
    assert "<description>A &amp; B</description>" in text


def test_a_guid_that_two_episodes_have_stays_as_it_is() -> None:
    guids = [item.findtext("guid") for item in items_of(MINE)]
    assert guids == ["https://example.org/1", "twice", "twice"]


def test_texts_are_in_the_language_asked_for_and_in_another_where_it_lacks_them() -> None:
    channel = channel_of(tfg.dumps(MINE, "rss", language="de"))
    assert channel.findtext("language") == "de"
    assert channel.findtext("description") == "Über Brot."
    assert [c.text for c in channel.findall("item/category")] == ["Essen", "Salt"]


def test_a_language_that_is_not_known_is_left_out() -> None:
    show = tfg.Show(id="s", title="S", language="und")
    assert channel_of(tfg.dumps(tfg.Catalogue(show=show), "rss")).find("language") is None


def test_a_guid_that_reads_like_the_id_of_another_episode_gives_way() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    episodes = [
        tfg.Episode(id=f"e{number}", show=show, season=1, number=number, title="T", guid=guid)
        for number, guid in ((1, "s/e2"), (2, None), (3, "s/e3"))
    ]
    items = items_of(tfg.Catalogue(show=show, episodes=episodes))
    assert [item.findtext("guid") for item in items] == ["s/e3", "s/e2", "s/e1"]


def test_no_line_break_or_tab_becomes_another() -> None:
    show = tfg.Show(id="s", title="a\rb\tc", language="en")
    summary = tfg.LocalizedText(en="a\rb\n\tc\r\n\r\nd")
    episode = tfg.Episode(
        id="e", show=show, season=1, title="\r t\r", guid="a\t b", summary=summary
    )
    text = tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "rss")
    channel = channel_of(text.replace("\n", "\r\n"))
    assert channel.findtext("title") == show.title
    assert channel.findtext("item/title") == episode.title
    assert channel.findtext("item/guid") == "a\t b"
    assert channel.findtext("item/description") == "a\rb\n\tc\r\n\r\nd"
    read = Markup(channel.findtext(f"item/{CONTENT}", ""))
    assert "\n\n".join(read.texts("p")) == "a\rb\n\tc\r\n\r\nd"


def test_the_words_between_the_data_are_french_for_a_french_feed() -> None:
    text = tfg.dumps(CATALOGUE.episode(3), "rss")
    assert "<h3>Avec</h3><ul><li>" in text
    assert "<li>Jean Deydier, fondateur de We TechCare</li>" in text
    assert "<li>We TechCare – avec le soutien de\xa0: Google, Fondation SFR</li>" in text


def test_the_address_of_the_feed_can_be_given() -> None:
    channel = channel_of(tfg.dumps(MINE, "rss", feed_url="http://example.org/feed//"))
    assert [link.get("href") for link in channel.findall(f"{ATOM}link")] == [
        "http://example.org/feed//"
    ]
    other = channel_of(tfg.dumps(CATALOGUE, "rss", feed_url="https://example.org/feed"))
    assert channel.findtext(f"{PODCAST}guid") == other.findtext(f"{PODCAST}guid")


def test_every_address_is_in_ascii() -> None:
    address = "https://example.org/été?a=1&b=%20"
    ann = tfg.Person(id="ann", name="Ann", same_as=(address,))
    show = tfg.Show(id="s", title="S", language="fr", url=address, cover_url=address)
    audio = tfg.Audio(url=address, media_type="audio/mpeg")
    episode = tfg.Episode(
        id="e", show=show, season=1, title="T", url=address, hosts=(ann,), audio=audio
    )
    catalogue = tfg.Catalogue(show=show, episodes=[episode])
    channel = channel_of(tfg.dumps(catalogue, "rss", feed_url=address))
    found = [
        *(link.text for link in (*channel.iter("link"), *channel.iter("url"))),
        *(link.get("href") for link in channel.iter(f"{ATOM}link")),
        *(image.get("href") for image in channel.iter(f"{ITUNES}image")),
        *(enclosure.get("url") for enclosure in channel.iter("enclosure")),
        *(person.get("href") for person in channel.iter(f"{PODCAST}person")),
    ]
    assert found == ["https://example.org/%C3%A9t%C3%A9?a=1&b=%20"] * 8


def test_the_address_of_the_feed_has_a_host_that_can_exist() -> None:
    reason = r"cannot be used: the address has no valid host or port"
    with pytest.raises(tfg.UnknownOptionError, match=reason):
        tfg.dumps(MINE, "rss", feed_url="https://example.org:65536/feed.xml")


def test_a_malformed_address_is_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r'"feed\.xml" is not an address'):
        tfg.dumps(MINE, "rss", feed_url="feed.xml")


@pytest.mark.parametrize(("explicit", "text"), [(True, "true"), (False, "false"), (None, None)])
def test_explicit_is_said_when_told(explicit: bool | None, text: str | None) -> None:  # noqa: FBT001 -- a parameter of the test
    channel = channel_of(tfg.dumps(MINE, "rss", explicit=explicit))
    assert channel.findtext(f"{ITUNES}explicit") == text


@pytest.mark.parametrize("value", ["no", 0, 1, ()])
def test_explicit_is_either_true_or_false(value: Any) -> None:
    with pytest.raises(tfg.UnknownOptionError, match="is neither True nor False"):
        tfg.dumps(MINE, "rss", explicit=value)


def test_a_long_name_is_cut_at_128_characters() -> None:
    show = attrs.evolve(MINE.show, hosts=())
    for length, expected in ((128, "x" * 128), (129, "x" * 127 + "…")):
        person = tfg.Person(id="x", name="x" * length)
        episode = tfg.Episode(id="e", show=show, season=1, title="T", hosts=(person,))
        item = items_of(tfg.Catalogue(show=show, episodes=[episode]))[0]
        assert item.findtext(f"{PODCAST}person") == expected
        assert Markup(item.findtext(CONTENT, "")).texts("li") == ["x" * length]


def test_days_are_named_in_english_with_the_right_weekday() -> None:
    show = tfg.Show(id="s", title="S", language="fr", feed_order="oldest")
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=31 * step) for step in range(12)]
    episodes = [
        tfg.Episode(id=f"e{n:02}", show=show, season=1, number=n, title="T", published=day)
        for n, day in enumerate(days, 1)
    ]
    written = [
        item.findtext("pubDate") for item in items_of(tfg.Catalogue(show=show, episodes=episodes))
    ]
    assert written[0] == "Mon, 01 Jan 2024 00:00:00 +0000"
    read = [dt.datetime.strptime(text or "", "%a, %d %b %Y %H:%M:%S %z") for text in written]
    assert [moment.date() for moment in read] == days
    assert [text and text[:3] for text in written] == [f"{day:%a}" for day in days]


def test_a_year_has_four_digits() -> None:
    show = tfg.Show(id="s", title="S", language="fr")
    episode = tfg.Episode(id="e", show=show, season=1, title="T", published=dt.date(987, 7, 3))
    item = items_of(tfg.Catalogue(show=show, episodes=[episode]))[0]
    assert item.findtext("pubDate") == "Tue, 03 Jul 0987 00:00:00 +0000"


def test_an_empty_selection_is_a_feed_without_items() -> None:
    text = tfg.dumps(CATALOGUE.episodes.where(lambda _: False), "rss")
    assert channel_of(text).findall("item") == []
    assert text.endswith("</channel>\n</rss>\n")


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


def _compare(catalogue: tfg.Catalogue, language: str) -> None:
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
            _compare_markup(item.findtext(CONTENT), episode.notes, [])
        else:
            _compare_markup(item.findtext(CONTENT), summary, lines_of(episode, language))


def _compare_markup(markup: str | None, summary: str | None, lines: list[str]) -> None:
    read = Markup(markup or "")
    assert read.tags <= {"p", "br", "h3", "ul", "li"}
    assert "\n\n".join(read.texts("p")) == (summary or "")
    assert read.texts("li") == lines


def test_a_feed_is_not_among_the_sources_of_its_items() -> None:
    feed = "https://example.org/feed.xml"
    show = tfg.Show(id="s", title="Show", language="en", feed_url=feed)
    sources = (
        tfg.Source(id="feed", title=tfg.LocalizedText(en="A feed"), url=feed),
        tfg.Source(id="page", title=tfg.LocalizedText(en="A page"), url="https://example.org/"),
    )
    episode = tfg.Episode(id="e", show=show, title="One", sources=sources)
    catalogue = tfg.Catalogue(show=show, episodes=[episode], sources=sources)
    (item,) = items_of(catalogue)
    lines = Markup(item.findtext(CONTENT, "")).texts("li")
    assert lines == ["A page: https://example.org/"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_texts_stay_texts(language: str) -> None:
    _compare(hostile.CATALOGUE, language)


@settings(max_examples=examples(20), deadline=None)
@given(catalogues(min_episodes=1))
def test_any_text_stays_what_it_is(catalogue: tfg.Catalogue) -> None:
    _compare(catalogue, catalogue.show.language)


def test_a_cover_without_a_page_of_the_show_is_apples_alone() -> None:
    show = tfg.Show(id="s", title="S", language="en", cover_url="https://example.org/c.jpg")
    assert channel_of(tfg.dumps(tfg.Catalogue(show=show), "rss")).find("image") is None
