"""The podcast *À qui profite la tech for good ?* as a typed catalogue.

Every name is imported when it is first used, so that importing the package costs next to nothing.
"""

__all__ = [
    "AmbiguousNameError",
    "Appearance",
    "Audio",
    "Catalogue",
    "CatalogueError",
    "Change",
    "Collection",
    "DataInfo",
    "Enrichment",
    "Episode",
    "Episodes",
    "FeedError",
    "FeedItem",
    "Figure",
    "Format",
    "Hit",
    "LocalizedText",
    "Mention",
    "MissingExtraError",
    "Organisation",
    "Person",
    "Place",
    "PodcastError",
    "Problem",
    "RecordError",
    "Redirect",
    "Related",
    "Show",
    "Source",
    "Tables",
    "TargetExistsError",
    "Theme",
    "UnknownFieldError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnknownOptionError",
    "__version__",
    "by_guest",
    "by_organisation",
    "by_theme",
    "data_files",
    "draft_from_feed",
    "dump",
    "dumps",
    "enrich",
    "formats",
    "from_dict",
    "load_catalogue",
    "loads",
    "search",
    "tables",
    "to_dict",
    "validate",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Star imports keep the list above the only one; it says which of these names are public.
    from ._version import __version__
    from .bundled import *
    from .catalogue import *
    from .catalogue.related import Related
    from .catalogue.search import Hit
    from .converters import *
    from .errors import *
    from .feeds import *
    from .models import *
    from .reading.loading import *
    from .relational.arrow import *
    from .writers import *
else:
    # Where the names live. The first home that has a name counts, so the light ones come first.
    _HOMES = (
        "bundled",
        "_version",
        "errors",
        "models",
        "catalogue",
        "catalogue.search",
        "catalogue.related",
        "converters",
        "reading.loading",
        "relational.arrow",
        "feeds",
        "writers",
    )

    def __getattr__(name: str) -> object:
        if name in __all__:
            from importlib import import_module

            for home in _HOMES:
                members = vars(import_module(f"{__name__}.{home}"))
                if name in members:
                    globals()[name] = members[name]
                    return members[name]
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
