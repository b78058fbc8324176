"""Where everything stands in the picture of a network: no two labels in one place.

Whatever episodes lead to stands in two columns that are read like a ring, down on the left and
up on the right, each thing beside the others of its episode. The episodes stand between the
columns, so that no line crosses a label. A layout by forces would look more like a network, and
leave most of the names on top of one another.
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
    """Places of nodes, and which of them lines join.

    Attributes:
        rows: how many rows the columns have.
        places: each node with its column, -1 or 1 (episodes: between them), and its row.
        edges: pairs of the nodes' keys.
    """

    rows: int
    places: Mapping[str, tuple[Node, float, float]]
    edges: tuple[tuple[str, str], ...]


def ring(catalogue: Catalogue, language: str) -> Ring:
    """Return the places of episodes, their guests, and organisations and themes they name.

    >>> from ..bundled import load_catalogue
    >>> places = ring(load_catalogue(), "fr").places
    >>> len({place[1:] for place in places.values()}) == len(places)
    True
    """
    whole = build_network(catalogue, language)
    nodes = {node.key: node for node in whole.nodes}
    numbers = {f"episode-{episode.id}": n for n, episode in enumerate(catalogue.episodes)}
    said: dict[str, set[int]] = {}
    edges = tuple(edge for edge in whole.edges if edge.kind not in {"host", "broader"})
    for edge in edges:
        for key, number in _sayings(edge, numbers):
            said.setdefault(key, set()).add(number)
    shown = {
        *numbers,
        *(edge.target for edge in edges if edge.kind == "guest"),
        *(key for key in said if nodes[key].kind in {"organisation", "theme"}),
    }
    clusters: list[list[str]] = [[] for _ in numbers]
    for kind in KINDS:
        for key in (key for key, node in nodes.items() if node.kind == kind and key in shown):
            clusters[median_low(said[key])].append(key)
    places = _placed([*numbers], clusters)
    return Ring(
        rows=1 + max((int(row) for _, row in places.values()), default=0),
        places={key: (nodes[key], *places[key]) for key in nodes if key in places},
        edges=tuple({(e.source, e.target): None for e in edges if {e.source, e.target} <= shown}),
    )


def _sayings(edge: Edge, numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return which episodes say something of which ends of an edge."""
    if edge.source in numbers:
        return [(edge.target, numbers[edge.source])]
    ends = (edge.source, edge.target)
    return [(end, numbers[f"episode-{id_}"]) for id_ in edge.episodes for end in ends]


def _placed(
    episodes: Sequence[str], clusters: Sequence[Sequence[str]]
) -> dict[str, tuple[float, float]]:
    """Return column and row of everything; an empty row parts one episode from the next."""
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
