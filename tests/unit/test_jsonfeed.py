"""JSON Feed: what the feed says, key by key, and that a reader gets every text back."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings

import hostile
import techforgood_podcast as tfg
from bundled import CATALOGUE
from rss_documents import in_feed_order
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.text.phrases import in_language

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

MINE = tfg.loads(
    """
show:
  id: bread
  title: Bread & code
  language: en
  feed_order: oldest
  summary: {en: About bread., de: Über Brot.}
  url: https://example.org/
  feed_url: https://example.org/feed.rss
  cover_url: https://example.org/cover.jpg
  first_published: 2024-02-01
  hosts: [zoe]
  producers: [mill]
  themes: [food]
  sources: [book]
themes:
  - {id: food, label: {en: Food, de: Essen}}
  - {id: meals, label: {en: Meals, de: Essen}}
places:
  - {id: belgium, name: {en: Belgium, de: Belgien}, kind: country, code: BE}
  - {id: namur, name: Namur, kind: city, part_of: belgium}
  - {id: nowhere, name: Nowhere, kind: city}
organisations:
  - {id: mill, name: The Mill, kind: company}
  - {id: guild, name: Bakers' Guild, kind: association}
people:
  - {id: zoe, name: Zoé Quill, same_as: [https://example.org/zoe, https://example.org/z]}
  - {id: ann, name: Ann Bell}
  - {id: bob, name: Bob Cole}
sources:
  - {id: page, title: Page, url: https://example.org/page, consulted: 2024-02-01}
  - {id: book, title: Book}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: Flour < water
    duration: 1:02:03
    published: 2024-02-29
    url: https://example.org/1
    guid: g1
    summary: {en: One & two., de: Eins.}
    hosts: [zoe, bob]
    guests:
      - {person: ann, role: {en: baker, de: Bäckerin}, organisations: [mill], credited_as: Dr Ann}
      - {group: the public, credited_as: The public}
    mentioned:
      - {person: bob, credited_as: Bob}
    organisations:
      - {organisation: mill, relation: subject}
      - {organisation: guild, relation: supporter, of: mill}
    themes: [food, meals]
    places: [namur, nowhere]
    figures:
      - {value: 3, unit: loaves, statement: Loaves a day., year: 2020, as_printed: three}
      - {low: 1.5, high: 4, unit: loaves, statement: Loaves a night., as_printed: few}
    audio: {url: https://example.org/1.mp3, media_type: audio/mpeg, length: 4000000}
    sources: [page, book]
  - {id: s02-bonus, season: 2, kind: bonus, title: Crumbs, guid: twice}
  - id: s02e01
    season: 2
    number: 1
    title: Water
    guid: twice
    audio: {url: https://example.org/2.mp3, media_type: audio/mpeg}
""",
    "yaml",
)


def feed_of(obj: Exportable, **options: Any) -> dict[str, Any]:
    """Return the feed that is written of an object."""
    feed: dict[str, Any] = json.loads(tfg.dumps(obj, "jsonfeed", **options))
    return feed


def test_the_feed_holds_what_is_known_of_the_show() -> None:
    feed = feed_of(MINE)
    assert [item["id"] for item in feed.pop("items")] == ["g1", "bread/s02-bonus", "bread/s02e01"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bread & code",
        "home_page_url": "https://example.org/",
        "description": "About bread.",
        "icon": "https://example.org/cover.jpg",
        "authors": [{"name": "Zoé Quill", "url": "https://example.org/zoe"}],
        "language": "en",
        "_podcast": {
            "id": "bread",
            "first_published": "2024-02-01",
            "producers": ["The Mill"],
            "themes": ["Food"],
            "sources": [{"title": "Book"}],
        },
    }


def test_an_item_holds_what_is_known_of_the_episode() -> None:
    item = feed_of(MINE)["items"][0]
    assert item.pop("content_text") == (
        "One & two.\n\nHosts\n- Zoé Quill\n- Bob Cole\n\n"
        "Guests\n- Dr Ann, baker (The Mill)\n- the public\n\nMentioned\n- Bob\n\n"
        "Organisations\n- The Mill – subject\n- The Mill – supported by: Bakers' Guild\n\n"
        "Themes\n- Food\n- Meals\n\nPlaces\n- Namur, Belgium\n- Nowhere\n\n"
        "Figures\n- Three – Loaves a day. (2020)\n- Few – Loaves a night.\n\n"
        "Sources\n- Page: https://example.org/page (consulted on 1 February 2024)\n- Book"
    )
    extension = item.pop("_podcast")
    assert item == {
        "id": "g1",
        "url": "https://example.org/1",
        "title": "Flour < water",
        "summary": "One & two.",
        "date_published": "2024-02-29T00:00:00Z",
        "authors": [{"name": "Zoé Quill", "url": "https://example.org/zoe"}, {"name": "Bob Cole"}],
        "tags": ["Food", "Meals"],
        "attachments": [
            {
                "url": "https://example.org/1.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 4_000_000,
                "duration_in_seconds": 3723,
            }
        ],
    }
    assert extension == {
        "id": "s01e01",
        "code": "S1E1",
        "season": 1,
        "number": 1,
        "kind": "full",
        "duration": 3723,
        "guests": [
            {
                "name": "Ann Bell",
                "credited_as": "Dr Ann",
                "role": "baker",
                "organisations": ["The Mill"],
            },
            {"group": "the public", "credited_as": "The public"},
        ],
        "mentioned": [{"name": "Bob Cole", "credited_as": "Bob"}],
        "organisations": [
            {"name": "The Mill", "relation": "subject"},
            {"name": "Bakers' Guild", "relation": "supporter", "of": "The Mill"},
        ],
        "places": [{"name": "Namur, Belgium", "country": "BE"}, {"name": "Nowhere"}],
        "figures": [
            {
                "value": 3,
                "unit": "loaves",
                "statement": "Loaves a day.",
                "year": 2020,
                "as_printed": "three",
            },
            {
                "low": 1.5,
                "high": 4,
                "unit": "loaves",
                "statement": "Loaves a night.",
                "as_printed": "few",
            },
        ],
        "sources": [
            {"title": "Page", "url": "https://example.org/page", "consulted": "2024-02-01"},
            {"title": "Book"},
        ],
    }


def test_what_is_not_known_is_left_out_and_the_title_stands_for_the_text() -> None:
    show = tfg.Show(id="s", title="Short", language="en")
    episode = tfg.Episode(id="s01-x", show=show, season=1, title="One")
    feed = feed_of(tfg.Catalogue(show=show, episodes=[episode]))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Short",
        "language": "en",
        "_podcast": {"id": "s"},
        "items": [
            {
                "id": "s/s01-x",
                "title": "One",
                "content_text": "One",
                "_podcast": {"id": "s01-x", "code": "S1 x", "season": 1, "kind": "full"},
            }
        ],
    }


def test_zero_is_not_taken_for_unknown() -> None:
    show = tfg.Show(id="s", title="Short", language="en")
    text = tfg.LocalizedText(en="none")
    figure = tfg.Figure(value=0, unit=text, statement=text, as_printed=text)
    episode = tfg.Episode(
        id="e", show=show, season=1, title="T", duration=dt.timedelta(0), figures=(figure,)
    )
    item = feed_of(tfg.Catalogue(show=show, episodes=[episode]))["items"][0]
    assert item["_podcast"]["duration"] == 0
    assert item["_podcast"]["figures"][0]["value"] == 0


def test_an_attachment_omits_an_unknown_size_and_duration() -> None:
    attachments = feed_of(MINE)["items"][2]["attachments"]
    assert attachments == [{"url": "https://example.org/2.mp3", "mime_type": "audio/mpeg"}]


def test_texts_are_in_the_language_asked_for_and_in_another_where_it_lacks_them() -> None:
    feed = feed_of(MINE, language="de")
    assert (feed["language"], feed["description"]) == ("de", "Über Brot.")
    item = feed["items"][0]
    assert item["summary"] == "Eins."
    assert item["_podcast"]["guests"][0]["role"] == "Bäckerin"
    assert item["_podcast"]["guests"][1]["group"] == "the public"
    assert item["_podcast"]["places"][0]["name"] == "Namur, Belgien"


def test_a_language_that_is_not_known_is_left_out() -> None:
    show = tfg.Show(id="s", title="S", language="und")
    assert "language" not in feed_of(tfg.Catalogue(show=show))


def test_themes_of_one_name_are_one_tag() -> None:
    assert feed_of(MINE, language="de")["items"][0]["tags"] == ["Essen"]


def test_the_address_of_the_feed_is_the_one_given() -> None:
    address = "https://example.org/feed.json"
    assert feed_of(MINE, feed_url=address)["feed_url"] == address


def test_every_address_that_readers_follow_is_in_ascii() -> None:
    address = "https://example.org/été?a=1&b=%20"
    ann = tfg.Person(id="ann", name="Ann", same_as=(address,))
    show = tfg.Show(id="s", title="S", language="fr", url=address, cover_url=address, hosts=(ann,))
    audio = tfg.Audio(url=address, media_type="audio/mpeg")
    episode = tfg.Episode(id="e", show=show, season=1, title="T", url=address, audio=audio)
    feed = feed_of(tfg.Catalogue(show=show, episodes=[episode]), feed_url=address)
    (item,) = feed["items"]
    assert [
        *(feed["home_page_url"], feed["feed_url"], feed["icon"], feed["authors"][0]["url"]),
        *(item["url"], item["attachments"][0]["url"]),
    ] == ["https://example.org/%C3%A9t%C3%A9?a=1&b=%20"] * 6


def test_a_malformed_address_is_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r'"feed\.json" is not an address'):
        feed_of(MINE, feed_url="feed.json")


def test_an_empty_selection_is_a_feed_without_items() -> None:
    assert feed_of(CATALOGUE.episodes.where(lambda _: False))["items"] == []


def test_every_guest_of_the_bundled_catalogue_stands_in_the_feed() -> None:
    feed = feed_of(CATALOGUE, language="en")
    found = [
        (guest["credited_as"], guest.get("role"), guest.get("organisations", []))
        for item in feed["items"]
        for guest in item["_podcast"].get("guests", [])
    ]
    assert found == [
        (
            guest.credited_as,
            guest.role and guest.role["en"],
            [body.name for body in guest.organisations],
        )
        for episode in in_feed_order(CATALOGUE)
        for guest in episode.guests
    ]


def _compare(catalogue: tfg.Catalogue, language: str) -> None:
    """Compare the texts of a feed with the catalogue that it was written of."""
    feed = feed_of(catalogue, language=language)
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
        assert printed == [in_language(figure.as_printed, language) for figure in episode.figures]
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_texts_survive_a_round_trip(language: str) -> None:
    _compare(hostile.CATALOGUE, language)


@settings(max_examples=examples(20), deadline=None)
@given(catalogues(min_episodes=1))
def test_any_text_survives_a_round_trip(catalogue: tfg.Catalogue) -> None:
    _compare(catalogue, catalogue.show.language)
