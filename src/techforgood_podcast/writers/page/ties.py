"""What organisations have to do with one another, as sentences: who funds and supports whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ...models import Episode
from ..statements import Statement, state_relations

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue


@attrs.frozen(kw_only=True)
class Tie:
    """A statement about organisations, and the episodes that make it."""

    statement: Statement
    episodes: list[Episode] = attrs.field(factory=list[Episode])


@attrs.frozen(kw_only=True)
class Ties:
    """All such statements, in the order of the episodes."""

    support: list[Tie]
    other: list[Tie]

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.support or self.other)


def ties_of(catalogue: Catalogue) -> Ties:
    """Return each statement about organisations that are related to one another once.

    >>> from ...bundled import load_catalogue
    >>> tie = ties_of(load_catalogue()).support[1]
    >>> tie.statement.organisation.name, [other.name for other in tie.statement.others]
    ('We TechCare', ['Google', 'Fondation SFR'])
    """
    found: dict[Statement, Tie] = {}
    for episode in catalogue.episodes:
        for one in state_relations(episode):
            if one.others:
                found.setdefault(one, Tie(statement=one)).episodes.append(episode)
    ties = Ties(support=[], other=[])
    for one, tie in found.items():
        (relation,) = one.relations
        (ties.support if relation in {"funder", "supporter"} else ties.other).append(tie)
    return ties
