"""The rehearsal of a release refuses what must not be published."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
import release

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.smoke

URLS = "".join(f"Project-URL: {label}, https://example.org\n" for label in release.ADDRESSES)
CODE = "repository-code: https://example.org\n"
READY = {
    "CITATION.cff": f"email: us@example.org\n{CODE}",
    "SECURITY.md": "Write to us@example.org.",
    "src/techforgood_podcast/data/README.md": "Write to us@example.org.",
    "src/techforgood_podcast/data/catalogue.yaml": "version: 1",
    "src/techforgood_podcast/data/show.yaml": "owner_email: us@example.org",
    "README.fr.md": "Une bibliothèque.",
    "docs/index.md": "See examples/ and [the tutorial](tutorial.md).",
    "docs/releasing.md": "It refuses *nothing is published*.",
    "the metadata": f"Metadata-Version: 2.4\n{URLS}",
    "README.md": '[here](#limits), [there](https://example.org), <img src="https://example.org">',
}


def rehearse(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    """Check a checkout of these files for what is left of the time before the first release."""
    files = {**READY, **changed}
    about, description = files.pop("the metadata"), files.pop("README.md")
    (folder / "dist").mkdir()
    with zipfile.ZipFile(folder / "dist" / "a.whl", "w") as wheel:
        wheel.writestr("a.dist-info/METADATA", f"{about}\n{description}")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(release, "ROOT", folder)
    monkeypatch.setattr(release, "DIST", folder / "dist")
    release.check_first_release()


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day of the release be known."""
    monkeypatch.setattr(release, "DAY", "2027-01-17")


@pytest.mark.usefixtures("day")
def test_what_is_ready_for_its_first_release_is_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearse(tmp_path, monkeypatch)


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(
    ("file", "text", "left"),
    [
        (
            "the metadata",
            f"Author-email: a@b.example\n{URLS}",
            "nobody can be reached at a@b.example",
        ),
        ("README.md", "Write to a@b.example.", "nobody can be reached at a@b.example"),
        ("CITATION.cff", f"email: a@b.example\n{CODE}", "nobody can be reached at a@b.example"),
        ("CITATION.cff", "email: us@example.org", "no repository-code"),
        ("SECURITY.md", "Write to a@b.example.", "nobody can be reached at a@b.example"),
        (f"{release.DATA}/README.md", "At <b.example>.", "nobody can be reached at b.example"),
        (f"{release.DATA}/catalogue.yaml", "at: b.example", "nobody can be reached at b.example"),
        (f"{release.DATA}/show.yaml", "at: b.example", "nobody can be reached at b.example"),
        ("README.fr.md", "Rien n’est encore publié.", '"Rien n’est encore publié"'),
        ("README.fr.md", "Une fois le paquet\npublié", '"Une fois le paquet publié"'),
        ("docs/fr/a.md", "Une fois la bibliothèque publiée", '"Une fois la bibliothèque publiée"'),
        ("docs/index.md", "(nothing is\npublished yet)", '"nothing is published"'),
        ("docs/tutorial.md", 'pip install ".[html]"', '"pip install ".["'),
        ("docs/package.md", "Once it is published", '"Once it is published"'),
        ("src/a/README.md.txt", "published, and not before,", '"published, and not before"'),
        ("docs/update.yml", "# Not before the first release", '"Not before the first"'),
        ("src/a/template/tests.yml.txt", "# not before the first", '"not before the first"'),
        ("README.md", "[Why](docs/why.md)", "docs/why.md leads nowhere from the page on PyPI"),
        ("README.md", '<source srcset="a.png">', "a.png leads nowhere from the page on PyPI"),
        ("the metadata", URLS.replace("Issues", "Show"), "[project.urls] has no Issues"),
    ],
)
def test_what_is_left_of_the_time_before_the_first_release_is_refused(
    file: str, text: str, left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuntimeError) as caught:
        rehearse(tmp_path, monkeypatch, **{file: text})
    assert str(caught.value) == f"{file}: {left}"


def test_nothing_is_refused_before_the_day_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "DAY", "")
    rehearse(tmp_path, monkeypatch, **{"README.md": "[Why](docs/why.md)"})


def test_the_tools_of_last_year_read_what_is_built() -> None:
    assert ("twine==6.1.0", "packaging==25.0") in release.TWINES
    release.check_files()


def test_a_wheel_without_a_search_index_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "TWINES", ())
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        wheel.writestr("a/_compiled.json", "{}")
    with pytest.raises(RuntimeError, match=r"a\.whl has no search index"):
        release.check_files(tmp_path)
