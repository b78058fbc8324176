"""``rss``: a feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.

Also lost: every language but one. Groups, people who are only mentioned, organisations, roles,
affiliations and figures are text below the summary, not data; where the publisher's own notes are
known, they replace this text.

Note: with audio files, this is a feed that podcast directories take, and that can replace the one
that a catalogue came from. Unknown values are left out even where directories ask for them;
``export`` names them on standard error. ``podcast:guid`` is that of the show, or else derived from
the address of the feed; store it as the show's ``guid`` before you change that address.

Note: ``description`` is plain text: the publisher's own notes, or else the summary, cut after a
word at the 4,000 bytes that Apple takes. ``content:encoded`` has the whole in HTML: ``notes_html``
exactly as it is, or else the notes, or the summary and the credits; everything else is escaped.
Beside notes, the summary is ``itunes:subtitle``.

Note: the newest episode comes first, unless the show says otherwise or somebody chose an order. An
episode without a ``guid`` is identified by the address of its audio file, as apps do, or else by
the show's id and its own. A day without a moment is midnight UTC. ``language`` is that of the
texts, not of the audio.

Note: ``podcast:person`` names the hosts on each item, because persons on an item replace those of
the channel; roles of the crew are in English where the catalogue has them so. Themes and keywords
are each a ``category``; keywords without a comma are in ``itunes:keywords`` too.

Tested with: feedsmith, lxml.
"""

from __future__ import annotations

import datetime as dt
import json
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

import attrs
import importlib_resources

from ...models.durations import count_seconds, format_with_hours
from ...quoting import cut
from ...text.markup import escape_text
from ...text.writing import join_lines, to_uri, typeset
from ..format import Format, choose_language
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
    from collections.abc import Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import (
        Audio,
        Chapter,
        Credit,
        Episode,
        Link,
        Person,
        Place,
        Show,
        Theme,
        Transcript,
    )

