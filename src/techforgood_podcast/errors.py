"""Every error of the library, under one root.

An error keeps its parts as attributes, for programs, and composes its sentence only when it is
printed, for people. Each of them can be pickled.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AmbiguousNameError",
    "CatalogueError",
    "FeedError",
    "MissingExtraError",
    "PodcastError",
    "Problem",
    "RecordError",
    "TargetExistsError",
    "UnknownFieldError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnknownOptionError",
]

Severity: TypeAlias = Literal["error", "warning"]
Named: TypeAlias = tuple[str, str]
"""An entry as an error shows it: its id and its name."""

SHOWN = 3
"""How many suggestions a sentence shows; the attribute holds them all."""


def printable(text: str) -> str:
    r"""Write out the characters that a line of a terminal should not be given.

    >>> print(printable("two\nlines \x1b[2J"))
    two\nlines \x1b[2J
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def one_of(texts: Iterable[str]) -> str:
    """Join quoted texts with "or", as a sentence needs them.

    >>> one_of(["a", "b"])
    '"a" or "b"'
    """
    return " or ".join(f'"{text}"' for text in texts)


def did_you_mean(texts: Iterable[str]) -> str:
    """Say which texts may have been meant, or nothing where there are none.

    >>> did_you_mean(["title"])
    'did you mean "title"?'
    """
    shown = tuple(texts)[:SHOWN]
    return f"did you mean {one_of(shown)}?" if shown else ""


def dotted(path: Iterable[str | int]) -> str:
    """Write the way to a value as a person would.

    >>> dotted(("guests", 5, "person"))
    'guests[5].person'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _sentence(statement: str, question: str) -> str:
    return f"{statement}; {question}" if question else statement


@attrs.frozen(kw_only=True)
class Problem:
    """One thing wrong in a file, and where.

    Attributes:
        file: the file, as seen from the folder that is read; empty for what is not from a file.
        line: the line, from 1; 0 where no line can be named.
        column: the column, from 1, in characters; 0 likewise.
        path: the place inside the data, such as ``guests[5].person``.
        message: what is wrong.
        hint: what to do about it, where that can be said.
        severity: ``"error"`` stops a load, ``"warning"`` does not.

    >>> print(Problem(file="show.yaml", line=3, column=1, path="titel", message="unknown key",
    ...               hint='did you mean "title"?'))
    show.yaml:3:1: titel: unknown key; did you mean "title"?
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str
    message: str
    hint: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the problem in one line, place first, as compilers print it."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        place = f"{place}: " if place else ""
        label = "warning: " if self.severity == "warning" else ""
        subject = f"{self.path}: " if self.path else ""
        return f"{place}{label}{subject}{_sentence(self.message, self.hint or '')}"


class PodcastError(Exception):
    """The root of every error that this library raises on purpose.

    >>> issubclass(UnknownNameError, PodcastError)
    True
    """


class UnknownNameError(PodcastError, KeyError):
    """No entry bears this name.

    Attributes:
        text: what was asked for.
        kind: what was looked for, such as ``"person"``.
        suggestions: ``(id, name)`` of the entries that may have been meant, closest first.
        sought: ``"id"`` where only an id would do, and the sentence suggests ids.

    >>> print(UnknownNameError("gentlet", "person", (("karine-gentelet", "Karine Gentelet"),)))
    no person "gentlet"; did you mean "Karine Gentelet"?
    """

    def __init__(
        self,
        text: str,
        kind: str,
        suggestions: Iterable[Named] = (),
        sought: Literal["name", "id"] = "name",
    ) -> None:
        self.text = text
        self.kind = kind
        self.suggestions: tuple[Named, ...] = tuple(suggestions)
        self.sought = sought
        super().__init__(text, kind, self.suggestions, sought)

    def __str__(self) -> str:
        """Return the sentence for people."""
        if self.sought == "id":
            ids = [id_ for id_, _ in self.suggestions]
            return _sentence(f'no {self.kind} has the id "{self.text}"', did_you_mean(ids))
        names = [name for _, name in self.suggestions]
        return _sentence(f'no {self.kind} "{self.text}"', did_you_mean(names))


class AmbiguousNameError(PodcastError, LookupError):
    """Several entries answer to this name.

    Attributes:
        text: what was asked for.
        kind: what was looked for, such as ``"person"``.
        candidates: ``(id, name)`` of each entry that it could be, in sort order.

    >>> print(AmbiguousNameError("lara", "person", (("lara-market", "Lara Market"),
    ...                                             ("lara-vigneron", "Lara Vigneron"))))
    the person "lara" could be "Lara Market" (lara-market) or "Lara Vigneron" (lara-vigneron)
    """

    def __init__(self, text: str, kind: str, candidates: Iterable[Named]) -> None:
        self.text = text
        self.kind = kind
        self.candidates: tuple[Named, ...] = tuple(candidates)
        super().__init__(text, kind, self.candidates)

    def __str__(self) -> str:
        """Return the sentence for people."""
        shown = [f'"{name}" ({id_})' for id_, name in self.candidates[: 2 * SHOWN]]
        if len(self.candidates) > len(shown):
            shown.append(f"{len(self.candidates) - len(shown)} more")
        return f'the {self.kind} "{self.text}" could be {" or ".join(shown)}'


class _UnknownWordError(PodcastError):
    """A word that is not of a closed list; the list is the advice, where no reason is given."""

    noun = "word"

    def __init__(
        self,
        text: str,
        known: Iterable[str],
        suggestions: Iterable[str] = (),
        reason: str = "",
    ) -> None:
        self.text = text
        self.known: tuple[str, ...] = tuple(known)
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        self.reason = reason
        super().__init__(text, self.known, self.suggestions, reason)

    def __str__(self) -> str:
        """Return the sentence for people."""
        if self.reason:
            return f'"{self.text}" {self.reason}'
        advice = did_you_mean(self.suggestions) or f"there is {', '.join(self.known) or 'none'}"
        return _sentence(f'no {self.noun} "{self.text}"', advice)


class UnknownFormatError(_UnknownWordError, LookupError):
    """No format has this name or suffix, or it is none of text.

    Attributes:
        text: what was asked for.
        known: the names of all formats that can be asked for.
        suggestions: the names that may have been meant, closest first.
        reason: why a format that exists cannot be used.

    >>> print(UnknownFormatError("jsn", ("json", "yaml"), ("json",)))
    no format "jsn"; did you mean "json"?
    """

    noun = "format"


class UnknownLanguageError(_UnknownWordError, KeyError):
    """A text does not exist in this language.

    Attributes:
        text: the language asked for, a BCP 47 tag.
        known: the languages that the text has.
        suggestions: the tags that may have been meant.

    >>> print(UnknownLanguageError("de", ("fr", "en")))
    no language "de"; there is fr, en
    """

    noun = "language"


class UnknownFieldError(_UnknownWordError, LookupError):
    """Episodes have no such field to sort or count by.

    Attributes:
        text: what was asked for.
        known: the fields that there are.
        suggestions: the fields that may have been meant, closest first.

    >>> print(UnknownFieldError("duraton", ("duration", "title"), ("duration",)))
    no field "duraton"; did you mean "duration"?
    """

    noun = "field"


class UnknownOptionError(_UnknownWordError, TypeError):
    """An option, or a value that it may have, is not among those that are taken.

    Attributes:
        text: what was given.
        known: what is taken.
        suggestions: what may have been meant, closest first.
        reason: why a value is not taken.

    >>> print(UnknownOptionError("langauge", ("language",), ("language",)))
    no option "langauge"; did you mean "language"?
    >>> print(UnknownOptionError("home", (), reason="is not an address"))
    "home" is not an address
    """

    noun = "option"


class RecordError(PodcastError, ValueError):
    """A record cannot have this value, since no file may hold it.

    Attributes:
        model: the class of the record.
        path: the field, and what leads to the value inside it, such as ``aliases[2]``.
        message: what is wrong.
        hint: what to do about it, where that can be said.

    >>> print(RecordError("Person", "id", "expected an id, found 3"))
    Person.id: expected an id, found 3
    """

    def __init__(self, model: str, path: str, message: str, hint: str | None = None) -> None:
        self.model = model
        self.path = path
        self.message = message
        self.hint = hint
        super().__init__(model, path, message, hint)

    def __str__(self) -> str:
        """Return the sentence for people, class and field first."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        return f"{self.model}{joint}{self.path}: {_sentence(self.message, self.hint or '')}"


class CatalogueError(PodcastError, ValueError):
    """A catalogue cannot be built; every reason is in it.

    Attributes:
        problems: each :class:`Problem`, sorted by place.

    >>> print(CatalogueError([Problem(path="people.ann.name", message="the text is empty")]))
    people.ann.name: the text is empty
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return every problem, one a line."""
        return "\n".join(map(str, self.problems))


class FeedError(PodcastError, ValueError):
    """A feed cannot be read.

    Attributes:
        message: what is wrong.
        line: the line, from 1; 0 where the file itself cannot be opened.
        column: the column, from 1, in characters; 0 likewise.

    >>> print(FeedError("a DOCTYPE is not allowed in a feed", 2, 1))
    feed:2:1: a DOCTYPE is not allowed in a feed
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        self.message = message
        self.line = line
        self.column = column
        super().__init__(message, line, column)

    def __str__(self) -> str:
        """Return the sentence for people, place first."""
        return f"feed:{self.line}:{self.column}: {self.message}" if self.line else self.message


class MissingExtraError(PodcastError, ImportError):
    """A library that only some users need is not installed.

    Attributes:
        feature: what needs it.
        extra: the extra of this package that brings it.
        command: what to run to install it.

    >>> print(MissingExtraError("parquet", "arrow"))
    parquet needs an extra; run: pip install "techforgood-podcast[arrow]"
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(feature, extra)

    @property
    def command(self) -> str:
        """What to run to install it."""
        return f'pip install "techforgood-podcast[{self.extra}]"'

    def __str__(self) -> str:
        """Return the sentence for people."""
        return f"{self.feature} needs an extra; run: {self.command}"


class TargetExistsError(PodcastError, FileExistsError):
    """A file stands where the output should go, and was left as it is.

    Attributes:
        filename: the path of the existing file, as for any ``OSError``.
        foreign: what stands in a folder that would be replaced, and is not of the same kind.
        replaceable: whether whoever writes there can be told to replace it.

    >>> print(TargetExistsError("emploi.json"))
    "emploi.json" exists already and was left as it is; pass force=True (--force) to replace it
    >>> print(TargetExistsError("my-podcast", replaceable=False))
    "my-podcast" exists already and was left as it is; choose another name
    >>> print(TargetExistsError("emploi", foreign="notes.txt"))
    "emploi" exists already and was left as it is; "notes.txt" in it would be lost
    """

    filename: str

    def __init__(
        self,
        filename: str,
        foreign: str | None = None,
        replaceable: bool = True,  # noqa: FBT001, FBT002 -- pickles pass it by place
    ) -> None:
        self.foreign = foreign
        self.replaceable = replaceable
        super().__init__(errno.EEXIST, "exists already", filename)

    def __reduce__(self) -> tuple[type[TargetExistsError], tuple[str, str | None, bool]]:
        """Rebuild from its own arguments; ``OSError`` would pass others."""
        return type(self), (self.filename, self.foreign, self.replaceable)

    def __str__(self) -> str:
        """Return the sentence for people."""
        if self.foreign is not None:
            advice = f'"{self.foreign}" in it would be lost'
        elif self.replaceable:
            advice = "pass force=True (--force) to replace it"
        else:
            advice = "choose another name"
        return f'"{self.filename}" exists already and was left as it is; {advice}'
