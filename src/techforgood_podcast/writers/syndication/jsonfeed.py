"""``jsonfeed``: a feed in JSON, for web pages and feed readers.

Also lost: every language but one, and the addresses and pictures of people who are not hosts.

Note: the authors are the hosts. What JSON Feed has no key for is data in ``_podcast``, an extension
of this library, on each item and on the feed, under the names of the fields: times are in seconds,
and records have names instead of ids. The same is text below the summary in ``content_text``, for
readers that show it. Where the publisher's own notes are known, they are there alone:
``notes_html`` exactly as it is in ``content_html``, other notes in ``content_text``. ``tags`` are
the themes, then the keywords. A day without a moment is midnight UTC. An item without summary and
credits has its title as ``content_text``, which is required. The ``id`` of an item is the ``guid``
of the episode; if it has none, or one that is not unique, it is the ids of the show and of the
episode.

Tested with: the JSON Schema of JSON Feed 1.1 (schemastore), jsonfeedvalidator, feedsmith.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ...models.durations import count_seconds
from ...syntax.json import drop_unknown, write
from ...text.writing import typeset
from ..format import Format
from ..text.facts import Facts
from .items import (
    UNDETERMINED,
    country_of,
    identify_episodes,
    in_feed_order,
    list_facts,
    page_of,
    uri_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...catalogue.catalogue import Catalogue
    from ...models import (
        Audio,
        Chapter,
        Credit,
        Episode,
        Figure,
        Mention,
        Organisation,
        Person,
        Place,
        Show,
        Source,
        Transcript,
    )

FORMAT = Format(
    name="jsonfeed",
    suffixes=(".feed.json",),
    media_type="application/feed+json",
    summary="A feed in JSON, for web pages and feed readers.",
    family="feeds",
    options=("language", "feed_url"),
)


def content(catalogue: Catalogue, *, language: str, feed_url: str | None = None) -> str:
    """Return the catalogue as a JSON feed.

    Args:
        catalogue: what to write.
        language: the language of the texts and of the feed; that of the show by default.
        feed_url: the address of the feed; left out by default, because the show's own ``feed_url``
            is that of its RSS feed.

    >>> import json
    >>> import techforgood_podcast as tfg
    >>> feed = json.loads(tfg.dumps(tfg.by_theme("art"), "jsonfeed", language="en"))
    >>> feed["items"][0]["_podcast"]["guests"][0]
    {'name': 'Hugo Dehaez', 'credited_as': 'Hugo Dehaez', 'role': 'artist and choreographer'}
    """
    show, episodes = catalogue.show, in_feed_order(catalogue)
    facts = Facts(language, catalogue)
    writer = _Feed(facts)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "user_comment": typeset(facts.write_notice(catalogue.info), language),
        "title": show.title,
        "home_page_url": uri_of(show.url),
        "feed_url": uri_of(feed_url),
        "description": show.summary and typeset(facts.say(show.summary), language),
        "icon": uri_of(show.cover_url),
        "authors": _authors(show.hosts),
        "language": language if language != UNDETERMINED else None,
        "_podcast": writer.describe(show),
    }
    items = [
        writer.item(episode, guid)
        for episode, guid in zip(episodes, identify_episodes(episodes), strict=True)
    ]
    return write({**drop_unknown(feed), "items": drop_unknown(items)}) + "\n"


@attrs.frozen(eq=False)
class _Feed:
    """What a feed says in one language."""

    facts: Facts

    def describe(self, show: Show) -> dict[str, Any]:
        """Return what the extension says of the show."""
        return {
            "id": show.id,
            "first_published": show.first_published and show.first_published.isoformat(),
            "producers": _names(show.producers),
            "themes": self.facts.label_themes(show.themes),
            "author": show.author,
            "owner_name": show.owner_name,
            "copyright": show.copyright,
            "explicit": show.explicit,
            "kind": show.kind,
            "categories": list(show.categories),
            "guid": show.guid,
            "funding": show.funding and {"label": show.funding.label, "url": show.funding.url},
            "sources": list(map(self._source, show.sources)),
        }

    def item(self, episode: Episode, guid: str) -> dict[str, Any]:
        """Return an episode as an item."""
        themes = self.facts.label_themes(episode.themes)
        return {
            "id": guid,
            "url": uri_of(episode.url),
            "title": episode.title,
            "content_html": episode.notes_html,
            "content_text": None if episode.notes_html else self._content_text(episode),
            "summary": self._summary(episode),
            "image": uri_of(episode.image_url),
            "date_published": _moment(episode),
            "authors": _authors(episode.hosts),
            "tags": [*dict.fromkeys((*themes, *episode.keywords))],
            "attachments": [_attachment(episode, episode.audio)] if episode.audio else None,
            "_podcast": self._episode(episode),
        }

    def _episode(self, episode: Episode) -> dict[str, Any]:
        return {
            "id": episode.id,
            "code": episode.code,
            "season": episode.season,
            "number": episode.number,
            "kind": episode.kind,
            "short_title": episode.short_title,
            "duration": count_seconds(episode.duration),
            "guests": list(map(self._credit, episode.guests)),
            "mentioned": list(map(self._credit, episode.mentioned)),
            "crew": list(map(self._credit, episode.crew)),
            "organisations": [_mention(mention) for mention in episode.organisations],
            "places": list(map(self._place, episode.places)),
            "figures": list(map(self._figure, episode.figures)),
            "explicit": episode.explicit,
            "transcripts": [_transcript(transcript) for transcript in episode.transcripts],
            "chapters_url": uri_of(episode.chapters_url),
            "chapters": [_chapter(chapter) for chapter in episode.chapters],
            "sources": list(map(self._source, episode.sources)),
        }

    def _summary(self, episode: Episode) -> str | None:
        summary = self.facts.say(episode.summary)
        return None if summary is None else typeset(summary, self.facts.language)

    def _content_text(self, episode: Episode) -> str:
        """Return the notes, or else the summary with lists of who and what the episode names."""
        if episode.notes is not None:
            return episode.notes
        summary = self._summary(episode)
        parts = [summary] if summary else []
        for heading, lines in list_facts(episode, self.facts):
            parts.append("\n- ".join((heading, *lines)))
        return "\n\n".join(parts) or episode.title

    def _credit(self, credit: Credit) -> dict[str, Any]:
        return {
            "name": credit.person and credit.person.name,
            "group": self.facts.say(credit.group),
            "credited_as": credit.credited_as,
            "role": self.facts.say(credit.role),
            "shared": credit.shared or None,
            "organisations": _names(credit.organisations),
        }

    def _place(self, place: Place) -> dict[str, Any]:
        return {"name": self.facts.write_place(place), "country": country_of(place)}

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "unit": self.facts.say(figure.unit),
            "statement": self.facts.say(figure.statement),
            "year": figure.year,
            "as_printed": self.facts.say(figure.as_printed),
        }

    def _source(self, source: Source) -> dict[str, Any]:
        consulted = source.consulted and source.consulted.isoformat()
        title = self.facts.say(source.title)
        return {"title": title, "url": source.url, "consulted": consulted}


def _authors(people: Iterable[Person]) -> list[dict[str, Any]]:
    return [
        {"name": person.name, "url": page_of(person), "avatar": uri_of(person.image_url)}
        for person in people
    ]


def _moment(episode: Episode) -> str | None:
    """Return when an episode was published; of a day without a moment, it is midnight UTC."""
    if episode.published_at is not None:
        return episode.published_at.isoformat()
    return None if episode.published is None else f"{episode.published}T00:00:00Z"


def _transcript(transcript: Transcript) -> dict[str, Any]:
    return {
        "url": uri_of(transcript.url),
        "media_type": transcript.media_type,
        "language": transcript.language,
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "start": count_seconds(chapter.start),
        "title": chapter.title,
        "url": uri_of(chapter.url),
        "image_url": uri_of(chapter.image_url),
    }


def _attachment(episode: Episode, audio: Audio) -> dict[str, Any]:
    return {
        "url": uri_of(audio.url),
        "mime_type": audio.media_type,
        "size_in_bytes": audio.length,
        "duration_in_seconds": count_seconds(episode.duration),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.organisation.name,
        "relation": mention.relation,
        "of": mention.of and mention.of.name,
    }


def _names(bodies: Iterable[Organisation]) -> list[str]:
    return [body.name for body in bodies]
