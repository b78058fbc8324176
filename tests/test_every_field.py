"""Every format writes every field of every record, or says that it leaves the field out.

The value of one field is changed at a time; a format whose output stays the same leaves it out.
Some differences prove less than they seem to:

- A field of records inside an episode counts as written where one list of them shows it: if the
  role of a guest is written, that of the crew need not be.
- A text in several languages counts as written if one of the languages is, and a field counts as
  written if it is in one of the languages in which a format writes.
- An id counts as written if names of other things are made from it, such as an anchor in a page.
- A text counts as written if it can only be searched for, such as a keyword in a web page.
- Citations use the address of a source only to find the day on which it was consulted.
- The digest of a catalogue changes with every field, so the tests keep it the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import techforgood_podcast as tfg
from every_field import HELD, INSTEAD_OF, Variant, shortest
from techforgood_podcast.catalogue import document
from techforgood_podcast.writers import import_writer

FORMATS = {format_.name: format_ for format_ in tfg.formats()}
SHOWING_MOST: dict[str, Any] = {"nodes": "all", "pictures": True}
"""Options with which formats write more than by default."""


@pytest.fixture(scope="module", autouse=True)
def _same_digest() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "digest", one_digest)
        yield


def one_digest(_: object) -> str:
    return "0" * 64


@cache
def catalogue(field: str, *, changed: bool) -> tfg.Catalogue:
    return Variant(field, changed).catalogue()


def output(name: str, field: str, language: str | None, *, changed: bool) -> object:
    """Return what a format writes, in a form that can be compared."""
    module = import_writer(name)
    options = {**SHOWING_MOST, "language": language}
    taken = {key: value for key, value in options.items() if key in FORMATS[name].options}
    content = module.content(catalogue(field, changed=changed), **taken)
    return list(content) if isinstance(content, Iterator) else content


@cache
def usual_output(name: str, field: str, language: str | None) -> object:
    return output(name, field, language, changed=False)


def is_written(name: str, field: str) -> bool:
    """Return whether what a format writes in some language changes with the value of a field."""
    languages = (None, "en") if "language" in FORMATS[name].options else (None,)
    usual_field = field if field in INSTEAD_OF else ""
    return any(
        output(name, field, language, changed=True) != usual_output(name, usual_field, language)
        for language in languages
    )


# Writing these for each field takes most of the time of all.
SLOW = {"datapackage", "html", "parquet", "sqlite", "yaml"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in FORMATS],
)
def test_a_field_is_written_or_listed_among_the_losses(name: str) -> None:
    lost = shortest({field for field in HELD if not is_written(name, field)})
    listed = FORMATS[name].loses
    forgotten = ", ".join(field for field in lost if field not in listed)
    assert not forgotten, f"{name} does not write {forgotten}: write it or add it to FORMAT.loses"
    written = ", ".join(field for field in listed if field not in lost)
    assert not written, f"{name} writes {written}: remove it from FORMAT.loses"


@pytest.mark.parametrize("name", FORMATS)
def test_a_loss_is_listed_once(name: str) -> None:
    assert sorted(FORMATS[name].loses) == sorted(set(FORMATS[name].loses))
