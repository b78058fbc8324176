"""The command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status, which is 130 if it is interrupted."""
    try:
        # The import takes long enough for a Ctrl-C.
        from .commands import main as run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
