"""All errors that the library raises, under one base class.

Errors keep their parts as attributes and compose the message only when printed. All of them can
be pickled.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple, Self, TypeAlias

import attrs

from .quoting import MAX_LENGTH, MAX_SUGGESTIONS, cut, did_you_mean, harmless, join_hint, quoted

__all__ = [
    "AmbiguousNameError",
    "CatalogueError",
    "FeedError",
    "MissingExtraError",
    "NameLookupError",
    "PodcastError",
    "Problem",
    "RecordError",
    "SearchUnavailableError",
    "Severity",
    "TargetExistsError",
    "UnknownFieldError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnknownOptionError",
]

Severity: TypeAlias = Literal["error", "warning"]
# The id and the name of a record.
Named: TypeAlias = tuple[str, str]

# What each extra installs. Its libraries have their own names whether this one is published or not.
_LIBRARIES: Final = {
    "arrow": "pyarrow",
    "cli": "rich shtab",
    "html": "jinja2 nh3",
    "plots": "matplotlib",
}


class Remedy(NamedTuple):
    """What helps: a function, or an argument with its value.

    On the command line, a function is a command, ``True`` an option without a value, and a list the
    values of an option.
    """

    name: str
    value: bool | list[str] | None = None

    def __str__(self) -> str:
        """Return what to write in Python."""
        return self.name if self.value is None else f"{self.name}={self.value!r}"


class Message(str):
    """A message or a hint that names remedies, in the words of Python.

    The command line puts the parts together again, with options and commands as the remedies.

    >>> Message("pass ", Remedy("max_bytes"), " to allow more")
    'pass max_bytes to allow more'
    >>> Message("if it is none, pass ", Remedy("keep", ["all"]))
    "if it is none, pass keep=['all']"
    """

    __slots__ = ("parts",)
    parts: tuple[str | Remedy, ...]

    def __new__(cls, *parts: str | Remedy) -> Self:
        message = super().__new__(cls, "".join(map(str, parts)))
        message.parts = parts
        return message


@attrs.frozen(kw_only=True)
class Problem:
    """A problem in a file or a record, with its position.

    Attributes:
        file: the file, relative to the folder being read; empty for data not read from a file.
        line: the line, counted from 1; 0 if unknown.
        column: the column in characters, counted from 1; 0 if unknown.
        path: the path of the value inside the data, such as ``guests[5].person``.
        message: what is wrong.
        hint: how to fix it, if known.
        severity: ``"error"`` makes loading fail, ``"warning"`` does not.

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
        """Return the problem on one line, with the position first, as compilers print it."""
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        label = "warning" if self.severity == "warning" else ""
        parts = filter(None, (position, label, cut(self.path, MAX_LENGTH), self.message))
        return harmless(join_hint(": ".join(parts), self.hint or ""))


class PodcastError(Exception):
    """Base class of this library's errors; an argument of the wrong type is a ``TypeError``.

    >>> issubclass(UnknownNameError, PodcastError)
    True
    """


class NameLookupError(PodcastError, LookupError, ValueError):
    """A name does not lead to one record: it is unknown or ambiguous.

    Attributes:
        text: the name or id that was looked up.
        kind: the kind of record, such as ``"person"``.
        suggestions: ``(id, name)`` of similar records; empty if the name is ambiguous.
        candidates: ``(id, name)`` of the records that the name could mean; empty if it is unknown.

    >>> import techforgood_podcast as tfg
    >>> try:
    ...     tfg.by_guest("Lara")
    ... except NameLookupError as error:
    ...     print(error.kind, error.text)
    guest Lara
    """

    text: str
    kind: str
    suggestions: tuple[Named, ...] = ()
    candidates: tuple[Named, ...] = ()


