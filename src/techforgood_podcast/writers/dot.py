"""``dot``: the network of guests, organisations and themes, for Graphviz to draw.

``dot -Tsvg catalogue.dot -o catalogue.svg`` draws it. By default it shows what several episodes
share; with ``nodes="all"``, and for a single episode, nodes and edges are the same as in
``graphml``. Each has its ``kind`` as an attribute, for programs such as ``gvpr``. In SVG,
tooltips show the role or relation of an edge and the description of a node; episodes and
organisations link to their pages.

Also lost: which episodes state an affiliation, and all languages but one; people, organisations and
themes that no episode refers to. White space is collapsed.

Note: the layout, the colours (kinds also differ in shape) and the breaks in long labels are part
of the file. For another layout, change ``layout=sfdp`` in the file; ``-K`` has no effect.

Tested with: Graphviz.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ..text.typography import join_lines
from .format import Format, name_fields
from .network import LOSES, build_network, describe_edge, label_node, select_nodes
from .options import check_nodes, choose_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..catalogue.catalogue import Catalogue
    from .network import Edge, EdgeKind, Network, Node, NodeKind

FORMAT = Format(
    name="dot",
    suffixes=(".dot", ".gv"),
    media_type="text/vnd.graphviz",
    summary="The network of guests, organisations and themes, for Graphviz to draw.",
    family="networks",
    options=("language", "nodes"),
    loses=(
        *LOSES,
        "Show.language",
        *name_fields("Organisation", "kind founded"),
        "Person.honorific",
        *name_fields("Episode", "kind duration published"),
    ),
)

_PICTURE = """\
  layout=sfdp; overlap=prism; overlap_scaling=-4; splines=true; outputorder=edgesfirst;
  K=0.8; repulsiveforce=1.6; start=1; pad=0.4; labelloc=t; fontsize=28; fontname="Helvetica";
  node [style=filled; color="#444444"; fontname="Helvetica"; fontsize=11; margin="0.08,0.04"];
  edge [color="#999999"; arrowsize=0.5];"""
_SHAPES: Mapping[NodeKind, str] = MappingProxyType(
    {
        "episode": 'shape=box; fillcolor="#0072b2"; fontcolor=white; fontsize=16; margin=0.15',
        "person": 'shape=ellipse; fillcolor="#f5e98b"',
        "group": 'shape=ellipse; fillcolor="#fbf8cc"; style="filled,dashed"',
        "organisation": 'shape=box; fillcolor="#9fd8f7"; style="filled,rounded"',
        "theme": 'shape=plaintext; fillcolor="#e8e8e8"',
    }
)
_STYLES: Mapping[EdgeKind, str] = MappingProxyType(
    {"host": "bold", "theme": "dotted", "broader": "dotted", "part_of": "dashed"}
)
# Longest line of a label.
_WIDTH = 24
# Longest quoted string; Graphviz refuses 16,384 bytes.
_LONGEST = 2_000
# Characters with a meaning in DOT, its escape sequences or its HTML entities.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"})


def content(
    catalogue: Catalogue,
    *,
    language: str | None = None,
    nodes: Literal["all", "shared"] | None = None,
) -> str:
    """Return the network of a catalogue in DOT, the language of Graphviz.

    Args:
        catalogue: what to draw.
        language: the language of roles, relations and themes; that of the show by default.
        nodes: `shared` draws only the guests, organisations and themes that two or more episodes
            share, each joined to its episodes; `all` draws everything. The default is `shared`,
            unless nothing is shared.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``nodes`` is neither of these.

    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_theme("art"), "dot", language="en")
    >>> [line.strip() for line in text.splitlines() if '-> "theme-arts' in line][:1]
    ['"episode-s01e04" -> "theme-arts-numeriques" [kind=theme; edgetooltip="theme"; style=dotted];']
    """
    tag = choose_language(catalogue, language)
    drawn = select_nodes(build_network(catalogue, tag), check_nodes(nodes))
    return "".join(f"{line}\n" for line in _lines(catalogue.show.title, drawn, tag))


def _lines(title: str, drawn: Network, language: str) -> Iterator[str]:
    yield "digraph {"
    yield f"  label={_quoted(title)};"
    yield _PICTURE
    for node in drawn.nodes:
        yield f'  "{node.key}" [{"; ".join(_node(node))}];'
    for edge in drawn.edges:
        yield f'  "{edge.source}" -> "{edge.target}" [{"; ".join(_edge(edge, language))}];'
    yield "}"


def _node(node: Node) -> Iterator[str]:
    yield f"kind={node.kind}"
    yield f"label={_wrapped(label_node(node))}"
    yield _SHAPES[node.kind]
    for attribute, fact in (("tooltip", "description"), ("URL", "url")):
        if fact in node.facts:
            yield f"{attribute}={_quoted(str(node.facts[fact]))}"


def _edge(edge: Edge, language: str) -> Iterator[str]:
    yield f"kind={edge.kind}"
    yield f"edgetooltip={_quoted(describe_edge(edge, language))}"
    if edge.kind in _STYLES:
        yield f"style={_STYLES[edge.kind]}"


def _wrapped(text: str) -> str:
    """Return a label, broken into lines at spaces; ``textwrap`` would lose no-break spaces."""
    first, *words = join_lines(text).split(" ")
    lines = [first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return _escaped("\n".join(lines))


def _quoted(text: str) -> str:
    return _escaped(join_lines(text))


def _escaped(text: str) -> str:
    """Return a quoted string, or a concatenation of several if it is long."""
    pieces = (text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST))
    return " + ".join(f'"{piece.translate(_ESCAPES)}"' for piece in pieces)
