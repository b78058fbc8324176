"""What is said of fields: their meanings, and the advice for authors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import all_fields, descriptions_of, summary_of
from techforgood_podcast.models.sections import PARTS, SECTIONS, Section

MODELS = (
    *(tfg.Entity, tfg.Hit, tfg.Related, tfg.Appearance, tfg.Show, tfg.DataInfo, tfg.Redirect),
    *(section.model for section in SECTIONS),
    *PARTS,
)
ADVICE: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (Path(str(tfg.__file__)).parent / "models" / "advice.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("model", MODELS)
def test_each_field_means_something(model: type[Any]) -> None:
    assert all(descriptions_of(model).values())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_a_class_is_summed_up_by_the_first_line_of_its_docstring(section: Section) -> None:
    assert summary_of(section.model) == str(section.model.__doc__).partition("\n")[0]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_an_id_means_the_same_in_each_class(section: Section) -> None:
    assert descriptions_of(section.model)["id"] == descriptions_of(tfg.Entity)["id"]


def test_advice_is_about_fields_that_exist() -> None:
    fields = {model.__name__: {field.name for field in all_fields(model)} for model in MODELS}
    assert {(m, f) for m in ADVICE for f in ADVICE[m] if f not in fields.get(m, ())} == set()


def test_advice_has_keys_that_are_read() -> None:
    keys = {key for fields in ADVICE.values() for words in fields.values() for key in words}
    assert keys == {"advice", "examples", "choices"}
