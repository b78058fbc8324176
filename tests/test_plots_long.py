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
    assert written(ax)[1::2] == ["3–4 min", "4–5 min", "5–6 min", "6–7 min", "unknown"]
    assert written(ax)[2::2] == ["12", "12", "0", "1", "2"]


def test_running_times_that_are_far_apart_are_counted_by_more_minutes() -> None:
    found = written(plots.durations(of_minutes(*[3] * 22, 450), language="fr"))
    assert (found[1], found[-2]) == ("0–50\N{NO-BREAK SPACE}min", "450–500\N{NO-BREAK SPACE}min")


def test_of_many_episodes_no_running_time_may_be_known() -> None:
    assert written(plots.durations(of_minutes(*[None] * 1200), language="en"))[1:] == [
        *("unknown", "1,200")
    ]
    assert "1\N{NO-BREAK SPACE}200" in written(
        plots.durations(of_minutes(*[None] * 1200), language="fr")
    )


@pytest.mark.parametrize("picture", [plots.durations, plots.themes])
def test_a_long_show_fits_a_page(picture: Callable[..., Axes]) -> None:
    ax = picture(LONG)
    assert len(LONG.episodes) == 400
    assert figure_of(ax).get_figheight() < 11
    assert overlapping(ax) == []
    assert outside(ax) == []


def test_of_many_episodes_those_that_share_most_are_in_the_network() -> None:
    loose = of_minutes(*[1] * 40)
    own = [
        attrs.evolve(episode, themes=(theme,))
        for episode, theme in zip(loose.episodes, THEMES, strict=True)
    ]
    for at in (5, 25):
        own[at] = attrs.evolve(own[at], themes=(THEMES[0], THEMES[1]))
    ax = plots.network(tfg.Catalogue(show=loose.show, episodes=own), language="en")
    codes = [text for text in written(ax) if text.startswith("S1E")]
    assert len(codes) == 22
    assert {"S1E1", "S1E2", "S1E6", "S1E26"} <= {*codes}
    assert "(22 of 40)" in ax.get_title()


def test_of_many_episodes_the_most_frequent_themes_are_drawn() -> None:
    loose = of_minutes(*[1] * 40)
    own = [attrs.evolve(e, themes=tuple(THEMES[: n + 1])) for n, e in enumerate(loose.episodes)]
    ax = plots.themes(tfg.Catalogue(show=loose.show, episodes=own), language="en")
    assert {*rows_of(ax)} == {f"T{n}" for n in range(30)}
    assert "(30 of 40)" in ax.get_title()