class UnknownNameError(NameLookupError, KeyError):
    """No record has this name or id.

    Attributes:
        text: the name or id that was looked up.
        kind: the kind of record, such as ``"person"``.
        suggestions: ``(id, name)`` of similar records, closest first.
        sought: ``"id"`` if only an id was accepted, so that the message suggests ids.
        aliases: for each suggestion, the other name that resembles the text; empty if it is
            the name in ``suggestions``.
        hint: what exists instead, if that says more than the suggestions; else empty.

    >>> print(UnknownNameError("gentlet", "person", (("karine-gentelet", "Karine Gentelet"),)))
    no person "gentlet"; did you mean "Karine Gentelet"?
    >>> print(UnknownNameError("jobb", "theme", (("emploi", "Emploi"),), aliases=("job",)))
    no theme "jobb"; did you mean "Emploi" (also "job")?
    >>> import techforgood_podcast as tfg
    >>> try:
    ...     tfg.load_catalogue().theme("chocolat")
    ... except UnknownNameError as error:
    ...     print(error)
    no theme "chocolat"; search finds S1E5 (Grandir sans perdre so…)
    >>> print(UnknownNameError("S1E12", "episode", hint="there are S1E1–S1E8"))
    no episode "S1E12"; there are S1E1–S1E8
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- unpickling passes them by position
        self,
        text: str,
        kind: str,
        suggestions: Iterable[Named] = (),
        sought: Literal["name", "id"] = "name",
        aliases: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        self.text = text
        self.kind = kind
        self.suggestions: tuple[Named, ...] = tuple(suggestions)
        self.sought = sought
        self.aliases: tuple[str, ...] = tuple(aliases)
        self.hint = hint
        super().__init__(text, kind, self.suggestions, sought, self.aliases, hint)

    def __str__(self) -> str:
        """Return the message."""
        if self.sought == "id":
            hint = self.hint or did_you_mean(id_ for id_, _ in self.suggestions)
            noun = "id or code" if self.hint and self.kind == "episode" else "id"
            return join_hint(f"no {self.kind} has the {noun} {quoted(self.text)}", hint)
        hint = self.hint or did_you_mean((name for _, name in self.suggestions), self.aliases)
        return join_hint(f"no {self.kind} {quoted(self.text)}", hint)


class AmbiguousNameError(NameLookupError):
    """A name matches several records.

    Attributes:
        text: the name that was looked up.
        kind: the kind of record, such as ``"person"``.
        candidates: ``(id, name)`` of each matching record, in sort order.

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
        """Return the message."""
        shown = [f"{quoted(name)} ({id_})" for id_, name in self.candidates[: 2 * MAX_SUGGESTIONS]]
        if len(self.candidates) > len(shown):
            shown.append(f"{len(self.candidates) - len(shown)} more")
        return f"the {self.kind} {quoted(self.text)} could be {' or '.join(shown)}"


class _UnknownWordError(PodcastError):
    """A word that is not in a closed list, such as the formats or their options."""

    noun = "word"

    def __init__(
        self, text: str, known: Iterable[str], suggestions: Iterable[str] = (), reason: str = ""
    ) -> None:
        self.text = text
        self.known: tuple[str, ...] = tuple(known)
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        self.reason = reason
        super().__init__(text, self.known, self.suggestions, reason)

    def __str__(self) -> str:
        """Return the message."""
        if self.reason:
            return f"{quoted(self.text)} {harmless(self.reason)}"
        known = f"choose from {', '.join(self.known)}" if self.known else ""
        hint = did_you_mean(self.suggestions) or known or f"no {self.noun}s are available"
        return join_hint(f"no {self.noun} {quoted(self.text)}", hint)


class UnknownFormatError(_UnknownWordError, LookupError):
    """No format has this name or suffix, or the format cannot be used here.

    Attributes:
        text: the name or suffix that was given.
        known: the names of all formats that can be used.
        suggestions: similar names, closest first.
        reason: why an existing format cannot be used; empty if there is no such format.

    >>> print(UnknownFormatError("jsn", ("json", "yaml"), ("json",)))
    no format "jsn"; did you mean "json"?
    """

    noun = "format"


class UnknownLanguageError(_UnknownWordError, KeyError):
    """A text is not available in this language.

    Attributes:
        text: the requested language, a BCP 47 tag.
        known: the languages of the text.
        suggestions: similar tags, closest first.

    >>> print(UnknownLanguageError("de", ("fr", "en")))
    no language "de"; choose from fr, en
    """

    noun = "language"


class UnknownFieldError(_UnknownWordError, LookupError):
    """Episodes cannot be sorted or counted by this field.

    Attributes:
        text: the field that was given.
        known: the fields that can be used.
        suggestions: similar fields, closest first.

    >>> print(UnknownFieldError("duraton", ("duration", "title"), ("duration",)))
    no field "duraton"; did you mean "duration"?
    """

    noun = "field"


class UnknownOptionError(_UnknownWordError, TypeError):
    """An option is unknown, or its value is not allowed.

    Attributes:
        text: the option or value that was given.
        known: the allowed options or values.
        suggestions: similar options or values, closest first.
        reason: why the value is not allowed; empty if ``known`` lists all allowed values.
        noun: what the message calls it, such as ``"relation"``.

    >>> print(UnknownOptionError("langauge", ("language",), ("language",)))
    no option "langauge"; did you mean "language"?
    >>> print(UnknownOptionError("home", (), reason="is not an address"))
    "home" is not an address
    """

    def __init__(
        self,
        text: str,
        known: Iterable[str],
        suggestions: Iterable[str] = (),
        reason: str = "",
        noun: str = "option",
    ) -> None:
        super().__init__(text, known, suggestions, reason)
        self.noun = noun
        self.args: tuple[Any, ...] = (*self.args, noun)


