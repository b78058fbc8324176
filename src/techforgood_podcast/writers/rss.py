"""``rss``: a feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.

Also lost: every language but one. Groups, people who are only mentioned, organisations, roles,
affiliations and figures are text below the summary, not data; where the publisher's own notes are
known, they replace this text.

Note: with audio files, this is a feed that podcast directories take, and that can replace the one
that a catalogue came from. Unknown values are left out even where directories ask for them;
``export`` names them on standard error. Without audio the feed is valid, but there is nothing to
listen to. An unknown size is ``length="0"``, as is usual. ``podcast:guid`` is that of the show, or
else derived from the address of the feed; store it as the show's ``guid`` before you change that
address.

Note: addresses are percent-encoded. A day without a moment is midnight UTC. ``language`` is that of
the texts, not of the audio. The newest episode comes first, unless the show says otherwise or
somebody chose an order. ``description`` is text: the publisher's own notes, or else the summary,
cut after a word where it would have more than the 4,000 bytes that Apple takes. ``content:encoded``
has the whole in HTML: ``notes_html`` exactly as it is, or else the notes, or the summary and the
credits; everything else from the catalogue is escaped. Beside notes, the summary is
``itunes:subtitle``. An episode without a ``guid``, or with one that is not unique, is identified by
the address of its audio file, as apps do, or else by the show's id and its own. ``podcast:person``
names the hosts on each item, because persons on an item replace those of the channel; roles of the
crew are in English where the catalogue has them so, and in the group that Podcasting 2.0 puts them
in. Names of more than 128 characters are cut and end in an ellipsis. Themes and keywords are each a
``category``; keywords are in ``itunes:keywords`` too, unless they have a comma, which separates
keywords there.

Tested with: feedsmith, podcastparser, lxml.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from ..models.durations import count_seconds
from ..text.writing import join_lines, to_uri, typeset
from .feed_items import UNDETERMINED, identify_episodes, in_feed_order
from .format import Format, check_address, check_flag, choose_language
from .phrases import in_language
from .rss_elements import (
    write_apple_categories,
    write_category,
    write_chapters,
    write_chapters_file,
    write_crew,
    write_element,
    write_enclosure,
    write_funding,
    write_image,
    write_location,
    write_owner,
    write_persons,
    write_picture,
    write_tags,
    write_transcript,
    yes_or_no,
    yes_or_no_for_apple,
)
from .rss_texts import cdata, texts_of
from .xml_text import escape_text

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..models import Episode, Show

FORMAT = Format(
    name="rss",
    suffixes=(".rss", ".xml"),
    media_type="application/rss+xml",
    summary="A feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.",
    family="feeds",
    options=("language", "feed_url", "explicit"),
    keeps_order=True,
)

_HEAD = """\
<?xml version="1.0"?>
<rss version="2.0"
    xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"
    xmlns:psc="http://podlove.org/simple-chapters">
<channel>"""
_TAIL = "</channel>\n</rss>\n"
# The namespace of podcast:guid, a UUID of version 5.
_GUIDS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"


def content(
    catalogue: Catalogue,
    *,
    language: str | None = None,
    feed_url: str | None = None,
    explicit: bool | None = None,
) -> str:
    """Return the catalogue as an RSS feed.

    Args:
        catalogue: what to write.
        language: the language of the texts and of the feed; that of the show by default.
        feed_url: the address of the feed; the show's ``feed_url`` by default.
        explicit: the value of ``itunes:explicit``, which Apple requires; the show's by default.

    Raises:
        UnknownLanguageError: the catalogue has no text in this language.
        UnknownOptionError: ``feed_url`` is not an address, or ``explicit`` is not a bool.

    >>> import techforgood_podcast as tfg
    >>> feed = tfg.dumps(tfg.load_catalogue(), "rss", language="en", explicit=False)
    >>> print(next(line for line in feed.splitlines() if "Karine Gentelet</podcast" in line))
    <podcast:person role="guest" group="cast">Karine Gentelet</podcast:person>
    """
    language = choose_language(catalogue, language)
    feed_url = check_address(feed_url) or catalogue.show.feed_url
    feed_url = feed_url and to_uri(feed_url)
    explicit = catalogue.show.explicit if check_flag(explicit) is None else explicit
    lines = [_HEAD, *_channel(catalogue.show, language, feed_url, explicit=explicit)]
    episodes = in_feed_order(catalogue)
    for episode, guid in zip(episodes, identify_episodes(episodes), strict=True):
        lines += ("<item>", *_item(episode, guid, language), "</item>")
    return "\n".join((*lines, _TAIL))


def held_back(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what the feed asks directories, hosts and apps not to do, or where it sends them."""
    show = catalogue.show
    blocked = sum(episode.blocked is True for episode in catalogue.episodes)
    found = {
        "it asks directories not to list the show (blocked)": show.blocked,
        f"it asks directories not to list {blocked} of its episodes (blocked)": blocked,
        "it asks other hosts not to import it (locked)": show.locked,
        f"it sends apps to {show.new_feed_url} (new_feed_url)": show.new_feed_url,
    }
    return tuple(message for message, holds in found.items() if holds)


