"""``Format``: what a format says of itself; ``Writer``: what its module offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Writer(Protocol):
        """A module of a format: its record, and the function that writes a catalogue in it."""

        @property
        def FORMAT(self) -> Format:  # noqa: N802 -- a constant of the module
            """The record of the format."""
            ...

        @property
        def content(self) -> Callable[..., Content]:
            """The function that writes a catalogue."""
            ...


Content: TypeAlias = str | Iterator[str] | bytes | Mapping[str, str | bytes]
"""What a format writes: a text or its lines, a file of bytes, or the files of a folder by name."""


@attrs.frozen(kw_only=True)
class Format:
    """One format that catalogues are written in.

    Attributes:
        name: its name.
        suffixes: the suffixes of its files, the usual one first; none for a folder.
        media_type: its media type.
        summary: what it is for, in one sentence.
        kind: ``"text"``, ``"file"`` or ``"folder"``.
        extra: the extra to install for it, if it needs one.
        options: the names of the options that it takes.

    >>> import techforgood_podcast as tfg
    >>> tfg.formats()[0].name, tfg.formats()[0].suffixes
    ('json', ('.json',))
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    summary: str
    kind: Literal["text", "file", "folder"] = "text"
    extra: str | None = None
    options: tuple[str, ...] = ()
