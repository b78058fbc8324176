"""The values of fields: what a scalar of a file becomes, and what is wrong with a value.

A scalar of another form than the field's is left as it is, for the rule of the field to refuse; a
number for a running time becomes the text that the file has. A check returns a message and a hint,
or ``None`` if nothing is wrong.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ..quoting import did_you_mean
from ..syntax import INTEGER, NUMBER, UNKNOWN, Unquoted, describe, is_mapping, with_article
from ..text.folding import forbidden_in
from ..text.suggestions import FOUNDERS, closest, is_founder
from .durations import DURATION, parse_duration
from .fields import Field, fields_by_name
from .rules import LANGUAGE_TAG, Breach, Matching, compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from .fields import Form
    from .rules import Rule, Wrong


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
# From here on, numbers stay as they are: the text of one may have thousands of digits.
_LONG = 10**18
# The largest number that INTEGER matches.
_LARGEST: Final = 10**18 - 1
_TRUTHS = {"true": True, "false": False}


def read_text(value: Any) -> Any:
    """Return an unquoted scalar as text.

    >>> read_text(Unquoted("012"))
    '012'
    """
    return str(value) if isinstance(value, Unquoted) else value


def _whole_number(value: Any) -> Any:
    if isinstance(value, Unquoted) and compiled(INTEGER).fullmatch(value):
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, Unquoted) and compiled(NUMBER).fullmatch(value):
        number = int(value) if compiled(INTEGER).fullmatch(value) else float(value)
        return number if math.isfinite(number) else value
    return value


def _truth(value: Any) -> Any:
    return _TRUTHS.get(value, value) if isinstance(value, Unquoted) else value


def _from_iso(kind: type[dt.date], shape: re.Pattern[str], value: Any) -> Any:
    if not isinstance(value, str) or not shape.fullmatch(value):
        return value
    try:
        return kind.fromisoformat(value)
    except ValueError:
        return value


def _duration(value: Any) -> Any:
    if type(value) in {int, float} and abs(value) < _LONG:
        return Unquoted(value)
    return parse_duration(value) if isinstance(value, str) and DURATION.fullmatch(value) else value


SCALARS: Mapping[Form, Callable[[Any], Any]] = {
    "integer": _whole_number,
    "number": _number,
    "boolean": _truth,
    "datetime": partial(_from_iso, dt.datetime, _MOMENT),
    "date": partial(_from_iso, dt.date, _DAY),
    "duration": _duration,
}
"""What a scalar of a file becomes, by the form of the field; the other forms are text."""


def breaches(model: type[Any], values: Mapping[str, Any]) -> Iterator[Breach]:
    """Yield everything that is wrong with some values for the fields of a record, in their order.

    A value that is absent or ``UNKNOWN`` keeps every rule.
    """
    fields = fields_by_name(cast("Hashable", model))
    for name, value in values.items():
        field = fields.get(name)
        if field is None or value is UNKNOWN or (value is None and field.optional):
            continue
        if not field.many:
            yield from _breaches_of(field, value, name)
        elif isinstance(value, tuple):
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                if item is not UNKNOWN:
                    yield from _breaches_of(field, item, name, index)
        else:
            yield Breach((name,), f"expected a tuple, found {describe(value)}")
    yield from model._breaches_between(values)  # noqa: SLF001 -- its own rules


def _breaches_of(field: Field, value: Any, *path: str | int) -> Iterator[Breach]:
    """Yield what is wrong with one value, or with one item of a tuple."""
    if field.form == "localized" and isinstance(value, field.value_type):
        for breach in breaches_of_texts(zip(value.languages, value.texts, strict=True)):
            yield breach.below(*path)
    elif field.model is not None:
        if not isinstance(value, field.model):
            yield Breach(
                path, f"expected {with_article(field.model.__name__)}, found {describe(value)}"
            )
    elif wrong := _wrong_value(field, value):
        yield Breach(path, *wrong)


def _wrong_value(field: Field, value: Any) -> Wrong:
    if field.choices:
        if type(value) is str and value in field.choices:
            return None
        near = closest(value, field.choices) if isinstance(value, str) else ()
        if field.name == "relation" and is_founder(value):
            return (
                f"unknown relation {describe(value)}",
                f"{FOUNDERS}: write founder_of for the person",
            )
        hint = did_you_mean(near) or f"choose from {', '.join(field.choices)}"
        return f"unknown {field.name} {describe(value)}", hint
    if field.form not in _CHECKS:
        return wrong_text(value, field.rules)
    return _CHECKS[field.form](value) or next(
        (wrong for rule in field.rules if (wrong := rule(value))), None
    )


def wrong_text(value: object, rules: Iterable[Rule] = (), *, lines: bool = False) -> Wrong:
    """Check a text.

    Args:
        value: what should be a text.
        rules: the rules of its annotation; a text without any must not be empty.
        lines: whether it may have several lines.
    """
    rules = tuple(rules)
    if type(value) is not str:  # a subclass, such as an enum, may be written differently
        noun = next((rule.noun for rule in rules if isinstance(rule, Matching)), "a text")
        return _expected(noun.rstrip(","), value)
    forbidden = forbidden_in(value)
    if forbidden:
        return f"the character U+{ord(forbidden.group()):04X} is not allowed", None
    if rules:
        return next((wrong for rule in rules if (wrong := rule(value))), None)
    if not value.strip():
        return "the text is empty", "leave it out if nothing is known"
    if "\n" in value and not lines:
        return "the text has a line break", "write it on one line"
    return None


def _wrong_number(value: object, *, whole: bool) -> Wrong:
    if type(value) is int:
        fits = abs(value) <= _LARGEST
    else:
        fits = type(value) is float and not whole and math.isfinite(value)
    return None if fits else _expected("a whole number" if whole else "a number", value)


def _wrong_truth(value: object) -> Wrong:
    return None if isinstance(value, bool) else _expected("true or false", value)


def _wrong_time(form: Form, value: object) -> Wrong:
    """Say what a file should state, or which class to pass instead of a text as files have it."""
    noun, kind = _TIMES[form]
    if form == "date" and isinstance(value, dt.datetime):
        return "expected a day, without a time", "pass its date()"
    if isinstance(value, kind):
        return None
    is_number = form == "duration" and type(value) in {int, float}  # files have it as text
    if is_number or (isinstance(value, str) and isinstance(SCALARS[form](value), kind)):
        noun = f"a datetime.{kind.__name__}"
    return _expected(noun, value)


# What fields of time hold, in words and in Python.
_TIMES: Mapping[Form, tuple[str, type[Any]]] = {
    "date": ("a day, such as 2022-01-17", dt.date),
    "datetime": ("a moment, such as 2022-01-17T08:30:00+01:00", dt.datetime),
    "duration": ("a running time, such as 33:13 or 1:02:03", dt.timedelta),
}


def _expected(noun: str, value: object) -> Wrong:
    return f"expected {noun}, found {describe(value)}", None


def _wrong_localized(value: object) -> Wrong:
    if isinstance(value, str):
        return f"expected a LocalizedText, found {describe(value)}", "name the language of the text"
    # Reading makes a LocalizedText of every mapping, so that this one is from Python.
    return _expected("a LocalizedText" if is_mapping(value) else "a text", value)


_CHECKS: Mapping[Form, Callable[[Any], Wrong]] = {
    "integer": lambda value: _wrong_number(value, whole=True),
    "number": lambda value: _wrong_number(value, whole=False),
    "boolean": _wrong_truth,
    **{form: partial(_wrong_time, form) for form in _TIMES},
    "localized": _wrong_localized,
}


def breaches_of_texts(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Breach]:
    """Yield the breaches of texts by language; each path starts with the language."""
    spelt: dict[str, Any] = {}
    for tag, text in pairs:
        wrong_tag = LANGUAGE_TAG(tag) if isinstance(tag, str) else ("", None)
        other = spelt.setdefault(str(tag).lower(), tag)
        if wrong_tag:
            message = f"expected {LANGUAGE_TAG.noun} {LANGUAGE_TAG.shape}"
            yield Breach((tag,), message, wrong_tag[1], key=True)
        elif other != tag:
            message = f'"{tag}" and "{other}" are one language'
            yield Breach((tag,), message, "keep one of the two texts", key=True)
        if wrong := wrong_text(text, lines=True):
            yield Breach((tag,), *wrong)
    if not spelt:
        yield Breach((), "expected a text in at least one language, found none")
