"""Streamlit, as the documentation uses it: what it shows, and what its cache tells apart."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import attrs
import pytest
from programs import framework, save

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

testing = framework("streamlit.testing.v1")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The file of the program."""
    save("use-it-in-your-app.md", "Streamlit", tmp_path)
    return tmp_path / "app.py"


def test_the_program_shows_the_episodes_of_the_theme_that_is_chosen(app: Path) -> None:
    page = testing.AppTest.from_file(str(app), default_timeout=30).run()
    assert not page.exception
    (themes,) = page.selectbox
    assert themes.options == [f"{theme:en}" for theme in CATALOGUE.themes]
    themes.select("Employment").run()
    assert not page.exception
    found = CATALOGUE.by_theme("emploi")
    assert page.dataframe[0].value["code"].tolist() == [episode.code for episode in found]


def test_the_cache_tells_selections_apart_by_order_and_content(app: Path) -> None:
    feed = runpy.run_path(str(app))["feed"]
    label = tfg.LocalizedText(fr="Travail", en="Labour")
    theme = attrs.evolve(CATALOGUE.themes["emploi"], label=label)
    corrected = tfg.Catalogue(
        show=CATALOGUE.show,
        episodes=[attrs.evolve(CATALOGUE.episode(3), themes=(theme,)), CATALOGUE.episode(8)],
    )
    selections = (CATALOGUE.select([3, 8]), CATALOGUE.select([8, 3]), corrected.episodes)
    assert len({tfg.dumps(episodes, "rss", language="en") for episodes in selections}) == 3
    for episodes in selections * 2:
        assert feed(episodes) == tfg.dumps(episodes, "rss", language="en")


def test_a_cached_function_returns_what_it_made() -> None:
    made = {"whole": CATALOGUE, "selection": CATALOGUE.episodes, "record": CATALOGUE.episode(3)}

    def make(name: str) -> object:
        return made[name]

    cached = framework("streamlit").cache_data(make)
    assert [cached(name) for name in [*made] * 2] == [*made.values()] * 2
