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
from collections import Counter
from importlib import import_module
from math import ceil
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import attrs

from .catalogue.exportable import catalogue_of
from .errors import MissingExtraError
from .models import Theme
from .models.durations import format_duration
from .text.writing import shorten, words, write_number
from .writers.formats import check_nodes, choose_language
from .writers.graph.network import Node, build_network, find_episodes, select_nodes
from .writers.text.phrases import add_after_dash, add_brackets, label_themes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

    from .catalogue.catalogue import Catalogue
    from .catalogue.episodes import Episodes
    from .catalogue.exportable import Exportable
    from .models import Episode

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
# In the picture of a network: the rows beside an episode, at least, so that its box has room for a
# code and two lines of title; and the space between two such bands.
_BAND, _SPACE = 3.0, 0.8
# The most rows in the picture of running times; bins are as narrow as that allows.
_BINS = 20
# Widths of the columns of names and of the boxes between them, as fractions of the network's.
_NAMES, _BOX = 0.29, 0.22
# Left or right of the episodes.
_Side = Literal[-1, 1]


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
        episodes = _select_most_shared(catalogue, tag, _EPISODES)
    found = _lay_out(catalogue_of(episodes), tag, chosen)
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
    rows = _outline_themes(episodes, _THEMES if len(episodes) > _EPISODES else None)
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


@attrs.frozen(kw_only=True)
class _Layout:
    """Where to draw each node of a network, in rows from the top; no line crosses a label.

    The episodes are boxes in a column, in their order. Guests, organisations and themes are in
    columns on both sides, each beside one of its episodes. A force-directed layout would look more
    like a network, but needs more room than a page has.

    Attributes:
        rows: the height of the picture.
        episodes: each episode with its row.
        others: each guest, organisation and theme with its side, left (-1) or right, and its row.
        lines: the key of an episode, and that of a node that it is joined to.
    """

    rows: float
    episodes: tuple[tuple[Node, float], ...]
    others: tuple[tuple[Node, _Side, float], ...]
    lines: tuple[tuple[str, str], ...]


def _lay_out(catalogue: Catalogue, language: str, nodes: str | None) -> _Layout:
    """Return the layout of a network.

    >>> from .packaged.bundled import load_catalogue
    >>> others = _lay_out(load_catalogue(), "fr", "all").others
    >>> len({(side, row) for _, side, row in others}) == len(others)
    True
    """
    whole = build_network(catalogue, language)
    episodes_of = find_episodes(whole)
    guests = {edge.target for edge in whole.edges if edge.kind == "guest"}
    drawn = select_nodes(whole, nodes).nodes
    episodes = {node.key: node for node in drawn if node.kind == "episode"}
    others = [
        node
        for node in drawn
        if node.key in (guests if node.kind in {"person", "group"} else episodes_of)
    ]
    return _arrange(episodes, others, episodes_of)


def _select_most_shared(catalogue: Catalogue, language: str, most: int) -> Episodes:
    """Return the episodes with the most guests, organisations and themes that others have too.

    >>> from .packaged.bundled import load_catalogue
    >>> _select_most_shared(load_catalogue(), "fr", 2)
    <Episodes: S1E3, S1E7>
    """
    found = find_episodes(build_network(catalogue, language)).values()
    shared = Counter(key for keys in found if len(keys) > 1 for key in keys)
    best = sorted(catalogue.episodes, key=lambda episode: -shared[f"episode-{episode.id}"])
    return catalogue.episodes & catalogue.select(best[:most])


def _arrange(
    episodes: Mapping[str, Node], others: list[Node], episodes_of: Mapping[str, Mapping[str, None]]
) -> _Layout:
    order = {key: number for number, key in enumerate(episodes)}
    height = {node.key: fmean(order[key] for key in episodes_of[node.key]) for node in others}
    rows: list[tuple[Node, float]] = []
    positions: list[tuple[Node, _Side, float]] = []
    top = 0.0
    surplus = 0
    for key, band in _bands(episodes, others, episodes_of).items():
        left = (len(band) + (surplus <= 0)) // 2
        surplus += 2 * left - len(band)
        size = max(_BAND, left, len(band) - left)
        middle = top + size / 2
        rows.append((episodes[key], middle))
        sides: tuple[tuple[_Side, list[Node]], ...] = ((-1, band[:left]), (1, band[left:]))
        for side, column in sides:
            column.sort(key=lambda node: height[node.key])
            first = middle - (len(column) - 1) / 2
            positions.extend((node, side, first + n) for n, node in enumerate(column))
        top += size + _SPACE
    return _Layout(
        rows=max(top - _SPACE, 0.0),
        episodes=tuple(rows),
        others=tuple(positions),
        lines=tuple((key, node.key) for node in others for key in episodes_of[node.key]),
    )


