"""Three charts for a slide, of a catalogue, a selection of episodes or one episode.

They need the extra ``plots``; ``matplotlib`` is imported on use. The title of a chart says what
the chart shows of these episodes, and what the title names is drawn stronger than the rest. The
same object always gives the same chart. Each function draws into the ``Axes`` that it is given,
and keeps its labels inside them, or else creates a figure of 16 to 9 with ``pyplot``.

A colour stands for a kind of entry, in all charts: blue for people, orange for organisations,
green for themes, grey for episodes. They are from the palette of Okabe and Ito, which colour-blind
people can distinguish, and kinds differ in shape too. Text and backgrounds have the colours of
matplotlib's style, which may be a dark one.

Import the module by ``from techforgood_podcast import plots``, or use it as ``tfg.plots``.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast

import attrs

from .catalogue.exportable import catalogue_of
from .errors import MissingExtraError
from .models.durations import format_duration
from .text.writing import capitalize_first, shorten, words, write_number
from .writers.format import check_nodes, choose_language
from .writers.text.phrases import add_after_dash, add_brackets, in_language, label_themes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

    from .catalogue.catalogue import Catalogue
    from .catalogue.exportable import Exportable
    from .models import Episode, Organisation, Theme

_Entry = TypeVar("_Entry")

__all__ = ["durations", "network", "themes"]

_BLUE, _ORANGE, _GREEN, _GREY = "#0072B2", "#D55E00", "#009E73", "#808080"
# The most episodes drawn one by one, guests (unless all are asked for), themes, and bins.
_EPISODES, _GUESTS, _THEMES, _BINS = 22, 24, 20, 20
# How strongly what the title does not name is drawn.
_FAINT = 0.45
# Size of a new figure in inches, and the largest font size of labels and titles in points.
_FIGURE, _SIZE, _TITLE = (9.6, 5.4), 11.0, 16.0
# Marker, colour, place and room of each column of a network, as fractions of the width.
_COLUMNS = {
    "episode": ("D", _GREY, 0.36, 0.36),
    "guest": ("o", _BLUE, 0.46, 0.24),
    "organisation": ("s", _ORANGE, 0.76, 0.24),
}
# Average width of a character, and of a bold one, as a fraction of the font size.
_CHARACTER_WIDTH, _BOLD_WIDTH = 0.58, 0.68


def network(
    obj: Exportable,
    *,
    ax: Axes | None = None,
    language: str | None = None,
    nodes: Literal["all", "shared"] | None = None,
) -> Axes:
    """Draw which guests of which episodes come from which organisations.

    Three columns: episodes, their guests, and the organisations that these speak for. Labels
    shrink to fit the ``Axes``. Of more than 22 episodes, those with most of these guests are drawn.

    Args:
        obj: a catalogue, a selection of episodes, or one episode.
        ax: where to draw; by default, in a new figure.
        language: the language of names and words, such as ``"en"``; that of the show by default.
        nodes: ``"shared"`` draws the guests of two or more episodes, ``"all"`` every guest; the
            default is ``"shared"``, or, if nobody comes back, at most 24 of all.

    Raises:
        MissingExtraError: matplotlib is not installed.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``nodes`` is neither of these.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> plots.network(tfg.load_catalogue(), language="en").get_title()
    'Karine Gentelet comes back most: in 2 of 9 episodes'
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    chosen = check_nodes(nodes)
    guests = _find_guests(catalogue, tag)
    drawn = [guest for guest in guests if len(guest.episodes) > 1]
    shared = chosen == "shared" or (chosen is None and bool(drawn))
    if not shared:
        drawn = guests
    if chosen != "all":
        drawn = _most(drawn, _GUESTS, lambda guest: len(guest.episodes))
    counts = Counter(episode for guest in drawn for episode in guest.episodes)
    present = [episode for episode in catalogue.episodes if counts[episode]]
    episodes = _most(present, _EPISODES, counts.__getitem__)
    drawn = [guest for guest in drawn if not {*episodes}.isdisjoint(guest.episodes)]
    bodies = dict.fromkeys(body for guest in drawn for body in guest.bodies)
    title, named = _tell_guests(guests, len(catalogue.episodes), tag, shared=shared)
    part = ("guests_out_of", len(drawn), len(guests))
    slide = _open(ax, catalogue, tag, (title, "network"), part)
    slide.axes.set(xlim=(0, slide.width), ylim=(slide.height, 0))
    slide.axes.set_axis_off()
    size = slide.font_size(max(len(episodes), len(drawn), len(bodies)))
    titles = {episode: add_after_dash(episode.code, episode.title) for episode in episodes}
    people = {guest: guest.name for guest in drawn}
    names = {body: body.name for body in bodies}
    known = words(tag)
    left = _draw_column(slide, size, "episode", known["episodes"], titles)
    middle = _draw_column(slide, size, "guest", known["several_guests"], people)
    right = _draw_column(slide, size, "organisation", known["organisations"], names)
    for guest, (start, end, y) in middle.items():
        strength = 1.0 if guest in named or not named else _FAINT
        for episode in guest.episodes:
            if episode in left:
                _join(slide.axes, left[episode][1:], (start, y), _BLUE, strength)
        for body in guest.bodies:
            _join(slide.axes, (end, y), right[body][::2], _ORANGE, strength)
    return cast("Axes", slide.axes)


