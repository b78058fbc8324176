"""The layout of the picture of a network, in which no line crosses a label.

The episodes are boxes in a column, in their order. Guests, organisations and themes are in columns
on both sides, each beside one of its episodes. A force-directed layout would look more like a
network, but needs more room than a page has.
"""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING, Literal

import attrs

from ..writers.network import Node, build_network, find_episodes, select_nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.episodes import Episodes

Side = Literal[-1, 1]
# The fewest rows of a band, so that its box has room for a code and two lines of title.
ROWS = 3.0
# The space between two bands, in rows.
SPACE = 0.8


@attrs.frozen(kw_only=True)
class Bands:
    """Where to draw each node, in rows from the top.

    Attributes:
        rows: the height of the picture.
        episodes: each episode with its row.
        others: each guest, organisation and theme with its side, left (-1) or right, and its row.
        lines: the key of an episode, and that of a node that it is joined to.
    """

    rows: float
    episodes: tuple[tuple[Node, float], ...]
    others: tuple[tuple[Node, Side, float], ...]
    lines: tuple[tuple[str, str], ...]


def arrange_bands(catalogue: Catalogue, language: str, nodes: str | None) -> Bands:
    """Return where to draw the episodes, and their guests, organisations and themes.

    >>> from ..packaged.bundled import load_catalogue
    >>> others = arrange_bands(load_catalogue(), "fr", "all").others
    >>> len({(side, row) for _, side, row in others}) == len(others)
    True
    """
    whole = build_network(catalogue, language)
    episodes_of = find_episodes(whole)
    guests = {edge.target for edge in whole.edges if edge.kind == "guest"}
    drawn = select_nodes(whole, nodes).nodes
    episodes = {node.key: node for node in drawn if node.kind == "episode"}
    others = [
        node
        for node in drawn
        if node.key in (guests if node.kind in {"person", "group"} else episodes_of)
    ]
    return _arrange(episodes, others, episodes_of)


def select_most_shared(catalogue: Catalogue, language: str, most: int) -> Episodes:
    """Return the episodes with the most guests, organisations and themes that others have too.

    >>> from ..packaged.bundled import load_catalogue
    >>> select_most_shared(load_catalogue(), "fr", 2)
    <Episodes: S1E3, S1E7>
    """
    found = find_episodes(build_network(catalogue, language)).values()
    shared = Counter(key for keys in found if len(keys) > 1 for key in keys)
    best = sorted(catalogue.episodes, key=lambda episode: -shared[f"episode-{episode.id}"])
    return catalogue.episodes & catalogue.select(best[:most])


def _arrange(
    episodes: Mapping[str, Node], others: list[Node], episodes_of: Mapping[str, Mapping[str, None]]
) -> Bands:
    order = {key: number for number, key in enumerate(episodes)}
    height = {node.key: fmean(order[key] for key in episodes_of[node.key]) for node in others}
    rows: list[tuple[Node, float]] = []
    positions: list[tuple[Node, Side, float]] = []
    top = 0.0
    surplus = 0
    for key, band in _bands(episodes, others, episodes_of).items():
        left = (len(band) + (surplus <= 0)) // 2
        surplus += 2 * left - len(band)
        size = max(ROWS, left, len(band) - left)
        middle = top + size / 2
        rows.append((episodes[key], middle))
        sides: tuple[tuple[Side, list[Node]], ...] = ((-1, band[:left]), (1, band[left:]))
        for side, column in sides:
            column.sort(key=lambda node: height[node.key])
            first = middle - (len(column) - 1) / 2
            positions.extend((node, side, first + n) for n, node in enumerate(column))
        top += size + SPACE
    return Bands(
        rows=max(top - SPACE, 0.0),
        episodes=tuple(rows),
        others=tuple(positions),
        lines=tuple((key, node.key) for node in others for key in episodes_of[node.key]),
    )


def _bands(
    episodes: Mapping[str, Node], others: list[Node], episodes_of: Mapping[str, Mapping[str, None]]
) -> dict[str, list[Node]]:
    """Return the nodes beside each episode: each beside the one with the fewest so far."""
    homes: dict[str, str] = {}
    counts = dict.fromkeys(episodes, 0)
    for node in sorted(others, key=lambda node: len(episodes_of[node.key])):
        home = min(episodes_of[node.key], key=counts.__getitem__)
        counts[home] += 1
        homes[node.key] = home
    bands: dict[str, list[Node]] = {key: [] for key in episodes}
    for node in others:
        bands[homes[node.key]].append(node)
    return bands
