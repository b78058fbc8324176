"""Stop words and a light stemmer for French and English.

The stemmer is a short list of endings, easy to check, and prefers to strip too little.
"""

from __future__ import annotations

# Only words of this length are stemmed.
_MIN_LENGTH, _MAX_LENGTH = 4, 60

_VOWELS = frozenset("aeiouy")

# Endings to strip, each with the minimum number of letters that must remain.
ENDINGS = {
    "ation": 5,
    "ement": 5,
    "ment": 5,
    "ag": 5,
    "eus": 4,
    "eur": 4,
    "ing": 3,
    "er": 3,
    "ed": 3,
    "e": 3,
}
_ALL_ENDINGS = tuple(ENDINGS)

_FRENCH = """
    a au aux avec c ce ceci cela celle celles celui ces cet cette ceux chez comme comment d dans de
    des donc dont du elle elles en es est et etaient etait etre eu eux fait font il ils j je l la le
    les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas
    plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont
    sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y
"""
_ENGLISH = """
    a about an and any are as at be been but by can could did do does for from get gets got had has
    have he her his how i if in into is it its me my not of off or our out she so some than that the
    their them then there these they this those to too up was we were what when where which who
    whom whose why will with would you your
"""
STOP_WORDS = frozenset((*_FRENCH.split(), *_ENGLISH.split()))
"""Folded French and English words that carry no meaning in a search."""


def stem(word: str) -> str:
    """Strip the endings of a folded French or English word, and plus signs.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "lgbtq+")]
    ['imprimant', 'recycl', 'recycl', 'chariti', 'lgbtq']
    """
    letters = word.rstrip("+")
    if not _MIN_LENGTH <= len(letters) <= _MAX_LENGTH or not letters.isalpha():
        return word
    word = letters
    if word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    elif word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    while (shorter := _strip_ending(word)) != word:
        word = shorter
    return f"{word[:-1]}i" if word[-1] == "y" else word


def _strip_ending(word: str) -> str:
    if word.endswith(_ALL_ENDINGS):  # one quick call for words without any
        for ending, min_left in ENDINGS.items():
            left = len(word) - len(ending)
            if left >= min_left and word.endswith(ending) and not _VOWELS.isdisjoint(word[:left]):
                return word[:left]
    return word
