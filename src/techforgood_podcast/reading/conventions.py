"""The conventions of a well-kept catalogue, which loading does not need.

``validate(strict=True)`` checks this on a catalogue without errors; of one convention, ``validate``
warns.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from ..models import Entity, Episode, Organisation, Person, Show, Theme
from ..models.algebra import walk
from ..models.fields import fields_of
from ..models.sections import SECTIONS, section_of
from .layers import by_id, stating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalogue.indexes import Indexes
    from ..syntax import Path
    from .folders import Gathering

# The lists of an episode among which nobody is named twice.
_PEOPLE: Final = ("hosts", "guests", "mentioned")


class _Finding(NamedTuple):
    """What is wrong at a path inside a record, or with all of it, and what to do about it."""

    path: Path
    message: str
    hint: str


def check_conventions(gathered: Gathering, contents: Indexes) -> None:
    """Report every departure of a catalogue from the conventions."""
    lists = {section.name: getattr(contents, section.name) for section in SECTIONS}
    layers = {name: by_id(gathered.records[name]) for name in ("show", *lists)}
    for record in chain((contents.show,), *lists.values()):
        for finding in _departures(record, contents.languages):
            stated = layers[_list_of(record)][record.id]
            at = stating(stated, str(finding.path[0])) if finding.path else stated[0]
            gathered.report(at, *finding)


def check_lists(gathered: Gathering, contents: Indexes) -> None:
    """Warn of people whom one list of an episode has twice."""
    layers = by_id(gathered.records["episodes"])
    for episode in contents.episodes:
        for path, message, hint in _repeated_people(episode, in_one_list=True):
            at = stating(layers[episode.id], str(path[0]))
            gathered.report(at, path, message, hint, severity="warning")


def _list_of(record: Entity) -> str:
    return "show" if isinstance(record, Show) else section_of(type(record)).name


def _departures(record: Entity, languages: Iterable[str]) -> Iterator[_Finding]:
    yield from _missing_translations(record, languages)
    if isinstance(record, Theme) and record.definition is None:
        hint = "say in one sentence what it covers"
        yield _Finding((), "the theme has no definition", hint)
    if isinstance(record, Episode):
        yield from _repeated_people(record)
        yield from _missing_organisations(record)
    yield from _repeated_entries(record)


def _missing_translations(record: Entity, languages: Iterable[str]) -> Iterator[_Finding]:
    """Yield the texts that lack one of the languages of the catalogue."""
    for path, _, text in walk(record, "localized"):
        missing = [tag for tag in languages if tag not in text]
        if missing:
            message = f"the text is missing in {' and '.join(missing)}"
            yield _Finding(path, message, "add it, as in other texts of the catalogue")


def _repeated_people(episode: Episode, *, in_one_list: bool = False) -> Iterator[_Finding]:
    """Yield the people who are named twice as hosts, guests or mentioned."""
    seen: set[object] = set()
    for path, _, person in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(person, Person):
            key = person.id, path[0] if in_one_list else None
            if key in seen:
                message = f'"{person.id}" is in this {"list" if in_one_list else "episode"} already'
                yield _Finding(path, message, "keep one of the entries")
            seen.add(key)


def _repeated_entries(record: Entity) -> Iterator[_Finding]:
    """Yield the entries that a list of a record has twice, other than people in an episode."""
    people = _PEOPLE if isinstance(record, Episode) else ()
    for field in fields_of(type(record)):
        if field.many and field.name not in people:
            seen: set[object] = set()
            for index, entry in enumerate(getattr(record, field.name)):
                if entry in seen:
                    message = "this entry is in the list already"
                    yield _Finding((field.name, index), message, "remove it")
                seen.add(entry)


def _missing_organisations(episode: Episode) -> Iterator[_Finding]:
    """Yield the organisations of a credit that the episode itself does not list."""
    listed = {mention.organisation.id for mention in episode.organisations}
    for path, _, body in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(body, Organisation) and body.id not in listed:
            message = f'"{body.id}" is not among the organisations of the episode'
            yield _Finding(path, message, "add it there, with its relation")
