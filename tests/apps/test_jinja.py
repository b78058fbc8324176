"""Records in Jinja's templates, as the documentation shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

jinja2 = framework("jinja2")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "Jinja", tmp_path, monkeypatch)["environment"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('{{ catalogue.episode("S1E3").summary.best("de", "en")[:7] }}', "Pauline"),
        ('{{ catalogue.people["karine-gentelet"].name }}', "Karine Gentelet"),
        ("{{ catalogue.episodes[0].code }}", "S1 intro"),
        ("{{ catalogue.episodes.guests | length }}", str(len(CATALOGUE.guests))),
        ('{{ catalogue.by_theme("art") | map(attribute="code") | join }}', "S1E4"),
        ("{{ catalogue.themes[2].label.en or '?' }}", "Digital arts"),
    ],
)
def test_a_template_asks_as_python_does(environment: Any, text: str, printed: str) -> None:
    assert environment.from_string(text).render(catalogue=CATALOGUE) == printed


def test_texts_of_a_hostile_catalogue_are_escaped(environment: Any) -> None:
    text = "{% for e in episodes %}<p>{{ e.title }}{{ e.guests[0].role }}</p>{% endfor %}"
    page = environment.from_string(text).render(episodes=HOSTILE.episodes)
    assert set(re.findall(r"<[^>]*>", page)) == {"<p>", "</p>"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ catalogue.show.titel }}",
        "{{ catalogue.show.summary.de }}",
        '{{ catalogue.people["karine"].name }}',
        "{{ catalogue.episodes.guest }}",
        "{{ catalogue.episodes[99] }}",
    ],
)
def test_a_name_that_does_not_exist_is_an_error_where_templates_are_strict(
    environment: Any, text: str
) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string(text).render(catalogue=CATALOGUE)
