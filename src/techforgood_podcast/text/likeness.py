"""Find names that may mean the same person or thing: equal, abbreviated, or nearly spelt alike.

Each name is compared with those that share a key with it, so that the cost grows with the number of
names and not with that of pairs.
"""

from __future__ import annotations

import re
from itertools import chain, dropwhile, islice
from operator import eq
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from .folding import fold, squash
from .spelling import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

Reason: TypeAlias = Literal[
    "equal", "brackets", "order", "initials", "middle", "short", "slip", "doubled"
]

# Names with more words, and words with more letters, are only compared as a whole.
_MAX_WORDS: Final = 8
_MAX_LETTERS: Final = 40
# Names that are compared; more would take too much memory.
MAX_NAMES: Final = 200_000
# Minimum number of letters of a word in which one may be wrong: in a person's full name, and else.
_MIN_IN_FULL_NAME, _MIN_LETTERS = 4, 6
# Words that differ in one letter and share what is left of them; more are no typing error.
_MAX_SHARING: Final = 8


class Name(NamedTuple):
    """A name of a record.

    Attributes:
        id: the id of the record.
        text: the name as written.
        is_alias: whether it is an alias; aliases may be equal to other names.
    """

    id: str
    text: str
    is_alias: bool = False


class Likeness(NamedTuple):
    """A name that may mean the same as one before it, and why."""

    name: Name
    other: Name
    reason: Reason


class _Row(NamedTuple):
    """A name with its folded words, and its position among the names."""

    position: int
    name: Name
    words: tuple[str, ...]


def find_alike(
    names: Iterable[Name],
    are_apart: Callable[[str, str], bool] = eq,
    *,
    personal: bool = False,
) -> Iterator[Likeness]:
    """Yield for each record that may be the same as an earlier one the likeliest such pair.

    Args:
        names: the names of all records, in order; the first 200,000 are compared.
        are_apart: says whether two ids are known to mean different things; by default, none are.
        personal: whether these are people's names, which may have initials or another order.

    >>> names = [Name("ada", "Ada Miller"), Name("a-miller", "A. Miller")]
    >>> [(one.name.id, one.other.id, one.reason) for one in find_alike(names, personal=True)]
    [('a-miller', 'ada', 'initials')]
    """
    words_of = _words_without_titles() if personal else _words
    rows: list[_Row] = []
    for name in islice(names, MAX_NAMES):
        if words := words_of(name.text):
            rows.append(_Row(len(rows), name, words))
    short = [row for row in rows if len(row.words) <= _MAX_WORDS]
    finders = [_equal(rows)]
    if personal:
        finders += [
            _with_brackets(rows, words_of),
            _in_another_order(short),
            _with_initials(short),
            _with_middle_names(short),
        ]
    finders.append(_with_another_word(short, personal=personal))
    found: dict[str, tuple[_Row, _Row, Reason]] = {}
    for row, others, reason in chain.from_iterable(finders):
        for other in others:
            if other.name.id == row.name.id or are_apart(row.name.id, other.name.id):
                continue
            if not (reason != "equal" and _squashed(row) == _squashed(other)):
                first, second = sorted((row, other), key=lambda one: one.position)
                found.setdefault(second.name.id, (second, first, reason))
            break
    for second, first, reason in sorted(found.values(), key=lambda pair: pair[0].position):
        yield Likeness(second.name, first.name, reason)


# A name, those that it may mean the same as, the likeliest first, and why.
_Candidates: TypeAlias = "tuple[_Row, Iterable[_Row], Reason]"


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _words_without_titles() -> Callable[[str], tuple[str, ...]]:
    from .languages import all_languages

    titles = frozenset(_words(" ".join(language.titles for language in all_languages())))
    return lambda text: tuple(dropwhile(titles.__contains__, _words(text)))


def _squashed(row: _Row) -> str:
    return squash(" ".join(row.words))


def _before(
    rows: Iterable[_Row], key_of: Callable[[_Row], str]
) -> Iterator[tuple[_Row, list[_Row]]]:
    """Yield each name with the earlier ones that have its key."""
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        group = groups.setdefault(key_of(row), [])
        # What is appended later comes after this name, and need not be copied.
        yield row, group
        _add(group, row)


def _add(group: list[_Row], row: _Row) -> None:
    """Add a name to others, unless the last of them is of the same record."""
    if not group or group[-1].name.id != row.name.id:
        group.append(row)


def _equal(rows: Iterable[_Row]) -> Iterator[_Candidates]:
    own = (row for row in rows if not row.name.is_alias)
    return ((row, group, "equal") for row, group in _before(own, _squashed))


def _with_brackets(
    rows: Sequence[_Row], words_of: Callable[[str], tuple[str, ...]]
) -> Iterator[_Candidates]:
    """Yield names that others have without what is in brackets at the end."""
    reduced: dict[str, list[_Row]] = {}
    for row in rows:
        before, bracket, _ = row.name.text.partition("(")
        if bracket:
            _add(reduced.setdefault("".join(words_of(before)), []), row)
    return _whole(rows, reduced, "brackets")


def _whole(
    rows: Sequence[_Row], reduced: Mapping[str, Sequence[_Row]], reason: Reason
) -> Iterator[_Candidates]:
    """Yield names by what is left of each, with the names that are just that."""
    whole: dict[str, list[_Row]] = {}
    for row in rows if reduced else ():
        if (key := _squashed(row)) in reduced:
            _add(whole.setdefault(key, []), row)
    for key, others in whole.items():
        for row in reduced[key]:
            yield row, others, reason


