"""The network of a catalogue: episodes, people, organisations and themes, and their relations.

``graphml`` and ``mermaid`` write the same nodes and edges, in the same order. ``mermaid`` leaves
out what only one episode is about, unless it is asked for everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ...catalogue.indexes import reached
from ...models import Relation
from ...models.durations import count_seconds
from ...text.writing import founding_word
from ..anchors import anchor_of
from ..text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Entity, Episode, Organisation, Person, Theme

NodeKind: TypeAlias = Literal["episode", "person", "group", "organisation", "theme"]
EdgeKind: TypeAlias = Literal[
    Relation, "host", "guest", "founder_of", "part_of", "theme", "broader"
]


@attrs.frozen(kw_only=True)
class Node:
    """An episode, person, group, organisation or theme.

    Attributes:
        key: its name in the network, such as ``person-karine-gentelet``.
        kind: what it is.
        label: its name or title.
        facts: what else is known of it.
    """

    key: str
    kind: NodeKind
    label: str
    facts: dict[str, str | int] = attrs.field(factory=dict[str, "str | int"])


@attrs.frozen(kw_only=True)
class Edge:
    """How one node is related to another.

    Attributes:
        source: the key of the node that it starts from.
        target: the key of the node that it leads to.
        kind: the relation.
        label: the role, where a credit states one; for a founder, that word.
        episodes: the ids of the episodes that say so, where neither end is an episode.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str | None = None
    episodes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Network:
    """Nodes and edges. Every edge joins two of the nodes, and no two edges are the same."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build_network(catalogue: Catalogue, language: str) -> Network:
    """Return the network of a catalogue: its episodes, and what they refer to.

    >>> from ...packaged.bundled import load_catalogue
    >>> edges = build_network(load_catalogue(), "fr").edges
    >>> [edge.episodes for edge in edges if edge.source == "organisation-ens-psl"]
    [('s01e03', 's01e07')]
    """
    # The crew, who do not appear, would be nodes without edges.
    lists = reached(attrs.evolve(e, crew=()) if e.crew else e for e in catalogue.episodes)
    ids = {name: {entity.id for entity in entities} for name, entities in lists.items()}
    people = [person for person in catalogue.people if person.id in ids["people"]]
    bodies = [body for body in catalogue.organisations if body.id in ids["organisations"]]
    themes = [theme for theme in catalogue.themes if theme.id in ids["themes"]]
    phrases = Phrases(language)
    nodes = (
        *(_episode(episode, phrases) for episode in catalogue.episodes),
        *map(_person, people),
        *(group for episode in catalogue.episodes for group in _groups(episode, phrases)),
        *(_body(body, phrases) for body in bodies),
        *(_theme(theme, phrases) for theme in themes),
    )
    edges = (
        *(edge for episode in catalogue.episodes for edge in _edges(episode, phrases)),
        *(_edge(person, "affiliation", body) for person in people for body in person.organisations),
        *(
            attrs.evolve(
                _edge(person, "founder_of", body),
                label=phrases.words[founding_word(body.kind, "founder_of")],
            )
            for person in people
            for body in person.founder_of
        ),
        *(_edge(body, "part_of", parent) for body in bodies for parent in body.parents),
        *(_edge(theme, "broader", theme.broader) for theme in themes if theme.broader),
    )
    return Network(nodes=nodes, edges=_merged(edges))


def _find_episodes(network: Network) -> dict[str, dict[str, None]]:
    """Return the keys of the episodes that each node is in, as more than their host.

    >>> from ...packaged.bundled import load_catalogue
    >>> found = _find_episodes(build_network(load_catalogue(), "fr"))
    >>> [*found["person-karine-gentelet"]]
    ['episode-s01e03', 'episode-s01e07']
    """
    found: dict[str, dict[str, None]] = {}
    for edge in network.edges:
        if edge.source.startswith("episode-") and edge.kind != "host":
            found.setdefault(edge.target, {})[edge.source] = None
        for id_ in edge.episodes:
            for end in (edge.source, edge.target):
                found.setdefault(end, {})[f"episode-{id_}"] = None
    return found


def select_nodes(network: Network, nodes: str | None) -> Network:
    """Return the part of a network to draw.

    ``"shared"`` keeps the episodes, the guests, organisations and themes of two or more of them,
    and the edges from one to the other. ``None`` does the same if anything is shared, and
    otherwise keeps everything, as ``"all"`` does.

    >>> from ...packaged.bundled import load_catalogue
    >>> whole = build_network(load_catalogue(), "fr")
    >>> len(whole.nodes) > len(select_nodes(whole, "shared").nodes)
    True
    """
    found = _find_episodes(network)
    shared = {key: episodes for key, episodes in found.items() if len(episodes) > 1}
    if nodes == "all" or (nodes is None and not shared):
        return network
    direct = [
        edge
        for edge in network.edges
        if edge.source.startswith("episode-") and edge.target in shared and edge.kind != "host"
    ]
    joined = {(edge.source, edge.target) for edge in direct}
    through_guests = [
        Edge(source=episode, target=key, kind="affiliation")
        for key, episodes in shared.items()
        for episode in episodes
        if (episode, key) not in joined
    ]
    kept = tuple(node for node in network.nodes if node.kind == "episode" or node.key in shared)
    return Network(nodes=kept, edges=(*direct, *through_guests))


def _episode(episode: Episode, phrases: Phrases) -> Node:
    return _node(
        episode,
        "episode",
        episode.title,
        code=episode.code,
        season=episode.season,
        number=episode.number,
        episode_kind=episode.kind,
        duration=count_seconds(episode.duration),
        published=None if episode.published is None else str(episode.published),
        description=phrases.say(episode.summary),
        url=episode.url,
    )


def _person(person: Person) -> Node:
    return _node(person, "person", person.name, honorific=person.honorific)


def _groups(episode: Episode, phrases: Phrases) -> Iterator[Node]:
    for position, credit in enumerate(_credits(episode), 1):
        if credit.group is not None:
            key = _key(episode, position, credit)
            yield Node(key=key, kind="group", label=phrases.say(credit.group))


def _body(body: Organisation, phrases: Phrases) -> Node:
    return _node(
        body,
        "organisation",
        body.name,
        organisation_kind=body.kind,
        description=phrases.say(body.description),
        founded=body.founded,
        url=body.url,
    )


def _theme(theme: Theme, phrases: Phrases) -> Node:
    description = phrases.say(theme.definition)
    return _node(theme, "theme", phrases.say(theme.label), description=description)


def _node(entity: Entity, kind: NodeKind, label: str, **facts: str | int | None) -> Node:
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return Node(key=anchor_of(entity), kind=kind, label=label, facts=known)


def _credits(episode: Episode) -> tuple[Credit, ...]:
    return (*episode.guests, *episode.mentioned)


def _key(episode: Episode, position: int, credit: Credit) -> str:
    """Return the key of a person or group, given its position in the episode's credits."""
    person = credit.person
    return f"group-{episode.id}-{position}" if person is None else anchor_of(person)


