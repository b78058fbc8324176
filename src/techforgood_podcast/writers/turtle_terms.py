"""The syntax of Turtle: statements, names, and literals with their language or type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ..models.plain import plain_number
from .anchors import anchor_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from ..models import Entity, LocalizedText

# Predicates with their objects as written; a predicate without objects is left out.
Statements: TypeAlias = "Iterable[tuple[str, Sequence[str]]]"

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def block(subject: str, statements: Statements) -> str:
    """Write the statements about a resource."""
    return f"{subject}\n{_written(statements, 4)} .\n"


def node(statements: Statements) -> str:
    """Write the statements about a blank node, as an object within a block."""
    return f"[\n{_written(statements, 12)}\n        ]"


def _written(statements: Statements, indent: int) -> str:
    margin = " " * indent
    return " ;\n".join(
        f"{margin}{predicate} " + f" ,\n{margin}    ".join(objects)
        for predicate, objects in statements
        if objects
    )


def iri(reference: str) -> str:
    """Write an address, which was checked to hold no character that Turtle forbids.

    >>> iri("#theme-emploi")
    '<#theme-emploi>'
    """
    return f"<{reference}>"


def name(entity: Entity) -> str:
    """Write the name of an entity."""
    return iri(f"#{anchor_of(entity)}")


def names(*entities: Entity | None) -> list[str]:
    """Write the names of the entities that are known."""
    return [name(entity) for entity in entities if entity]


def iris(*addresses: str | None) -> list[str]:
    """Write the addresses that are known."""
    return [iri(address) for address in addresses if address]


def literal(text: str, language: str | None = None) -> str:
    r"""Write a text on one line, with its language if that is known.

    >>> print(literal('a "b"\nc', "en"))
    "a \"b\"\nc"@en
    """
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def literals(*texts: str | None) -> list[str]:
    """Write the texts that are known, without a language."""
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
