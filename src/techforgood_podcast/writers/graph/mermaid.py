"""``mermaid``: the network of guests, organisations and themes, as a diagram in Markdown pages.

GitHub, GitLab and many wikis draw it. By default it shows what several episodes share, so that it
fits a page. With ``nodes="all"``, and for a single episode, nodes and edges are the same as in
``graphml``; the label of an edge is then the role in the credits, or the relation to an
organisation. Affiliations and parts of organisations are plain arrows, themes dotted ones. The
catalogue's notice is a comment.

Also lost: all languages but one; people, organisations and themes that no episode refers to. White
space is collapsed, and labels are cut at 40 characters.

Note: Mermaid draws at most 500 edges and 50,000 characters unless it is configured otherwise
(``maxEdges``, ``maxTextSize``). Of a larger catalogue, draw a selection.

Tested with: the parser of mermaid itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from ...models import Relation
from ...text.writing import join_lines, shorten, typeset
from ..format import Format, Nodes
from ..text.phrases import Phrases, add_after_dash
from .network import build_network, select_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue
    from .network import Edge, Network, Node

FORMAT = Format(
    name="mermaid",
    suffixes=(".mmd", ".mermaid"),
    media_type="text/vnd.mermaid",
    summary="The network of guests, organisations and themes, as a diagram in Markdown pages.",
    family="networks",
    options=("language", "nodes"),
)

# Dense enough for a column of thirty nodes to fit a page.
_SPACING = '%%{init: {"flowchart": {"nodeSpacing": 16, "rankSpacing": 90, "padding": 8}}}%%'
_CLASSES = """\
  classDef episode fill:#0072b2,stroke:#444444,color:#ffffff
  classDef person fill:#f5e98b,stroke:#444444,color:#000000
  classDef group fill:#fbf8cc,stroke:#444444,color:#000000,stroke-dasharray:4
  classDef organisation fill:#9fd8f7,stroke:#444444,color:#000000
  classDef theme fill:#e8e8e8,stroke:#e8e8e8,color:#000000"""
_DOTTED = ("theme", "broader")
_PLAIN = ("affiliation", "part_of")
# Longest label; diagrams are as wide as the longest ones.
_LENGTH = 40
# What may have a meaning in Mermaid, or in the Markdown and HTML of its labels.
_MARKUP = re.compile(r"[^\w ,’'–…]|_")
# The same in a comment, where Mermaid reads directives, and Markdown and HTML their markup.
_IN_COMMENT = re.compile(r"[^\w ,’'–….:;?!@()/+-]")


def content(
    catalogue: Catalogue,
    *,
    language: str,
    nodes: Nodes | None = None,
) -> str:
    """Return the network of a catalogue as a flowchart of Mermaid.

    Args:
        catalogue: what to draw.
        language: the language of roles, relations and themes; that of the show by default.
        nodes: `shared` draws only the guests, organisations and themes that two or more episodes
            share, each joined to its episodes; `all` draws everything. The default is `shared`,
            unless nothing is shared.

    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_theme("art"), "mermaid", language="en")
    >>> [line.strip() for line in text.splitlines() if line.endswith(":::theme")][:1]
    ['n15["Art"]:::theme']
    """
    whole = build_network(catalogue, language)
    drawn = select_nodes(whole, nodes)
    phrases = Phrases(language)
    notice = join_lines(phrases.write_notice(catalogue.info))
    lines = _lines(drawn, phrases, notice, labelled=drawn is whole)
    return "".join(f"{line}\n" for line in lines)


def _lines(drawn: Network, phrases: Phrases, notice: str, *, labelled: bool) -> Iterator[str]:
    names = {node.key: f"n{position}" for position, node in enumerate(drawn.nodes, 1)}
    yield _SPACING
    if notice:
        yield f"%% {_escape(_IN_COMMENT, notice)}"
    yield "flowchart LR"
    for node in drawn.nodes:
        yield f'  {names[node.key]}["{_text(_label(node), phrases)}"]:::{node.kind}'
    arrows = (
        f"  {names[edge.source]} {_arrow(edge, phrases, labelled)} {names[edge.target]}"
        for edge in drawn.edges
    )
    yield from arrows if labelled else dict.fromkeys(arrows)
    yield _CLASSES


def _arrow(edge: Edge, phrases: Phrases, labelled: bool) -> str:  # noqa: FBT001 -- private
    if edge.kind in _DOTTED:
        return "-.->"
    if edge.kind in _PLAIN or not labelled:
        return "-->"
    return f'-->|"{_text(_describe(edge, phrases), phrases)}"|'


def _label(node: Node) -> str:
    """Return the label of a node, with the code of an episode.

    >>> from .network import Node
    >>> facts = {"code": "S1E1"}
    >>> _label(Node(key="episode-s01e01", kind="episode", label="Bread", facts=facts))
    'S1E1 – Bread'
    """
    if node.kind == "episode":
        return add_after_dash(str(node.facts["code"]), node.label)
    return node.label


def _describe(edge: Edge, phrases: Phrases) -> str:
    """Return an edge in words: the role, or else the relation.

    >>> from .network import Edge
    >>> _describe(Edge(source="organisation-a", target="b", kind="supporter"), Phrases("fr"))
    'soutien apporté à'
    >>> _describe(Edge(source="episode-a", target="b", kind="supporter"), Phrases("fr"))
    'soutien'
    """
    if edge.label:
        return edge.label
    if edge.kind not in get_args(Relation):
        return phrases.words[edge.kind]
    labels = phrases.relations[edge.kind]
    return labels.of if edge.source.startswith("organisation-") else labels.word


def _text(text: str, phrases: Phrases) -> str:
    """Return a text for a label, with special characters as Mermaid's entities (``#35;``)."""
    label = shorten(typeset(text, phrases.language), _LENGTH)
    return _escape(_MARKUP, label)


def _escape(special: re.Pattern[str], text: str) -> str:
    return special.sub(lambda found: f"#{ord(found[0])};", text)
