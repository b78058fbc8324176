"""Pictures of long shows: they fit a page, and say how much of how much they draw."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from drawn import figure_of, outside, overlapping, rows_of, written
from long_running import long_running
from techforgood_podcast import plots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.axes import Axes

mpl: Any = import_module("matplotlib")  # its types are partial
plt: Any = import_module("matplotlib.pyplot")
LONG = long_running()
THEMES = [tfg.Theme(id=f"t{n}", label=tfg.LocalizedText(en=f"T{n}")) for n in range(40)]
GUESTS = tuple(
    tfg.Credit(person=tfg.Person(id=f"p{n}", name=f"P{n}"), credited_as=f"P{n}") for n in range(40)
)


@pytest.fixture(autouse=True)
def _off_the_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


def of_minutes(*lengths: float | None) -> tfg.Catalogue:
    """Return a catalogue with an episode of each length in minutes."""
    show = tfg.Show(id="mine", title="Mine", language="en")
    known = [None if length is None else dt.timedelta(minutes=length) for length in lengths]
    return tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(id=f"e{n}", show=show, season=1, number=n, title="T", duration=duration)
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
    found = written(plots.durations(of_minutes(*[None] * 1200), language="en"))
    assert found[2:4] == ["unknown", "1,200"]
    assert "1\N{NO-BREAK SPACE}200" in written(
        plots.durations(of_minutes(*[None] * 1200), language="fr")
    )


@pytest.mark.parametrize("picture", [plots.network, plots.durations, plots.themes])
def test_a_long_show_fits_a_slide(picture: Callable[..., Axes]) -> None:
    ax = picture(LONG)
    assert len(LONG.episodes) == 400
    assert figure_of(ax).get_figheight() < 6
    assert overlapping(ax) == []
    assert outside(ax) == []


def test_of_many_episodes_those_with_most_guests_who_return_are_in_the_network() -> None:
    loose = of_minutes(*[1] * 40)
    own = [attrs.evolve(e, guests=GUESTS[n : n + 2]) for n, e in enumerate(loose.episodes)]
    own[5] = attrs.evolve(own[5], guests=GUESTS[:7])
    ax = plots.network(tfg.Catalogue(show=loose.show, episodes=own), language="en")
    assert len([text for text in written(ax) if text.startswith("S1E")]) == 22
    assert any(text.startswith("S1E6 ") for text in written(ax))
    assert "(guests: 23 of 40)" in written(ax)[1]


def test_of_many_guests_all_are_drawn_only_if_asked_for() -> None:
    loose = of_minutes(1)
    own = [attrs.evolve(episode, guests=GUESTS) for episode in loose.episodes]
    catalogue = tfg.Catalogue(show=loose.show, episodes=own)
    assert "(guests: 24 of 40)" in written(plots.network(catalogue))[1]
    assert "(guests: 40 of 40)" in written(plots.network(catalogue, nodes="all"))[1]


def test_of_many_themes_the_most_frequent_are_drawn() -> None:
    loose = of_minutes(*[1] * 40)
    own = [attrs.evolve(e, themes=tuple(THEMES[: n + 1])) for n, e in enumerate(loose.episodes)]
    ax = plots.themes(tfg.Catalogue(show=loose.show, episodes=own), language="en")
    assert [*rows_of(ax)] == [f"T{n}" for n in range(20)]
    assert "(themes: 20 of 40)" in written(ax)[1]
