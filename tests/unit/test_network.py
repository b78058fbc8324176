"""``graphml`` and ``mermaid``: any network, compared with one worked out from the records.

Small networks, as they are written, are in ``exports/networks.cases``.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED, MINE
from hostile import CATALOGUE as HOSTILE
from networks import Expected, facts_of_graph, known, meaning, names, read, shared
from settings import examples
from strategies import catalogues

BUNDLED = tfg.load_catalogue()
GIVEN = {"bundled": BUNDLED, "hostile": HOSTILE, "mine": MINE, "linked": LINKED}
LABEL = r'"((?:[^\W_]|[ ,’\'–…]|#\d+;)+)"'
NODE = re.compile(rf"  (n\d+)\[{LABEL}\]:::([a-z]+)")
EDGE = re.compile(rf"  (n\d+) (?:-->|-\.->)(?:\|{LABEL}\|)? (n\d+)")
CLASS = re.compile(r"  classDef ([a-z]+) [a-z]+:[#a-z0-9]+(?:,[a-z-]+:[#a-z0-9]+)*")
each_catalogue = pytest.mark.parametrize("catalogue", GIVEN.values(), ids=GIVEN)
COMMENT = re.compile(r"%% [^%<>`{}]+")
each_language = pytest.mark.parametrize("language", ["fr", "en"])
any_catalogue = given(catalogues())
few = settings(max_examples=examples(20), deadline=None)


def check_graph(catalogue: tfg.Catalogue, language: str) -> None:
    graph, nodes, edges = read(tfg.dumps(catalogue, "graphml", language=language))
    assert graph == facts_of_graph(catalogue, language)
    expected = known(catalogue, language)
    assert len(nodes) == len(expected)
    assert {node["id"]: node for node in nodes} == expected
    assert [key for key in expected if not re.fullmatch(r"[a-z]+-[a-z0-9-]+", key)] == []
    statements = Expected(catalogue, language).edges
    assert len(edges) == len(statements)
    assert set[str]().union(*edges) <= {"source", "target", "kind", "label", "episodes"}
    found = {(e["source"], e["kind"], e["target"], e.get("label")): e for e in edges}
    assert {edge: set(e.get("episodes", "").split()) for edge, e in found.items()} == statements
    assert {key for start, _, end, _ in found for key in (start, end)} <= set(expected)


@each_language
@each_catalogue
def test_a_graph_has_each_node_and_edge_with_all_known_facts(
    catalogue: tfg.Catalogue, language: str
) -> None:
    check_graph(catalogue, language)


@any_catalogue
@few
def test_the_graph_of_any_catalogue_has_each_node_and_edge(catalogue: tfg.Catalogue) -> None:
    check_graph(catalogue, "en")


def drawn(
    text: str,
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Return nodes and edges of a diagram, every line of which holds no markup."""
    whole = text.removesuffix("\n").split("\n")
    spacing, first, *lines = [line for line in whole if not COMMENT.fullmatch(line)]
    assert re.fullmatch(r"%%\{init: \{.*\}\}%%", spacing)
    assert first == "flowchart LR"
    nodes = [found.groups() for line in lines if (found := NODE.fullmatch(line))]
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    classes = [found[1] for line in lines if (found := CLASS.fullmatch(line))]
    assert len(lines) == len(nodes) + len(edges) + len(classes)
    assert classes == ["episode", "person", "group", "organisation", "theme"]
    return [(id_, shown(label), kind) for id_, label, kind in nodes], [
        (start, end, shown(label or "")) for start, label, end in edges
    ]


def shown(label: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)


def check_diagram(catalogue: tfg.Catalogue, language: str) -> None:
    nodes, edges = drawn(tfg.dumps(catalogue, "mermaid", language=language, nodes="all"))
    _, known_nodes, known_edges = read(tfg.dumps(catalogue, "graphml", language=language))
    ids = {node["id"]: f"n{number}" for number, node in enumerate(known_nodes, 1)}
    expected = Expected(catalogue, language)
    labels = names(catalogue, expected.nodes, language)
    assert nodes == [(ids[key], labels[key], expected.nodes[key][0]) for key in ids]
    assert [(start, end) for start, end, _ in edges] == [
        (ids[edge["source"]], ids[edge["target"]]) for edge in known_edges
    ]
    assert sorted(edges) == sorted(
        (ids[source], ids[target], meaning(source, kind, role, language))
        for source, kind, target, role in expected.edges
    )


@each_language
@each_catalogue
def test_a_diagram_has_each_node_and_edge(catalogue: tfg.Catalogue, language: str) -> None:
    check_diagram(catalogue, language)


@any_catalogue
@few
def test_the_diagram_of_any_catalogue_has_each_node_and_edge(catalogue: tfg.Catalogue) -> None:
    check_diagram(catalogue, "en")


def check_shared(catalogue: tfg.Catalogue) -> None:
    _, nodes, edges = read(tfg.dumps(catalogue, "graphml", language="en", nodes="shared"))
    expected = shared(catalogue)
    keys = [node["id"] for node in nodes]
    assert len(keys) == len(set(keys))
    assert set(keys) == {*(f"episode-{episode.id}" for episode in catalogue.episodes), *expected}
    pairs = [(edge["source"], edge["target"]) for edge in edges]
    assert set(pairs) == {(start, key) for key, starts in expected.items() for start in starts}
    ids = {key: f"n{number}" for number, key in enumerate(keys, 1)}
    drawn_nodes, drawn_edges = drawn(tfg.dumps(catalogue, "mermaid", language="en", nodes="shared"))
    assert [id_ for id_, _, _ in drawn_nodes] == [*ids.values()]
    assert drawn_edges == [(ids[start], ids[end], "") for start, end in dict.fromkeys(pairs)]


@each_catalogue
def test_what_episodes_share_is_joined_to_each_of_them(catalogue: tfg.Catalogue) -> None:
    check_shared(catalogue)


@any_catalogue
@few
def test_what_the_episodes_of_any_catalogue_share_is_joined_to_each_of_them(
    catalogue: tfg.Catalogue,
) -> None:
    check_shared(catalogue)


def test_the_bundled_catalogue_stays_within_the_limits_of_mermaid() -> None:
    text = tfg.dumps(BUNDLED, "mermaid", nodes="all")
    assert len(text) < 50_000
    assert 100 < len(drawn(text)[1]) < 500


def test_only_what_an_episode_refers_to_is_a_node() -> None:
    _, nodes, _ = read(tfg.dumps(MINE.episode("s01-intro"), "graphml"))
    assert [node["id"] for node in nodes] == ["episode-s01-intro", "person-zoe-quill"]
    assert read(tfg.dumps(MINE.subset([]), "graphml"))[1] == []
