"""Go from one record to its episodes, and to the records directly below or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Organisation, Person, Place, Theme
from ..syntax import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..models import Episode
    from .episodes import Episodes
    from .indexes import Contents


def episodes_of(everything: Episodes, entity: object) -> Episodes:
    """Return the episodes of a person, an organisation, a theme or a place.

    Raises:
        TypeError: it is none of these.
    """
    match entity:
        case Person():
            return everything.by_person(entity)
        case Organisation():
            return everything.by_organisation(entity)
        case Theme():
            return everything.by_theme(entity)
        case Place():
            return everything.by_place(entity)
        case _:
            raise wrong_kind("a person, organisation, theme or place", entity)


def beside(contents: Contents, episode: Episode, step: int) -> Episode | None:
    """Return the episode some steps after another; negative steps lead to earlier ones."""
    (own,) = contents.postings(_ids)[episode.id]
    index = own + step
    return contents.episodes[index] if 0 <= index < len(contents.episodes) else None


def _ids(episode: Episode) -> Iterator[str]:
    yield episode.id
