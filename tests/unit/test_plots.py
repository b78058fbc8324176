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


def lines_of(ax: Axes, colour: str, *, strong: bool = False) -> int:
    """Return how many curves have a colour."""
    lines: Any = ax.lines
    curves = [line for line in lines if len(line.get_xdata()) > 2]
    found = [line for line in curves if to_hex(line.get_color()) == colour]
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
        assert [entity for entity in entities if not cut(names_of(entity)[0], found)] == []


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
    looks = {(m.get_marker(), m.get_fillstyle(), to_hex(m.get_color())) for m in marks}
    assert looks == {
        ("D", "full", GREY),
        ("o", "full", BLUE),
        ("o", "none", BLUE),
        ("s", "full", ORANGE),
    }
    bars: Any = plots.durations(BUNDLED).patches
    assert {to_hex(bar.get_facecolor()) for bar in bars} == {GREY}
    rows: Any = plots.themes(BUNDLED).lines
    assert {to_hex(row.get_color()) for row in rows} == {GREEN}


def test_a_column_without_names_has_no_heading() -> None:
    assert written(plots.network(BUNDLED.episode("intro"), language="en"))[2:] == []


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
            carried.setdefault(str(theme.label), []).append(episode.code)
    assert marks == {name: of for name, of in carried.items() if len(of) > 1}
    lengths = [len(of) for of in marks.values()]
    assert lengths == sorted(lengths, reverse=True)


def theme(id_: str) -> tfg.Theme:
    return tfg.Theme(id=id_, label=tfg.LocalizedText(en=id_))


SHOW = tfg.Show(id="mine", title="Mine", language="en")


def made(*episodes: dict[str, Any]) -> tfg.Catalogue:
    """Return a catalogue of episodes with these fields."""
    return tfg.Catalogue(
        show=SHOW,
        episodes=[
            tfg.Episode(id=f"e{n}", show=SHOW, season=1, number=n, title="T", **fields)
            for n, fields in enumerate(episodes, 1)
        ],
    )


def body(name: str) -> tfg.Organisation:
    return tfg.Organisation(id=name.lower(), name=name, kind="company")


def guest(name: str, *bodies: str) -> tfg.Credit:
    person = tfg.Person(id=name.lower(), name=name)
    return tfg.Credit(person=person, credited_as=name, organisations=tuple(map(body, bodies)))


def of_guests(*episodes: list[tfg.Credit]) -> tfg.Catalogue:
    return made(*({"guests": tuple(guests)} for guests in episodes))


def of_themes(*episodes: str) -> tfg.Catalogue:
    return made(*({"themes": tuple(map(theme, ids.split()))} for ids in episodes))


def of_minutes(*lengths: int | None) -> tfg.Catalogue:
    known = [None if length is None else dt.timedelta(minutes=length) for length in lengths]
    return made(*({"duration": length} for length in known))


