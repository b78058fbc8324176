"""Look up names that no guest or host has: those of groups, and of other people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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


def check_is_no_person(contents: Contents, text: str, kind: Literal["guest", "host"]) -> None:
    """Check that a name that no guest, or no host, has is not the name of another person.

    Raises:
        UnknownNameError: a person has the name; the hint says which queries find this person.
    """
    try:
        person = contents.people.resolve(text, default=None)
    except AmbiguousNameError:
        return
    if person is not None:
        other, others = ("host", contents.hosts) if kind == "guest" else ("guest", contents.guests)
        is_other = f"a {other}; use by_{other} or by_person"
        hint = is_other if person in others else f"not a {kind}; use by_person"
        raise UnknownNameError(text, kind, hint=f"{person.name} is {hint}") from None
