"""What a page of a site says as JSON-LD, in which things have the addresses of their pages."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ...syntax import is_list
from ..graph import jsonld
from .plan import Edition, descend, path_of

if TYPE_CHECKING:
    from .plan import Page

_Json: TypeAlias = "str | float | list[_Json] | dict[str, _Json] | None"

# What is said of a thing that another one names, and of an episode in a list.
_BRIEFLY: Final = ("@type", "name", "seasonNumber")
_EPISODES: Final = ("url", "datePublished", "duration", "episodeNumber", "partOfSeries")


@attrs.frozen(eq=False)
class Descriptions:
    """What the pages in one language say as JSON-LD."""

    edition: Edition

    @cached_property
    def _nodes(self) -> dict[str, dict[str, Any]]:
        edition = self.edition
        graph = jsonld.describe(edition.catalogue, edition.languages[0], None)["@graph"]
        nodes: dict[str, dict[str, Any]] = {node["@id"]: node for node in graph}
        for episode in edition.catalogue.episodes:
            if found := edition.transcripts.get(episode.id):
                node = nodes[jsonld.refer_to(episode)]
                media = node.get("associatedMedia", [])
                files = media if is_list(media) else [media]
                own = {"@type": "MediaObject", "name": "Transcript", "contentUrl": found.href}
                own["encodingFormat"] = found.media_type
                others = [one for one in files if one["@type"] != own["@type"]]
                node["associatedMedia"] = [*others, own]
        return nodes

    @cached_property
    def _paths(self) -> dict[str, str]:
        catalogue = self.edition.catalogue
        things = (catalogue.show, *catalogue.episodes, *self.edition.named, *catalogue.sources)
        return {jsonld.refer_to(one): path_of(one) for one in things}

    def describe(self, page: Page, root: str) -> dict[str, Any]:
        """Return what a page says; addresses begin with the root of the pages."""
        link = partial(self._link, root)
        main = self.edition.show if page.kind in {"start", "about"} else page.entity
        things = [one for top in page.things for one in descend(top, page.tree)]
        listed = [link(self._brief(jsonld.refer_to(one))) for one in things]
        head = [link(self._nodes[jsonld.refer_to(main)])] if main else []
        return {"@context": "https://schema.org", "@graph": [*head, *listed]}

    def _brief(self, id_: str) -> dict[str, Any]:
        """Return what is said of a thing that a page names or lists."""
        node = self._nodes[id_]
        keys = (*_BRIEFLY, *_EPISODES) if node["@type"] == "PodcastEpisode" else _BRIEFLY
        return {"@id": id_, **{key: node[key] for key in keys if key in node}}

    def _link(self, root: str, value: _Json) -> _Json:
        """Return linked data in which things are named by the addresses of their pages."""
        if isinstance(value, list):
            return [self._link(root, one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {key: self._link(root, one) for key, one in value.items() if key != "@id"}
        known = self._nodes.get(str(value.get("@id")))
        if known is None:
            return found
        path = self._paths.get(known["@id"])
        named: dict[str, _Json] = {"@id": root + path} if path else {}
        named |= {key: known[key] for key in _BRIEFLY if key in known}
        return {**named, **found}
