"""The complete, typed catalogue of the podcast *À qui profite la tech for good ?*.

Names are imported on first use, so that importing the package costs next to nothing.
"""

__all__ = [
    "AmbiguousNameError",
    "Appearance",
    "Audio",
    "Catalogue",
    "CatalogueError",
    "Change",
    "Collection",
    "Credit",
    "DataInfo",
    "Difference",
    "Enrichment",
    "Entity",
    "Episode",
    "EpisodeKind",
    "Episodes",
    "Exportable",
    "Facet",
    "FeedCount",
    "FeedError",
    "FeedItem",
    "Figure",
    "Format",
    "FormatName",
    "Hit",
    "LocalizedText",
    "Mention",
    "MissingExtraError",
    "OnConflict",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Place",
    "PlaceKind",
    "PodcastError",
    "Problem",
    "RecordError",
    "Redirect",
    "Related",
    "Relation",
    "SearchUnavailableError",
    "Severity",
    "Show",
    "ShowKind",
    "SortField",
    "Source",
    "Tables",
    "TargetExistsError",
    "Theme",
    "Transcript",
    "UnknownFieldError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnknownOptionError",
    "Update",
    "__version__",
    "by_guest",
    "by_host",
    "by_organisation",
    "by_person",
    "by_place",
    "by_theme",
    "data_files",
    "draft_from_feed",
    "dump",
    "dumps",
    "enrich",
    "episode",
    "formats",
    "from_dict",
    "inspect_feed",
    "load_catalogue",
    "loads",
    "search",
    "tables",
    "to_dict",
    "update_folder",
    "validate",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Star imports, so that __all__ above remains the only list of public names.
    from ._version import __version__
    from .bundled import *
    from .catalogue import *
    from .catalogue.counting import Facet
    from .catalogue.differences import Difference
    from .catalogue.merging import OnConflict
    from .catalogue.related import Related
    from .catalogue.search import Hit
    from .catalogue.sorting import SortField
    from .converters import *
    from .errors import *
    from .feeds import *
    from .models import *
    from .reading.loading import *
    from .relational.arrow import *
    from .writers import *
else:
    # Modules that define the public names, searched in this order; the cheap ones come first.
    _MODULES = (
        "bundled",
        "_version",
        "errors",
        "models",
        "catalogue",
        "catalogue.search",
        "catalogue.related",
        "catalogue.counting",
        "catalogue.sorting",
        "catalogue.merging",
        "catalogue.differences",
        "converters",
        "reading.loading",
        "relational.arrow",
        "feeds",
        "writers",
    )

    def __getattr__(name: str) -> object:
        if name in __all__:
            from importlib import import_module

            modules = (vars(import_module(f"{__name__}.{module}")) for module in _MODULES)
            globals()[name] = next(members[name] for members in modules if name in members)
            return globals()[name]
        message = f"module {__name__!r} has no attribute {name!r}"
        british = name.replace("rganiz", "rganis").replace("atalog", "atalogue")
        if british in __all__:
            message = f"{message}; did you mean {british!r}?"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
