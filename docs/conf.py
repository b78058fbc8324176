"""Settings of Sphinx; ``make docs`` builds the site. Nothing in it asks for the network."""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import techforgood_podcast as tfg
from techforgood_podcast._once import once
from techforgood_podcast.catalogue.merging import OnConflict
from techforgood_podcast.models import Entity, Relation

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import catalogue_pages  # noqa: E402 -- it lies beside this file

project = "techforgood_podcast"
author = "techforgood_podcast maintainers"
version = release = tfg.__version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
needs_sphinx = "9.0"

nitpicky = True
nitpick_ignore_regex = [
    # What belongs to the standard library and to Arrow is not described here.
    ("py:(class|data|obj|exc)", r"(?!techforgood_podcast\.).*"),
    # Type variables, and types that stand in signatures without being public.
    ("py:class", r"techforgood_podcast\.(_.*|.*\.(EntityT|DefaultT|NameKey))"),
]
smartquotes_action = "D"  # dashes alone: names and titles stay as they are printed
nb_execution_mode = "off"  # the notebook keeps its results; docs/make_notebook.py makes it
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

ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
"""One attribute in a docstring."""
EXPORTABLE = (tfg.Catalogue, tfg.Episodes, tfg.Episode)
ALIASES = {
    "Exportable": " | ".join(f"~techforgood_podcast.{cls.__name__}" for cls in EXPORTABLE),
    "Location": "str | PathLike[str] | Traversable",
    "OnConflict": f"Literal{list(get_args(OnConflict))}",
    "Relation": f"Literal{list(get_args(Relation))}",
}
"""What signatures say for the names of types that nobody outside the code knows."""
DATA_README = "src/techforgood_podcast/data/README.md"
"""A page that lies with the data; in the site it is one among the others."""


def write_pages(app: Any, _config: Any) -> None:
    """Write the pages of the catalogue, and the page that lies with the data."""
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
    """Put the page to search in beside the pages of the catalogue, in both languages."""
    if error is None and app.builder.format == "html":
        folder = Path(app.outdir) / "catalogue"
        for language, name in catalogue_pages.WEB_PAGES.items():
            tfg.dump(tfg.load_catalogue(), folder / name, "html", language=language, force=True)


def adapt(_app: Any, _page: str, source: list[str]) -> None:
    """Lead links to the page with the data to its place here; end examples at their last line."""
    source[0] = source[0].replace(f"](../{DATA_README}", "](catalogue/data.md")
    source[0] = source[0].replace("\n\n```\n", "\n```\n")


def describe_attributes(
    _app: Any, kind: str, _name: str, obj: Any, _options: Any, lines: list[str]
) -> None:
    """Describe each attribute that a class names, with its type; entities also have an ``id``."""
    if kind != "class" or "Attributes:" not in lines:
        return
    told = inspect.cleandoc(Entity.__doc__ or "") if issubclass(obj, Entity) else ""
    told = "\n".join((told, *lines))
    written = import_module("sphinx.util.typing").stringify_annotation
    types = {
        field.name: written(field.type, "smart") for field in getattr(obj, "__attrs_attrs__", ())
    }
    start = lines.index("Attributes:")
    end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].strip()), len(lines))
    lines[start:end] = [
        line
        for name, text in ATTRIBUTE.findall(told)
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
    """Spell out the short names of types that only the code knows."""
    for name, meant in ALIASES.items() if signature else ():
        signature = re.sub(rf"\b{name}\b", meant, str(signature))
    return signature, returned


def show_properties(_app: Any) -> None:
    """Let what is built once, and then kept, be described as the property that it is to users."""
    for cls in (tfg.Catalogue, tfg.Collection, tfg.Episodes):
        for name, member in tuple(vars(cls).items()):
            if isinstance(member, once) and not name.startswith("_"):
                setattr(cls, name, property(vars(member)["_build"]))


def set_language(
    _app: Any, page: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Mark the French pages as French."""
    if page == "fr" or (page.startswith("catalogue/") and page != "catalogue/data"):
        context["language"] = "fr"


def setup(app: Any) -> None:
    """Connect the above."""
    app.connect("config-inited", write_pages)
    app.connect("builder-inited", show_properties)
    app.connect("source-read", adapt)
    app.connect("autodoc-process-docstring", describe_attributes, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", spell_out)
    app.connect("html-page-context", set_language)
    app.connect("build-finished", write_web_pages)
