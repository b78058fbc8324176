"""Capital letters, spaces and line breaks of printed texts."""

from __future__ import annotations

import re

from .languages import language_of

_BREAKABLE_SPACE = re.compile(r"[ \t\r\n]+")
_REPLACED = ("  ", "\n", "\t", "\r")


def capitalize_first(text: str) -> str:
    """Return a text whose first letter is upper case; unlike ``str.capitalize``, keep the rest.

    >>> capitalize_first("flux RSS"), capitalize_first("")
    ('Flux RSS', '')
    """
    return f"{text[:1].upper()}{text[1:]}"


def lower_first(text: str) -> str:
    """Return a text whose first letter is lower case, to continue a sentence.

    >>> lower_first("The RSS feed."), lower_first("")
    ('the RSS feed.', '')
    """
    return f"{text[:1].lower()}{text[1:]}"


def join_lines(text: str) -> str:
    r"""Replace line breaks and runs of spaces by single spaces; keep no-break spaces.

    >>> join_lines(" a\n\n b ")
    'a b'
    """
    # Most texts are on one line; this question costs a fiftieth of the substitution.
    if any(space in text for space in _REPLACED):
        text = _BREAKABLE_SPACE.sub(" ", text)
    return text.strip(" ")


def shorten(text: str, length: int) -> str:
    """Return a text on one line, cut to so many characters, between words where possible.

    >>> shorten("Fracture numérique et fracture sociale", 30)
    'Fracture numérique et…'
    >>> shorten("Fracture numérique", 30)
    'Fracture numérique'
    """
    line = join_lines(text)
    if len(line) <= length:
        return line
    words = line[:length].rpartition(" ")[0]
    cut = words if len(words) > length / 2 else line[: length - 1]
    return f"{cut.rstrip(' ,;:–-')}…"


def typeset(text: str, language: str) -> str:
    r"""Return a text as people read it in a language, with its own typography.

    In French, spaces beside punctuation and in numbers become no-break spaces, and apostrophes
    curly. Addresses stay.

    >>> typeset("« Pour qui ? » : l'avenir", "fr")
    '«\xa0Pour qui\xa0?\xa0»\xa0: l’avenir'
    >>> typeset("15 000 pains", "fr")
    '15\xa0000 pains'
    >>> typeset("08:30, https://example.org/l'avenir", "fr-CA")
    "08:30, https://example.org/l'avenir"
    >>> typeset("for whom ? It's", "en")
    "for whom ? It's"
    """
    return language_of(language).typeset(text)


def straighten(text: str) -> str:
    r"""Return a text with ordinary spaces, for data that programs read.

    >>> straighten("Avec\xa0: Ada\xa0; Ben")
    'Avec : Ada ; Ben'
    """
    return text.replace("\xa0", " ")
