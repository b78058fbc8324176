"""Both loaders of PyYAML, one of them in C, which have to read every text alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from techforgood_podcast.syntax import yaml as reader

if TYPE_CHECKING:
    import pytest

LOADERS: dict[str, type[Any]] = {
    "pure": yaml.SafeLoader,
    "libyaml": getattr(yaml, "CSafeLoader", yaml.SafeLoader),
}


def use(loader: type[Any], patch: pytest.MonkeyPatch) -> None:
    """Let the library read YAML with a loader."""
    patch.setattr(reader, "Loader", loader)


def allow_values(count: int, patch: pytest.MonkeyPatch) -> None:
    """Let a text in YAML hold so many values at most."""
    patch.setattr(reader, "MAX_NODES", count)


def never_read_twice(patch: pytest.MonkeyPatch) -> None:
    """Let no text be read a second time, by the slower loader, once the faster one gave up."""
    patch.setattr(reader, "_READ_TWICE", 0)
