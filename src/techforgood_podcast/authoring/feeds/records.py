"""Make records of what a feed states: episodes with ids, people, places and the feed as source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from ...models.plain import plain
from ...models.records import names_of
from ...models.rules import is_file_name
from ...text.folding import fold
from ...text.writing import feed_title
from ...writers.text.phrases import Phrases
from .chapters import noted_chapters
from .reading import digest, identity, publication
from .romanising import romanise

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Person, Place, Redirect
    from ...models.plain import Plain
    from .elements import FeedCredit
    from .reading import Feed, FeedItem

# Maximum length of an id that is made from a title or a name.
_LONGEST = 60


class FeedNames(NamedTuple):
    """The people and places that a feed names, and the folded names of all themes."""

    people: People
    places: Places
    themes: Container[str] = ()

    def values(self, item: FeedItem, known: Container[str] = ()) -> Plain:
        """Return what an item states, with people and places where no field of them is known."""
        credits_ = [credit for credit in item.credits if _field_of(credit) not in known]
        places = {} if "places" in known else self.places.located(item.places)
        return {**item.values, **self.people.credited(credits_), **places}

    def without_themes(self, stated: Plain, known: Mapping[str, Any]) -> Plain:
        """Return values without the keywords that are themes, as an exported feed writes them."""
        own = known.get("keywords", ())
        words = stated.pop("keywords", ())
        kept = [word for word in words if word in own or fold(word) not in self.themes]
        return {**stated, "keywords": kept} if kept else stated


def as_episode(id_: str, item: FeedItem, named: FeedNames) -> Plain:
    """Return the plain values of a new episode, made of an item; chapters may be in its notes."""
    values = {"chapters": noted_chapters(item.values), **named.values(item)}
    return {"id": id_, **values, "sources": list(named.people.sources)}


def source_of(feed: Feed, catalogue: Catalogue) -> Plain:
    """Return the feed as a source: that of the catalogue, or one whose id nothing else uses."""
    title = feed_title(feed.title or catalogue.show.title)
    url = feed.values.get("feed_url")
    for known in catalogue.sources:
        if title in names_of(known) or (url and known.url == url):
            return plain(known)
    taken = {known.id for known in catalogue.sources} | {past.id for past in catalogue.redirects}
    ids = ("feed", *(f"feed-{number}" for number in range(2, len(taken) + 3)))
    id_ = next(id_ for id_ in ids if id_ not in taken)
    # The same in each language, so that no text of the catalogue lacks a translation.
    tags = {tag.lower(): tag for tag in reversed(catalogue.languages)}  # each spelt in one way
    return {
        "id": id_,
        "title": dict.fromkeys((catalogue.show.language, *tags.values()), title),
        "url": url,
    }


def theme_names(catalogue: Catalogue) -> frozenset[str]:
    """Return the folded names of all themes."""
    return frozenset(fold(name) for theme in catalogue.themes for name in names_of(theme))


def with_ids(
    items: Iterable[FeedItem], taken: Iterable[str] = ()
) -> Iterator[tuple[str, FeedItem]]:
    """Yield items with new ids, in the order of publication.

    An id is made from the numbers or the title, else with the day or a digest. It depends on no
    other item but those published before.
    """
    used = set(taken)
    twins = Counter[str]()
    for item in sorted(items, key=publication):
        *candidates, last = possible_ids(item)
        found = next((c for c in candidates if c not in used and not is_file_name(c)), last)
        while found in used:  # two items have the same id: add a counter
            twins[last] += 1
            found = f"{last}-{twins[last] + 1}"
        used.add(found)
        yield found, item


def possible_ids(item: FeedItem) -> list[str]:
    """Return the ids that an item may get: from the numbers or title, with the day, a digest.

    If a word of the title cannot be written in ASCII, two others that can follow the day.
    """
    season, number = item.values.get("season"), item.values.get("number")
    base, day = slug(item.title), item.values.get("published", "")
    words = re.findall(r"\w+", fold(romanise(item.title)))
    if number is not None:
        base = f"e{number:02}" if season is None else f"s{season:02}e{number:02}"
    elif base and not all(word.encode("ascii", "ignore") for word in words):
        base = "-".join(filter(None, [day, *base.split("-")[:2]]))
    name = base or "episode"
    ids = [base, f"{name}-{day}" if day and not name.startswith(day) else ""]
    return [*filter(None, ids), f"{name}-{digest(identity(item.values))}"]


class NamedRecords:
    """The people or the places that a feed names: those that are known already, and new ones.

    Attributes:
        new: those that are not known, as files hold them, by id.
        ambiguous: the names in the feed that several known records share.
        not_added: the names of those that are not known and cannot be added.
        withdrawn: the names of those that were withdrawn, each with the retired id.
    """

    def __init__(
        self,
        details: Mapping[str, Plain],
        known: Mapping[str, Iterable[str]],
        redirects: Iterable[Redirect] = (),
        *,
        can_add: bool = True,
        noun: str,
    ) -> None:
        """Begin with what is known.

        Args:
            details: what new records hold, by the key of their name.
            known: the names of the records that are known, by id.
            redirects: the ids that were retired.
            can_add: whether new ones can be added.
            noun: what one is called.
        """
        self.details: dict[str, Plain] = dict(details)
        self.can_add = can_add
        self.noun = noun
        self.new: dict[str, Plain] = {}
        self.ids: dict[str, str] = {}
        self.shared: set[str] = set()
        self.ambiguous: dict[str, str] = {}
        self.not_added: dict[str, str] = {}
        self.withdrawn: dict[str, tuple[str, str]] = {}
        past = {redirect.id: redirect.to for redirect in redirects}
        self.retired: dict[str, str | None] = {
            id_: to for id_, to in past.items() if to is None or to in known
        }
        self.taken: set[str] = {*past, *known}
        for id_, names in known.items():
            for key in set(map(name_key, names)):
                if self.ids.setdefault(key, id_) != id_:
                    self.shared.add(key)

    def find(self, name: str) -> str | None:
        """Return the id of what has a name; names that differ in spelling only are one."""
        key = name_key(name)
        if key in self.shared:
            self.ambiguous[key] = name
            return None
        if key not in self.ids:
            base = slug(self.details[key]["name"])
            ids = [*filter(None, [base]), f"{base or self.noun}-{digest(key)}"]
            past = next((id_ for id_ in ids if id_ in self.retired), None)
            if past is None:
                if not self.can_add:
                    self.not_added[key] = name
                    return None
                self.ids[key] = self._add(key, ids)
            elif (successor := self.retired[past]) is not None:
                self.ids[key] = successor
            else:
                self.withdrawn[key] = name, past
                return None
        return self.ids[key]

    def _add(self, key: str, ids: Sequence[str]) -> str:
        """Add a record, and return an id that no other one has."""
        id_ = next((id_ for id_ in ids if id_ not in self.taken), ids[-1])
        while id_ in self.taken:
            id_ = f"{id_}-2"
        self.taken.add(id_)
        self.new[id_] = {"id": id_, **self.details[key]}
        return id_


def name_key(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return fold(name) or name


class People(NamedRecords):
    """The people whom a feed credits: those that a catalogue has already, and new ones."""

    def __init__(
        self,
        feed: Feed,
        sources: Sequence[str],
        known: Iterable[Person] = (),
        redirects: Iterable[Redirect] = (),
        *,
        can_add: bool = True,
    ) -> None:
        self.sources = sources
        details = _details(feed)
        super().__init__(
            {key: {**found, "sources": list(sources)} for key, found in details.items()},
            {person.id: names_of(person) for person in known},
            redirects,
            can_add=can_add,
            noun="person",
        )

    def credited(self, credits_: Sequence[FeedCredit]) -> Plain:
        """Return the people credited, each once for each role, by the field of an episode."""
        found: dict[str, dict[Any, Any]] = {}
        for credit in credits_:
            id_, field = self.find(credit.name), _field_of(credit)
            if id_ is None:
                continue
            key = id_
            entry: Plain = {"person": id_, "credited_as": credit.name}
            if field == "crew":
                key = f"{id_} {credit.role}"
                entry["role"] = {"en": credit.role}
            people = found.setdefault(field, {})
            people.setdefault(key, id_ if field == "hosts" else entry)
        return {field: list(people.values()) for field, people in found.items()}


def _field_of(credit: FeedCredit) -> str:
    """Return the field of an episode that a credit belongs to."""
    return "hosts" if credit.is_host else "guests" if credit.is_guest else "crew"


def _details(feed: Feed) -> Mapping[str, Plain]:
    """Return for each name the spelling of its first credit, and the first addresses."""
    found: dict[str, Plain] = {}
    items = sorted(feed.items, key=publication)
    for credit in (*feed.credits, *(credit for item in items for credit in item.credits)):
        details = found.setdefault(name_key(credit.name), {"name": credit.name})
        for name in ("url", "image_url"):
            address: str | None = getattr(credit, name)
            if address:
                details.setdefault(name, address)
    return found


class Places(NamedRecords):
    """The places that a feed names: those that a catalogue has already, and new ones."""

    def __init__(
        self,
        feed: Feed,
        known: Iterable[Place] = (),
        redirects: Iterable[Redirect] = (),
        languages: Iterable[str] = (),
        *,
        can_add: bool = True,
    ) -> None:
        phrases, known = tuple(map(Phrases, languages)), tuple(known)
        self.codes: dict[str, str] = {place.code: place.id for place in known if place.code}
        self.countries: dict[str, set[str]] = {}
        for name, code in feed.countries:
            self.countries.setdefault(name_key(name), set()).add(code)
        details: dict[str, Plain] = {}
        for name in (name for item in feed.items for name in item.places):
            details.setdefault(name_key(name), {"name": name})
        super().__init__(
            details,
            # A feed that was exported names the region and the country as well.
            {
                place.id: (*names_of(place), *(one.write_place(place) for one in phrases))
                for place in known
            },
            redirects,
            can_add=can_add,
            noun="place",
        )

    def _add(self, key: str, ids: Sequence[str]) -> str:
        """Add a place, in its country if the feed states one country for its name."""
        codes = self.countries.get(key, set())
        if len(codes) == 1:
            self.details[key]["part_of"] = self._country(*codes)
        return super()._add(key, ids)

    def _country(self, code: str) -> str:
        """Return the id of a country; the name of a new one is its code."""
        if code not in self.codes:
            key = f"country {code}"
            self.details[key] = {"name": code, "kind": "country", "code": code}
            self.codes[code] = super()._add(key, [code.lower(), f"country-{code.lower()}"])
        return self.codes[code]

    def new_among(self, ids: Container[str]) -> list[Plain]:
        """Return the new places with these ids, and the new countries that they are part of."""
        countries = {new.get("part_of") for id_, new in self.new.items() if id_ in ids}
        return [new for id_, new in self.new.items() if id_ in ids or id_ in countries]

    def located(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of places, each once, by the field of an episode."""
        found = dict.fromkeys(filter(None, map(self.find, names)))
        return {"places": list(found)} if found else {}


def slug(text: str) -> str:
    """Turn text into an id; empty if no letter or digit of the text can be written in ASCII.

    >>> slug("Où va le pain ?"), slug("Хлеб и соль"), slug("לחם")
    ('ou-va-le-pain', 'khleb-i-sol', '')
    """
    words = re.findall(r"[a-z0-9]+", fold(romanise(text)).encode("ascii", "ignore").decode())
    found = "-".join(words)[:_LONGEST].strip("-")
    return f"{found}-1" if is_file_name(found) else found
