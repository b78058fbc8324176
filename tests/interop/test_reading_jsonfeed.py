"""JSON Feed, checked with its JSON Schema, and read by feedsmith and compared with the catalogue.

The schema of version 1.1 comes from schemastore, and the schema of version 1 that it refers to from
jsonfeedvalidator.
"""

from __future__ import annotations

import json
from pathlib import Path
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
from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
from terms import notice_of

import techforgood_podcast as tfg
from example import EXAMPLE
from rss_documents import in_feed_order
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.text.phrases import Phrases

FEED_URL = "https://example.org/feed.json?a=1&b=2"
# The catalogue, language and document of each case.
FEEDS = {
    f"{name}-{language}": (
        catalogue_of(obj),
        language,
        tfg.dumps(obj, "jsonfeed", language=language, feed_url=FEED_URL),
    )
    for name, obj in FEED_CASES.items()
    for language in LANGUAGES
}
WHOLE = FEEDS["example-fr"][2]
BROKEN = {
    "no feed": "{}",
    "a tag is missing": WHOLE.replace('        "Boulangerie",\n', "", 1),
    "a guid is there twice": WHOLE.replace('"salt"', '"water"'),
}


def _schema() -> Any:
    """Return the schema of version 1.1 that is bundled with schemastore."""
    requests, requests_cache = reader("requests"), reader("requests_cache")
    kept = Path(reader("schemastore").__file__).with_name("cache")
    with requests_cache.CachedSession(kept, read_only=True) as session:
        wanted = requests.Request("GET", "https://json.schemastore.org/feed.json").prepare()
        return session.cache.get_response(session.cache.create_key(wanted)).json()


@pytest.fixture(scope="module")
def validator() -> Any:
    """Return a validator for version 1.1 that checks formats."""
    base = Resource.from_contents(reader("jsonfeedvalidator").schema.SCHEMA, DRAFT4)
    registry = Registry[Any]().with_resource("https://json.schemastore.org/feed-1", base)
    checker = Draft4Validator.FORMAT_CHECKER
    return Draft4Validator(_schema(), registry=registry, format_checker=checker)


@pytest.fixture(scope="module")
def feedsmith() -> dict[str, Any]:
    """Parse each document with feedsmith."""
    documents = {name: document for name, (_, _, document) in FEEDS.items()}
    return read_by_feedsmith("json", documents | BROKEN)


def author_of(person: tfg.Person) -> dict[str, Any]:
    return known(name=person.name, url=page_of(person), avatar=in_ascii(person.image_url))


def moment_of(episode: tfg.Episode) -> str | None:
    if episode.published_at:
        return episode.published_at.isoformat()
    return f"{episode.published}T00:00:00Z" if episode.published else None


def feed_without_texts(catalogue: tfg.Catalogue, language: str) -> dict[str, Any]:
    """Return a feed as it should be read, except long texts and extensions."""
    show = catalogue.show
    items = [
        known(
            id=guid_of(episode),
            url=episode.url,
            title=episode.title,
            summary=episode.summary and typeset(words_of(episode.summary, language), language),
            image=episode.image_url,
            date_published=moment_of(episode),
            authors=[author_of(host) for host in episode.hosts],
            tags=[
                *(words_of(theme.label, language) for theme in episode.themes),
                *episode.keywords,
            ],
            attachments=episode.audio
            and [
                known(
                    url=episode.audio.url,
                    mime_type=episode.audio.media_type,
                    size_in_bytes=episode.audio.length,
                    duration_in_seconds=seconds_of(episode),
                )
            ],
        )
        for episode in in_feed_order(catalogue)
    ]
    return known(
        title=show.title,
        home_page_url=show.url,
        feed_url=FEED_URL,
        description=show.summary and typeset(words_of(show.summary, language), language),
        user_comment=typeset(notice_of(catalogue).get(language, ""), language) or None,
        icon=show.cover_url,
        authors=[author_of(host) for host in show.hosts],
        language=language,
        items=items,
    )


def credit_in_feed(credit: tfg.Credit, language: str) -> dict[str, Any]:
    return known(
        name=credit.person and credit.person.name,
        group=credit.group and words_of(credit.group, language),
        credited_as=credit.credited_as,
        role=credit.role and words_of(credit.role, language),
        shared=credit.shared or None,
        organisations=[body.name for body in credit.organisations],
    )


def place_in_feed(place: tfg.Place, language: str) -> dict[str, Any]:
    codes = [around.code for around in place.lineage if around.code]
    return known(name=Phrases(language).write_place(place), country=codes[0] if codes else None)


def extension_of(episode: tfg.Episode, language: str) -> dict[str, Any]:
    """Return the expected ``_podcast`` extension of an episode."""
    return known(
        id=episode.id,
        code=episode.code,
        season=episode.season,
        number=episode.number,
        kind=episode.kind,
        short_title=episode.short_title,
        duration=seconds_of(episode),
        guests=[credit_in_feed(guest, language) for guest in episode.guests],
        mentioned=[credit_in_feed(person, language) for person in episode.mentioned],
        crew=[credit_in_feed(member, language) for member in episode.crew],
        organisations=[
            known(name=m.organisation.name, relation=m.relation, of=m.of and m.of.name)
            for m in episode.organisations
        ],
        places=[place_in_feed(place, language) for place in episode.places],
        figures=[
            known(
                value=figure.value,
                low=figure.low,
                high=figure.high,
                unit=words_of(figure.unit, language),
                statement=words_of(figure.statement, language),
                year=figure.year,
                as_printed=words_of(figure.as_printed, language),
            )
            for figure in episode.figures
        ],
        explicit=episode.explicit,
        transcripts=[
            known(url=t.url, media_type=t.media_type, language=t.language)
            for t in episode.transcripts
        ],
        chapters_url=episode.chapters_url,
        chapters=[
            known(
                start=int(one.start.total_seconds()),
                title=one.title,
                url=in_ascii(one.url),
                image_url=in_ascii(one.image_url),
            )
            for one in episode.chapters
        ],
        sources=[source_in_feed(source, language) for source in episode.sources],
    )