ADA, BOB, CY = guest("Ada", "Mill"), guest("Bob", "Mill"), guest("Cy", "Farm")
TITLES: list[tuple[Callable[..., Axes], tfg.Catalogue, str, str]] = [
    (
        *(plots.network, of_guests([ADA], [ADA, CY])),
        "Ada comes back most: in 2 episodes of 2",
        "Ada revient le plus\xa0: dans 2 épisodes sur 2",
    ),
    (
        *(plots.network, of_guests([ADA, BOB], [ADA, BOB, CY])),
        "2 guests come back, in up to 2 episodes",
        "2 personnes reviennent, dans 2 épisodes au plus",
    ),
    (
        *(plots.network, of_guests([ADA, BOB], [CY])),
        "Guests come most often from Mill: 2 of 3",
        "On vient le plus souvent de Mill\xa0: 2 sur 3",
    ),
    (
        *(plots.network, of_guests([ADA], [CY])),
        "Guests come from 2 organisations, at most 1 from each",
        "On vient de 2 organisations, 1 au plus de chacune",
    ),
    (
        *(plots.network, of_guests([guest("Ada")])),
        "No guest comes from a known organisation",
        "Aucune organisation connue n'est représentée",
    ),
    (
        *(plots.network, of_guests([], [])),
        "No episode has a guest",
        "Aucun épisode n'a de personne invitée",
    ),
    (
        *(plots.themes, of_themes("art work", "work")),
        "“work” ties the most episodes: 2 of 2",
        "«\xa0work\xa0» relie le plus d'épisodes\xa0: 2 sur 2",
    ),
    (
        *(plots.themes, of_themes("art work", "work art", "")),
        "2 themes tie the most episodes: each 2 of 3",
        "2 thèmes relient le plus d'épisodes\xa0: chacun 2 sur 3",
    ),
    (
        *(plots.themes, of_themes("art", "work")),
        "No two episodes share a theme",
        "Aucun thème ne relie deux épisodes",
    ),
    (plots.themes, of_themes("art work"), "Themes of S1E1: 2", "Thèmes de S1E1\xa0: 2"),
    (plots.themes, of_themes("", ""), "No episode has a theme", "Aucun épisode n'a de thème"),
    (
        *(plots.durations, of_minutes(30, 20, None, 31)),
        "A typical episode lasts 30 min: from 20:00 (S1E2) to 31:00 (S1E4)",
        "Un épisode dure en général 30\xa0min\xa0: de 20:00 (S1E2) à 31:00 (S1E4)",
    ),
    (
        *(plots.durations, of_minutes(20, 20, None)),
        "All episodes of known length last 20:00",
        "Tous les épisodes de durée connue durent 20:00",
    ),
    (plots.durations, of_minutes(20, None), "S1E1 lasts 20:00", "S1E1 dure 20:00"),
    (
        *(plots.durations, of_minutes(None)),
        "No running time is known",
        "Aucune durée n'est connue",
    ),
]


@pytest.mark.parametrize(("picture", "catalogue", "english", "french"), TITLES)
def test_a_title_says_what_the_episodes_show(
    picture: Callable[..., Axes], catalogue: tfg.Catalogue, english: str, french: str
) -> None:
    assert picture(catalogue).get_title() == english
    assert picture(catalogue, language="fr").get_title() == french
    plt.close("all")


def test_a_network_of_those_who_come_back_may_be_empty() -> None:
    ax = plots.network(of_guests([ADA], [CY]), nodes="shared")
    assert ax.get_title() == "No guest comes back"


def test_who_belongs_to_an_organisation_comes_from_there() -> None:
    dee = tfg.Person(id="dee", name="Dee", organisations=(body("Farm"),))
    credited = tfg.Credit(person=dee, credited_as="Dee")
    assert "Farm" in written(plots.network(of_guests([credited])))


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_chart_is_wider_than_high(picture: Callable[..., Axes], language: str) -> None:
    width, height = figure_of(picture(BUNDLED, language=language)).get_size_inches()
    assert width / height == pytest.approx(16 / 9)


def test_long_codes_are_upright_where_columns_are_narrow() -> None:
    episodes = [
        tfg.Episode(id=f"a-long-id-{n}", show=SHOW, season=1, title="T", themes=(theme("t"),))
        for n in range(30)
    ]
    ax: Any = plots.themes(tfg.Catalogue(show=SHOW, episodes=episodes))
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {90}
    assert overlapping(ax) == []
    assert outside(ax) == []


@pytest.mark.parametrize(
    ("language", "name"), [(None, "durées"), ("fr", "durées"), ("en", "running times")]
)
def test_words_are_in_the_language_asked_for_or_in_that_of_the_show(
    language: str | None, name: str
) -> None:
    found = written(plots.durations(BUNDLED, language=language))
    assert found[1] == f"{BUNDLED.show.title} – {name}"


@pytest.mark.parametrize("picture", PICTURES)
def test_a_language_that_the_catalogue_lacks_is_an_error(picture: Callable[..., Axes]) -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        picture(BUNDLED, language="de")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_without_episodes_says_so(picture: Callable[..., Axes]) -> None:
    ax = picture(BUNDLED.episodes.by_season(9), language="en")
    assert ax.get_title().startswith("No ")
    assert len([text for text in written(ax) if text[0].isalpha()]) == 2


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
