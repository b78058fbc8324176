"""What a change of a folder did, and what waits for an answer."""

from __future__ import annotations

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.changes import Difference
from ...errors import Problem
from ...models import Episode
from ..feeds.counts import FeedCount
from ..feeds.items import FeedItem


@attrs.frozen(kw_only=True)
class Update:
    r"""The result of updating a folder from a feed, or of merging two of its people.

    Attributes:
        catalogue: the catalogue in the folder after the update.
        added: the new episodes, in the order of publication.
        filled: the gaps of episodes and of the show that were filled.
        accepted: the values that differed, and were replaced by those of the feed.
        conflicts: the values that differ and wait for an answer; those of the folder were kept.
        vanished: the episodes that the feed has no more, though it has older ones; they are listed
            once.
        withdrawn: the episodes that were removed and left a redirect.
        unmatched: feed items that may belong to an episode, but not with certainty, or have no
            title.
        questions: which guid an episode would get if one of these items were the episode; of an
            item without a guid, which audio file. ``accept=["guid"]`` with this ``episode`` takes
            it; ``keep=["guid"]`` adds the item as a new episode. So does "audio".
        left: what was not added to a file, and why.
        mended: the ampersands that were mended in the feed.
        counts: what was taken from the feed, and what was not.
        files: the files that changed, relative to the folder, in the order of writing.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast.authoring import update_folder
    >>> feed = "<rss><channel><item><title>12. Salt</title></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     update = update_folder(folder, feed)
    ...     tfg.load_catalogue(folder) == update.catalogue
    True
    >>> update.added
    (<Episode E12 "12. Salt">,)
    """

    catalogue: Catalogue
    added: tuple[Episode, ...] = ()
    filled: tuple[Difference, ...] = ()
    accepted: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    vanished: tuple[Episode, ...] = ()
    withdrawn: tuple[Episode, ...] = ()
    unmatched: tuple[FeedItem, ...] = ()
    questions: tuple[Difference, ...] = ()
    left: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something waits for an answer."""
        return bool(self.conflicts or self.vanished or self.unmatched or self.left)
