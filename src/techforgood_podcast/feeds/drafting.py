"""Draft a catalogue from an RSS feed."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING, Any

from ..catalogue import Catalogue
from ..models import Credit, DataInfo, Episode, LocalizedText, Person, Show, Source
from ..models.entities import names_of
from ..models.rules import is_file_name
from ..text.folding import fold
from ..text.words import feed_title
from .items import Feed, FeedCredit, FeedItem, read_feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..models import Redirect
    from .xml import FeedSource

# Maximum length of an id that is made from a title or a name.
_LONGEST = 60


def draft_from_feed(feed: FeedSource, *, with_notes: bool = False) -> Catalogue:
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states; :func:`inspect_feed` reports what is not taken. Ids are made
    from the items alone, so that later drafts of a feed with dates give the same ones. Summaries,
    themes and organisations are left to you.

    Args:
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        with_notes: whether to take the descriptions of the show and the show notes of its episodes,
            as plain text.

    Raises:
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].id, draft.episodes[0].title
    (<Show bread "Bread">, 'e01', '1. Oven')
    """
    return draft(read_feed(feed, with_notes=with_notes))


def draft(feed: Feed) -> Catalogue:
    """Draft a catalogue from a feed that was read."""
    title = feed.title or "Untitled show"
    language = feed.language or "und"
    called = LocalizedText({language: feed_title(title)})
    source = Source(id="feed", title=called, url=feed.feed_url)
    people = People(feed, (source,))
    show = Show(
        id=_slug(title) or "show",
        title=title,
        language=language,
        summary=LocalizedText({language: feed.summary}) if feed.summary else None,
        hosts=people.hosts(feed.credits),
        sources=(source,),
        **show_facts(feed),
    )
    episodes = Ids().name([item for item in feed.items if item.title])
    return Catalogue(
        show=show,
        episodes=[
            Episode(id=id_, show=show, sources=(source,), **facts(item, people), **numbers(item))
            for id_, item in episodes
        ],
        info=DataInfo(),
    )


def show_facts(feed: Feed) -> dict[str, Any]:
    """Return the values of a feed that a show has a field for, but for its names and hosts."""
    return {
        "url": feed.url,
        "feed_url": feed.feed_url,
        "cover_url": feed.cover_url,
        "author": feed.author,
        "owner_name": feed.owner_name,
        "owner_email": feed.owner_email,
        "copyright": feed.copyright,
        "explicit": feed.explicit,
        "kind": feed.kind,
        "categories": feed.categories,
        "guid": feed.guid,
    }


def numbers(item: FeedItem) -> dict[str, Any]:
    """Return the season, number, kind and title of an item, by field."""
    return {
        "season": item.season,
        "number": item.number,
        "kind": item.kind,
        "title": item.title,
    }


def facts(item: FeedItem, people: People) -> dict[str, Any]:
    """Return the other values of an item that an episode has a field for."""
    return {
        "duration": item.duration,
        "published": item.published,
        "published_at": item.published_at,
        "url": item.url,
        "guid": item.guid,
        "notes": item.notes,
        "hosts": people.hosts(item.credits),
        "guests": people.guests(item.credits),
        "crew": people.crew(item.credits),
        "keywords": item.keywords,
        "audio": item.audio,
        "image_url": item.image_url,
        "explicit": item.explicit,
        "transcripts": item.transcripts,
        "chapters_url": item.chapters_url,
    }


class Ids:
    """Gives each item an id that depends on no other item but those published before it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken: set[str] = set(taken)
        self.twins: dict[str, int] = {}

    def name(self, items: Iterable[FeedItem]) -> list[tuple[str, FeedItem]]:
        """Return items with their new ids, in the order of publication."""
        return [(self.new_id(item), item) for item in by_publication(items)]

    def new_id(self, item: FeedItem) -> str:
        """Return an unused id: from the numbers or the title, else with the day or a digest."""
        *candidates, digest = possible_ids(item)
        found = next((c for c in candidates if c not in self.taken and not is_file_name(c)), digest)
        while found in self.taken:  # an item that is there twice
            self.twins[digest] = self.twins.get(digest, 1) + 1
            found = f"{digest}-{self.twins[digest]}"
        self.taken.add(found)
        return found


def possible_ids(item: FeedItem) -> list[str]:
    """Return the ids that an item may get: from the numbers or title, with the day, a digest."""
    base = _base(item)
    name = base or "episode"
    ids = [base, f"{name}-{item.published}" if item.published else ""]
    return [*filter(None, ids), f"{name}-{_digest(_identity(item))}"]


def by_publication(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Return items in the order of their publication, whatever their order in the feed."""
    return sorted(items, key=publication)


def publication(item: FeedItem) -> tuple[bool, float, str]:
    """Return a key that sorts items by their moment of publication, undated ones first."""
    moment = item.published_at
    if moment is None and item.published:
        moment = dt.datetime.combine(item.published, dt.time(), dt.UTC)
    return moment is not None, moment.timestamp() if moment else 0.0, _digest(_identity(item))


