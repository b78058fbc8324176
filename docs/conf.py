"""Sphinx configuration of the two sites, without network access.

``make docs`` builds ``docs/`` in English and, with ``-c docs -D language=fr``, ``docs/fr/`` in
French. The catalogue is a site of its own beside them, in both languages.

Their search compares words as the library does: without accents and case, in the index and in what
is typed. For language models, ``llms.txt`` lists the pages as https://llmstxt.org proposes, and
``llms-full.txt`` holds all of them; both, and each page, are plain text that Sphinx writes.
"""

from __future__ import annotations

import inspect
import re
import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import techforgood_podcast as tfg
from techforgood_podcast.models.records import Record
from techforgood_podcast.text.folding import fold
from techforgood_podcast.writers.page_and_site.scripts_and_styles import write_script

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import house_style  # noqa: E402 -- imported from this folder
import reference  # noqa: E402
import sources  # noqa: E402

project = "techforgood_podcast"
author = "techforgood_podcast maintainers"
version = release = tfg.__version__
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
needs_sphinx = "9.0"
exclude_patterns = ["fr", "locale"]
locale_dirs = [str(HERE / "locale")]

nitpicky = True
nitpick_ignore_regex = [
    # Names of the standard library and of Arrow are not documented here.
    ("py:(class|data|obj|exc)", r"(?!techforgood_podcast\.).*"),
    # Type variables, and base classes and private types that occur in signatures.
    (
        "py:class",
        r"techforgood_podcast\.(_.*|.*\.(\w+T(_co)?|Attrs|FormatOptions|Struct|Traversable))",
    ),
]
smartquotes_action = "D"  # only dashes: names and titles stay as printed
nb_execution_mode = "off"  # docs/make_charts.py stores its outputs
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block", "attrs_inline", "deflist"]

autosummary_generate = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
napoleon_numpy_docstring = False
python_maximum_signature_line_length = 88
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
pygments_dark_style = "github-dark"
html_title = "techforgood_podcast"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("typing.js", {"defer": "defer"})]
templates_path = ["_templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "light_css_variables": house_style.variables(dark=False),
    "dark_css_variables": house_style.variables(dark=True),
}
html_search_scorer = str(HERE / "scorer.js")
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# The parameters of a signature on several lines, which Sphinx writes as a list of descriptions
# without terms; before them "class" and its name, if they are those of a class.
PARAMETERS = re.compile(
    r'(<span class="pre">class</span>.*</span>)?<span class="sig-paren">\(</span>\n*'
    r"<dl>\n((?:<dd>.*</dd>\n)+)</dl>\n*"
    r'<span class="sig-paren">\)</span>'
)
# What signatures show in place of private protocols.
ALIASES = {"Searchable": "~techforgood_podcast.Catalogue", "Writable": "IO"}

# What llms.txt and the descriptions of pages say of the project.
PITCH = (
    'The catalogue of the French podcast "À qui profite la tech for good ?" as a typed Python '
    "library, and an engine for the catalogue of your own podcast."
)
# A first paragraph as short as this is no description.
SHORT, LONG = 40, 200
RULE = "=" * 78
# Sphinx's own splitter; folding then takes names such as `by_guest` for one word, as Sphinx does.
FOLD = write_script("page_and_site/fold.js")
SPLITTER = """\
var splitQuery = (() => {
  const { fold } = %s
  return (query) => query
    .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu)
    .filter(Boolean)
    .map((word) => word.split("_").map(fold).join("_"));
})();
"""


def fold_the_search(_app: Any, config: Any) -> None:
    """Let the search of the site compare words as the library does."""
    config.html_search_language = f"folded-{config.language}"


def write_other_files(app: Any, error: Exception | None) -> None:
    """Write the catalogue as one page and as a site, or the files for language models."""
    if error is None and app.builder.name == "html":
        catalogue, language, folder = tfg.load_catalogue(), app.config.language, Path(app.outdir)
        tfg.dump(catalogue, folder / "page.html", language=language, force=True)
        if language == "en":
            base = app.config.html_baseurl and f"{app.config.html_baseurl}catalogue/"
            site = folder / "catalogue"
            tfg.dump(catalogue, site, "site", language=language, base_url=base or None, force=True)
    elif error is None and app.builder.name == "text":
        write_overviews(app)


def adapt(app: Any, page: str, source: list[str]) -> None:
    """Include the pages at the root of the project, and make links lead to pages of the site."""
    source[0] = sources.adapt(source[0], page, app.config.language)


