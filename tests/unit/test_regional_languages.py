"""Language tags with a region: which text answers to which tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import LocalizedText

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

GERMAN = """
show: {id: reisen, title: Reisen, language: de-de}
episodes:
- {id: e01, number: 1, title: Eins, summary: {de: Anfang., en: Start.}, themes: [travel, food]}
themes:
- {id: travel, label: {de: Unterwegs, en: Travel}, definition: {de: Fahren., en: Going.}}
- {id: food, label: {de-de: Essen, en-us: Food}, definition: {de: Brot., en: Bread.}}
"""


@pytest.mark.parametrize(
    ("tags", "wanted", "found"),
    [
        (("fr", "en-us"), "en", "en-us"),
        (("fr", "en-us", "en-ie"), "en-GB", "en-us"),
        (("fr", "en-us", "en"), "en-GB", "en"),
        (("fr", "en-us", "en"), "EN_us", "en-us"),
        (("fr", "en", "en-us"), "en", "en"),
        (("fr", "zh", "zh-Hant"), "zh-Hant-TW", "zh-Hant"),
        (("fr", "en-us"), "de", "fr"),
        (("fr", "fra-CA"), "fra", "fra-CA"),
    ],
)
def test_the_best_text_has_the_tag_or_else_no_region_or_else_another_one(
    tags: tuple[str, ...], wanted: str, found: str
) -> None:
    assert LocalizedText({tag: tag for tag in tags}).best(wanted) == found


def test_french_and_english_are_found_whatever_their_region() -> None:
    text = LocalizedText({"fr-CA": "fin de semaine", "en-us": "weekend"})
    assert (text.fr, text.en) == ("fin de semaine", "weekend")
    assert LocalizedText(de="Wochenende").en is None


def test_the_methods_of_a_mapping_take_only_the_tag_itself() -> None:
    text = LocalizedText({"en-us": "weekend"})
    assert ("en" in text, text.get("en"), text.get("en-us")) == (False, None, "weekend")
    with pytest.raises(tfg.UnknownLanguageError):
        text["en"]


def test_values_and_formats_give_the_texts_of_a_language_whatever_its_region() -> None:
    catalogue = tfg.loads(GERMAN, "yaml")
    for tag in ("en", "en-us", "en-GB"):
        themes = tfg.to_dict(catalogue, language=tag)["themes"]
        assert [theme["label"] for theme in themes] == ["Food", "Travel"]
        assert "Travel; Food" in tfg.dumps(catalogue, "csv", language=tag)
    for tag in ("de", "de-at", catalogue.show.language):
        assert "Unterwegs; Essen" in tfg.dumps(catalogue, "csv", language=tag)


def test_listings_give_the_texts_of_a_language_whatever_its_region(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "reisen.yaml").write_text(GERMAN, encoding="utf-8")
    for tag, names in (("en", ["Food", "Travel"]), ("de-AT", ["Essen", "Unterwegs"])):
        _, out, _ = run("themes", "--data", str(tmp_path / "reisen.yaml"), "--language", tag)
        assert [line.split()[0] for line in out.splitlines()] == names


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_a_page_gives_each_text_once_in_a_language_with_regions(language: str) -> None:
    page = tfg.dumps(tfg.loads(GERMAN, "yaml"), "html", language=language)
    shown = re.sub("(?s)<script.*?</script>", "", page)  # a search takes words of any language
    assert ("Travel" in shown, "Unterwegs" in shown) == (True, False)


@pytest.mark.parametrize("strict", [False, True])
def test_an_owner_is_told_once_of_a_language_that_has_a_region_in_some_texts_only(
    tmp_path: Path, *, strict: bool
) -> None:
    (tmp_path / "reisen.yaml").write_text(GERMAN, encoding="utf-8")
    found = tfg.validate(tmp_path / "reisen.yaml", strict=strict)
    assert [(problem.path, problem.message, problem.hint) for problem in found] == [
        (
            "show.language",
            f"the show and its texts name one language in several ways: {tags}",
            f'write "{language}" everywhere, unless the region matters',
        )
        for language, tags in (("de", '"de-de", "de"'), ("en", '"en", "en-us"'))
    ]
