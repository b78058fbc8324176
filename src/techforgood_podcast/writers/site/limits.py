"""How much a page of the site shows; scripts name these numbers too: ``$RESULTS``."""

from __future__ import annotations

from typing import Final

# So many episodes, which have several lines, and so many names are on a page of a list.
ROWS: Final = 25
NAMES: Final = 200
# More episodes than these are counted in a profile, and listed below it.
CODES: Final = 12
# So many results of a search are shown at first; a button shows so many more.
RESULTS: Final = 12
MORE: Final = 25
# Pages around the present one to which a page links, besides the first and the last.
AROUND: Final = 2
# So many characters describe a page to search engines.
TOLD: Final = 300
# A sitemap may not have more addresses.
SITEMAP: Final = 50_000
# What is said is in paragraphs of so many milliseconds; it is folded after so many seconds.
PARAGRAPH: Final = 30_000
UNFOLDED: Final = 300
# So many characters are in a piece of what the search loads, or a few more.
PIECE: Final = 16_000
# So many moments are shown, and so many more.
MOMENTS: Final = 6
