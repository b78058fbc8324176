"""What templates need: Django first asks each object for a key, and expects a look-up error."""

from __future__ import annotations

from typing import Any

import pytest

import techforgood_podcast as tfg

CATALOGUE = tfg.load_catalogue()
EPISODES = CATALOGUE.episodes
SUMMARY = CATALOGUE.episode(3).summary


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (EPISODES, "guests"),
        (EPISODES, "total_duration"),
        (EPISODES, "0"),
        (CATALOGUE.people, "resolve"),
        (SUMMARY, "languages"),
        (SUMMARY, "items"),
        (SUMMARY, 0),
    ],
)
def test_a_key_that_is_none_raises_a_key_error(value: Any, name: str | int) -> None:
    with pytest.raises(KeyError):
        value[name]


@pytest.mark.parametrize("value", [CATALOGUE, CATALOGUE.episode(3), tfg.search("emploi")[0]])
def test_what_has_no_keys_raises_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        value["title"]


@pytest.mark.parametrize("key", [None, 1.5, ("a",)])
def test_a_key_of_a_wrong_kind_raises_a_type_error(key: Any) -> None:
    with pytest.raises(TypeError):
        EPISODES[key]


def test_a_text_asked_for_a_language_that_it_lacks_raises_a_key_error() -> None:
    assert SUMMARY
    with pytest.raises(KeyError):
        SUMMARY["de"]
