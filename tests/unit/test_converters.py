"""The converters with all records, and beside those of an application.

What they refuse is in ``sessions/converters.cases``.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any, cast

import attrs
import cattrs.preconf.json
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED
from techforgood_podcast.converters import configure_converter, make_converter

EPISODE = BUNDLED.episode(3)


@attrs.frozen
class Playlist:
    """What an application of somebody's own may keep."""

    name: str
    favourite: tfg.Episode
    people: tuple[tfg.Person, ...]
    size: int


def test_every_record_and_the_catalogue_come_back_the_same() -> None:
    converter = make_converter(BUNDLED)
    lists = (
        *(BUNDLED.episodes, BUNDLED.people, BUNDLED.organisations, BUNDLED.themes, BUNDLED.places),
        *(BUNDLED.sources, EPISODE.guests, EPISODE.organisations, BUNDLED.episode(1).figures),
    )
    info = attrs.evolve(BUNDLED.info, sha256=None)
    for record in (BUNDLED.show, info, *chain.from_iterable(lists)):
        plain = converter.unstructure(record)
        assert plain == tfg.to_dict(record)
        back: object = converter.structure(plain, cast("Any", type(record)))
        assert back == record
    assert tfg.from_dict(json.loads(json.dumps(tfg.to_dict(BUNDLED)))) == BUNDLED


def test_a_converter_of_ones_own_keeps_treating_all_else_as_before() -> None:
    converter = cattrs.preconf.json.make_converter()
    configure_converter(converter, BUNDLED)
    mine = Playlist("Mine", EPISODE, tuple(BUNDLED.guests[:2]), 3)
    text = converter.dumps(mine)
    assert json.loads(text)["favourite"] == tfg.to_dict(EPISODE)
    assert converter.loads(text, Playlist) == mine
    assert converter.structure("4", int) == 4


def test_the_json_converter_of_orjson_takes_records_as_well() -> None:
    from cattrs.preconf.orjson import make_converter as make_orjson_converter

    converter = make_orjson_converter()
    configure_converter(converter, BUNDLED)
    assert converter.loads(converter.dumps(EPISODE), tfg.Episode) == EPISODE


def test_a_bug_in_a_hook_is_never_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("techforgood_podcast.models.checking.parse_duration", broken)
    with pytest.raises(ZeroDivisionError):
        make_converter(BUNDLED).structure(tfg.to_dict(BUNDLED.episode(1)), tfg.Episode)
