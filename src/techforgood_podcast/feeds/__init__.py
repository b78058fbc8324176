"""Read RSS feeds: draft a catalogue, fill its gaps, and keep a folder up to date."""

from .comparing import compare_feeds
from .counts import FeedCount
from .drafting import draft_from_feed
from .elements import FeedCredit
from .enriching import Enrichment, enrich
from .items import FeedItem
from .pages import inspect_feed
from .update import Update
from .updating import update_folder

__all__ = [
    "Enrichment",
    "FeedCount",
    "FeedCredit",
    "FeedItem",
    "Update",
    "compare_feeds",
    "draft_from_feed",
    "enrich",
    "inspect_feed",
    "update_folder",
]
