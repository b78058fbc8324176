"""Fold text: reduce different spellings of a name to the same key."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

# The type of folded texts; indexes accept no other.
if TYPE_CHECKING:
    from typing import NewType

    NameKey = NewType("NameKey", str)
else:
    NameKey = str  # cheaper to call than a NewType

# Letters that Unicode does not decompose.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}  # noqa: RUF001 -- the Turkish letter is meant


def _fold_character(code: int) -> str:
    text = chr(code)
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(map(_plain_letter, unicodedata.normalize("NFKD", text)))


def _plain_letter(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category[0] in "PZ":
        return " "
    if category[0] == "M" or category in {"Cc", "Cf"}:
        return ""
    return _LETTERS.get(character, character)


class _Folding(dict[int, str]):
    """A translation table for ``str.translate``, filled on demand.

    Characters can be folded one by one: decomposition only reorders marks, and folding drops them.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(code)
        # Only common characters are kept, so that no text makes the table grow without limit.
        if code in _LATIN or code in _PUNCTUATION:
            self[code] = folded
        return folded


_LATIN = range(0x250)
_PUNCTUATION = range(0x2010, 0x2030)
_FOLDING = _Folding()

# How Latin-1 characters fold that fold to one ASCII character. The table could be computed with
# _fold_character, but that would take longer than all other imports of this module.
_SIGNS = {
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85 \xa0\xa8\xaf\xb4\xb8": " ",
    "!\"#%&'()*,-./:;?@[\\]_{}¡§«¶·»¿": " ",
    "ÀÁÂÃÄÅàáâãäåª": "a",
    "Çç": "c",
    "ÈÉÊËèéêë": "e",
    "ÌÍÎÏìíîï": "i",
    "Ññ": "n",
    "ÒÓÔÕÖØòóôõöøº": "o",
    "ÙÚÛÜùúûü": "u",
    "Ýýÿ": "y",
    "1¹": "1",
    "2²": "2",
    "3³": "3",
    **{letter + letter.upper(): letter for letter in "abcdefghijklmnopqrstuvwxyz"},
    **{sign: sign for sign in "$+<=>^`|~0456789"},
}
_PLAIN = {ord(sign): ord(plain) for signs, plain in _SIGNS.items() for sign in signs}

# The same as a table for bytes.translate. All other characters become 0xFF, which is never valid
# UTF-8, so that decoding fails and fold() takes the slower way.
_PLAIN_BYTES = bytes(_PLAIN.get(byte, 0xFF) for byte in range(0x100))


def fold(text: str) -> NameKey:
    """Return a key that is equal for different spellings of the same name.

    The key ignores case, accents, punctuation, ligatures and the kind of white space. For every
    code point, folding is idempotent, and NFC, NFD and upper case give the same key.

    >>> fold("  L’Œuvre d’ÉTÉ ")
    'l oeuvre d ete'
    """
    # Latin-1 covers most names, and bytes.translate is nine times as fast as str.translate.
    try:
        key = text.encode("latin-1").translate(_PLAIN_BYTES).decode()
    except UnicodeError:
        key = text.translate(_FOLDING)
    return " ".join(key.split()) if "  " in key else key.strip()  # type: ignore[return-value]  # as above


def squash(key: NameKey) -> NameKey:
    """Remove the spaces from a key, so that "We TechCare" equals "WeTechCare".

    >>> squash(fold("We TechCare"))
    'wetechcare'
    """
    return NameKey(key.replace(" ", ""))
