"""What a page says of itself to search engines, in the terms of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..graph import jsonld

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

# What search engines are given of the show and its episodes; the page has the rest.
_EPISODE: Final = ("name", "episodeNumber", "partOfSeries", "datePublished", "duration", "url")
_DESCRIBED: Final = {
    "PodcastSeries": {
        "@type",
        "@id",
        "name",
        "description",
        "inLanguage",
        "url",
        "webFeed",
        "image",
    },
    "PodcastEpisode": {"@type", "@id", *_EPISODE, "associatedMedia"},
}


def describe_for_search(catalogue: Catalogue, language: str, base: str | None) -> dict[str, Any]:
    """Return a short description: the show, its episodes and who speaks in them.

    >>> from ...packaged.bundled import load_catalogue
    >>> [node["@type"] for node in describe_for_search(load_catalogue(), "fr", None)["@graph"]][:2]
    ['PodcastSeries', 'PodcastEpisode']
    """
    document = jsonld.describe(catalogue, language, base)
    names = {node["@id"]: node["name"] for node in document["@graph"] if "name" in node}

    nodes: list[dict[str, Any]] = []
    for node in document["@graph"]:
        kept = _DESCRIBED.get(node["@type"])
        if kept:
            described = {key: value for key, value in node.items() if key in kept}
            for key in ("author", "actor"):
                actors = [link.get("actor", link) for link in node.get(key, ())]
                links = [actor.get("@id") for actor in actors if not isinstance(actor, str)]
                if found := [names[link] for link in links if link in names]:
                    described[key] = [{"@type": "Person", "name": name} for name in found]
            nodes.append(described)
    return {**document, "@graph": nodes}
