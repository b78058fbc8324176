"""Find episodes by their number or place in the show: 3, "S1E3", "third episode", "the latest"."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..errors import AmbiguousNameError
from ..text.folding import fold
from ..text.names import MAX_DIGITS, MAX_LETTERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ..models import Episode
    from .indexes import Indexes

_MINUS = frozenset("-\u2212\u2013")

# Maximum number of ranges of codes in a message.
_MAX_RANGES = 3


def parse_number(ref: int | str) -> tuple[int | None, int | None] | None:
    """Return the season, if given, and the number of a reference; ``None`` if it has none.

    The number ``None`` is that of the last episode. Words are read as in a search.

    >>> parse_number("saison 1, ép. 3"), parse_number("third episode"), parse_number("Bread")
    ((1, 3), (None, 3), None)
    >>> parse_number(3), parse_number("the latest")
    ((None, 3), (None, None))
    """
    if isinstance(ref, int):
        return None, ref
    ref = ref[:MAX_LETTERS]
    key = fold(ref)
    if key.isdecimal() and len(key) <= MAX_DIGITS:
        # Folding removes a minus sign, as it does any hyphen.
        return None, -int(key) if ref.lstrip()[:1] in _MINUS else int(key)
    from ..text.questions import LAST, read_question

    asked = read_question(ref)
    if len(asked.numbers) != 1 or asked.words or asked.part or asked.limits or asked.for_hosts:
        return None
    (number,) = asked.numbers
    return asked.season, None if number == LAST else number


def positions_of(
    indexes: Indexes, season: int | None, number: int | None, among: Container[str] | None = None
) -> tuple[int, ...]:
    """Return the positions of the episodes with a number, in one season or in any.

    Without a number, return that of the last numbered episode of the given ids, or of all; of the
    last one where most have no number.
    """
    every, known = indexes.episodes, indexes.postings(numbers_of)
    some: Sequence[int] = [*chain(*known.values())] if number is None else known.get(number, ())
    if number is None and 2 * len(some) < len(every):
        some = range(len(every))
    found = (at for at in some if season in {None, every[at].season})
    if number is not None:
        return tuple(found)
    last = max((at for at in found if among is None or every[at].id in among), default=None)
    return () if last is None else (last,)


def with_number(indexes: Indexes, ref: int | str, among: Container[str]) -> Episode | None:
    """Return the episode that a reference by number means, if its id is among those given.

    Raises:
        AmbiguousNameError: several episodes have this number.
    """
    parsed = parse_number(ref)
    if parsed is None:
        return None
    positions = positions_of(indexes, *parsed, among)
    found = [e for e in (indexes.episodes[at] for at in positions) if e.id in among]
    if len(found) > 1:
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
