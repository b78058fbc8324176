"""What type checkers infer of plain values; the calls are made as well."""

from __future__ import annotations

from typing import Any, assert_type

import pytest

import techforgood_podcast as tfg

CATALOGUE = tfg.load_catalogue()
TEXT = CATALOGUE.themes["emploi"].label


def test_one_thing_becomes_a_dictionary() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episode(3), expand=True), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episode(3).guests[0]), dict[str, Any])
    assert assert_type(tfg.to_dict(tfg.search("art")[0], language="en"), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.related(3)[0]), dict[str, Any])


def test_several_become_a_list() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE.people), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(tfg.by_theme("art"), expand=True), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(tfg.search("art")), list[dict[str, Any]])


def test_a_text_becomes_a_dictionary_or_in_one_language_a_string() -> None:
    assert assert_type(tfg.to_dict(TEXT), dict[str, str])
    assert assert_type(tfg.to_dict(TEXT, language="en"), str)


def test_a_result_becomes_a_dictionary() -> None:
    assert assert_type(tfg.to_dict(tfg.formats()[0]), dict[str, Any])
    assert assert_type(tfg.to_dict(tfg.validate("nowhere")), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(CATALOGUE.diff(CATALOGUE)), list[dict[str, Any]]) == []


def test_a_mapping_with_records_or_texts_as_keys_has_texts_as_keys() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE.episodes.count_by("theme")), dict[str, Any])
    assert assert_type(tfg.to_dict({"first": CATALOGUE.episode(1)}, language="en"), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episodes.count_by("season")), dict[Any, Any])


def test_several_of_several_kinds_become_a_list() -> None:
    assert assert_type(tfg.to_dict((CATALOGUE.episode(1), TEXT)), list[Any])
    mixed: list[object] = [CATALOGUE.episode(1), {"label": TEXT}]
    assert assert_type(tfg.to_dict(mixed), list[Any])


def test_what_has_no_plain_values_does_not_type_check() -> None:
    with pytest.raises(TypeError):
        tfg.to_dict("s01e03")  # type: ignore[arg-type]
