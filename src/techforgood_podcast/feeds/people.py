"""Find the people whom a feed credits, or give them ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..models.entities import names_of
from ..text.folding import fold
from .ids import by_publication, digest, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..models import Person, Redirect
    from ..models.plain import Plain
    from .elements import FeedCredit
    from .items import Feed


class People:
    """The people whom a feed credits: those that a catalogue has already, and new ones.

    Attributes:
        new: those whom the catalogue does not have, as files hold them, by id.
        ambiguous: the names credited that several people of the catalogue have.
        refused: the names credited of people who are not known and must not be added.
        withdrawn: the names credited of people who were withdrawn, each with the retired id.
    """

    def __init__(
        self,
        feed: Feed,
        sources: Sequence[str],
        known: Iterable[Person] = (),
        redirects: Iterable[Redirect] = (),
        *,
        closed: bool = False,
    ) -> None:
        self.sources = sources
        self.closed = closed
        self.new: dict[str, Plain] = {}
        self.ids: dict[str, str] = {}
        self.twice: set[str] = set()
        self.ambiguous: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.withdrawn: dict[str, tuple[str, str]] = {}
        self.details: Mapping[str, Plain] = _details(feed)
        people = {person.id: person for person in known}
        past = {redirect.id: redirect.to for redirect in redirects}
        self.retired: dict[str, str | None] = {
            id_: to for id_, to in past.items() if to is None or to in people
        }
        self.taken: set[str] = {*past, *people}
        for person in people.values():
            for key in {_name_key(name) for name in names_of(person)}:
                if self.ids.setdefault(key, person.id) != person.id:
                    self.twice.add(key)

    def credited(self, credits_: Sequence[FeedCredit]) -> Plain:
        """Return the people credited, each once for each role, by the field of an episode."""
        found: dict[str, dict[Any, Any]] = {}
        for credit in credits_:
            id_, field = self.find(credit), field_of(credit)
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

    def find(self, credit: FeedCredit) -> str | None:
        """Return the id of the person credited; names that differ in spelling only are one."""
        key = _name_key(credit.name)
        if key in self.twice:
            self.ambiguous[key] = credit.name
            return None
        if key not in self.ids:
            ids = self.possible_ids(key)
            past = next((id_ for id_ in ids if id_ in self.retired), None)
            if past is None:
                if self.closed:
                    self.refused[key] = credit.name
                    return None
                self.ids[key] = self.add(key, ids)
            elif (successor := self.retired[past]) is not None:
                self.ids[key] = successor
            else:
                self.withdrawn[key] = credit.name, past
                return None
        return self.ids[key]

    def possible_ids(self, key: str) -> list[str]:
        """Return the ids that a new person may get: from the name, or with a digest."""
        base = slug(self.details[key]["name"])
        return [*filter(None, [base]), f"{base or 'person'}-{digest(key)}"]

    def add(self, key: str, ids: Sequence[str]) -> str:
        """Add a person, and return an id that nobody else has."""
        id_ = next((id_ for id_ in ids if id_ not in self.taken), ids[-1])
        while id_ in self.taken:
            id_ = f"{id_}-2"
        self.taken.add(id_)
        self.new[id_] = {"id": id_, **self.details[key], "sources": list(self.sources)}
        return id_


def field_of(credit: FeedCredit) -> str:
    """Return the field of an episode that a credit belongs to."""
    return "hosts" if credit.is_host else "guests" if credit.is_guest else "crew"


def _name_key(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return fold(name) or name


def _details(feed: Feed) -> Mapping[str, Plain]:
    """Return for each name the spelling of its first credit, and the first addresses."""
    found: dict[str, Plain] = {}
    items = by_publication(feed.items)
    for credit in (*feed.credits, *(credit for item in items for credit in item.credits)):
        details = found.setdefault(_name_key(credit.name), {"name": credit.name})
        for name in ("url", "image_url"):
            address: str | None = getattr(credit, name)
            if address:
                details.setdefault(name, address)
    return found
