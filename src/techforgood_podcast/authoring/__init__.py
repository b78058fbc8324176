"""What the owner of a podcast uses to make a catalogue and to keep it up to date.

``draft_from_feed`` and ``inspect_feed`` read RSS feeds. ``update_folder`` and ``same_person``
change a folder of YAML files, and keep every other byte. ``package`` makes an installable package
of a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .feeds.counts import FeedCount as FeedCount
    from .feeds.drafting import draft_from_feed as draft_from_feed
    from .feeds.elements import FeedCredit as FeedCredit
    from .feeds.reading import FeedItem as FeedItem
    from .feeds.reading import inspect_feed as inspect_feed
    from .folders.changes import Update as Update
    from .folders.joining import same_person as same_person
    from .folders.updating import update_folder as update_folder
    from .projects import package as package

# Imported on use: a build hook runs where the dependencies of the library are not installed.
_MODULE_OF = {
    "FeedCount": "feeds.counts",
    "FeedCredit": "feeds.elements",
    "FeedItem": "feeds.reading",
    "Update": "folders.changes",
    "draft_from_feed": "feeds.drafting",
    "inspect_feed": "feeds.reading",
    "package": "projects",
    "same_person": "folders.joining",
    "update_folder": "folders.updating",
}
__all__ = list(_MODULE_OF)  # pyright: ignore[reportUnsupportedDunderAll] -- the imports have them


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        return globals()[name]


def __dir__() -> list[str]:
    return __all__
