"""Words of French and English: which say nothing of a text, and what related ones share.

A short list of endings, not a grammar: it can be read at a glance, and errs on the side of taking
too little.
"""

from __future__ import annotations

SHORTEST_BEGINNING = 3
"""From so many letters on a word may begin longer ones."""
_SHORTEST, _LONGEST = 4, 60
"""A shorter word has no ending, and a longer one is no word."""
_VOWELS = frozenset("aeiouy")
_ENDINGS = {
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
"""Endings that are taken off, and how many letters have to be left."""
_EVERY_ENDING = tuple(_ENDINGS)

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
"""Folded words of French and English that say nothing of what a text is about."""


def stem(word: str) -> str:
    """Take its endings off a folded French or English word, so that related words are equal.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "reseaux")]
    ['imprimant', 'recycl', 'recycl', 'chariti', 'reseau']
    """
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    elif word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    while (shorter := _without_ending(word)) != word:
        word = shorter
    return f"{word[:-1]}i" if word[-1] == "y" else word


def _without_ending(word: str) -> str:
    if word.endswith(_EVERY_ENDING):
        for ending, least in _ENDINGS.items():
            left = len(word) - len(ending)
            if left >= least and word.endswith(ending) and not _VOWELS.isdisjoint(word[:left]):
                return word[:left]
    return word


def beginning(word: str) -> str:
    """Return what longer words have to begin with: the word without endings, unless too short."""
    own = stem(word)
    start = own if word.startswith(own) else own[:-2]  # the last two may have been changed
    if len(start) > SHORTEST_BEGINNING:
        return start
    singular = word.rstrip("sx")
    return singular if len(singular) >= SHORTEST_BEGINNING else word
