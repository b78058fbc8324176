"""The show, its episodes and what they are about, as immutable records.

Every class is frozen, keyword-only and equal by value; records refer to one another by object.
They do no I/O and know no catalogue. Unless a field says otherwise, its value is what the source
named by the record prints; what is not known is ``None`` or an empty tuple.
"""

# Imports inside functions are those that a first answer does not need.
from .entities import (
    Link,
    Organisation,
    OrganisationKind,
    Person,
    Place,
    PlaceKind,
    Show,
    ShowKind,
    Source,
    Theme,
)
from .episodes import (
    Audio,
    Chapter,
    Credit,
    Episode,
    EpisodeKind,
    Figure,
    Mention,
    Relation,
    Transcript,
)
from .records import Entity
from .sections import DataInfo, Redirect
from .text import LocalizedText

__all__ = [
    "Audio",
    "Chapter",
    "Credit",
    "DataInfo",
    "Entity",
    "Episode",
    "EpisodeKind",
    "Figure",
    "Link",
    "LocalizedText",
    "Mention",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Place",
    "PlaceKind",
    "Redirect",
    "Relation",
    "Show",
    "ShowKind",
    "Source",
    "Theme",
    "Transcript",
]
