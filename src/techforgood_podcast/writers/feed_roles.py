"""Roles of people in podcasts and their groups, as Podcasting 2.0 lists them.

The list is ``taxonomy-en.json`` of the podcast namespace; case does not matter in it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROLES: Final = {
    "creative direction": (
        *("director", "assistant director", "executive producer", "senior producer", "producer"),
        *("associate producer", "development producer", "creative director"),
    ),
    "cast": (
        *("host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer"),
        "reporter",
    ),
    "writing": (
        *("author", "editorial director", "co-writer", "writer", "songwriter", "guest writer"),
        *("story editor", "managing editor", "script editor", "script coordinator", "researcher"),
        *("editor", "fact checker", "translator", "transcriber", "logger"),
    ),
    "audio production": (
        *("studio coordinator", "technical director", "technical manager", "audio engineer"),
        *("remote recording engineer", "post production engineer"),
    ),
    "audio post-production": (
        *("audio editor", "sound designer", "foley artist", "composer", "theme music"),
        *("music production", "music contributor"),
    ),
    "administration": (
        *("production coordinator", "booking coordinator", "production assistant"),
        *("content manager", "marketing manager", "sales representative", "sales manager"),
    ),
    "visuals": ("graphic designer", "cover art designer"),
    "community": ("social media manager",),
    "misc.": ("consultant", "intern"),
    "video production": (
        *("camera operator", "lighting designer", "camera grip", "assistant camera"),
    ),
    "video post-production": ("assistant editor",),
}
_GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {role: group for group, roles in _ROLES.items() for role in roles}
)


def group_of(role: str) -> str:
    """Return the group of a role in English; a role that the list lacks is in "misc.".

    >>> group_of("Sound Designer"), group_of("baker")
    ('audio post-production', 'misc.')
    """
    return _GROUPS.get(role.lower(), "misc.")
