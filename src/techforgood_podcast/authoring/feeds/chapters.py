"""The chapters of an episode that has none but time stamps in its notes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from ...models import Chapter, Episode
from ...models.durations import parse_duration
from ...models.fields import stated_fields
from ...models.plain import plain_value
from ...text.markup import notes_text, without_addresses
from .elements import parse_time, valid_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...models.plain import Plain

# Fewest time stamps that are chapters.
_FEWEST: Final = 3
_CLOCK: Final = r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:\.\d{1,3})?"
_END: Final = r"(?!\w|[:.]\d)"
# Notes without it have no time stamp.
_TIME: Final = re.compile(_CLOCK, re.ASCII)
# A line that begins with a time stamp, bracketed or not, and maybe with the time of its end: the
# time and the title.
_STAMP: Final = re.compile(
    rf"(?:[-–—*•·▶►]+ ?)?[(\[]? ?({_CLOCK}){_END}(?: ?[-–—] ?{_CLOCK}{_END})?[)\]]?"
    r"[-–—:|.,) ]*(.+)",
    re.ASCII,
)


def noted_chapters(values: Mapping[str, Any]) -> list[Plain]:
    r"""Return the chapters that the notes of an episode list, from its plain values.

    They are three or more time stamps at the beginnings of lines, each with a title, in ascending
    order, the last one within the running time.

    >>> notes = "Bread\n00:00 Salt\n[12:30] - Flour\n(29:59) Oven"
    >>> [one["title"] for one in noted_chapters({"duration": "30:00", "notes": notes})]
    ['Salt', 'Flour', 'Oven']
    """
    if "duration" not in values:
        return []
    found = tuple(_stamps(values))
    length = parse_duration(values["duration"])
    are_ascending = all(one.start < other.start for one, other in pairwise(found))
    if len(found) < _FEWEST or not are_ascending or found[-1].start > length:
        return []
    chapters: list[Plain] = plain_value(stated_fields(Episode)["chapters"], found)
    return chapters


def _stamps(values: Mapping[str, Any]) -> Iterator[Chapter]:
    """Yield the time stamps at the beginnings of lines."""
    notes = values.get("notes_html")
    if not _TIME.search(notes or values.get("notes", "")):
        return
    text = values.get("notes", "") if notes is None else notes_text(notes) or ""
    for line in text.split("\n"):
        if stamp := _STAMP.match(" ".join(line.split())):
            start, title = parse_time(stamp[1]), valid_text(without_addresses(stamp[2]).strip())
            if start is not None and title:
                yield Chapter(start=start, title=title)
