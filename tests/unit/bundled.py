"""The bundled catalogue, which the tests of its data read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterable

CATALOGUE = tfg.load_catalogue()


def codes(episodes: Iterable[tfg.Episode]) -> list[str]:
    return [episode.code for episode in episodes]