def _edges(episode: Episode, phrases: Phrases) -> Iterator[Edge]:
    stated_by = (episode.id,)
    for host in episode.hosts:
        yield _edge(episode, "host", host)
    for position, credit in enumerate(_credits(episode), 1):
        key = _key(episode, position, credit)
        kind: EdgeKind = "guest" if position <= len(episode.guests) else "mentioned"
        role = phrases.write_role(credit, episode)
        yield Edge(source=anchor_of(episode), target=key, kind=kind, label=role)
        for body in credit.organisations:
            yield Edge(source=key, target=anchor_of(body), kind="affiliation", episodes=stated_by)
    for mention in episode.organisations:
        yield _edge(episode, mention.relation, mention.organisation)
        if mention.of:
            yield _edge(mention.organisation, mention.relation, mention.of, stated_by)
    for theme in episode.themes:
        yield _edge(episode, "theme", theme)


def _edge(source: Entity, kind: EdgeKind, target: Entity, stated_by: tuple[str, ...] = ()) -> Edge:
    return Edge(source=anchor_of(source), target=anchor_of(target), kind=kind, episodes=stated_by)


def _merged(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return each edge once, with all episodes that state it."""
    found: dict[Edge, dict[str, None]] = {}
    for edge in edges:
        stated_by = found.setdefault(attrs.evolve(edge, episodes=()), {})
        stated_by.update(dict.fromkeys(edge.episodes))
    return tuple(attrs.evolve(edge, episodes=tuple(stated_by)) for edge, stated_by in found.items())
