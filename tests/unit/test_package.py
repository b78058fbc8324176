"""The package as a whole: its public names, its cost, what it ships and where it runs from."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import json
import os
import pkgutil
import pydoc
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import importlib_resources
import pytest

import techforgood_podcast as tfg

ROOT = Path(__file__).parents[2]
PACKAGE = Path(str(tfg.__file__)).parent
WHEEL = os.environ.get("TFG_WHEEL")
NAMES = tfg.__all__
"""Every public name: a promise, as the reference in ``docs/`` lists it."""


def run(code: str, *arguments: str) -> Any:
    """Run code in a fresh interpreter that knows nothing of this one; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-I", *arguments, "-c", code],
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_names_for_type_checkers_are_the_public_ones() -> None:
    stub = (PACKAGE / "__init__.pyi").read_text(encoding="utf-8")
    imported = [node for node in ast.parse(stub).body if isinstance(node, ast.ImportFrom)]
    assert all(alias.asname == alias.name for node in imported for alias in node.names)
    assert sorted(alias.name for node in imported for alias in node.names) == sorted(NAMES)
    for node in imported:
        module = importlib.import_module(str(node.module))
        assert all(getattr(module, alias.name) is getattr(tfg, alias.name) for alias in node.names)


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    assert dir(tfg) == sorted(NAMES)
    assert dir(tfg.authoring) == sorted(tfg.authoring.__all__)
    assert all(getattr(tfg.authoring, name) for name in tfg.authoring.__all__)


def test_the_public_names_fit_a_screen_in_an_order_that_reads() -> None:
    assert len(NAMES) <= 79
    first = ("load_catalogue", "by_guest", "dump", "Catalogue", "Episode", "PodcastError")
    assert [name for name in NAMES if name in first] == [*first]


def test_help_begins_with_three_lines_of_example() -> None:
    text = pydoc.plain(pydoc.render_doc(tfg))
    description = text.partition("DESCRIPTION\n")[2].partition("PACKAGE CONTENTS")[0]
    lines = [line.strip() for line in description.splitlines()]
    assert [line[:3] for line in lines if line][:5] == [">>>", ">>>", "<Ep", ">>>", "'Ka"]


def test_a_module_is_an_attribute_from_the_start() -> None:
    names = ["converters", "plots", "catalogue", "models", "text.folding", "literals"]
    code = (
        f"import json, sys; sys.path.insert(0, {str(PACKAGE.parent)!r});"
        "import techforgood_podcast as tfg;"
        f"print(json.dumps([{', '.join(f'tfg.{name}.__name__' for name in names)}]))"
    )
    assert run(code) == [f"techforgood_podcast.{name}" for name in names]


CATALOGUE = "techforgood_podcast.catalogue"
# What is asked of a module, and what the error says after the name.
UNKNOWN = {
    ("people", "techforgood_podcast"): "; use load_catalogue().people",
    ("merge", "techforgood_podcast"): "; use load_catalogue().merge",
    ("organizations", "techforgood_podcast"): "; use load_catalogue().organisations",
    ("catalog", "techforgood_podcast"): "; use load_catalogue()",
    ("by_organization", "techforgood_podcast"): "; did you mean 'by_organisation'?",
    ("Organization", "techforgood_podcast"): "; did you mean 'Organisation'?",
    ("Catalog", "techforgood_podcast"): "; did you mean 'Catalogue'?",
    ("CatalogError", "techforgood_podcast"): "; did you mean 'CatalogueError'?",
    ("load_catalog", "techforgood_podcast"): "; did you mean 'load_catalogue'?",
    ("nothere", "techforgood_podcast"): "",
    ("_nothere", "techforgood_podcast"): "",
    ("nothere", "techforgood_podcast.authoring"): "",
    ("by_guest", CATALOGUE): "; use load_catalogue().by_guest",
    ("nothere", CATALOGUE): "",
    **{
        (name, "techforgood_podcast"): f"; use load_catalogue().{name}"
        for name in ("person", "organisation", "theme", "place", "related", "appearances")
    },
    **{
        (name, "techforgood_podcast"): f"; use techforgood_podcast.authoring.{name}"
        for name in tfg.authoring.__all__
    },
}


