"""Plain values against the models' own description: what is wrong, and where.

Nothing is converted here; what passes can be structured without a further question.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from ..errors import did_you_mean
from ..syntax import UNKNOWN, Unquoted, is_list, is_mapping
from ..text.characters import forbidden_in
from ..text.names import NameIndex, closest
from .durations import DURATION
from .fields import DEVICES, ID, Field, fields_of, section_of
from .rules import NUMBER, RULES, is_integer, is_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Protocol

    from ..errors import Severity
    from ..syntax import Path
    from . import Entity

    class Report(Protocol):
        """Takes down what is wrong at a path; ``key`` points at the key and not the value."""

        def __call__(  # noqa: D102 -- the class says it
            self,
            path: Path,
            message: str,
            hint: str | None = None,
            *,
            key: bool = False,
            severity: Severity = "error",
        ) -> None: ...


_MOST_HINTS = 100
"""So many dangling references are told which id may have been meant."""
_MOST_KEYS = 1_000
"""So many unknown keys are told which key may have been meant."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "id": (ID, "an id (lower-case words of a-z and 0-9, joined by hyphens)"),
    "url": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "an address that begins with https://"),
    "language": (re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), 'a language tag, such as "fr"'),
    "media_type": (
        re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII),
        'a media type, such as "audio/mpeg"',
    ),
    "country_code": (re.compile(r"[A-Z]{2}"), 'a country code of two letters, such as "FR"'),
}
_INVISIBLE = "[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
"""Characters of no width, and those that turn the direction of writing."""
_MIXED = r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+"
"""A word with letters of Latin and of Greek or Cyrillic, some of which look alike."""


def named(value: Any) -> str:
    """Say what a value is, for a message.

    >>> named(["a"]), named(Unquoted("no")), named(None)
    ('a list', '"no"', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, Unquoted) and NUMBER.fullmatch(value):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else f'"{value[:39]}…"'  # noqa: PLR2004 -- a line's worth
    if isinstance(value, bool):
        return str(value).lower()
    if is_list(value):
        return "a list"
    return "a mapping" if is_mapping(value) else str(value)


class References:
    """The ids that records may refer to, by list; one that could not be read is not here."""

    def __init__(self, ids: Mapping[str, Iterable[str]]) -> None:
        self.ids = {name: NameIndex({id_: (id_,) for id_ in known}) for name, known in ids.items()}
        self.hints_left = _MOST_HINTS
        self.keys_left = _MOST_KEYS

    def lacks(self, section: str, id_: str) -> bool:
        """Say whether it is certain that no record has this id."""
        return section in self.ids and id_ not in self.ids[section].names

    def hint(self, section: str, id_: str) -> str:
        """Return which ids may have been meant; they are looked for a limited number of times."""
        self.hints_left -= 1
        near = self.ids[section].suggest(id_) if self.hints_left >= 0 else ()
        return did_you_mean(near) or f"the {section} of the catalogue have no such id"

    def keys_like(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return which keys may have been meant; they, too, are looked for so many times."""
        self.keys_left -= 1
        return closest(key, known) if self.keys_left >= 0 else ()


