"""Pictures of a catalogue, a selection of episodes or one episode, as matplotlib ``Axes``.

They need the extra ``plots``; ``matplotlib`` is imported on use. The same object always gives the
same picture. Each function draws into the ``Axes`` that it is given, and keeps its labels inside
them, or else creates a figure with ``pyplot``. Colours are from the palette of Okabe and Ito,
which colour-blind people can distinguish, and never the only sign of a difference. Text and
backgrounds have the colours of matplotlib's style, which may be a dark one.

Import the module by ``from techforgood_podcast import plots``, or use it as ``tfg.plots``.
"""

from __future__ import annotations

import textwrap
from importlib import import_module
from itertools import cycle
from typing import TYPE_CHECKING, Any, Literal, cast

from ..catalogue.exportable import catalogue_of
from ..errors import MissingExtraError
from ..models.durations import format_duration
from ..syntax import wrong_kind
from ..text.typography import shorten
from ..text.words import words
from ..writers.options import check_nodes, choose_language
from ..writers.phrases import add_after_dash, label_themes
from .bands import arrange_bands
from .outline import outline_themes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from ..catalogue.exportable import Exportable
    from ..writers.network import Node

__all__ = ["durations", "network", "themes"]

_BLUE, _GREEN, _GREY = "#0072B2", "#009E73", "#808080"
# Colours of the lines of an episode, which the next ones repeat.
_LINES = (_BLUE, "#D55E00", _GREEN, "#CC79A7", "#E69F00", "#56B4E9")
# Marker of each kind of node but episodes, and whether it is filled.
_MARKERS: Mapping[str, tuple[str, Literal["full", "none"]]] = {
    "person": ("o", "full"),
    "group": ("o", "none"),
    "organisation": ("s", "full"),
    "theme": ("^", "full"),
}
# Width of a new figure in inches: 760 pixels on a page.
_WIDTH = 7.9
# Largest font size of labels, in points, and the height of a row of them.
_SIZE, _ROW = 9.0, 14.0
# Average width of a character in names, and in codes, as a fraction of the font size.
_CHARACTER_WIDTH, _CODE_WIDTH = 0.56, 0.64
# Widths of the columns of names and of the boxes between them, as fractions of the network's.
_NAMES, _BOX = 0.29, 0.22


