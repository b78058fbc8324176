"""``Format``: what a format says of itself; ``Writer``: what its module offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Writer(Protocol):
        """A module of a format: its record, and the function that writes a catalogue as text."""

        @property
        def FORMAT(self) -> Format: ...  # noqa: N802 -- a constant of the module

        @property
        def text(self) -> Callable[..., str]: ...


@attrs.frozen(kw_only=True)
class Format:
    """One format that catalogues are written in.

    Attributes:
        name: its name.
        suffixes: the suffixes of its files, the usual one first.
        media_type: its media type.
        summary: what it is for, in one sentence.
        kind: ``"text"``, ``"file"`` or ``"folder"``.
        extra: the extra to install for it, if it needs one.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    summary: str
    kind: Literal["text", "file", "folder"] = "text"
    extra: str | None = None
