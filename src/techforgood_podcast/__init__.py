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

# The public names by the module that defines them; "" is for modules that are public themselves.
# `__all__` and `__dir__` have this order.
_PUBLIC = (
    # Load
    ("packaged.bundled", "load_catalogue"),
    ("reading.loading", "loads", "from_dict"),
    ("packaged.bundled", "validate"),
    ("packaged.discovery", "installed"),
    ("packaged.bundled", "data_files"),
    ("authoring.feeds.enriching", "enrich"),
    # Ask
    ("packaged.bundled", "by_guest", "by_host", "by_person", "by_organisation", "by_theme"),
    ("packaged.bundled", "by_place", "by_season", "episode", "search"),
    ("catalogue.search", "match_expression"),
    # Export
    ("writers", "dump", "dumps", "formats"),
    ("writers.citations.styles", "cite"),
    ("relational.arrow", "tables"),
    ("converters", "to_dict"),
    ("", "converters", "plots"),
    # Make and keep a catalogue of your own
    ("", "authoring"),
    # Catalogues and what they answer
    ("catalogue", "Catalogue", "Collection", "Episodes", "Hits"),
    ("catalogue.answers", "Hit", "Related", "Appearance", "Difference"),
    ("errors", "Problem"),
    ("writers", "Format"),
    ("authoring.feeds.enriching", "Enrichment"),
    ("packaged.discovery", "InstalledCatalogue"),
    # Records
    ("models", "Episode", "Show", "Person", "Organisation", "Theme", "Place", "Source"),
    ("models", "Credit", "Mention", "Figure", "Audio", "Transcript", "Chapter", "Link"),
    ("models", "LocalizedText", "Redirect", "DataInfo", "Entity"),
    # Words that arguments and fields take
    ("models", "Relation"),
    ("writers", "FormatName", "TextFormatName"),
    # Errors
    ("errors", "PodcastError", "CatalogueError", "RecordError", "FeedError"),
    ("errors", "NameLookupError", "UnknownNameError", "AmbiguousNameError"),
    ("errors", "UnknownLanguageError", "UnknownFormatError", "UnknownFieldError"),
    ("errors", "UnknownOptionError", "SearchUnavailableError"),
    ("errors", "TargetExistsError", "MissingExtraError"),
    # Version
    ("_version", "__version__"),
)
_MODULE_OF = {name: module for module, *names in _PUBLIC for name in names}
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
