"""RSS, read by feedsmith and compared with the catalogue.

lxml is a second reader since it proves another claim: the document is well-formed XML.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from cases import LANGUAGES, catalogue_of, reader
from feed_cases import (
    FEED_CASES,
    guid_of,
    in_ascii,
    known,
    page_of,
    read_by_feedsmith,
    seconds_of,
    trimmed,
    words_of,
)
from terms import notice_of

import techforgood_podcast as tfg
from example import EXAMPLE
from rss_documents import in_feed_order, lines_of
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.text.phrases import Phrases

etree: Any = reader("lxml.etree")
html: Any = reader("lxml.html")
FEED_URL = "https://example.org/feed.rss?a=1&b=2"
# The catalogue, language and document of each case.
FEEDS = {
    f"{name}-{language}": (
        catalogue_of(obj),
        language,
        tfg.dumps(obj, "rss", language=language, feed_url=FEED_URL),
    )
    for name, obj in FEED_CASES.items()
    for language in LANGUAGES
}
WHOLE = FEEDS["example-fr"][2]
LOST_GUEST = WHOLE.replace(
    '<podcast:person role="guest" group="cast">Léa Tourtelier</podcast:person>\n', "", 1
)
BROKEN = {
    "no feed": "<html><body>No feed</body></html>",
    "a guest is missing": LOST_GUEST,
    "a guid is there twice": WHOLE.replace(">salt<", ">water<"),
}


@pytest.fixture(scope="module")
def feedsmith() -> dict[str, Any]:
    """Parse each document with feedsmith."""
    documents = {name: document for name, (_, _, document) in FEEDS.items()}
    return read_by_feedsmith("rss", documents | BROKEN)


# The groups of the roles in the cases.
GROUPS = {"host": "cast", "guest": "cast", "audio editor": "audio post-production"}


def people_of(episode: tfg.Episode) -> list[tuple[tfg.Person, str]]:
    """Return the people credited, each once per role."""
    guests = [(g.person, "guest") for g in episode.guests if g.person]
    crew = [
        (member.person, member.role.get("en") or str(member.role))
        for member in episode.crew
        if member.person and member.role
    ]
    return list(dict.fromkeys([*((host, "host") for host in episode.hosts), *guests, *crew]))


def moment_of(episode: tfg.Episode) -> dt.datetime:
    day = episode.published or dt.date(1970, 1, 1)
    return episode.published_at or dt.datetime.combine(day, dt.time(), dt.UTC)


def country_of(place: tfg.Place | None) -> str | None:
    return None if place is None else place.code or country_of(place.part_of)


def person_in_feedsmith(person: tfg.Person, role: str) -> dict[str, Any]:
    return known(
        display=person.name,
        role=role,
        group=GROUPS.get(role.lower(), "misc."),
        href=page_of(person),
        img=in_ascii(person.image_url),
    )


def item_in_feedsmith(episode: tfg.Episode, language: str) -> dict[str, Any]:
    """Return an item as feedsmith should read it, except HTML texts."""
    audio = episode.audio
    places = [
        known(
            display=Phrases(language).write_place(place),
            rel="subject",
            country=country_of(place),
        )
        for place in episode.places
    ]
    themes = [words_of(theme.label, language) for theme in episode.themes]
    return known(
        title=episode.title,
        link=episode.url,
        guid={"value": guid_of(episode), "isPermaLink": guid_of(episode) == episode.url},
        pubDate=episode.published and f"{moment_of(episode):%a, %d %b %Y %H:%M:%S %z}",
        enclosures=[{"url": audio.url, "length": audio.length or 0, "type": audio.media_type}]
        if audio
        else None,
        categories=[{"name": name} for name in dict.fromkeys((*themes, *episode.keywords))],
        itunes=known(
            duration=seconds_of(episode),
            season=episode.season,
            episode=episode.number,
            episodeType=episode.kind,
            image=episode.image_url,
            explicit=episode.explicit,
            subtitle=words_of(episode.summary, language)
            if episode.notes and episode.summary
            else None,
            keywords=[keyword for keyword in episode.keywords if "," not in keyword],
        ),
        podcast=known(
            season=episode.season and {"number": episode.season},
            episode=episode.number and {"number": episode.number},
            persons=[person_in_feedsmith(*one) for one in people_of(episode)],
            locations=places,
            transcripts=[
                known(url=t.url, type=t.media_type, language=t.language)
                for t in episode.transcripts
            ],
            chapters=episode.chapters_url
            and {"url": episode.chapters_url, "type": "application/json+chapters"},
        )
        or None,
        psc={"chapters": [chapter_in_feedsmith(chapter) for chapter in episode.chapters]}
        if episode.chapters
        else None,
    )


def chapter_in_feedsmith(chapter: tfg.Chapter) -> dict[str, Any]:
    return known(
        start=str(chapter.start),
        title=chapter.title,
        href=in_ascii(chapter.url),
        image=in_ascii(chapter.image_url),
    )


def category_in_feedsmith(category: str) -> dict[str, Any]:
    main, *below = category.split(" > ")
    return known(text=main, categories=[{"text": text} for text in below])


def compare_texts(
    episode: tfg.Episode, language: str, description: str | None, content: str | None
) -> None:
    """Compare the description, where a reader tells it apart, and the whole in HTML."""
    summary = words_of(episode.summary, language) if episode.summary else ""
    text = episode.notes or typeset(summary, language)
    if description is not None:
        assert description.strip() == text.strip()
    if episode.notes_html is not None:
        assert content == episode.notes_html.strip()
        return
    body = html.fragment_fromstring(content or "", create_parent="div")
    assert {element.tag for element in body.iter()} <= {"div", "p", "br", "h3", "ul", "li"}
    assert all(not element.attrib for element in body.iter())
    for line in body.iter("br"):
        line.tail = "\n" + (line.tail or "")
    assert "\n\n".join(paragraph.text_content() for paragraph in body.iter("p")) == text
    lines = [] if episode.notes else lines_of(episode, language)
    assert [line.text_content() for line in body.iter("li")] == lines


def compare_with_feedsmith(catalogue: tfg.Catalogue, language: str, feed: dict[str, Any]) -> None:
    show = catalogue.show
    items = feed.pop("items", [])
    description = feed.pop("description")
    about = words_of(show.summary, language) if show.summary else show.title
    notice = [notice_of(catalogue)[language]] if catalogue.info.notice else []
    assert description == typeset("\n\n".join([about, *notice]), language)
    guid = feed["podcast"].pop("guid")
    assert guid == (show.guid or guid)
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", guid)
    assert feed == trimmed(
        known(
            title=show.title,
            link=show.url,
            language=language,
            categories=[{"name": words_of(theme.label, language)} for theme in show.themes],
            atom={"links": [{"href": FEED_URL, "rel": "self", "type": "application/rss+xml"}]},
            copyright=show.copyright,
            image=known(url=show.cover_url, title=show.title, link=show.url)
            if show.cover_url
            else None,
            itunes=known(
                image=show.cover_url,
                explicit=show.explicit,
                author=show.author,
                owner=known(name=show.owner_name, email=show.owner_email) or None,
                type=show.kind,
                categories=[category_in_feedsmith(text) for text in show.categories],
                block=show.blocked,
            )
            or None,
            podcast=known(
                persons=[person_in_feedsmith(host, "host") for host in show.hosts],
                fundings=[{"url": one.url, "display": one.label} for one in [show.funding] if one],
            ),
        )
    )
    for item, episode in zip(items, in_feed_order(catalogue), strict=True):
        content = item.pop("content", {}).get("encoded")
        compare_texts(episode, language, item.pop("description", None), content)
        assert item == trimmed(item_in_feedsmith(episode, language))
    guids = [item["guid"]["value"] for item in items]
    assert len(set(guids)) == len(guids)


@pytest.mark.parametrize("name", FEEDS)
def test_feedsmith_reads_every_value(name: str, feedsmith: dict[str, Any]) -> None:
    catalogue, language, _ = FEEDS[name]
    compare_with_feedsmith(catalogue, language, feedsmith[name]["feed"])


def test_feedsmith_refuses_what_is_no_feed(feedsmith: dict[str, Any]) -> None:
    assert feedsmith["no feed"] == {"error": "DetectError: Invalid feed format"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a guest is missing", "'podcast': "), ("a guid is there twice", "water")],
)
def test_the_comparison_notices_a_feed_that_is_not_the_catalogue(
    name: str, reason: str, feedsmith: dict[str, Any]
) -> None:
    assert BROKEN[name] != WHOLE
    with pytest.raises(AssertionError, match=reason):
        compare_with_feedsmith(EXAMPLE, "fr", feedsmith[name]["feed"])


@pytest.mark.parametrize("name", FEEDS)
def test_lxml_reads_a_well_formed_document(name: str) -> None:
    catalogue, _, document = FEEDS[name]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(document, parser)
    titles = root.xpath("/rss[@version='2.0']/channel/item/title/text()")
    assert titles == [episode.title for episode in in_feed_order(catalogue)]
    days = [parsedate_to_datetime(text).date() for text in root.xpath("//pubDate/text()")]
    assert days == [e.published for e in in_feed_order(catalogue) if e.published]
    assert etree.tostring(root, method="c14n").count(b"<item>") == len(catalogue.episodes)


def test_lxml_refuses_an_ampersand_that_is_not_escaped() -> None:
    with pytest.raises(etree.XMLSyntaxError, match="xmlParseEntityRef: no name"):
        etree.fromstring(WHOLE.replace("<title>", "<title>& ", 1))


def test_lxml_refuses_a_control_character() -> None:
    with pytest.raises(etree.XMLSyntaxError, match="PCDATA invalid Char value 1"):
        etree.fromstring(WHOLE.replace("<title>", "<title>\x01", 1))
