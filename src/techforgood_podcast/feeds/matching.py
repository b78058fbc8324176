"""Match the items of a feed to the episodes of a catalogue."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, TypeAlias

from ..models import Episode
from ..text.folding import fold
from .drafting import possible_ids
from .titles import Title

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from ..catalogue.catalogue import Catalogue
    from .items import FeedItem

    Keys: TypeAlias = Callable[["Episode | FeedItem"], Iterable[Hashable]]

# Maximum number of episodes that are compared with an item; if more share a key, it is uncertain.
_FEW = 8


class Matches:
    """The episode of each item, found from the most certain sign to the least.

    The signs are the guid; numbers, title, day and audio file together; season and number; the
    title; the audio file, which finds an episode whose title was edited. No episode is matched to
    an item with another guid, or with contradicting numbers; and no full episode to a trailer or
    bonus by its title.

    Attributes:
        episodes: the episode of each item, by its index in the feed.
        uncertain: the indexes of items that may belong to an episode that is still free.
    """

    def __init__(self, items: Sequence[FeedItem], episodes: Iterable[Episode]) -> None:
        self.items = items
        self.free: dict[str, Episode] = {episode.id: episode for episode in episodes}
        self.left: dict[int, FeedItem] = dict(enumerate(items))
        self.episodes: dict[int, Episode] = {}
        self.match_unique(_guid, trusted=True)
        self.match_equals()
        for keys in (_number, _title_of_kind_and_day, _title_of_kind, _full_titles, _audio):
            self.match_unique(keys)
        self.uncertain: frozenset[int] = self.find_uncertain()

    def match_unique(self, keys: Keys, *, trusted: bool = False) -> None:
        """Match each item to the only episode that shares a key, if it is the only such item."""
        index = self.index(keys)
        claims: dict[str, list[int]] = defaultdict(list)
        for position, item in self.left.items():
            found: Sequence[Episode] = next(
                filter(None, (index.get((_side(item), key), ()) for key in keys(item))), ()
            )
            if len(found) == 1 and (trusted or _is_possible(item, found[0])):
                claims[found[0].id].append(position)
        for id_, positions in claims.items():
            if len(positions) == 1:
                self.settle(positions[0], self.free[id_])

    def match_equals(self) -> None:
        """Match items that equal an episode in numbers, title, day and audio file, one to one."""
        index = {key: deque(found) for key, found in self.index(_signature).items()}
        for position, item in tuple(self.left.items()):
            for key in _signature(item):
                found = index.get((_side(item), key))
                while found and found[0].id not in self.free:
                    found.popleft()
                if found:
                    self.settle(position, found[0])

    def settle(self, position: int, episode: Episode) -> None:
        """Match an item to an episode."""
        self.episodes[position] = episode
        del self.left[position], self.free[episode.id]

    def find_uncertain(self) -> frozenset[int]:
        """Return the items that may be an episode that is still free.

        They share its number or its title; or, whatever the guids, two of number, title and day, as
        after a move to another host; or its guid, which is then not unique.
        """
        found: set[int] = set()
        for keys in (_guid, _number, _titles, _pairs):
            index = self.index(keys)
            for position, item in self.left.items():
                side = _side(item) and keys in {_number, _titles}
                shared = filter(None, (index.get((side, key)) for key in keys(item)))
                if any(
                    keys is _guid or len(few) > _FEW or any(_is_possible(item, e) for e in few)
                    for few in shared
                ):
                    found.add(position)
        return frozenset(found)

    def index(self, keys: Keys) -> dict[tuple[bool, Hashable], list[Episode]]:
        """Return the free episodes by key: all of them, and those that no guid excludes."""
        index: dict[tuple[bool, Hashable], list[Episode]] = defaultdict(list)
        for episode in self.free.values():
            for key in dict.fromkeys(keys(episode)):
                index[False, key].append(episode)
                if keys is _guid or episode.guid is None:
                    index[True, key].append(episode)
        return index


def retired_ids(catalogue: Catalogue, matches: Matches) -> Mapping[str, str | None]:
    """Return the retired ids that may be of episodes, each with the one that replaces it.

    Ids of episodes that were only renamed are left out: a new item may well have the same numbers
    or title.
    """
    known = {episode.id for episode in catalogue.episodes}
    retired = {past.id: past.to for past in catalogue.redirects if past.to in {None, *known}}
    for position, episode in matches.episodes.items():
        first = possible_ids(matches.items[position])[0]
        if retired.get(first) == episode.id:
            del retired[first]
    return retired


def _side(item: FeedItem) -> bool:
    """Return whether an item has a guid, which excludes episodes with another one."""
    return item.guid is not None


def same_address(address: str) -> str:
    """Return a key that an address has with http and with https."""
    return address.removeprefix("https://").removeprefix("http://")


def same_title(record: Episode | FeedItem, other: Episode | FeedItem) -> bool:
    """Return whether two titles are the same, be it without the numbers before them."""
    return not {*_titles(record)}.isdisjoint(_titles(other))


def _guid(record: Episode | FeedItem) -> Iterable[Hashable]:
    return () if record.guid is None else (same_address(record.guid),)


def _audio(record: Episode | FeedItem) -> Iterable[Hashable]:
    return (same_address(record.audio.url),) if record.audio else ()


def _signature(record: Episode | FeedItem) -> Iterable[Hashable]:
    if not record.title:
        return ()
    numbers = record.season, record.number, record.kind
    title = fold(record.title) or record.title
    return ((*numbers, title, record.published, *_audio(record)),)


def _number(record: Episode | FeedItem) -> Iterable[Hashable]:
    if record.number is None:
        return ()
    return ((record.season, record.number, record.kind),)


def _titles(record: Episode | FeedItem) -> Iterable[Hashable]:
    """Return the folded title, and the title without the number before it."""
    stripped = Title.of(record.title)
    texts = [fold(record.title)]
    if _agree(stripped.season, record.season) and _agree(stripped.number, record.number):
        texts.append(stripped.text)
    return filter(None, texts)


def _full_titles(record: Episode | FeedItem) -> Iterable[Hashable]:
    """Return the titles of an item that is full or states no kind, or of any episode."""
    return _titles(record) if record.kind == "full" or isinstance(record, Episode) else ()


def _title_of_kind(record: Episode | FeedItem) -> Iterable[Hashable]:
    return ((title, record.kind) for title in _titles(record))


def _title_of_kind_and_day(record: Episode | FeedItem) -> Iterable[Hashable]:
    if record.published is None:
        return ()
    return ((title, record.kind, record.published) for title in _titles(record))


def _pairs(record: Episode | FeedItem) -> Iterable[Hashable]:
    """Return each two of title, day and number, with the kind."""
    yield from _title_of_kind_and_day(record)
    for number in _number(record):
        yield from ((title, number) for title in _titles(record))
        if record.published is not None:
            yield record.published, number


def _is_possible(item: FeedItem, episode: Episode) -> bool:
    """Return whether no number and no guid contradicts a match."""
    numbers = ((item.season, item.number), _printed(item.title, episode.title))
    return all(
        _agree(season, episode.season) and _agree(number, episode.number)
        for season, number in numbers
    )


def _printed(title: str, other: str) -> tuple[int | None, int | None]:
    """Return the numbers before a title, unless another title has them too."""
    if fold(title) == fold(other):
        return None, None
    stripped = Title.of(title)
    return stripped.season, stripped.number


def _agree(one: int | None, other: int | None) -> bool:
    """Return whether two numbers may be the same; ``None`` is unknown."""
    return one is None or other is None or one == other
