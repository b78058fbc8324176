"""The layout of the picture of a network, in which no two labels overlap.

Guests, organisations and themes are in two columns that are read like a ring, down on the left and
up on the right, those of one episode side by side. The episodes are between the columns, so that
no line crosses a label. A force-directed layout would look more like a network, but most of the
names would overlap.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean, median_low
from typing import TYPE_CHECKING

import attrs

from ..writers.network import Node, build_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..catalogue.catalogue import Catalogue
    from ..writers.network import Edge

# The kinds of nodes in the columns, in the order in which those of an episode are listed.
KINDS = ("person", "group", "organisation", "theme")


@attrs.frozen(kw_only=True)
class Ring:
    """The positions of nodes, and the lines between them.

    Attributes:
        rows: how many rows the columns have.
        positions: each node with its column, -1 or 1 (episodes: in between), and its row.
        edges: pairs of keys of nodes.
    """

    rows: int
    positions: Mapping[str, tuple[Node, float, float]]
    edges: tuple[tuple[str, str], ...]


def arrange_ring(catalogue: Catalogue, language: str) -> Ring:
    """Return the positions of episodes, their guests, organisations and themes.

    >>> from ..bundled import load_catalogue
    >>> positions = arrange_ring(load_catalogue(), "fr").positions
    >>> len({position[1:] for position in positions.values()}) == len(positions)
    True
    """
    whole = build_network(catalogue, language)
    nodes = {node.key: node for node in whole.nodes}
    numbers = {f"episode-{episode.id}": n for n, episode in enumerate(catalogue.episodes)}
    episodes_of: dict[str, set[int]] = {}
    edges = tuple(edge for edge in whole.edges if edge.kind not in {"host", "broader"})
    for edge in edges:
        for key, number in _stating_episodes(edge, numbers):
            episodes_of.setdefault(key, set()).add(number)
    shown = {
        *numbers,
        *(edge.target for edge in edges if edge.kind == "guest"),
        *(key for key in episodes_of if nodes[key].kind in {"organisation", "theme"}),
    }
    clusters: list[list[str]] = [[] for _ in numbers]
    for kind in KINDS:
        for key in (key for key, node in nodes.items() if node.kind == kind and key in shown):
            clusters[median_low(episodes_of[key])].append(key)
    positions = _arrange([*numbers], clusters)
    return Ring(
        rows=1 + max((int(row) for _, row in positions.values()), default=0),
        positions={key: (nodes[key], *positions[key]) for key in nodes if key in positions},
        edges=tuple({(e.source, e.target): None for e in edges if {e.source, e.target} <= shown}),
    )


def _stating_episodes(edge: Edge, numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the ends of an edge, each with the number of an episode that states it."""
    if edge.source in numbers:
        return [(edge.target, numbers[edge.source])]
    ends = (edge.source, edge.target)
    return [(end, numbers[f"episode-{id_}"]) for id_ in edge.episodes for end in ends]


def _arrange(
    episodes: Sequence[str], clusters: Sequence[Sequence[str]]
) -> dict[str, tuple[float, float]]:
    """Return the column and row of each node, with an empty row between episodes."""
    rows: list[str | None] = []
    of: dict[str, range] = {}
    for episode, cluster in zip(episodes, clusters, strict=True):
        rows.extend([None] if rows else [])
        rows.extend(cluster or [None])
        of[episode] = range(len(rows) - (len(cluster) or 1), len(rows))
    half = (len(rows) + 1) // 2
    spots = [(-1.0, n) if n < half else (1.0, len(rows) - 1 - n) for n in range(len(rows))]
    return {
        **{key: spots[n] for n, key in enumerate(rows) if key is not None},
        **{
            episode: (fmean(spots[n][0] for n in at) / 2, fmean(spots[n][1] for n in at))
            for episode, at in of.items()
        },
    }
