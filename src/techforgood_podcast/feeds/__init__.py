"""RSS → facts that fill the gaps of a catalogue, or the first draft of a new one."""

from .drafting import draft_from_feed
from .enriching import Change, Enrichment, enrich
from .items import FeedItem

__all__ = ["Change", "Enrichment", "FeedItem", "draft_from_feed", "enrich"]
