"""The network of a catalogue: from its records, and read from GraphML."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, get_args
from xml.etree import ElementTree as ET

import techforgood_podcast as tfg
from plain_values import one_line
from techforgood_podcast.text.writing import typeset, words
from techforgood_podcast.writers.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Edge: TypeAlias = "tuple[str, str, str, str | None]"
"""Source, kind, target and role."""
NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES: dict[str, type[Any]] = {"string": str, "long": int}


def lines_of(credits_: Iterable[tfg.Credit]) -> Iterator[tuple[tfg.Credit, ...]]:
    """Yield credits by the lines in which people read them: neighbours share a role."""
    for (shared, *_), found in groupby(
        credits_, lambda one: (one.shared, one.role, one.organisations)
    ):
        line = tuple(found)
        yield from [line] if shared else [(one,) for one in line]


class Expected:
    """What the episodes of a catalogue lead to, worked out without the library's own network.

    Attributes:
        nodes: kind and label by key.
        edges: each once, with the ids of the episodes that state it.
    """

    def __init__(self, catalogue: tfg.Catalogue, language: str) -> None:
        self.language = language
        self.nodes: dict[str, tuple[str, str]] = {}
        self.edges: dict[Edge, set[str]] = {}
        for episode in catalogue.episodes:
            self.episode(episode)

    def localized(self, text: tfg.LocalizedText) -> str:
        return text.get(self.language) or str(text)

    def edge(
        self, source: str, kind: str, target: str, role: str | None = None, said_by: str = ""
    ) -> None:
        self.edges.setdefault((source, kind, target, role), set()).update({said_by} - {""})

    def person(self, one: tfg.Person) -> str:
        key = f"person-{one.id}"
        self.nodes[key] = "person", one.name
        for body in one.organisations:
            self.edge(key, "affiliation", self.organisation(body))
        for body in one.founder_of:
            key_of_word = "creator_of" if body.kind == "programme" else "founder_of"
            label = words(self.language)[key_of_word]
            self.edge(key, "founder_of", self.organisation(body), label)
        return key

    def organisation(self, one: tfg.Organisation) -> str:
        key = f"organisation-{one.id}"
        self.nodes[key] = "organisation", one.name
        for parent in one.parents:
            self.edge(key, "part_of", self.organisation(parent))
        return key

    def theme(self, one: tfg.Theme) -> str:
        key = f"theme-{one.id}"
        self.nodes[key] = "theme", self.localized(one.label)
        if one.broader:
            self.edge(key, "broader", self.theme(one.broader))
        return key

    def credit(self, episode: tfg.Episode, kind: str, key: str, credit: tfg.Credit) -> None:
        if credit.person:
            key = self.person(credit.person)
        if credit.group:
            self.nodes[key] = "group", self.localized(credit.group)
        role = self.localized(credit.role) if credit.role else None
        lines_ = [*lines_of(episode.guests), *lines_of(episode.mentioned)]
        (line,) = {line for line in lines_ if credit in line}
        if role and line[1:]:
            called = (self.localized(one.group) if one.group else str(one.person) for one in line)
            role = f"{role} ({', '.join(called)})"
        self.edge(f"episode-{episode.id}", kind, key, role)
        for body in credit.organisations:
            self.edge(key, "affiliation", self.organisation(body), said_by=episode.id)

    def episode(self, episode: tfg.Episode) -> None:
        start = f"episode-{episode.id}"
        self.nodes[start] = "episode", episode.title
        for host in episode.hosts:
            self.edge(start, "host", self.person(host))
        for number, credit in enumerate((*episode.guests, *episode.mentioned), 1):
            kind = "guest" if number <= len(episode.guests) else "mentioned"
            self.credit(episode, kind, f"group-{episode.id}-{number}", credit)
        for mention in episode.organisations:
            named = self.organisation(mention.organisation)
            self.edge(start, mention.relation, named)
            if mention.of:
                other = self.organisation(mention.of)
                self.edge(named, mention.relation, other, said_by=episode.id)
        for theme in episode.themes:
            self.edge(start, "theme", self.theme(theme))


def shared(catalogue: tfg.Catalogue) -> dict[str, set[str]]:
    """Return by node the episodes that it is in, for nodes of several episodes."""
    found: dict[str, set[str]] = {}
    for episode in catalogue.episodes:
        credits_ = (*episode.guests, *episode.mentioned)
        bodies = {body for credit in credits_ for body in credit.organisations}
        bodies |= {body for m in episode.organisations for body in (m.organisation, m.of) if body}
        for key in (
            *(f"person-{credit.person.id}" for credit in credits_ if credit.person),
            *(f"organisation-{body.id}" for body in bodies),
            *(f"theme-{theme.id}" for theme in episode.themes),
        ):
            found.setdefault(key, set()).add(f"episode-{episode.id}")
    return {key: episodes for key, episodes in found.items() if len(episodes) > 1}


def names(
    catalogue: tfg.Catalogue, nodes: dict[str, tuple[str, str]], language: str
) -> dict[str, str]:
    """Return what pictures print for each node: episodes have their code before the title."""
    codes = {f"episode-{episode.id}": f"{episode.code} – " for episode in catalogue.episodes}
    labels = {key: codes.get(key, "") + label for key, (_, label) in nodes.items()}
    return {key: cut(one_line(typeset(label, language))) for key, label in labels.items()}


def meaning(source: str, kind: str, role: str | None, language: str) -> str:
    """Return the label of an edge in a diagram: what it says in words, on one line."""
    if kind in UNLABELLED:
        return ""
    if role:
        return cut(one_line(typeset(role, language)))
    if kind in get_args(tfg.Relation):
        labels = Phrases(language).relations[kind]
        label = labels.of if source.startswith("organisation-") else labels.word
        return typeset(label, language)
    return typeset(words(language)[kind], language)


def known(catalogue: tfg.Catalogue, language: str) -> dict[str, dict[str, Any]]:
    """Return by node what is known of it: kind, label and facts."""

    def localized(text: tfg.LocalizedText | None) -> str | None:
        return text.get(language) or str(text) if text else None

    facts: dict[str, dict[str, Any]] = {
        f"episode-{episode.id}": {
            "code": episode.code,
            "season": episode.season,
            "number": episode.number,
            "episode_kind": episode.kind,
            "duration": None if episode.duration is None else int(episode.duration.total_seconds()),
            "published": episode.published and str(episode.published),
            "description": localized(episode.summary),
            "url": episode.url,
        }
        for episode in catalogue.episodes
    }
    for person in catalogue.people:
        facts[f"person-{person.id}"] = {"honorific": person.honorific}
    for theme in catalogue.themes:
        facts[f"theme-{theme.id}"] = {"description": localized(theme.definition)}
    for body in catalogue.organisations:
        facts[f"organisation-{body.id}"] = {
            "organisation_kind": body.kind,
            "founded": body.founded,
            "description": localized(body.description),
            "url": body.url,
        }
    found: dict[str, dict[str, Any]] = {}
    for key, (kind, label) in Expected(catalogue, language).nodes.items():
        stated = {name: fact for name, fact in facts.get(key, {}).items() if fact is not None}
        found[key] = {"id": key, "kind": kind, "label": label, **stated}
    return found


def facts_of_graph(catalogue: tfg.Catalogue, language: str) -> dict[str, str]:
    """Return what is known of the graph as a whole."""
    info = catalogue.info
    notice = info.notice.best(language) if info.notice else None
    found = {
        "title": catalogue.show.title,
        "language": language,
        "licence": info.licence,
        "notice": notice,
    }
    return {name: fact for name, fact in found.items() if fact is not None}


UNLABELLED = {"affiliation", "part_of", "theme", "broader"}
"""The kinds of edges that a diagram draws without a label."""


def cut(label: str) -> str:
    """Return a label as a diagram has it, shortened where it is long."""
    if len(label) <= 40:
        return label
    words = label[:40].rpartition(" ")[0]
    return (words if len(words) > 20 else label[:39]).rstrip(" ,;:–-") + "…"


def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what a graph, its nodes and its edges say, as any reader of XML sees it."""
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
    nodes = [{**node.attrib, **_data(node, keys)} for node in graph.findall(f"{NS}node")]
    edges = [{**edge.attrib, **_data(edge, keys)} for edge in graph.findall(f"{NS}edge")]
    return _data(graph, keys), nodes, edges


def _data(element: ET.Element, keys: dict[str, tuple[str, str, type[Any]]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element.findall(f"{NS}data"):
        owner, name, type_ = keys[child.attrib["key"]]
        assert element.tag == f"{NS}{owner}"
        assert name not in found
        found[name] = type_(child.text)
    return found