def _bands(
    episodes: Mapping[str, Node], others: list[Node], episodes_of: Mapping[str, Mapping[str, None]]
) -> dict[str, list[Node]]:
    """Return the nodes beside each episode; of its episodes, a node is beside the least crowded."""
    homes: dict[str, str] = {}
    counts = dict.fromkeys(episodes, 0)
    for node in sorted(others, key=lambda node: len(episodes_of[node.key])):
        home = min(episodes_of[node.key], key=counts.__getitem__)
        counts[home] += 1
        homes[node.key] = home
    bands: dict[str, list[Node]] = {key: [] for key in episodes}
    for node in others:
        bands[homes[node.key]].append(node)
    return bands


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
    """Return how many episodes are how long, and how many have no running time."""
    known = words(tag)
    found = [e.duration.total_seconds() / 60 for e in episodes if e.duration is not None]
    counts = [
        (known["minutes"].format(write_number(first, tag), write_number(end, tag)), number)
        for first, end, number in _count_minutes(found)
    ]
    if len(found) < len(episodes):
        counts.append((known["unknown_duration"], len(episodes) - len(found)))
    return [_Bar(label, number, write_number(number, tag)) for label, number in counts]


def _count_minutes(minutes: Iterable[float]) -> list[tuple[int, int, int]]:
    """Return ``(start, end, count)`` for each bin, in minutes; the end is exclusive.

    A bin is 1, 2, 5, 10, 20, 50 … minutes wide. Bins between others are there even if empty.

    >>> _count_minutes([3, 4.5, 6])
    [(3, 4, 1), (4, 5, 1), (5, 6, 0), (6, 7, 1)]
    >>> _count_minutes([3, 98])[-1], _count_minutes([])
    ((95, 100, 1), [])
    """
    known = tuple(minutes)
    if not known:
        return []
    width = 1
    while max(known) // width - min(known) // width >= _BINS:
        width = width * 5 // 2 if str(width).startswith("2") else width * 2
    found = Counter(int(each // width) for each in known)
    bins = range(min(found), max(found) + 1)
    return [(n * width, (n + 1) * width, found[n]) for n in bins]


@attrs.frozen(kw_only=True)
class _ThemeRow:
    """A theme, and the positions of the episodes that have it.

    Attributes:
        theme: the theme.
        columns: the positions of its episodes, in their order.
        first: whether a group of themes begins with it.
    """

    theme: Theme
    columns: tuple[int, ...]
    first: bool


def _outline_themes(episodes: Sequence[Episode], most: int | None = None) -> list[_ThemeRow]:
    """Return the themes of episodes, grouped by their broadest theme.

    Groups and the themes in them are sorted by the position of their episodes, so that the marks
    run from top left to bottom right. A group begins with the broadest theme, even if no episode
    has that itself.

    Args:
        episodes: the episodes.
        most: how many themes to return, those of the most episodes; all if omitted.

    >>> from .packaged.bundled import by_theme
    >>> rows = _outline_themes(by_theme("art"))
    >>> [(row.theme.id, row.first) for row in rows][:3]
    [('art', True), ('arts-numeriques', False), ('spectacle-vivant', False)]
    """
    columns: dict[Theme, list[int]] = {}
    for position, episode in enumerate(episodes):
        for theme in episode.themes:
            columns.setdefault(theme, []).append(position)
    if most is not None:
        frequent = sorted(columns, key=lambda theme: -len(columns[theme]))
        columns = {theme: columns[theme] for theme in frequent[:most]}
    groups: dict[Theme, list[Theme]] = {}
    for theme in columns:
        groups.setdefault(_broadest(theme), []).append(theme)

    def middle(root: Theme) -> float:
        return median(position for theme in groups[root] for position in columns[theme])

    rows: list[_ThemeRow] = []
    for root in sorted(groups, key=middle):
        below = sorted(
            (theme for theme in groups[root] if theme != root), key=lambda t: fmean(columns[t])
        )
        rows.extend(
            _ThemeRow(theme=theme, columns=tuple(columns.get(theme, ())), first=theme == root)
            for theme in (root, *below)
        )
    return rows


def _broadest(theme: Theme) -> Theme:
    while theme.broader is not None:
        theme = theme.broader
    return theme


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
