"""Pages that are made, and tables that are kept by hand, are those of the code."""

from __future__ import annotations

import inspect
import posixpath
import re
import subprocess
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import addresses
import check_site
import house_style
import pytest
import reference
import sources
import yaml

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.text.writing import typeset, words

ROOT = Path(__file__).parents[1]
FRENCH_PAGES = sorted(f"docs/fr/{page.name}" for page in (ROOT / "docs" / "fr").glob("*.md"))
MAKERS = sorted(path.stem for path in (ROOT / "docs").glob("make_*.py"))


def labels(drawn: str) -> list[str]:
    """Return what is written in a chart."""
    found: list[str] = import_module("make_charts").labels(drawn)
    return found


def without_drawings(page: str) -> str:
    """Return a page with the labels of its charts, without what matplotlib's version changes."""
    charts = re.compile(r'"image/svg\+xml": \[.*?\n +\]', re.DOTALL)
    return charts.sub(lambda chart: repr(labels(chart[0])), page)


@pytest.mark.parametrize("name", MAKERS)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    maker = import_module(name)
    pages = {maker.PAGE: maker.page()} if hasattr(maker, "PAGE") else maker.pages()
    found = {path: without_drawings(path.read_text(encoding="utf-8")) for path in pages}
    assert found == {path: without_drawings(page) for path, page in pages.items()}, (
        "see: make regenerate"
    )


@pytest.mark.slow
def test_what_the_charts_say_is_up_to_date() -> None:
    for path, image in import_module("make_charts").pictures().items():
        assert labels(path.read_text(encoding="utf-8")) == labels(image)
        assert len(labels(image)) > 8