class Checker:
    """Checks records against their models; a reference has to lead to a known id.

    Attributes:
        references: the ids that may be referred to.
        report: takes down what is wrong.
        whole: whether the record has to state all that is required of it; an overlay need not.
        warns: whether texts are looked at for what is odd, but allowed.
    """

    def __init__(
        self,
        references: References,
        report: Report,
        *,
        whole: bool = True,
        warns: bool = True,
    ) -> None:
        self.references = references
        self.report = report
        self.whole = whole
        self.warns = warns

    def record(self, model: type[object], value: Any, path: Path) -> None:
        """Check one record, and all that stands in it."""
        if not is_mapping(value):
            self.report(path, f"expected keys and values, found {named(value)}")
            return
        fields = {field.name: field for field in fields_of(model)}
        meant: set[str] = set()
        for key, inner in value.items():
            field = fields.get(key)
            if field is None:
                likely = self.references.keys_like(key, fields)
                meant.update(likely[:1])
                hint = did_you_mean(likely) or f"there is {', '.join(fields)}"
                self.report((*path, key), "unknown key", hint, key=True)
            elif inner is not None:
                self.field(field, inner, (*path, key))
        for field in fields.values():
            missing = field.required and value.get(field.name) is None
            if missing and field.name not in meant and (self.whole or path):
                self.missing(field, value, path)
        if model in RULES and not meant:
            for inner, message in RULES[model](value):
                self.report((*path, *inner), message)

    def missing(self, field: Field, value: dict[str, Any], path: Path) -> None:
        """Report a required key that is absent, or has no value."""
        if field.name in value:
            hint = "quote it if it is meant as text"
            self.report((*path, field.name), "a value has to stand here", hint)
        else:
            self.report(path, f'the key "{field.name}" is missing')

    def field(self, field: Field, value: Any, path: Path) -> None:
        """Check the value of one field."""
        if value is UNKNOWN:
            return
        if not field.many:
            self.value(field, value, path)
        elif is_list(value):
            for place, item in enumerate(value):
                self.value(field, item, (*path, place))
        else:
            hint = "write each item on a line of its own, after a hyphen"
            self.report(path, f"expected a list, found {named(value)}", hint)

    def value(self, field: Field, value: Any, path: Path) -> None:
        """Check one value, or one item of a list."""
        if value is UNKNOWN:
            return
        if field.form == "record" and field.model is not None:
            self.record(field.model, value, path)
        elif field.form == "reference" and field.model is not None:
            self.reference(field.model, value, path)
        elif field.form == "localized":
            self.localized(value, path)
        elif field.form == "choice":
            if not isinstance(value, str) or value not in field.choices:
                near = closest(value, field.choices) if isinstance(value, str) else ()
                known = did_you_mean(near)
                hint = known or f"there is {', '.join(field.choices)}"
                self.report(path, f"unknown {field.name} {named(value)}", hint)
        elif field.form in _SCALARS:
            expected, fits = _SCALARS[field.form]
            if not fits(value):
                self.report(path, f"expected {expected}, found {named(value)}")
        else:
            self.text(value, path, field.form)

    def text(self, value: Any, path: Path, form: str = "text") -> None:
        """Check a text, and its form where it has to have one."""
        if not isinstance(value, str):
            hint = "quote it if it is meant as text" if value is None else None
            self.report(path, f"expected a text, found {named(value)}", hint)
            return
        forbidden = forbidden_in(value)
        if forbidden:
            self.report(path, f"the character {_code(forbidden)} is not allowed")
            return
        if form in PATTERNS:
            pattern, expected = PATTERNS[form]
            if not pattern.fullmatch(value):
                self.report(path, f"expected {expected}, found {named(value)}")
                return
            if form == "id" and DEVICES.fullmatch(value):
                self.report(path, f'"{value}" cannot name a file on Windows', "choose another id")
        elif not value.strip():
            self.report(path, "the text is empty", "leave the key out if nothing is known")
        elif form == "text" and "\n" in value:
            self.report(path, "the text has a line break", "write it on one line, or after >-")
        if self.warns and not value.isascii():
            self.suspicious(value, path)

    def suspicious(self, value: str, path: Path) -> None:
        """Warn of characters that make a text look like another one."""
        hidden = re.search(_INVISIBLE, value)
        if hidden:
            message = f"the text holds an invisible character, {_code(hidden)}"
            self.report(path, message, "take it out", severity="warning")
        mixed = re.search(_MIXED, value)
        if mixed:
            message = f'the word "{mixed.group()}" mixes letters of two scripts'
            self.report(path, message, "type it anew", severity="warning")

    def localized(self, value: Any, path: Path) -> None:
        """Check a text by language, or a text in the language of the show."""
        if not is_mapping(value):
            self.text(value, path, "localized")
            return
        if not value:
            self.report(path, "expected a text in at least one language, found none")
        pattern, expected = PATTERNS["language"]
        for language, text in value.items():
            if not pattern.fullmatch(language):
                self.report((*path, language), f"expected {expected}", key=True)
            if text is not UNKNOWN:
                self.text(text, (*path, language), "localized")

    def reference(self, model: type[Entity], value: Any, path: Path) -> None:
        """Check the id of another record."""
        section = section_of(model)
        if not isinstance(value, str):
            self.report(path, f"expected the id of one of the {section.name}, found {named(value)}")
            return
        if self.references.lacks(section.name, value):
            hint = self.references.hint(section.name, value)
            self.report(path, f"no {section.noun} {named(value)}", hint)


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_duration(value: Any) -> bool:
    return isinstance(value, str) and DURATION.fullmatch(value) is not None


_SCALARS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "integer": ("a whole number", is_integer),
    "number": ("a number", is_number),
    "date": ("a day, such as 2022-01-17", _is_date),
    "duration": ("a running time, such as 33:13 or 1:02:03", _is_duration),
}
