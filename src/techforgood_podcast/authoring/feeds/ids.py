"""Give the items and people of a feed ids, which depend on nothing that a later feed changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING, Any

from ...models.rules import is_file_name
from ...text.folding import fold
from ...text.romanising import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .items import FeedItem

# Maximum length of an id that is made from a title or a name.
_LONGEST = 60


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
        *candidates, last = possible_ids(item)
        found = next((c for c in candidates if c not in self.taken and not is_file_name(c)), last)
        while found in self.taken:  # an item that is there twice
            self.twins[last] = self.twins.get(last, 1) + 1
            found = f"{last}-{self.twins[last]}"
        self.taken.add(found)
        return found


def possible_ids(item: FeedItem) -> list[str]:
    """Return the ids that an item may get: from the numbers or title, with the day, a digest."""
    base = _base(item)
    name = base or "episode"
    day = item.values.get("published")
    ids = [base, f"{name}-{day}" if day else ""]
    return [*filter(None, ids), f"{name}-{digest(identity(item.values))}"]


def by_publication(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Return items in the order of their publication, whatever their order in the feed."""
    return sorted(items, key=publication)


def publication(item: FeedItem) -> tuple[bool, float, str]:
    """Return a key that sorts items by their moment of publication, undated ones first."""
    day: str | None = item.values.get("published")
    moment = item.values.get("published_at", f"{day}T00:00:00+00:00")
    time = dt.datetime.fromisoformat(moment).timestamp() if day else 0.0
    return day is not None, time, digest(identity(item.values))


def slug(text: str) -> str:
    """Turn text into an id; empty if no letter or digit of the text can be written in ASCII.

    >>> slug("Où va le pain ?"), slug("Хлеб и соль"), slug("לחם")
    ('ou-va-le-pain', 'khleb-i-sol', '')
    """
    words = re.findall(r"[a-z0-9]+", fold(romanise(text)).encode("ascii", "ignore").decode())
    found = "-".join(words)[:_LONGEST].strip("-")
    return f"{found}-1" if is_file_name(found) else found


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def identity(values: Mapping[str, Any]) -> str:
    """Return what identifies an item or episode: its guid, or else its title and addresses."""
    audio = values.get("audio", {}).get("url", "")
    addresses = values.get("title", ""), audio, values.get("url", "")
    return str(values.get("guid") or "\n".join(addresses))


def _base(item: FeedItem) -> str:
    season, number = item.values.get("season"), item.values.get("number")
    if number is None:
        return slug(item.title)
    return f"e{number:02}" if season is None else f"s{season:02}e{number:02}"
