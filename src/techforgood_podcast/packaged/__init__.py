"""A catalogue that a package carries: this one, and anybody's.

A package holds its files in a folder ``data``, and gives its users the functions of a façade::

    from techforgood_podcast.packaged import Facade

    _facade = Facade(__name__)
    load_catalogue = _facade.load_catalogue
    by_guest = _facade.by_guest

Nothing is read before the first question.
"""

# Imports inside functions are those that a first answer does not need.
from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from .._runtime import PACKAGE, OnUse, uncollected
from ..catalogue.catalogue import Catalogue, catalogue_of_indexes
from ..catalogue.episodes import Queries
from ..catalogue.indexes import indexes_in
from ..errors import CatalogueError, Problem
from ..models import Episode  # noqa: TC001 -- tools read signatures
from ..quoting import did_you_mean, printable
from ..text.suggestions import closest
from . import compiled

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from importlib.metadata import Distribution, EntryPoint

    from importlib_resources import abc

    from .. import reading
    from ..catalogue.episodes import Episodes
    from ..catalogue.indexes import Indexes
else:
    abc = OnUse("importlib_resources.abc")
    reading = OnUse(f"{PACKAGE}.reading")

# The group of entry points that packages with a catalogue are in.
GROUP = "podcast_catalogues"
# What precedes the name of an installed catalogue where a path may be.
_PREFIX = "package:"
# The catalogues loaded so far, by package.
_LOADED: dict[str, Catalogue] = {}


class Facade(Queries):
    """The functions that a package with a catalogue gives its users, as methods.

    >>> show = Facade("techforgood_podcast")
    >>> show.by_guest("Karine Gentelet")
    <Episodes: S1E3, S1E7>
    """

    __slots__ = ("_package",)

    def __init__(self, package: str) -> None:
        self._package = package

    def load_catalogue(
        self, path: reading.Location | None = None, *overlays: reading.Location
    ) -> Catalogue:
        """Return the package's catalogue, or load one from a folder or file.

        The package's catalogue is loaded once, even with several threads, and every call returns
        the same object.

        Args:
            path: a folder in the layout of the package's data, or a ``.yaml``, ``.json`` or
                ``.jsonl`` file: a path, or a ``Traversable`` such as ``importlib.resources.files``
                returns, also of a package in a zip; ``"package:NAME"`` for the catalogue of an
                installed package; ``None`` for the package's data.
            overlays: the same, applied in order. They may be incomplete: they add records, add or
                replace fields of existing records, and retire ids.

        Raises:
            CatalogueError: the files are invalid; ``problems`` lists every problem with its file,
                line and column.
            TypeError: an argument is neither a path nor a ``Traversable``.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().person("gentelet").name
        'Karine Gentelet'
        """
        if path is None and not overlays:
            return load_once(self._package)
        if is_package_name(path) and not overlays:
            return load_once(_package_of(str(path)))
        from ..reading.loading import load

        return load(self._base(path), *map(located, overlays))

    def validate(
        self,
        path: reading.Location | None = None,
        *overlays: reading.Location,
        strict: bool = False,
    ) -> tuple[Problem, ...]:
        """Return everything wrong with a catalogue's files, and warnings, sorted by position.

        Args:
            path: as for :func:`load_catalogue`.
            overlays: what to add to it.
            strict: whether to turn warnings into errors and, where there is no other error, to
                check the conventions as well: every text is in all languages of the catalogue,
                every theme has a definition, nobody is named twice in an episode and nothing twice
                in a list, and the organisations of a credit are among those of the episode.

        Raises:
            TypeError: an argument is neither a path nor a ``Traversable``.

        >>> import techforgood_podcast as tfg
        >>> tfg.validate("nowhere")[0].message
        'there is no such file or folder'
        """
        from ..reading import loading

        try:
            places = [self._base(path), *map(located, overlays)]
        except CatalogueError as error:
            return error.problems
        return loading.validate(*places, strict=strict)

    def _base(self, place: reading.Location | None) -> reading.Location:
        """Return where to read a catalogue from, which may be the data of a package."""
        if place is None:
            return self.data_files()
        return _show_data_of(_package_of(str(place))) if is_package_name(place) else place

    def data_files(self) -> abc.Traversable:
        """Return the folder of the package's data: YAML files and a README that explains every key.

        The folder need not be on disk, since the package may be in a zip. Edits take effect in a
        checkout only: an installed wheel loads a compiled form of the data instead.

        Raises:
            CatalogueError: the package was bundled or copied without its data.

        >>> import techforgood_podcast as tfg
        >>> sorted(entry.name for entry in tfg.data_files().iterdir())[:3]
        ['README.md', 'catalogue.yaml', 'episodes']
        """
        return data_of(self._package)

    def episode(self, ref: Episode | int | str) -> Episode:
        """Return one episode by number, code, id, title or an unambiguous part of a title.

        Raises:
            AmbiguousNameError: several match.
            UnknownNameError: no episode matches.

        >>> import techforgood_podcast as tfg
        >>> tfg.episode("Plastic Odyssey").code
        'S1E8'
        """
        return self.load_catalogue().episode(ref)

    @property
    def _selection(self) -> Episodes:
        return self.load_catalogue().episodes

    @property
    def _indexes(self) -> Indexes:
        return indexes_in(self.load_catalogue())


