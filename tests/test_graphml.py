"""``graphml``: the network as XML, with typed attributes."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.writers.network import build_network

NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES: dict[str, type[Any]] = {"string": str, "long": int}
BUNDLED = tfg.load_catalogue()


def data(element: ET.Element, keys: dict[str, tuple[str, str, type[Any]]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element.findall(f"{NS}data"):
        owner, name, type_ = keys[child.attrib["key"]]
        assert element.tag == f"{NS}{owner}"
        assert name not in found
        found[name] = type_(child.text)
    return found


def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what the graph, its nodes and its edges say, as any reader of XML sees it."""
    root = ET.fromstring(text)  # noqa: S314 -- our own text
    keys = {
        key.attrib["id"]: (
            key.attrib["for"],
            key.attrib["attr.name"],
            TYPES[key.attrib["attr.type"]],
        )
        for key in root.findall(f"{NS}key")
    }
    graph = root.find(f"{NS}graph")
    assert graph is not None
    assert graph.attrib["edgedefault"] == "directed"
    nodes = [{**node.attrib, **data(node, keys)} for node in graph.findall(f"{NS}node")]
    edges = [{**edge.attrib, **data(edge, keys)} for edge in graph.findall(f"{NS}edge")]
    return data(graph, keys), nodes, edges


def check(catalogue: tfg.Catalogue, language: str) -> None:
    graph, nodes, edges = read(tfg.dumps(catalogue, "graphml", language=language))
    expected = build_network(catalogue, language)
    assert graph == {"title": catalogue.show.title, "language": language}
    assert nodes == [
        {"id": node.key, "kind": node.kind, "label": node.label, **node.facts}
        for node in expected.nodes
    ]
    assert edges == [
        {
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            **({} if edge.label is None else {"label": edge.label}),
            **({"episodes": " ".join(edge.episodes)} if edge.episodes else {}),
        }
        for edge in expected.edges
    ]


def test_each_node_and_edge_stands_with_all_that_is_known_of_it() -> None:
    for language in ("fr", "en"):
        check(BUNDLED, language)
        check(MINE, language)


def test_an_affiliation_names_the_episodes_that_state_it() -> None:
    _, _, edges = read(tfg.dumps(BUNDLED, "graphml"))
    assert {
        "source": "person-karine-gentelet",
        "target": "organisation-universite-du-quebec",
        "kind": "affiliation",
        "episodes": "s01e03 s01e07",
    } in edges


def test_the_language_is_that_of_the_show_where_none_is_given() -> None:
    assert tfg.dumps(BUNDLED, "graphml") == tfg.dumps(BUNDLED, "graphml", language="fr")
    assert tfg.dumps(BUNDLED, "graphml") != tfg.dumps(BUNDLED, "graphml", language="en")


def test_an_empty_selection_is_a_graph_without_nodes() -> None:
    graph, nodes, edges = read(tfg.dumps(BUNDLED.episodes.where(lambda _: False), "graphml"))
    assert (graph["title"], nodes, edges) == (BUNDLED.show.title, [], [])


def test_texts_that_mean_something_to_xml_come_back_exactly() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)


def test_a_carriage_return_does_not_become_a_line_break() -> None:
    show = tfg.Show(id="my-show", title="Bread\rand wine", language="en")
    graph, _, _ = read(tfg.dumps(tfg.Catalogue(show=show), "graphml"))
    assert graph["title"] == show.title


@given(catalogues())
@settings(max_examples=examples(40), deadline=None)
def test_any_text_comes_back_exactly_white_space_too(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")
