"""Sphinx configuration; ``make docs`` builds the site, without network access."""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import techforgood_podcast as tfg
from techforgood_podcast.catalogue.merging import OnConflict
from techforgood_podcast.models import Entity, Relation

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import catalogue_pages  # noqa: E402 -- imported from this folder

project = "techforgood_podcast"
author = "techforgood_podcast maintainers"
version = release = tfg.__version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
needs_sphinx = "9.0"

nitpicky = True
nitpick_ignore_regex = [
    # Names of the standard library and of Arrow are not documented here.
    ("py:(class|data|obj|exc)", r"(?!techforgood_podcast\.).*"),
    # Type variables, and private types that occur in signatures.
    ("py:class", r"techforgood_podcast\.(_.*|.*\.(EntityT_co|DefaultT))"),
]
smartquotes_action = "D"  # only dashes: names and titles stay as printed
nb_execution_mode = "off"  # docs/make_notebook.py stores its outputs
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block"]

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
html_title = f"techforgood_podcast {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False

# One attribute in a docstring.
ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
EXPORTABLE = (tfg.Catalogue, tfg.Episodes, tfg.Episode)
# What signatures show in place of private type aliases.
ALIASES = {
    "Exportable": " | ".join(f"~techforgood_podcast.{cls.__name__}" for cls in EXPORTABLE),
    "Location": "str | PathLike[str] | Traversable",
    "OnConflict": f"Literal{list(get_args(OnConflict))}",
    "Relation": f"Literal{list(get_args(Relation))}",
}
# A page that is stored with the data; on the site it is one of the catalogue pages.
DATA_README = "src/techforgood_podcast/data/README.md"


def write_pages(app: Any, _config: Any) -> None:
    """Write the catalogue pages, and copy the page stored with the data."""
    pages = catalogue_pages.pages(tfg.load_catalogue())
    pages["data.md"] = (HERE.parent / DATA_README).read_text(encoding="utf-8")
    folder = Path(app.srcdir) / "catalogue"
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def write_web_pages(app: Any, error: Exception | None) -> None:
    """Write the searchable pages next to the catalogue pages, in both languages."""
    if error is None and app.builder.format == "html":
        folder = Path(app.outdir) / "catalogue"
        for language, name in catalogue_pages.WEB_PAGES.items():
            tfg.dump(tfg.load_catalogue(), folder / name, "html", language=language, force=True)


def adapt(_app: Any, _page: str, source: list[str]) -> None:
    """Fix links to the page stored with the data, and drop blank lines at the end of examples."""
    source[0] = source[0].replace(f"](../{DATA_README}", "](catalogue/data.md")
    source[0] = source[0].replace("\n\n```\n", "\n```\n")


def describe_attributes(
    _app: Any, kind: str, _name: str, obj: Any, _options: Any, lines: list[str]
) -> None:
    """Document the attributes of a class with their types, including the ``id`` of entities."""
    if kind != "class" or "Attributes:" not in lines:
        return
    inherits = issubclass(obj, Entity) and obj is not Entity
    inherited = inspect.cleandoc(Entity.__doc__ or "") if inherits else ""
    docstring = "\n".join((inherited, *lines))
    stringify = import_module("sphinx.util.typing").stringify_annotation
    types = {
        field.name: stringify(field.type, "smart") for field in getattr(obj, "__attrs_attrs__", ())
    }
    start = lines.index("Attributes:")
    end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].strip()), len(lines))
    lines[start:end] = [
        line
        for name, text in ATTRIBUTE.findall(docstring)
        for line in (
            f".. attribute:: {name}",
            *([f"   :type: {types[name]}"] if name in types else []),
            "",
            f"   {text[:1].upper()}{' '.join(text[1:].split())}",
            "",
        )
    ]


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


def set_language(
    _app: Any, page: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Mark the French pages as French."""
    if page == "fr" or (page.startswith("catalogue/") and page != "catalogue/data"):
        context["language"] = "fr"


def setup(app: Any) -> None:
    """Connect the event handlers."""
    app.connect("config-inited", write_pages)
    app.connect("source-read", adapt)
    app.connect("autodoc-process-docstring", describe_attributes, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", spell_out)
    app.connect("html-page-context", set_language)
    app.connect("build-finished", write_web_pages)
