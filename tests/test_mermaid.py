"""``mermaid``: the network as a flowchart."""

from __future__ import annotations

import re

from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.writers.network import build_network, describe_edge, label_node

BUNDLED = tfg.load_catalogue()
LABEL = r'"((?:[^\W_]|[ ,’\'–]|#\d+;)+)"'
NODE = re.compile(rf"  (n\d+)\[{LABEL}\]:::([a-z]+)")
EDGE = re.compile(rf"  (n\d+) (-->|-\.->)(?:\|{LABEL}\|)? (n\d+)")
CLASS = re.compile(r"  classDef ([a-z]+) [a-z]+:[#a-z0-9]+(?:,[a-z-]+:[#a-z0-9]+)*")


def shown(label: str | None) -> str | None:
    if label is None:
        return None
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)


def on_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def check(catalogue: tfg.Catalogue, language: str) -> None:
    """Compare nodes and edges; every line has to be one of three that hold no markup."""
    text = tfg.dumps(catalogue, "mermaid", language=language)
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    nodes = [found.groups() for line in lines if (found := NODE.fullmatch(line))]
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    classes = [found[1] for line in lines if (found := CLASS.fullmatch(line))]
    assert len(lines) == len(nodes) + len(edges) + len(classes)
    expected = build_network(catalogue, language)
    ids = {node.key: f"n{place}" for place, node in enumerate(expected.nodes, 1)}
    assert [(id_, shown(label), kind) for id_, label, kind in nodes] == [
        (ids[node.key], on_one_line(label_node(node)), node.kind) for node in expected.nodes
    ]
    assert [(start, shown(label), end) for start, _, label, end in edges] == [
        (
            ids[edge.source],
            None
            if edge.kind in {"affiliation", "part_of", "theme", "broader"}
            else on_one_line(describe_edge(edge, language)),
            ids[edge.target],
        )
        for edge in expected.edges
    ]
    assert classes == ["episode", "person", "group", "organisation", "theme"]


def test_a_flowchart_holds_each_node_and_edge() -> None:
    for language in ("fr", "en"):
        check(BUNDLED, language)
        check(MINE, language)


def test_an_edge_is_labelled_where_its_ends_do_not_say_enough() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    body = tfg.Organisation(id="body", name="Body", kind="lab")
    show = tfg.Show(id="s", title="T", language="fr")
    role = tfg.LocalizedText(fr="l'experte", en="expert")
    episode = tfg.Episode(
        id="s01e01",
        show=show,
        season=1,
        number=1,
        title="Un",
        hosts=(ann,),
        guests=(tfg.Appearance(person=ann, role=role, organisations=(body,), credited_as="Ann"),),
        organisations=(tfg.Mention(organisation=body, relation="supporter"),),
        themes=(tfg.Theme(id="t", label=tfg.LocalizedText(fr="Thème")),),
    )
    assert tfg.dumps(episode, "mermaid").splitlines()[1:-5] == [
        '  n1["S1E1 – Un"]:::episode',
        '  n2["Ann"]:::person',
        '  n3["Body"]:::organisation',
        '  n4["Thème"]:::theme',
        '  n1 -->|"journaliste"| n2',
        '  n1 -->|"l\'experte"| n2',
        "  n2 --> n3",
        '  n1 -->|"soutien"| n3',
        "  n1 -.-> n4",
    ]
    assert '|"expert"|' in tfg.dumps(episode, "mermaid", language="en")


def test_the_bundled_catalogue_stays_within_what_mermaid_draws() -> None:
    text = tfg.dumps(BUNDLED, "mermaid")
    assert len(text) < 50_000
    assert len(build_network(BUNDLED, "fr").edges) < 500


def test_an_empty_selection_is_a_flowchart_without_nodes() -> None:
    text = tfg.dumps(BUNDLED.episodes.where(lambda _: False), "mermaid")
    assert text.startswith("flowchart LR\n  classDef episode ")


def test_texts_that_mean_something_to_mermaid_come_back() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)


@given(catalogues())
@settings(max_examples=examples(40), deadline=None)
def test_any_text_comes_back_apart_from_white_space(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")
