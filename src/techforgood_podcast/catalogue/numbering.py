"""Episodes by their numbers, as people write them: 3, "S1E3", "saison 1 ep 3"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import AmbiguousNameError, UnknownNameError
from ..text.folding import fold

if TYPE_CHECKING:
    from ..models import Episode
    from .indexes import Contents

_NUMBER = re.compile(r"(?:(?:s|saison|season) ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,9})")
"""A folded reference by number."""


def numbered(contents: Contents, ref: int | str) -> Episode:
    """Return the one episode that a number, a code, an id or a title stands for.

    Raises:
        UnknownNameError: no episode has it.
        AmbiguousNameError: several seasons have it.
    """
    if isinstance(ref, int):
        found = _having(contents, None, ref)
    elif contents.episodes.get(ref) or not (stated := _NUMBER.fullmatch(fold(ref))):
        return contents.episodes.resolve(ref)
    else:
        season, number = stated.groups()
        found = _having(contents, int(season) if season else None, int(number))
        found = found or (contents.episodes.resolve(ref),)
    if len(found) > 1:
        candidates = [(episode.id, episode.title) for episode in found]
        raise AmbiguousNameError(str(ref), "episode", candidates)
    if not found:
        raise UnknownNameError(str(ref), "episode")
    return found[0]


def _having(contents: Contents, season: int | None, number: int) -> tuple[Episode, ...]:
    """Return the episodes of a number, in one season or in any."""
    places = contents.number_postings.get(number, ())
    found = (contents.episodes[place] for place in places)
    return tuple(episode for episode in found if season in {None, episode.season})
