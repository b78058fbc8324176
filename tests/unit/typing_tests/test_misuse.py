"""Programs that type checkers have to refuse; an ignored error that is none is an error itself."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import Collection, Entity, Person, Relation

if TYPE_CHECKING:
    from pathlib import Path

EPISODES = tfg.load_catalogue().episodes


def test_a_misspelt_name_does_not_type_check() -> None:
    with pytest.raises(AttributeError):
        tfg.by_gest("gentelet")  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        _ = EPISODES[0].titel  # type: ignore[attr-defined]
    with pytest.raises(tfg.UnknownFieldError):
        EPISODES.sorted("duraton")  # type: ignore[arg-type]
    with pytest.raises(tfg.UnknownFieldError):
        EPISODES.count_by("them")  # type: ignore[call-overload]
    relation: Relation = "suporter"  # type: ignore[assignment]
    assert relation not in get_args(Relation)


def test_a_misspelt_format_or_option_does_not_type_check(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dumps(EPISODES, "jsn")  # type: ignore[arg-type]
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dump(EPISODES, tmp_path / "episodes", "jsn")  # type: ignore[arg-type]
    with pytest.raises(tfg.UnknownOptionError):
        tfg.dumps(EPISODES, "markdown", langauge="en")  # type: ignore[call-arg]
    with pytest.raises(tfg.UnknownOptionError):
        tfg.dumps(EPISODES, "csv", excel="yes")  # type: ignore[arg-type]


def test_a_format_that_is_or_may_be_no_text_does_not_type_check_as_text() -> None:
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dumps(EPISODES, "sqlite")  # type: ignore[arg-type]
    any_format: tfg.FormatName = "parquet"
    with pytest.raises(tfg.UnknownFormatError):
        tfg.dumps(EPISODES, any_format)  # type: ignore[arg-type]
    name = str(tfg.formats()[0].name)
    assert tfg.dumps(EPISODES, name)  # type: ignore[arg-type]


def test_a_value_of_another_class_does_not_type_check() -> None:
    with pytest.raises(TypeError):
        EPISODES.by_guest(tfg.load_catalogue().themes[0])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tfg.load_catalogue(None, 3)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tfg.load_catalogue().people.sorted("name")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        EPISODES.longer_than(minutes="3")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tfg.to_dict("s01e03")  # type: ignore[arg-type]


def test_days_without_a_first_or_a_last_do_not_type_check() -> None:
    with pytest.raises(TypeError):
        EPISODES.published_between()  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        EPISODES.published_between(None)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        EPISODES.published_between("2022-01-01")  # type: ignore[call-overload]
    day = dt.date(2022, 2, 1) if EPISODES else None
    assert EPISODES.published_between(day, day) == EPISODES[:0]
    assert EPISODES.published_between(last=dt.date(2023, 1, 17))


def test_a_function_of_something_else_does_not_type_check() -> None:
    def named(theme: tfg.Theme) -> bool:
        return bool(theme.id)

    assert EPISODES.where(named)  # type: ignore[arg-type]


def test_a_collection_of_entities_is_no_collection_of_people() -> None:
    entities: Collection[Entity] = tfg.load_catalogue().themes
    people: Collection[Person] = entities  # type: ignore[assignment]
    assert people is entities


def test_a_field_of_a_model_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        EPISODES[0].title = "Other"  # type: ignore[misc]
