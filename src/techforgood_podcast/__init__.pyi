# What the façade imports on first use; docs/make_stub.py writes this file.

from . import converters as converters
from . import plots as plots
from ._version import __version__ as __version__
from .bundled import appearances as appearances
from .bundled import by_guest as by_guest
from .bundled import by_host as by_host
from .bundled import by_organisation as by_organisation
from .bundled import by_person as by_person
from .bundled import by_place as by_place
from .bundled import by_season as by_season
from .bundled import by_theme as by_theme
from .bundled import data_files as data_files
from .bundled import episode as episode
from .bundled import load_catalogue as load_catalogue
from .bundled import organisation as organisation
from .bundled import person as person
from .bundled import place as place
from .bundled import related as related
from .bundled import search as search
from .bundled import theme as theme
from .bundled import validate as validate
from .catalogue import Catalogue as Catalogue
from .catalogue import Collection as Collection
from .catalogue import Episodes as Episodes
from .catalogue.counting import Facet as Facet
from .catalogue.differences import Difference as Difference
from .catalogue.merging import OnConflict as OnConflict
from .catalogue.related import Related as Related
from .catalogue.search import Hit as Hit
from .catalogue.sorting import SortField as SortField
from .converters import to_dict as to_dict
from .errors import AmbiguousNameError as AmbiguousNameError
from .errors import CatalogueError as CatalogueError
from .errors import FeedError as FeedError
from .errors import MissingExtraError as MissingExtraError
from .errors import NameLookupError as NameLookupError
from .errors import PodcastError as PodcastError
from .errors import Problem as Problem
from .errors import RecordError as RecordError
from .errors import SearchUnavailableError as SearchUnavailableError
from .errors import Severity as Severity
from .errors import TargetExistsError as TargetExistsError
from .errors import UnknownFieldError as UnknownFieldError
from .errors import UnknownFormatError as UnknownFormatError
from .errors import UnknownLanguageError as UnknownLanguageError
from .errors import UnknownNameError as UnknownNameError
from .errors import UnknownOptionError as UnknownOptionError
from .feeds import Change as Change
from .feeds import Enrichment as Enrichment
from .feeds import FeedCount as FeedCount
from .feeds import FeedCredit as FeedCredit
from .feeds import FeedItem as FeedItem
from .feeds import Update as Update
from .feeds import draft_from_feed as draft_from_feed
from .feeds import enrich as enrich
from .feeds import inspect_feed as inspect_feed
from .feeds import update_folder as update_folder
from .models import Audio as Audio
from .models import Credit as Credit
from .models import DataInfo as DataInfo
from .models import Entity as Entity
from .models import Episode as Episode
from .models import EpisodeKind as EpisodeKind
from .models import Figure as Figure
from .models import LocalizedText as LocalizedText
from .models import Mention as Mention
from .models import Organisation as Organisation
from .models import OrganisationKind as OrganisationKind
from .models import Person as Person
from .models import Place as Place
from .models import PlaceKind as PlaceKind
from .models import Redirect as Redirect
from .models import Relation as Relation
from .models import Show as Show
from .models import ShowKind as ShowKind
from .models import Source as Source
from .models import Theme as Theme
from .models import Transcript as Transcript
from .reading.loading import from_dict as from_dict
from .reading.loading import loads as loads
from .relational.arrow import Tables as Tables
from .relational.arrow import tables as tables
from .writers import Exportable as Exportable
from .writers import Format as Format
from .writers import FormatName as FormatName
from .writers import dump as dump
from .writers import dumps as dumps
from .writers import formats as formats

__all__ = [
    "AmbiguousNameError",
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
    "load_catalogue",
    "loads",
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
