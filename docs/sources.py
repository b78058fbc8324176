"""Where the sites take pages from, and where the links in them lead.

Sources are written for people who read them in the repository; on the site some are at another
address.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib import resources
from pathlib import Path

import make_formats

HERE = Path(__file__).parent
ROOT = HERE.parent
# Where it is in the repository; it is read from the package, which may be installed.
DATA_README = "src/techforgood_podcast/data/README.md"
# The pages of the site that a file of the repository is shown as.
SHOWN_AS = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/RESULTS.md": "benchmarks.md",
    "LICENSES/MIT.txt": "provenance.md",
    "LICENSES/CC0-1.0.txt": "provenance.md",
    "README.md": "index.md",
    "README.fr.md": "fr/index.md",
    DATA_README: "data.md",
}
# The section of that file in French, and the page that shows it.
CORRECTION = "Correction ou retrait"
CORRECTION_PAGE = "fr/correction.md"
INCLUDE = re.compile(r"^```\{include\} ((?:\.\./)+)([\w/]+\.md)\n```$", re.MULTILINE)
# What only the site has, and a reader of the file on its own does not see.
ON_THE_SITE = re.compile(r"<!-- on the site: (.*) -->")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?![<#]|[a-z]+:)([^)\s#]+)(#[^)\s]*)?\)")


def data_page(language: str) -> str:
    """Return the page about the data, or in French the one section of it in French."""
    readme = resources.files("techforgood_podcast") / "data" / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, heading, french = text.partition(f"\n## {CORRECTION}\n")
    assert heading, f"no section {CORRECTION} in {DATA_README}"
    french, heading, after = french.partition("\n## ")
    return f"# {CORRECTION}\n{french}" if language == "fr" else before + heading + after


def adapt(source: str, page: str, language: str) -> str:
    """Return the source of a page as the site shows it."""
    shown = page if language == "en" else f"fr/{page}"
    folder = posixpath.dirname(f"docs/{shown}")
    if included := INCLUDE.search(source):
        folder = posixpath.dirname(included[2])
        if included[2] == DATA_README:
            text = data_page(language).replace("](#correction-", "](README.md#correction-")
        else:
            text = (ROOT / included[2]).read_text(encoding="utf-8")
        source = source.replace(included[0], text)
    source = ON_THE_SITE.sub(r"\1", source)
    source = LINK.sub(lambda link: redirect(link, folder, shown), source)
    return source.replace("\n\n```\n", "\n```\n")  # blank lines at the end of examples


def redirect(link: re.Match[str], folder: str, page: str) -> str:
    """Return a link that leads from a page of the site to where it leads from a folder."""
    text, path, anchor = link[1], link[2], link[3] or ""
    file = posixpath.normpath(posixpath.join(folder, path))
    if file not in SHOWN_AS and not file.startswith("docs/"):
        return link[0]
    target = SHOWN_AS.get(file, file.removeprefix("docs/"))
    if anchor == "#correction-ou-retrait":
        target, anchor = CORRECTION_PAGE, ""
    elif target == "formats.md" and anchor:
        target = make_formats.page_of(anchor.removeprefix("#"))
    address = posixpath.relpath(target, posixpath.dirname(page) or ".")
    if target.endswith(".md") and target.startswith("fr/") != page.startswith("fr/"):
        # For Sphinx a page in the other language is on another site.
        language = "fr" if target.startswith("fr/") else "en"
        address = f"{address.removesuffix('.md')}.html{anchor}"
        return f'<a href="{address}" hreflang="{language}">{text}</a>'
    return f"[{text}]({address}{anchor})"


@cache
def french_pages() -> frozenset[str]:
    """Return the names of the pages that exist in French."""
    return frozenset({"search", *(path.stem for path in (HERE / "fr").glob("*.md"))})


def translation(page: str, language: str) -> str | None:
    """Return the relative address of a page in the other language, if there is one."""
    if page == "correction" or (language == "en" and page not in french_pages()):
        return None
    here, there = (page, f"fr/{page}") if language == "en" else (f"fr/{page}", page)
    return f"{posixpath.relpath(there, posixpath.dirname(here) or '.')}.html"
