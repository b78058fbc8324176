"""Match the items of a feed to the episodes of a catalogue."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from ...text.folding import fold
from .elements import same_address

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from ...models.plain import Plain
    from .reading import FeedItem

    Keys: TypeAlias = Callable[["Signs"], Iterable[Hashable]]

# A number before a folded title, for comparisons: "3. Bread", "S1E3 - Bread", "Épisode 3 : Bread".
_LEADING_NUMBER = re.compile(
    r"(?:s(?:aison|eason)? ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,6}) (?=\S)"
)
# Maximum number of episodes that are compared with an item; if more share a key, it is uncertain.
_FEW = 8
# Most days between an item and a re-upload under its title; a weekly bulletin is no re-upload.
_DAYS = 6


class Signs(NamedTuple):
    """What an item or an episode can be recognised by."""

    is_item: bool
    id: str
    season: int | None
    number: int | None
    kind: str
    """``full`` of an item that states none."""
    published: str | None
    guid: str | None
    audio: str | None
    title: str
    """The folded title, or the title itself where folding leaves nothing."""
    titles: tuple[str, ...]
    """The folded title, and the title without the number before it."""
    printed: Title


def signs_of(values: Mapping[str, Any], *, is_item: bool) -> Signs:
    """Return what an item or an episode can be recognised by, from its plain values."""
    title = values.get("title", "")
    folded, printed = fold(title), Title.of(title)
    season, number = values.get("season"), values.get("number")
    texts = [folded]
    if _agree(printed.season, season) and _agree(printed.number, number):
        texts.append(printed.text)
    audio = values.get("audio")
    return Signs(
        is_item=is_item,
        id=values.get("id", ""),
        season=season,
        number=number,
        kind=values.get("kind", "full"),
        published=values.get("published"),
        guid=same_address(values["guid"]) if "guid" in values else None,
        audio=same_address(audio["url"]) if audio else None,
        title=folded or title,
        titles=tuple(filter(None, texts)),
        printed=printed,
    )


class Matches:
    """The episode of each item, found from the most certain sign to the least.

    The signs are the guid; numbers, title, day and audio file together; season and number; the
    title; the audio file, which finds an episode whose title was edited. No episode is matched to
    an item with another guid, or with contradicting numbers; and no full episode to a trailer or
    bonus by its title. A re-upload is the exception: its guid is new, and its audio file is that of
    one episode, which is gone from the feed although the feed has older ones.

    Attributes:
        items: the items of the feed.
        episodes: the id of the episode of each item, by its index in the feed.
        uncertain: the ids of free episodes that an item may be, by the index of the item.
        unmatched: the signs of the items that belong to no episode with certainty, by their index.
        free: the signs of the episodes to which no item belongs, by their id.
    """

    def __init__(
        self,
        items: Sequence[FeedItem],
        episodes: Iterable[Plain],
        refused: Mapping[str, str] | None = None,
        refused_titles: Mapping[str, str] | None = None,
    ) -> None:
        """Match the items.

        Args:
            items: the items of the feed.
            episodes: the plain values of the episodes.
            refused: the guids of items that are known to be an episode with another guid, by the id
                of this episode.
            refused_titles: the titles that the feed is known to give episodes, by their ids.
        """
        self.items = items
        self.signs: list[Signs] = [signs_of(item.values, is_item=True) for item in items]
        signs = (signs_of(episode, is_item=False) for episode in episodes)
        self.known: dict[str, Signs] = {found.id: found for found in signs}
        self.free: dict[str, Signs] = dict(self.known)
        for id_, title in (refused_titles or {}).items():
            if id_ in self.known:
                own = self.known[id_]
                titles = (*own.titles, *signs_of({"title": title}, is_item=False).titles)
                self.free[id_] = own._replace(titles=titles)
        self.unmatched: dict[int, Signs] = dict(enumerate(self.signs))
        self.episodes: dict[int, str] = {}
        self.refused: Mapping[str, str] = refused or {}
        self.shared_audio: Mapping[str | None, int] = _most_common(self.signs, self.known.values())
        days = (item.published for item in self.signs)
        self.oldest: str | None = min(filter(None, days), default=None)
        self.match_unique(_guid, trusted=True)
        self.match_unique(self.refused_guid, trusted=True)
        self.match_equals()
        for keys in (_number, _title_of_kind_and_day, _title_of_kind, _full_titles, _audio):
            self.match_unique(keys)
        self.match_unique(self.gone_audio, has_new_guid=True)
        self.uncertain: dict[int, list[str]] = self.find_uncertain()

    def match_unique(
        self, keys: Keys, *, trusted: bool = False, has_new_guid: bool = False
    ) -> None:
        """Match each item to the only episode that shares a key, if it is the only such item."""
        index = self.index(keys)
        claims: dict[str, list[int]] = defaultdict(list)
        for position, item in self.unmatched.items():
            has_guid = _has_guid(item) and not (trusted or has_new_guid)
            found: Sequence[Signs] = next(
                filter(None, (index.get((has_guid, key), ()) for key in keys(item))), ()
            )
            if len(found) == 1 and (trusted or _is_possible(item, found[0])):
                claims[found[0].id].append(position)
        for id_, positions in claims.items():
            if len(positions) == 1:
                self.match(positions[0], id_)

    @property
    def are_strangers(self) -> bool:
        """Whether the items are hardly those of these episodes.

        The episodes have guids, and the feed has none of these. Of the items or the episodes,
        whichever are fewer, fewer than half share a title or a day with one of the others.
        """
        episodes = [*self.known.values()]
        guids = {signs.guid for signs in episodes} - {None}
        if not guids or not guids.isdisjoint(signs.guid for signs in self.signs):
            return False
        fewer, others = sorted((episodes, self.signs), key=len)
        known = {key for signs in others for key in _title_or_day(signs)}
        agreeing = sum(not known.isdisjoint(_title_or_day(signs)) for signs in fewer)
        return 2 * agreeing < len(fewer)

    def match_equals(self) -> None:
        """Match items that equal an episode in numbers, title, day and audio file, one to one."""
        index = {key: deque(found) for key, found in self.index(_signature).items()}
        for position, item in tuple(self.unmatched.items()):
            for key in _signature(item):
                found = index.get((_has_guid(item), key))
                while found and found[0].id not in self.free:
                    found.popleft()
                if found:
                    self.match(position, found[0].id)

    def match(self, position: int, id_: str) -> None:
        """Match an item to an episode."""
        self.episodes[position] = id_
        del self.unmatched[position], self.free[id_]

    def find_uncertain(self) -> dict[int, list[str]]:
        """Return the items that may be an episode that is still free, with these episodes.

        They share its number or its title; or, whatever the guids, two of number, title, day and
        audio file, as after a move to another host; or its guid, which is then not unique. Whatever
        the guids too, it may be a re-upload: it shares an audio file that no other has; or its day,
        or its title within days, with an episode that is gone although the feed has older ones.
        """
        found: dict[int, dict[str, None]] = defaultdict(dict)
        signs = (_guid, _number, _titles, _pairs)
        for keys in (*signs, self.only_audio, self.near_title, self.gone_day):
            index = self.index(keys)
            for position, item in self.unmatched.items():
                has_guid = _has_guid(item) and keys in {_number, _titles}
                for few in filter(None, (index.get((has_guid, key)) for key in keys(item))):
                    certain = keys is _guid or len(few) > _FEW
                    meant = few if certain else [e for e in few if _is_possible(item, e)]
                    if meant:
                        found[position] |= dict.fromkeys(episode.id for episode in meant[:_FEW])
        return {position: [*ids] for position, ids in found.items()}

    def refused_guid(self, signs: Signs) -> Iterable[Hashable]:
        """Return the guid of an item, or the one that was refused for an episode."""
        guid = signs.guid if signs.is_item else self.refused.get(signs.id)
        return () if guid is None else (same_address(guid),)

    def gone_audio(self, signs: Signs) -> Iterable[Hashable]:
        """Return the audio file that no other has, with the day unless the feed has older ones."""
        for audio in self.only_audio(signs):
            if signs.is_item or self.is_inside(signs):
                yield audio
            if signs.published is not None:
                yield audio, signs.published

    def gone_day(self, signs: Signs) -> Iterable[Hashable]:
        """Return the day of an item, or of an episode if the feed has older ones."""
        if signs.published is not None and (signs.is_item or self.is_inside(signs)):
            yield signs.published

    def is_inside(self, signs: Signs) -> bool:
        """Return whether the feed has older items, so that one that is missing is gone."""
        return self.oldest is not None and (signs.published or "") > self.oldest

    def only_audio(self, signs: Signs) -> Iterable[Hashable]:
        """Return the audio file of an item or episode, unless others have it too."""
        return () if self.shared_audio[signs.audio] > 1 else _audio(signs)

    def near_title(self, signs: Signs) -> Iterable[Hashable]:
        """Return the titles with the day of an episode, or with each day around that of an item."""
        if signs.published is None or not (signs.is_item or self.is_inside(signs)):
            return
        day = dt.date.fromisoformat(signs.published)
        around = range(-_DAYS, _DAYS + 1) if signs.is_item else (0,)
        for near in around:
            yield from ((title, day + dt.timedelta(days=near)) for title in signs.titles)

    def index(self, keys: Keys) -> dict[tuple[bool, Hashable], list[Signs]]:
        """Return the free episodes by key, those without a guid a second time under ``True``."""
        index: dict[tuple[bool, Hashable], list[Signs]] = defaultdict(list)
        for episode in self.free.values():
            for key in dict.fromkeys(keys(episode)):
                index[False, key].append(episode)
                if episode.guid is None:
                    index[True, key].append(episode)
        return index

    def same_title(self, position: int) -> bool:
        """Return whether an item has the title of its episode, be it without its number.

        The number before a title has to be that of the item too, since this may be accepted.
        """
        item, episode = self.signs[position], self.known[self.episodes[position]]
        same = _agree(episode.printed.season, item.season) and _agree(
            episode.printed.number, item.number
        )
        return not {*item.titles}.isdisjoint(episode.titles if same else episode.titles[:1])


def _most_common(*sides: Iterable[Signs]) -> Counter[str | None]:
    """Return how many items or episodes have an audio file, whichever are more."""
    found = Counter[str | None]()
    for side in sides:
        found |= Counter(signs.audio for signs in side)
    return found


def _has_guid(item: Signs) -> bool:
    """Return whether an item has a guid; then it never matches an episode with another one."""
    return item.guid is not None


def _guid(signs: Signs) -> Iterable[Hashable]:
    return () if signs.guid is None else (signs.guid,)


def _audio(signs: Signs) -> Iterable[Hashable]:
    return () if signs.audio is None else (signs.audio,)


def _title_or_day(signs: Signs) -> Iterable[Hashable]:
    return filter(None, (signs.title, *signs.titles, signs.published))


def _signature(signs: Signs) -> Iterable[Hashable]:
    if not signs.title:
        return ()
    numbers = signs.season, signs.number, signs.kind
    return ((*numbers, signs.title, signs.published, signs.audio),)


def _number(signs: Signs) -> Iterable[Hashable]:
    if signs.number is None:
        return ()
    return ((signs.season, signs.number, signs.kind),)


def _titles(signs: Signs) -> Iterable[Hashable]:
    """Return the titles, by which an item may be an episode.

    An audio file with a day identifies an item without a guid, so that its title alone finds only
    an episode that lacks one of them: the items of a daily bulletin share one title.
    """
    is_identified = signs.audio is not None and signs.published is not None
    if signs.is_item and is_identified and signs.guid is None:
        return ((title, "not identified") for title in signs.titles)
    if signs.is_item or is_identified:
        return signs.titles
    return (*signs.titles, *((title, "not identified") for title in signs.titles))


def _full_titles(signs: Signs) -> Iterable[Hashable]:
    """Return the titles of an item that is full or states no kind, or of any episode."""
    return () if signs.is_item and signs.kind != "full" else _titles(signs)


def _title_of_kind(signs: Signs) -> Iterable[Hashable]:
    return ((title, signs.kind) for title in _titles(signs))


def _title_of_kind_and_day(signs: Signs) -> Iterable[Hashable]:
    if signs.published is None:
        return ()
    return ((title, signs.kind, signs.published) for title in signs.titles)


def _pairs(signs: Signs) -> Iterable[Hashable]:
    """Return pairs of signs: title with day, number or audio file, and day with one of these."""
    yield from _title_of_kind_and_day(signs)
    for sign in (*_number(signs), *_audio(signs)):
        yield from ((title, sign) for title in signs.titles)
        if signs.published is not None:
            yield signs.published, sign


def _is_possible(item: Signs, episode: Signs) -> bool:
    """Return whether no number and no guid contradicts a match."""
    numbers = [(item.season, item.number)]
    if item.titles[:1] != episode.titles[:1]:  # what both print says nothing
        numbers.append((item.printed.season, item.printed.number))
    return all(
        _agree(season, episode.season) and _agree(number, episode.number)
        for season, number in numbers
    )


def _agree(one: int | None, other: int | None) -> bool:
    """Return whether two numbers may be the same; ``None`` is unknown."""
    return one is None or other is None or one == other


@attrs.frozen
class Title:
    """A folded title, split from the episode number that some feeds put before it.

    Attributes:
        text: the title without the number.
        season: the season number; ``None`` if the title has none.
        number: the episode number; ``None`` if the title has none.

    >>> Title.of("S1E3 - Le pain"), Title.of("1984")
    (Title(text='le pain', season=1, number=3), Title(text='1984', season=None, number=None))
    """

    text: str
    season: int | None
    number: int | None

    @classmethod
    def of(cls, title: str) -> Title:
        """Split a title."""
        folded = fold(title)
        found = _LEADING_NUMBER.match(folded)
        if found is None:
            return cls(folded, None, None)
        season, number = found.groups()
        return cls(folded[found.end() :], int(season) if season else None, int(number))
