"""What an episode is found by: the kinds of text, and the texts of each kind.

The search of a catalogue and the search table of the ``sqlite`` format both read these passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..models import Entity, Episode, Organisation, Place, Theme
from ..models.records import names_of
from .indexes import own_organisations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models import LocalizedText

# The kinds of text by which an episode is found: the field that a hit reports, and the weight of a
# word. "subject" is an organisation that the episode is about, "alias" an alias or a search word of
# a theme, "phrase" an alias or a search text in several words, "around" a place around its own,
# "seat" a place of an organisation, "cohost" one of many hosts.
KINDS = {
    "title": ("title", 5.0),
    "guest": ("guests", 4.0),
    "role": ("guests", 2.0),
    "subject": ("organisations", 4.0),
    "organisation": ("organisations", 2.5),
    "description": ("organisations", 1.0),
    "theme": ("themes", 3.0),
    "alias": ("themes", 2.0),
    "phrase": ("themes", 1.0),
    "broader": ("themes", 1.0),
    "definition": ("themes", 1.0),
    "place": ("places", 3.0),
    "around": ("places", 1.0),
    "seat": ("places", 0.5),
    "host": ("hosts", 2.0),
    "cohost": ("hosts", 1.0),
    "mentioned": ("mentioned", 2.0),
    "summary": ("summary", 1.0),
    "figure": ("figures", 1.0),
    "keyword": ("keywords", 1.0),
    "crew": ("crew", 1.0),
    "chapter": ("chapters", 1.0),
    "notes": ("notes", 0.5),
}

# The kinds whose texts are names.
NAMES = frozenset(
    {"guest", "subject", "organisation", "place", "host", "cohost", "mentioned", "crew"}
)

# Maximum number of hosts for whose names an episode is likely to be meant.
_FEW_HOSTS = 2

# A kind of text, and texts of this kind, one or more lines each.
Passage: TypeAlias = tuple[str, str]

# A cache of passages by kind and id.
Known: TypeAlias = dict[tuple[str, str], tuple[Passage, ...]]


def own_passages(episode: Episode) -> Iterator[Passage]:
    """Yield the passages that belong to one episode only."""
    guests = episode.guests
    texts: dict[str, Iterable[LocalizedText | None]] = {
        "guest": [credit.group for credit in guests],
        "role": [credit.role for credit in guests],
        "mentioned": [text for one in episode.mentioned for text in (one.group, one.role)],
        "summary": [episode.summary],
        "figure": [
            text for one in episode.figures for text in (one.unit, one.statement, one.as_printed)
        ],
        "crew": [text for one in episode.crew for text in (one.group, one.role)],
    }
    yield "title", episode.title
    for kind, some in texts.items():
        if lines := [line for text in some if text for line in text.texts]:
            yield kind, "\n".join(lines)
    if episode.keywords:
        yield "keyword", "\n".join(episode.keywords)
    if episode.chapters:
        yield "chapter", "\n".join(chapter.title for chapter in episode.chapters)
    if notes := episode.notes:
        yield "notes", notes


def shared_passages(episode: Episode, known: Known) -> Iterable[Passage]:
    """Return the passages of the people, organisations, themes and places of an episode."""
    found: dict[int, Passage] = {}
    for kind, entity in _entities(episode):
        for passage in known.get((kind, entity.id)) or _passages_of(kind, entity, known):
            found[id(passage)] = passage
    return found.values()


def all_passages(episode: Episode, known: Known | None = None) -> Iterator[Passage]:
    """Yield all passages of an episode."""
    yield from own_passages(episode)
    yield from shared_passages(episode, {} if known is None else known)


def _entities(episode: Episode) -> Iterator[tuple[str, Entity]]:
    """Yield the entities of an episode, each with the kind of text that its names are."""
    parts = ("guest", episode.guests), ("mentioned", episode.mentioned), ("crew", episode.crew)
    for kind, appearances in parts:
        for credit in appearances:
            if credit.person:
                yield kind, credit.person
    subjects = {m.organisation.id for m in episode.organisations if m.relation == "subject"}
    for body in own_organisations(episode):
        yield "subject" if body.id in subjects else "organisation", body
    for theme in episode.themes:
        yield "theme", theme
    for place in episode.places:
        yield "place", place
    for host in episode.hosts:
        yield "host" if len(episode.hosts) <= _FEW_HOSTS else "cohost", host


def _names_of(kind: str, entity: Entity) -> Iterator[Passage]:
    """Yield the names of an entity, and the search words of a theme.

    The label of an episode's theme is apart from its aliases and search words.
    """
    if not isinstance(entity, Theme):
        yield kind, "\n".join(names_of(entity))
        return
    others = (*entity.aliases, *entity.search_words)
    if kind != "theme":
        yield kind, "\n".join((*entity.label.texts, *others))
        return
    yield kind, "\n".join(entity.label.texts)
    for kind_of_alias, in_several_words in (("alias", False), ("phrase", True)):
        if some := [text for text in others if (" " in text) is in_several_words]:
            yield kind_of_alias, "\n".join(some)


def _passages_of(kind: str, entity: Entity, known: Known) -> tuple[Passage, ...]:
    """Return the passages of an entity and of its broader themes or the places around it."""
    if (kind, entity.id) not in known:
        passages = list(_names_of(kind, entity))
        if isinstance(entity, Organisation):
            if entity.description:
                passages.append(("description", "\n".join(entity.description.texts)))
            for around in entity.place.lineage if entity.place else ():
                passages += _passages_of("seat", around, known)
        if isinstance(entity, Theme) and kind == "theme":
            if entity.definition:
                passages.append(("definition", "\n".join(entity.definition.texts)))
            for above in entity.lineage[1:]:
                passages += _passages_of("broader", above, known)
        if isinstance(entity, Place) and kind == "place":
            for around in entity.lineage[1:]:
                passages += _passages_of("around", around, known)
        known[kind, entity.id] = tuple(passages)
    return known[kind, entity.id]
