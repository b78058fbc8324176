"""Match the items of a feed to the episodes of a catalogue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import attrs

from ...models.durations import parse_duration
from ...text.folding import fold
from .elements import same_address

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from ...models.plain import Plain
    from .reading import FeedItem

    Keys: TypeAlias = Callable[["Signs"], Iterable[Hashable]]

_T = TypeVar("_T")

# A number before a folded title, for comparisons: "3. Bread", "S1E3 - Bread", "Épisode 3 : Bread".
_LEADING_NUMBER = re.compile(
    r"(?:s(?:aison|eason)? ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,6}) (?=\S)"
)
# Maximum number of episodes that are compared with an item. If more share a key, it is uncertain
# which is meant, or, with another guid, whether any is.
_FEW: Final = 8
# Seconds by which advertisements may change the running time of an episode.
_ADVERTISEMENTS: Final = 240
# A feed has moved if at most this share of the guids is known, but most items agree with episodes.
_KNOWN_GUIDS: Final = 1 / 4
_AGREEING: Final = 3 / 4
# Fewest items that tell a title of its own from that of a bulletin, and a move from a coincidence.
_SEVERAL: Final = 2


class Signs(NamedTuple):
    """What an item or an episode can be recognised by."""

    is_item: bool
    id: str
    season: int | None
    number: int | None
    kind: str
    """``full`` of an item that states none."""
    published: str | None
    seconds: int | None
    """The running time."""
    guid: str | None
    audio: str | None
    title: str
    """The folded title, or the title itself where folding leaves nothing."""
    titles: tuple[str, ...]
    """The folded title, and the title without the number before it."""
    printed: Title
    refused_guid: str | None = None
    """The guid of the item that is this episode, though the owner kept another guid."""
    refused_titles: tuple[str, ...] = ()
    """The titles that the feed gives the episode, though the owner kept another one."""
    has_own_number: bool = False
    """Whether no other item (or episode) has its number, in whatever season."""
    has_own_audio: bool = False
    """Whether no other item and no other episode has its audio file."""
    own_titles: tuple[str, ...] = ()
    """The titles that no other item and no other episode has; none if the feed has one item."""
    rare_titles: tuple[str, ...] = ()
    """The titles but those of a bulletin, which several items and several episodes have."""


def _signs_of(values: Mapping[str, Any], *, is_item: bool) -> Signs:
    """Return what an item or an episode can be recognised by, from its plain values."""
    title = values.get("title", "")
    folded, printed = fold(title), Title.of(title)
    season, number = values.get("season"), values.get("number")
    texts = [folded]
    if _agree(printed.season, season) and _agree(printed.number, number):
        texts.append(printed.text)
    audio, duration = values.get("audio"), values.get("duration")
    return Signs(
        is_item=is_item,
        id=values.get("id", ""),
        season=season,
        number=number,
        kind=values.get("kind", "full"),
        published=values.get("published"),
        seconds=round(parse_duration(duration).total_seconds()) if duration else None,
        guid=same_address(values["guid"]) if "guid" in values else None,
        audio=same_address(audio["url"]) if audio else None,
        title=folded or title,
        titles=tuple(dict.fromkeys(filter(None, texts))),
        printed=printed,
    )


# -------------------------------------------------------------------------------- keys of signs


def _guid(signs: Signs) -> Iterable[Hashable]:
    return _known(signs.guid)


def _refused_guid(signs: Signs) -> Iterable[Hashable]:
    return _known(signs.guid if signs.is_item else signs.refused_guid)


def _audio(signs: Signs) -> Iterable[Hashable]:
    return _known(signs.audio)


def _own_audio(signs: Signs) -> Iterable[Hashable]:
    return _known(signs.audio) if signs.has_own_audio else ()


def _own_audio_and_day(signs: Signs) -> Iterable[Hashable]:
    return ((audio, day) for audio in _own_audio(signs) for day in _day(signs))


def _day(signs: Signs) -> Iterable[Hashable]:
    return _known(signs.published)


def _known(sign: str | None) -> Iterable[Hashable]:
    return () if sign is None else (sign,)


def _everything(signs: Signs) -> Iterable[Hashable]:
    if not signs.title:
        return ()
    numbers = signs.season, signs.number, signs.kind
    return ((*numbers, signs.title, signs.published, signs.audio),)


def _number(signs: Signs) -> Iterable[Hashable]:
    return () if signs.number is None else ((signs.season, signs.number, signs.kind),)


def _number_in_any_season(signs: Signs) -> Iterable[Hashable]:
    """Return the number with its season, and for a side that states no season."""
    yield from _number(signs)
    if signs.number is not None and signs.has_own_number:
        lacks = "item" if signs.is_item is (signs.season is None) else "episode"
        yield f"{lacks} without a season", signs.number, signs.kind


def _titles(signs: Signs) -> Iterable[str]:
    return (*signs.titles, *signs.refused_titles)


def _own_titles(signs: Signs) -> Iterable[Hashable]:
    return signs.own_titles


def _rare_titles(signs: Signs) -> Iterable[Hashable]:
    return signs.rare_titles


def _title(signs: Signs) -> Iterable[Hashable]:
    """Return the titles, by which an item may be an episode.

    An audio file with a day identifies an item without a guid, so that its title alone finds only
    an episode that lacks one of them: the items of a daily bulletin share one title.
    """
    is_identified = signs.audio is not None and signs.published is not None
    if signs.is_item and is_identified and signs.guid is None:
        return ((title, "not identified") for title in _titles(signs))
    if signs.is_item or is_identified:
        return _titles(signs)
    return (*_titles(signs), *((title, "not identified") for title in _titles(signs)))


def _full_title(signs: Signs) -> Iterable[Hashable]:
    """Return the titles of an item that is full or states no kind, or of any episode."""
    return () if signs.is_item and signs.kind != "full" else _title(signs)


def _title_and_kind(signs: Signs) -> Iterable[Hashable]:
    return ((title, signs.kind) for title in _title(signs))


def _title_kind_and_day(signs: Signs) -> Iterable[Hashable]:
    return ((title, signs.kind, day) for day in _day(signs) for title in _titles(signs))


def _title_and_number(signs: Signs) -> Iterable[Hashable]:
    return ((title, number) for number in _number_in_any_season(signs) for title in _titles(signs))


def _title_and_running_time(signs: Signs) -> Iterable[Hashable]:
    """Return the titles that no other has, with the running time within some minutes."""
    if signs.seconds:
        length = signs.seconds // _ADVERTISEMENTS
        lengths = (length - 1, length, length + 1) if signs.is_item else (length,)
        yield from ((title, "about", near) for title in signs.own_titles for near in lengths)


def _day_and_number(signs: Signs) -> Iterable[Hashable]:
    return ((day, number) for day in _day(signs) for number in _number_in_any_season(signs))


def _running_time(signs: Signs) -> Iterable[Hashable]:
    """Return the running time with the day or with the number."""
    if signs.seconds:
        others = (*_day(signs), *_number_in_any_season(signs))
        yield from ((signs.seconds, sign) for sign in others)


def _two_signs(signs: Signs) -> Iterable[Hashable]:
    """Return each two of title, day, running time and number."""
    yield from _title_kind_and_day(signs)
    yield from _title_and_number(signs)
    yield from _title_and_running_time(signs)
    yield from _day_and_number(signs)
    yield from _running_time(signs)


# ------------------------------------------------------------------------------------- the rules


class Rule(NamedTuple):
    """A way in which an item finds its episode: by a key that both have."""

    sign: str
    keys: Keys
    trusted: bool = False
    """Whether neither another guid nor another number contradicts it."""
    other_guid: bool = False
    """Whether another guid does not contradict it."""
    gone: bool = False
    """Whether it finds only episodes that are gone from the feed, though it has older items."""
    in_order: bool = False
    """Whether several items and episodes that share a key belong together in their order."""


# An item is the episode that it finds, if it finds one and no other item does: the first rule wins.
RULES: Final = (
    Rule("guid", _guid, trusted=True),
    Rule("guid that was refused for the episode", _refused_guid, trusted=True),
    Rule("numbers, title, day and audio file", _everything, in_order=True),
    Rule("number", _number),
    Rule("title, kind and day", _title_kind_and_day),
    Rule("title and kind", _title_and_kind),
    Rule("title of a full item", _full_title),
    Rule("audio file", _audio),
    Rule("audio file that no other has, and day", _own_audio_and_day, other_guid=True),
    Rule("audio file that no other has", _own_audio, other_guid=True, gone=True),
)
# An item that is none with certainty may be the episodes that it finds: the owner is asked.
DOUBTS: Final = (
    Rule("guid", _guid, trusted=True),
    Rule("number", _number),
    Rule("title", _title),
    Rule("title, kind and day", _title_kind_and_day, other_guid=True),
    Rule("title and number", _title_and_number, other_guid=True),
    Rule("title that no other has, and running time", _title_and_running_time, trusted=True),
    Rule("day and number", _day_and_number, other_guid=True),
    Rule("audio file that no other has", _own_audio, other_guid=True),
    Rule("title that no other has", _own_titles, other_guid=True),
    Rule("title, unless that of a bulletin", _rare_titles, other_guid=True, gone=True),
    Rule("day", _day, other_guid=True, gone=True),
)
# The rule about the whole feed counts the items and episodes that agree in two signs.
_AGREEMENT: Final = Rule("two of title, day, running time and number", _two_signs, trusted=True)


class Matches(NamedTuple):
    """The episode of each item.

    Attributes:
        items: the items of the feed.
        signs: what each of them can be recognised by.
        known: the same of each episode, by its id.
        episodes: the id of the episode of each item, by its index in the feed.
        uncertain: the ids of free episodes that an item may be, by the index of the item.
        has_moved: whether the feed has moved: at most a quarter of its guids is known, while three
            quarters of the items agree with an episode, or of the episodes with an item, whichever
            are fewer.
        moved: the id of the episode of each item that was matched because the feed has moved.
        agreeing: how many items agree with an episode.
        is_of_another_show: whether no guid is known, though episodes have some, and too few of the
            items or episodes, whichever are fewer, agree with one of the others.
        oldest: the day of the oldest item.
    """

    items: Sequence[FeedItem]
    signs: Sequence[Signs]
    known: Mapping[str, Signs]
    episodes: Mapping[int, str]
    uncertain: Mapping[int, Sequence[str]]
    has_moved: bool
    moved: Mapping[int, str]
    agreeing: int
    is_of_another_show: bool
    oldest: str | None

    @property
    def unmatched(self) -> list[int]:
        """The indexes of the items that belong to no episode with certainty."""
        return [position for position in range(len(self.items)) if position not in self.episodes]

    @property
    def gone(self) -> list[str]:
        """The ids of the episodes to which no item belongs, though the feed has older items."""
        taken = {*self.episodes.values()}
        inside = (id_ for id_, signs in self.known.items() if _is_inside(signs, self.oldest))
        return [id_ for id_ in inside if id_ not in taken]

    def answered(self, same: Mapping[int, str], new: set[int]) -> Matches:
        """Return the matches after uncertain items were found to be episodes, or to be new."""
        asked = {
            position: ids
            for position, ids in self.uncertain.items()
            if position not in same and position not in new
        }
        return self._replace(episodes={**self.episodes, **same}, uncertain=asked)

    def without(self, ids: Sequence[str]) -> Matches:
        """Return the matches of other episodes than these."""
        episodes, moved = (
            {position: id_ for position, id_ in found.items() if id_ not in ids}
            for found in (self.episodes, self.moved)
        )
        return self._replace(episodes=episodes, moved=moved)

    def same_title(self, position: int) -> bool:
        """Return whether an item has its episode's title, with or without the number in front.

        A number in front has to be the item's number too, since an owner may accept the title.
        """
        item, episode = self.signs[position], self.known[self.episodes[position]]
        same = _agree(episode.printed.season, item.season) and _agree(
            episode.printed.number, item.number
        )
        return not {*item.titles}.isdisjoint(episode.titles if same else episode.titles[:1])


def match(
    items: Sequence[FeedItem],
    episodes: Iterable[Plain],
    *,
    refused_guids: Mapping[str, str] | None = None,
    refused_titles: Mapping[str, str] | None = None,
    moved: bool | None = None,
) -> Matches:
    """Match the items of a feed to episodes.

    Args:
        items: the items of the feed.
        episodes: the plain values of the episodes.
        refused_guids: the guids of items that are known to be an episode with another guid, by the
            id of this episode.
        refused_titles: the titles that the feed is known to give episodes, by their ids.
        moved: whether items that agree with one episode in two signs are this episode, whatever the
            guids; by default, if the feed has moved.
    """
    signs, known = _all_signs(items, episodes, refused_guids or {}, refused_titles or {})
    days = (item.published for item in signs)
    search = _Search(signs, known, min(filter(None, days), default=None))
    for rule in RULES:
        if rule.trusted:
            search.take(search.find(rule))
    with_guid = [sum(one.guid is not None for one in side) for side in (signs, known.values())]
    known_guids, fewer = len(search.found), min(with_guid)
    guids_are_new = fewer > 0 and known_guids <= _KNOWN_GUIDS * fewer
    agreeing = search.find_agreeing()
    pairs = {
        position: id_
        for position, id_ in agreeing.items()
        if signs[position].guid is not None and known[id_].guid is not None
    }
    are_most = len(pairs) >= _SEVERAL and known_guids + len(pairs) >= _AGREEING * fewer
    has_moved = guids_are_new and are_most
    if not (has_moved if moved is None else moved):
        pairs = {}
    search.take(pairs)
    no_guid_is_known = with_guid[1] > 0 and not known_guids
    are_few = len(agreeing) < _AGREEING * min(len(signs), len(known))
    are_others = has_moved and moved is False  # the owner says so
    for rule in RULES:
        if not (rule.trusted or (are_others and rule.other_guid)):
            search.take(search.find(rule))
    return Matches(
        items=items,
        signs=signs,
        known=known,
        episodes=search.found,
        uncertain=search.find_doubts(),
        has_moved=has_moved,
        moved=pairs,
        agreeing=len(agreeing),
        is_of_another_show=no_guid_is_known and are_few,
        oldest=search.oldest,
    )


class _Search:
    """The items and episodes that are not matched yet, and those that are."""

    def __init__(
        self, items: Sequence[Signs], episodes: Mapping[str, Signs], oldest: str | None
    ) -> None:
        self.items: dict[int, Signs] = dict(enumerate(items))
        self.free: dict[str, Signs] = dict(episodes)
        self.found: dict[int, str] = {}
        self.oldest = oldest

    def take(self, found: Mapping[int, str]) -> None:
        """Match items to episodes."""
        self.found |= found
        for position, id_ in found.items():
            del self.items[position], self.free[id_]

    def find(self, rule: Rule) -> dict[int, str]:
        """Return the items that belong to an episode by a rule."""
        if rule.in_order:
            return self._find_in_order(rule)
        claims: dict[str, list[int]] = defaultdict(list)
        for position, item, groups in self._find_groups(rule):
            found: Sequence[Signs] = next(groups, ())
            if len(found) == 1 and (rule.trusted or _is_possible(item, found[0])):
                claims[found[0].id].append(position)
        return {positions[0]: id_ for id_, positions in claims.items() if len(positions) == 1}

    def _find_in_order(self, rule: Rule) -> dict[int, str]:
        found: dict[int, str] = {}
        taken: set[str] = set()
        for position, _, groups in self._find_groups(rule):
            for same in groups:
                while same and same[0].id in taken:
                    same.popleft()
                if same:
                    found[position] = same[0].id
                    taken.add(same[0].id)
        return found

    def find_doubts(self) -> dict[int, list[str]]:
        """Return the episodes that an item may be, by the index of the item."""
        found: dict[int, dict[str, None]] = defaultdict(dict)
        for rule in DOUBTS:
            for position, item, groups in self._find_groups(rule):
                for few in groups:
                    if rule.other_guid and len(few) > _FEW:
                        continue
                    are_certain = rule.trusted or len(few) > _FEW
                    found[position] |= {
                        one.id: None
                        for one in islice(few, _FEW)
                        if are_certain or _is_possible(item, one)
                    }
        return {position: [*ids] for position, ids in found.items() if ids}

    def find_agreeing(self) -> dict[int, str]:
        """Return the items that agree in two signs with an episode, more than with any other."""
        claims: dict[str, Counter[int]] = defaultdict(Counter)
        for position, _, groups in self._find_groups(_AGREEMENT):
            few = (found for found in groups if len(found) <= _FEW)
            counts = Counter(episode.id for episode in chain.from_iterable(few))
            if best := _most(counts):
                claims[best][position] = counts[best]
        found = {id_: _most(counts) for id_, counts in claims.items()}
        return {position: id_ for id_, position in found.items() if position is not None}

    def _find_groups(self, rule: Rule) -> Iterator[tuple[int, Signs, Iterator[deque[Signs]]]]:
        """Yield each free item, with the free episodes that share each of its keys.

        Episodes without a guid are in the index a second time, for items that have one.
        """
        index: dict[tuple[bool, Hashable], deque[Signs]] = defaultdict(deque)
        for episode in self.free.values():
            is_found = not rule.gone or _is_inside(episode, self.oldest)
            for key in dict.fromkeys(rule.keys(episode) if is_found else ()):
                index[False, key].append(episode)
                if episode.guid is None:
                    index[True, key].append(episode)
        for position, item in self.items.items():
            has_guid = item.guid is not None and not (rule.trusted or rule.other_guid)
            keys = ((has_guid, key) for key in rule.keys(item))
            yield position, item, filter(None, map(index.get, keys))


def _most(counts: Counter[_T]) -> _T | None:
    """Return what was counted more often than anything else; ``None`` if there are several."""
    ranked = counts.most_common(2)
    are_equal = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return None if are_equal or not ranked else ranked[0][0]


def _all_signs(
    items: Iterable[FeedItem],
    episodes: Iterable[Plain],
    refused_guids: Mapping[str, str],
    refused_titles: Mapping[str, str],
) -> tuple[list[Signs], dict[str, Signs]]:
    """Return the signs of items and episodes, with those that no other has.

    A guid that several items share says nothing of an episode.
    """
    items = list(items)
    guids = Counter(same_address(item.values.get("guid", "")) for item in items)
    shared = {guid for guid, count in guids.items() if count > 1}
    sides: Sequence[list[Signs]] = (
        [_signs_of(item.values, is_item=True) for item in items],
        [
            _signs_of(episode, is_item=False)._replace(
                refused_guid=same_address(refused_guids.get(episode["id"], "")) or None,
                refused_titles=_signs_of(
                    {"title": refused_titles.get(episode["id"], "")}, is_item=False
                ).titles,
            )
            for episode in episodes
        ],
    )
    are_several = len(sides[0]) >= _SEVERAL
    titles = [Counter(chain.from_iterable(map(_titles, side))) for side in sides]
    most_titles = titles[0] | titles[1]
    files = Counter[str | None]()
    for side in sides:
        files |= Counter(one.audio for one in side)
    found: list[list[Signs]] = []
    for side in sides:
        numbers = Counter(one.number for one in side)
        found.append(
            [
                one._replace(
                    guid=None if one.guid in shared else one.guid,
                    has_own_number=numbers[one.number] == 1,
                    has_own_audio=files[one.audio] == 1,
                    own_titles=tuple(
                        title for title in _titles(one) if are_several and most_titles[title] == 1
                    ),
                    rare_titles=tuple(
                        title for title in _titles(one) if min(side[title] for side in titles) <= 1
                    ),
                )
                for one in side
            ]
        )
    return found[0], {one.id: one for one in found[1]}


def _is_inside(signs: Signs, oldest: str | None) -> bool:
    return oldest is not None and (signs.published or "") > oldest


def _is_possible(item: Signs, episode: Signs) -> bool:
    """Return whether no number contradicts a match."""
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
