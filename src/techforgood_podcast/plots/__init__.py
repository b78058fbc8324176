"""Pictures of a catalogue, a selection of episodes or one episode, as matplotlib ``Axes``.

They need the extra ``plots``; ``matplotlib`` is imported on use. The same object always gives the
same picture. Each function draws into the ``Axes`` that it is given, or else creates a figure with
``pyplot``. Colours are from the palette of Okabe and Ito, which colour-blind people can
distinguish; whatever differs in colour also differs in shape.

Import the module explicitly: ``from techforgood_podcast import plots``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from ..catalogue.exportable import catalogue_of
from ..errors import MissingExtraError
from ..models.durations import format_duration
from ..text.words import words
from ..writers.options import choose_language
from ..writers.phrases import add_after_dash, label_themes
from .ring import arrange_ring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from ..catalogue.exportable import Exportable

__all__ = ["durations", "network", "themes"]

_BLUE, _GREEN, _VERMILION, _GREY = "#0072B2", "#009E73", "#D55E00", "#808080"
# Marker, colour and fill of each kind of node but episodes.
_LOOKS: Mapping[str, tuple[str, str, str]] = {
    "person": ("o", _BLUE, _BLUE),
    "group": ("o", _BLUE, "none"),
    "organisation": ("s", _VERMILION, _VERMILION),
    "theme": ("^", _GREEN, _GREEN),
}
# Longest label printed, and the shortest limit where the axes are narrow.
_LONG, _SHORT = 44, 20
# Half the width of the network's picture; the columns of names begin at 1.
_EDGE = 2.6
# Largest font size of names, in points.
_SIZE = 9.0
# Average width of a character as a fraction of the font size, rounded up.
_CHARACTER_WIDTH = 0.58


def network(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw the network of episodes with their guests, organisations and themes.

    Episodes are in the middle, labelled by code, and their guests, organisations and themes in
    columns on both sides. A node of several episodes is listed with the middle one of them. Names
    shrink to fit the ``Axes``; draw a selection of a large catalogue.

    Args:
        obj: a catalogue, a selection of episodes, or one episode.
        ax: where to draw; by default, in a new figure.
        language: the language of names and words, such as ``"en"``; that of the show by default.

    Raises:
        MissingExtraError: matplotlib is not installed.
        UnknownLanguageError: nothing in the catalogue is written in the language.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> plots.network(tfg.by_theme("emploi"), language="en").get_title().partition(" – ")[2]
    'guests, organisations and themes'
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    found = arrange_ring(catalogue, tag)
    height = 1.5 + 0.165 * found.rows
    axes = _axes(ax, (9.5, height), left=0.01, right=0.99, bottom=0.01, top=1 - 0.45 / height)
    known = _set_title(axes, obj, tag, "network")
    axes.set_axis_off()
    axes.set(xlim=(-_EDGE, _EDGE), ylim=(found.rows + 2.5, -1.5))
    nodes = [node for node, *_ in found.positions.values()]
    room = _size_in_points(axes)[0] * (_EDGE - 1.06) / (2 * _EDGE)
    size = _font_size(axes, found.rows + 4)
    length = max(_SHORT, min(_LONG, int(room / size / _CHARACTER_WIDTH)))
    names = {node.key: _shorten(node.label, length) for node in nodes if node.kind in _LOOKS}
    size = min(size, room / _CHARACTER_WIDTH / max(map(len, names.values()), default=1))
    for source, target in found.edges:
        _draw_line(
            axes,
            found.positions[source][1:],
            found.positions[target][1:],
            _line_colour(source, target),
        )
    for key, (node, column, row) in found.positions.items():
        if node.kind == "episode":
            _draw_box(axes, column, row, str(node.facts["code"]), size)
            continue
        marker, edge, fill = _LOOKS[node.kind]
        axes.plot([column], [row], marker, ms=size * 0.6, mec=edge, mfc=fill, zorder=3)
        axes.annotate(
            names[key],
            (column, row),
            xytext=(column * size * 0.8, 0),
            textcoords="offset points",
            ha="left" if column > 0 else "right",
            va="center",
            size=size,
            parse_math=False,
        )
    for kind in sorted({node.kind for node in nodes} & {*_LOOKS}, key=[*_LOOKS].index):
        marker, edge, fill = _LOOKS[kind]
        axes.plot(
            [], [], marker, mec=edge, mfc=fill, label=known["guest" if kind == "person" else kind]
        )
    if names:
        axes.legend(loc="lower center", ncols=4, frameon=False, fontsize=size)
    return cast("Axes", axes)


def durations(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw the running time of each episode in minutes; unknown ones are labelled as such.

    Arguments and errors are those of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> plots.durations(tfg.by_theme("emploi"), language="en").get_xlabel()
    'running time in minutes'
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    axes = _axes(ax, (11.0, 1.6 + 0.32 * len(episodes)))
    known = _set_title(axes, obj, tag, "durations")
    axes.set_xlabel(known["duration_in_minutes"])
    titles = [add_after_dash(episode.code, episode.title) for episode in episodes]
    names = [_shorten(title, 90) for title in titles]
    size = _font_size(axes, len(episodes))
    longest = 1.0
    for row, duration in enumerate(episode.duration for episode in episodes):
        minutes = 0.0
        if duration is not None:
            minutes = duration.total_seconds() / 60
            axes.barh(row, minutes, height=0.62, color=_BLUE)
        longest = max(longest, minutes)
        axes.annotate(
            known["unknown_duration"] if duration is None else format_duration(duration),
            (minutes, row),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            size=size,
            style="italic" if duration is None else "normal",
        )
    axes.set_yticks(range(len(names)), names, size=size, parse_math=False)
    axes.set(xlim=(0, longest * 1.15), ylim=(max(len(episodes), 1) - 0.4, -0.6))
    axes.spines[["top", "right"]].set_visible(False)
    return cast("Axes", axes)


def themes(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw which episode has which theme, the most frequent themes first.

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
    carried = [theme for episode in episodes for theme in episode.themes]
    ordered = sorted(catalogue.episodes.themes, key=lambda theme: -carried.count(theme))
    axes = _axes(ax, (max(7.0, 3.4 + 0.68 * len(episodes)), 1.4 + 0.23 * len(ordered)))
    _set_title(axes, obj, tag, "themes_by_episode")
    names = [_shorten(label) for label in label_themes(ordered, tag)]
    codes = [_shorten(episode.code) for episode in episodes]
    size = _font_size(axes, len(names))
    for row, theme in enumerate(ordered):
        columns = [n for n, episode in enumerate(episodes) if theme in episode.themes]
        axes.plot(columns, [row] * len(columns), "s", color=_GREEN, ms=size * 0.9)
    axes.set_yticks(range(len(names)), names, size=size, parse_math=False)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(codes)), codes, size=size, parse_math=False)
    column = _size_in_points(axes)[0] / max(len(codes), 1)
    if column < max(map(len, codes), default=0) * size * _CHARACTER_WIDTH:
        axes.tick_params("x", rotation=90)
        for label in axes.get_xticklabels():
            label.set_size(min(size, column * 0.8))
    axes.set(xlim=(-0.5, max(len(codes), 1) - 0.5), ylim=(max(len(names), 1) - 0.5, -0.5))
    axes.grid(alpha=0.3, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return cast("Axes", axes)


def _import_matplotlib(name: str) -> Any:
    try:
        return import_module(f"matplotlib.{name}")
    except ImportError as error:
        raise MissingExtraError("plots", "plots") from error


def _axes(ax: Axes | None, size: tuple[float, float], **margins: float) -> Any:
    """Return the axes given, or those of a new figure."""
    if ax is not None:
        return ax
    figure, axes = _import_matplotlib("pyplot").subplots(
        figsize=size, layout=None if margins else "constrained"
    )
    if margins:
        figure.subplots_adjust(**margins)
    return axes


def _set_title(axes: Any, obj: Exportable, tag: str, picture: str) -> Mapping[str, str]:
    """Set the title, say so if there is no episode, and return the words of the language."""
    known = words(tag)
    catalogue = catalogue_of(obj)
    title = add_after_dash(_shorten(catalogue.show.title), known[picture])
    axes.set_title(title, pad=12, parse_math=False)
    if not catalogue.episodes:
        where = {"transform": axes.transAxes, "ha": "center", "va": "center"}
        axes.text(0.5, 0.5, known["none"], **where)
    return known


def _size_in_points(axes: Any) -> tuple[float, float]:
    """Return the width and height of axes in points."""
    box, points = axes.get_window_extent(), 72 / axes.figure.dpi
    return float(box.width * points), float(box.height * points)


def _font_size(axes: Any, rows: int) -> float:
    """Return the font size for a number of rows with a name each."""
    return min(_SIZE, _size_in_points(axes)[1] / max(rows, 1) * 0.75)


def _shorten(text: str, length: int = _LONG) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _line_colour(source: str, target: str) -> str:
    """Return the colour of an edge: that of its target, if it starts from an episode."""
    if not source.startswith("episode-"):
        return _GREY
    return _LOOKS[target.partition("-")[0]][1]


def _draw_line(
    axes: Any, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    """Draw a curve with horizontal ends; within a column, it bends inwards."""
    (x, y), (other_x, other_y) = start, end
    middle = (x + other_x) / 2 if x != other_x else x * (0.94 - 0.004 * min(abs(y - other_y), 60))
    path = _import_matplotlib("path").Path(
        [(x, y), (middle, y), (middle, other_y), (other_x, other_y)]
    )
    path.codes = [1, 4, 4, 4]
    axes.add_patch(
        _import_matplotlib("patches").PathPatch(
            path, fc="none", ec=colour, lw=0.8, alpha=0.55, zorder=1
        )
    )


def _draw_box(axes: Any, column: float, row: float, code: str, size: float) -> None:
    axes.text(
        column,
        row,
        code,
        size=size,
        weight="bold",
        ha="center",
        va="center",
        zorder=4,
        parse_math=False,
        bbox={"boxstyle": "round,pad=0.3", "fc": axes.get_facecolor(), "ec": _GREY},
    )