def describe_class(
    _app: Any, kind: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Describe what a class has in tables."""
    if kind in {"class", "exception"} and isinstance(obj, type):
        special = list(options.special_members or ()) if options.members else None
        lines[:] = reference.describe(obj, name, "\n".join(lines), special).split("\n")


def skip_properties(_app: Any, _kind: str, _name: str, obj: Any, *_rest: Any) -> bool | None:
    """Leave out the properties, whose entries are rows of a table."""
    return True if isinstance(obj, property | cached_property) else None


def constructor(record: type[Any]) -> inspect.Signature:
    """Return the signature of a record, without the rules in the annotations.

    Sphinx would take that of ``__new__``, which any keywords reach before ``__init__``.
    """
    hints = {name.lstrip("_"): hint for name, hint in get_type_hints(record).items()}
    _, *keywords = inspect.signature(record.__init__).parameters.values()
    return inspect.Signature([each.replace(annotation=hints[each.name]) for each in keywords])


def spell_out(
    _app: Any,
    _kind: str,
    _name: str,
    _obj: Any,
    _options: Any,
    signature: str | None,
    returned: str,
) -> tuple[str | None, str]:
    """Replace private protocols in signatures."""
    for name, replacement in ALIASES.items() if signature else ():
        signature = re.sub(rf"~?\b[\w.]*\b{name}\b", replacement, str(signature))
    return signature, returned


def complete(app: Any, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the page in the other language, the description, and repairs of the markup."""
    context["translation"] = sources.translation(page, app.config.language)
    # Furo's own tree lists all pages on each, and pushes the reference below the fold.
    tree = context["toctree"](collapse=True, titles_only=True, maxdepth=2, includehidden=True)
    context["navigation"] = import_module("furo.navigation").get_navigation_tree(tree)
    if doctree is not None:
        context["description"] = describe_page(doctree)
    if page.startswith("_modules/"):
        # Sphinx mixes up the names that an object has in its module and at the top of the package.
        context["body"] = re.sub(r'<a class="viewcode-back".*?</a>', "", context["body"])
    elif "body" in context:
        body = PARAMETERS.sub(write_parameters, context["body"])
        # A wide table can be scrolled with the keyboard.
        context["body"] = body.replace(
            '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'
        )


def write_parameters(found: re.Match[str]) -> str:
    """Return the parameters of a signature as lines that are no list; those of a class folded."""
    head, listed = found[1], found[2].replace("<dd>", "<span>").replace("</dd>", "</span>")
    lines = f'<span class="sig-paren">(</span><span class="sig-params">{listed}</span>'
    lines += '<span class="sig-paren">)</span>'
    return f"{head}<details><summary>signature</summary>{lines}</details>" if head else lines


def describe_page(doctree: Any) -> str:
    """Return the first paragraph of a page that says something, or what the project is."""
    nodes = import_module("docutils.nodes")
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
            about = describe_page(app.env.get_doctree(page))
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


def fold_word(word: str) -> str:
    """Return a word of the index without accents and case.

    >>> fold_word("Cœur"), fold_word("by_guest")
    ('coeur', 'by_guest')
    """
    return "_".join(map(fold, word.split("_")))


def folded(base: Any) -> Any:
    """Return one of Sphinx's classes for the search in a language, with folded words."""

    def split(self: Any, text: str) -> list[str]:
        return [fold_word(word) for word in base.split(self, text)]

    return type(
        f"Folded{base.__name__}",
        (base,),
        {
            "lang": f"folded-{base.lang}",
            "stopwords": frozenset(map(fold, base.stopwords)),
            "js_splitter_code": SPLITTER % FOLD,
            "split": split,
        },
    )


def setup(app: Any) -> None:
    """Connect the event handlers."""
    app.add_search_language(folded(import_module("sphinx.search.en").SearchEnglish))
    app.add_search_language(folded(import_module("sphinx.search.fr").SearchFrench))
    for name in tfg.__all__:
        found = getattr(tfg, name)
        if isinstance(found, type) and issubclass(found, Record):
            setattr(found, "__signature__", constructor(found))  # noqa: B010 -- unknown to checkers
    app.connect("config-inited", fold_the_search)
    app.connect("source-read", adapt)
    app.connect("autodoc-skip-member", skip_properties)
    app.connect("autodoc-process-docstring", describe_class, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", spell_out)
    app.connect("html-page-context", complete)
    app.connect("build-finished", write_other_files)
