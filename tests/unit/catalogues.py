"""Catalogues of one's own that tests and sessions share, and the bundled one."""

from pathlib import Path

import techforgood_podcast as tfg
from techforgood_podcast import Catalogue, Episode, Episodes

SHOWS = Path(__file__).with_name("shows")
BUNDLED = tfg.load_catalogue()
WHOLE = BUNDLED.episodes
SHOW = tfg.Show(id="my-show", title="My show", language="en")


def episode(season: int, number: int | None, title: str, id_: str | None = None) -> Episode:
    return Episode(
        id=id_ or f"s{season:02}e{number:02}",
        show=SHOW,
        season=season,
        number=number,
        title=title,
    )


def of(*episodes: Episode) -> Catalogue:
    return Catalogue(show=SHOW, episodes=episodes)


TWO_SEASONS = of(
    episode(1, 1, "Bread"),
    episode(1, 3, "Water"),
    episode(2, 3, "Wine and bread"),
    episode(1, None, "Welcome, the intro!", "s01-intro"),
)
LINKED = tfg.load_catalogue(SHOWS / "linked.yaml")
MINE = tfg.load_catalogue(SHOWS / "mine.yaml")


def codes(episodes: Episodes) -> list[str]:
    return [episode.code for episode in episodes]
