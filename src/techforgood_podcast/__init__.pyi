# What the façade imports on first use; docs/make_package.py writes this file.

from techforgood_podcast import authoring as authoring
from techforgood_podcast import converters as converters
from techforgood_podcast import plots as plots
from techforgood_podcast._version import __version__ as __version__
from techforgood_podcast.authoring.feeds.enriching import Enrichment as Enrichment
from techforgood_podcast.authoring.feeds.enriching import enrich as enrich
from techforgood_podcast.catalogue import Catalogue as Catalogue
from techforgood_podcast.catalogue import Collection as Collection
from techforgood_podcast.catalogue import Episodes as Episodes
from techforgood_podcast.catalogue import Hits as Hits
from techforgood_podcast.catalogue.answers import Appearance as Appearance
from techforgood_podcast.catalogue.answers import Difference as Difference
from techforgood_podcast.catalogue.answers import Hit as Hit
from techforgood_podcast.catalogue.answers import Related as Related
from techforgood_podcast.catalogue.search import match_expression as match_expression
from techforgood_podcast.converters import to_dict as to_dict
from techforgood_podcast.errors import AmbiguousNameError as AmbiguousNameError
from techforgood_podcast.errors import CatalogueError as CatalogueError
from techforgood_podcast.errors import FeedError as FeedError
from techforgood_podcast.errors import MissingExtraError as MissingExtraError
from techforgood_podcast.errors import NameLookupError as NameLookupError
from techforgood_podcast.errors import PodcastError as PodcastError
from techforgood_podcast.errors import Problem as Problem
from techforgood_podcast.errors import RecordError as RecordError
from techforgood_podcast.errors import SearchUnavailableError as SearchUnavailableError
from techforgood_podcast.errors import TargetExistsError as TargetExistsError
from techforgood_podcast.errors import UnknownFieldError as UnknownFieldError
from techforgood_podcast.errors import UnknownFormatError as UnknownFormatError
from techforgood_podcast.errors import UnknownLanguageError as UnknownLanguageError
from techforgood_podcast.errors import UnknownNameError as UnknownNameError
from techforgood_podcast.errors import UnknownOptionError as UnknownOptionError
from techforgood_podcast.models import Audio as Audio
from techforgood_podcast.models import Chapter as Chapter
from techforgood_podcast.models import Credit as Credit
from techforgood_podcast.models import DataInfo as DataInfo
from techforgood_podcast.models import Entity as Entity
from techforgood_podcast.models import Episode as Episode
from techforgood_podcast.models import Figure as Figure
from techforgood_podcast.models import Link as Link
from techforgood_podcast.models import LocalizedText as LocalizedText
from techforgood_podcast.models import Mention as Mention
from techforgood_podcast.models import Organisation as Organisation
from techforgood_podcast.models import Person as Person
from techforgood_podcast.models import Place as Place
from techforgood_podcast.models import Redirect as Redirect
from techforgood_podcast.models import Relation as Relation
from techforgood_podcast.models import Show as Show
from techforgood_podcast.models import Source as Source
from techforgood_podcast.models import Theme as Theme
from techforgood_podcast.models import Transcript as Transcript
from techforgood_podcast.packaged.bundled import by_guest as by_guest
from techforgood_podcast.packaged.bundled import by_host as by_host
from techforgood_podcast.packaged.bundled import by_organisation as by_organisation
from techforgood_podcast.packaged.bundled import by_person as by_person
from techforgood_podcast.packaged.bundled import by_place as by_place
from techforgood_podcast.packaged.bundled import by_season as by_season
from techforgood_podcast.packaged.bundled import by_theme as by_theme
from techforgood_podcast.packaged.bundled import data_files as data_files
from techforgood_podcast.packaged.bundled import episode as episode
from techforgood_podcast.packaged.bundled import load_catalogue as load_catalogue
from techforgood_podcast.packaged.bundled import search as search
from techforgood_podcast.packaged.bundled import validate as validate
from techforgood_podcast.packaged.discovery import InstalledCatalogue as InstalledCatalogue
from techforgood_podcast.packaged.discovery import installed as installed
from techforgood_podcast.reading.loading import from_dict as from_dict
from techforgood_podcast.reading.loading import loads as loads
from techforgood_podcast.relational.arrow import tables as tables
from techforgood_podcast.writers import Format as Format
from techforgood_podcast.writers import FormatName as FormatName
from techforgood_podcast.writers import TextFormatName as TextFormatName
from techforgood_podcast.writers import dump as dump
from techforgood_podcast.writers import dumps as dumps
from techforgood_podcast.writers import formats as formats
from techforgood_podcast.writers.citations.styles import cite as cite

__all__ = [
    "load_catalogue",
    "loads",
    "from_dict",
    "validate",
    "installed",
    "data_files",
    "enrich",
    "by_guest",
    "by_host",
    "by_person",
    "by_organisation",
    "by_theme",
    "by_place",
    "by_season",
    "episode",
    "search",
    "match_expression",
    "dump",
    "dumps",
    "formats",
    "cite",
    "tables",
    "to_dict",
    "converters",
    "plots",
    "authoring",
    "Catalogue",
    "Collection",
    "Episodes",
    "Hits",
    "Hit",
    "Related",
    "Appearance",
    "Difference",
    "Problem",
    "Format",
    "Enrichment",
    "InstalledCatalogue",
    "Episode",
    "Show",
    "Person",
    "Organisation",
    "Theme",
    "Place",
    "Source",
    "Credit",
    "Mention",
    "Figure",
    "Audio",
    "Transcript",
    "Chapter",
    "Link",
    "LocalizedText",
    "Redirect",
    "DataInfo",
    "Entity",
    "Relation",
    "FormatName",
    "TextFormatName",
    "PodcastError",
    "CatalogueError",
    "RecordError",
    "FeedError",
    "NameLookupError",
    "UnknownNameError",
    "AmbiguousNameError",
    "UnknownLanguageError",
    "UnknownFormatError",
    "UnknownFieldError",
    "UnknownOptionError",
    "SearchUnavailableError",
    "TargetExistsError",
    "MissingExtraError",
    "__version__",
]
