"""Programs that type checkers have to refuse; an ignored error that is none is an error itself."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from typing import get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models import Relation

EPISODES = tfg.load_catalogue().episodes


def test_a_misspelt_name_of_the_facade_does_not_type_check() -> None:
    with pytest.raises(AttributeError):
        tfg.by_gest("gentelet")  # type: ignore[attr-defined]


def test_a_misspelt_field_of_a_model_does_not_type_check() -> None:
    with pytest.raises(AttributeError):
        _ = EPISODES[0].titel  # type: ignore[attr-defined]


def test_a_misspelt_field_to_sort_by_does_not_type_check() -> None:
    with pytest.raises(tfg.UnknownFieldError):
        EPISODES.sorted("duraton")  # type: ignore[arg-type]


def test_a_misspelt_facet_does_not_type_check() -> None:
    with pytest.raises(tfg.UnknownFieldError):
        EPISODES.count_by("them")  # type: ignore[call-overload]


def test_a_misspelt_relation_does_not_type_check() -> None:
    relation: Relation = "suporter"  # type: ignore[assignment]
    assert relation not in get_args(Relation)


def test_a_field_of_a_model_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        EPISODES[0].title = "Other"  # type: ignore[misc]
