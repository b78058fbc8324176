"""Read RSS feeds to fill gaps in a catalogue or to draft a new one."""

from .drafting import draft_from_feed
from .enriching import Change, Enrichment, enrich
from .items import Credit, FeedItem

__all__ = ["Change", "Credit", "Enrichment", "FeedItem", "draft_from_feed", "enrich"]
