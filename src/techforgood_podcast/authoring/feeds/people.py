"""Find the people whom a feed credits, or give them ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.records import names_of
from .ids import by_publication
from .registers import Register, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...models import Person, Redirect
    from ...models.plain import Plain
    from .elements import FeedCredit
    from .items import Feed


class People(Register):
    """The people whom a feed credits: those that a catalogue has already, and new ones."""

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
        details = _details(feed)
        super().__init__(
            {key: {**found, "sources": list(sources)} for key, found in details.items()},
            {person.id: names_of(person) for person in known},
            redirects,
            closed=closed,
            noun="person",
        )

    def credited(self, credits_: Sequence[FeedCredit]) -> Plain:
        """Return the people credited, each once for each role, by the field of an episode."""
        found: dict[str, dict[Any, Any]] = {}
        for credit in credits_:
            id_, field = self.find(credit.name), field_of(credit)
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


def field_of(credit: FeedCredit) -> str:
    """Return the field of an episode that a credit belongs to."""
    return "hosts" if credit.is_host else "guests" if credit.is_guest else "crew"


def _details(feed: Feed) -> Mapping[str, Plain]:
    """Return for each name the spelling of its first credit, and the first addresses."""
    found: dict[str, Plain] = {}
    items = by_publication(feed.items)
    for credit in (*feed.credits, *(credit for item in items for credit in item.credits)):
        details = found.setdefault(name_key(credit.name), {"name": credit.name})
        for name in ("url", "image_url"):
            address: str | None = getattr(credit, name)
            if address:
                details.setdefault(name, address)
    return found
