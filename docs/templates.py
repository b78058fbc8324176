"""What the scripts that write pages share: their templates, and how a page is written."""

from __future__ import annotations

import sys
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = Path(__file__).with_name("_templates")


def template(name: str, **values: object) -> str:
    """Return a template, with each ``$name`` in it replaced by its value."""
    return Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(values)


def data(name: str) -> Any:
    """Return what a file of YAML beside the templates holds."""
    return yaml.safe_load((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"))


def write(pages: Mapping[Path, str]) -> None:
    """Write pages, and say which."""
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} written\n")
