"""Three charts for a slide, of a catalogue, a selection of episodes or one episode.

They need the extra ``plots``; ``matplotlib`` is imported on use. The title of a chart says what
the chart shows of these episodes; what the title names stands out from the rest. The same object
always gives the same chart. Each function draws into the ``Axes`` that it is given, and keeps its
labels inside them, or else creates a figure of 16 to 9 with ``pyplot``.

A colour stands for a kind of record, in all charts: blue for people, orange for organisations,
green for themes, grey for episodes. They are from the palette of Okabe and Ito, which colour-blind
people can distinguish, and kinds differ in shape too. Text and backgrounds have the colours of
matplotlib's style, which may be a dark one.

Import the module by ``from techforgood_podcast import plots``, or use it as ``tfg.plots``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from ._runtime import OnUse
from .catalogue.exportable import Exportable, catalogue_of
from .errors import MissingExtraError
from .models import Episode, Organisation
from .models.durations import format_duration
from .text.writing import shorten, typeset, words, write_number
from .writers.format import Nodes, check_nodes, choose_language
from .writers.text.phrases import Phrases, add_after_dash

if TYPE_CHECKING:
    from matplotlib import axes as mpl

    from .catalogue.catalogue import Catalogue
    from .catalogue.episodes import Episodes
    from .models import Theme
else:
    mpl = OnUse("matplotlib.axes")

__all__ = ["durations", "network", "themes"]

_BLUE, _ORANGE, _GREEN, _GREY = "#0072B2", "#D55E00", "#009E73", "#808080"
# The most episodes drawn one by one, guests (unless all are asked for), themes, and bins.
_EPISODES, _GUESTS, _THEMES, _BINS = 22, 24, 20, 20
# How strongly what the title does not name is drawn, and what is written above a chart.
_FAINT, _MUTED = 0.45, 0.75
# Size of a new figure in inches, and the largest font size of labels and titles in points.
_FIGURE, _SIZE, _TITLE = (9.6, 5.4), 11.0, 16.0
# Axes with a title; their width, their height, where the chart begins below the title, and the size
# of its letters, in points.
_Slide: TypeAlias = tuple[Any, float, float, float, float]
# Average width of a character, and of a bold one, as a fraction of the font size.
_CHARACTER_WIDTH, _BOLD_WIDTH = 0.56, 0.66


def network(
    obj: Exportable,
    *,
    ax: mpl.Axes | None = None,
    language: str | None = None,
    nodes: Nodes | None = None,
) -> mpl.Axes:
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
    'Karine Gentelet comes back most: in 2 episodes of 9'
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    chosen = check_nodes(nodes)
    guests = sorted(_find_guests(catalogue, Phrases(tag)), key=lambda guest: -len(guest.episodes))
    drawn = [guest for guest in guests if len(guest.episodes) > 1]
    shared = chosen == "shared" or (chosen is None and bool(drawn))
    drawn = (drawn if shared else guests)[: None if chosen == "all" else _GUESTS]
    counts = Counter(episode for guest in drawn for episode in guest.episodes)
    kept = {episode for episode, _ in counts.most_common(_EPISODES)}
    names = {guest: typeset(guest.name, tag) for guest in drawn if kept & guest.episodes.keys()}
    titles = {episode: _title(episode) for episode in catalogue.episodes if episode in kept}
    bodies = {body: typeset(body.name, tag) for guest in names for body in guest.bodies}
    title = _tell_guests(guests, len(catalogue.episodes), tag, shared=shared)
    below = _say(tag, "network", len(names), len(guests))
    slide = _open(ax, catalogue, title, below, max(len(titles), len(names), len(bodies)))
    axes, width, height, *_ = slide
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    left = _draw_column(slide, _say(tag, "episodes"), titles, ("D", _GREY, 0.36, -0.36))
    middle = _draw_column(slide, _say(tag, "several_guests"), names, ("o", _BLUE, 0.46, 0.24))
    right = _draw_column(slide, _say(tag, "organisations"), bodies, ("s", _ORANGE, 0.75, 0.25))
    for guest, (start, end, y) in middle.items():
        alpha = 1.0 if len(guest.episodes) == len(guests[0].episodes) else _FAINT
        for episode in [episode for episode in guest.episodes if episode in kept]:
            _join(axes, left[episode][1:], (start, y), color=_BLUE, alpha=alpha)
        for body in guest.bodies:
            _join(axes, (end, y), right[body][::2], color=_ORANGE, alpha=alpha)
    return cast("mpl.Axes", axes)


def durations(
    obj: Exportable, *, ax: mpl.Axes | None = None, language: str | None = None
) -> mpl.Axes:
    """Draw the running time of each episode as a bar; unknown ones are labelled as such.

    The axis is in minutes. Of more than 22 episodes, bars show how many are how long, and the axis
    counts episodes. Arguments and errors are those of :func:`network`.

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
    many = len(catalogue.episodes) > _EPISODES
    bars = (_count_by_length if many else _list_lengths)(catalogue.episodes, tag)
    title, below = _tell_durations(catalogue.episodes, tag), _say(tag, "durations")
    slide = _open(ax, catalogue, title, below, len(bars))
    axes, *_, size = slide
    lengths = [length for _, length, _ in bars if length is not None]
    longest = max([1.0, *lengths])
    room = _draw_rows(slide, [label for label, *_ in bars], longest, 2 * size)
    ticks = range(0, int(longest) + 1, _round_up(longest * size * 6 / room))
    axes.vlines(ticks, -0.5, len(bars) - 0.5, color=_GREY, lw=0.5, alpha=_FAINT, zorder=0)
    for row, (_, length, text) in enumerate(bars):
        if length is not None:
            alpha = 1.0 if many or length in {min(lengths), max(lengths)} else _FAINT
            axes.barh(row, length, height=0.7, color=_GREY, alpha=alpha)
        _write(axes, text, (length or 0, row), size / 2, size=size)
    *numbers, last = (write_number(tick, tag) for tick in ticks)
    last = f"{last} {_say(tag, 'episodes' if many else 'minute')}"
    axes.set_xticks(ticks, [*numbers, last], size=size)
    axes.tick_params("x", length=0, pad=-1.5 * size)
    return cast("mpl.Axes", axes)


