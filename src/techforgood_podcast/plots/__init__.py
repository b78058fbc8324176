"""Pictures of a catalogue, a selection of episodes or one episode, as matplotlib ``Axes``.

They need the extra ``plots``; ``matplotlib`` is imported on use. The same object always gives the
same picture. Each function draws into the ``Axes`` that it is given, and keeps its labels inside
them, or else creates a figure with ``pyplot``, which fits a page.

A colour stands for a kind of entry, in all pictures: blue for people, orange for organisations,
green for themes, grey for episodes. They are from the palette of Okabe and Ito, which colour-blind
people can distinguish, and kinds differ in shape too. Text and backgrounds have the colours of
matplotlib's style, which may be a dark one.

Import the module by ``from techforgood_podcast import plots``, or use it as ``tfg.plots``.
"""

from __future__ import annotations

import textwrap
from importlib import import_module
from math import ceil
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from ..catalogue.exportable import catalogue_of
from ..errors import MissingExtraError
from ..models.durations import format_duration
from ..text.numbers import write_number
from ..text.typography import shorten
from ..text.words import words
from ..writers.options import check_nodes, choose_language
from ..writers.text.phrases import add_after_dash, add_brackets, label_themes
from .bands import arrange_bands, select_most_shared
from .bins import count_minutes
from .outline import outline_themes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from ..catalogue.exportable import Exportable
    from ..models import Episode
    from ..writers.network import Node

__all__ = ["durations", "network", "themes"]

