"""Count what is taken from a feed and what is not, so that nothing is dropped without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

import attrs

from ...text.markup import unwrap_cdata
from .elements import UNKNOWN, UNREAD, why_incomplete, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .xml import Element

Parent: TypeAlias = Literal["channel", "item"]
ValueT = TypeVar("ValueT")

# Why an element is not taken.
OTHER: Final = "another value was taken"
ON_REQUEST: Final = "taken with notes only"
CUT: Final = "cut off; the notes begin with it"
REPEATED: Final = "a newer file has it"
TWICE: Final = "an earlier item with its guid and audio was taken"
TWICE_OTHERWISE: Final = "an earlier item with its guid and audio, but other values, was taken"
PROPOSED: Final = "people named often are proposed as hosts in proposals.csv"
# Lines that are named for each reason.
_LINES: Final = 5
# The links of RFC 5005.
_TO_PAGES: Final = frozenset({"next", "previous", "next-archive", "prev-archive"})


@attrs.frozen(kw_only=True)
class FeedCount:
    """A count of a feed's elements of one kind: those taken, or those left out for one reason.

    Attributes:
        parent: where the elements are: in the ``channel`` or in its items.
        element: their name, such as ``itunes:duration``.
        count: how many there are.
        reason: why they were not taken; empty if they were.
        file: the first of the feeds that has one: its path, or ``feed``.
        lines: the first lines of that feed on which there is one.

    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><title>Bread</title><ttl>60</ttl></channel></rss>"
    >>> for count in tfg.authoring.inspect_feed(feed):
    ...     print(f"{count.element}: {count.count} {count.reason or 'taken'}")
    title: 1 taken
    ttl: 1 the catalogue has no field for it
    """

    parent: Parent
    element: str
    count: int
    reason: str
    file: str
    lines: tuple[int, ...]


class Tally:
    """The counts of one feed.

    Attributes:
        file: what messages call the file whose elements are counted.
        places: the file and line of each element, by parent and name, then by reason.
    """

    def __init__(self) -> None:
        self.file = ""
        self.places: dict[tuple[Parent, str], dict[str, list[tuple[str, int]]]] = {}

    def add(self, parent: Parent, element: str, line: int, reason: str = "") -> None:
        """Count one element."""
        by_reason = self.places.setdefault((parent, element), {})
        by_reason.setdefault(reason, []).append((self.file, line))

    def report(self) -> tuple[FeedCount, ...]:
        """Return the counts, the channel first, by element in the order of the feed."""
        channel_first = sorted(self.places.items(), key=lambda pair: pair[0][0])
        return tuple(
            FeedCount(
                parent=parent,
                element=element,
                reason=reason,
                count=len(places),
                file=places[0][0],
                lines=tuple(line for file, line in places if file == places[0][0])[:_LINES],
            )
            for (parent, element), by_reason in channel_first
            for reason, places in sorted(by_reason.items())
        )


def _unspaced(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of which texts are the same whatever their white space and marks of CDATA."""
    return {
        field: " ".join(unwrap_cdata(value).split()) if isinstance(value, str) else value
        for field, value in values.items()
    }


class Part:
    """One channel or item, from which values are taken."""

    def __init__(self, parent: Parent, element: Element, tally: Tally) -> None:
        self.parent: Parent = parent
        self.line: int = element.line
        self.tally = tally
        self.unseen: dict[str, list[Element]] = {}
        for child in element.children:
            # A list of chapters says nothing itself; each chapter counts.
            for one in child.children if child.name == "psc:chapters" else (child,):
                self.unseen.setdefault(one.name, []).append(one)

    def prefer(self, test: Callable[[Element], Any], names: Sequence[str]) -> list[str]:
        """Return names of elements, first those of which one passes a test."""
        return sorted(names, key=lambda name: not any(map(test, self.unseen.get(name, ()))))

    def take(self, parsers: Mapping[str, Callable[[Element], Any]], *names: str) -> dict[str, Any]:
        """Return the values of some fields: those of the first element that has any of them."""
        found: dict[str, Any] = {}
        for name in names:
            for child in self.unseen.pop(name, ()):
                parsed = ((field, parse(child)) for field, parse in parsers.items())
                values = {field: value for field, value in parsed if value not in {None, ""}}
                if not values:
                    self.refuse(child)
                elif not found or _unspaced(values) == _unspaced(found):
                    found = found or values
                    self.tally.add(self.parent, name, child.line, why_incomplete(child))
                    self.leave_rest(child)
                else:
                    self.tally.add(self.parent, name, child.line, OTHER)
        return found

    def take_all(
        self, parse: Callable[[Element], ValueT | None], name: str, reason: str = ""
    ) -> tuple[ValueT, ...]:
        """Return the values of all elements with a name, each once."""
        found: dict[ValueT, None] = {}
        for child in self.unseen.pop(name, ()):
            value = parse(child)
            if not value:
                self.refuse(child, reason)
            else:
                found[value] = None
                self.tally.add(self.parent, name, child.line, why_incomplete(child))
                self.leave_rest(child)
        return tuple(found)

    def refuse(self, element: Element, reason: str = "") -> None:
        """Count an element whose value is missing or garbled; an empty one says nothing."""
        if element.name == "atom:link" and element.attributes.get("rel") in _TO_PAGES:
            reason = "it leads to another page of the feed"
        if element.text.strip() or element.attributes or element.children:
            reason = reason or why_unreadable(element)
            self.tally.add(self.parent, element.name, element.line, reason)

    def leave_rest(self, element: Element) -> None:
        """Count what has no field of an element that was taken."""
        stated = {**element.attributes, "text": element.text.strip()}
        for part in UNREAD.get(element.name, ()):
            if stated.get(part):
                self.tally.add(self.parent, f"{element.name} {part}", element.line, UNKNOWN)

    def leave(self, reason: str, *names: str) -> None:
        """Count elements that are not taken for a reason."""
        for name in names or tuple(self.unseen):
            for child in self.unseen.pop(name, ()):
                self.refuse(child, reason)
