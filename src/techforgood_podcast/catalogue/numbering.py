"""Find episodes by number as people write it: 3, "S1E3", "saison 1 ep 3"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ..models import Episode
    from .indexes import Indexes

# A folded reference by number, with or without a season.
_NUMBER = r"(?:(?:s|saison|season) ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,9})"

_MINUS = frozenset("-\u2212\u2013")

# Maximum number of ranges of codes in a message.
_MAX_RANGES = 3


def parse_number(ref: int | str) -> tuple[int | None, int] | None:
    """Return the season, if given, and the number of a reference; ``None`` if it has none.

    >>> parse_number("saison 1, ép. 3"), parse_number(3), parse_number("Bread")
    ((1, 3), (None, 3), None)
    """
    if isinstance(ref, int):
        return None, ref
    match = re.fullmatch(_NUMBER, fold(ref))
    if match is None:
        return None
    # Folding removes a minus sign, as it does any hyphen.
    sign = -1 if ref.lstrip()[:1] in _MINUS else 1
    return int(match[1]) if match[1] else None, sign * int(match[2])


def with_number(indexes: Indexes, ref: int | str, among: Container[str]) -> Episode | None:
    """Return the episode that a reference by number means, if its id is among those given.

    Raises:
        AmbiguousNameError: several episodes have this number.
    """
    parsed = parse_number(ref)
    if parsed is None:
        return None
    season, number = parsed
    positions = indexes.postings(numbers_of).get(number, ())
    numbered = (indexes.episodes[index] for index in positions)
    found = [e for e in numbered if e.id in among and season in {None, e.season}]
    if len(found) > 1:
        from ..errors import AmbiguousNameError  # which a first search does without

        raise AmbiguousNameError(str(ref), "episode", [(e.id, e.title) for e in found])
    return found[0] if found else None


def with_code(indexes: Indexes, code: str, among: Container[str]) -> Episode | None:
    """Return the only episode with a code whose id is among those given."""
    positions = indexes.postings(_codes).get(code, ())
    found = [e for e in (indexes.episodes[index] for index in positions) if e.id in among]
    return found[0] if len(found) == 1 else None


def codes_instead(text: str, episodes: Iterable[Episode]) -> str:
    """Say which episodes there are, if a text looks like the number of one.

    Only those of its season are named, if that season has any. Those of a season without a number
    are named if they are few.

    >>> import techforgood_podcast as tfg
    >>> codes_instead("S1E12", tfg.load_catalogue().by_guest("Karine Gentelet"))
    'there are S1E3 and S1E7'
    """
    parsed = parse_number(text)
    if parsed is None:
        return ""
    every = tuple(episodes)
    some = [episode for episode in every if episode.season == parsed[0]] or every
    numbered = [episode for episode in some if episode.number is not None]
    if not numbered:
        return ""
    ranges = list(_ranges(e for e in some if e.number is not None or e.season is not None))
    if len(ranges) > _MAX_RANGES:
        ranges = list(_ranges(numbered))
    if len(ranges) > _MAX_RANGES:
        ranges[_MAX_RANGES - 1 : -1] = ["…"]
    *others, last = ranges
    return f"there are {', '.join(others)} and {last}" if others else f"there are {last}"


def _ranges(episodes: Iterable[Episode]) -> Iterable[str]:
    """Yield the codes of consecutive numbers, such as "S1E1–S1E8"."""
    runs: list[list[Episode]] = []
    for episode in sorted(episodes, key=lambda e: (e.season or 0, e.number or 0)):
        before = runs[-1][-1] if runs else None
        follows = before and before.number is not None and episode.number == before.number + 1
        if before and follows and episode.season == before.season:
            runs[-1].append(episode)
        else:
            runs.append([episode])
    return (run[0].code if len(run) == 1 else f"{run[0].code}–{run[-1].code}" for run in runs)


def numbers_of(episode: Episode) -> tuple[int, ...]:
    """Return the number of an episode, if it has one."""
    return () if episode.number is None else (episode.number,)


def _codes(episode: Episode) -> tuple[str, ...]:
    """Return the code of an episode."""
    return (episode.code,)
