"""The catalogues of all installed packages."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import attrs

from .._version import __version__
from ..errors import CatalogueError
from ..models import Show
from ..models.sections import SECTIONS
from ..reading.folders import FolderReader
from ..reading.problems import TooManyProblemsError
from . import clash, data_of, entry_points, load_once, stated_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import EntryPoint

    from importlib_resources.abc import Traversable

__all__ = ["InstalledCatalogue", "installed"]


@attrs.frozen(kw_only=True)
class InstalledCatalogue:
    """A catalogue, or an overlay, that an installed package carries.

    Attributes:
        name: what to load it by: ``load_catalogue("package:NAME")``.
        version: the version of the distribution that brought it; empty if it does not say.
        show: the show; ``None`` for an overlay, or if there is a problem.
        counts: the number of its records in each list, such as ``episodes``.
        problem: what is wrong with the package, or ``None``.

    >>> from techforgood_podcast import installed
    >>> print(*(found.show for found in installed() if found.name == "techforgood_podcast"))
    À qui profite la tech for good ?
    """

    name: str
    version: str
    show: Show | None
    counts: Mapping[str, int] = attrs.field(hash=False)
    problem: str | None


def installed() -> tuple[InstalledCatalogue, ...]:
    """Return the catalogues and overlays of all installed packages, by name.

    Their data are read, and none of their code is run. What is wrong with one is in its
    ``problem``.

    Raises:
        CatalogueError: the entry points of an installed package cannot be read.

    >>> [found.counts["episodes"] for found in installed() if found.name == "techforgood_podcast"]
    [9]
    """
    return tuple(_look_at(name, points) for name, points in entry_points().items())


def _look_at(name: str, points: Sequence[EntryPoint]) -> InstalledCatalogue:
    point = points[0]
    show, counts, problem = None, dict[str, int](), clash(points)
    try:
        if problem is None:
            show, counts = _read(point.value)
    except CatalogueError as error:
        problem = "\n".join(map(str, error.problems))
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with one hurts no other
        problem = f"{type(error).__name__}: {error}"
    return InstalledCatalogue(
        name=name,
        version=stated_by(point.dist, "Version") if point.dist else __version__,
        show=show,
        counts=dict(sorted(counts.items())),
        problem=problem,
    )


def _read(package: str) -> tuple[Show | None, dict[str, int]]:
    """Return the show of a package, unless it has an overlay, and the numbers of its records.

    Raises:
        CatalogueError: the data are missing or invalid.
    """
    data = data_of(package)
    if not (data / "show.yaml").is_file():
        return None, _count(data)
    catalogue = load_once(package)
    return catalogue.show, {list_.name: len(getattr(catalogue, list_.name)) for list_ in SECTIONS}


def _count(overlay: Traversable) -> dict[str, int]:
    """Return the number of records of an overlay in each list.

    Raises:
        CatalogueError: a file cannot be read.
    """
    with closing(FolderReader()) as reader:
        with suppress(TooManyProblemsError):
            reader.add_location(overlay)
        if reader.problems.has_errors:
            raise CatalogueError(reader.problems.in_order())
        return {section.name: len(reader.records[section.name]) for section in SECTIONS}
