"""The catalogue as networks of NetworkX, as the documentation shows them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

networkx = framework("networkx")

CATALOGUE = tfg.load_catalogue()


def test_the_whole_network_has_every_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = run("networks.md", "The whole network", tmp_path, monkeypatch)["network"]
    kinds = Counter(kind for _, kind in network.nodes(data="kind"))
    assert kinds["episode"] == len(CATALOGUE.episodes)
    assert kinds["person"] == len(CATALOGUE.people)
    assert kinds["organisation"] == len(CATALOGUE.organisations)
    assert kinds["theme"] == len(CATALOGUE.themes)
    drawn = (tmp_path / "network.dot").read_text(encoding="utf-8")
    assert drawn.count(" -> ") == network.number_of_edges()


def test_themes_are_linked_by_the_episodes_that_have_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = run("networks.md", "A network of records", tmp_path, monkeypatch)["together"]
    for one, other, shared in together.edges(data="weight"):
        both = [e for e in CATALOGUE.episodes if one in e.themes and other in e.themes]
        assert len(both) == shared


def test_an_edge_to_a_node_that_does_not_exist_is_noticed() -> None:
    text = tfg.dumps(CATALOGUE, "graphml").replace(
        '<node id="person-karine-gentelet"', '<node id="person-nobody"'
    )
    network = networkx.parse_graphml(text)
    assert [node for node, kind in network.nodes(data="kind") if kind is None] == [
        "person-karine-gentelet"
    ]


def test_a_network_cut_short_is_refused() -> None:
    with pytest.raises(SyntaxError):
        networkx.parse_graphml(tfg.dumps(CATALOGUE, "graphml")[:-20])
