"""``dot``: the network in the language of Graphviz."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from networks import Expected, descriptions, meaning, names, on_one_line, pages, read
from settings import examples
from strategies import catalogues

BUNDLED = tfg.load_catalogue()
STRING = r'"((?:[^"\\]|\\[\\"n])*)"'
NODE = re.compile(r'  "([a-z0-9-]+)" \[(kind=.*)\];')
EDGE = re.compile(r'  "([a-z0-9-]+)" -> "([a-z0-9-]+)" \[(kind=.*)\];')
ATTRIBUTES = re.compile(rf"(?:(\w+)=(?:{STRING}|([\w.]+))(?:; |$))")


def attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    end = 0
    for attribute in ATTRIBUTES.finditer(text):
        assert attribute.start() == end, text
        end = attribute.end()
        name, string, word = attribute.groups()
        assert name not in found
        found[name] = word if string is None else shown(string)
    assert end == len(text), text
    return found


def shown(string: str) -> str:
    """Return what Graphviz prints for a string; a line break counts as a space."""
    return unescape(re.sub(r"\\(.)", lambda found: {"n": " "}.get(found[1], found[1]), string))


def check(catalogue: tfg.Catalogue, language: str) -> None:
    text = tfg.dumps(catalogue, "dot", language=language, nodes="all")
    lines = text.removesuffix("\n").split("\n")
    assert (lines[0], lines[-1]) == ("digraph {", "}")
    title = re.fullmatch(rf"  label={STRING};", lines[1])
    assert title
    assert shown(title[1]) == on_one_line(catalogue.show.title)
    nodes = [found.groups() for line in lines if (found := NODE.fullmatch(line))]
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    assert len(lines) == 7 + len(nodes) + len(edges)
    _, known_nodes, known_edges = read(tfg.dumps(catalogue, "graphml", language=language))
    assert [id_ for id_, _ in nodes] == [node["id"] for node in known_nodes]
    assert [(start, end) for start, end, _ in edges] == [
        (edge["source"], edge["target"]) for edge in known_edges
    ]
    expected = Expected(catalogue, language)
    labels = names(catalogue, expected.nodes)
    texts, urls = descriptions(catalogue, language), pages(catalogue)
    for id_, written in nodes:
        read_back = attributes(written)
        assert (read_back["kind"], read_back["label"]) == (expected.nodes[id_][0], labels[id_])
        assert read_back.get("URL") == urls.get(id_)
        assert read_back.get("tooltip", "") == on_one_line(texts.get(id_, ""))
    shown_edges = [(start, attributes(text), end) for start, end, text in edges]
    assert sorted(
        (s, words["kind"], e, words["edgetooltip"]) for s, words, e in shown_edges
    ) == sorted(
        (source, kind, target, meaning(source, kind, role, language))
        for source, kind, target, role in expected.edges
    )


def test_a_graph_holds_each_node_and_edge() -> None:
    for language in ("fr", "en"):
        check(BUNDLED, language)
        check(MINE, language)


def test_long_labels_are_broken_between_words() -> None:
    text = tfg.dumps(tfg.by_theme("art"), "dot")
    title = r"S1E4 – Quand l'art\nquestionne la tech,\nimmersion au kikk\nfestival de Namur"
    assert f'label="{title}"' in text


def test_labels_keep_no_break_spaces() -> None:
    show = tfg.Show(id="s", title="Show", language="en")
    episode = tfg.Episode(id="e", show=show, title="0 \xa0")
    text = tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "dot", nodes="all")
    assert 'label="e – 0 \xa0"' in text


def test_escape_sequences_of_graphviz_are_escaped() -> None:
    show = tfg.Show(id="s", title=r'\G \N "q" &amp; \\', language="en")
    text = tfg.dumps(tfg.Catalogue(show=show), "dot")
    assert text.splitlines()[1] == r'  label="\\G \\N \"q\" &amp;amp; \\\\";'


def test_a_long_text_is_split_into_strings_that_graphviz_accepts() -> None:
    text = "&" * 5_000
    show = tfg.Show(id="s", title=text, language="en")
    line = tfg.dumps(tfg.Catalogue(show=show), "dot").splitlines()[1]
    strings = line.removeprefix("  label=").removesuffix(";").split(" + ")
    assert max(len(string.encode()) for string in strings) < 16_384
    assert "".join(shown(string.strip('"')) for string in strings) == text


def test_kinds_differ_in_shape_not_just_in_colour() -> None:
    text = tfg.dumps(BUNDLED, "dot", nodes="all")
    looks: set[str] = set()
    for line in text.splitlines():
        if found := NODE.fullmatch(line):
            drawn = attributes(found[2])
            looks.add(f"{drawn['kind']} {drawn['shape']} {drawn.get('style', '')}")
    assert looks == {
        "episode box ",
        "person ellipse ",
        "group ellipse filled,dashed",
        "organisation box filled,rounded",
        "theme plaintext ",
    }


def test_a_graph_shows_what_episodes_share_unless_it_is_asked_for_everything() -> None:
    assert tfg.dumps(BUNDLED, "dot") == tfg.dumps(BUNDLED, "dot", nodes="shared")
    assert tfg.dumps(BUNDLED, "dot") != tfg.dumps(BUNDLED, "dot", nodes="all")


def test_a_graph_of_what_episodes_share_has_the_nodes_and_edges_of_graphml() -> None:
    lines = tfg.dumps(BUNDLED, "dot", nodes="shared").splitlines()
    _, nodes, edges = read(tfg.dumps(BUNDLED, "graphml", nodes="shared"))
    assert [m[1] for line in lines if (m := NODE.fullmatch(line))] == [node["id"] for node in nodes]
    assert [(m[1], m[2]) for line in lines if (m := EDGE.fullmatch(line))] == [
        (edge["source"], edge["target"]) for edge in edges
    ]


def test_an_empty_selection_is_a_graph_without_nodes() -> None:
    text = tfg.dumps(BUNDLED.episodes.where(lambda _: False), "dot")
    assert "kind=" not in text
    assert "->" not in text
    assert text.endswith("];\n}\n")


def test_texts_that_graphviz_could_misread_survive_a_round_trip() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_any_text_survives_a_round_trip_apart_from_white_space(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")
