"""How much the page shows; scripts and styles name these numbers too: ``$ROWS``."""

from __future__ import annotations

from typing import Final

# So many rows are shown at first, of all episodes or of those that a search found; a button shows
# so many more.
ROWS: Final = 12
MORE: Final = 25
# So many milliseconds after the last key, the address has what was typed.
PAUSE: Final = 200
# So many themes are suggested where a search found nothing.
POPULAR: Final = 6
