"""Pictures: everything is in them, no two labels overlap, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import subprocess
import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any, assert_type

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from techforgood_podcast import plots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

mpl: Any = import_module("matplotlib")  # its types are partial
plt: Any = import_module("matplotlib.pyplot")
PICTURES = (plots.network, plots.durations, plots.themes)
BUNDLED = tfg.load_catalogue()
SELECTION = BUNDLED.by_theme("emploi")
OKABE_ITO = {"#0072b2", "#d55e00", "#009e73"}


@pytest.fixture(autouse=True)
def _off_the_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


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


def svg(ax: Axes) -> bytes:
    file = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "same"}):
        figure_of(ax).savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


OBJECTS: dict[str, Any] = {
    "all": BUNDLED,
    "selection": SELECTION,
    "one": BUNDLED.episode(4),
    "intro": BUNDLED.episode("intro"),
    "none": BUNDLED.episodes.by_season(9),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("picture", PICTURES)
def test_no_two_labels_overlap_and_none_leaves_the_picture(
    picture: Callable[..., Axes], name: str, language: str
) -> None:
    ax = picture(OBJECTS[name], language=language)
    assert written(ax)
    assert overlapping(ax) == []
    assert outside(ax) == []


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("size", [(12.0, 9.0), (7.0, 7.0), (3.5, 8.0)], ids=str)
def test_labels_shrink_where_the_axes_are_small(
    picture: Callable[..., Axes], size: tuple[float, float]
) -> None:
    _, ax = plt.subplots(figsize=size)
    assert picture(BUNDLED, ax=ax) is ax
    assert written(ax)
    assert [pair for pair in overlapping(ax) if ax.get_title() not in pair] == []


def test_overlapping_labels_are_seen_by_the_test() -> None:
    _, ax = plt.subplots()
    ax.text(0.5, 0.5, "one")
    ax.text(0.5, 0.51, "other")
    assert overlapping(ax) == [("one", "other")]
    ax.text(5, 5, "far away")
    assert outside(ax) == ["far away"]


def test_the_network_names_every_guest_organisation_and_theme_of_the_episodes() -> None:
    found = written(plots.network(SELECTION))
    for entities in (SELECTION.guests, SELECTION.organisations, SELECTION.themes):
        assert entities
        for entity in entities:
            name = entity.names[0]
            assert any(name.startswith(text.rstrip("…")) for text in found if len(text) > 2), name
    assert {episode.code for episode in SELECTION} <= {*found}


def test_people_who_only_host_are_not_in_the_network() -> None:
    only = [host.name for host in BUNDLED.hosts if host not in BUNDLED.guests]
    assert only
    assert {*only} & {*written(plots.network(BUNDLED))} == set()


def test_what_differs_in_colour_differs_in_shape_and_filling_too() -> None:
    ax = plots.network(BUNDLED)
    legend: Any = ax.get_legend()
    looks = [
        (line.get_marker(), to_hex(line.get_markeredgecolor()), line.get_markerfacecolor())
        for line in legend.get_lines()
    ]
    assert len(looks) == len({(marker, fill == "none") for marker, _, fill in looks}) == 4
    assert {colour for _, colour, _ in looks} == OKABE_ITO


def test_the_legend_names_only_what_is_there() -> None:
    legend: Any = plots.network(BUNDLED.episode("intro"), language="en").get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["theme"]


def test_running_times_are_drawn_in_minutes_and_written_beside_the_bar() -> None:
    ax = plots.durations(BUNDLED)
    bars: Any = ax.patches
    known = [e.duration for e in BUNDLED.episodes if e.duration is not None]
    assert [bar.get_width() for bar in bars] == [d.total_seconds() / 60 for d in known]
    assert "36:56" in written(ax)
    assert ax.get_xlabel() == "durée en minutes"


def test_an_unknown_duration_is_labelled_and_has_no_bar() -> None:
    episode = BUNDLED.episode(3)
    assert episode.duration is None
    ax = plots.durations(episode, language="en")
    assert list(ax.patches) == []
    assert "unknown" in written(ax)
    assert "00:00" not in written(ax)


def test_a_duration_of_zero_is_not_unknown() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    episode = tfg.Episode(id="one", show=show, season=1, title="Hush", duration=dt.timedelta())
    found = written(plots.durations(episode))
    assert "00:00" in found
    assert "unknown" not in found


def test_every_theme_has_a_mark_for_each_episode_that_carries_it() -> None:
    ax: Any = plots.themes(BUNDLED)
    marks = {
        (ax.get_yticklabels()[row].get_text(), ax.get_xticklabels()[column].get_text())
        for line in ax.lines
        for column, row in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert marks == {(str(t.label), e.code) for e in BUNDLED.episodes for t in e.themes}


def test_the_most_frequent_themes_stand_first() -> None:
    names = [text.get_text() for text in plots.themes(BUNDLED).get_yticklabels()]
    carried = [str(theme.label) for e in BUNDLED.episodes for theme in e.themes]
    counts = [carried.count(name) for name in names]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("language", "title"),
    [(None, "durées"), ("fr", "durées"), ("en", "running times")],
)
def test_words_are_in_the_language_asked_for_or_in_that_of_the_show(
    language: str | None, title: str
) -> None:
    found = plots.durations(BUNDLED, language=language).get_title()
    assert found == f"{BUNDLED.show.title} – {title}"


@pytest.mark.parametrize("picture", PICTURES)
def test_a_language_that_the_catalogue_lacks_is_an_error(picture: Callable[..., Axes]) -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        picture(BUNDLED, language="de")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_without_episodes_says_so(picture: Callable[..., Axes]) -> None:
    ax = picture(BUNDLED.episodes.by_season(9), language="en")
    assert "no episode" in written(ax)
    assert ax.get_title().startswith(BUNDLED.show.title)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_episodes_give_the_same_picture(picture: Callable[..., Axes]) -> None:
    assert svg(picture(SELECTION)) == svg(picture(SELECTION))


@pytest.mark.parametrize("picture", PICTURES)
def test_what_a_title_holds_stays_text(picture: Callable[..., Axes]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        found = written(picture(HOSTILE))
    assert found
    assert [text for text in found if "\n" in text] == []
    assert any("$x_1^2$" in text or "\\input" in text for text in found)


@pytest.mark.parametrize("picture", PICTURES)
def test_given_axes_are_drawn_on_and_otherwise_unchanged(
    picture: Callable[..., Axes],
) -> None:
    ax = plt.figure().add_subplot()
    current = plt.figure()
    before = dict(mpl.rcParams), plt.get_fignums()
    assert picture(BUNDLED, ax=ax) is ax
    assert plt.gcf() is current
    assert current.axes == []
    assert (dict(mpl.rcParams), plt.get_fignums()) == before


def test_without_axes_a_new_figure_is_made() -> None:
    one, other = plots.themes(SELECTION), plots.themes(SELECTION)
    assert one.figure is not other.figure
    assert plt.gca() is other


def test_a_picture_is_axes_for_type_checkers_too() -> None:
    assert_type(plots.network(SELECTION), Axes)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        plots.network(BUNDLED)
    assert (
        str(caught.value) == 'plots needs an extra; run: pip install "techforgood-podcast[plots]"'
    )


def test_matplotlib_is_imported_only_when_a_picture_is_made() -> None:
    code = (
        "import sys, techforgood_podcast.plots as p; before = 'matplotlib' in sys.modules;"
        "p.themes(__import__('techforgood_podcast').load_catalogue());"
        "print(before, 'matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "False True\n"


def test_the_package_has_the_pictures_once_they_are_imported() -> None:
    code = (
        "import techforgood_podcast as tfg; before = hasattr(tfg, 'plots');"
        "from techforgood_podcast import plots; print(before, tfg.plots is plots)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "False True\n"
