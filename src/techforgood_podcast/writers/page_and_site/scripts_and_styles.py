"""The scripts and styles of page and site, as a browser is given them.

A script names what it takes from others by ``import``, as modules do. Browsers load no modules from
a disk, so a page is given one script, in which each file is a function that returns its exports.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final

import importlib_resources

from ... import writers
from ..graph import jsonld

if TYPE_CHECKING:
    from collections.abc import Mapping

_IMPORT: Final = re.compile(r'^import (?:(\{[^}]*\}) from )?"(.*)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:function|const) (\w+|\[[\w, ]+\]))", re.MULTILINE)
_LIMIT: Final = re.compile(r"\$([A-Z]+)\b")


def read_file(path: str) -> str:
    """Return the text of a file, whose path begins with its room: ``page/filters.js``."""
    rooms = importlib_resources.files(writers)
    return rooms.joinpath(*path.split("/")).read_text(encoding="utf-8")


def read_code(path: str, limits: Mapping[str, object] | None = None) -> str:
    """Return a script or a style without indentation and comments, which have their own lines.

    Args:
        path: begins with the room of the file.
        limits: the numbers that the file may name, such as ``$ROWS``.
    """
    lines = (line.strip() for line in read_file(path).splitlines())
    code = "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*")))
    return _LIMIT.sub(lambda name: str((limits or {})[name[1]]), code)


def write_script(path: str, limits: Mapping[str, object] | None = None) -> str:
    """Return a script and all that it imports, each file once and in a scope of its own.

    The value of the script is what the file itself exports.

    >>> write_script("page_and_site/fold.js").splitlines()[:3]
    ['(() => {', '"use strict";', 'const page_and_site_fold_js = (() => {']
    """
    scopes: dict[str, str] = {}
    _add_scope(path, scopes, limits)
    body = f"{''.join(scopes.values())}return {_name_scope(path)};\n"
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _add_scope(path: str, scopes: dict[str, str], limits: Mapping[str, object] | None) -> None:
    """Add a file to the scopes of a script, after the files that it imports."""

    def take(statement: re.Match[str]) -> str:
        names, other = statement.groups()
        imported = normpath(join(dirname(path), other))
        if imported not in scopes:
            _add_scope(imported, scopes, limits)
        return f"const {names} = {_name_scope(imported)};\n" if names else ""

    code = _IMPORT.sub(take, read_code(path, limits))
    exports = ", ".join(names.strip("[]") for names in _EXPORT.findall(code))
    body = f"{_EXPORT.sub('', code)}return {{ {exports} }};\n"
    scopes[path] = f"const {_name_scope(path)} = (() => {{\n{body}}})();\n"


def _name_scope(path: str) -> str:
    return re.sub(r"\W", "_", path)


def hash_of(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def write_data(value: object) -> str:
    """Return plain values as JSON that is short, and safe inside a web page."""
    return jsonld.escape_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