def source_in_feed(source: tfg.Source, language: str) -> dict[str, Any]:
    consulted = source.consulted and source.consulted.isoformat()
    return known(title=words_of(source.title, language), url=source.url, consulted=consulted)


def compare(catalogue: tfg.Catalogue, language: str, feed: dict[str, Any]) -> None:
    """Compare what feedsmith read with the catalogue."""
    texts = [item.pop("content_text") for item in feed.get("items", [])]
    assert feed == trimmed(feed_without_texts(catalogue, language))
    for text, episode in zip(texts, in_feed_order(catalogue), strict=True):
        if episode.notes:
            assert text == episode.notes
            continue
        summary = words_of(episode.summary, language) if episode.summary else ""
        assert text.startswith(typeset(summary.lstrip(), language))
        printed = [words_of(source.title, language) for source in episode.sources]
        for credit in (*episode.guests, *episode.mentioned):
            if credit.person:
                printed.append(credit.credited_as)
            if credit.group:
                printed.append(words_of(credit.group, language))
        printed += ["".join(Phrases(language).figure_text(f)) for f in episode.figures]
        assert all(typeset(one.strip(), language) in text for one in printed)
        bodies = [mention.organisation for mention in episode.organisations]
        names = [(body.name, *body.aliases, *body.search_names) for body in bodies]
        assert all(any(fold(name) in fold(text) for name in some) for some in names)


@pytest.mark.parametrize("name", FEEDS)
def test_the_schema_allows_every_feed(name: str, validator: Any) -> None:
    feed = json.loads(FEEDS[name][2])
    assert [error.message for error in validator.iter_errors(feed)] == []
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize("name", FEEDS)
def test_feedsmith_reads_every_value(name: str, feedsmith: dict[str, Any]) -> None:
    catalogue, language, _ = FEEDS[name]
    compare(catalogue, language, feedsmith[name]["feed"])


@pytest.mark.parametrize("name", FEEDS)
def test_the_extension_holds_what_json_feed_has_no_names_for(name: str) -> None:
    catalogue, language, document = FEEDS[name]
    feed, show = json.loads(document), catalogue.show
    assert feed["_podcast"] == known(
        id=show.id,
        first_published=show.first_published and show.first_published.isoformat(),
        producers=[body.name for body in show.producers],
        themes=[words_of(theme.label, language) for theme in show.themes],
        author=show.author,
        owner_name=show.owner_name,
        copyright=show.copyright,
        explicit=show.explicit,
        kind=show.kind,
        categories=list(show.categories),
        guid=show.guid,
        funding=show.funding and {"label": show.funding.label, "url": show.funding.url},
        sources=[source_in_feed(source, language) for source in show.sources],
    )
    found = [item["_podcast"] for item in feed["items"]]
    assert found == [extension_of(episode, language) for episode in in_feed_order(catalogue)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date_published": "2024-02-29"}, "'2024-02-29' is not a 'date-time'"),
        ({"url": "no address"}, "'no address' is not a 'uri'"),
        ({"id": 7}, "7 is not of type 'string'"),
        ({"tags": ["one", "one"]}, "['one', 'one'] has non-unique elements"),
        ({"authors": [{"role": "guest"}]}, "'role' does not match any of the regexes"),
        ({"_podcast": "text"}, "'text' is not of type 'object'"),
        ({"podcast": {}}, "'podcast' does not match any of the regexes"),
    ],
)
def test_the_schema_refuses_a_broken_item(
    change: dict[str, Any], reason: str, validator: Any
) -> None:
    feed = json.loads(WHOLE)
    feed["items"][0].update(change)
    messages = [error.message for error in validator.iter_errors(feed)]
    assert len(messages) == 1
    assert reason in messages[0]


def test_the_schema_wants_addresses_in_ascii(validator: Any) -> None:
    show = tfg.Show(id="s", title="S", language="fr", url="https://example.org/été")
    feed = json.loads(tfg.dumps(tfg.Catalogue(show=show), "jsonfeed"))
    assert list(validator.iter_errors(feed)) == []
    feed["home_page_url"] = show.url
    (error,) = validator.iter_errors(feed)
    assert error.message == "'https://example.org/été' is not a 'uri'"


def test_feedsmith_refuses_what_is_no_feed(feedsmith: dict[str, Any]) -> None:
    assert feedsmith["no feed"] == {"error": "DetectError: Invalid feed format"}


@pytest.mark.parametrize("name", ["a tag is missing", "a guid is there twice"])
def test_the_comparison_notices_a_feed_that_is_not_the_catalogue(
    name: str, feedsmith: dict[str, Any]
) -> None:
    assert BROKEN[name] != WHOLE
    with pytest.raises(AssertionError, match="'items': "):
        compare(EXAMPLE, "fr", feedsmith[name]["feed"])
