"""Descriptions of pages, and the files ``llms.txt`` and ``llms-full.txt`` for language models.

``llms.txt`` lists the pages as https://llmstxt.org proposes; ``llms-full.txt`` holds all of them.
Both, and each page, are plain text that Sphinx writes.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

nodes: Any = import_module("docutils.nodes")
PITCH = (
    'The catalogue of the French podcast "À qui profite la tech for good ?" as a typed Python '
    "library, and an engine for the catalogue of your own podcast."
)
# A first paragraph as short as this is no description.
SHORT, LONG = 40, 200
RULE = "=" * 78


def describe(doctree: Any) -> str:
    """Return the first paragraph of a page that says something, or what the project is."""
    for section in doctree.findall(nodes.section):
        for child in section.children:
            text = " ".join(child.astext().split())
            if isinstance(child, nodes.paragraph) and len(text) > SHORT:
                return shorten(text)
    return PITCH


def shorten(text: str) -> str:
    """Return a text cut after a word, if it is too long for a description.

    >>> shorten("word " * 99)[-7:]
    ' word …'
    """
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0].rstrip(',;:')} …"


def write_overviews(app: Any) -> None:
    """Write the list of pages and the text of all of them, in the order of the sidebar."""
    folder = Path(app.outdir)
    listed = [f"# {app.config.project}\n", f"> {PITCH}\n"]
    full: list[str] = []
    for caption, pages in parts(app.env):
        listed.append(f"## {caption}\n")
        for page in pages:
            title = app.env.titles[page].astext()
            about = describe(app.env.get_doctree(page))
            listed.append(f"- [{title}]({page}.txt): {about}")
            full.append(f"{RULE}\n{page}\n{RULE}\n\n{(folder / f'{page}.txt').read_text('utf-8')}")
        listed.append("")
    (folder / "llms.txt").write_text("\n".join(listed), encoding="utf-8", newline="\n")
    (folder / "llms-full.txt").write_text("\n".join(full), encoding="utf-8", newline="\n")


def parts(env: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the captions of the sidebar, each with its pages and those below them."""
    root = env.config.root_doc
    trees = list(env.get_doctree(root).findall(import_module("sphinx.addnodes").toctree))
    for tree in trees:
        tops = [root, *tree["includefiles"]] if tree is trees[0] else tree["includefiles"]
        yield tree["caption"], [page for top in tops for page in below(env, top, root)]


def below(env: Any, page: str, root: str) -> Iterator[str]:
    """Yield a page and, unless it is the first page, all pages in its tables of contents."""
    yield page
    for child in env.toctree_includes.get(page, ()) if page != root else ():
        yield from below(env, child, root)
