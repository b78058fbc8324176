"""Find episodes by number as people write it: 3, "S1E3", "saison 1 ep 3"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import AmbiguousNameError, UnknownNameError
from ..text.folding import fold
from .indexes import numbers

if TYPE_CHECKING:
    from ..models import Episode
    from .indexes import Contents

# A folded reference by number, with or without a season.
_NUMBER = re.compile(r"(?:(?:s|saison|season) ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,9})")


def resolve_episode(contents: Contents, ref: int | str) -> Episode:
    """Return the one episode with this number, code, id or title.

    Raises:
        UnknownNameError: no episode matches.
        AmbiguousNameError: several episodes match.
    """
    if isinstance(ref, int):
        found = _with_number(contents, None, ref)
    elif contents.episodes.get(ref) or not (match := _NUMBER.fullmatch(fold(ref))):
        return contents.episodes.resolve(ref)
    else:
        season, number = match.groups()
        found = _with_number(contents, int(season) if season else None, int(number))
        found = found or (contents.episodes.resolve(ref),)
    if len(found) > 1:
        candidates = [(episode.id, episode.title) for episode in found]
        raise AmbiguousNameError(str(ref), "episode", candidates)
    if not found:
        raise UnknownNameError(str(ref), "episode")
    return found[0]


def _with_number(contents: Contents, season: int | None, number: int) -> tuple[Episode, ...]:
    """Return the episodes with a number, in one season or, with ``None``, in any."""
    indexes = contents.postings(numbers).get(number, ())
    found = (contents.episodes[index] for index in indexes)
    return tuple(episode for episode in found if season in {None, episode.season})