def _in_another_order(rows: Iterable[_Row]) -> Iterator[_Candidates]:
    several = (row for row in rows if len(row.words) > 1)
    pairs = _before(several, lambda row: " ".join(sorted(row.words)))
    return ((row, group, "order") for row, group in pairs)


def _is_initial(word: str) -> bool:
    """Return whether a word is one letter of a script that has capitals."""
    return len(word) == 1 and word != word.upper()


def _abbreviation(words: Sequence[str]) -> str | None:
    """Return the key of a name of which only the first or the last word is written out."""
    *given, last = words
    first, *family = words
    if given and len(last) > 1 and all(map(_is_initial, given)):
        return f"{' '.join(given)}. {last}"
    if family and len(first) > 1 and all(map(_is_initial, family)):
        return f"{first} {' '.join(family)}."
    return None


def _abbreviations(words: Sequence[str]) -> Iterator[str]:
    """Yield the keys of the names that may stand for one that is written out."""
    if len(words) > 1 and not any(map(_is_initial, words)):
        initials = [word[0] for word in words]
        yield f"{initials[0]}. {words[-1]}"
        yield f"{words[0]} {initials[-1]}."
        if len(words) > 2:  # noqa: PLR2004 -- there are others between the two
            yield f"{' '.join(initials[:-1])}. {words[-1]}"
            yield f"{words[0]} {' '.join(initials[1:])}."


def _with_initials(rows: Sequence[_Row]) -> Iterator[_Candidates]:
    abbreviated: dict[str, list[_Row]] = {}
    for row in rows:
        key = _abbreviation(row.words)
        if key is not None:
            _add(abbreviated.setdefault(key, []), row)
    written_out: dict[str, list[_Row]] = {}
    for row in rows if abbreviated else ():
        for key in _abbreviations(row.words):
            if key in abbreviated:
                _add(written_out.setdefault(key, []), row)
    for key, others in written_out.items():
        for row in abbreviated[key]:
            yield row, others, "initials"


def _with_middle_names(rows: Sequence[_Row]) -> Iterator[_Candidates]:
    reduced: dict[str, list[_Row]] = {}
    for row in rows:
        first, *middle = row.words
        if len(middle) > 1:
            *middle, last = middle
            written_out = [word for word in middle if not _is_initial(word)]
            for kept in {0: [], len(written_out): written_out}.values():
                if len(kept) < len(middle):
                    _add(reduced.setdefault("".join((first, *kept, last)), []), row)
    return _whole(rows, reduced, "middle")


def _with_another_word(rows: Sequence[_Row], *, personal: bool) -> Iterator[_Candidates]:
    """Yield names that differ in one word: a given name that is short, or a slip.

    Two words that others have as well, such as Maria and Mario, are both spelt as they should be.
    """
    common = _common_words(rows)
    # The words at one position of names that are equal everywhere else.
    buckets: dict[tuple[int, str], dict[str, list[_Row]]] = {}
    for row in rows:
        for position, word in enumerate(row.words):
            if _MIN_IN_FULL_NAME <= len(word) + 1 <= _MAX_LETTERS and word.isalpha():
                rest = " ".join((*row.words[:position], *row.words[position + 1 :]))
                bucket = buckets.setdefault((position, rest), {})
                _add(bucket.setdefault(word, []), row)
    for (position, rest), bucket in buckets.items():
        least = _MIN_IN_FULL_NAME if personal and rest else _MIN_LETTERS
        if len(bucket) > 1:
            pairs: Iterator[tuple[str, str, Reason]] = _near_words(bucket, common, least)
            if personal and rest and position == 0:
                pairs = chain(_short_words(bucket), pairs)
            for word, other, reason in pairs:
                for row in bucket[word]:
                    yield row, bucket[other], reason


def _short_words(words: Collection[str]) -> Iterator[tuple[str, str, Reason]]:
    """Yield words with another one that they begin with, and at least two letters more."""
    for word in words:
        for end in range(_MIN_IN_FULL_NAME - 1, len(word) - 1):
            if word[:end] in words:
                yield word, word[:end], "short"


def _common_words(rows: Iterable[_Row]) -> frozenset[str]:
    """Return the words that names of several records have."""
    owners: dict[str, str] = {}
    return frozenset(
        word
        for row in rows
        for word in row.words
        if owners.setdefault(word, row.name.id) != row.name.id
    )


def _near_words(
    words: Collection[str], common: frozenset[str], least: int
) -> Iterator[tuple[str, str, Reason]]:
    """Yield words that are nearly alike, unless both are common; one has so many letters."""
    if common.issuperset(words):
        return
    sharing: dict[str, list[str]] = {}
    for word in words:
        near: dict[str, None] = {}
        lefts = dict.fromkeys((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))
        for left in lefts:
            others = sharing.setdefault(left, [])
            near |= dict.fromkeys(others)
            if len(others) < _MAX_SHARING:
                others.append(word)
        for other in near:
            if max(len(word), len(other)) >= least and (word not in common or other not in common):
                if Typed(word).distance(other) == 1:
                    yield word, other, "slip"
                elif _undoubled(word) == _undoubled(other):
                    yield word, other, "doubled"


def _undoubled(word: str) -> str:
    """Return a word in which no letter is doubled."""
    return re.sub(r"(.)\1", r"\1", word)
