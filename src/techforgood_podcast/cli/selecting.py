"""Load the catalogue that the arguments name, and find the episodes or the record they ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..catalogue.exportable import match_language
from ..catalogue.numbering import parse_number
from ..errors import AmbiguousNameError, CatalogueError, UnknownNameError, UnknownOptionError
from ..models.records import names_of
from ..models.sections import SECTIONS
from ..packaged import located
from ..packaged.bundled import load_catalogue
from ..text.folding import fold, squash
from ..text.names import NameIndex
from ..writers.text.phrases import Phrases
from .terminal import ticking

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.collection import Collection
    from ..catalogue.episodes import Episodes
    from ..errors import Problem
    from ..models import Entity, Episode
    from ..writers.text.account import Named


def load(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue that the options select, or the draft of a feed."""
    draft: Callable[[argparse.Namespace], Catalogue] | None = options.draft
    with ticking(f"reading {options.data or 'the bundled catalogue'}"):
        return draft(options) if draft else load_from(options.data, options.overlay)


def load_from(path: str | None, overlays: Sequence[str] = ()) -> Catalogue:
    """Load a catalogue.

    Raises:
        CatalogueError: the catalogue is invalid; the problems have the paths of their files.
    """
    try:
        return load_catalogue(path, *overlays)
    except CatalogueError as error:
        raise CatalogueError(with_paths(error.problems, path, overlays)) from error


def with_paths(
    problems: Iterable[Problem], path: str | None, overlays: Iterable[str]
) -> Iterator[Problem]:
    """Yield problems with the full paths of their files instead of names inside the catalogue."""
    try:
        catalogue = path and _path_of(path)
        folders = tuple(map(_path_of, overlays))
    except CatalogueError as error:  # there is no such package, so nothing was read
        yield from error.problems
        return
    for problem in problems:
        # Problems of overlays have the full paths already.
        if not catalogue or any(Path(problem.file).is_relative_to(name) for name in folders):
            yield problem
        else:
            file = catalogue / problem.file if catalogue.is_dir() else catalogue
            # Path.exists would raise in a folder that may not be entered.
            if problem.file == str(catalogue) and not os.path.exists(file):  # noqa: PTH110
                file = catalogue
            yield attrs.evolve(problem, file=str(file))


def _path_of(place: str) -> Path:
    """Return the path of a folder or file, or of the data of an installed package."""
    return Path(str(located(place)))


def load_to_read(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue, and replace ``options.language`` by the catalogue's spelling of it.

    ``options.phrases`` become those of tables: in ``options.language``, or else the show's.

    Raises:
        UnknownLanguageError: none of the texts is in the language.
    """
    catalogue = load(options)
    if options.language is not None:
        options.language = match_language(options.language, catalogue.languages)
    options.phrases = Phrases(options.language or catalogue.show.language)
    return catalogue


def select(catalogue: Catalogue, options: argparse.Namespace) -> Episodes:
    """Return the episodes of a catalogue that match the filters."""
    episodes: Episodes = catalogue.episodes
    if options.episode:
        episodes &= catalogue.select(options.episode)
    for name in ("guest", "host", "organisation", "theme", "place", "season"):
        if getattr(options, name):
            episodes = getattr(episodes, f"by_{name}")(*getattr(options, name))
    if options.longer_than is not None:
        episodes = episodes.longer_than(minutes=options.longer_than)
    if options.shorter_than is not None:
        episodes = episodes.shorter_than(minutes=options.shorter_than)
    if options.since and options.until and options.since > options.until:
        reason = f"as --until is before {options.since} as --since"
        raise UnknownOptionError(str(options.until), (), reason=reason)
    if options.since or options.until:
        episodes = episodes.published_between(options.since, options.until)
    if options.text is not None:
        hits = episodes.search(options.text, limit=len(episodes), all_words=True)
        found = {hit.episode.id for hit in hits}
        return episodes.where(lambda episode: episode.id in found)
    return episodes


def find_record(catalogue: Catalogue, words: Sequence[str]) -> Episode | Named:
    """Return the record that words name; the first word may be its kind, as in ``theme art``.

    A record with this whole name is preferred to records that have it as a part of their names.

    Raises:
        AmbiguousNameError: several records match.
        UnknownNameError: no record matches.

    >>> from ..packaged.bundled import load_catalogue
    >>> find_record(load_catalogue(), ["gentelet"]), find_record(load_catalogue(), ["theme", "art"])
    (<Person karine-gentelet "Karine Gentelet">, <Theme art "Art">)
    """
    # Episodes come first; nobody asks for a source.
    kinds: Mapping[str, Collection[Episode | Named]] = {
        section.noun: getattr(catalogue, section.name) for section in reversed(SECTIONS[1:])
    }
    if len(words) > 1 and words[0] in kinds:
        return kinds[words[0]].resolve(" ".join(words[1:]))
    text = " ".join(words)
    found: list[tuple[str, Episode | Named]] = []
    errors: list[UnknownNameError] = []
    for kind, records in kinds.items():
        try:
            found.append((kind, records.resolve(text)))
        except AmbiguousNameError as error:
            found += [(kind, records[id_]) for id_, _ in error.candidates]
        except UnknownNameError as error:
            errors.append(error)
    is_number = parse_number(text) is not None
    named = [(kind, record) for kind, record in found if _is_named(record, text)]
    numbered = [(kind, record) for kind, record in found if is_number and kind == "episode"]
    found = named or numbered or found
    if len(found) == 1:
        return found[0][1]
    if found:
        candidates = [(f"{kind} {record.id}", names_of(record)[0]) for kind, record in found]
        raise AmbiguousNameError(text, "name", candidates)
    # A text that looks like a number gets the error for episodes, which is the first.
    raise errors[0] if is_number else _combine(errors, text)


def _is_named(record: Entity, text: str) -> bool:
    """Return whether a text is a whole name or the id of a record."""
    return squash(fold(text)) in {squash(fold(name)) for name in (*names_of(record), record.id)}


def _combine(errors: Sequence[UnknownNameError], text: str) -> UnknownNameError:
    """Return one error for a text that names no record of any kind."""
    kinds = "episode, person, organisation, theme or place"
    alike = {
        suggestion: alias
        for error in errors
        for suggestion, alias in zip(error.suggestions, error.aliases, strict=True)
    }
    by_name = {alias or name: (id_, name) for (id_, name), alias in alike.items()}
    names = NameIndex({name: (name,) for name in by_name})
    ranked = (by_name[name] for name in names.suggest(text, len(by_name)))
    closest = list(dict.fromkeys((*ranked, *alike)))
    return UnknownNameError(
        text,
        kinds,
        closest,
        aliases=[alike[named] for named in closest],
        hint="" if closest else errors[-1].hint,
    )
