# What the façade imports on first use; docs/make_stub.py writes this file.

from techforgood_podcast import converters as converters
from techforgood_podcast import plots as plots
from techforgood_podcast._version import __version__ as __version__
from techforgood_podcast.authoring import Enrichment as Enrichment
from techforgood_podcast.authoring import FeedCount as FeedCount
from techforgood_podcast.authoring import FeedCredit as FeedCredit
from techforgood_podcast.authoring import FeedItem as FeedItem
from techforgood_podcast.authoring import Update as Update
from techforgood_podcast.authoring import draft_from_feed as draft_from_feed
from techforgood_podcast.authoring import enrich as enrich
from techforgood_podcast.authoring import inspect_feed as inspect_feed
from techforgood_podcast.authoring import update_folder as update_folder
from techforgood_podcast.catalogue import Catalogue as Catalogue
from techforgood_podcast.catalogue import Collection as Collection
from techforgood_podcast.catalogue import Episodes as Episodes
from techforgood_podcast.catalogue import Hits as Hits
from techforgood_podcast.catalogue.appearances import Appearance as Appearance
from techforgood_podcast.catalogue.counting import Facet as Facet
from techforgood_podcast.catalogue.differences import Difference as Difference
from techforgood_podcast.catalogue.full_text import match_expression as match_expression
from techforgood_podcast.catalogue.merging import OnConflict as OnConflict
from techforgood_podcast.catalogue.related import Related as Related
from techforgood_podcast.catalogue.search import Hit as Hit
from techforgood_podcast.catalogue.sorting import SortField as SortField
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
from techforgood_podcast.errors import Severity as Severity
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
from techforgood_podcast.models import EpisodeKind as EpisodeKind
from techforgood_podcast.models import Figure as Figure
from techforgood_podcast.models import LocalizedText as LocalizedText
from techforgood_podcast.models import Mention as Mention
from techforgood_podcast.models import Organisation as Organisation
from techforgood_podcast.models import OrganisationKind as OrganisationKind
from techforgood_podcast.models import Person as Person
from techforgood_podcast.models import Place as Place
from techforgood_podcast.models import PlaceKind as PlaceKind
from techforgood_podcast.models import Redirect as Redirect
from techforgood_podcast.models import Relation as Relation
from techforgood_podcast.models import Show as Show
from techforgood_podcast.models import ShowKind as ShowKind
from techforgood_podcast.models import Source as Source
from techforgood_podcast.models import Theme as Theme
from techforgood_podcast.models import Transcript as Transcript
from techforgood_podcast.packaged.bundled import appearances as appearances
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
from techforgood_podcast.packaged.bundled import organisation as organisation
from techforgood_podcast.packaged.bundled import person as person
from techforgood_podcast.packaged.bundled import place as place
from techforgood_podcast.packaged.bundled import related as related
from techforgood_podcast.packaged.bundled import search as search
from techforgood_podcast.packaged.bundled import theme as theme
from techforgood_podcast.packaged.bundled import validate as validate
from techforgood_podcast.packaged.discovery import InstalledCatalogue as InstalledCatalogue
from techforgood_podcast.packaged.discovery import installed as installed
from techforgood_podcast.reading.loading import from_dict as from_dict
from techforgood_podcast.reading.loading import loads as loads
from techforgood_podcast.relational.arrow import Tables as Tables
from techforgood_podcast.relational.arrow import tables as tables
from techforgood_podcast.writers import Exportable as Exportable
from techforgood_podcast.writers import Format as Format
from techforgood_podcast.writers import FormatName as FormatName
from techforgood_podcast.writers import dump as dump
from techforgood_podcast.writers import dumps as dumps
from techforgood_podcast.writers import formats as formats

__all__ = [
    "AmbiguousNameError",
    "Appearance",
    "Audio",
    "Catalogue",
    "CatalogueError",
    "Chapter",
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
    "InstalledCatalogue",
    "LocalizedText",
    "Mention",
    "MissingExtraError",
    "NameLookupError",
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
    "appearances",
    "by_guest",
    "by_host",
    "by_organisation",
    "by_person",
    "by_place",
    "by_season",
    "by_theme",
    "converters",
    "data_files",
    "draft_from_feed",
    "dump",
    "dumps",
    "enrich",
    "episode",
    "formats",
    "from_dict",
    "inspect_feed",
    "installed",
    "load_catalogue",
    "loads",
    "match_expression",
    "organisation",
    "person",
    "place",
    "plots",
    "related",
    "search",
    "tables",
    "theme",
    "to_dict",
    "update_folder",
    "validate",
]
