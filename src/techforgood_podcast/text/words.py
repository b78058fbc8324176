"""The fixed words that formats print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .languages import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .languages import Labels

_OF_PROGRAMMES = {"founded": "created", "founders": "creators", "founder_of": "creator_of"}


def words(language: str) -> Mapping[str, str]:
    """Return the words of a language, or the English ones if it has none.

    >>> words("fr-CA")["guests"], words("br")["guests"]
    ('avec', 'guests')
    """
    return language_of(language).words


def labels_of(relation: str, language: str) -> Labels:
    """Return the labels of a relation in a language, or the English ones if it has none.

    >>> labels_of("creator", "fr-CA").of, labels_of("creator", "br").by
    ('création de', 'created by')
    """
    return language_of(language).relations[relation]


def founding_word(kind: str, word: str) -> str:
    """Return the key of a word about an organisation of a kind; people create a programme.

    >>> founding_word("programme", "founders"), founding_word("company", "founders")
    ('creators', 'founders')
    """
    return _OF_PROGRAMMES.get(word, word) if kind == "programme" else word


def join_names(names: Sequence[str], language: str) -> str:
    """Return names as a list in words.

    >>> join_names(["Ann", "Bob", "Cid"], "fr"), join_names(["Ann"], "fr")
    ('Ann, Bob et Cid', 'Ann')
    """
    *others, last = names
    return f"{', '.join(others)} {words(language)['and']} {last}" if others else last


def feed_title(show_title: str) -> str:
    """Return the title that the feed of a show has as a source.

    >>> feed_title("Bread")
    'RSS: Bread'
    """
    return f"RSS: {show_title}"
