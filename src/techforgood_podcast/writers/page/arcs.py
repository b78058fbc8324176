"""The drawing at the top of a page: arcs between episodes that have something in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...catalogue.catalogue import Catalogue
    from ...catalogue.related import Related
    from ...models import Episode

_WIDTH: Final = 640
_MARGIN: Final = 20
_LABELS: Final = 30
# The height of an arc, as a part of half its width.
_FLATNESS: Final = 0.62
# With fewer dots there is nothing to join; more would touch.
_DOTS: Final = range(2, 61)
# More labels than this would overlap.
_MOST_LABELS: Final = 20


@attrs.frozen(kw_only=True)
class Arc:
    """Half an ellipse from one dot to another."""

    start: float
    stop: float
    across: float
    up: float
    thickness: float


@attrs.frozen(kw_only=True)
class Dot:
    """An episode."""

    x: float
    label: str


@attrs.frozen(kw_only=True)
class Drawing:
    """Arcs over a row of dots, in the units of an SVG."""

    width: int
    height: float
    base: float
    radius: float
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]


def draw(
    catalogue: Catalogue, related_to: Callable[[Episode], tuple[Related, ...]]
) -> Drawing | None:
    """Return a drawing, unless there are too few or too many episodes or nothing joins them.

    >>> from ...bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> drawing = draw(catalogue, catalogue.related)
    >>> [dot.label for dot in drawing.dots[:4]]
    ['', '1', '2', '3']
    """
    episodes = catalogue.episodes
    if len(episodes) not in _DOTS:
        return None
    step = (_WIDTH - 2 * _MARGIN) / (len(episodes) - 1)
    places = {episode.id: _MARGIN + step * n for n, episode in enumerate(episodes)}
    scores: dict[tuple[float, float], float] = {}
    for episode in episodes:
        for other in related_to(episode):
            ends = sorted((places[episode.id], places[other.episode.id]))
            scores[ends[0], ends[1]] = other.score
    if not scores:
        return None
    strongest = max(scores.values())
    arcs = tuple(
        Arc(
            start=round(start, 1),
            stop=round(stop, 1),
            across=round((stop - start) / 2, 1),
            up=round((stop - start) / 2 * _FLATNESS, 1),
            thickness=round(1.2 + 5 * score / strongest, 1),
        )
        for (start, stop), score in sorted(scores.items())
    )
    base = max(arc.up for arc in arcs) + _MARGIN / 2
    labelled = len(episodes) <= _MOST_LABELS
    return Drawing(
        width=_WIDTH,
        height=round(base + (_LABELS if labelled else _MARGIN / 2), 1),
        base=round(base, 1),
        radius=round(min(6, step / 4), 1),
        dots=tuple(
            Dot(
                x=round(places[episode.id], 1),
                label="" if episode.number is None or not labelled else str(episode.number),
            )
            for episode in episodes
        ),
        arcs=arcs,
    )
