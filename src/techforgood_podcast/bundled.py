"""The bundled catalogue, loaded once and shared, and functions that query it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._once import Made, once, uncollected

if TYPE_CHECKING:
    from os import PathLike

    from importlib_resources.abc import Traversable

    from .catalogue.catalogue import Catalogue
    from .catalogue.episodes import Episodes
    from .catalogue.search import Hit
    from .models import Organisation, Person, Relation, Theme


__all__ = ["by_guest", "by_organisation", "by_theme", "data_files", "load_catalogue", "search"]


class Bundle:
    """The bundled data, loaded on first use."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made = Made()

    @once
    def catalogue(self) -> Catalogue:
        """The bundled catalogue, the same object on every access."""
        with uncollected():
            return _load()


def _load() -> Catalogue:
    from . import compiled

    contents = compiled.bundled()
    if contents is None:  # a checkout, which has no compiled form
        from .reading.loading import load

        return load(data_files())
    from .catalogue.catalogue import Catalogue

    return Catalogue.of(contents)


_BUNDLE = Bundle()


def load_catalogue(
    path: str | PathLike[str] | Traversable | None = None, *overlays: str | PathLike[str]
) -> Catalogue:
    """Return the bundled catalogue, or load one from a folder or file.

    The bundled catalogue is loaded once, even with several threads, and every call returns the
    same object.

    Args:
        path: a folder in the layout of the bundled data, or a ``.yaml``, ``.json`` or
            ``.jsonl`` file; ``None`` for the bundled data.
        overlays: folders or files in the same layout, applied in order. They may be incomplete:
            they add records, add or replace fields of existing records, and retire ids.

    Raises:
        CatalogueError: the files are invalid; ``problems`` lists every problem with its file,
            line and column.

    >>> load_catalogue()
    <Catalogue "À qui profite la tech for good ?": 9 episodes, 49 people, 46 organisations, \
49 themes, 12 places>
    """
    if path is None and not overlays:
        return _BUNDLE.catalogue
    with uncollected():
        from .reading.loading import load

        return load(data_files() if path is None else path, *overlays)


def data_files() -> Traversable:
    """Return the folder of the bundled data: YAML files and a README that explains every key.

    The folder need not be on disk, since the package may be in a zip. Edits take effect in a
    checkout only: an installed wheel loads a compiled form of the data instead.

    >>> sorted(entry.name for entry in data_files().iterdir())[:3]
    ['README.md', 'catalogue.yaml', 'episodes']
    """
    import importlib_resources

    return importlib_resources.files(__package__) / "data"


def by_guest(*guests: Person | str) -> Episodes:
    """Return the bundled episodes in which one of these people is a guest.

    Raises:
        UnknownNameError: no guest has this name.
        AmbiguousNameError: the name matches several guests.

    >>> by_guest("GENTELET, Karine")
    <Episodes: S1E3, S1E7>
    """
    return load_catalogue().by_guest(*guests)


def by_organisation(
    *organisations: Organisation | str, relation: Relation | None = None
) -> Episodes:
    """Return the bundled episodes that involve one of these organisations.

    Raises like :func:`by_guest`.

    >>> by_organisation("bayesimpact")
    <Episodes: S1E2>
    """
    return load_catalogue().by_organisation(*organisations, relation=relation)


def by_theme(*themes: Theme | str, narrower: bool = True) -> Episodes:
    """Return the bundled episodes about one of these themes or a narrower one.

    Raises like :func:`by_guest`.

    >>> by_theme("digital inclusion") == by_theme("inclusion numérique")
    True
    """
    return load_catalogue().by_theme(*themes, narrower=narrower)


def search(text: str, limit: int = 10, *, all_words: bool = False) -> tuple[Hit, ...]:
    """Search the full text of the bundled episodes; return the best matches first.

    See :meth:`Catalogue.search`.

    >>> [hit.episode.code for hit in search("imprimantes 3D")]
    ['S1E6']
    """
    return load_catalogue().search(text, limit, all_words=all_words)
