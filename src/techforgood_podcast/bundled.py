"""The catalogue that comes with the package, loaded once and shared, and questions to it."""

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
    """The bundled data, read when they are first asked for."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made = Made()

    @once
    def catalogue(self) -> Catalogue:
        """The one catalogue that everybody shares.

        It is the one in the folder of the data; edit that in a checkout, and nowhere else.
        """
        with uncollected():
            return _load()


def _load() -> Catalogue:
    from . import compiled

    contents = compiled.bundled()
    if contents is None:
        from .reading.loading import load

        return load(data_files())
    from .catalogue.catalogue import Catalogue

    return Catalogue.of(contents)


_BUNDLE = Bundle()


def load_catalogue(
    path: str | PathLike[str] | Traversable | None = None, *overlays: str | PathLike[str]
) -> Catalogue:
    """Return the bundled catalogue, or the one in a folder or file.

    The bundled catalogue is loaded once, also among threads, and is the same object each time.

    Args:
        path: a folder in the layout of the bundled data, or a ``.yaml``, ``.json`` or
            ``.jsonl`` file; ``None`` for the bundled data.
        overlays: folders or files of the same form that need not be complete: they add records,
            add facts to records, replace single facts, and retire ids.

    Raises:
        CatalogueError: something is wrong with the files; every problem is named with its
            file, line and column.

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
    """Return the folder of the bundled data: YAML files, and a README that explains each key.

    It need not be a folder on disk; the package may lie inside a zip. What is edited there counts
    in a checkout alone: a wheel also has the data compiled, and answers from that.

    >>> sorted(entry.name for entry in data_files().iterdir())[:3]
    ['README.md', 'catalogue.yaml', 'episodes']
    """
    import importlib_resources

    return importlib_resources.files(__package__) / "data"


def by_guest(*guests: Person | str) -> Episodes:
    """Return the bundled episodes in which one of these people is a guest.

    Raises:
        UnknownNameError: no guest bears the name.
        AmbiguousNameError: several do.

    >>> by_guest("GENTELET, Karine")
    <Episodes: S1E3, S1E7>
    """
    return load_catalogue().by_guest(*guests)


def by_organisation(
    *organisations: Organisation | str, relation: Relation | None = None
) -> Episodes:
    """Return the bundled episodes that have to do with one of these organisations.

    Raises like :func:`by_guest`.

    >>> by_organisation("bayesimpact")
    <Episodes: S1E2>
    """
    return load_catalogue().by_organisation(*organisations, relation=relation)


def by_theme(*themes: Theme | str, narrower: bool = True) -> Episodes:
    """Return the bundled episodes about one of these themes, or about a narrower one.

    Raises like :func:`by_guest`.

    >>> by_theme("digital inclusion") == by_theme("inclusion numérique")
    True
    """
    return load_catalogue().by_theme(*themes, narrower=narrower)


def search(text: str, limit: int = 10, *, all_words: bool = False) -> tuple[Hit, ...]:
    """Return the bundled episodes that a text in everyday words is about, best first.

    See :meth:`Catalogue.search`.

    >>> [hit.episode.code for hit in search("imprimantes 3D")]
    ['S1E6']
    """
    return load_catalogue().search(text, limit, all_words=all_words)