def themes(obj: Exportable, *, ax: mpl.Axes | None = None, language: str | None = None) -> mpl.Axes:
    """Draw which themes tie which episodes, those of most episodes first.

    At most 20 themes are drawn, of two or more episodes each; if no two episodes share a theme,
    the first 20 of all. Arguments and errors are those of :func:`network`.

    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast import plots
    >>> axes = plots.themes(tfg.by_theme("emploi"), language="en")
    >>> axes.get_title()
    '“Training” ties the most episodes: 3 of 4'
    >>> [label.get_text() for label in axes.get_xticklabels()]
    ['S1E2', 'S1E3', 'S1E5', 'S1E7']
    """
    catalogue = catalogue_of(obj)
    tag = choose_language(catalogue, language)
    codes = [shorten(episode.code, 12) for episode in catalogue.episodes]
    columns: dict[Theme, list[int]] = {}
    for column, episode in enumerate(catalogue.episodes):
        for theme in episode.themes:
            columns.setdefault(theme, []).append(column)
    ordered = sorted(columns, key=lambda theme: -len(columns[theme]))
    rows = ([theme for theme in ordered if len(columns[theme]) > 1] or ordered)[:_THEMES]
    most = len(columns[ordered[0]]) if ordered else 0
    top = [theme for theme in ordered if len(columns[theme]) == most]
    title = _tell_themes(Phrases(tag).label_themes(top), most, codes, tag)
    below = _say(tag, "themes_by_episode", len(rows), len(columns))
    slide = _open(ax, catalogue, title, below, len(rows) + 3)
    axes, width, *_, size = slide
    # Codes are upright where they would touch one another, and some are left out if they still do.
    gaps, letters = max(len(codes) - 1, 1), max(map(len, codes), default=1) * _BOLD_WIDTH
    fitting = width / 2 / gaps / letters
    turn, header = (0, 2 * size) if fitting > 0.7 * size else (90, (letters + 1) * size)
    labels = [typeset(label, tag) for label in Phrases(tag).label_themes(rows)]
    column_width = _draw_rows(slide, labels, gaps, header) / gaps
    look = {"color": _GREEN, "lw": size / 8, "ms": min(size * 0.8, max(column_width, size / 4))}
    for row, theme in enumerate(rows):
        alpha = 1.0 if theme in top else _FAINT
        axes.plot(columns[theme], [row] * len(columns[theme]), "o-", alpha=alpha, **look)
    step, code_size = (ceil(size * 1.3 / column_width), size) if turn else (1, min(size, fitting))
    axes.set_xticks(range(0, len(codes), step), codes[::step], size=code_size, parse_math=False)
    axes.tick_params("x", length=0, pad=size * 0.5 - header, rotation=turn)
    return cast("mpl.Axes", axes)


@attrs.frozen(eq=False)
class _Guest:
    """A guest, or a group of guests, with their episodes and organisations."""

    name: str
    is_group: bool
    episodes: dict[Episode, None] = attrs.field(factory=dict[Episode, None])
    bodies: dict[Organisation, None] = attrs.field(factory=dict[Organisation, None])