FORMAT = Format(
    name="rss",
    suffixes=(".rss", ".xml"),
    media_type="application/rss+xml",
    summary="A feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.",
    family="feeds",
    options=("language", "feed_url"),
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
# Apple takes this many bytes of a description.
_LONGEST_DESCRIPTION: Final = 4_000
_ELLIPSIS: Final = "…"
# Longest name of a person, a place or a way to give money that the podcast namespace allows.
_LONGEST_NAME: Final = 128


def content(catalogue: Catalogue, *, language: str, feed_url: str | None = None) -> str:
    """Return the catalogue as an RSS feed.

    Args:
        catalogue: what to write.
        language: the language of the texts and of the feed; that of the show by default.
        feed_url: the address of the feed; the show's ``feed_url`` by default.

    >>> import techforgood_podcast as tfg
    >>> feed = tfg.dumps(tfg.load_catalogue(), "rss", language="en")
    >>> print(next(line for line in feed.splitlines() if "Karine Gentelet</podcast" in line))
    <podcast:person role="guest" group="cast">Karine Gentelet</podcast:person>
    """
    feed_url = uri_of(feed_url or catalogue.show.feed_url)
    feed = _Feed(Facts(language, catalogue))
    lines = [_HEAD, *feed.channel(feed_url)]
    episodes = in_feed_order(catalogue)
    for episode, guid in zip(episodes, identify_episodes(episodes, keep_shared=True), strict=True):
        lines += ("<item>", *feed.item(episode, guid), "</item>")
    return "\n".join((*lines, _TAIL))


def held_back(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what the feed asks directories, hosts and apps not to do, or where it sends them.

    That the show is blocked goes without saying where a notice says that the feed is unofficial.
    """
    show = catalogue.show
    blocked = sum(episode.blocked is True for episode in catalogue.episodes)
    found = {
        "it asks directories not to list the show (blocked)": show.blocked
        and catalogue.info.notice is None,
        f"it asks directories not to list {blocked} of its episodes (blocked)": blocked,
        "it asks other hosts not to import it (locked)": show.locked,
        f"it sends apps to {show.new_feed_url} (new_feed_url)": show.new_feed_url,
    }
    return tuple(message for message, holds in found.items() if holds)


def missing(
    catalogue: Catalogue, *, language: str | None = None, feed_url: str | None = None
) -> tuple[str, ...]:
    """Return what podcast directories ask for and the feed will not have.

    These are fields of the show, and those of episodes with how many episodes lack them. A guid
    that several episodes have is lacking, since the feed cannot use it. The options are those of
    :func:`content`.

    >>> from ...catalogue.exportable import catalogue_of
    >>> from ...models import Episode, Show
    >>> show = Show(id="s", title="S", language="en", author="Ann", explicit=False)
    >>> episode = Episode(id="e", show=show, title="E", published=dt.date(2024, 2, 29))
    >>> missing(catalogue_of(episode), feed_url="https://example.org/rss")
    ('summary', 'url', 'cover_url', 'owner_name', 'owner_email', 'categories', 'audio of 1 episode')
    """
    show = catalogue.show
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
        "explicit": show.explicit is not None,
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


@attrs.frozen(eq=False)
class _Feed:
    """What a feed says in one language."""

    facts: Facts

    def channel(self, feed_url: str | None) -> list[str]:
        """Return the lines about the show."""
        show, language = self.facts.catalogue.show, self.facts.language
        summary = self.facts.say(show.summary) if show.summary else show.title
        notice = self.facts.write_notice(self.facts.catalogue.info)
        description = typeset("\n\n".join(filter(None, (summary, notice))), language)
        own = {"rel": "self", "type": FORMAT.media_type, "href": feed_url}
        stem = (feed_url or "").partition("://")[2].rstrip("/")
        guid = show.guid or (str(uuid5(UUID(_GUIDS), stem)) if feed_url else None)
        lines = [
            _element("title", show.title),
            _element("link", uri_of(show.url)),
            _element("description", description),
            _element("language", language if language != UNDETERMINED else None),
            _element("atom:link", **own) if feed_url else "",
            _element("podcast:guid", guid),
            _element("copyright", show.copyright),
            _element("itunes:image", href=uri_of(show.cover_url)),
            _cover(show),
            _element("itunes:author", show.author),
            _owner(show),
            _element("itunes:type", show.kind),
            _element("itunes:explicit", show.explicit),
            _element("itunes:block", _yes_or_no(show.blocked, "Yes", "No")),
            _element("podcast:locked", _yes_or_no(show.locked)),
            _element("itunes:new-feed-url", uri_of(show.new_feed_url)),
            _funding(show.funding),
            *_apple_categories(show.categories),
            *map(self._category, show.themes),
            *_persons(show.hosts, "host"),
        ]
        return [line for line in lines if line]

    def item(self, episode: Episode, guid: str) -> list[str]:
        """Return the lines about an episode."""
        permanent = "true" if guid == episode.url else "false"
        seconds, at = count_seconds(episode.duration), uri_of(episode.chapters_url)
        description, whole = self._texts_of(episode)
        guests = [guest.person for guest in episode.guests if guest.person is not None]
        keywords = [keyword for keyword in episode.keywords if "," not in keyword]
        lines = [
            _element("title", episode.title),
            _element("link", uri_of(episode.url)),
            _element("guid", guid, isPermaLink=permanent),
            _element("pubDate", _moment(episode)),
            _enclosure(episode.audio) if episode.audio else "",
            _element("description", description or None),
            f"<content:encoded>{_cdata(whole)}</content:encoded>" if whole else "",
            *self._tags(episode),
            _element("itunes:title", episode.short_title),
            _element("itunes:subtitle", self._subtitle(episode)),
            _element("itunes:season", episode.season),
            _element("itunes:episode", episode.number),
            _element("itunes:episodeType", episode.kind),
            _element("itunes:duration", seconds),
            _element("itunes:image", href=uri_of(episode.image_url)),
            _element("itunes:explicit", episode.explicit),
            _element("itunes:block", _yes_or_no(episode.blocked, "Yes", "No")),
            _element("itunes:keywords", ", ".join(keywords) or None),
            _element("podcast:season", episode.season),
            _element("podcast:episode", episode.number),
            *[_transcript(transcript) for transcript in episode.transcripts],
            _element("podcast:chapters", url=at, type="application/json+chapters") if at else "",
            _chapters(episode.chapters) if episode.chapters else "",
            *_persons(episode.hosts, "host"),
            *_persons(guests, "guest"),
            *self._crew(episode.crew),
            *map(self._location, episode.places),
        ]
        return [line for line in lines if line]

    def _subtitle(self, episode: Episode) -> str | None:
        """Return the summary, where notes take its place in the description."""
        if episode.notes is None or episode.summary is None:
            return None
        return join_lines(self.facts.say(episode.summary))

    def _texts_of(self, episode: Episode) -> tuple[str, str]:
        """Return the description of an episode, which is plain text, and the whole in HTML.

        The publisher's notes are what the feed had before; nothing is added to them. Without notes,
        they are the summary, and the summary with the credits.
        """
        summary = self.facts.say(episode.summary)
        text = typeset(summary, self.facts.language) if summary else ""
        if episode.notes_html is not None:  # which may have no text, such as a picture alone
            return _describe(episode.notes or text), episode.notes_html
        if episode.notes is not None:
            return _describe(episode.notes), _html(episode.notes)
        lists = "".join([_list(*part) for part in list_facts(episode, self.facts)])
        return _describe(text), f"{_html(text) if text else ''}{lists}"

    def _tags(self, episode: Episode) -> list[str]:
        """Return a category for each theme and each keyword."""
        themes = map(self._category, episode.themes)
        keywords = [_element("category", keyword) for keyword in episode.keywords]
        return list(dict.fromkeys((*themes, *keywords)))

    def _crew(self, crew: Iterable[Credit]) -> list[str]:
        """Return an element for each person and role; readers would take one without for a host."""
        found: dict[str, None] = {}
        for member in crew:
            if member.person is not None and member.role is not None:
                role = join_lines(member.role.en or self.facts.say(member.role))
                found[_person(member.person, role, _group_of(role))] = None
        return list(found)

    def _category(self, theme: Theme) -> str:
        """Return a theme."""
        return _element("category", self.facts.say(theme.label))

    def _location(self, place: Place) -> str:
        """Return a place that an episode is about."""
        code = country_of(place)
        whole = self.facts.write_place(place)
        if code is not None:  # a country that came from a feed has its code for a name
            whole = whole.removesuffix(f", {code}")
        name = cut(whole, _LONGEST_NAME)
        return _element("podcast:location", name, rel="subject", country=code)


def _moment(episode: Episode) -> str | None:
    """Return when an episode was published, as RFC 2822 writes it, whatever the locale.

    Of a day without a moment, it is midnight UTC.
    """
    if episode.published is None:
        return None
    midnight = dt.datetime.combine(episode.published, dt.time(), dt.UTC)
    return format_datetime(episode.published_at or midnight)


def _describe(text: str) -> str:
    """Return a text, cut after a word where it would have more than 4,000 bytes.

    >>> _describe("Bread & salt")
    'Bread & salt'
    >>> _describe("salt " * 1_000)[-6:], len(_describe("salt " * 1_000).encode())
    (' salt…', 3997)
    """
    encoded = text.encode()
    if len(encoded) <= _LONGEST_DESCRIPTION:
        return text
    room = encoded[: _LONGEST_DESCRIPTION - len(_ELLIPSIS.encode())].decode(errors="ignore")
    words = (room.rsplit(maxsplit=1) or [""])[0]
    # A text with few spaces is cut after any character.
    return f"{words if 2 * len(words) >= len(room) else room}{_ELLIPSIS}"


def _cdata(markup: str) -> str:
    r"""Return HTML for an element of XML, to be read back as it is.

    >>> _cdata("<p>x[y[0]]>z")
    '<![CDATA[<p>x[y[0]]]]><![CDATA[>z]]>'
    """
    # Readers take a carriage return for a line break, unless it is a reference outside.
    inside = markup.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{inside}]]>"


def _list(heading: str, lines: Sequence[str]) -> str:
    items = "".join([f"<li>{escape_text(line)}</li>" for line in lines])
    return f"<h3>{heading}</h3><ul>{items}</ul>"


def _html(text: str) -> str:
    """Return a text as HTML paragraphs, which empty lines separate."""
    lines = escape_text(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{lines}</p>"


def _element(name: str, value: str | int | None = None, /, **attributes: str | int | None) -> str:
    """Return an element with a text, and attributes that are known; an empty text for none."""
    known = {key: one for key, one in attributes.items() if one is not None}
    start = name + "".join(f' {key}="{escape(str(one))}"' for key, one in known.items())
    if value is None:
        return f"<{start}/>" if known else ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{start}>{escape_text(text)}</{name}>"


def _yes_or_no(value: bool | None, yes: str = "yes", no: str = "no") -> str | None:  # noqa: FBT001 -- what a field holds
    """Return a word for a value, by default as Podcasting 2.0 writes it."""
    return None if value is None else yes if value else no


def _cover(show: Show) -> str:
    """Return the cover as RSS itself has it, with the title and the page that it demands."""
    if show.cover_url is None or show.url is None:
        return ""
    inside = (
        _element("url", to_uri(show.cover_url)),
        _element("title", show.title),
        _element("link", to_uri(show.url)),
    )
    return f"<image>{''.join(inside)}</image>"


def _owner(show: Show) -> str:
    """Return who owns a show, or an empty text if nobody is known."""
    inside = _element("itunes:name", show.owner_name) + _element("itunes:email", show.owner_email)
    return inside and f"<itunes:owner>{inside}</itunes:owner>"


def _apple_categories(categories: Iterable[str]) -> Iterator[str]:
    """Yield an element for each category, with its subcategory inside."""
    for category in categories:
        main, _, below = (part.strip() for part in category.partition(">"))
        if below:
            inside = _element("itunes:category", text=below)
            yield f'<itunes:category text="{escape(main)}">{inside}</itunes:category>'
        else:
            yield _element("itunes:category", text=main)


def _transcript(one: Transcript) -> str:
    """Return a transcript."""
    address, type_ = to_uri(one.url), one.media_type
    return _element("podcast:transcript", url=address, type=type_, language=one.language)


def _chapters(chapters: Iterable[Chapter]) -> str:
    """Return chapters in the words of Podlove."""
    return f'<psc:chapters version="1.2">{"".join(map(_chapter, chapters))}</psc:chapters>'


def _chapter(one: Chapter) -> str:
    start, href, image = format_with_hours(one.start), uri_of(one.url), uri_of(one.image_url)
    return _element("psc:chapter", start=start, title=one.title, href=href, image=image)


def _enclosure(audio: Audio) -> str:
    """Return an audio file."""
    url, length = to_uri(audio.url), audio.length or 0
    return _element("enclosure", url=url, length=length, type=audio.media_type)


def _funding(funding: Link | None) -> str:
    """Return where listeners can give money, or an empty text."""
    if funding is None:
        return ""
    label = cut(join_lines(funding.label), _LONGEST_NAME)
    return _element("podcast:funding", label, url=to_uri(funding.url))


def _persons(people: Iterable[Person], role: str) -> list[str]:
    """Return an element for each person, once, however often the credits name them."""
    once = {person.id: person for person in people}.values()
    return [_person(person, role, "cast") for person in once]


def _person(person: Person, role: str, group: str) -> str:
    name, img = cut(person.name, _LONGEST_NAME), uri_of(person.image_url)
    href = page_of(person)
    return _element("podcast:person", name, role=role, group=group, href=href, img=img)


def _group_of(role: str) -> str:
    """Return the group of a role in English; a role that the list lacks is in "misc.".

    >>> _group_of("Sound Designer"), _group_of("baker")
    ('audio post-production', 'misc.')
    """
    return _groups().get(role.lower(), "misc.")


@cache
def _groups() -> dict[str, str]:
    """Return the group of each role, from ``taxonomy-en.json`` of the podcast namespace."""
    text = importlib_resources.files(__package__).joinpath("roles.json").read_text("utf-8")
    return {role: group for group, roles in json.loads(text).items() for role in roles}
