"""``graphml`` and ``mermaid`` as rustworkx and Mermaid read them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from cases import BUNDLED, CASES, HERE, LANGUAGES, catalogue_of, reader

import techforgood_podcast as tfg
from networks import Expected, facts_of_graph, known, meaning, names, shared

if TYPE_CHECKING:
    from pathlib import Path

rustworkx = reader("rustworkx")
GIVEN = [(case, language) for case in CASES for language in LANGUAGES]


# ---------------------------------------------------------------------------------- GraphML


def saved(folder: Path, text: str) -> str:
    path = folder / "network.graphml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("case", "language"), GIVEN)
def test_rustworkx_sees_every_node_and_edge(tmp_path: Path, case: str, language: str) -> None:
    catalogue = catalogue_of(CASES[case])
    path = saved(tmp_path, tfg.dumps(CASES[case], "graphml", language=language))
    (graph,) = rustworkx.read_graphml(path)
    wanted = Expected(catalogue, language)
    stated = {name: fact for name, fact in graph.attrs.items() if fact is not None}
    assert stated == facts_of_graph(catalogue, language)
    # It fills in what a node does not state: empty texts, and no numbers.
    nodes = [
        {name: fact for name, fact in node.items() if fact not in {None, ""}}
        for node in graph.nodes()
    ]
    assert len(nodes) == len(wanted.nodes)
    assert {node["id"]: node for node in nodes} == known(catalogue, language)
    ids = [node["id"] for node in nodes]
    edges = {
        (ids[start], edge["kind"], ids[end], edge.get("label") or None)
        for start, end, edge in graph.weighted_edge_list()
    }
    assert graph.num_edges() == len(wanted.edges)
    assert edges == set(wanted.edges)


@pytest.mark.parametrize(
    ("part", "broken", "reason"),
    [
        ('"node-season">1<', '"node-season">one<', "invalid digit"),
        ('data key="edge-kind"', 'data key="edge-kin"', "Key 'edge-kin' for edges not found"),
        ("</graph>", "", "not well-formed"),
    ],
)
def test_rustworkx_refuses_what_is_not_declared(
    tmp_path: Path, part: str, broken: str, reason: str
) -> None:
    text = tfg.dumps(CASES["episode"], "graphml")
    assert part in text
    with pytest.raises(Exception, match=reason):
        rustworkx.read_graphml(saved(tmp_path, text.replace(part, broken)))


# ---------------------------------------------------------------------------------- Mermaid


def by_mermaid(documents: list[str]) -> list[dict[str, Any]]:
    """Return what Mermaid's parser makes of each document, or why it refuses it."""
    run = subprocess.run(
        ["node", HERE / "mermaid.mjs"],  # noqa: S607 -- the one that is installed
        input=json.dumps(documents),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


@pytest.fixture(scope="module")
def diagrams() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the diagram of each case, all read in one go."""
    documents = [
        tfg.dumps(CASES[case], "mermaid", language=language, nodes="all")
        for case, language in GIVEN
    ]
    return dict(zip(GIVEN, by_mermaid(documents), strict=True))


@pytest.mark.parametrize(("case", "language"), GIVEN)
def test_mermaid_sees_every_node_and_edge(
    diagrams: dict[tuple[str, str], dict[str, Any]], case: str, language: str
) -> None:
    diagram = diagrams[case, language]
    assert "error" not in diagram
    assert diagram["type"] == "flowchart-v2"
    catalogue = catalogue_of(CASES[case])
    wanted = Expected(catalogue, language)
    labels = names(catalogue, wanted.nodes, language)
    shown = {node["id"]: (*node["classes"], node["text"]) for node in diagram["nodes"]}
    assert len(shown) == len(wanted.nodes)
    labelled = {key: (kind, labels[key]) for key, (kind, _) in wanted.nodes.items()}
    assert sorted(shown.values()) == sorted(labelled.values())
    assert sorted(
        (shown[edge["start"]], shown[edge["end"]], edge["stroke"], edge["text"])
        for edge in diagram["edges"]
    ) == sorted(
        (
            labelled[start],
            labelled[end],
            "dotted" if kind in {"theme", "broader"} else "normal",
            meaning(start, kind, role, language),
        )
        for start, kind, end, role in wanted.edges
    )
    for part in (*diagram["nodes"], *diagram["edges"]):
        assert part["markup"] == 0
        assert part["type"] != "markdown"
    assert {kind for kind, _ in labelled.values()} <= set(diagram["classes"])


def test_readers_see_what_episodes_share_joined_to_each_of_them(tmp_path: Path) -> None:
    found = shared(BUNDLED)
    wanted = sorted((episode, key) for key, episodes in found.items() for episode in episodes)
    keys = {*found, *(f"episode-{episode.id}" for episode in BUNDLED.episodes)}

    graphml = tfg.dumps(BUNDLED, "graphml", nodes="shared")
    (graph,) = rustworkx.read_graphml(saved(tmp_path, graphml))
    ids: list[str] = [node["id"] for node in graph.nodes()]
    pairs: set[tuple[str, str]] = {(ids[start], ids[end]) for start, end in graph.edge_list()}
    assert {*ids} == keys
    assert sorted(pairs) == wanted

    (diagram,) = by_mermaid([tfg.dumps(BUNDLED, "mermaid")])
    numbers = {node["id"]: key for node, key in zip(diagram["nodes"], ids, strict=True)}
    arrows = [(numbers[edge["start"]], numbers[edge["end"]]) for edge in diagram["edges"]]
    assert sorted(arrows) == wanted


def test_mermaid_refuses_what_other_writers_get_wrong_and_shows_markup() -> None:
    bare, unclosed, markup = by_mermaid(
        [
            'flowchart LR\n  end["a"]\n',
            'flowchart LR\n  n1["a\n  n2["b"]\n',
            'flowchart LR\n  n1["<b>bold</b>"]\n',
        ]
    )
    assert "got 'end'" in bare["error"]
    assert "got 'STR'" in unclosed["error"]
    assert [node["markup"] for node in markup["nodes"]] == [1]