class RecordError(PodcastError, ValueError):
    """A record was given a wrong value.

    Attributes:
        model: the class of the record.
        path: the field, and the position inside it, such as ``aliases[2]``.
        message: what is wrong.
        hint: how to fix it, if known.

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
        """Return the message, with the class and field first."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        path = f"{self.model}{joint}{cut(self.path, MAX_LENGTH)}"
        return harmless(f"{path}: {join_hint(self.message, self.hint or '')}")


class CatalogueError(PodcastError, ValueError):
    """A catalogue cannot be built; ``problems`` lists every reason.

    Attributes:
        problems: every :class:`Problem` found, sorted by position.

    >>> print(CatalogueError([Problem(path="people.ann.name", message="the text is empty")]))
    people.ann.name: the text is empty
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return the problems, one per line."""
        return "\n".join(map(str, self.problems))


class FeedError(PodcastError, ValueError):
    """A feed cannot be read, or is of another show than the folder to update.

    Attributes:
        message: what is wrong.
        line: the line, counted from 1; 0 if the error is in no line.
        column: the column in characters, counted from 1; 0 if the error is in no line.
        file: the path of the feed; ``feed`` if it was passed as text or bytes.

    >>> print(FeedError("a DOCTYPE is not allowed in a feed", 2, 1))
    feed:2:1: a DOCTYPE is not allowed in a feed
    """

    def __init__(self, message: str, line: int, column: int, file: str = "feed") -> None:
        self.message = message
        self.line = line
        self.column = column
        self.file = file
        super().__init__(message, line, column, file)

    def __str__(self) -> str:
        """Return the message, with the position first."""
        position = f"{self.file}:{self.line}:{self.column}: " if self.line else ""
        return harmless(f"{position}{self.message}")


class MissingExtraError(PodcastError, ImportError):
    """An optional dependency is not installed.

    Attributes:
        feature: the feature that needs it.
        extra: the extra of this package that installs it.
        command: the command that installs the libraries of the extra.

    >>> print(MissingExtraError("parquet", "arrow"))
    parquet needs an extra; run: pip install pyarrow
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(feature, extra)

    @property
    def command(self) -> str:
        """The command that installs the libraries of the extra."""
        return f"pip install {_LIBRARIES[self.extra]}"

    def __str__(self) -> str:
        """Return the message."""
        return f"{self.feature} needs an extra; run: {self.command}"


class SearchUnavailableError(PodcastError, RuntimeError):
    """This Python has no SQLite, or one that was built without full-text search (FTS5).

    Attributes:
        version: the version of SQLite; empty if there is none.

    >>> print(SearchUnavailableError("3.46.1"))
    full-text search needs FTS5, which this SQLite (3.46.1) lacks; use a Python whose sqlite3 has it
    """

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(version)

    def __str__(self) -> str:
        """Return the message."""
        if not self.version:
            return (
                "search and the sqlite format need the module sqlite3, which this Python lacks;"
                " use a Python that has it"
            )
        return (
            f"full-text search needs FTS5, which this SQLite ({self.version}) lacks;"
            " use a Python whose sqlite3 has it"
        )


class TargetExistsError(PodcastError, FileExistsError):
    """The output file or folder already exists; it was not changed.

    Attributes:
        filename: the path of the existing file or folder, as for any ``OSError``.
        foreign: a file in an existing folder that replacing the folder would delete.
        replaceable: whether the function accepts ``force=True``.
        edited: whether an earlier export wrote that file, and somebody changed it since.

    >>> print(TargetExistsError("emploi.json"))
    "emploi.json" already exists; pass force=True to replace it
    >>> print(TargetExistsError("my-podcast", replaceable=False))
    "my-podcast" already exists; choose another name
    >>> print(TargetExistsError("emploi", foreign="notes.txt"))
    "emploi" already exists; replacing it would delete "notes.txt"; move that away
    >>> print(TargetExistsError("public", foreign="index.html", edited=True))
    "public" already exists; "index.html" in it was changed by hand; move that away
    """

    filename: str

    def __init__(
        self,
        filename: str,
        foreign: str | None = None,
        replaceable: bool = True,  # noqa: FBT001, FBT002 -- unpickling passes it by position
        edited: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.foreign = foreign
        self.replaceable = replaceable
        self.edited = edited
        super().__init__(errno.EEXIST, "already exists", filename)

    def __reduce__(self) -> tuple[type[TargetExistsError], tuple[str, str | None, bool, bool]]:
        """Pickle the constructor's own arguments; ``OSError`` would pass its ``args``."""
        return type(self), (self.filename, self.foreign, self.replaceable, self.edited)

    def __str__(self) -> str:
        """Return the message."""
        if self.foreign is not None and self.edited:
            hint = f"{quoted(self.foreign)} in it was changed by hand; move that away"
        elif self.foreign is not None:
            hint = f"replacing it would delete {quoted(self.foreign)}; move that away"
        elif self.replaceable:
            hint = "pass force=True to replace it"
        else:
            hint = "choose another name"
        return f"{quoted(self.filename)} already exists; {hint}"
