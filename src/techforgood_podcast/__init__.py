"""The podcast *À qui profite la tech for good ?* as a typed catalogue.

Every name is imported when it is first used, so that importing the package costs next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._version import __version__
    from .bundled import (
        by_guest,
        by_organisation,
        by_theme,
        data_files,
        load_catalogue,
        search,
    )
    from .catalogue.catalogue import Catalogue, Collection, Episodes
    from .catalogue.related import Related
    from .catalogue.search import Hit
    from .errors import (
        AmbiguousNameError,
        CatalogueError,
        FeedError,
        MissingExtraError,
        PodcastError,
        Problem,
        TargetExistsError,
        UnknownFieldError,
        UnknownFormatError,
        UnknownLanguageError,
        UnknownNameError,
        UnknownOptionError,
    )
    from .feeds import Change, Enrichment, FeedItem, draft_from_feed, enrich
    from .models import (
        Appearance,
        Audio,
        DataInfo,
        Episode,
        Figure,
        LocalizedText,
        Mention,
        Organisation,
        Person,
        Place,
        Redirect,
        Show,
        Source,
        Theme,
    )
    from .reading.loading import loads, validate
    from .relational.arrow import Tables, tables
    from .writers import Format, dump, dumps, formats

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
    "load_catalogue",
    "loads",
    "search",
    "tables",
    "validate",
]

if not TYPE_CHECKING:
    _HOMES = {
        "relational.arrow": ("Tables", "tables"),
        "catalogue.related": ("Related",),
        "catalogue.search": ("Hit",),
        "_version": ("__version__",),
        "bundled": (
            "by_guest",
            "by_organisation",
            "by_theme",
            "data_files",
            "load_catalogue",
            "search",
        ),
        "catalogue": ("Catalogue", "Collection", "Episodes"),
        "errors": (
            "AmbiguousNameError",
            "CatalogueError",
            "FeedError",
            "MissingExtraError",
            "PodcastError",
            "Problem",
            "TargetExistsError",
            "UnknownFieldError",
            "UnknownFormatError",
            "UnknownLanguageError",
            "UnknownNameError",
            "UnknownOptionError",
        ),
        "feeds": ("Change", "Enrichment", "FeedItem", "draft_from_feed", "enrich"),
        "reading.loading": ("loads", "validate"),
        "models": (
            "Appearance",
            "Audio",
            "DataInfo",
            "Episode",
            "Figure",
            "LocalizedText",
            "Mention",
            "Organisation",
            "Person",
            "Place",
            "Redirect",
            "Show",
            "Source",
            "Theme",
        ),
        "writers": ("Format", "dump", "dumps", "formats"),
    }

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names:
                from importlib import import_module

                value = getattr(import_module(f"{__name__}.{module}"), name)
                globals()[name] = value
                return value
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