def _find_guests(catalogue: Catalogue, phrases: Phrases) -> list[_Guest]:
    found: dict[object, _Guest] = {}
    for episode in catalogue.episodes:
        for place, credit in enumerate(episode.guests):
            person, group = credit.person, phrases.say(credit.group) or ""
            name, key = (person.name, person.id) if person else (group, (episode.id, place))
            guest = found.setdefault(key, _Guest(name, person is None))
            guest.episodes[episode] = None
            bodies = (*credit.organisations, *(person.organisations if person else ()))
            guest.bodies.update(dict.fromkeys(bodies))
    return list(found.values())


def _tell_guests(guests: list[_Guest], total: int, tag: str, *, shared: bool) -> str:
    """Return what the episodes show of their guests, given those of most episodes first."""
    most = len(guests[0].episodes) if guests else 0
    if most > 1:
        if [len(guest.episodes) for guest in guests].count(most) == 1:
            return _say(tag, "guest_returns", guests[0].name, most, total)
        return _say(tag, "guests_return", sum(len(g.episodes) > 1 for g in guests), most)
    counts = Counter(body for guest in guests for body in guest.bodies)
    if shared or not counts:
        none = "guests_from_nowhere" if guests else "no_guests"
        return _say(tag, "nobody_returns" if shared else none)
    (first, sent), *others = counts.most_common()
    if others and others[0][1] == sent:
        return _say(tag, "guests_come", len(counts), sent)
    return _say(tag, "guests_come_most", first.name, sent, len(guests))


def _tell_themes(top: Sequence[str], most: int, codes: Sequence[str], tag: str) -> str:
    """Return what the episodes show of their themes, given those of the most episodes."""
    if most > 1 and len(top) == 1:
        return _say(tag, "theme_ties", _say(tag, "quoted", top[0]), most, len(codes))
    if most > 1:
        return _say(tag, "themes_tie", len(top), most, len(codes))
    if top and len(codes) == 1:
        return _say(tag, "themes_of", codes[0], len(top))
    return _say(tag, "no_theme_ties" if top else "no_themes")


def _tell_durations(episodes: Episodes, tag: str) -> str:
    """Return how long a typical episode is, the shortest and the longest."""
    timed = [(e.duration, e.code) for e in episodes if e.duration is not None]
    if not timed:
        return _say(tag, "no_durations")
    (least, shortest), (most, longest) = min(timed), max(timed)
    ends = (format_duration(least), shortest, format_duration(most), longest)
    if least == most:
        return _say(tag, "all_last" if len(timed) > 1 else "lasts", *ends)
    typical = median(length.total_seconds() for length, _ in timed) / 60
    return _say(tag, "typically_lasts", round(typical), *ends)


def _say(tag: str, word: str, *values: str | int) -> str:
    """Return a phrase of a language with names and numbers in it."""
    written = (
        write_number(each, tag) if isinstance(each, int) else shorten(each, 60) for each in values
    )
    return typeset(words(tag)[word].format(*written), tag)


def _title(episode: Episode) -> str:
    return typeset(add_after_dash(episode.code, episode.title), episode.show.language)


def _list_lengths(episodes: Episodes, tag: str) -> list[tuple[str, float | None, str]]:
    """Return the title of each episode, its running time in minutes, and that as text."""
    bars: list[tuple[str, float | None, str]] = []
    for episode in episodes:
        length, label = episode.duration, _title(episode)
        text = _say(tag, "unknown_duration") if length is None else format_duration(length)
        bars.append((label, None if length is None else length.total_seconds() / 60, text))
    return bars


