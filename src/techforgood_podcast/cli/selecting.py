"""Load the catalogue that the arguments name, and select the episodes that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..bundled import load_catalogue
from ..errors import UnknownLanguageError
from ..text.suggestions import closest
from ..writers.phrases import in_language
from .terminal import ticking

if TYPE_CHECKING:
    import argparse

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.episodes import Episodes
    from ..models import LocalizedText


def load(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue that the options select."""
    with ticking(f"reading {options.data or 'the bundled catalogue'}"):
        return load_catalogue(options.data, *options.overlay)


def load_to_read(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue, and set the language to one of its own.

    Raises:
        UnknownLanguageError: none of the texts is in the language.
    """
    catalogue = load(options)
    if options.language is not None:
        options.language = _choose_language(options.language, catalogue.languages)
    return catalogue


def _choose_language(tag: str, known: tuple[str, ...]) -> str:
    """Return the language with a tag, or else the one without its region (en for en-GB)."""
    by_tag = {language.lower(): language for language in known}
    parts = tag.lower().split("-")
    for size in range(len(parts), 0, -1):
        found = by_tag.get("-".join(parts[:size]))
        if found:
            return found
    raise UnknownLanguageError(tag, known, closest(tag, known))


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
    if options.since or options.until:
        episodes = episodes.published_between(options.since, options.until)
    if options.text is not None:
        hits = episodes.search(options.text, limit=len(episodes), all_words=True)
        found = {hit.episode.id for hit in hits}
        return episodes.where(lambda episode: episode.id in found)
    return episodes


def translate(options: argparse.Namespace, text: LocalizedText) -> str:
    """Return a text in the requested language, or else in its main language."""
    return in_language(text, options.language or "")
