"""Load the catalogue that the arguments name, and select the episodes that they ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..catalogue.exportable import match_language
from ..errors import CatalogueError, UnknownOptionError
from ..models import Place, Theme
from ..packaged import located
from ..packaged.bundled import load_catalogue
from ..text.writing import capitalize_first, words
from ..writers.format import choose_language
from ..writers.text.phrases import add_after_colon, in_language
from .terminal import ticking

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.episodes import Episodes
    from ..errors import Problem
    from ..models import LocalizedText, Organisation, Person


def load(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue that the options select."""
    with ticking(f"reading {options.data or 'the bundled catalogue'}"):
        return load_from(options.data, options.overlay)


def load_from(path: str | None, overlays: Sequence[str] = ()) -> Catalogue:
    """Load a catalogue.

    Raises:
        CatalogueError: it is invalid; problems have the paths of their files.
    """
    try:
        return load_catalogue(path, *overlays)
    except CatalogueError as error:
        raise CatalogueError(with_paths(error.problems, path, overlays)) from error


def with_paths(
    problems: Iterable[Problem], path: str | None, overlays: Iterable[str]
) -> Iterator[Problem]:
    """Yield problems with the paths of their files, relative to the current folder or absolute."""
    try:
        catalogue = path and _path_of(path)
        folders = tuple(map(_path_of, overlays))
    except CatalogueError as error:  # about the name of a package, so that nothing was read
        yield from error.problems
        return
    for problem in problems:
        # The files of overlays are named by such a path already.
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
    """Load the catalogue, and set the language to one of its own.

    ``options.tongue`` becomes the language of what people read: that language, or else the show's.

    Raises:
        UnknownLanguageError: none of the texts is in the language.
    """
    catalogue = load(options)
    if options.language is not None:
        options.language = match_language(options.language, catalogue.languages)
    options.tongue = options.language or catalogue.show.language
    return catalogue


def select(catalogue: Catalogue, options: argparse.Namespace) -> Episodes:
    """Return the episodes of a catalogue that match the filters."""
    episodes: Episodes = catalogue.episodes
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


def name_selection(catalogue: Catalogue, options: argparse.Namespace, language: str | None) -> str:
    """Return what the filters select, for people: "Thème : Emploi – Saison : 1"."""
    language = choose_language(catalogue, language)
    known = words(language)
    named: list[tuple[str, list[str]]] = [
        (noun, [_name(entities.resolve(name), language) for name in getattr(options, noun)])
        for noun, entities in (
            ("guest", catalogue.people),
            ("host", catalogue.people),
            ("organisation", catalogue.organisations),
            ("theme", catalogue.themes),
            ("place", catalogue.places),
        )
    ]
    limits = ((">", options.longer_than), ("<", options.shorter_than))
    days = (("≥", options.since), ("≤", options.until))
    named += [
        ("season", [str(season) for season in options.season]),
        (
            "duration",
            [f"{sign} {minutes:g} min" for sign, minutes in limits if minutes is not None],
        ),
        ("published", [f"{sign} {day}" for sign, day in days if day is not None]),
    ]
    parts = [
        add_after_colon(capitalize_first(known[noun]), ", ".join(values), language)
        for noun, values in named
        if values
    ]
    return " – ".join([*parts, *([options.text] if options.text else [])])


def _name(entity: Person | Organisation | Theme | Place, language: str) -> str:
    if isinstance(entity, Theme):
        return in_language(entity.label, language)
    return in_language(entity.name, language) if isinstance(entity, Place) else entity.name


def translate(options: argparse.Namespace, text: LocalizedText | None) -> str:
    """Return a text in the language of the output, or else in its main one; "" if unknown."""
    return in_language(text, options.tongue) or ""
