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

# The module that defines each public name; "" for a module that is public itself. `__all__` and
# `__dir__` have this order: load, ask, export, what comes back, records, errors.
_MODULE_OF = {
    # Load
    "load_catalogue": "packaged.bundled",
    "loads": "reading.loading",
    "from_dict": "reading.loading",
    "validate": "packaged.bundled",
    "installed": "packaged.discovery",
    "data_files": "packaged.bundled",
    "enrich": "authoring.feeds.enriching",
    # Ask
    "by_guest": "packaged.bundled",
    "by_host": "packaged.bundled",
    "by_person": "packaged.bundled",
    "by_organisation": "packaged.bundled",
    "by_theme": "packaged.bundled",
    "by_place": "packaged.bundled",
    "by_season": "packaged.bundled",
    "episode": "packaged.bundled",
    "search": "packaged.bundled",
    "match_expression": "catalogue.search",
    # Export
    "dump": "writers",
    "dumps": "writers",
    "formats": "writers",
    "cite": "writers.citations.styles",
    "tables": "relational.arrow",
    "to_dict": "converters",
    "converters": "",
    "plots": "",
    # Make and keep a catalogue of your own
    "authoring": "",
    # Catalogues and what they answer
    "Catalogue": "catalogue",
    "Collection": "catalogue",
    "Episodes": "catalogue",
    "Hits": "catalogue",
    "Hit": "catalogue.answers",
    "Related": "catalogue.answers",
    "Appearance": "catalogue.answers",
    "Difference": "catalogue.answers",
    "Problem": "errors",
    "Format": "writers",
    "Enrichment": "authoring.feeds.enriching",
    "InstalledCatalogue": "packaged.discovery",
    # Records
    "Episode": "models",
    "Show": "models",
    "Person": "models",
    "Organisation": "models",
    "Theme": "models",
    "Place": "models",
    "Source": "models",
    "Credit": "models",
    "Mention": "models",
    "Figure": "models",
    "Audio": "models",
    "Transcript": "models",
    "Chapter": "models",
    "Link": "models",
    "LocalizedText": "models",
    "Redirect": "models",
    "DataInfo": "models",
    "Entity": "models",
    # Words that arguments and fields take
    "Relation": "models",
    "FormatName": "writers",
    "TextFormatName": "writers",
    # Errors
    "PodcastError": "errors",
    "CatalogueError": "errors",
    "RecordError": "errors",
    "FeedError": "errors",
    "NameLookupError": "errors",
    "UnknownNameError": "errors",
    "AmbiguousNameError": "errors",
    "UnknownLanguageError": "errors",
    "UnknownFormatError": "errors",
    "UnknownFieldError": "errors",
    "UnknownOptionError": "errors",
    "SearchUnavailableError": "errors",
    "TargetExistsError": "errors",
    "MissingExtraError": "errors",
    # Version
    "__version__": "_version",
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
    """Return what an unknown name may mean: a name spelt or placed elsewhere."""
    from .authoring import __all__ as of_owners
    from .catalogue import Catalogue

    british = name.replace("rganiz", "rganis").replace("atalog", "atalogue")
    if british in _MODULE_OF:
        return f"; did you mean {british!r}?"
    if british in of_owners:
        return f"; use {__name__}.authoring.{british}"
    if hasattr(Catalogue, british):
        return f"; use load_catalogue().{british}"
    return "; use load_catalogue()" if british == "catalogue" else ""


def __dir__() -> list[str]:
    return __all__