@pytest.mark.parametrize(
    ("name", "module", "advice"), [(*asked, advice) for asked, advice in UNKNOWN.items()]
)
def test_a_name_that_a_module_lacks_is_an_error_that_says_where_it_is(
    name: str, module: str, advice: str
) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(importlib.import_module(module), name)
    assert str(caught.value) == f"module '{module}' has no attribute '{name}'{advice}"


def test_python_suggests_the_british_spelling_of_a_method() -> None:
    code = "import techforgood_podcast as tfg; tfg.load_catalogue().organizations"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Did you mean: 'organisations'?" in done.stderr


PUBLIC_CLASSES = [value for name in NAMES if isinstance(value := getattr(tfg, name), type)]


@pytest.mark.parametrize("public", PUBLIC_CLASSES, ids=lambda cls: cls.__name__)
def test_the_classes_that_public_attributes_name_are_public(public: type) -> None:
    named = {
        name
        for cls in public.__mro__
        for kind in vars(cls).get("__annotations__", {}).items()
        if not kind[0].startswith("_")
        for name in re.findall(r"[A-Za-z_]+", str(kind[1]))
    }
    ours = {
        name
        for module in list(sys.modules.values())
        if module.__name__.startswith("techforgood_podcast.")
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
    assert named & ours <= {*NAMES, *tfg.authoring.__all__}


def test_a_public_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(tfg, "Catalogue")
    assert "Catalogue" not in vars(tfg)
    found = tfg.Catalogue
    assert vars(tfg)["Catalogue"] is found


def test_every_function_of_the_facade_works_after_every_module_was_imported(tmp_path: Path) -> None:
    for module in pkgutil.walk_packages(tfg.__path__, "techforgood_podcast."):
        importlib.import_module(module.name)
    catalogue = tfg.load_catalogue()
    assert tfg.by_guest("gentelet")[0].code == "S1E3"
    assert tfg.by_organisation("humanis")[0].code == "S1E3"
    assert tfg.by_theme("art")[0].code == "S1E4"
    assert tfg.search("namur")[0].episode.code == "S1E4"
    assert tfg.formats()[0].name == "json"
    tfg.dump(catalogue, tmp_path / "all.json")
    assert tfg.validate(tmp_path / "all.json") == ()
    assert tfg.loads(tfg.dumps(catalogue, "yaml"), "yaml") == catalogue
    assert tfg.load_catalogue(tmp_path / "all.json") == catalogue
    assert (tfg.data_files() / "show.yaml").is_file()


def test_a_path_names_another_catalogue_than_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("show:\n  id: mine\n  title: Mine\n  language: en\n", encoding="utf-8")
    assert tfg.load_catalogue(path).show.title == "Mine"
    assert tfg.load_catalogue(str(path)).show.title == "Mine"
    assert tfg.load_catalogue().show.title == "À qui profite la tech for good ?"


def test_the_bundled_catalogue_is_the_same_object_each_time() -> None:
    assert tfg.load_catalogue() is tfg.load_catalogue()


def test_importing_the_package_loads_no_other_module() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        f"sys.path.insert(0, {str(PACKAGE.parent)!r}); import techforgood_podcast;"
        "after = sorted(set(sys.modules) - before); import json; print(json.dumps(after))"
    )
    assert run(code, "-S") == ["techforgood_podcast"]


def test_the_version_is_the_same_everywhere() -> None:
    versions = {tfg.__version__, importlib.metadata.version("techforgood-podcast")}
    citation = ROOT / "CITATION.cff"
    if citation.is_file():
        text = citation.read_text(encoding="utf-8")
        versions.update(re.findall(r"^version: (.+)$", text, flags=re.MULTILINE))
    assert versions == {tfg.__version__}


