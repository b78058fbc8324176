"""Sphinx configuration of the two sites, without network access.

``make docs`` builds ``docs/`` in English and, with ``-c docs -D language=fr``, ``docs/fr/`` in
French. The catalogue is a site of its own beside them, in both languages.
"""

from __future__ import annotations

import inspect
import re
import sys
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import techforgood_podcast as tfg
from techforgood_podcast.catalogue.changes import OnConflict
from techforgood_podcast.models import Relation
from techforgood_podcast.models.records import Record

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import house_style  # noqa: E402 -- imported from this folder
import plain_text  # noqa: E402
import reference  # noqa: E402
import sources  # noqa: E402
from site_search import folded  # noqa: E402

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
    ("py:class", r"techforgood_podcast\.(_.*|.*\.(EntityT_co|DefaultT|Struct))"),
]
smartquotes_action = "D"  # only dashes: names and titles stay as printed
nb_execution_mode = "off"  # docs/make_notebook.py stores its outputs
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
EXPORTABLE = (tfg.Catalogue, tfg.Episodes, tfg.Episode)
# What signatures show in place of private type aliases.
ALIASES = {
    "Exportable": " | ".join(f"~techforgood_podcast.{cls.__name__}" for cls in EXPORTABLE),
    "Location": "str | PathLike[str] | Traversable",
    "OnConflict": f"Literal{list(get_args(OnConflict))}",
    "Relation": f"Literal{list(get_args(Relation))}",
    "Writable": "IO",
}


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
        plain_text.write_overviews(app)


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
    """Replace private type aliases in signatures."""
    for name, replacement in ALIASES.items() if signature else ():
        signature = re.sub(rf"\b{name}\b", replacement, str(signature))
    return signature, returned


def complete(app: Any, page: str, _template: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the page in the other language, the description, and repairs of the markup."""
    context["translation"] = sources.translation(page, app.config.language)
    # Furo's own tree lists all pages on each, and pushes the reference below the fold.
    tree = context["toctree"](collapse=True, titles_only=True, maxdepth=2, includehidden=True)
    context["navigation"] = import_module("furo.navigation").get_navigation_tree(tree)
    if doctree is not None:
        context["description"] = plain_text.describe(doctree)
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
