"""Who funds and supports whom, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ...models import Episode
from ..statements import Statement, state_relations

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

_SUPPORT: Final = frozenset({"funder", "supporter"})


@attrs.frozen(kw_only=True)
class Tie:
    """A statement about organisations, and the episodes that make it."""

    statement: Statement
    episodes: list[Episode] = attrs.field(factory=list[Episode])


def support_in(catalogue: Catalogue) -> list[Tie]:
    """Return each statement about funds and support between organisations once.

    >>> from ...packaged.bundled import load_catalogue
    >>> tie = support_in(load_catalogue())[1]
    >>> tie.statement.organisation.name, [other.name for other in tie.statement.others]
    ('We TechCare', ['Google', 'Fondation SFR'])
    """
    found: dict[Statement, Tie] = {}
    for episode in catalogue.episodes:
        for one in state_relations(episode):
            if one.others and _SUPPORT.issuperset(one.relations):
                found.setdefault(one, Tie(statement=one)).episodes.append(episode)
    return list(found.values())
