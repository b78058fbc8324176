"""Read RSS feeds: draft a catalogue, fill its gaps, and keep a folder up to date."""

from .feeds.comparing import compare_feeds
from .feeds.counts import FeedCount
from .feeds.drafting import draft_from_feed
from .feeds.elements import FeedCredit
from .feeds.enriching import Enrichment, enrich
from .feeds.items import FeedItem
from .feeds.pages import inspect_feed
from .folders.update import Update
from .folders.updating import update_folder

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
