"""Programs that type checkers have to refuse; an ignored error that is none is an error itself."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import Collection, Entity, Person, Relation

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_misspelt_format_does_not_type_check(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dumps(EPISODES, "jsn")  # type: ignore[arg-type]
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dump(EPISODES, tmp_path / "episodes", "jsn")  # type: ignore[arg-type]


def test_a_format_that_is_no_text_does_not_type_check_as_text() -> None:
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dumps(EPISODES, "sqlite")  # type: ignore[arg-type]


def test_a_name_of_a_format_that_may_be_any_text_does_not_type_check() -> None:
    name = str(tfg.formats()[0].name)
    assert tfg.dumps(EPISODES, name)  # type: ignore[arg-type]


def test_a_misspelt_option_does_not_type_check() -> None:
    with pytest.raises(tfg.UnknownOptionError):
        tfg.dumps(EPISODES, "markdown", langauge="en")  # type: ignore[call-arg]


def test_an_option_of_a_wrong_type_does_not_type_check() -> None:
    with pytest.raises(tfg.UnknownOptionError):
        tfg.dumps(EPISODES, "csv", excel="yes")  # type: ignore[arg-type]


def test_a_collection_of_entities_is_no_collection_of_people() -> None:
    entities: Collection[Entity] = tfg.load_catalogue().themes
    people: Collection[Person] = entities  # type: ignore[assignment]
    assert people is entities


def test_a_theme_is_no_guest() -> None:
    with pytest.raises(TypeError):
        EPISODES.by_guest(tfg.load_catalogue().themes[0])  # type: ignore[arg-type]


def test_a_number_is_no_path() -> None:
    with pytest.raises(AttributeError):
        tfg.load_catalogue(None, 3)  # type: ignore[arg-type]


def test_a_function_of_something_else_does_not_type_check() -> None:
    def named(theme: tfg.Theme) -> bool:
        return bool(theme.id)

    assert EPISODES.where(named)  # type: ignore[arg-type]


def test_a_misspelt_relation_does_not_type_check() -> None:
    relation: Relation = "suporter"  # type: ignore[assignment]
    assert relation not in get_args(Relation)


def test_a_field_of_a_model_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        EPISODES[0].title = "Other"  # type: ignore[misc]
