"""The rows of the picture of themes: broader themes, each followed by those below it."""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING

import attrs

from ..models import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Episode


@attrs.frozen(kw_only=True)
class Row:
    """A theme, and the positions of the episodes that have it.

    Attributes:
        theme: the theme.
        columns: the positions of its episodes, in their order.
        first: whether a group of themes begins with it.
    """

    theme: Theme
    columns: tuple[int, ...]
    first: bool


def outline_themes(episodes: Sequence[Episode], most: int | None = None) -> list[Row]:
    """Return the themes of episodes, grouped by their broadest theme.

    Groups and the themes in them are sorted by the position of their episodes, so that the marks
    run from top left to bottom right. A group begins with the broadest theme, even if no episode
    has that itself.

    Args:
        episodes: the episodes.
        most: how many themes to return, those of the most episodes; all if omitted.

    >>> from ..packaged.bundled import by_theme
    >>> rows = outline_themes(by_theme("art"))
    >>> [(row.theme.id, row.first) for row in rows][:3]
    [('art', True), ('arts-numeriques', False), ('spectacle-vivant', False)]
    """
    columns: dict[Theme, list[int]] = {}
    for position, episode in enumerate(episodes):
        for theme in episode.themes:
            columns.setdefault(theme, []).append(position)
    if most is not None:
        frequent = sorted(columns, key=lambda theme: -len(columns[theme]))
        columns = {theme: columns[theme] for theme in frequent[:most]}
    groups: dict[Theme, list[Theme]] = {}
    for theme in columns:
        groups.setdefault(_broadest(theme), []).append(theme)

    def middle(root: Theme) -> float:
        return median(position for theme in groups[root] for position in columns[theme])

    rows: list[Row] = []
    for root in sorted(groups, key=middle):
        below = sorted(
            (theme for theme in groups[root] if theme != root), key=lambda t: fmean(columns[t])
        )
        rows.extend(
            Row(theme=theme, columns=tuple(columns.get(theme, ())), first=theme == root)
            for theme in (root, *below)
        )
    return rows


def _broadest(theme: Theme) -> Theme:
    while theme.broader is not None:
        theme = theme.broader
    return theme