def durations(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw the running time of each episode as a bar; unknown ones are labelled as such.

    The axis is in minutes, and a dashed line is the median. Of more than 22 episodes, bars show how
    many are how long, and the axis counts episodes. Arguments and errors are those of
    :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.durations(tfg.by_theme("emploi"), language="en")
    >>> axes.get_title()
    'A typical episode lasts 34 min: from 27:26 (S1E7) to 34:03 (S1E2)'
    >>> [round(bar.get_width()) for bar in axes.patches]
    [34, 34, 27]
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    episodes = tuple(catalogue.episodes)
    many = len(episodes) > _EPISODES
    title, named, typical = _tell_durations(episodes, tag)
    slide = _open(ax, catalogue, tag, (title, "durations"))
    axes = slide.axes
    bars = _count_bars(episodes, typical, tag) if many else _time_bars(episodes, named, tag)
    size = slide.font_size(len(bars))
    longest = max([1.0, *(bar.length or 0.0 for bar in bars)])
    room = _draw_rows(slide, size, [bar.label for bar in bars], (0, longest), (5 * size, 2 * size))
    step = _round_up(longest * size * 8 / room)
    ticks = range(0, int(longest) + 1, step)
    axes.vlines(ticks, -0.5, len(bars) - 0.5, color=_GREY, lw=0.5, alpha=_FAINT, zorder=0)
    for row, bar in enumerate(bars):
        style = "italic" if bar.length is None else "normal"
        if bar.length is not None:
            strength = 1.0 if bar.is_named else _FAINT
            axes.barh(row, bar.length, height=0.7, color=_GREY, alpha=strength)
        _write(axes, bar.text, (bar.length or 0, row), size / 2, size=size, style=style)
    if typical is not None and not many:
        axes.vlines(typical, -0.5, len(bars) - 0.5, color=_GREY, ls="--", lw=1.2)
    unit = words(tag)["episodes" if many else "minute"]
    numbers = [write_number(tick, tag) for tick in ticks]
    axes.set_xticks(ticks, [*numbers[:-1], f"{numbers[-1]} {unit}"], size=size * 0.9)
    axes.tick_params("x", length=0, pad=-1.5 * size)
    return cast("Axes", axes)


def themes(obj: Exportable, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Draw which themes tie which episodes, those of most episodes first.

    At most 20 themes are drawn, of two or more episodes each; if no two episodes share a theme,
    any 20. Arguments and errors are those of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.themes(tfg.by_theme("emploi"), language="en")
    >>> [label.get_text() for label in axes.get_xticklabels()]
    ['S1E2', 'S1E3', 'S1E5', 'S1E7']
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    codes = [shorten(episode.code, 12) for episode in catalogue.episodes]
    columns: dict[Theme, list[int]] = {}
    for position, episode in enumerate(catalogue.episodes):
        for theme in episode.themes:
            columns.setdefault(theme, []).append(position)
    shared = [theme for theme, at in columns.items() if len(at) > 1] or [*columns]
    rows = sorted(shared, key=lambda theme: (-len(columns[theme]), columns[theme]))[:_THEMES]
    most = max((len(at) for at in columns.values()), default=0)
    top = label_themes((theme for theme, at in columns.items() if len(at) == most), tag)
    title = _tell_themes(top, most, codes, tag)
    part = ("themes_out_of", len(rows), len(columns))
    slide = _open(ax, catalogue, tag, (title, "themes_by_episode"), part)
    axes, count, widest = slide.axes, max(len(codes), 1), max(map(len, codes), default=1)
    size = slide.font_size(len(rows) + 2)
    # Codes are upright where they would touch one another, and some are left out if they still do.
    level = widest * size < slide.width / 2 / count
    header = size * (1 if level else widest * _BOLD_WIDTH) + size
    names = label_themes(rows, tag)
    column = _draw_rows(slide, size, names, (-0.5, count - 0.5), (0, header)) / count
    mark = {"marker": "|", "mew": column * 0.7} if column < size else {"marker": "o"}
    for row, theme in enumerate(rows):
        at = columns[theme]
        look = {"color": _GREEN, "alpha": 1.0 if len(at) == most else _FAINT}
        axes.plot(at, [row] * len(at), ls="", ms=size * 0.8, **mark, **look)
        axes.hlines(row, at[0], at[-1], lw=size / 8, **look)
    step = 1 if level else ceil(size * 1.3 / column)
    axes.set_xticks(range(0, len(codes), step), codes[::step], size=size, parse_math=False)
    axes.tick_params("x", length=0, pad=size * 0.5 - header, rotation=0 if level else 90)
    return cast("Axes", axes)


@attrs.frozen(eq=False)
class _Guest:
    """A guest, or a group of guests, with their episodes and organisations."""

    name: str
    is_group: bool
    episodes: dict[Episode, None] = attrs.field(factory=dict)
    bodies: dict[Organisation, None] = attrs.field(factory=dict)


def _find_guests(catalogue: Catalogue, tag: str) -> list[_Guest]:
    found: dict[object, _Guest] = {}
    for episode in catalogue.episodes:
        for position, credit in enumerate(episode.guests):
            person, bodies = credit.person, credit.organisations
            if person is None:
                name = in_language(credit.group, tag) or ""
                guest = found[episode.id, position] = _Guest(name, is_group=True)
            else:
                guest = found.setdefault(person.id, _Guest(person.name, is_group=False))
                bodies = (*bodies, *person.organisations)
            guest.episodes[episode] = None
            guest.bodies.update(dict.fromkeys(bodies))
    return list(found.values())


def _most(entries: list[_Entry], most: int, count: Callable[[_Entry], int]) -> list[_Entry]:
    """Return so many entries, those that count most, in their order."""
    places = sorted(range(len(entries)), key=lambda place: -count(entries[place]))
    return [entries[place] for place in sorted(places[:most])]


def _tell_guests(
    guests: list[_Guest], total: int, tag: str, *, shared: bool
) -> tuple[str, list[_Guest]]:
    """Return what the episodes show of their guests, and the guests that this is about."""
    known = words(tag)
    most = max((len(guest.episodes) for guest in guests), default=0)
    top = [guest for guest in guests if len(guest.episodes) == most]
    if most > 1 and len(top) == 1:
        return known["guest_returns"].format(top[0].name, most, total), top
    if most > 1:
        returning = sum(len(guest.episodes) > 1 for guest in guests)
        return known["guests_return"].format(returning, most), top
    counts = Counter(body for guest in guests for body in guest.bodies)
    if shared or not counts:
        none = "nobody_returns" if shared else "guests_from_nowhere" if guests else "no_guests"
        return known[none], []
    first, sent = counts.most_common(1)[0]
    if [*counts.values()].count(sent) > 1:
        return known["guests_come"].format(len(counts), sent), []
    top = [guest for guest in guests if first in guest.bodies]
    return known["guests_come_most"].format(first.name, sent, len(guests)), top


def _tell_themes(top: Sequence[str], most: int, codes: list[str], tag: str) -> str:
    """Return what the episodes show of their themes, given those of the most episodes."""
    known = words(tag)
    if most > 1 and len(top) == 1:
        return known["theme_ties"].format(known["quoted"].format(top[0]), most, len(codes))
    if most > 1:
        return known["themes_tie"].format(len(top), most, len(codes))
    if top and len(codes) == 1:
        return known["themes_of"].format(codes[0], len(top))
    return known["no_theme_ties" if top else "no_themes"]


def _tell_durations(
    episodes: Sequence[Episode], tag: str
) -> tuple[str, list[Episode], float | None]:
    """Return what running times show, the episodes that this is about, and the median in minutes."""
    known = words(tag)
    timed = [(e.duration, -place, e) for place, e in enumerate(episodes) if e.duration is not None]
    if not timed:
        return known["no_durations"], [], None
    (least, _, shortest), (most, _, longest) = min(timed), max(timed)
    typical = median(duration.total_seconds() for duration, *_ in timed) / 60
    first, last = format_duration(least), format_duration(most)
    if least == most:
        sentence = "all_last" if len(timed) > 1 else "lasts"
        return known[sentence].format(first, shortest.code), [], typical
    numbers = (write_number(round(typical), tag), first, shortest.code, last, longest.code)
    return known["typically_lasts"].format(*numbers), [shortest, longest], typical


class _Bar(NamedTuple):
    """A bar of a length, if it is known, with a label before it and a text after it."""

    label: str
    length: float | None
    text: str
    is_named: bool


def _time_bars(episodes: Sequence[Episode], named: list[Episode], tag: str) -> list[_Bar]:
    bars: list[_Bar] = []
    for episode in episodes:
        label, time = add_after_dash(episode.code, episode.title), episode.duration
        length = None if time is None else time.total_seconds() / 60
        text = words(tag)["unknown_duration"] if time is None else format_duration(time)
        bars.append(_Bar(label, length, text, episode in named or not named))
    return bars


def _count_bars(episodes: Sequence[Episode], typical: float | None, tag: str) -> list[_Bar]:
    """Return how many episodes are how long, and how many have no running time.

    A bar stands for 1, 2, 5, 10, 20, 50 … minutes; its end is exclusive.
    """
    minutes = [e.duration.total_seconds() / 60 for e in episodes if e.duration is not None]
    bars: list[_Bar] = []
    if typical is not None:
        width = _round_up((max(minutes) - min(minutes)) / _BINS)
        counts = Counter(int(each // width) for each in minutes)
        for n in range(min(counts), max(counts) + 1):
            ends = (write_number(n * width, tag), write_number((n + 1) * width, tag))
            label, text = words(tag)["minutes"].format(*ends), write_number(counts[n], tag)
            bars.append(_Bar(label, counts[n], text, n == typical // width))
    unknown = len(episodes) - len(minutes)
    if unknown:
        text = write_number(unknown, tag)
        bars.append(_Bar(words(tag)["unknown_duration"], unknown, text, is_named=False))
    return bars


def _round_up(least: float) -> int:
    """Return the first of 1, 2, 5, 10, 20, 50 … that is not less.

    >>> _round_up(0.2), _round_up(4.8), _round_up(22.3)
    (1, 5, 50)
    """
    step = 1
    while step < least:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


class _Slide(NamedTuple):
    """Axes with a title, and their size in points; ``top`` is where the chart begins."""

    axes: Any
    width: float
    height: float
    top: float

    def font_size(self, rows: int) -> float:
        """Return the font size of so many rows, and two more."""
        return min(_SIZE, (self.height - self.top) / (rows + 2) * 0.72, self.width / 46)


def _import_matplotlib(name: str) -> Any:
    try:
        return import_module(f"matplotlib.{name}")
    except ImportError as error:
        raise MissingExtraError("plots", "plots") from error


def _open(
    ax: Axes | None,
    catalogue: Catalogue,
    tag: str,
    titles: tuple[str, str],
    part: tuple[str, int, int] = ("", 0, 0),
) -> _Slide:
    """Return the axes given, or those of a new figure, with a title and a line that says of what.

    Args:
        ax: the axes, if any are given.
        catalogue: what is drawn.
        tag: the language.
        titles: the title, and the word that names the chart.
        part: a word for "so many of so many", and both numbers.
    """
    axes: Any = ax
    if ax is None:
        figure, axes = _import_matplotlib("pyplot").subplots(figsize=_FIGURE)
        figure.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.9)
    known, box, points = words(tag), axes.get_window_extent(), 72 / axes.figure.dpi
    width, height = float(box.width * points), float(box.height * points)
    title = titles[0] if catalogue.episodes else capitalize_first(known["none"])
    look = {"parse_math": False, "ha": "left"}
    large = min(_TITLE, width / len(title) / _BOLD_WIDTH)
    axes.set_title(title, x=0, y=1, size=large, weight="bold", **look)
    word, drawn, whole = part
    numbers = [write_number(number, tag) for number in (drawn, whole)]
    counted = [known[word].format(*numbers)] if drawn < whole else []
    name = add_brackets(known[titles[1]], counted)
    line = add_after_dash(shorten(catalogue.show.title, 60), name)
    small = min(_SIZE, width / len(line) / _CHARACTER_WIDTH, height / 12)
    where = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "top"}
    axes.annotate(line, (0, 1), xytext=(0, 0), size=small, color=_GREY, **where, **look)
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    return _Slide(axes, width, height, 2 * small)


def _draw_rows(
    slide: _Slide,
    size: float,
    labels: Sequence[str],
    ends: tuple[float, float],
    margins: tuple[float, float],
) -> float:
    """Label rows, and let what is between both ends of the horizontal axis fill the rest.

    Args:
        slide: where to draw.
        size: the font size.
        labels: the label of each row, from top to bottom.
        ends: the first and the last position on the axis.
        margins: how much is left free to the right, and below, in points.

    Returns:
        The width of what is between the ends, in points.
    """
    axes, width, height, top = slide
    names = [shorten(label, _letters(width * 0.42, size)) for label in labels]
    left = (max(map(len, names), default=0) + 1) * size * _CHARACTER_WIDTH
    (start, end), (right, below) = ends, margins
    room = max(width - left - right, 1)
    unit = (end - start) / room
    rows = max(len(names), 1)
    row = rows / max(height - top - below, 1)
    for place, name in enumerate(names):
        _write(axes, name, (start, place), -size / 2, size=size)
    axes.set(
        xlim=(start - left * unit, end + right * unit),
        ylim=(rows - 0.5 + below * row, -0.5 - top * row),
    )
    return room


def _draw_column(
    slide: _Slide, size: float, kind: str, heading: str, names: Mapping[Any, str]
) -> dict[Any, tuple[float, float, float]]:
    """Draw names below their heading; return where lines reach and leave each, and its height."""
    axes, width, height, top = slide
    marker, colour, at, room = _COLUMNS[kind]
    side = -1 if kind == "episode" else 1
    x, shift = at * width, side * size * 0.8
    step = (height - top - 2 * size) / max(len(names), 1)
    spots: dict[Any, tuple[float, float, float]] = {}
    for row, (entry, name) in enumerate(names.items()):
        y = top + 2 * size + (row + 0.5) * step
        label = shorten(name, _letters(room * width - 2 * size, size))
        fill = "none" if isinstance(entry, _Guest) and entry.is_group else "full"
        axes.plot([x], [y], marker, ms=size * 0.55, color=colour, fillstyle=fill)
        _write(axes, label, (x, y), shift, size=size)
        end = (len(label) * _CHARACTER_WIDTH + 1.5) * size if side > 0 else 0
        spots[entry] = (x, x + end, y)
    if names:
        _write(axes, heading, (x, top + size), shift, size=size, color=colour)
    return spots


def _write(axes: Any, text: str, where: tuple[float, float], shift: float, **look: Any) -> None:
    """Write a text to the right of a point, or to the left of it if the shift is negative."""
    offset = {"xytext": (shift, 0), "textcoords": "offset points", "parse_math": False}
    side = "left" if shift > 0 else "right"
    axes.annotate(text, where, ha=side, va="center", **offset, **look)


def _letters(width: float, size: float) -> int:
    """Return how many letters of a font size fit a width, at least one."""
    return max(int(width / size / _CHARACTER_WIDTH), 1)


def _join(
    axes: Any, start: tuple[float, float], end: tuple[float, float], colour: str, strength: float
) -> None:
    """Draw a curve with horizontal ends."""
    (x, y), (other_x, other_y) = start, end
    middle = (x + other_x) / 2
    path = _import_matplotlib("path").Path(
        [(x, y), (middle, y), (middle, other_y), (other_x, other_y)], [1, 4, 4, 4]
    )
    look = {"fc": "none", "ec": colour, "lw": 1.4, "alpha": strength, "zorder": 1}
    axes.add_patch(_import_matplotlib("patches").PathPatch(path, **look))
