"""Look up names that no guest has: those of groups, and of people who are not guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import AmbiguousNameError, UnknownNameError
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


def check_is_no_person(contents: Contents, text: str) -> None:
    """Check that a name that no guest has is not the name of another person.

    Raises:
        UnknownNameError: a person has the name; the hint says which queries find this person.
    """
    try:
        person = contents.people.resolve(text, default=None)
    except AmbiguousNameError:
        return
    if person is not None:
        is_host = person in contents.hosts
        hint = "a host; use by_host or by_person" if is_host else "not a guest; use by_person"
        raise UnknownNameError(text, "guest", hint=f"{person.name} is {hint}") from None
