"""Pictures: everything is in them, no two labels overlap, and nothing else is touched.

The title of each is in ``plots.cases``: a catalogue, a picture, and its title in both languages.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, assert_type

import attrs
import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, head_of, read_cases
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from long_running import long_running
from techforgood_podcast import plots
from techforgood_podcast.models.records import names_of
from techforgood_podcast.text.writing import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.axes import Axes

Picture: TypeAlias = "Callable[..., Axes]"
BUNDLED = tfg.load_catalogue()
SELECTION = BUNDLED.by_theme("emploi")
SHOW = tfg.Show(id="mine", title="Mine", language="en")
# Of people, organisations, themes and episodes: from the palette of Okabe and Ito, and grey.
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#009e73", "#808080"
each_picture = pytest.mark.parametrize("picture", [plots.network, plots.durations, plots.themes])


@pytest.fixture(autouse=True)
def plt() -> Iterator[Any]:
    """Return pyplot, which draws off the screen; it is not imported before the first test."""
    import_module("matplotlib").use("Agg")
    pyplot = import_module("matplotlib.pyplot")
    yield pyplot
    pyplot.close("all")


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


def svg(ax: Axes) -> bytes:
    file = io.BytesIO()
    with import_module("matplotlib").rc_context({"svg.hashsalt": "same"}):
        figure_of(ax).savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def colour_of(colour: Any) -> str:
    found: str = import_module("matplotlib.colors").to_hex(colour)
    return found


OBJECTS: dict[str, Any] = {
    "all": BUNDLED,
    "selection": SELECTION,
    "one": BUNDLED.episode(4),
    "intro": BUNDLED.episode("intro"),
    "none": BUNDLED.episodes.by_season(9),
    "own": MINE,
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.weekly)])
@pytest.mark.parametrize("name", OBJECTS)
@each_picture
def test_no_two_labels_overlap_and_none_leaves_the_picture(
    picture: Picture, name: str, language: str
) -> None:
    ax = picture(OBJECTS[name], language=language)
    assert written(ax)
    assert (overlapping(ax), outside(ax)) == ([], [])


@pytest.mark.slow
@each_picture
@pytest.mark.parametrize(
    "size",
    [
        *(pytest.param(size, marks=pytest.mark.weekly) for size in ((12.0, 9.0), (7.0, 7.0))),
        (3.5, 8.0),
    ],
    ids=str,
)
def test_labels_shrink_where_the_axes_are_small(
    picture: Picture, size: tuple[float, float], plt: Any
) -> None:
    _, ax = plt.subplots(figsize=size)
    assert picture(BUNDLED, ax=ax) is ax
    assert written(ax)
    assert [pair for pair in overlapping(ax) if ax.get_title() not in pair] == []


@each_picture
def test_the_smallest_axes_still_get_a_picture(picture: Picture, plt: Any) -> None:
    ax = plt.figure(figsize=(0.3, 0.3)).add_subplot()
    assert picture(SELECTION, ax=ax) is ax
    assert written(ax)


def test_overlapping_labels_are_seen_by_the_test(plt: Any) -> None:
    _, ax = plt.subplots()
    ax.text(0.5, 0.5, "one")
    ax.text(0.5, 0.51, "other")
    assert overlapping(ax) == [("one", "other")]
    ax.text(5, 5, "far away")
    assert outside(ax) == ["far away"]


def lines_of(ax: Axes, colour: str, *, strong: bool = False) -> int:
    """Return how many curves have a colour."""
    lines: Any = ax.lines
    curves = [line for line in lines if len(line.get_xdata()) > 2]
    found = [line for line in curves if colour_of(line.get_color()) == colour]
    return sum(line.get_alpha() == 1.0 for line in found) if strong else len(found)


def cut(name: str, names: list[str]) -> bool:
    return any(text == name or name.startswith(text.removesuffix("…")) for text in names)


def test_the_network_shows_who_comes_back_from_where() -> None:
    found = written(plots.network(BUNDLED, language="en"))
    guest = BUNDLED.person("gentelet")
    assert [text.partition(" ")[0] for text in found[2:4]] == ["S1E3", "S1E7"]
    assert {"episodes", "guests", "organisations"} <= {*found}
    assert found[0] == f"{guest.name} comes back most: in 2 episodes of 9"
    assert guest.name in found
    assert [body for body in guest.organisations if not cut(body.name, found[2:])] == []
    assert "who comes from where (guests: 1 of 50)" in found[1]


def test_the_network_can_show_everyone() -> None:
    found = written(plots.network(SELECTION, nodes="all"))
    credited = [credit for episode in SELECTION for credit in episode.guests]
    bodies = [body for credit in credited for body in credit.organisations]
    for entities in (SELECTION.guests, bodies):
        assert entities
        assert [
            entity for entity in entities if not cut(typeset(names_of(entity)[0], "fr"), found)
        ] == []


def test_the_network_of_one_episode_shows_everyone_or_nobody() -> None:
    episode = BUNDLED.episode(3)
    assert written(plots.network(episode)) == written(plots.network(episode, nodes="all"))
    assert len(written(plots.network(episode, nodes="shared", language="en"))) == 2


def test_lines_join_each_guest_with_their_episodes_and_organisations() -> None:
    ax = plots.network(BUNDLED, nodes="all")
    credited = [credit for episode in BUNDLED.episodes for credit in episode.guests]
    assert lines_of(ax, BLUE) == len(credited)
    people = {(c.credited_as, body.id) for c in credited for body in c.organisations}
    assert lines_of(ax, ORANGE) == len(people)


def test_lines_of_whom_the_title_names_are_strong() -> None:
    ax = plots.network(BUNDLED, nodes="all", language="en")
    assert ax.get_title().startswith("Karine Gentelet")
    assert (lines_of(ax, BLUE, strong=True), lines_of(ax, ORANGE, strong=True)) == (2, 2)


def test_other_nodes_than_all_or_shared_are_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r'"alll".*did you mean "all"'):
        plots.network(BUNDLED, nodes="alll")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_people_who_only_host_are_not_in_the_network() -> None:
    only = [host.name for host in BUNDLED.hosts if host not in BUNDLED.guests]
    assert only
    assert {*only} & {*written(plots.network(BUNDLED))} == set()


def test_kinds_differ_in_shape_or_filling_and_in_colour() -> None:
    lines: Any = plots.network(BUNDLED, nodes="all").lines
    marks = [line for line in lines if len(line.get_xdata()) == 1]
    looks = {(m.get_marker(), m.get_fillstyle(), colour_of(m.get_color())) for m in marks}
    assert looks == {
        ("D", "full", GREY),
        ("o", "full", BLUE),
        ("o", "none", BLUE),
        ("s", "full", ORANGE),
    }
    bars: Any = plots.durations(BUNDLED).patches
    assert {colour_of(bar.get_facecolor()) for bar in bars} == {GREY}
    rows: Any = plots.themes(BUNDLED).lines
    assert {colour_of(row.get_color()) for row in rows} == {GREEN}


def test_a_column_without_names_has_no_heading() -> None:
    assert written(plots.network(BUNDLED.episode("intro"), language="en"))[2:] == []


def test_running_times_are_drawn_in_minutes_and_written_beside_the_bar() -> None:
    ax = plots.durations(BUNDLED)
    bars: Any = ax.patches
    known = [e.duration for e in BUNDLED.episodes if e.duration is not None]
    assert [bar.get_width() for bar in bars] == [d.total_seconds() / 60 for d in known]
    assert "36:56" in written(ax)


@pytest.mark.weekly
@pytest.mark.slow
@each_picture
def test_pictures_side_by_side_keep_their_labels_apart(picture: Picture, plt: Any) -> None:
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
    episode = tfg.Episode(id="one", show=SHOW, season=1, title="Hush", duration=dt.timedelta())
    found = written(plots.durations(episode))
    assert "00:00" in found
    assert "unknown" not in found


def test_the_axis_of_running_times_is_in_minutes() -> None:
    ax: Any = plots.durations(BUNDLED, language="en")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0", "10", "20", "30 min"]
    assert [*ax.get_xticks()] == [0, 10, 20, 30]


def test_the_shortest_and_the_longest_episode_are_strong() -> None:
    bars: Any = plots.durations(BUNDLED).patches
    widths = sorted(bar.get_width() for bar in bars)
    strong = sorted(bar.get_width() for bar in bars if bar.get_alpha() == 1.0)
    assert strong == [widths[0], widths[-1]]


def test_every_shared_theme_has_a_mark_for_each_of_its_episodes() -> None:
    ax: Any = plots.themes(BUNDLED)
    codes = [label.get_text() for label in ax.get_xticklabels()]
    marks = {name: [codes[at] for at in columns] for name, columns in rows_of(ax).items()}
    carried: dict[str, list[str]] = {}
    for episode in BUNDLED.episodes:
        for theme in episode.themes:
            carried.setdefault(typeset(str(theme.label), "fr"), []).append(episode.code)
    assert marks == {name: of for name, of in carried.items() if len(of) > 1}
    lengths = [len(of) for of in marks.values()]
    assert lengths == sorted(lengths, reverse=True)


@each_case(*read_cases(Path(__file__).with_name("plots.cases")))
def test_a_title_says_what_the_episodes_show(case: Case) -> None:
    given, _, asked = case.text.partition("$ ")
    picture = {"network": plots.network, "durations": plots.durations, "themes": plots.themes}
    name, *options = asked.partition("\n")[0].split()
    nodes: Any = {"nodes": options[0]} if options else {}
    titles = [
        picture[name](
            tfg.loads(given or head_of(case.file), "yaml"), language=language, **nodes
        ).get_title()
        for language in ("en", "fr")
    ]
    compare(case, "\n".join((f"$ {' '.join((name, *options))}", *titles, "")), given)


def test_who_belongs_to_an_organisation_comes_from_there() -> None:
    farm = tfg.Organisation(id="farm", name="Farm", kind="company")
    dee = tfg.Person(id="dee", name="Dee", organisations=(farm,))
    credited = tfg.Credit(person=dee, credited_as="Dee")
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=(credited,))
    assert "Farm" in written(plots.network(episode))


@each_picture
def test_a_new_chart_is_wider_than_high(picture: Picture) -> None:
    width, height = figure_of(picture(SELECTION)).get_size_inches()
    assert width / height == pytest.approx(16 / 9)


def test_long_codes_are_upright_where_columns_are_narrow() -> None:
    episodes = [
        tfg.Episode(id=f"a-long-id-{n}", show=SHOW, season=1, title="T", themes=THEMES[:1])
        for n in range(30)
    ]
    ax: Any = plots.themes(tfg.Catalogue(show=SHOW, episodes=episodes))
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {90}
    assert (overlapping(ax), outside(ax)) == ([], [])


@pytest.mark.parametrize(
    ("language", "name"), [(None, "durées"), ("fr", "durées"), ("en", "running times")]
)
def test_words_are_in_the_language_asked_for_or_in_that_of_the_show(
    language: str | None, name: str
) -> None:
    found = written(plots.durations(BUNDLED, language=language))
    assert found[1] == f"{BUNDLED.show.title} – {name}"


@each_picture
def test_a_language_that_the_catalogue_lacks_is_an_error(picture: Picture) -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        picture(BUNDLED, language="de")


@each_picture
def test_a_picture_without_episodes_says_so(picture: Picture) -> None:
    ax = picture(BUNDLED.episodes.by_season(9), language="en")
    assert ax.get_title().startswith("No ")
    assert len([text for text in written(ax) if text[0].isalpha()]) == 2


@each_picture
def test_the_same_episodes_give_the_same_picture(picture: Picture) -> None:
    assert svg(picture(SELECTION)) == svg(picture(SELECTION))


@pytest.mark.slow
@each_picture
def test_what_a_title_holds_stays_text(picture: Picture) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        found = written(picture(HOSTILE.episodes[:22]))
    assert found
    assert [text for text in found if "\n" in text] == []
    assert any("$x_1^2$" in text or "\\input" in text for text in found)


@each_picture
def test_given_axes_are_drawn_on_and_otherwise_unchanged(picture: Picture, plt: Any) -> None:
    rcparams = import_module("matplotlib").rcParams
    ax = plt.figure().add_subplot()
    current = plt.figure()
    before = dict(rcparams), plt.get_fignums()
    assert picture(BUNDLED, ax=ax) is ax
    assert plt.gcf() is current
    assert current.axes == []
    assert (dict(rcparams), plt.get_fignums()) == before


def test_without_axes_a_new_figure_is_made(plt: Any) -> None:
    one, other = plots.themes(SELECTION), plots.themes(SELECTION)
    assert one.figure is not other.figure
    assert plt.gca() is other


def test_a_picture_is_axes_for_type_checkers_too() -> None:
    assert_type(plots.network(SELECTION), "Axes")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        plots.network(BUNDLED)
    assert str(caught.value) == "plots needs an extra; run: pip install matplotlib"


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


# Of long shows, a picture fits a page, and says how much of how much it draws.

THEMES = tuple(tfg.Theme(id=f"t{n}", label=tfg.LocalizedText(en=f"T{n}")) for n in range(40))
GUESTS = tuple(
    tfg.Credit(person=tfg.Person(id=f"p{n}", name=f"P{n}"), credited_as=f"P{n}") for n in range(40)
)


def of_minutes(*lengths: float | None) -> tfg.Catalogue:
    """Return a catalogue with an episode of each length in minutes."""
    known = [None if length is None else dt.timedelta(minutes=length) for length in lengths]
    return tfg.Catalogue(
        show=SHOW,
        episodes=[
            tfg.Episode(id=f"e{n}", show=SHOW, season=1, number=n, title="T", duration=duration)
            for n, duration in enumerate(known, 1)
        ],
    )


def test_running_times_of_many_episodes_are_counted_by_length() -> None:
    ax = plots.durations(of_minutes(*[3] * 12, *[4.5] * 12, 6, None, None), language="en")
    bars: Any = ax.patches
    assert [bar.get_width() for bar in bars] == [12, 12, 0, 1, 2]
    spans = ["3–4 min", "4–5 min", "5–6 min", "6–7 min", "unknown"]
    assert written(ax)[2:7] == spans
    assert written(ax)[7:12] == ["12", "12", "0", "1", "2"]
    assert written(ax)[-1] == "12 episodes"


def test_running_times_that_are_far_apart_are_counted_by_more_minutes() -> None:
    found = written(plots.durations(of_minutes(*[3] * 22, 450), language="fr"))
    assert (found[2], found[11]) == ("0–50\N{NO-BREAK SPACE}min", "450–500\N{NO-BREAK SPACE}min")


def test_of_many_episodes_no_running_time_may_be_known() -> None:
    many = of_minutes(*[None] * 1200)
    assert written(plots.durations(many, language="en"))[2:4] == ["unknown", "1,200"]
    assert "1\N{NO-BREAK SPACE}200" in written(plots.durations(many, language="fr"))


@each_picture
def test_a_long_show_fits_a_slide(picture: Picture) -> None:
    ax = picture(long_running(count=400))
    assert figure_of(ax).get_figheight() < 6
    assert (overlapping(ax), outside(ax)) == ([], [])


def test_of_many_episodes_those_with_most_guests_who_return_are_in_the_network() -> None:
    loose = of_minutes(*[1] * 40)
    own = [attrs.evolve(e, guests=GUESTS[n : n + 2]) for n, e in enumerate(loose.episodes)]
    own[5] = attrs.evolve(own[5], guests=GUESTS[:7])
    ax = plots.network(tfg.Catalogue(show=SHOW, episodes=own), language="en")
    assert len([text for text in written(ax) if text.startswith("S1E")]) == 22
    assert any(text.startswith("S1E6 ") for text in written(ax))
    assert "(guests: 23 of 40)" in written(ax)[1]


def test_of_many_guests_all_are_drawn_only_if_asked_for() -> None:
    loose = of_minutes(1)
    own = [attrs.evolve(episode, guests=GUESTS) for episode in loose.episodes]
    catalogue = tfg.Catalogue(show=SHOW, episodes=own)
    assert "(guests: 24 of 40)" in written(plots.network(catalogue))[1]
    assert "(guests: 40 of 40)" in written(plots.network(catalogue, nodes="all"))[1]


def test_of_many_themes_the_most_frequent_are_drawn() -> None:
    loose = of_minutes(*[1] * 40)
    own = [attrs.evolve(e, themes=THEMES[: n + 1]) for n, e in enumerate(loose.episodes)]
    ax = plots.themes(tfg.Catalogue(show=SHOW, episodes=own), language="en")
    assert [*rows_of(ax)] == [f"T{n}" for n in range(20)]
    assert "(themes: 20 of 40)" in written(ax)[1]
