"""Find the places that a feed names, or give them ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.records import names_of
from ...writers.text.phrases import write_place
from .registers import Register, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...models import Place, Redirect
    from ...models.plain import Plain
    from .items import Feed


class Places(Register):
    """The places that a feed names: those that a catalogue has already, and new ones."""

    def __init__(
        self,
        feed: Feed,
        known: Iterable[Place] = (),
        redirects: Iterable[Redirect] = (),
        languages: Iterable[str] = (),
        *,
        closed: bool = False,
    ) -> None:
        tags = tuple(languages)
        details: dict[str, Plain] = {}
        for name in (name for item in feed.items for name in item.places):
            details.setdefault(name_key(name), {"name": name})
        super().__init__(
            details,
            # A feed that was exported names the region and the country as well.
            {
                place.id: (*names_of(place), *(write_place(place, tag) for tag in tags))
                for place in known
            },
            redirects,
            closed=closed,
            noun="place",
        )

    def located(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of places, each once, by the field of an episode."""
        found = dict.fromkeys(filter(None, map(self.find, names)))
        return {"places": list(found)} if found else {}
