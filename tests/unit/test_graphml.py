"""``graphml``: the network as XML, with typed attributes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from networks import Expected, descriptions, pages, read
from settings import examples
from strategies import catalogues

BUNDLED = tfg.load_catalogue()


def facts_of(catalogue: tfg.Catalogue, language: str) -> dict[str, dict[str, Any]]:
    """Return by node what else has to be said of it, where it is known."""
    texts, urls = descriptions(catalogue, language), pages(catalogue)
    facts: dict[str, dict[str, Any]] = {
        f"episode-{episode.id}": {
            "code": episode.code,
            "season": episode.season,
            "number": episode.number,
            "episode_kind": episode.kind,
            "duration": None
            if episode.duration is None
            else episode.duration.seconds + episode.duration.days * 86_400,
            "published": episode.published and str(episode.published),
        }
        for episode in catalogue.episodes
    }
    for person in catalogue.people:
        facts[f"person-{person.id}"] = {"honorific": person.honorific}
    for body in catalogue.organisations:
        facts[f"organisation-{body.id}"] = {
            "organisation_kind": body.kind,
            "founded": body.founded,
        }
    for key in (*texts, *urls):
        more = {"description": texts.get(key), "url": urls.get(key)}
        facts[key] = {**facts.get(key, {}), **more}
    return {
        key: {name: fact for name, fact in known.items() if fact is not None}
        for key, known in facts.items()
    }


def check(catalogue: tfg.Catalogue, language: str) -> None:
    graph, nodes, edges = read(tfg.dumps(catalogue, "graphml", language=language))
    expected = Expected(catalogue, language)
    facts = facts_of(catalogue, language)
    assert graph == {"title": catalogue.show.title, "language": language}
    assert len(nodes) == len(expected.nodes)
    assert {node["id"]: node for node in nodes} == {
        key: {"id": key, "kind": kind, "label": label, **facts.get(key, {})}
        for key, (kind, label) in expected.nodes.items()
    }
    assert len(edges) == len(expected.edges)
    assert set().union(*edges) <= {"source", "target", "kind", "label", "episodes"}
    found = {(e["source"], e["kind"], e["target"], e.get("label")): e for e in edges}
    assert {edge: set(e.get("episodes", "").split()) for edge, e in found.items()} == expected.edges


def test_each_node_and_edge_has_all_its_known_facts() -> None:
    for language in ("fr", "en"):
        check(BUNDLED, language)
        check(MINE, language)


def test_an_affiliation_names_the_episodes_that_state_it() -> None:
    _, _, edges = read(tfg.dumps(BUNDLED, "graphml"))
    (edge,) = (
        edge
        for edge in edges
        if edge["source"] == "person-karine-gentelet"
        and edge["target"] == "organisation-universite-du-quebec"
    )
    assert edge["kind"] == "affiliation"
    assert edge["episodes"].split()[:2] == ["s01e03", "s01e07"]


def test_the_language_is_that_of_the_show_where_none_is_given() -> None:
    assert tfg.dumps(BUNDLED, "graphml") == tfg.dumps(BUNDLED, "graphml", language="fr")
    assert tfg.dumps(BUNDLED, "graphml") != tfg.dumps(BUNDLED, "graphml", language="en")


def test_an_empty_selection_is_a_graph_without_nodes() -> None:
    graph, nodes, edges = read(tfg.dumps(BUNDLED.episodes.where(lambda _: False), "graphml"))
    assert (graph["title"], nodes, edges) == (BUNDLED.show.title, [], [])


def test_texts_that_xml_parsers_could_misread_survive_a_round_trip() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)


def test_a_carriage_return_does_not_become_a_line_break() -> None:
    show = tfg.Show(id="my-show", title="Bread\rand wine", language="en")
    graph, _, _ = read(tfg.dumps(tfg.Catalogue(show=show), "graphml"))
    assert graph["title"] == show.title


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_any_text_survives_a_round_trip_including_white_space(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")
