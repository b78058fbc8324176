"""Front matter that generators of static sites read, as the documentation writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from programs import framework, run

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from pathlib import Path


frontmatter = framework("frontmatter")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return run("static-sites.md", "A page per episode", tmp_path, monkeypatch)


def test_every_episode_has_a_page(names: dict[str, Any], tmp_path: Path) -> None:
    names["write"](tmp_path / "new" / "posts", "en")
    posts = [frontmatter.load(str(path)) for path in (tmp_path / "new" / "posts").iterdir()]
    assert sorted(post["slug"] for post in posts) == sorted(e.id for e in CATALOGUE.episodes)


@pytest.mark.parametrize("catalogue", [CATALOGUE, HOSTILE], ids=["bundled", "hostile"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_front_matter_reads_back_as_it_was(
    names: dict[str, Any], catalogue: tfg.Catalogue, language: str
) -> None:
    for episode in catalogue.episodes:
        post = frontmatter.loads(names["page"](episode, language))
        assert post["title"] == episode.title
        assert post["tags"] == [theme.label.best(language) for theme in episode.themes]
        assert post["episode"] == tfg.to_dict(episode, expand=True, language=language)
        assert post.get("date") == episode.published
        assert post.content == ""


def test_a_title_that_was_pasted_is_not_yaml() -> None:
    with pytest.raises(yaml.YAMLError):
        frontmatter.loads(f"---\ntitle: {CATALOGUE.episode(6).title}\n---\n")