def _count_by_length(episodes: Episodes, tag: str) -> list[tuple[str, int, str]]:
    """Return spans of minutes, and how many episodes are so long, or of unknown length.

    A span is of 1, 2, 5, 10, 20, 50 … minutes; its end is exclusive.
    """
    counted: dict[str, int] = {}
    minutes = [e.duration.total_seconds() / 60 for e in episodes if e.duration is not None]
    if minutes:
        width = _round_up((max(minutes) - min(minutes)) / _BINS)
        counts = Counter(int(each // width) for each in minutes)
        for span in range(min(counts), max(counts) + 1):
            counted[_say(tag, "minutes", span * width, (span + 1) * width)] = counts[span]
    if len(minutes) < len(episodes):
        counted[_say(tag, "unknown_duration")] = len(episodes) - len(minutes)
    return [(label, number, write_number(number, tag)) for label, number in counted.items()]


def _round_up(least: float) -> int:
    """Return the first of 1, 2, 5, 10, 20, 50 … that is not less.

    >>> _round_up(0.2), _round_up(4.8), _round_up(22.3)
    (1, 5, 50)
    """
    step = 1
    while step < least:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _open(ax: mpl.Axes | None, catalogue: Catalogue, title: str, below: str, rows: int) -> _Slide:
    """Give axes, or those of a new figure, a title, and below it what is drawn of which show.

    The font size lets the chart have so many rows of labels, and two more.
    """
    axes: Any = ax
    if ax is None:
        try:
            pyplot: Any = import_module("matplotlib.pyplot")
        except ImportError as error:
            raise MissingExtraError("plots", "plots") from error
        figure, axes = pyplot.subplots(figsize=_FIGURE)
        figure.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.9)
    width, height = map(float, axes.get_window_extent().size * 72 / axes.figure.dpi)
    large = min(_TITLE, width / len(title) / _BOLD_WIDTH)
    axes.set_title(title, x=0, y=1, ha="left", size=large, weight="bold", parse_math=False)
    line = add_after_dash(shorten(catalogue.show.title, 60), below)
    small = min(_SIZE, width / len(line) / _CHARACTER_WIDTH, height / 12)
    _write(axes, line, (0, 1), 0, xycoords="axes fraction", va="top", size=small, alpha=_MUTED)
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    size = min(_SIZE, (height - 2 * small) / (rows + 2) * 0.72, width / 46)
    return axes, width, height, 2 * small, size


def _draw_rows(slide: _Slide, labels: Sequence[str], end: float, below: float) -> float:
    """Label rows, and fit an axis from zero to an end between them and the right.

    Args:
        slide: where to draw.
        labels: the label of each row, from top to bottom.
        end: the last position on the axis.
        below: how much is left free below, in points.

    Returns:
        The length of the axis, in points.
    """
    axes, width, height, top, size = slide
    names = [shorten(label, _letters(width * 0.42, size)) for label in labels]
    for place, name in enumerate(names):
        _write(axes, name, (0, place), -size, size=size)
    left = (max(map(len, names), default=0) * _CHARACTER_WIDTH + 1) * size
    room = max(width - left - 5 * size, 1.0)
    rows, unit = max(len(names), 1), end / room
    row = rows / max(height - top - below, 1.0)
    axes.set_xlim(-left * unit, end + 5 * size * unit)
    axes.set_ylim(rows - 0.5 + below * row, -0.5 - top * row)
    return room


def _draw_column(
    slide: _Slide, heading: str, names: Mapping[Any, str], look: tuple[str, str, float, float]
) -> dict[Any, tuple[float, float, float]]:
    """Draw names below their heading; return where lines reach and leave each, and its height.

    Args:
        slide: where to draw.
        heading: the heading.
        names: the name of each record.
        look: the marker, its colour, its place, and the room to its right or, if negative, to its
            left; the last two are fractions of the width.
    """
    axes, width, height, top, size = slide
    marker, colour, at, room = look
    x, shift = at * width, size * (-0.8 if room < 0 else 0.8)
    step = (height - top - 2 * size) / max(len(names), 1)
    spots: dict[Any, tuple[float, float, float]] = {}
    for row, (entry, name) in enumerate(names.items()):
        y = top + 2 * size + (row + 0.5) * step
        label = shorten(name, _letters(abs(room) * width - 1.5 * size, size))
        fill = "none" if isinstance(entry, _Guest) and entry.is_group else "full"
        axes.plot([x], [y], marker, ms=size * 0.55, color=colour, fillstyle=fill)
        _write(axes, label, (x, y), shift, size=size)
        end = x if room < 0 else x + (len(label) * _CHARACTER_WIDTH + 1.5) * size
        spots[entry] = (x, end, y)
    _write(axes, heading if names else "", (x, top + size), shift, size=size, alpha=_MUTED)
    return spots


def _write(axes: Any, text: str, where: tuple[float, float], shift: float, **look: Any) -> None:
    """Write a text to the right of a point, or to the left of it if the shift is negative."""
    look = {"va": "center", "ha": "right" if shift < 0 else "left", "parse_math": False} | look
    axes.annotate(text, where, xytext=(shift, 0), textcoords="offset points", **look)


def _letters(width: float, size: float) -> int:
    """Return how many letters of a font size fit a width, at least one."""
    return max(int(width / size / _CHARACTER_WIDTH), 1)


def _join(axes: Any, start: Sequence[float], end: Sequence[float], **look: Any) -> None:
    """Draw a curve with horizontal ends."""
    (x, y), (far, low) = start, end
    parts = [step / 20 for step in range(21)]
    heights = [y + (low - y) * part * part * (3 - 2 * part) for part in parts]
    axes.plot([x + (far - x) * part for part in parts], heights, lw=1.4, zorder=1, **look)