def network(
    obj: Exportable,
    *,
    ax: Axes | None = None,
    language: str | None = None,
    nodes: Literal["all", "shared"] | None = None,
) -> Axes:
    """Draw the network of episodes with their guests, organisations and themes.

    Episodes are boxes in the middle, each joined to names on both sides. Labels shrink to fit the
    ``Axes``; draw a selection of a large catalogue.

    Args:
        obj: a catalogue, a selection of episodes, or one episode.
        ax: where to draw; by default, in a new figure.
        language: the language of names and words, such as ``"en"``; that of the show by default.
        nodes: ``"shared"`` draws what two or more episodes share, ``"all"`` everything; the
            default is ``"shared"``, unless nothing is shared.

    Raises:
        MissingExtraError: matplotlib is not installed.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``nodes`` is neither of these.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> plots.network(tfg.by_theme("emploi"), language="en").get_title().partition(" – ")[2]
    'guests, organisations and themes'
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    found = arrange_bands(catalogue, tag, check_nodes(nodes))
    axes = _axes(ax, found.rows + 3)
    known = _set_title(axes, obj, tag, "network")
    axes.set_axis_off()
    width, height = _size_in_points(axes)
    row = min(_ROW, height / (found.rows + 3))
    size = min(_SIZE, row * 0.68, max(width / 60, 5.0))
    axes.set(xlim=(-width / 2, width / 2), ylim=(height, 0))
    box, column = width * _BOX, width * (0.5 - _NAMES)
    length = _letters(width * _NAMES - size, size)
    boxes: dict[str, tuple[float, str]] = {}
    for (node, at), colour in zip(found.episodes, cycle(_LINES), strict=False):
        boxes[node.key] = y, _ = (at + 0.5) * row, colour
        _draw_box(axes, node, y, size, colour)
    ends: dict[str, tuple[float, float]] = {}
    ink = axes.title.get_color()
    for node, side, at in found.others:
        marker, fill = _MARKERS[node.kind]
        ends[node.key] = x, y = side * column, (at + 0.5) * row
        axes.plot([x], [y], marker, ms=size * 0.55, color=ink, fillstyle=fill, zorder=3)
        axes.annotate(
            shorten(node.label, length),
            (x, y),
            xytext=(side * size * 0.8, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
            size=size,
            parse_math=False,
        )
    for episode, key in found.lines:
        y, colour = boxes[episode]
        _draw_line(axes, (box / 2 if ends[key][0] > 0 else -box / 2, y), ends[key], colour)
    for kind in sorted({node.kind for node, *_ in found.others}, key=[*_MARKERS].index):
        marker, fill = _MARKERS[kind]
        label = known["guest" if kind == "person" else kind]
        axes.plot([], [], marker, ms=size * 0.55, color=ink, fillstyle=fill, label=label)
    if found.others:
        look = {"frameon": False, "handletextpad": 0, "fontsize": size}
        axes.legend(loc="lower center", ncols=4, borderpad=0, **look)
    return cast("Axes", axes)


def durations(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw the running time of each episode as a bar; unknown ones are labelled as such.

    The horizontal axis, which is not shown, is in minutes. Arguments and errors are those of
    :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.durations(tfg.by_theme("emploi"), language="en")
    >>> [round(bar.get_width()) for bar in axes.patches]
    [34, 34, 27]
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    axes = _axes(ax, 2.4 * len(episodes))
    known = _set_title(axes, obj, tag, "durations")
    axes.set_axis_off()
    width, height = _size_in_points(axes)
    size = min(_SIZE, height / max(len(episodes), 1) * 0.32)
    length = _letters(width, size)
    longest = 1.0
    for row, episode in enumerate(episodes):
        title = shorten(add_after_dash(episode.code, episode.title), length)
        axes.text(0, row - 0.22, title, size=size, va="center", parse_math=False)
        minutes = 0.0
        if episode.duration is not None:
            minutes = episode.duration.total_seconds() / 60
            axes.barh(row + 0.2, minutes, height=0.3, color=_BLUE)
        longest = max(longest, minutes)
        axes.annotate(
            known["unknown_duration"]
            if episode.duration is None
            else format_duration(episode.duration),
            (minutes, row + 0.2),
            xytext=(0 if episode.duration is None else size / 2, 0),
            textcoords="offset points",
            va="center",
            size=size,
            style="italic" if episode.duration is None else "normal",
        )
    room = 8 * size * _CHARACTER_WIDTH / width
    axes.set(xlim=(0, longest / (1 - room)), ylim=(max(len(episodes), 1) - 0.5, -0.5))
    return cast("Axes", axes)


def themes(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw which episode has which theme, those of one broader theme together.

    Broader themes come in the order in which the episodes treat them, as do the themes below each.
    Arguments and errors are those of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.themes(tfg.by_theme("emploi"), language="en")
    >>> [label.get_text() for label in axes.get_xticklabels()]
    ['S1E2', 'S1E3', 'S1E5', 'S1E7']
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    rows = outline_themes(episodes)
    codes = [shorten(episode.code, 20) for episode in episodes]
    widest = max(map(len, codes), default=1) * _CODE_WIDTH
    many = len(codes) * widest * _SIZE > _WIDTH * 72 / 2
    axes = _axes(ax, len(rows) + (widest if many else 2))
    _set_title(axes, obj, tag, "themes_by_episode")
    width, height = _size_in_points(axes)
    size = min(_SIZE, height / (len(rows) + 2) * 0.72)
    names = [
        shorten(label, _letters(width * 0.45, size))
        for label in label_themes((row.theme for row in rows), tag)
    ]
    room = (max(map(len, names), default=0) + 3) * size * _CHARACTER_WIDTH
    column = (width - room) / max(len(episodes), 1)
    left = -0.5 - room / column
    for position, (row, name) in enumerate(zip(rows, names, strict=True)):
        indent = 0 if row.first else size / column
        weight = "bold" if row.theme.broader is None else "normal"
        where = {"size": size, "va": "center", "weight": weight, "parse_math": False}
        axes.text(left + indent, position, name, **where)
        if row.first:
            axes.axhline(position - 0.5, color=_GREY, lw=0.5, alpha=0.6)
        if row.columns:
            first, last = row.columns[0], row.columns[-1]
            axes.hlines(position, first, last, color=_GREEN, lw=size / 4, alpha=0.35)
            axes.plot(row.columns, [position] * len(row.columns), "s", color=_GREEN, ms=size * 0.8)
    level = column / widest >= size * 0.75
    code_size = min(size, column / widest if level else column * 0.8)
    header = min(code_size * (2.0 if level else widest + 1), height * 0.8)
    above = 0.5 + header / (height - header) * len(rows)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(codes)), codes, size=code_size, parse_math=False)
    axes.tick_params("x", length=0, pad=code_size * 0.5 - header, rotation=0 if level else 90)
    axes.set_yticks([])
    axes.set(xlim=(left, len(codes) - 0.5), ylim=(max(len(rows), 1) - 0.5, -above))
    axes.spines[:].set_visible(False)
    return cast("Axes", axes)


def _import_matplotlib(name: str) -> Any:
    try:
        return import_module(f"matplotlib.{name}")
    except ImportError as error:
        raise MissingExtraError("plots", "plots") from error


def _axes(ax: Axes | None, rows: float) -> Any:
    """Return the axes given, or those of a new figure with room for so many rows."""
    if ax is not None:
        if not isinstance(ax, _import_matplotlib("axes").Axes):
            raise wrong_kind("the Axes of a figure", ax)
        return ax
    height = (max(rows, 4) * _ROW + 36) / 72
    figure, axes = _import_matplotlib("pyplot").subplots(figsize=(_WIDTH, height))
    figure.subplots_adjust(left=0.015, right=0.985, bottom=0.1 / height, top=1 - 0.4 / height)
    return axes


def _set_title(axes: Any, obj: Exportable, tag: str, picture: str) -> Mapping[str, str]:
    """Set the title, say so if there is no episode, and return the words of the language."""
    known = words(tag)
    catalogue = catalogue_of(obj)
    width = _size_in_points(axes)[0]
    longest = min(_letters(width, 7) - len(known[picture]) - 3, 44)
    title = add_after_dash(shorten(catalogue.show.title, max(longest, 1)), known[picture])
    size = min(12.0, width / len(title) / _CHARACTER_WIDTH)
    axes.set_title(title, y=1, size=size, parse_math=False)
    if not catalogue.episodes:
        where = {"transform": axes.transAxes, "ha": "center", "va": "center"}
        axes.text(0.5, 0.5, known["none"], **where)
    return known


def _size_in_points(axes: Any) -> tuple[float, float]:
    """Return the width and height of axes in points."""
    box, points = axes.get_window_extent(), 72 / axes.figure.dpi
    return float(box.width * points), float(box.height * points)


def _letters(width: float, size: float) -> int:
    """Return how many letters of a font size fit a width, at least one."""
    return max(int(width / size / _CHARACTER_WIDTH), 1)


def _draw_line(
    axes: Any, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    """Draw a curve with horizontal ends."""
    (x, y), (other_x, other_y) = start, end
    middle = (x + other_x) / 2
    path = _import_matplotlib("path").Path(
        [(x, y), (middle, y), (middle, other_y), (other_x, other_y)]
    )
    path.codes = [1, 4, 4, 4]
    axes.add_patch(
        _import_matplotlib("patches").PathPatch(
            path, fc="none", ec=colour, lw=1.1, alpha=0.8, zorder=1
        )
    )


def _draw_box(axes: Any, episode: Node, y: float, size: float, colour: str) -> None:
    """Draw the box of an episode, with its code and two lines of its title."""
    width = _size_in_points(axes)[0] * _BOX
    row = size * 1.15
    small = size * 0.85
    axes.add_patch(
        _import_matplotlib("patches").FancyBboxPatch(
            (-width / 2, y - row * 1.8),
            width,
            row * 3.6,
            boxstyle=f"round,pad=0,rounding_size={size / 2}",
            fc=axes.get_facecolor(),
            ec=colour,
            lw=1.1,
            zorder=2,
        )
    )
    length = _letters(width - 2 * size, small)
    lines = textwrap.wrap(episode.label, length, max_lines=2, placeholder="…")
    code = shorten(str(episode.facts["code"]), length)
    for number, line in enumerate([code, *lines]):
        axes.text(
            0,
            y + (number - len(lines) / 2) * row,
            line,
            size=size if number == 0 else small,
            weight="bold" if number == 0 else "normal",
            ha="center",
            va="center",
            zorder=4,
            parse_math=False,
        )
