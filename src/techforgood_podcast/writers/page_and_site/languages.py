"""The languages of a page, of which the reader sees one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ...models.algebra import walk
from ...models.sections import SECTIONS
from ...models.text import match_tag
from ...text.folding import fold
from ...text.languages import LANGUAGE_TAGS, base_of, choose_page_language
from ...text.writing import capitalize_first, write_day
from ..text.phrases import Phrases

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode, Figure, LocalizedText
    from ..text.phrases import FigureText

# A text in each language in which it differs, each with its language; without one if it is the
# same in all languages.
Versions: TypeAlias = list[tuple[str, str]]


def choose_languages(catalogue: Catalogue, language: str) -> tuple[str, ...]:
    """Return the languages of a page: one, and another that has words if some texts are in it too.

    >>> from ...packaged.bundled import load_catalogue
    >>> choose_languages(load_catalogue(), "en"), choose_languages(load_catalogue(), "de")
    (('en', 'fr'), ('de', 'fr'))
    """
    return (language, *languages_with_words(catalogue, language)[:1])


def languages_with_words(catalogue: Catalogue, but: str) -> list[str]:
    """Return the other languages of texts, but for roles, that have words of their own.

    Roles of a feed are in English, whatever the language of its show.

    >>> from ...packaged.bundled import load_catalogue
    >>> languages_with_words(load_catalogue(), "fr"), languages_with_words(load_catalogue(), "de")
    (['en'], ['fr', 'en'])
    """
    records = (
        catalogue.show,
        catalogue.info,
        *(r for s in SECTIONS for r in getattr(catalogue, s.name)),
    )
    found = (one for record in records for one in walk(record, "localized"))
    written = {tag for path, _, text in found if path[-1] != "role" for tag in text}
    written.add(catalogue.show.language)
    known = {base_of(tag): tag for tag in reversed(catalogue.languages) if tag in written}
    return [known[tag] for tag in LANGUAGE_TAGS if tag in known and tag != base_of(but)]


def versions(text: LocalizedText, languages: tuple[str, ...]) -> Versions:
    """Return a text in each language of a page, or in its main one if it is in none of them.

    >>> from ...models import LocalizedText
    >>> versions(LocalizedText(fr="pain", en="bread"), ("en", "fr"))
    [('en', 'bread'), ('fr', 'pain')]
    >>> versions(LocalizedText(fr="Paris", en="Paris"), ("en", "fr"))
    [('', 'Paris')]
    >>> versions(LocalizedText(fr="pain"), ("en",))
    [('fr', 'pain')]
    """
    return _distinct((tag, text.best(tag)) for tag in _tags_of(text, languages))


def _tags_of(text: LocalizedText, languages: tuple[str, ...]) -> list[str]:
    """Return the languages in which a page gives a text."""
    first = languages[0] if match_tag(languages[0], text.languages) else text.languages[0]
    found = dict.fromkeys((first, *languages[1:]))
    return [tag for tag in found if match_tag(tag, text.languages)]


def figure_versions(figure: Figure, languages: tuple[str, ...]) -> Versions:
    """Return the statement of a figure, after its number if that says more, in each language.

    >>> from ...models import Figure, LocalizedText
    >>> ovens = Figure(value=2, unit=LocalizedText(en="ovens"),
    ...     as_printed=LocalizedText(en="2 ovens"),
    ...     statement=LocalizedText(en="Both ovens are in Metz."))
    >>> figure_versions(ovens, ("en",))
    [('en', 'Both ovens are in Metz.')]
    """
    tags = _tags_of(figure.statement, languages)
    texts = [(tag, Phrases(tag).figure_text(figure)) for tag in tags]
    return _distinct(
        (tag, text.statement if _repeats(text) else "".join(text)) for tag, text in texts
    )


def _repeats(text: FigureText) -> bool:
    """Return whether a statement says all that the number before it says."""
    said = fold(text.statement).split()
    number = [word for word in fold(text.number).split() if not word.isdecimal()]
    return (
        text.between != " "
        and bool(number)
        and all(any(other.startswith(word) for other in said) for word in number)
    )


def kind_versions(episode: Episode, languages: tuple[str, ...]) -> Versions:
    """Return the word for the kind of an episode, in each language of a page."""
    return each_version(lambda phrases: capitalize_first(phrases.name_kind(episode)), languages)


def word_versions(
    key: str, languages: tuple[str, ...], *, capital: bool = False, colon: bool = False
) -> Versions:
    """Return a fixed word in each language of a page.

    >>> word_versions("guests", ("en", "fr"), capital=True)
    [('en', 'Guests'), ('fr', 'Avec')]
    >>> word_versions("guests", ("en",), colon=True)
    [('en', 'guests:')]
    """
    change = capitalize_first if capital else str
    return each_version(
        lambda phrases: change(phrases.words[key]) + phrases.words["colon"] * colon, languages
    )


def day_versions(date: dt.date, languages: tuple[str, ...]) -> Versions:
    """Return a day as people write it, in each language of a page."""
    return each_version(lambda phrases: write_day(date, phrases.language), languages)


def each_version(write: Callable[[Phrases], str], languages: tuple[str, ...]) -> Versions:
    """Return what is written in each language of a page that has words of its own."""
    tags = dict.fromkeys(choose_page_language(tag) for tag in languages)
    found = [(tag, write(Phrases(tag))) for tag in tags]
    return found if len(found) == 1 else _distinct(found)


def _distinct(found: Iterable[tuple[str, str]]) -> Versions:
    every = list(found)
    different = {text for _, text in every}
    return every if len(different) == len(every) else [("", text) for text in different]
