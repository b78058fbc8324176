"""Pages that are made, and tables that are kept by hand, are those of the code."""

from __future__ import annotations

import importlib.util
import re
import string
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from hostile import CATALOGUE, HOSTILE

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
MAKERS = sorted(path.stem for path in (ROOT / "docs").glob("make_*.py"))


def load(name: str) -> ModuleType:
    """Return a script of the documentation as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_generated_pages() -> None:
    assert {"make_command_line", "make_data_dictionary", "make_formats"} <= set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    maker = load(name)
    pages = {maker.PAGE: maker.page()} if hasattr(maker, "PAGE") else maker.pages()
    assert {path: path.read_text(encoding="utf-8") for path in pages} == pages, (
        "see: make regenerate"
    )


def test_the_readme_lists_every_format() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| for | formats |\n")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(f.name for f in tfg.formats())


def test_every_page_is_in_a_table_of_contents() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(?::.*\n)+\n((?:.+\n)+)```$", index, re.MULTILINE)
    listed = "".join(trees).split()
    kinds = {".md", ".ipynb"}
    pages = {path.stem for path in (ROOT / "docs").iterdir() if path.suffix in kinds}
    assert sorted(listed) == sorted({*pages - {"index"}, "catalogue/index"})


def test_every_public_name_is_in_the_reference() -> None:
    pages = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("api*.md"))
    )
    described = re.findall(
        r"^\.\. (?:auto\w+|data):: techforgood_podcast\.(\w+)(?:\(\))?$", pages, re.MULTILINE
    )
    assert sorted(described) == sorted(tfg.__all__)


def test_every_error_has_a_section_that_says_what_to_do() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    errors = {name for name in tfg.__all__ if name.endswith("Error")}
    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == errors


def test_the_diagram_of_the_data_model_shows_every_class() -> None:
    picture = (ROOT / "docs" / "images" / "data-model.svg").read_text(encoding="utf-8")
    assert sorted(re.findall(r'class="name"[^>]*>(\w+)<', picture)) == [
        *("Appearance", "Audio", "Episode", "Figure", "Mention", "Organisation", "Person"),
        *("Place", "Show", "Source", "Theme"),
    ]


CATALOGUE_PAGES = load("catalogue_pages")


def test_punctuation_is_escaped_in_pages_of_the_catalogue() -> None:
    written = CATALOGUE_PAGES.text(string.punctuation)
    assert written == "".join(f"\\{mark}" for mark in string.punctuation)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_of_the_catalogue_stands_on_one_line_of_its_page(hostile: str) -> None:
    written = CATALOGUE_PAGES.text(f"\n{hostile}\n\n# {hostile}")
    assert len(written.splitlines()) <= 1
    assert re.sub(r"\\(.)", r"\1", written) == " ".join(f"{hostile} # {hostile}".split())


def test_the_pages_of_a_hostile_catalogue_hold_no_markup_of_it() -> None:
    pages = "".join(CATALOGUE_PAGES.pages(CATALOGUE).values())
    outside = re.sub(r"^~~~\{raw\} html\n.*?\n~~~$", "", pages, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"(?<!\\)<(?!https?:)", outside)
    scripts = re.findall(r"^<script .*?>\n(.*?)\n</script>$", pages, flags=re.DOTALL | re.MULTILINE)
    assert len(scripts) == len(CATALOGUE.episodes)
    assert all("<" not in script for script in scripts)


def test_every_link_in_a_page_of_the_catalogue_has_a_target() -> None:
    pages = CATALOGUE_PAGES.pages(tfg.load_catalogue())
    text = "".join(pages.values())
    leading = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert leading
    assert leading <= set(re.findall(r"^\(([^)]+)\)=$", text, flags=re.MULTILINE))
    files = set(re.findall(r"\]\(([\w-]+\.md)[)#]", text))
    assert files <= {*pages, "data.md"}


def test_every_entity_has_a_place_in_the_pages_of_the_catalogue() -> None:
    catalogue = tfg.load_catalogue()
    text = "".join(CATALOGUE_PAGES.pages(catalogue).values())
    lists: dict[str, tfg.Collection[Any]] = {
        "person": catalogue.people,
        "organisation": catalogue.organisations,
        "theme": catalogue.themes,
        "place": catalogue.places,
    }
    anchors = [f"{noun}-{entity.id}" for noun, entities in lists.items() for entity in entities]
    assert sorted(re.findall(r"^\(([^)]+)\)=$", text, flags=re.MULTILINE)) == sorted(anchors)


def test_of_guests_without_a_role_a_page_names_the_organisations_alone() -> None:
    catalogue = tfg.load_catalogue()
    page = CATALOGUE_PAGES.pages(catalogue)["episode-s01e01.md"]
    assert "\n- Les employés des magasins parisiens de Franprix ([Franprix](#" in page
    assert "– (" not in page


def test_no_line_of_a_french_summary_begins_with_punctuation() -> None:
    page = CATALOGUE_PAGES.pages(tfg.load_catalogue())["index.md"]
    french = page.partition('<div lang="fr">')[2].partition("</div>")[0]
    assert "\xa0\\?" in french
    assert not re.search(r" \\[?!:;]", french)


CHECK = load("check_site")


@pytest.mark.parametrize(
    "asking",
    [
        '<script src="https://example.org/a.js"></script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        '<img alt="" src="HTTP://example.org/a.png">',
        '<p style="background: url(https://example.org/a.png)"></p>',
        "<style>@import 'https://example.org/a.css';</style>",
    ],
)
def test_a_page_that_asks_another_site_is_named(asking: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(asking, encoding="utf-8")
    found = list(CHECK.outside(tmp_path))
    assert len(found) == 1
    assert "example.org/a." in found[0]


def test_a_style_sheet_that_asks_another_site_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { src: url('https://example.org/a.woff') }", "utf-8")
    assert len(list(CHECK.outside(tmp_path))) == 1


def test_a_link_that_people_follow_asks_nobody(tmp_path: Path) -> None:
    page = '<a href="https://example.org/">x</a><link rel="next" href="b.html"><img src="a.png">'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert list(CHECK.outside(tmp_path)) == []


@pytest.mark.parametrize("link", ["c.html", "b.html#here", "#here", "../a.html"])
def test_a_link_that_leads_nowhere_is_named(link: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f'<a href="{link}">x</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="there">x</p>', encoding="utf-8")
    assert list(CHECK.dead(tmp_path)) == [f"{tmp_path / 'a.html'}: {link} leads nowhere"]


def test_links_that_lead_somewhere_are_not_named(tmp_path: Path) -> None:
    links = ["", "#", "b.html", "b.html#%C3%A9t%C3%A9", "#here", "https://example.org/", "mailto:a"]
    page = "".join(f'<a href="{link}" id="here">x</a>' for link in links)
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="été">x</p>', encoding="utf-8")
    assert list(CHECK.dead(tmp_path)) == []


def test_a_public_name_that_the_inventory_lacks_is_named(tmp_path: Path) -> None:
    listed = "".join(f"techforgood_podcast.{name} py:x 1 a#$ -\n" for name in tfg.__all__[1:])
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# compressed\n"
    (tmp_path / "objects.inv").write_bytes(head + zlib.compress(listed.encode()))
    assert list(CHECK.unlisted(tmp_path)) == [
        f"objects.inv: techforgood_podcast.{tfg.__all__[0]} is missing"
    ]


def test_an_episode_whose_page_has_another_description_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    episodes = tfg.load_catalogue().episodes
    for episode in episodes:
        description = tfg.dumps(episode if episode.number != 3 else episodes[0], "jsonld")
        page = f'<script type="application/ld+json">{description}</script>'
        path = tmp_path / "catalogue" / f"episode-{episode.id}.html"
        path.write_text(page, encoding="utf-8")
    assert list(CHECK.undescribed(tmp_path)) == ["s01e03: the JSON-LD is not that of the episode"]
