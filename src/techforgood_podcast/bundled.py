"""The bundled catalogue, loaded once and shared, and functions that query it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _lock
from ._gc import uncollected

if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

    from .catalogue.appearances import Appearance
    from .catalogue.catalogue import Catalogue
    from .catalogue.episodes import Episodes, Hits
    from .catalogue.related import Related
    from .catalogue.search import Hit
    from .errors import Problem
    from .models import Episode, Organisation, Person, Place, Relation, Theme
    from .reading.locations import Location


__all__ = [
    "appearances",
    "by_guest",
    "by_host",
    "by_organisation",
    "by_person",
    "by_place",
    "by_season",
    "by_theme",
    "data_files",
    "episode",
    "load_catalogue",
    "organisation",
    "person",
    "place",
    "related",
    "search",
    "theme",
    "validate",
]


# Empty until the bundled catalogue is loaded.
_LOADED: list[Catalogue] = []


def _load_once() -> Catalogue:
    """Return the bundled catalogue, the same object in all threads."""
    if not _LOADED:
        with _lock.lock, uncollected():
            _LOADED[:] = _LOADED or [_load()]  # another thread may have been faster
    return _LOADED[0]


def _load() -> Catalogue:
    from . import compiled

    contents = compiled.bundled()
    if contents is None:  # a checkout, which has no compiled form
        from .reading.loading import load

        return load(data_files())
    from .catalogue.catalogue import catalogue_of_contents

    return catalogue_of_contents(contents)


def load_catalogue(path: Location | None = None, *overlays: Location) -> Catalogue:
    """Return the bundled catalogue, or load one from a folder or file.

    The bundled catalogue is loaded once, even with several threads, and every call returns the
    same object.

    Args:
        path: a folder in the layout of the bundled data, or a ``.yaml``, ``.json`` or
            ``.jsonl`` file: a path, or a ``Traversable`` such as ``importlib.resources.files``
            returns, also of a package in a zip; ``None`` for the bundled data.
        overlays: folders or files in the same layout, applied in order. They may be incomplete:
            they add records, add or replace fields of existing records, and retire ids.

    Raises:
        CatalogueError: the files are invalid; ``problems`` lists every problem with its file,
            line and column.
        TypeError: an argument is neither a path nor a ``Traversable``.

    >>> load_catalogue().person("gentelet").name
    'Karine Gentelet'
    """
    if path is None and not overlays:
        return _load_once()
    with uncollected():
        from .reading.loading import load

        return load(data_files() if path is None else path, *overlays)


def validate(
    path: Location | None = None, *overlays: Location, strict: bool = False
) -> tuple[Problem, ...]:
    """Return everything wrong with a catalogue's files, and warnings, sorted by position.

    Args:
        path: a folder or file, as for :func:`load_catalogue`; ``None`` for the bundled data.
        overlays: what to add to it.
        strict: whether to turn warnings into errors and, where there is no other error, to check
            the conventions as well: every text is in all languages of the catalogue, every theme
            has a definition, nobody is named twice in an episode and nothing twice in a list, and
            the organisations of a credit are among those of the episode.

    Raises:
        TypeError: an argument is neither a path nor a ``Traversable``.

    >>> validate("nowhere")[0].message
    'there is no such file or folder'
    """
    from .reading import loading

    return loading.validate(data_files() if path is None else path, *overlays, strict=strict)


def data_files() -> Traversable:
    """Return the folder of the bundled data: YAML files and a README that explains every key.

    The folder need not be on disk, since the package may be in a zip. Edits take effect in a
    checkout only: an installed wheel loads a compiled form of the data instead.

    Raises:
        CatalogueError: the package was bundled or copied without its data.

    >>> sorted(entry.name for entry in data_files().iterdir())[:3]
    ['README.md', 'catalogue.yaml', 'episodes']
    """
    import importlib_resources

    data = importlib_resources.files(__package__) / "data"
    if not data.is_dir():
        from .errors import CatalogueError, Problem

        message = f"the data of {__package__} are missing"
        hint = f"install it again, or bundle it with its data (--collect-all {__package__})"
        raise CatalogueError([Problem(path=str(data), message=message, hint=hint)])
    return data


def by_guest(*guests: Person | str) -> Episodes:
    """Return the bundled episodes in which one of these people is a guest.

    Raises:
        AmbiguousNameError: the name matches several guests.
        UnknownNameError: no guest has this name.

    >>> by_guest("GENTELET, Karine")
    <Episodes: S1E3, S1E7>
    """
    return load_catalogue().by_guest(*guests)


def by_host(*hosts: Person | str) -> Episodes:
    """Return the bundled episodes that one of these people hosts.

    Raises the errors of :func:`by_guest`.

    >>> by_host("bandelier")
    <Episodes: S1 intro, S1E3, S1E7>
    """
    return load_catalogue().by_host(*hosts)


def by_person(*people: Person | str) -> Episodes:
    """Return the bundled episodes that one of these people hosts, speaks in or worked on.

    Episodes that only mention them count too. Raises the errors of :func:`by_guest`.

    >>> by_person("Sébastien Molas")
    <Episodes: S1E8>
    """
    return load_catalogue().by_person(*people)


def by_organisation(
    *organisations: Organisation | str, relation: Relation | None = None
) -> Episodes:
    """Return the bundled episodes that involve one of these organisations.

    Raises the errors of :func:`by_guest`.

    >>> by_organisation("bayesimpact")
    <Episodes: S1E2>
    """
    return load_catalogue().by_organisation(*organisations, relation=relation)


def by_theme(*themes: Theme | str, narrower: bool = True) -> Episodes:
    """Return the bundled episodes about one of these themes or a narrower one.

    Raises the errors of :func:`by_guest`.

    >>> by_theme("digital inclusion") == by_theme("inclusion numérique")
    True
    """
    return load_catalogue().by_theme(*themes, narrower=narrower)


def by_place(*places: Place | str) -> Episodes:
    """Return the bundled episodes set in one of these places or a place inside it.

    Raises the errors of :func:`by_guest`.

    >>> by_place("wallonie")
    <Episodes: S1E4, S1E6>
    """
    return load_catalogue().by_place(*places)


def by_season(*seasons: int | None) -> Episodes:
    """Return the bundled episodes of one of these seasons; ``None`` is for those without one.

    >>> len(by_season(1))
    9
    """
    return load_catalogue().by_season(*seasons)


def person(ref: Person | str) -> Person:
    """Return one person of the bundled catalogue by any of their names.

    Raises:
        AmbiguousNameError: several match.
        UnknownNameError: nobody matches.

    >>> person("gentelet")
    <Person karine-gentelet "Karine Gentelet">
    """
    return load_catalogue().person(ref)


def organisation(ref: Organisation | str) -> Organisation:
    """Return one organisation of the bundled catalogue by any of its names.

    Raises the errors of :func:`person`.

    >>> organisation("bayesimpact")
    <Organisation bayes-impact "Bayes Impact">
    """
    return load_catalogue().organisation(ref)


def theme(ref: Theme | str) -> Theme:
    """Return one theme of the bundled catalogue by any of its labels.

    Raises the errors of :func:`person`.

    >>> theme("digital inclusion")
    <Theme inclusion-numerique "Inclusion numérique">
    """
    return load_catalogue().theme(ref)


def place(ref: Place | str) -> Place:
    """Return one place of the bundled catalogue by any of its names.

    Raises the errors of :func:`person`.

    >>> place("Belgium")
    <Place belgique "Belgique">
    """
    return load_catalogue().place(ref)


def episode(ref: Episode | int | str) -> Episode:
    """Return one bundled episode by number, code, id, title or an unambiguous part of a title.

    Raises:
        AmbiguousNameError: several match.
        UnknownNameError: no episode matches.

    >>> episode("Plastic Odyssey").code
    'S1E8'
    """
    return load_catalogue().episode(ref)


def search(
    text: str, limit: int = 10, *, all_words: bool = False, prefix: bool = False
) -> Hits[Hit]:
    """Search the full text of the bundled episodes; return the best matches first.

    See :meth:`Catalogue.search`.

    >>> [hit.episode.code for hit in search("imprimantes 3D")]
    ['S1E6']
    """
    return load_catalogue().search(text, limit, all_words=all_words, prefix=prefix)


def related(episode: Episode | int | str, limit: int = 3) -> Hits[Related]:
    """Return the bundled episodes that share most with one of them, closest first.

    See :meth:`Catalogue.related`.

    >>> related(3, limit=1)[0].episode.code
    'S1E7'
    """
    return load_catalogue().related(episode, limit)


def appearances(person: Person | str) -> tuple[Appearance, ...]:
    """Return the bundled episodes in which a person appears; see :meth:`Catalogue.appearances`.

    >>> [found.episode.code for found in appearances("Jean Deydier")]
    ['S1E3']
    """
    return load_catalogue().appearances(person)
