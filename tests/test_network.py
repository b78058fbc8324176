"""The network that three formats write: which nodes, which edges, each once."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED, MINE
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.catalogue.indexes import reached
from techforgood_podcast.models import EpisodeKind, Relation
from techforgood_podcast.text.words import WORDS
from techforgood_podcast.writers.anchors import anchor_of
from techforgood_podcast.writers.network import Edge, build_network, describe_edge, label_node

SHOW = tfg.Show(id="s", title="Show", language="en")
BUNDLED = tfg.load_catalogue()


def said(catalogue: tfg.Catalogue, language: str = "en") -> list[tuple[str, str, str, str | None]]:
    edges = build_network(catalogue, language).edges
    return [(edge.source, edge.kind, edge.target, edge.label) for edge in edges]


def test_nodes_stand_by_kind_each_in_the_order_of_the_catalogue() -> None:
    assert [(node.key, node.label) for node in build_network(LINKED, "en").nodes] == [
        ("episode-s01e01", "Steps"),
        ("episode-s01e02", "Bread"),
        ("person-ann-bell", "Ann Bell"),
        ("person-bob-cole", "Bob Cole"),
        ("person-cid-dean", "Cid Dean"),
        ("person-zoe-quill", "Zoé Quill"),
        ("group-s01e01-2", "the public"),
        ("organisation-backer", "Backer"),
        ("organisation-bakery", "Bakery"),
        ("organisation-branch", "Branch"),
        ("organisation-group", "Group"),
        ("theme-art", "Art"),
        ("theme-dance", "Dance"),
        ("theme-food", "Food"),
    ]


def test_edges_say_what_the_episodes_say_and_how_it_hangs_together() -> None:
    assert said(LINKED) == [
        ("episode-s01e01", "host", "person-zoe-quill", None),
        ("episode-s01e01", "guest", "person-ann-bell", None),
        ("person-ann-bell", "affiliation", "organisation-branch", None),
        ("episode-s01e01", "guest", "group-s01e01-2", None),
        ("group-s01e01-2", "affiliation", "organisation-branch", None),
        ("episode-s01e01", "mentioned", "person-cid-dean", None),
        ("episode-s01e01", "subject", "organisation-branch", None),
        ("episode-s01e01", "supporter", "organisation-backer", None),
        ("organisation-backer", "supporter", "organisation-branch", None),
        ("episode-s01e01", "theme", "theme-dance", None),
        ("episode-s01e02", "guest", "person-bob-cole", None),
        ("person-bob-cole", "affiliation", "organisation-bakery", None),
        ("episode-s01e02", "guest", "person-ann-bell", None),
        ("episode-s01e02", "theme", "theme-food", None),
        ("person-zoe-quill", "affiliation", "organisation-group", None),
        ("organisation-branch", "part_of", "organisation-group", None),
        ("theme-dance", "broader", "theme-art", None),
    ]


def test_what_no_episode_leads_to_is_no_node() -> None:
    whole = {node.key for node in build_network(MINE, "fr").nodes}
    assert "organisation-payer" in whole
    part = build_network(MINE.subset([MINE.episode("s01-intro")]), "fr")
    assert [node.key for node in part.nodes] == ["episode-s01-intro", "person-zoe-quill"]
    assert build_network(MINE.subset([]), "fr").nodes == ()


def test_an_edge_that_several_episodes_state_stands_once_with_all_of_them() -> None:
    edges = build_network(BUNDLED, "fr").edges
    found = [edge for edge in edges if edge.target == "organisation-universite-du-quebec"]
    assert [(e.source, e.kind, e.episodes) for e in found if e.source.startswith("person")] == [
        ("person-karine-gentelet", "affiliation", ("s01e03", "s01e07"))
    ]


def test_a_lasting_membership_that_a_credit_repeats_is_one_edge() -> None:
    body = tfg.Organisation(id="body", name="Body", kind="lab")
    ann = tfg.Person(id="ann", name="Ann", organisations=(body,))
    credit = tfg.Appearance(person=ann, organisations=(body,), credited_as="Ann")
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=(credit,))
    edges = build_network(tfg.Catalogue(show=SHOW, episodes=[episode]), "en").edges
    assert [(edge.kind, edge.episodes) for edge in edges] == [
        ("guest", ()),
        ("affiliation", ("e",)),
    ]


def test_two_roles_in_one_episode_are_two_edges() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    parts = tuple(
        tfg.Appearance(person=ann, role=tfg.LocalizedText(en=role), credited_as="Ann")
        for role in ("baker", "miller", "baker")
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=parts)
    assert [edge[3] for edge in said(tfg.Catalogue(show=SHOW, episodes=[episode]))] == [
        "baker",
        "miller",
    ]


def test_texts_are_in_the_language_asked_for_or_else_in_their_own() -> None:
    labels = {node.key: node.label for node in build_network(BUNDLED, "en").nodes}
    assert labels["theme-inclusion-numerique"] == "Digital inclusion"
    assert ("episode-s01e03", "guest", "person-jean-deydier", "founder of We TechCare") in said(
        BUNDLED
    )
    roles = [edge[3] for edge in said(BUNDLED, "de") if edge[2] == "person-jean-deydier"]
    assert roles == ["fondateur de We TechCare"]


def test_facts_are_those_that_are_known() -> None:
    nodes = {node.key: node for node in build_network(BUNDLED, "fr").nodes}
    assert nodes["person-david-servais"].facts == {"honorific": "Dr"}
    assert nodes["organisation-bayes-impact"].facts == {
        "organisation_kind": "ngo",
        "description": str(BUNDLED.organisations["bayes-impact"].description),
        "founded": 2014,
    }
    mine = {node.key: node for node in build_network(MINE, "fr").nodes}
    assert mine["episode-s01e01"].facts == {
        "code": "S1E1",
        "season": 1,
        "number": 1,
        "episode_kind": "full",
        "duration": 1800,
        "published": "2022-01-17",
    }
    assert mine["theme-art"].facts == {}


def test_a_picture_names_an_episode_with_its_code() -> None:
    nodes = {node.key: label_node(node) for node in build_network(MINE, "fr").nodes}
    assert nodes["episode-s01-intro"] == "S1 intro – Intro"
    assert nodes["person-bob-cole"] == "Bob Cole"


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_edge_says_something_in_words(language: str) -> None:
    kinds = (*get_args(Relation), "host", "guest", "affiliation", "part_of", "theme", "broader")
    meanings = [describe_edge(Edge(source="a", target="b", kind=kind), language) for kind in kinds]
    assert all(meanings)
    assert len(set(meanings)) == len(kinds)
    assert (
        describe_edge(Edge(source="a", target="b", kind="guest", label="baker"), language)
        == "baker"
    )


def test_the_words_of_both_languages_answer_to_the_same_keys() -> None:
    assert set(WORDS["fr"]) == set(WORDS["en"])
    assert {f"relation_{relation}" for relation in get_args(Relation)} < set(WORDS["fr"])
    assert set(get_args(EpisodeKind)) - {"full"} < set(WORDS["fr"])


def check(catalogue: tfg.Catalogue) -> None:
    found = build_network(catalogue, "en")
    keys = [node.key for node in found.nodes]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z]+-[a-z0-9-]+", key) for key in keys)
    assert {key for edge in found.edges for key in (edge.source, edge.target)} <= set(keys)
    statements = [(edge.source, edge.target, edge.kind, edge.label) for edge in found.edges]
    assert len(set(statements)) == len(statements)
    lists = reached(catalogue.episodes)
    entities = [
        entity
        for name in ("episodes", "people", "organisations", "themes")
        for entity in lists[name]
    ]
    groups = [
        appearance
        for episode in catalogue.episodes
        for appearance in (*episode.guests, *episode.mentioned)
        if appearance.group is not None
    ]
    assert {anchor_of(entity) for entity in entities} <= set(keys)
    assert len(keys) == len(entities) + len(groups)


def test_every_edge_joins_nodes_and_says_what_no_other_says() -> None:
    for catalogue in (BUNDLED, HOSTILE, MINE, LINKED):
        check(catalogue)


@given(catalogues())
@settings(max_examples=examples(40), deadline=None)
def test_any_catalogue_is_a_network_of_all_that_its_episodes_lead_to(
    catalogue: tfg.Catalogue,
) -> None:
    check(catalogue)