def missing(
    catalogue: Catalogue,
    *,
    language: str | None = None,
    feed_url: str | None = None,
    explicit: bool | None = None,
) -> tuple[str, ...]:
    """Return what podcast directories ask for and the feed will not have.

    These are fields of the show, and those of episodes with how many episodes lack them. A guid
    that several episodes have is lacking, since the feed cannot use it. The options are those of
    :func:`content`.

    >>> from ..catalogue.exportable import catalogue_of
    >>> from ..models import Episode, Show
    >>> show = Show(id="s", title="S", language="en", url="https://example.org/", author="Ann")
    >>> episode = Episode(id="e", show=show, title="E", published=dt.date(2024, 2, 29))
    >>> missing(catalogue_of(episode), feed_url="https://example.org/rss", explicit=False)
    ('summary', 'cover_url', 'owner_name', 'owner_email', 'categories', 'audio of 1 episode')
    """
    show = catalogue.show
    explicit = show.explicit if explicit is None else explicit
    known: dict[str, object] = {
        "summary": show.summary,
        "language": choose_language(catalogue, language) != UNDETERMINED,
        "url": show.url,
        "feed_url": feed_url or show.feed_url,
        "cover_url": show.cover_url,
        "author": show.author,
        "owner_name": show.owner_name,
        "owner_email": show.owner_email,
        "categories": show.categories,
        "explicit": explicit is not None,
    }
    guids = zip(catalogue.episodes, identify_episodes(catalogue.episodes), strict=True)
    audios = [episode.audio for episode in catalogue.episodes]
    lacking = {
        "audio": audios.count(None),
        "audio.length": sum(audio is not None and audio.length is None for audio in audios),
        "published": sum(episode.published is None for episode in catalogue.episodes),
        "unique guid": sum(episode.guid not in {None, used} for episode, used in guids),
    }
    return (
        *(field for field, value in known.items() if not value),
        *(
            f"{field} of {count} episode{'s' if count > 1 else ''}"
            for field, count in lacking.items()
            if count
        ),
    )


def _channel(
    show: Show, language: str, feed_url: str | None, *, explicit: bool | None
) -> list[str]:
    summary = in_language(show.summary, language) if show.summary else show.title
    description = typeset(summary, language)
    own = f'rel="self" type="{FORMAT.media_type}" href="{escape(feed_url or "")}"'
    guid = show.guid or (_guid_of(feed_url) if feed_url else None)
    lines = [
        f"<title>{escape_text(show.title)}</title>",
        f"<link>{escape_text(to_uri(show.url))}</link>" if show.url else "",
        f"<description><![CDATA[{escape_text(description)}]]></description>",
        f"<language>{language}</language>" if language != UNDETERMINED else "",
        f"<atom:link {own}/>" if feed_url else "",
        write_element("podcast:guid", guid),
        write_element("copyright", show.copyright),
        write_image(show.cover_url),
        write_picture(show),
        write_element("itunes:author", show.author),
        write_owner(show),
        write_element("itunes:type", show.kind),
        write_element("itunes:explicit", explicit),
        write_element("itunes:block", yes_or_no_for_apple(show.blocked)),
        write_element("podcast:locked", yes_or_no(show.locked)),
        write_element("itunes:new-feed-url", show.new_feed_url and to_uri(show.new_feed_url)),
        write_funding(show.funding_url) if show.funding_url else "",
        *write_apple_categories(show.categories),
        *[write_category(theme, language) for theme in show.themes],
        *write_persons(show.hosts, "host"),
    ]
    return [line for line in lines if line]


def _item(episode: Episode, guid: str, language: str) -> list[str]:
    permanent = "true" if guid == episode.url else "false"
    seconds = count_seconds(episode.duration)
    description, whole = texts_of(episode, language)
    guests = [guest.person for guest in episode.guests if guest.person is not None]
    published = _moment(episode)
    keywords = [keyword for keyword in episode.keywords if "," not in keyword]
    lines = [
        f"<title>{escape_text(episode.title)}</title>",
        f"<link>{escape_text(to_uri(episode.url))}</link>" if episode.url else "",
        f'<guid isPermaLink="{permanent}">{escape_text(guid)}</guid>',
        f"<pubDate>{published}</pubDate>" if published else "",
        write_enclosure(episode.audio) if episode.audio else "",
        f"<description><![CDATA[{description}]]></description>" if description else "",
        f"<content:encoded>{cdata(whole)}</content:encoded>" if whole else "",
        *write_tags(episode, language),
        write_element("itunes:title", episode.short_title),
        write_element("itunes:subtitle", _subtitle(episode, language)),
        write_element("itunes:season", episode.season),
        write_element("itunes:episode", episode.number),
        write_element("itunes:episodeType", episode.kind),
        write_element("itunes:duration", seconds),
        write_image(episode.image_url),
        write_element("itunes:explicit", episode.explicit),
        write_element("itunes:block", yes_or_no_for_apple(episode.blocked)),
        write_element("itunes:keywords", ", ".join(keywords) or None),
        write_element("podcast:season", episode.season),
        write_element("podcast:episode", episode.number),
        *[write_transcript(transcript) for transcript in episode.transcripts],
        write_chapters_file(episode.chapters_url) if episode.chapters_url else "",
        write_chapters(episode.chapters) if episode.chapters else "",
        *write_persons(episode.hosts, "host"),
        *write_persons(guests, "guest"),
        *write_crew(episode.crew, language),
        *[write_location(place, language) for place in episode.places],
    ]
    return [line for line in lines if line]


def _subtitle(episode: Episode, language: str) -> str | None:
    """Return the summary, where notes take its place in the description."""
    if episode.notes is None or episode.summary is None:
        return None
    return join_lines(in_language(episode.summary, language))


def _guid_of(feed_url: str) -> str:
    from uuid import UUID, uuid5

    return str(uuid5(UUID(_GUIDS), feed_url.partition("://")[2].rstrip("/")))


def _moment(episode: Episode) -> str | None:
    """Return when an episode was published, as RFC 2822 writes it, whatever the locale.

    Of a day without a moment, it is midnight UTC.
    """
    from email.utils import format_datetime

    if episode.published is None:
        return None
    midnight = dt.datetime.combine(episode.published, dt.time(), dt.UTC)
    return format_datetime(episode.published_at or midnight)
