"""Characters of texts: how they are folded, and which no catalogue may hold.

Folding reduces different spellings of a name to the same key.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters that Unicode does not decompose.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}  # noqa: RUF001 -- the Turkish letter is meant

# Symbols that Unicode decomposes into letters, which would become part of a name.
_MARKS = "™℠"

WORD = r"[^\W\d]+\++|\w+|\++|(?<![^ ])[^\w +]+(?![^ ])"
"""The pattern of a word of a folded text: letters and the plus signs after them ("c++"), or a
lone symbol. ``re`` compiles it on first use, which not every program needs."""


def _fold_character(code: int) -> str:
    text = chr(code)
    if text in _MARKS:
        return " "
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


def fold_letters(text: str) -> str:
    """Return a text with each character folded, and a space for each that is no letter or symbol.

    >>> fold_letters("L’Été→Noël")
    'l ete→noel'
    """
    return text.translate(_FOLDING)


def fold(text: str) -> str:
    """Return a key that is equal for different spellings of the same name.

    The key ignores case, accents, punctuation, ligatures and the kind of white space. Symbols
    separate words, as punctuation does, but plus signs count, after letters as part of their word,
    and so does a symbol on its own. For every code point, folding is idempotent, and NFC, NFD and
    upper case give the same key.

    >>> fold("  L’Œuvre d’ÉTÉ ")
    'l oeuvre d ete'
    >>> fold("🎧Thé→Café ♥ C++")
    'the cafe ♥ c++'
    """
    if text.isascii() and text.isalnum():  # a quick answer for most single words
        return text.lower()
    letters = text.translate(_FOLDING)
    words = letters.split()
    # Most texts have no symbols, and splitting is quicker than the pattern.
    return " ".join(words if "".join(words).isalnum() else re.findall(WORD, letters))


def has_words(key: str, words: str) -> bool:
    """Return whether a folded text contains a phrase as whole words.

    >>> key = fold("co-fondateur de Bayes Impact")
    >>> has_words(key, "BAYES IMPACT"), has_words(key, "fonda")
    (True, False)
    """
    return f" {fold(words)} " in f" {key} "


def beginning_with(prefix: str, keys: Sequence[str]) -> Sequence[str]:
    """Return those of sorted keys that begin with a prefix.

    >>> beginning_with("the", ["tea", "the", "theme", "tie"])
    ['the', 'theme']
    """
    first = bisect_left(keys, prefix)
    return keys[first : bisect_left(keys, f"{prefix}\U0010ffff", first)]


def squash(key: str) -> str:
    """Remove the spaces from a key, so that "We TechCare" equals "WeTechCare".

    >>> squash(fold("We TechCare"))
    'wetechcare'
    """
    return key.replace(" ", "")


# Control characters, unusual line separators, surrogates, noncharacters and byte order marks.
FORBIDDEN: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def forbidden_in(text: str) -> re.Match[str] | None:
    r"""Return a match for the first forbidden character of a text, or ``None``.

    >>> forbidden_in("a\nb"), forbidden_in("a\x00b")
    (None, <re.Match object; span=(1, 2), match='\x00'>)
    """
    # No forbidden character is printable, and isprintable() takes half the time of the search.
    return None if text.replace("\n", "").isprintable() else re.search(FORBIDDEN, text)


def blanks_in(text: str, count: int) -> re.Match[str] | None:
    r"""Return a match for the first run of so many spaces, tabs and line breaks, or ``None``.

    >>> blanks_in("a  b \n c", 3), blanks_in("a  b", 3)
    (<re.Match object; span=(4, 7), match=' \n '>, None)
    """
    # Such a run fills a whole step wherever it begins, which takes little time to find out.
    step = count // 2
    if not any(text[at : at + step].isspace() for at in range(0, len(text), step)):
        return None
    return re.search(rf"(?<![ \t\r\n])[ \t\r\n]{{{count}}}", text)
