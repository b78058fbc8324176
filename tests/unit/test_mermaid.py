"""``mermaid``: the network as a flowchart."""

from __future__ import annotations

import re

from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from networks import Expected, meaning, names, read
from settings import examples
from strategies import catalogues

BUNDLED = tfg.load_catalogue()
LABEL = r'"((?:[^\W_]|[ ,’\'–…]|#\d+;)+)"'
NODE = re.compile(rf"  (n\d+)\[{LABEL}\]:::([a-z]+)")
EDGE = re.compile(rf"  (n\d+) (-->|-\.->)(?:\|{LABEL}\|)? (n\d+)")
CLASS = re.compile(r"  classDef ([a-z]+) [a-z]+:[#a-z0-9]+(?:,[a-z-]+:[#a-z0-9]+)*")


UNLABELLED = {"affiliation", "part_of", "theme", "broader"}


def shown(label: str | None) -> str | None:
    if label is None:
        return None
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)


def cut(label: str) -> str:
    """Return a label as a diagram has it, shortened where it is long."""
    if len(label) <= 40:
        return label
    words = label[:40].rpartition(" ")[0]
    return (words if len(words) > 20 else label[:39]).rstrip(" ,;:–-") + "…"


def after_header(text: str) -> list[str]:
    spacing, first, *lines = text.removesuffix("\n").split("\n")
    assert re.fullmatch(r"%%\{init: \{.*\}\}%%", spacing)
    assert first == "flowchart LR"
    return lines


def check(catalogue: tfg.Catalogue, language: str) -> None:
    """Compare nodes and edges; every line has to be one of three that hold no markup."""
    text = tfg.dumps(catalogue, "mermaid", language=language, nodes="all")
    lines = after_header(text)
    nodes = [found.groups() for line in lines if (found := NODE.fullmatch(line))]
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    classes = [found[1] for line in lines if (found := CLASS.fullmatch(line))]
    assert len(lines) == len(nodes) + len(edges) + len(classes)
    _, known_nodes, known_edges = read(tfg.dumps(catalogue, "graphml", language=language))
    ids = {node["id"]: f"n{number}" for number, node in enumerate(known_nodes, 1)}
    assert [(start, end) for start, _, _, end in edges] == [
        (ids[edge["source"]], ids[edge["target"]]) for edge in known_edges
    ]
    expected = Expected(catalogue, language)
    labels = {key: cut(name) for key, name in names(catalogue, expected.nodes).items()}
    assert [(id_, shown(label), kind) for id_, label, kind in nodes] == [
        (number, labels[key], expected.nodes[key][0]) for key, number in ids.items()
    ]
    assert sorted((start, shown(label) or "", end) for start, _, label, end in edges) == sorted(
        (
            ids[source],
            "" if kind in UNLABELLED else cut(meaning(source, kind, role, language)),
            ids[target],
        )
        for source, kind, target, role in expected.edges
    )
    assert classes == ["episode", "person", "group", "organisation", "theme"]


def test_a_flowchart_holds_each_node_and_edge() -> None:
    for language in ("fr", "en"):
        check(BUNDLED, language)
        check(MINE, language)


def test_an_edge_is_labelled_if_its_ends_do_not_explain_it() -> None:
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
        guests=(tfg.Credit(person=ann, role=role, organisations=(body,), credited_as="Ann"),),
        organisations=(tfg.Mention(organisation=body, relation="supporter"),),
        themes=(tfg.Theme(id="t", label=tfg.LocalizedText(fr="Thème")),),
    )
    assert tfg.dumps(episode, "mermaid").splitlines()[2:-5] == [
        '  n1["S1E1 – Un"]:::episode',
        '  n2["Ann"]:::person',
        '  n3["Body"]:::organisation',
        '  n4["Thème"]:::theme',
        '  n1 -->|"présentation"| n2',
        '  n1 -->|"l\'experte"| n2',
        "  n2 --> n3",
        '  n1 -->|"soutien"| n3',
        "  n1 -.-> n4",
    ]
    assert '|"expert"|' in tfg.dumps(episode, "mermaid", language="en")


def test_the_bundled_catalogue_stays_within_the_limits_of_mermaid() -> None:
    text = tfg.dumps(BUNDLED, "mermaid", nodes="all")
    assert len(text) < 50_000
    edges = [line for line in text.splitlines() if EDGE.fullmatch(line)]
    assert 100 < len(edges) < 500


def test_an_empty_selection_is_a_flowchart_without_nodes() -> None:
    text = tfg.dumps(BUNDLED.episodes.where(lambda _: False), "mermaid")
    assert after_header(text)[0].startswith("  classDef episode ")


def test_a_flowchart_shows_what_episodes_share_with_one_arrow_each_and_no_labels() -> None:
    text = tfg.dumps(BUNDLED, "mermaid")
    assert text == tfg.dumps(BUNDLED, "mermaid", nodes="shared")
    lines = after_header(text)
    _, known_nodes, known_edges = read(tfg.dumps(BUNDLED, "graphml", nodes="shared"))
    ids = {node["id"]: f"n{number}" for number, node in enumerate(known_nodes, 1)}
    assert [m[1] for line in lines if (m := NODE.fullmatch(line))] == [*ids.values()]
    edges = [m.groups() for line in lines if (m := EDGE.fullmatch(line))]
    pairs = {(ids[edge["source"]], ids[edge["target"]]): None for edge in known_edges}
    assert [(start, end) for start, _, _, end in edges] == [*pairs]
    assert {label for *_, label, _ in edges} == {None}


def test_a_long_label_is_cut_between_words() -> None:
    text = tfg.dumps(BUNDLED, "mermaid")
    assert '["Chaire de recherche intelligence…"]' in text


def test_texts_that_mermaid_could_misread_survive_a_round_trip() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_any_text_survives_a_round_trip_apart_from_white_space(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")