def test_a_page_is_compared_with_the_labels_of_its_charts() -> None:
    notebook = (ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8")
    compared = without_drawings(notebook)
    assert "<path" in notebook
    assert "<path" not in compared
    assert compared.count("A typical episode lasts 34 min") == 1


def test_links_to_a_format_lead_to_its_row_in_the_overview() -> None:
    overview = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    anchors = re.findall(r'<a id="(\w+)"></a>', overview)
    assert sorted(anchors) == sorted(format_.name for format_ in tfg.formats())


@pytest.mark.parametrize(
    ("name", "head"),
    [("README.md", "| for | formats |\n"), ("README.fr.md", "| pour | formats |\n")],
)
def test_the_readme_lists_every_format(name: str, head: str) -> None:
    readme = (ROOT / name).read_text(encoding="utf-8")
    table = readme.partition(head)[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(f.name for f in tfg.formats())


def messages(page: str, head: str) -> list[str]:
    """Return what the first column of the table of messages has."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    table = text.partition(head)[2].partition("\n\n")[0]
    return re.findall(r"^\| (`.*?`) \| ", table, re.MULTILINE)


def test_both_guides_explain_the_same_messages() -> None:
    english = messages("your-own-podcast.md", "| message | what to do |\n")
    assert "`unknown key`" in english
    assert messages("fr/your-own-podcast.md", "| message | que faire |\n") == english


@pytest.mark.parametrize("folder", ["docs", "docs/fr"])
def test_every_page_is_in_a_table_of_contents(folder: str) -> None:
    sources = [path for path in (ROOT / folder).iterdir() if path.suffix in {".md", ".ipynb"}]
    listed: list[str] = []
    for source in sources:
        text = source.read_text(encoding="utf-8")
        trees = re.findall(r"^```\{toctree\}\n(?::.*\n)+\n((?:.+\n)+)```$", text, re.MULTILINE)
        listed += "".join(trees).split()
    pages = {path.stem for path in sources}
    assert sorted(listed) == sorted(pages - {"index"})


def test_every_public_name_is_in_the_reference() -> None:
    paths = [*sorted((ROOT / "docs").glob("api*.md")), ROOT / "docs" / "errors.md"]
    pages = "".join(path.read_text(encoding="utf-8") for path in paths)
    described = re.findall(
        r"^\.\. (?:auto\w+|data):: techforgood_podcast\.(?:authoring\.)?(\w+)(?:\(\))?$",
        pages,
        re.MULTILINE,
    )
    assert sorted(described) == sorted([*tfg.__all__, *tfg.authoring.__all__])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("kind", "   * - .. attribute:: kind\n\n     - ``full``, ``trailer`` or ``bonus``\n"),
        (
            "guests",
            "     - tuple of :class:`~techforgood_podcast.Credit`\n     - Who speaks in it.",
        ),
        ("summary", "     - :class:`~techforgood_podcast.LocalizedText`, or ``None``\n"),
        ("code", "   * - .. property:: code\n\n     - text\n"),
    ],
)
def test_the_table_of_a_class_says_what_each_field_holds(name: str, row: str) -> None:
    docstring = inspect.getdoc(tfg.Episode) or ""
    page = reference.describe(tfg.Episode, "techforgood_podcast.Episode", docstring, ())
    assert row in page, name


def test_the_example_of_a_class_comes_before_its_tables() -> None:
    docstring = inspect.getdoc(tfg.Catalogue) or ""
    page = reference.describe(tfg.Catalogue, "techforgood_podcast.Catalogue", docstring, ())
    parts = (">>> ", ".. property:: people", "by_guest`", "longer_than`", ".person`", "Raises:")
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_every_error_has_a_section_that_says_what_to_do() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    errors = {name for name in tfg.__all__ if name.endswith("Error")}
    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == errors


def test_the_diagram_of_the_data_model_shows_every_class() -> None:
    picture = (ROOT / "docs" / "images" / "data-model.svg").read_text(encoding="utf-8")
    assert sorted(re.findall(r'class="name"[^>]*>(\w+)<', picture)) == [
        *("Audio", "Credit", "Episode", "Figure", "Mention", "Organisation", "Person"),
        *("Place", "Show", "Source", "Theme"),
    ]


def test_every_kind_of_organisation_and_place_has_a_word() -> None:
    for model, beginning in ((tfg.Place, "place"), (tfg.Organisation, "kind")):
        (kinds,) = (field.choices for field in fields_of(model) if field.name == "kind")
        assert kinds
        assert {f"{beginning}_{kind}" for kind in kinds} <= words("en").keys()


@pytest.mark.parametrize(
    ("page", "language", "link", "shown"),
    [
        ("find", "en", "[x](export.md#options)", "[x](export.md#options)"),
        ("find", "en", "[`csv`](formats.md#csv)", "[`csv`](formats-to-load.md#csv)"),
        ("find", "en", "[x](../src/techforgood_podcast/data/README.md#a)", "[x](data.md#a)"),
        ("index", "en", "[x](fr/index.md)", '<a href="fr/index.html" hreflang="fr">x</a>'),
        ("index", "fr", "[x](../export.md)", '<a href="../export.html" hreflang="en">x</a>'),
        ("index", "fr", "[x](find.md)", "[x](find.md)"),
        ("find", "en", "[x](https://example.org/a.md)", "[x](https://example.org/a.md)"),
        ("index", "en", "[x](<https://example.org/a//b>)", "[x](<https://example.org/a//b>)"),
        ("find", "en", "![x](images/page.png)", "![x](images/page.png)"),
        ("index", "en", '<!-- on the site: <a href="x.html">x</a> -->', '<a href="x.html">x</a>'),
    ],
)
def test_a_link_leads_to_the_page_of_the_site(
    page: str, language: str, link: str, shown: str
) -> None:
    assert sources.adapt(link, page, language) == shown


def test_a_page_at_the_root_is_included_with_links_that_lead_from_there() -> None:
    included = sources.adapt("```{include} ../CONTRIBUTING.md\n```\n", "contributing", "en")
    assert included.startswith("# Contributing\n")
    assert "](architecture.md#packages-and-modules)" in included


def test_the_section_of_the_data_readme_in_french_is_a_page_of_the_french_site() -> None:
    include = "```{include} %s../src/techforgood_podcast/data/README.md\n```\n"
    english = sources.adapt(include % "", "data", "en")
    french = sources.adapt(include % "../", "correction", "fr")
    assert sources.CORRECTION not in english
    assert french.startswith(f"# {sources.CORRECTION}\n")
    link = "[x](../src/techforgood_podcast/data/README.md#correction-ou-retrait)"
    to_french = '<a href="fr/correction.html" hreflang="fr">x</a>'
    assert sources.adapt(link, "find", "en") == to_french


@pytest.mark.parametrize(
    ("page", "language", "address"),
    [
        ("index", "en", "fr/index.html"),
        ("find", "fr", "../find.html"),
        ("api", "en", None),
        ("data", "en", None),
        ("correction", "fr", None),
        ("search", "en", "fr/search.html"),
    ],
)
def test_a_page_knows_its_counterpart(page: str, language: str, address: str | None) -> None:
    assert sources.translation(page, language) == address


FAULTS = yaml.safe_load((ROOT / "docs" / "check_site.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_site_is_named(fault: Any, tmp_path: Path) -> None:
    for name, text in fault["files"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    problems = getattr(check_site, fault["check"])(tmp_path)
    assert [problem.removeprefix(f"{tmp_path}/") for problem in problems] == fault["found"]


def test_public_names_and_members_that_the_inventory_lacks_are_named(tmp_path: Path) -> None:
    def missing(listed: list[str]) -> list[str]:
        lines = "".join(f"{name} py:x 1 a#$ -\n" for name in listed)
        head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# compressed\n"
        (tmp_path / "objects.inv").write_bytes(head + zlib.compress(lines.encode()))
        found = check_site.unlisted(tmp_path)
        return [line.removeprefix("objects.inv: ").removesuffix(" is missing") for line in found]

    needed = missing([])
    examples = [
        *("dumps", "Episode.code", "Hits.corrections", "Catalogue.by_guest", "RecordError.path"),
        *("authoring.Update", "authoring.Update.moved", "converters.make_converter"),
    ]
    for example in examples:
        name = f"techforgood_podcast.{example}"
        assert missing([other for other in needed if other != name]) == [name]
    inherited = "techforgood_podcast.UnknownNameError.candidates"
    assert missing([name for name in needed if name != inherited]) == []


def test_links_are_followed_from_the_address_at_which_the_site_is_published(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="/docs/b.html">x</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text("x", encoding="utf-8")
    assert list(check_site.dead(tmp_path, "https://example.org/docs/")) == []
    assert len(list(check_site.dead(tmp_path, "https://example.org/other/"))) == 1


def test_a_site_map_lists_the_pages_of_both_sites(tmp_path: Path) -> None:
    for name in ("index.html", "fr/index.html", "search.html", "_modules/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    addresses.write(tmp_path, "https://example.org/docs/")
    listed = re.findall("<loc>(.*)</loc>", (tmp_path / "sitemap.xml").read_text("utf-8"))
    base = "https://example.org/docs"
    assert listed == [f"{base}/fr/index.html", f"{base}/index.html"]
    assert (tmp_path / "robots.txt").read_text("utf-8") == f"Sitemap: {base}/sitemap.xml\n"


@pytest.mark.parametrize(
    ("url", "root"), [((), ""), (("https://example.org/docs",), "/docs/")], ids=["here", "there"]
)
def test_links_of_a_missing_page_lead_home_from_any_folder(
    url: tuple[str, ...], root: str, tmp_path: Path
) -> None:
    addresses.write(tmp_path, *url)
    page = (tmp_path / "404.html").read_text("utf-8")
    assert f'href="{root}index.html"' in page
    assert f'href="{root}fr/index.html"' in page


def test_the_site_has_the_colours_of_the_page() -> None:
    icon = (ROOT / "docs" / "_static" / "favicon.svg").read_text(encoding="utf-8")
    accent = house_style.variables(dark=False)["color-brand-primary"]
    assert accent in icon
    assert f"--accent: {accent}" in tfg.dumps(tfg.load_catalogue().episode(3), "html")


# Code, tags and addresses.
NO_PROSE = re.compile(r"^```.*?^```$|`[^`]*`|<[^<>]*>|\]\([^)]*\)", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", ["README.fr.md", *FRENCH_PAGES])
def test_the_french_pages_have_french_typography(page: str) -> None:
    prose = NO_PROSE.split((ROOT / page).read_text(encoding="utf-8"))
    assert prose == [typeset(part, "fr") for part in prose], (
        "French has no-break spaces (U+00A0) before : ; ! ? » and after «, and curly apostrophes"
    )


# ------------------------------------------------------------------------ pages in a checkout

# What leads nowhere, and quotes nothing: code, and what only the site shows.
NOT_SEEN = re.compile(r"^([`~]{3,}).*?^\1$|``.*?``|`[^`\n]*`|<!--.*?-->", re.MULTILINE | re.DOTALL)
LINK = re.compile(
    r"\]\(<?([^)\s>]+)|(?:href|src|srcset)=\"([^\"]+)\"|^\[[^]]+\]: (\S+)", re.MULTILINE
)


def broken(page: str, text: str, files: set[str]) -> list[str]:
    """Return the links of a page to files that are not among those of the repository."""
    there = files | {folder.as_posix() for file in files for folder in Path(file).parents}
    links = [urlsplit("".join(link)) for link in LINK.findall(NOT_SEEN.sub("", text))]
    paths = [unquote(link.path) for link in links if link.path and not link.scheme]
    folder = posixpath.dirname(page)
    return [path for path in paths if posixpath.normpath(posixpath.join(folder, path)) not in there]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[x](other.md#part)", []),
        ("[x](../README.md)", []),
        ("[x](images)", []),
        ("[x](#part)", []),
        ("[x](https://example.org/a.html)", []),
        ("`[x](no.md)`", []),
        ('~~~html\n<a href="no.html">x</a>\n~~~', []),
        ("<!-- on the site: [x](no.md) -->", []),
        ("[x](catalogue/index.md)", ["catalogue/index.md"]),
        ('<a href="catalogue/page.html">x</a>', ["catalogue/page.html"]),
        ("![x](images/no.png)", ["images/no.png"]),
        ("[x]\n\n[x]: no.md", ["no.md"]),
    ],
)
def test_a_link_to_what_the_repository_does_not_hold_is_broken(link: str, found: list[str]) -> None:
    files = {"README.md", "docs/page.md", "docs/other.md", "docs/images/a.png"}
    assert broken("docs/page.md", link, files) == found


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout")
@pytest.mark.slow
def test_every_link_in_a_checkout_leads_to_a_file_of_the_repository() -> None:
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    files = {file for file in listed.stdout.split("\0") if (ROOT / file).is_file()}
    pages = [file for file in files if re.fullmatch(r"(?!tests/).*\.md", file)]
    found = {page: broken(page, (ROOT / page).read_text("utf-8"), files) for page in pages}
    assert {page: links for page, links in found.items() if links} == {}


def workflows() -> list[str]:
    """Return our workflows, those that ``package`` writes, and the one for a site."""
    template = Path(str(tfg.__file__)).parent / "authoring" / "template" / "workflows"
    files = [*ROOT.glob(".github/workflows/*.yml"), *template.iterdir(), ROOT / "docs" / "site.yml"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return [text for text in texts if "\njobs:" in text]


def test_every_workflow_names_the_same_commit_of_an_action() -> None:
    commits = {
        found for text in workflows() for found in re.findall(r"uses: ([\w/-]+)@(\w+) #", text)
    }
    assert sorted(action for action, _ in commits) == [
        *("actions/checkout", "actions/deploy-pages", "actions/download-artifact"),
        *("actions/setup-python", "actions/upload-artifact", "actions/upload-pages-artifact"),
        "pypa/gh-action-pypi-publish",
    ]


@pytest.mark.skipif(not (ROOT / ".github").exists(), reason="needs a checkout")
def test_a_job_that_can_write_runs_nothing_but_git_and_what_github_has() -> None:
    found: list[tuple[str, Any]] = []
    for text in workflows():
        found += yaml.safe_load(re.sub("@([a-z]+)@", r"\1", text))["jobs"].items()
    writers = [(name, job) for name, job in found if "write" in job["permissions"].values()]
    assert sorted(name for name, _ in writers) == ["publish", "publish", "publish", "request"]
    lines = [step.get("run", "") for _, job in writers for step in job["steps"]]
    assert {line.split()[0] for line in "\n".join(lines).splitlines() if line} == {"git", "gh"}


# A figure of speed or size with its unit: 1.5 ms; 3 ×; 2 million; 4 times as fast.
FIGURE = re.compile(
    r"(?<![\w.,])(\d[\d.,]*)[ \u00a0\u202f]?"
    r"([mµ]?s(?![\w'’])|[KM]i?B\b|×|seconds?\b|secondes?\b|millions?\b"
    r"|times (?:as|faster|slower|less|more)\b|fois (?:aussi|moins|plus)\b)"
)
RESULTS = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")


def unmeasured(text: str, results: str) -> list[str]:
    """Return the figures of a page that are not in the results of the benchmarks as written."""
    found: list[str] = []
    for figure in FIGURE.finditer(NOT_SEEN.sub("", text)):
        number, unit = figure[1].rstrip(".,"), figure[2]
        if re.search(r",(?!\d{3}\b)", number):  # in French
            number = number.replace(",", ".")
        # The results are ratios, or have a short unit.
        written = number if len(unit) > 3 or unit == "×" else f"{number} {unit}"
        if not re.search(rf"(?<![\w.,])(?<!≤ ){re.escape(written)}(?!\w|[.,]\d)", results):
            found.append(figure[0])
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a first answer in 62.8 ms.", []),
        ("une première réponse en 62,8\xa0ms", []),
        ("0.45 × of it, in 2.77 seconds", []),
        ("100,000 times as many", []),
        ("`9 ms`", []),
        ("9 episodes in 2 languages", []),
        ("in 62 ms", ["62 ms"]),
        ("in 2.8 ms", ["2.8 ms"]),
        ("in 62.8 s", ["62.8 s"]),
        ("5 × faster, 3 times as fast", ["5 ×", "3 times as"]),
        ("with 2 million lines", ["2 million"]),
    ],
)
def test_a_figure_that_the_benchmarks_do_not_have_is_named(text: str, found: list[str]) -> None:
    results = "| 100,000 vs 1,000 | ≤ 2 | 0.45 | yes | 62.8 ms vs 147 ms | 2.77 |"
    assert unmeasured(text, results) == found


@pytest.mark.parametrize(
    "page",
    [
        *("README.md", "README.fr.md", "docs/index.md", "docs/fr/index.md", "docs/why.md"),
        "docs/scaling.md",
    ],
)
def test_the_figures_that_a_page_quotes_are_those_of_the_benchmarks(page: str) -> None:
    assert unmeasured((ROOT / page).read_text(encoding="utf-8"), RESULTS) == []
