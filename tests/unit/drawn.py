"""What is seen in a picture."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def figure_of(ax: Axes) -> Any:
    return ax.figure


def labels(ax: Axes) -> list[Any]:
    """Return the texts that are seen, after everything has found its place."""
    figure_of(ax).canvas.draw()
    legend: Any = ax.get_legend()
    found: list[Any] = [ax.title, *ax.texts, *(legend.get_texts() if legend else ())]
    if ax.axison:
        found += [ax.xaxis.label, ax.yaxis.label]
        for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            ticks: Any = axis.get_major_ticks()
            inside = [t for t in ticks if min(limits) <= t.get_loc() <= max(limits)]
            found += [label for t in inside for label in (t.label1, t.label2)]
    return [text for text in found if text.get_visible() and text.get_text()]


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in labels(ax)]


def overlapping(ax: Axes) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), text.get_window_extent()) for text in labels(ax)]
    pairs = itertools.combinations(boxes, 2)
    return [(one, other) for (one, box), (other, also) in pairs if box.overlaps(also)]


def outside(ax: Axes) -> list[str]:
    around = figure_of(ax).bbox.padded(0.5)
    boxes = [(text.get_text(), text.get_window_extent()) for text in labels(ax)]
    return [
        name
        for name, box in boxes
        if not (around.contains(box.x0, box.y0) and around.contains(box.x1, box.y1))
    ]


def rows_of(ax: Axes) -> dict[str, list[int]]:
    """Return the themes from top to bottom, with the positions of their marks."""
    lines: Any = ax.lines
    texts: Any = ax.texts
    names = [text.get_text() for text in texts if text.get_ha() == "right"]
    return {name: [*line.get_xdata()] for name, line in zip(names, lines, strict=True)}
