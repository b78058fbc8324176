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
    "FeedCredit",
    "FeedError",
    "FeedItem",
    "Figure",
    "Format",
    "FormatName",
    "Hit",
    "Hits",
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
    # Star imports, so that only __all__ and _MODULE_OF list the public names.
    from ._version import __version__
    from .bundled import *
    from .catalogue import *
    from .catalogue.appearances import Appearance
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
    # The module that defines each public name.
    _MODULE_OF = {
        "AmbiguousNameError": "errors",
        "Appearance": "catalogue.appearances",
        "Audio": "models",
        "Catalogue": "catalogue",
        "CatalogueError": "errors",
        "Change": "feeds",
        "Collection": "catalogue",
        "Credit": "models",
        "DataInfo": "models",
        "Difference": "catalogue.differences",
        "Enrichment": "feeds",
        "Entity": "models",
        "Episode": "models",
        "EpisodeKind": "models",
        "Episodes": "catalogue",
        "Exportable": "writers",
        "Facet": "catalogue.counting",
        "FeedCount": "feeds",
        "FeedCredit": "feeds",
        "FeedError": "errors",
        "FeedItem": "feeds",
        "Figure": "models",
        "Format": "writers",
        "FormatName": "writers",
        "Hit": "catalogue.search",
        "Hits": "catalogue",
        "LocalizedText": "models",
        "Mention": "models",
        "MissingExtraError": "errors",
        "OnConflict": "catalogue.merging",
        "Organisation": "models",
        "OrganisationKind": "models",
        "Person": "models",
        "Place": "models",
        "PlaceKind": "models",
        "PodcastError": "errors",
        "Problem": "errors",
        "RecordError": "errors",
        "Redirect": "models",
        "Related": "catalogue.related",
        "Relation": "models",
        "SearchUnavailableError": "errors",
        "Severity": "errors",
        "Show": "models",
        "ShowKind": "models",
        "SortField": "catalogue.sorting",
        "Source": "models",
        "Tables": "relational.arrow",
        "TargetExistsError": "errors",
        "Theme": "models",
        "Transcript": "models",
        "UnknownFieldError": "errors",
        "UnknownFormatError": "errors",
        "UnknownLanguageError": "errors",
        "UnknownNameError": "errors",
        "UnknownOptionError": "errors",
        "Update": "feeds",
        "__version__": "_version",
        "by_guest": "bundled",
        "by_host": "bundled",
        "by_organisation": "bundled",
        "by_person": "bundled",
        "by_place": "bundled",
        "by_theme": "bundled",
        "data_files": "bundled",
        "draft_from_feed": "feeds",
        "dump": "writers",
        "dumps": "writers",
        "enrich": "feeds",
        "episode": "bundled",
        "formats": "writers",
        "from_dict": "reading.loading",
        "inspect_feed": "feeds",
        "load_catalogue": "bundled",
        "loads": "reading.loading",
        "search": "bundled",
        "tables": "relational.arrow",
        "to_dict": "converters",
        "update_folder": "feeds",
        "validate": "bundled",
    }

    def __getattr__(name: str) -> object:
        if name in _MODULE_OF:
            from importlib import import_module

            module = import_module(f"{__name__}.{_MODULE_OF[name]}")
            globals()[name] = getattr(module, name)
            return globals()[name]
        message = f"module {__name__!r} has no attribute {name!r}"
        british = name.replace("rganiz", "rganis").replace("atalog", "atalogue")
        if british in __all__:
            message = f"{message}; did you mean {british!r}?"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