def test_the_package_needs_its_four_dependencies_and_no_others() -> None:
    required = importlib.metadata.requires("techforgood-podcast") or []
    names = {re.split(r"[^\w-]", text)[0] for text in required if "extra ==" not in text}
    assert names == {"attrs", "cattrs", "pyyaml", "importlib-resources"}


def test_the_command_is_an_entry_point_of_the_package() -> None:
    (command,) = importlib.metadata.entry_points(
        group="console_scripts", name="techforgood-podcast"
    )
    assert command.value == "techforgood_podcast.cli:main"


def test_the_package_says_that_it_is_typed() -> None:
    assert (importlib_resources.files("techforgood_podcast") / "py.typed").is_file()


def test_data_files_is_the_folder_of_the_data() -> None:
    folder = tfg.data_files()
    assert sorted(entry.name for entry in folder.iterdir()) == [
        "README.md",
        "catalogue.yaml",
        "episodes",
        "organisations.yaml",
        "people.yaml",
        "places.yaml",
        "redirects.yaml",
        "schema",
        "show.yaml",
        "skeleton",
        "sources.yaml",
        "themes.yaml",
    ]
    assert sorted(entry.name for entry in (folder / "episodes").iterdir()) == sorted(
        f"{episode.id}.yaml" for episode in tfg.load_catalogue().episodes
    )


def test_the_package_works_inside_another(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "app" / "_vendor" / PACKAGE.name)
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import json, warnings
from app._vendor import techforgood_podcast as tfg
catalogue = tfg.load_catalogue()
own = [each.counts["episodes"] for each in tfg.installed() if each.name == tfg.__name__[12:]]
retired = tfg.loads(
    "{{show: {{id: s, title: S, language: fr}}, redirects: [{{id: b, to: a}}],"
    " people: [{{id: a, name: Ada}}]}}", "yaml"
)
with warnings.catch_warnings(record=True) as noted:
    warnings.simplefilter("always")
    retired.people["b"]
facts = [tfg.__name__, len(catalogue.episodes), own, (tfg.data_files() / "show.yaml").is_file()]
facts += [tfg.load_catalogue("package:techforgood_podcast") == catalogue, noted[0].filename]
print(json.dumps(facts))
"""
    name = "app._vendor.techforgood_podcast"
    assert run(code) == [name, 9, [9], True, True, "<string>"]


@pytest.fixture(params=["the installed package", *(["the wheel"] if WHEEL else [])])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A zip that holds the package, made of what is installed, or the wheel if there is one."""
    if request.param == "the wheel":
        return Path(str(WHEEL))
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(PACKAGE.rglob("*")):
            if "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(PACKAGE.parent))
    return path


def test_the_package_works_from_a_zip_on_the_path(archive: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(archive)!r})
import json
import techforgood_podcast as tfg
catalogue = tfg.load_catalogue()
facts = {{
    "file": tfg.__file__,
    "size": len(catalogue.episodes),
    "guest": [episode.code for episode in tfg.by_guest("GENTELET, Karine")][:2],
    "search": tfg.search("imprimantes 3D")[0].episode.code,
    "files": sorted(entry.name for entry in tfg.data_files().iterdir())[:3],
    "equal": tfg.loads(tfg.dumps(catalogue, "json"), "json") == catalogue,
    "sha256": catalogue.info.sha256,
}}
print(json.dumps(facts))
"""
    facts = run(code)
    assert facts.pop("file").startswith(str(archive))
    assert facts == {
        "size": len(tfg.load_catalogue().episodes),
        "guest": ["S1E3", "S1E7"],
        "search": "S1E6",
        "files": ["README.md", "catalogue.yaml", "episodes"],
        "equal": True,
        "sha256": tfg.load_catalogue().info.sha256,
    }
