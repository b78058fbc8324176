"""``graphml``: the network of guests, organisations and themes, for Gephi and graph libraries.

Nodes are episodes, people, groups of people without names, organisations and themes, as ``kind``
says; their ids begin with it (``person-karine-gentelet``).
Edges are directed. They lead from an episode to its hosts (``host``), guests (``guest``) and
people who are only mentioned (``mentioned``), with the role as ``label``; to its themes
(``theme``); and to its organisations, with the relation as ``kind``: ``subject``, ``funder``,
``supporter`` … Other edges lead from a person or group to organisations (``affiliation``,
``founder_of``), from an organisation to the one that it supports, belongs to and so on (the
relation again) and to those that it is part of (``part_of``), and from a theme to the broader one
(``broader``). ``episodes`` lists the ids of the episodes that state an affiliation or a relation
between organisations.

With ``nodes="shared"``, every edge starts from an episode; ``affiliation`` then leads to an
organisation that only the credit of a guest names.

Also lost: all languages but one; people, organisations and themes that no episode refers to.

Note: running times are in seconds. ``licence`` and ``notice``, the catalogue's, are keys of the
graph.

Tested with: rustworkx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...text.markup import escape_text
from ..format import Format, Nodes
from ..text.phrases import Phrases
from .network import build_network, select_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...catalogue.catalogue import Catalogue
    from .network import Network

FORMAT = Format(
    name="graphml",
    suffixes=(".graphml",),
    media_type="application/graphml+xml",
    summary="The network of guests, organisations and themes, for Gephi and graph libraries.",
    family="networks",
    options=("language", "nodes"),
)

# The attributes of the graph, of nodes and of edges, with their types.
_KEYS: tuple[tuple[Literal["graph", "node", "edge"], str, Literal["string", "long"]], ...] = (
    ("graph", "title", "string"),
    ("graph", "language", "string"),
    ("graph", "licence", "string"),
    ("graph", "notice", "string"),
    ("node", "kind", "string"),
    ("node", "label", "string"),
    ("node", "code", "string"),
    ("node", "season", "long"),
    ("node", "number", "long"),
    ("node", "episode_kind", "string"),
    ("node", "duration", "long"),
    ("node", "published", "string"),
    ("node", "honorific", "string"),
    ("node", "organisation_kind", "string"),
    ("node", "founded", "long"),
    ("node", "description", "string"),
    ("node", "url", "string"),
    ("edge", "kind", "string"),
    ("edge", "label", "string"),
    ("edge", "episodes", "string"),
)


def content(
    catalogue: Catalogue,
    *,
    language: str,
    nodes: Nodes | None = None,
) -> str:
    """Return the network of a catalogue as GraphML.

    Args:
        catalogue: what to write.
        language: the language of roles, themes and descriptions; that of the show by default.
        nodes: `shared` keeps only the guests, organisations and themes that two or more episodes
            share, each joined to its episodes; `all`, the default, keeps everything.

    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_theme("art"), "graphml", language="en")
    >>> [line.strip() for line in text.splitlines() if "edgedefault" in line]
    ['<graph edgedefault="directed">']
    """
    drawn = select_nodes(build_network(catalogue, language), nodes or "all")
    info = catalogue.info
    facts = {
        "title": catalogue.show.title,
        "language": language,
        "licence": info.licence,
        "notice": Phrases(language).say(info.notice),
    }
    return "\n".join((*_lines(facts, drawn), ""))


def _lines(facts: Mapping[str, str | None], drawn: Network) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, name, type_ in _KEYS:
        key = f'id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{type_}"'
        yield f"  <key {key}/>"
    yield '  <graph edgedefault="directed">'
    yield from _data("graph", {name: fact for name, fact in facts.items() if fact is not None})
    for node in drawn.nodes:
        yield f'    <node id="{node.key}">'
        yield from _data("node", {"kind": node.kind, "label": node.label, **node.facts})
        yield "    </node>"
    for edge in drawn.edges:
        yield f'    <edge source="{edge.source}" target="{edge.target}">'
        stated: dict[str, str | int] = {"kind": edge.kind}
        if edge.label is not None:
            stated["label"] = edge.label
        if edge.episodes:
            stated["episodes"] = " ".join(edge.episodes)
        yield from _data("edge", stated)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(owner: str, facts: Mapping[str, str | int]) -> Iterator[str]:
    indent = "    " if owner == "graph" else "      "
    for name, fact in facts.items():
        yield f'{indent}<data key="{owner}-{name}">{escape_text(str(fact))}</data>'
