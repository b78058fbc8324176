"""Compare a feed with the one that it is to replace, element by element."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ...catalogue.answers import Difference
from ...models.records import is_tuple
from ...text.writing import to_uri
from .elements import (
    EPISODE,
    SHOW,
    UNREAD,
    parse_country,
    parse_credit,
    parse_location,
    parse_url,
    plain_text,
    text_of,
)
from .reading import channel_of, distinct_items
from .xml import Reader, feed_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence

    from .counts import Parent
    from .elements import Source
    from .xml import Element, FeedSource


def compare_feeds(
    old: FeedSource, new: FeedSource, *, max_bytes: int | None = None
) -> tuple[Difference, ...]:
    """Return what a feed lacks, adds or changes against the one that it is to replace.

    The ``kind`` of a difference is ``"channel"`` or ``"item"``, its ``field`` the name of an
    element, or ``None`` for a whole item. The ``id`` of an item is what apps know it by: its guid,
    or else the address of its audio file. Values that mean the same, such as ``30:34`` and
    ``1834``, do not differ; notes are compared with their markup. A bare ``&`` is read
    as ``&amp;``.

    Args:
        old: the feed that listeners have now: the path of a file, or the document itself.
        new: the feed that is to take its place.
        max_bytes: how many bytes each of them may have; 16 MiB by default.

    Raises:
        FeedError: one of them cannot be read.

    >>> old, new = (
    ...     f"<rss><channel><item><title>Oven</title><itunes:duration>{duration}</itunes:duration>"
    ...     f"<guid>oven</guid>{more}</item></channel></rss>"
    ...     for duration, more in (("30:34", "<author>Ann</author>"), ("1834", ""))
    ... )
    >>> print(*compare_feeds(old, new))
    removed item oven author: Ann → none
    """
    channels = [
        channel_of(feed, Reader(recover=True, max_bytes=max_bytes), feed_name(feed))
        for feed in (old, new)
    ]
    items = [distinct_items(channel)[0] for channel in channels]
    pairs = _pairs(*items)
    title = plain_text(channels[0].find_text("title"))
    note = partial(Difference, kind="channel", id=title)
    found = [*_between("channel", note, channels[0], channels[1])]
    # The order of the items that both have.
    positions = [pairs[index] for index in sorted(pairs)]
    if positions != sorted(positions):
        before = [_name(items[0][index]) for index in sorted(pairs)]
        after = [_name(items[1][position]) for position in sorted(positions)]
        found.append(note(change="changed", field="order of items", before=before, after=after))
    shared = {guid for guid, count in Counter(map(_guid, items[0])).items() if count > 1}
    for index, item in enumerate(items[0]):
        note = partial(Difference, kind="item", id=_name(item))
        if index in pairs:
            found += _between("item", note, item, items[1][pairs[index]], shared)
        else:
            found.append(note(change="removed", field=None, before=_title(item), after=None))
    taken = set(pairs.values())
    for item in (item for position, item in enumerate(items[1]) if position not in taken):
        note = partial(Difference, kind="item", id=_name(item))
        found.append(note(change="added", field=None, before=None, after=_title(item)))
    return tuple(found)


def is_loss(difference: Difference) -> bool:
    """Return whether listeners would lose an item, or get it a second time under another guid.

    It is no loss if items that share a guid, which apps take for one, get guids of their own.
    """
    is_gone = difference.change == "removed" and difference.field is None
    return is_gone or (difference.field == "guid" and difference.before is not None)


def _pairs(old: Sequence[Element], new: Sequence[Element]) -> dict[int, int]:
    """Return the index of the new item for each old one that is still there.

    Items are recognised by their guid, else by their audio file, else by their title.
    """
    pairs: dict[int, int] = {}
    for sign in (_guid, _audio, _words):
        taken = set(pairs.values())
        free: dict[str, deque[int]] = defaultdict(deque)
        for position, item in enumerate(new):
            if position not in taken:
                free[sign(item)].append(position)
        for index, item in enumerate(old):
            key = sign(item)
            if (key or sign is _words) and index not in pairs and free[key]:
                pairs[index] = free[key].popleft()
    return pairs


def _between(
    parent: Parent,
    note: Callable[..., Difference],
    old: Element,
    new: Element,
    shared: Container[str] = (),
) -> Iterator[Difference]:
    """Yield the differences between two channels or items, the guid first."""
    if parent == "item" and (given := _guid(old)) != _guid(new):
        change = "changed" if given else "added"
        field = "shared guid" if given in shared else "guid"
        yield note(change=change, field=field, before=given or None, after=_guid(new))
    elements = (child.name for child in (*old.children, *new.children))
    for name in dict.fromkeys(elements):
        if name in {"item", "guid"}:
            continue
        values = [list(_values(parent, side.find_all(name))) for side in (old, new)]
        before, after = (_beyond(*pair) for pair in (values, values[::-1]))
        for one, other in zip_longest(before, after):
            change = "removed" if other is None else "added" if one is None else "changed"
            yield note(change=change, field=name, before=one, after=other)


def _values(parent: Parent, elements: Iterable[Element]) -> Iterator[tuple[Hashable, str]]:
    """Yield what each element means, and its texts on one line."""
    for element in elements:
        parsers = _PARSERS[parent].get(element.name, ())
        meaning = tuple(_comparable(parse(element)) for parse in parsers)
        texts = _texts(element)
        if any(value not in {None, "", ()} for value in meaning):
            stated = {**element.attributes, "text": text_of(element)}
            unread = tuple(stated.get(part) for part in UNREAD.get(element.name, ()))
            yield (meaning, unread), " ".join(texts)
        elif texts:  # an empty element says nothing
            yield texts, " ".join(texts)


def _beyond(
    values: Sequence[tuple[Hashable, str]], others: Sequence[tuple[Hashable, str]]
) -> list[str]:
    """Return the values that the others have not, or not as often."""
    left = Counter(meaning for meaning, _ in others)
    found: list[str] = []
    for meaning, text in values:
        if left[meaning]:
            left[meaning] -= 1
        else:
            found.append(text)
    return found


def _comparable(value: object) -> object:
    """Return a value with its addresses in ASCII, and its records as tuples."""
    if attrs.has(type(value)):
        value = attrs.astuple(cast("Any", value), recurse=False)
    if is_tuple(value):
        return tuple(map(_comparable, value))
    return to_uri(value) if isinstance(value, str) else value


def _texts(element: Element) -> tuple[str, ...]:
    """Return the text of an element, its attributes, and the same of what is inside."""
    inside = (text for child in element.children for text in _texts(child))
    attributes = (
        value.strip() for name, value in element.attributes.items() if not name.startswith("xmlns")
    )
    return tuple(filter(None, (text_of(element), *attributes, *inside)))


def _title(item: Element) -> dict[str, str]:
    return {"title": plain_text(item.find_text("title", "itunes:title"))}


def _guid(item: Element) -> str:
    """Return what apps know an item by: its guid, or else the address of its audio file."""
    return item.find_text("guid") or _audio(item)


def _audio(item: Element) -> str:
    urls = (file.attributes.get("url", "").strip() for file in item.find_all("enclosure"))
    url = next(urls, "")
    return to_uri(parse_url(url) or url)


def _words(item: Element) -> str:
    return _title(item)["title"]


def _name(item: Element) -> str:
    return _guid(item) or _words(item)


def _parsers(sources: Mapping[str, Source]) -> dict[str, list[Callable[[Element], Any]]]:
    """Return the functions that read the values of each element; notes are compared as text."""
    found: dict[str, list[Callable[[Element], Any]]] = {
        "podcast:location": [parse_location, parse_country],
        "podcast:person": [parse_credit],
    }
    for source in sources.values():
        for element in () if source.on_request else source.elements:
            found.setdefault(element, []).append(source.parse)
    return found


_PARSERS: Final = {"channel": _parsers(SHOW), "item": _parsers(EPISODE)}