def _identity(item: FeedItem) -> str:
    """Return what identifies an item: its guid, or else its title and addresses."""
    audio = item.audio.url if item.audio else ""
    return item.guid or "\n".join((item.title, audio, item.url or ""))


def _base(item: FeedItem) -> str:
    if item.number is None:
        return _slug(item.title)
    season = "" if item.season is None else f"s{item.season:02}"
    return f"{season}e{item.number:02}"


def _slug(text: str) -> str:
    """Turn text into an id; empty if the text has no letter or digit that folds to ASCII."""
    words = re.findall(r"[a-z0-9]+", fold(text).encode("ascii", "ignore").decode())
    slug = "-".join(words)[:_LONGEST].strip("-")
    return f"{slug}-1" if is_file_name(slug) else slug


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class People:
    """The people whom a feed credits: those that a catalogue has already, and new ones.

    Attributes:
        ambiguous: the names credited that several people of the catalogue have.
        refused: the names credited of people who are not known and must not be added.
        withdrawn: the names credited of people who were withdrawn, each with the retired id.
    """

    def __init__(
        self,
        feed: Feed,
        sources: tuple[Source, ...],
        known: Iterable[Person] = (),
        redirects: Iterable[Redirect] = (),
        *,
        closed: bool = False,
    ) -> None:
        self.sources = sources
        self.closed = closed
        self.known: dict[str, Person] = {}
        self.twice: set[str] = set()
        self.ambiguous: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.withdrawn: dict[str, tuple[str, str]] = {}
        self.details: Mapping[str, dict[str, Any]] = _details(feed)
        past = {redirect.id: redirect.to for redirect in redirects}
        people = {person.id: person for person in known}
        self.retired: dict[str, Person | None] = {
            id_: people.get(to) if to else None
            for id_, to in past.items()
            if to is None or to in people
        }
        self.taken: set[str] = {*past, *people}
        for person in people.values():
            for key in {_name_key(name) for name in names_of(person)}:
                if self.known.setdefault(key, person) is not person:
                    self.twice.add(key)

    def hosts(self, credits_: Iterable[FeedCredit]) -> tuple[Person, ...]:
        """Return the hosts among the people credited."""
        people = [self.person(credit) for credit in credits_ if credit.is_host]
        return tuple({person.id: person for person in people if person}.values())

    def guests(self, credits_: Iterable[FeedCredit]) -> tuple[Credit, ...]:
        """Return the guests among the people credited."""
        return self.credits((credit, None) for credit in credits_ if credit.is_guest)

    def crew(self, credits_: Iterable[FeedCredit]) -> tuple[Credit, ...]:
        """Return the people credited for anything else, with their roles."""
        return self.credits(
            (credit, LocalizedText(en=credit.role))
            for credit in credits_
            if not (credit.is_host or credit.is_guest)
        )

    def credits(
        self, credits_: Iterable[tuple[FeedCredit, LocalizedText | None]]
    ) -> tuple[Credit, ...]:
        """Return what a feed credits as credits of an episode, each person once for each role."""
        found: dict[tuple[str, LocalizedText | None], Credit] = {}
        for credit, role in credits_:
            person = self.person(credit)
            if person:
                entry = Credit(person=person, role=role, credited_as=credit.name)
                found.setdefault((person.id, role), entry)
        return tuple(found.values())

    def person(self, credit: FeedCredit) -> Person | None:
        """Return the person credited; names that differ in spelling only are one person."""
        key = _name_key(credit.name)
        if key in self.twice:
            self.ambiguous[key] = credit.name
            return None
        if key not in self.known:
            ids = self.possible_ids(key)
            past = next((id_ for id_ in ids if id_ in self.retired), None)
            if past is None:
                if self.closed:
                    self.refused[key] = credit.name
                    return None
                self.known[key] = self.new_person(key, ids)
            elif (successor := self.retired[past]) is not None:
                self.known[key] = successor
            else:
                self.withdrawn[key] = credit.name, past
                return None
        return self.known[key]

    def possible_ids(self, key: str) -> list[str]:
        """Return the ids that a new person may get: from the name, or with a digest."""
        base = _slug(self.details[key]["name"])
        return [*filter(None, [base]), f"{base or 'person'}-{_digest(key)}"]

    def new_person(self, key: str, ids: Sequence[str]) -> Person:
        """Return a person with an id that nobody else has."""
        id_ = next((id_ for id_ in ids if id_ not in self.taken), ids[-1])
        while id_ in self.taken:
            id_ = f"{id_}-2"
        self.taken.add(id_)
        return Person(id=id_, sources=self.sources, **self.details[key])


def _name_key(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return fold(name) or name


def _details(feed: Feed) -> Mapping[str, dict[str, Any]]:
    """Return for each name the spelling of its first credit, and the first addresses."""
    found: dict[str, dict[str, Any]] = {}
    credits_ = [*feed.credits, *(c for item in by_publication(feed.items) for c in item.credits)]
    for credit in credits_:
        details = found.setdefault(
            _name_key(credit.name), {"name": credit.name, "url": None, "image_url": None}
        )
        details["url"] = details["url"] or credit.url
        details["image_url"] = details["image_url"] or credit.image_url
    return found
