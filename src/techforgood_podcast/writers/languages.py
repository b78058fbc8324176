"""Names of languages."""

from __future__ import annotations

_NAMES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español", "it": "Italiano"}


def choose_page_language(language: str) -> str:
    """Return the language of a page's fixed words, which are French or English.

    >>> choose_page_language("fr-CA"), choose_page_language("de")
    ('fr-CA', 'en')
    """
    return language if language.partition("-")[0] in {"fr", "en"} else "en"


def name_language(language: str) -> str:
    """Return what a language calls itself, or else its tag.

    >>> name_language("en"), name_language("br")
    ('English', 'br')
    """
    return _NAMES.get(language, language)
