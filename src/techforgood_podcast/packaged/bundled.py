"""The façade of the bundled catalogue, made like that of any package with a catalogue."""

from __future__ import annotations

from typing import Final

from .._runtime import PACKAGE
from . import Facade

_facade = Facade(PACKAGE)
by_guest: Final = _facade.by_guest
by_host: Final = _facade.by_host
by_organisation: Final = _facade.by_organisation
by_person: Final = _facade.by_person
by_place: Final = _facade.by_place
by_season: Final = _facade.by_season
by_theme: Final = _facade.by_theme
data_files: Final = _facade.data_files
episode: Final = _facade.episode
load_catalogue: Final = _facade.load_catalogue
search: Final = _facade.search
validate: Final = _facade.validate
