"""Pictures: everything is in them, no two labels overlap, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import subprocess
import sys
import warnings
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any, assert_type

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import techforgood_podcast as tfg
from catalogues import MINE
from drawn import figure_of, labels, outside, overlapping, rows_of, written
from hostile import CATALOGUE as HOSTILE
from techforgood_podcast import plots
from techforgood_podcast.models.records import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

mpl: Any = import_module("matplotlib")  # its types are partial
plt: Any = import_module("matplotlib.pyplot")
PICTURES = (plots.network, plots.durations, plots.themes)
BUNDLED = tfg.load_catalogue()
SELECTION = BUNDLED.by_theme("emploi")
# Of people, organisations, themes and episodes: from the palette of Okabe and Ito, and grey.
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#009e73", "#808080"


@pytest.fixture(autouse=True)
def _off_the_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


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
    "own": MINE,
}


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("size", [(12.0, 9.0), (7.0, 7.0), (3.5, 8.0)], ids=str)
def test_labels_shrink_where_the_axes_are_small(
    picture: Callable[..., Axes], size: tuple[float, float]
) -> None:
    _, ax = plt.subplots(figsize=size)
    assert picture(BUNDLED, ax=ax) is ax
    assert written(ax)
    assert [pair for pair in overlapping(ax) if ax.get_title() not in pair] == []


@pytest.mark.parametrize("picture", PICTURES)
def test_the_smallest_axes_still_get_a_picture(picture: Callable[..., Axes]) -> None:
    ax = plt.figure(figsize=(0.3, 0.3)).add_subplot()
    assert picture(SELECTION, ax=ax) is ax
    assert written(ax)


def test_overlapping_labels_are_seen_by_the_test() -> None:
    _, ax = plt.subplots()
    ax.text(0.5, 0.5, "one")
    ax.text(0.5, 0.51, "other")
    assert overlapping(ax) == [("one", "other")]
    ax.text(5, 5, "far away")
    assert outside(ax) == ["far away"]


def names_in(ax: Axes) -> set[str]:
    """Return the names beside the boxes; each is whole or cut."""
    texts: Any = ax.texts
    return {text.get_text() for text in texts if text.get_ha() != "center"}


def cut(name: str, names: set[str]) -> bool:
    return any(name == text or name.startswith(text.removesuffix("…")) for text in names)


def test_the_network_shows_what_several_episodes_share() -> None:
    names = names_in(plots.network(BUNDLED))
    shared = {
        theme
        for theme in BUNDLED.themes
        if sum(theme in episode.themes for episode in BUNDLED.episodes) > 1
    }
    guest = BUNDLED.person("gentelet")
    beginnings = tuple(name.removesuffix("…") for name in names)  # a long label is cut
    assert [theme for theme in shared if not str(theme.label).startswith(beginnings)] == []
    assert guest.name in names
    assert len(names) == len({*shared, guest, *guest.organisations}) + 5


def test_the_network_can_show_everything() -> None:
    names = names_in(plots.network(SELECTION, nodes="all"))
    for entities in (SELECTION.guests, SELECTION.organisations, SELECTION.themes):
        assert entities
        assert [entity for entity in entities if not cut(names_of(entity)[0], names)] == []


def test_the_network_of_one_episode_shows_everything() -> None:
    episode = BUNDLED.episode(3)
    assert names_in(plots.network(episode)) == names_in(plots.network(episode, nodes="all"))
    assert names_in(plots.network(episode, nodes="shared")) == set()


def test_the_network_has_a_box_for_each_episode() -> None:
    found = written(plots.network(BUNDLED))
    assert {episode.code for episode in BUNDLED.episodes} <= {*found}


def test_a_line_joins_each_episode_with_each_of_its_names() -> None:
    lines = [
        patch for patch in plots.network(BUNDLED).patches if type(patch).__name__ == "PathPatch"
    ]
    carried = [theme for episode in BUNDLED.episodes for theme in episode.themes]
    themes = sum(carried.count(theme) for theme in {*carried} if carried.count(theme) > 1)
    assert len(lines) == themes + 2 * 6


def test_other_nodes_than_all_or_shared_are_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r'"alll".*did you mean "all"'):
        plots.network(BUNDLED, nodes="alll")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_people_who_only_host_are_not_in_the_network() -> None:
    only = [host.name for host in BUNDLED.hosts if host not in BUNDLED.guests]
    assert only
    assert {*only} & {*written(plots.network(BUNDLED))} == set()


def test_kinds_differ_in_shape_or_filling_and_in_colour() -> None:
    legend: Any = plots.network(BUNDLED, nodes="all", language="en").get_legend()
    looks = {(line.get_marker(), line.get_fillstyle()) for line in legend.get_lines()}
    assert len(looks) == len(legend.get_lines()) == 4
    colours = [to_hex(line.get_color()) for line in legend.get_lines()]
    assert colours == [BLUE, BLUE, ORANGE, GREEN]


def test_a_line_has_the_colour_of_the_kind_that_it_leads_to() -> None:
    patches: Any = plots.network(BUNDLED).patches
    lines = [patch for patch in patches if type(patch).__name__ == "PathPatch"]
    counts = Counter(to_hex(line.get_edgecolor()) for line in lines)
    guest = BUNDLED.person("gentelet")
    assert counts[BLUE] == 2
    assert counts[ORANGE] == 2 * len(guest.organisations) + 10
    assert {*counts} == {BLUE, ORANGE, GREEN}


def test_episodes_have_one_colour_in_every_picture() -> None:
    boxes: Any = plots.network(BUNDLED).patches
    bars: Any = plots.durations(BUNDLED).patches
    drawn = {to_hex(box.get_edgecolor()) for box in boxes if type(box).__name__ != "PathPatch"}
    assert drawn == {to_hex(bar.get_facecolor()) for bar in bars} == {GREY}


def test_the_legend_names_only_what_is_there() -> None:
    legend: Any = plots.network(BUNDLED.episode("intro"), language="en").get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["theme"]


def test_running_times_are_drawn_in_minutes_and_written_beside_the_bar() -> None:
    ax = plots.durations(BUNDLED)
    bars: Any = ax.patches
    known = [e.duration for e in BUNDLED.episodes if e.duration is not None]
    assert [bar.get_width() for bar in bars] == [d.total_seconds() / 60 for d in known]
    assert "36:56" in written(ax)


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_side_by_side_keep_their_labels_apart(picture: Callable[..., Axes]) -> None:
    figure, grid = plt.subplots(2, 2)
    found = [picture(BUNDLED, ax=ax) for ax in grid.flat]
    figure.canvas.draw()
    boxes = [[text.get_window_extent() for text in labels(ax)] for ax in found]
    assert all(boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert not any(box.overlaps(also) for box, also in itertools.product(one, other))


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
    codes = [label.get_text() for label in ax.get_xticklabels()]
    marks = {(name, codes[int(at)]) for name, columns in rows_of(ax).items() for at in columns}
    assert marks == {(str(t.label), e.code) for e in BUNDLED.episodes for t in e.themes}


def theme(id_: str, broader: tfg.Theme | None = None) -> tfg.Theme:
    return tfg.Theme(id=id_, label=tfg.LocalizedText(en=id_), broader=broader)


def test_themes_are_below_their_broadest_theme_in_the_order_of_the_episodes() -> None:
    work, art, food = theme("work"), theme("art"), theme("food")
    job, youth = theme("job", work), theme("youth", theme("job", work))
    bread, dance = theme("bread", food), theme("dance", art)
    show = tfg.Show(id="mine", title="Mine", language="en")
    carried = [(dance, art), (youth, job), (job, bread)]
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, season=1, number=n, title="T", themes=themes)
        for n, themes in enumerate(carried, 1)
    ]
    ax = plots.themes(tfg.Catalogue(show=show, episodes=episodes))
    assert rows_of(ax) == {
        "art": [0],
        "dance": [0],
        "work": [],
        "youth": [1],
        "job": [1, 2],
        "food": [],
        "bread": [2],
    }


def test_only_the_broadest_themes_are_bold() -> None:
    texts: Any = plots.themes(BUNDLED, language="en").texts
    bold = {text.get_text() for text in texts if text.get_weight() == "bold"}
    assert {"Economy", "Ethics", "Health"} <= bold
    assert {text.get_text() for text in texts} & {"Food waste", "Youth employment"} - bold


def test_long_codes_are_upright_where_columns_are_narrow() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    episodes = [
        tfg.Episode(id=f"a-very-long-id-{n}", show=show, season=1, title="T", themes=(theme("t"),))
        for n in range(30)
    ]
    ax: Any = plots.themes(tfg.Catalogue(show=show, episodes=episodes))
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {90}
    assert overlapping(ax) == []
    assert outside(ax) == []


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


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES)
def test_what_a_title_holds_stays_text(picture: Callable[..., Axes]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        found = written(picture(HOSTILE.episodes[:22]))
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


@pytest.mark.slow
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
