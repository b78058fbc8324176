"""Turtle as text: statements, names, and texts in their languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ..models.plain import plain_number
from .anchors import anchor_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ..models import Entity, LocalizedText

Statements: TypeAlias = "Iterable[tuple[str, Sequence[str]]]"
"""Predicates, each with its objects as they are written; without any, it is left out."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def block(subject: str, statements: Statements) -> str:
    """Write what is said of a thing that has a name."""
    return f"{subject}\n{_written(statements, 4)} .\n"


def node(statements: Statements) -> str:
    """Write what is said of a thing without a name, as an object within a block."""
    return f"[\n{_written(statements, 12)}\n        ]"


def _written(statements: Statements, indent: int) -> str:
    margin = " " * indent
    return " ;\n".join(
        f"{margin}{predicate} " + f" ,\n{margin}    ".join(objects)
        for predicate, objects in statements
        if objects
    )


def iri(reference: str) -> str:
    """Write an address; it cannot hold any of the characters that Turtle forbids in one.

    >>> iri("#theme-emploi")
    '<#theme-emploi>'
    """
    return f"<{reference}>"


def name(entity: Entity) -> str:
    """Write the name of an entity."""
    return iri(f"#{anchor_of(entity)}")


def names(*entities: Entity | None) -> list[str]:
    """Write the names of entities, of those that there are."""
    return [name(entity) for entity in entities if entity]


def iris(*addresses: str | None) -> list[str]:
    """Write addresses, those that are known."""
    return [iri(address) for address in addresses if address]


def literal(text: str, language: str | None = None) -> str:
    r"""Write a text on one line, with its language where that is known.

    >>> print(literal('a "b"\nc', "en"))
    "a \"b\"\nc"@en
    """
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def literals(*texts: str | None) -> list[str]:
    """Write texts whose language is not known, those that there are."""
    return [literal(text) for text in texts if text]


def localized(text: LocalizedText | None) -> list[str]:
    """Write a text in each of its languages."""
    return [literal(text[language], language) for language in text] if text else []


def typed(text: str | None, datatype: str) -> list[str]:
    """Write a value with its datatype, if it is known."""
    return [] if text is None else [f"{literal(text)}^^{datatype}"]


def day(date: dt.date | None) -> list[str]:
    """Write a date, if it is known."""
    return typed(None if date is None else date.isoformat(), "xsd:date")


def year(number: int | None) -> list[str]:
    """Write a year, if it is known."""
    return typed(None if number is None else f"{number:04}", "xsd:gYear")


def numbers(number: float | None) -> list[str]:
    """Write a number, if it is known."""
    return [] if number is None else [repr(plain_number(number))]
