"""The catalogues of all installed packages."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

import attrs

from .._version import __version__
from ..errors import CatalogueError
from ..models import Show
from ..models.sections import SECTIONS
from . import data_of, entry_points, load_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import Distribution, EntryPoint

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

    >>> [found.counts["episodes"] for found in installed() if found.name == "techforgood_podcast"]
    [9]
    """
    return tuple(_look_at(name, points) for name, points in entry_points().items())


def _look_at(name: str, points: Sequence[EntryPoint]) -> InstalledCatalogue:
    point = points[0]
    show, counts, problem = None, dict[str, int](), None
    try:
        data = data_of(point.value)
        if (data / "show.yaml").is_file():
            catalogue = load_once(point.value)
            show = catalogue.show
            counts = {section.name: len(getattr(catalogue, section.name)) for section in SECTIONS}
        else:
            counts = _count(data)
    except CatalogueError as error:
        problem = "\n".join(map(str, error.problems))
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with one hurts no other
        problem = f"{type(error).__name__}: {error}"
    if len(points) > 1:
        names = ", ".join(sorted(point.dist.name for point in points if point.dist))
        problem = f"several distributions bring a catalogue of this name: {names}"
    return InstalledCatalogue(
        name=name,
        version=_version_of(point.dist) if point.dist else __version__,
        show=show,
        counts=dict(sorted(counts.items())),
        problem=problem,
    )


def _version_of(distribution: Distribution) -> str:
    # An installation that was interrupted leaves none.
    return distribution.version if "Version" in distribution.metadata else ""


def _count(overlay: Traversable) -> dict[str, int]:
    """Return the number of records of an overlay in each list.

    Raises:
        CatalogueError: a file cannot be read.
    """
    from ..reading.folders import Gathering

    with closing(Gathering()) as gathered:
        gathered.add_location(overlay)
        if gathered.has_errors:
            raise CatalogueError(gathered.in_order())
        return {section.name: len(gathered.records[section.name]) for section in SECTIONS}
