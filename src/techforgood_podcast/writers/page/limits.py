"""How much the page and the card show; scripts and styles name these numbers too: ``$ROWS``."""

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
# So many guests are named on a card, whose texts and names are cut to so many characters, so that
# every card is small.
GUESTS: Final = 6
TEXT: Final = 200
NAME: Final = 60
NOTICE: Final = 1_000
