"""Plain values against the models' own description: what is wrong, and where.

Nothing is converted here; what passes can be structured without a further question.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from ._schema import Field, fields_of, section_of
from ._syntax import FORBIDDEN, UNKNOWN, Path, Plain, is_list, is_mapping
from .errors import did_you_mean
from .models import Appearance, DataInfo, Entity, Episode, Figure
from .names import NameIndex, closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Protocol

    class Report(Protocol):
        """Takes down what is wrong at a path; ``key`` points at the key and not the value."""

        def __call__(
            self, path: Path, message: str, hint: str | None = None, *, key: bool = False
        ) -> None: ...


SCHEMA_VERSION = 1
DURATION = re.compile(
    r"(?:(?P<hours>\d{1,4}):(?=[0-5]\d:))?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII
)
"""``MM:SS`` or ``H:MM:SS``."""
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
NUMBER = re.compile(INTEGER.pattern + r"(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,3})?")
"""A whole number, or any number as ``repr`` writes it."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "id": (ID, "an id (lower-case words of a-z and 0-9, joined by hyphens)"),
    "url": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "an address that begins with https://"),
    "language": (re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), 'a language tag, such as "fr"'),
    "media_type": (re.compile(r"[\w.+-]+/[\w.+-]+"), 'a media type, such as "audio/mpeg"'),
    "country_code": (re.compile(r"[A-Z]{2}"), 'a country code of two letters, such as "FR"'),
}
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows takes for devices, so that no file can have them."""


def named(value: Any) -> str:
    """Say what a value is, for a message.

    >>> named(["a"]), named(Plain("no")), named(None)
    ('a list', '"no"', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 40 else f'"{value[:39]}…"'  # noqa: PLR2004 -- a line's worth
    if isinstance(value, bool):
        return str(value).lower()
    if is_list(value):
        return "a list"
    return "a mapping" if is_mapping(value) else str(value)


class Checker:
    """Checks records against their models; a reference has to lead to a known id.

    Attributes:
        ids: an index of the known ids of each list; one that could not be read is not here.
    """

    def __init__(self, ids: Mapping[str, NameIndex], report: Report) -> None:
        self.ids = ids
        self.report = report

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
                likely = closest(key, fields)
                meant.update(likely[:1])
                hint = did_you_mean(likely) or f"there is {', '.join(fields)}"
                self.report((*path, key), "unknown key", hint, key=True)
            elif inner is not None:
                self.field(field, inner, (*path, key))
        for field in fields.values():
            if field.required and value.get(field.name) is None and field.name not in meant:
                self.missing(field, value, path)
        if model in _RULES and not meant:
            for inner, message in _RULES[model](value):
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
                known = did_you_mean(closest(str(value), field.choices))
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
        if not value.isprintable():
            forbidden = FORBIDDEN.search(value)
            if forbidden:
                code = f"U+{ord(forbidden.group()):04X}"
                self.report(path, f"the character {code} is not allowed")
                return
        if form in _PATTERNS:
            pattern, expected = _PATTERNS[form]
            if not pattern.fullmatch(value):
                self.report(path, f"expected {expected}, found {named(value)}")
            elif form == "id" and _DEVICES.fullmatch(value):
                self.report(path, f'"{value}" cannot name a file on Windows', "choose another id")
        elif not value.strip():
            self.report(path, "the text is empty", "leave the key out if nothing is known")

    def localized(self, value: Any, path: Path) -> None:
        """Check a text by language, or a text in the language of the show."""
        if not is_mapping(value):
            self.text(value, path)
            return
        if not value:
            self.report(path, "expected a text in at least one language, found none")
        pattern, expected = _PATTERNS["language"]
        for language, text in value.items():
            if not pattern.fullmatch(language):
                self.report((*path, language), f"expected {expected}", key=True)
            if text is not UNKNOWN:
                self.text(text, (*path, language))

    def reference(self, model: type[Entity], value: Any, path: Path) -> None:
        """Check the id of another record."""
        section = section_of(model)
        if not isinstance(value, str):
            self.report(path, f"expected the id of one of the {section.name}, found {named(value)}")
            return
        known = self.ids.get(section.name)
        if known is not None and value not in known.names:
            hint = (
                did_you_mean(known.suggest(value))
                or f"the {section.name} of the catalogue have no such id"
            )
            self.report(path, f"no {section.noun} {named(value)}", hint)


def _is_integer(value: Any) -> bool:
    if isinstance(value, Plain):
        return INTEGER.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    if isinstance(value, Plain):
        return NUMBER.fullmatch(value) is not None and math.isfinite(float(value))
    return _is_integer(value) or (isinstance(value, float) and math.isfinite(value))


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
    "integer": ("a whole number", _is_integer),
    "number": ("a number", _is_number),
    "date": ("a day, such as 2022-01-17", _is_date),
    "duration": ("a running time, such as 33:13 or 1:02:03", _is_duration),
}


def _person_or_group(value: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    if (value.get("person") is None) == (value.get("group") is None):
        yield (), 'expected either a "person" or a "group"'


def _value_or_range(value: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    stated = {key for key in ("value", "low", "high") if value.get(key) is not None}
    if stated not in ({"value"}, {"low", "high"}):
        yield (), 'expected either a "value", or "low" and "high"'


def _numbered_from_one(value: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for key in ("season", "number"):
        number: Any = value.get(key)
        if _is_integer(number) and int(number) < 1:
            yield (key,), f"expected a number from 1, found {named(number)}"


def _known_schema(value: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    version: Any = value.get("schema_version")
    if _is_integer(version) and int(version) != SCHEMA_VERSION:
        message = f"this library reads version {SCHEMA_VERSION} of the file format, not {version}"
        yield ("schema_version",), message


_RULES: Mapping[type[Any], Callable[[dict[str, Any]], Iterator[tuple[Path, str]]]] = {
    Appearance: _person_or_group,
    Figure: _value_or_range,
    Episode: _numbered_from_one,
    DataInfo: _known_schema,
}
"""What one field says of another, or a value beyond its form: a path and a message."""
