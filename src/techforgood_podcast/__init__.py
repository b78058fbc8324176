"""The complete, typed catalogue of the podcast *À qui profite la tech for good ?*.

>>> import techforgood_podcast as tfg
>>> tfg.by_guest("Karine Gentelet")
<Episodes: S1E3, S1E7>
>>> tfg.load_catalogue().person("gentelet").name
'Karine Gentelet'

``load_catalogue`` returns everything; the functions beside it, such as ``by_theme`` and ``search``,
query the bundled catalogue. Names are imported on first use, so that importing the package costs
next to nothing; ``__init__.pyi`` shows them to type checkers and editors.
"""

# The module that defines each public name; "" for a module that is public itself.
_MODULE_OF = {
    "AmbiguousNameError": "errors",
    "Appearance": "catalogue.appearances",
    "Audio": "models",
    "Catalogue": "catalogue",
    "CatalogueError": "errors",
    "Chapter": "models",
    "Collection": "catalogue",
    "Credit": "models",
    "DataInfo": "models",
    "Difference": "catalogue.differences",
    "Enrichment": "authoring",
    "Entity": "models",
    "Episode": "models",
    "EpisodeKind": "models",
    "Episodes": "catalogue",
    "Exportable": "writers",
    "Facet": "catalogue.counting",
    "FeedCount": "authoring",
    "FeedCredit": "authoring",
    "FeedError": "errors",
    "FeedItem": "authoring",
    "Figure": "models",
    "Format": "writers",
    "FormatName": "writers",
    "Hit": "catalogue.search",
    "Hits": "catalogue",
    "InstalledCatalogue": "packaged.discovery",
    "LocalizedText": "models",
    "Mention": "models",
    "MissingExtraError": "errors",
    "NameLookupError": "errors",
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
    "Update": "authoring",
    "__version__": "_version",
    "appearances": "packaged.bundled",
    "by_guest": "packaged.bundled",
    "by_host": "packaged.bundled",
    "by_organisation": "packaged.bundled",
    "by_person": "packaged.bundled",
    "by_place": "packaged.bundled",
    "by_season": "packaged.bundled",
    "by_theme": "packaged.bundled",
    "converters": "",
    "data_files": "packaged.bundled",
    "draft_from_feed": "authoring",
    "dump": "writers",
    "dumps": "writers",
    "enrich": "authoring",
    "episode": "packaged.bundled",
    "formats": "writers",
    "from_dict": "reading.loading",
    "inspect_feed": "authoring",
    "installed": "packaged.discovery",
    "load_catalogue": "packaged.bundled",
    "loads": "reading.loading",
    "match_expression": "catalogue.full_text",
    "organisation": "packaged.bundled",
    "person": "packaged.bundled",
    "place": "packaged.bundled",
    "plots": "",
    "related": "packaged.bundled",
    "search": "packaged.bundled",
    "tables": "relational.arrow",
    "theme": "packaged.bundled",
    "to_dict": "converters",
    "update_folder": "authoring",
    "validate": "packaged.bundled",
}
__all__ = list(_MODULE_OF)  # pyright: ignore[reportUnsupportedDunderAll] -- the stub has them


def __getattr__(name: str) -> object:
    from importlib import import_module

    if _MODULE_OF.get(name):
        globals()[name] = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        return globals()[name]
    message = f"module {__name__!r} has no attribute {name!r}"
    if name.startswith("_"):
        raise AttributeError(message)
    try:
        # Once imported, a module is an attribute in any case; so it is one from the start.
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        raise AttributeError(f"{message}{_hint(name)}") from None


def _hint(name: str) -> str:
    """Return what an unknown name may mean: an American spelling, or a method of the catalogue."""
    from .catalogue import Catalogue

    british = name.replace("rganiz", "rganis").replace("atalog", "atalogue")
    if british in _MODULE_OF:
        return f"; did you mean {british!r}?"
    if hasattr(Catalogue, british):
        return f"; use load_catalogue().{british}"
    return "; use load_catalogue()" if british == "catalogue" else ""


def __dir__() -> list[str]:
    return __all__