def load_once(package: str) -> Catalogue:
    """Return the catalogue that a package carries, the same object in all threads."""
    if package not in _LOADED:
        with uncollected():
            loaded = _load(package)
        _LOADED.setdefault(package, loaded)  # another thread may have been faster
    return _LOADED[package]


def _load(package: str) -> Catalogue:
    indexes = compiled.indexes_in(spec_of(package))
    if indexes is None:  # a checkout, or the compiled form of another release
        from ..reading.loading import load

        return load(_show_data_of(package))
    return catalogue_of_indexes(indexes)


def located(place: reading.Location) -> reading.Location:
    """Return where to read an overlay from, which may be the data of a package.

    Raises:
        CatalogueError: there is no such package, or it has no data.

    >>> located("season-2")
    'season-2'
    """
    return data_of(_package_of(str(place))) if is_package_name(place) else place


def _show_data_of(package: str) -> abc.Traversable:
    """Return the folder of the data of a package with a catalogue of its own.

    Raises:
        CatalogueError: there is no such package, or it has no data, or these are an overlay.
    """
    data = data_of(package)
    if (data / "show.yaml").is_file():
        return data
    message = f"the data of {package} have no show.yaml: they are an overlay"
    hint = "pass them as an overlay of a catalogue"
    raise CatalogueError([Problem(path="", message=message, hint=hint)])


def data_of(package: str) -> abc.Traversable:
    """Return the folder of the data of a package, none of whose code is run.

    Raises:
        CatalogueError: there is no such package, or it has no data.
    """
    spec = spec_of(package)
    place = package
    if spec is not None:
        import importlib_resources

        data = importlib_resources.files(_unloaded(spec)) / "data"
        if data.is_dir():
            return data
        place = str(data) if spec.submodule_search_locations else package
    hint = f"install it again, or bundle it with its data (--collect-all {package})"
    raise CatalogueError(
        [Problem(path=place, message=f"the data of {package} are missing", hint=hint)]
    )


def _unloaded(spec: ModuleSpec) -> ModuleType:
    """Return an empty module with the spec of a package, without running any of its code."""
    from importlib.util import module_from_spec

    if spec.loader is None:  # a folder without __init__.py, for which this makes a loader
        return module_from_spec(spec)
    module = ModuleType(spec.name)  # module_from_spec would load an extension, which is code
    module.__spec__ = spec
    return module


def is_package_name(place: reading.Location | None) -> bool:
    """Return whether a place to read from is the catalogue of an installed package.

    >>> is_package_name("package:night_kitchen"), is_package_name("night_kitchen/data")
    (True, False)
    """
    return isinstance(place, str) and place.startswith(_PREFIX)


def _package_of(place: str) -> str:
    """Return the package with the data of a catalogue that is named like ``package:NAME``.

    Raises:
        CatalogueError: no installed package has one of this name, or several have.
    """
    name = place.removeprefix(_PREFIX)
    found = entry_points()
    if name in found:
        message = clash(found[name])
        if message is None:
            return found[name][0].value
        hint = "uninstall all but one of them"
    else:
        message = "no installed package has a catalogue of this name"
        hint = did_you_mean(closest(name, found)) or "install it with pip"
    raise CatalogueError([Problem(path=printable(place), message=message, hint=hint)])


def entry_points() -> dict[str, list[EntryPoint]]:
    """Return the entry points of installed catalogues, this package's too, sorted by name.

    Raises:
        CatalogueError: the entry points of an installed package cannot be read.
    """
    from importlib import metadata

    own = PACKAGE.rpartition(".")[2]
    found: dict[str, list[EntryPoint]] = {}
    for distribution in metadata.distributions():
        try:
            points = distribution.entry_points.select(group=GROUP)
        except Exception as error:  # whatever is wrong with the file
            name = stated_by(distribution, "Name") or "a package"
            message = f"the entry_points.txt of {name} cannot be read: {error}"
            hint = "install it again, or remove it"
            place = str(distribution.locate_file(""))
            problem = Problem(path=place, message=message, hint=hint)
            raise CatalogueError([problem]) from error
        for point in points:
            found.setdefault(point.name, []).append(point)
    # No other package can bring this one. From a zip or in a bundle, it has no metadata.
    found[own] = [metadata.EntryPoint(own, PACKAGE, GROUP)]
    return dict(sorted(found.items()))


def clash(points: Sequence[EntryPoint]) -> str | None:
    """Return what is wrong if several distributions bring a catalogue of one name."""
    names = {stated_by(point.dist, "Name") for point in points if point.dist}
    if len(names) <= 1:  # the first one on the path hides the others
        return None
    return f"several distributions bring a catalogue of this name: {', '.join(sorted(names))}"


def stated_by(distribution: Distribution, key: Literal["Name", "Version"]) -> str:
    """Return what a distribution says; empty if an interrupted installation left nothing."""
    with suppress(UnicodeError):
        if key in distribution.metadata:
            return distribution.metadata[key]
    return ""


def spec_of(package: str) -> ModuleSpec | None:
    """Return where a package is, without running any of its code."""
    if package in sys.modules:
        return sys.modules[package].__spec__
    from importlib.machinery import PathFinder
    from importlib.util import find_spec

    top, *inner = package.split(".")
    spec = find_spec(top)
    for name in inner:  # find_spec would import the packages around it
        if spec is None or spec.submodule_search_locations is None:
            return None
        # With its whole name, a folder without __init__.py is found only in an imported package.
        spec = PathFinder.find_spec(name, spec.submodule_search_locations)
    return spec
