"""``fold``: what two people who type the same name have in common."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NewType

    NameKey = NewType("NameKey", str)
else:
    NameKey = str  # calling a NewType would take longer than half of what fold() does
"""A text that went through :func:`fold`; only such texts reach an index."""

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
    """A translation table that keeps what it worked out for the common characters.

    Folding goes character by character: what decomposition moves about are marks, and these go.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(code)
        if code in _LATIN or code in _PUNCTUATION:
            self[code] = folded
        return folded


_LATIN = range(0x250)
_PUNCTUATION = range(0x2010, 0x2030)
_FOLDING = _Folding()
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
_PLAIN_BYTES = bytes(_PLAIN.get(byte, 0xFF) for byte in range(0x100))
"""What a character of Latin-1 is folded to, if that is one of ASCII, or else what is no UTF-8.

It is spelt out, since working it out would take longer than all other imports of this module.
"""


def fold(text: str) -> NameKey:
    """Reduce a text to what two people who mean the same name have in common.

    Case, accents, punctuation, ligatures and the kind of white space make no difference. Folding
    twice changes nothing, and NFC, NFD and upper case fold alike, for every code point.

    >>> fold("  L’Œuvre d’ÉTÉ ")
    'l oeuvre d ete'
    """
    try:
        key = text.encode("latin-1").translate(_PLAIN_BYTES).decode()
    except UnicodeError:
        key = text.translate(_FOLDING)
    return " ".join(key.split()) if "  " in key else key.strip()  # type: ignore[return-value]  # as above


def squash(key: NameKey) -> NameKey:
    """Take out the spaces, so that "we tech care" equals "WeTechCare".

    >>> squash(fold("We TechCare"))
    'wetechcare'
    """
    return NameKey(key.replace(" ", ""))
