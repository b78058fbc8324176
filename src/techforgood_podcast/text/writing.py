"""How texts are printed: fixed words, days, numbers and typography of a language, and addresses."""

from __future__ import annotations

import re
from string import printable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from .folding import fold
from .languages import base_of, find_language, language_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

_OF_PROGRAMMES = {"founded": "created", "founders": "creators", "founder_of": "creator_of"}


def words(language: str) -> Mapping[str, str]:
    """Return the words of a language, or the English ones if it has none.

    >>> words("fr-CA")["guests"], words("br")["guests"]
    ('avec', 'guests')
    """
    return language_of(language).words


def founding_word(kind: str, word: str) -> str:
    """Return the key of a word about an organisation of a kind; people create a programme.

    >>> founding_word("programme", "founders"), founding_word("company", "founders")
    ('creators', 'founders')
    """
    return _OF_PROGRAMMES.get(word, word) if kind == "programme" else word


def and_before(name: str, language: str) -> str:
    """Return the key of the word "and" before a name, whose sound may change it.

    >>> [words("es")[and_before(name, "es")] for name in ("Ada", "Inés", "Hilda", "Ian")]
    ['y', 'e', 'e', 'y']
    """
    return "other_and" if re.match(words(language)["before_other_and"], fold(name)) else "and"


def join_names(names: Sequence[str], language: str) -> str:
    """Return names as a list in words.

    >>> join_names(["Ann", "Bob", "Cid"], "fr"), join_names(["Ann"], "fr")
    ('Ann, Bob et Cid', 'Ann')
    """
    *others, last = names
    known = words(language)[and_before(last, language)]
    return f"{', '.join(others)} {known} {last}" if others else last


def feed_title(show_title: str) -> str:
    """Return the title that the feed of a show has as a source.

    >>> feed_title("Bread")
    'RSS: Bread'
    """
    return f"RSS: {show_title}"


def write_day(day: dt.date, language: str, pattern: str = "day") -> str:
    """Return a day in a language, or in English if it has no words.

    Args:
        day: the day.
        language: the language.
        pattern: the word of the language that says in which order the parts stand.

    >>> import datetime as dt
    >>> write_day(dt.date(2023, 3, 7), "en"), write_day(dt.date(2023, 3, 7), "fr")
    ('7 March 2023', '7 mars 2023')
    >>> write_day(dt.date(2023, 3, 1), "fr")
    '1er mars 2023'
    >>> write_day(dt.date(2023, 3, 7), "en", "day_in_apa")
    '2023, March 7'
    """
    known = words(language)
    return known[pattern].format(
        day=known["first_day"] if day.day == 1 else day.day,
        month=known["months"].split()[day.month - 1],
        short_month=known["short_months"].split()[day.month - 1],
        year=day.year,
    )


# Languages without a file that write a point; the others write a comma.
_WITH_POINT: Final = frozenset({"he", "hi", "ja", "ko", "th", "zh"})


def has_decimal_point(language: str) -> bool:
    """Return whether numbers have a decimal point in a language, rather than a comma.

    >>> [has_decimal_point(tag) for tag in ("en-GB", "fr", "ja", "br")]
    [True, False, True, False]
    """
    own = find_language(language)
    return own.decimal_mark == "." if own else base_of(language) in _WITH_POINT


def write_number(number: float, language: str) -> str:
    r"""Return a number with its thousands apart.

    >>> write_number(13_000_000, "en"), write_number(13_000_000.5, "fr")
    ('13,000,000', '13\xa0000\xa0000,5')
    """
    written = f"{number:,.15g}" if abs(number) < 10**15 else f"{number:,.0f}"
    if has_decimal_point(language):
        return written
    return written.translate({ord(","): "\xa0", ord("."): ","})


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
    r"""Return a text as people read it in a language, with the typography that its file has.

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
    pattern, replaced = language_of(language).typography
    if not pattern:
        return text
    return re.sub(pattern, lambda found: replaced.get(found[0], found[0]), text)


def straighten(text: str) -> str:
    r"""Return a text with ordinary spaces, for data that programs read.

    >>> straighten("Avec\xa0: Ada\xa0; Ben")
    'Avec : Ada ; Ben'
    """
    return text.replace("\xa0", " ")


def to_uri(address: str) -> str:
    """Return an address in ASCII, with other characters percent-encoded.

    >>> to_uri("https://example.org/épisode-1?a=%20")
    'https://example.org/%C3%A9pisode-1?a=%20'
    """
    if address.isascii():
        return address
    return quote(address, safe=printable)
