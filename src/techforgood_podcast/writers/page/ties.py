"""What organisations do with one another, as sentences: who funds and supports whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ...models import Episode, Organisation
from .tongues import Versions, verb_versions

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue


@attrs.frozen(kw_only=True)
class Tie:
    """A sentence about two organisations, and the episodes that say so."""

    organisation: Organisation
    verb: Versions
    of: Organisation
    episodes: list[Episode] = attrs.field(factory=list[Episode])


@attrs.frozen(kw_only=True)
class Ties:
    """All sentences, in the order of the episodes."""

    support: list[Tie]
    other: list[Tie]

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.support or self.other)


def ties_of(catalogue: Catalogue, tongues: tuple[str, ...]) -> Ties:
    """Return each relation between two organisations once.

    >>> from ...bundled import load_catalogue
    >>> tie = ties_of(load_catalogue(), ("en",)).support[1]
    >>> tie.organisation.name, tie.verb, tie.of.name
    ('Google', [('en', 'supports')], 'We TechCare')
    """
    found: dict[tuple[str, str, str], Tie] = {}
    for episode in catalogue.episodes:
        for mention in episode.organisations:
            verb = verb_versions(mention, tongues)
            if verb and mention.of:
                key = (mention.relation, mention.organisation.id, mention.of.id)
                tie = Tie(organisation=mention.organisation, verb=verb, of=mention.of)
                known = found.setdefault(key, tie).episodes
                if episode not in known[-1:]:
                    known.append(episode)
    return Ties(
        support=[tie for key, tie in found.items() if key[0] == "supporter"],
        other=[tie for key, tie in found.items() if key[0] != "supporter"],
    )
