"""What the generated pages and schemas say of the forms of fields, and of each field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from techforgood_podcast import DataInfo, Redirect, Show
from techforgood_podcast.models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from techforgood_podcast.models.fields import Field, Form


class Words(NamedTuple):
    """What is said of one form.

    Attributes:
        name: its name.
        files: how a value is written in files.
        python: its type in Python.
        shape: the same as ``files`` in a few characters, where the name does not say it.
    """

    name: str
    files: str
    python: str = "`str`"
    shape: str = ""


FORMS: Mapping[Form, Words] = {
    "text": Words("text", "text on one line"),
    "prose": Words("long text", "text of one or more lines"),
    "html": Words("HTML", "text with the markup of a web page"),
    "id": Words("id", "words of `a` to `z` and digits, joined by single hyphens"),
    "url": Words("web address", "a complete address that begins with `https://` or `http://`"),
    "language": Words("language tag", "a BCP 47 tag", shape="`fr`"),
    "media_type": Words("media type", "a MIME type", shape="`audio/mpeg`"),
    "country_code": Words("country code", "an ISO 3166-1 alpha-2 code", shape="`BE`"),
    "email": Words("e-mail address", "an address without a name before it"),
    "integer": Words("whole number", "digits", "`int`"),
    "number": Words("number", "digits, with a point before decimals", "`float`"),
    "boolean": Words("true or false", "`true` or `false`", "`bool`"),
    "date": Words("date", "year, month and day", "`datetime.date`", shape="`YYYY-MM-DD`"),
    "datetime": Words(
        "moment",
        "a day, a time in whole seconds, and its distance from UTC or `Z`",
        "`datetime.datetime` with a zone",
        shape="`YYYY-MM-DDTHH:MM:SS+HH:MM`",
    ),
    "duration": Words(
        "running time",
        "minutes and seconds, or hours, minutes and seconds",
        "`datetime.timedelta`",
        shape="`MM:SS` or `H:MM:SS`",
    ),
    "localized": Words(
        "text in several languages",
        "one line per language, the main one first, or just a text",
        "`LocalizedText`",
    ),
}
FILES: Mapping[type[object], str] = {
    DataInfo: "catalogue",
    Show: "show",
    **{section.model: section.name for section in SECTIONS if section.noun != "episode"},
    Redirect: "redirects",
}
"""The file of each record, without its suffix; episodes have one each."""


def code(text: str, mark: str) -> str:
    """Return a text with marks of code in place of quotation marks around single words."""
    return re.sub(r'"([^\s".]+)"', rf"{mark}\1{mark}", text)


def meaning(field: Field) -> str:
    """Return what a field means, with the advice for authors."""
    return " ".join(filter(None, (field.description, field.advice)))


def written(field: Field) -> str:
    """Return how a field is written in a file; nothing for records, and for words to choose."""
    if field.form == "reference" and field.model:
        return f"{'list of ids' if field.many else 'id'} from `{FILES[field.model]}.yaml`"
    if field.form not in FORMS:
        return ""
    words = FORMS[field.form]
    plural = "es" if words.name.endswith("s") else "s"
    name = f"list of {words.name}{plural}" if field.many else words.name
    return f"{name} ({words.shape})" if words.shape else name