_BLUE, _ORANGE, _GREEN, _GREY = "#0072B2", "#D55E00", "#009E73", "#808080"
# The most episodes drawn one by one, and the most themes that more of them are drawn with.
_EPISODES, _THEMES = 22, 30
# Marker of each kind of node but episodes, whether it is filled, and its colour.
_MARKERS: Mapping[str, tuple[str, Literal["full", "none"], str]] = {
    "person": ("o", "full", _BLUE),
    "group": ("o", "none", _BLUE),
    "organisation": ("s", "full", _ORANGE),
    "theme": ("^", "full", _GREEN),
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
    ``Axes``. Of more than 22 episodes, those that share most with others are drawn.

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
    chosen = check_nodes(nodes)
    episodes = catalogue.episodes
    if len(episodes) > _EPISODES:
        episodes = select_most_shared(catalogue, tag, _EPISODES)
    found = arrange_bands(catalogue_of(episodes), tag, chosen)
    axes = _axes(ax, found.rows + 3)
    known = _set_title(axes, obj, tag, "network", (len(episodes), len(catalogue.episodes)))
    axes.set_axis_off()
    width, height = _size_in_points(axes)
    row = min(_ROW, height / (found.rows + 3))
    size = min(_SIZE, row * 0.68, max(width / 60, 5.0))
    axes.set(xlim=(-width / 2, width / 2), ylim=(height, 0))
    box, column = width * _BOX, width * (0.5 - _NAMES)
    length = _letters(width * _NAMES - size, size)
    boxes: dict[str, float] = {}
    for node, at in found.episodes:
        boxes[node.key] = y = (at + 0.5) * row
        _draw_box(axes, node, y, size)
    ends: dict[str, tuple[float, float, str]] = {}
    for node, side, at in found.others:
        marker, fill, colour = _MARKERS[node.kind]
        ends[node.key] = x, y, _ = side * column, (at + 0.5) * row, colour
        axes.plot([x], [y], marker, ms=size * 0.55, color=colour, fillstyle=fill, zorder=3)
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
        x, y, colour = ends[key]
        _draw_line(axes, (box / 2 if x > 0 else -box / 2, boxes[episode]), (x, y), colour)
    for kind in sorted({node.kind for node, *_ in found.others}, key=[*_MARKERS].index):
        marker, fill, colour = _MARKERS[kind]
        label = known["guest" if kind == "person" else kind]
        axes.plot([], [], marker, ms=size * 0.55, color=colour, fillstyle=fill, label=label)
    if found.others:
        look = {"frameon": False, "handletextpad": 0, "fontsize": size}
        axes.legend(loc="lower center", ncols=4, borderpad=0, **look)
    return cast("Axes", axes)


def durations(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw the running time of each episode as a bar; unknown ones are labelled as such.

    Of more than 22 episodes, bars show how many are how long. The horizontal axis, which is not
    shown, is in minutes or in episodes. Arguments and errors are those of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.durations(tfg.by_theme("emploi"), language="en")
    >>> [round(bar.get_width()) for bar in axes.patches]
    [34, 34, 27]
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    many = len(episodes) > _EPISODES
    bars = _bars_of_bins(episodes, tag) if many else _bars_of_episodes(episodes, tag)
    axes = _axes(ax, (1.4 if many else 2.4) * len(bars))
    _set_title(axes, obj, tag, "durations")
    axes.set_axis_off()
    width, height = _size_in_points(axes)
    size = min(_SIZE, height / max(len(bars), 1) * (0.55 if many else 0.32))
    letter = size * _CHARACTER_WIDTH
    room = (max(len(bar.label) for bar in bars) + 1) * letter if many else 0.0
    unit = max([1.0, *(bar.length or 0 for bar in bars)]) / max(width - room - 8 * letter, 1)
    for row, bar in enumerate(bars):
        where = row if many else row + 0.2
        if many:
            beside = {"xytext": (-letter, 0), "ha": "right", "textcoords": "offset points"}
            axes.annotate(bar.label, (0, row), va="center", size=size, **beside)
        else:
            title = shorten(bar.label, _letters(width, size))
            axes.text(0, row - 0.22, title, size=size, va="center", parse_math=False)
        if bar.length is not None:
            axes.barh(where, bar.length, height=0.7 if many else 0.3, color=_GREY)
        axes.annotate(
            bar.text,
            (bar.length or 0, where),
            xytext=(0 if bar.length is None else size / 2, 0),
            textcoords="offset points",
            va="center",
            size=size,
            style="italic" if bar.length is None else "normal",
        )
    axes.set(xlim=(-room * unit, (width - room) * unit), ylim=(max(len(bars), 1) - 0.5, -0.5))
    return cast("Axes", axes)


def themes(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw which episode has which theme, those of one broader theme together.

    Broader themes come in the order in which the episodes treat them, as do the themes below each.
    Of more than 22 episodes, the 30 most frequent themes are drawn. Arguments and errors are those
    of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.themes(tfg.by_theme("emploi"), language="en")
    >>> [label.get_text() for label in axes.get_xticklabels()]
    ['S1E2', 'S1E3', 'S1E5', 'S1E7']
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    rows = outline_themes(episodes, _THEMES if len(episodes) > _EPISODES else None)
    codes = [shorten(episode.code, 20) for episode in episodes]
    widest = max(map(len, codes), default=1) * _CODE_WIDTH
    many = len(codes) * widest * _SIZE > _WIDTH * 72 / 2
    axes = _axes(ax, len(rows) + (widest if many else 2))
    carried = {theme for episode in episodes for theme in episode.themes}
    drawn = sum(bool(row.columns) for row in rows)
    _set_title(axes, obj, tag, "themes_by_episode", (drawn, len(carried)))
    width, height = _size_in_points(axes)
    size = min(_SIZE, height / (len(rows) + 2) * 0.72)
    names = [
        shorten(label, _letters(width * 0.45, size))
        for label in label_themes((row.theme for row in rows), tag)
    ]
    room = (max(map(len, names), default=0) + 3) * size * _CHARACTER_WIDTH
    column = (width - room) / max(len(episodes), 1)
    left = -0.5 - room / column
    mark: dict[str, Any] = {"marker": "s", "ls": "", "color": _GREEN, "ms": size * 0.8}
    if column < size:
        mark |= {"marker": "|", "mew": column * 0.7}
    for position, (row, name) in enumerate(zip(rows, names, strict=True)):
        indent = 0 if row.first else size / column
        weight = "bold" if row.theme.broader is None else "normal"
        where = {"size": size, "va": "center", "weight": weight, "parse_math": False}
        axes.text(left + indent, position, name, **where)
        if row.first:
            axes.axhline(position - 0.5, color=_GREY, lw=0.5, alpha=0.6)
        if row.columns:
            end = row.columns[-1]
            axes.hlines(position, -0.5, end, color=_GREY, lw=0.5, ls=":", alpha=0.6, zorder=0)
            axes.plot(row.columns, [position] * len(row.columns), **mark)
    level = column / widest >= size * 0.75
    code_size = min(size, column / widest) if level else size
    # Upright codes that would touch one another are left out.
    step = 1 if level else ceil(size * 1.25 / column)
    header = min(code_size * (2.0 if level else widest + 1), height * 0.8)
    above = 0.5 + header / (height - header) * len(rows)
    axes.xaxis.tick_top()
    axes.set_xticks(range(0, len(codes), step), codes[::step], size=code_size, parse_math=False)
    axes.tick_params("x", length=0, pad=code_size * 0.5 - header, rotation=0 if level else 90)
    axes.set_yticks([])
    axes.set(xlim=(left, len(codes) - 0.5), ylim=(max(len(rows), 1) - 0.5, -above))
    axes.spines[:].set_visible(False)
    return cast("Axes", axes)


class _Bar(NamedTuple):
    """A bar of a length, if it is known, with a label before or above it and a text after it."""

    label: str
    length: float | None
    text: str


def _bars_of_episodes(episodes: Sequence[Episode], tag: str) -> list[_Bar]:
    return [
        _Bar(
            add_after_dash(episode.code, episode.title),
            None if episode.duration is None else episode.duration.total_seconds() / 60,
            words(tag)["unknown_duration"]
            if episode.duration is None
            else format_duration(episode.duration),
        )
        for episode in episodes
    ]


def _bars_of_bins(episodes: Sequence[Episode], tag: str) -> list[_Bar]:
    """Return how many episodes are how long, and of how many that is unknown."""
    known = words(tag)
    found = [e.duration.total_seconds() / 60 for e in episodes if e.duration is not None]
    counts = [
        (known["minutes"].format(write_number(first, tag), write_number(end, tag)), number)
        for first, end, number in count_minutes(found)
    ]
    if len(found) < len(episodes):
        counts.append((known["unknown_duration"], len(episodes) - len(found)))
    return [_Bar(label, number, write_number(number, tag)) for label, number in counts]


def _import_matplotlib(name: str) -> Any:
    try:
        return import_module(f"matplotlib.{name}")
    except ImportError as error:
        raise MissingExtraError("plots", "plots") from error


def _axes(ax: Axes | None, rows: float) -> Any:
    """Return the axes given, or those of a new figure with room for so many rows."""
    if ax is not None:
        return ax
    height = (max(rows, 4) * _ROW + 36) / 72
    figure, axes = _import_matplotlib("pyplot").subplots(figsize=(_WIDTH, height))
    figure.subplots_adjust(left=0.015, right=0.985, bottom=0.1 / height, top=1 - 0.4 / height)
    return axes


def _set_title(
    axes: Any, obj: Exportable, tag: str, picture: str, drawn: tuple[int, int] = (0, 0)
) -> Mapping[str, str]:
    """Set the title, say how much is drawn of how much, and return the words of the language."""
    known = words(tag)
    catalogue = catalogue_of(obj)
    width = _size_in_points(axes)[0]
    longest = min(_letters(width, 7) - len(known[picture]) - 3, 44)
    title = add_after_dash(shorten(catalogue.show.title, max(longest, 1)), known[picture])
    part, whole = drawn
    if part < whole:
        numbers = (write_number(part, tag), write_number(whole, tag))
        title = add_brackets(title, [known["out_of"].format(*numbers)])
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


def _draw_box(axes: Any, episode: Node, y: float, size: float) -> None:
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
            ec=_GREY,
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
