"""Find groups that speak without names, such as "les bénévoles", by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..models import Episode
    from .indexes import Contents


def group_names(episode: Episode) -> Iterator[str]:
    """Yield what the groups who speak in an episode are called, folded, in every language."""
    for guest in episode.guests:
        if guest.group:
            yield from map(fold, (*guest.group.values(), guest.credited_as))


def postings_of_groups(contents: Contents, text: str) -> set[int]:
    """Return the postings of the groups whose names have all words of a text."""
    words = set(fold(text).split())
    postings = contents.postings(group_names)
    names = [name for name in postings if words and words <= set(name.split())]
    return {index for name in names for index in postings[name]}
