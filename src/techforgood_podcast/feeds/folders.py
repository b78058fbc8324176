"""Folders of YAML files that people go on writing in: a skeleton, or the draft of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..bundled import data_files
from ..converters import to_dict
from ..errors import TargetExistsError
from ..files import write_folder
from ..yaml import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from importlib_resources.abc import Traversable

    from ..catalogue.catalogue import Catalogue

_LISTS = ("people", "organisations", "themes", "places", "sources", "redirects")
_TO_WRITE: Mapping[str, str] = {
    "catalogue": "version and licence of the data.",
    "show": "summary, first_published, hosts, producers, themes; language, if it is und.",
    "episode": (
        "summary, organisations, themes, places, figures; the role and\n"
        "# organisations of each guest."
    ),
    "people": "given, family, aliases, organisations.",
    "sources": "consulted, the day on which you read it.",
}
"""What only a person can add to a draft, by file."""


def write_skeleton(folder: str | PathLike[str]) -> None:
    """Write a small commented catalogue that validates, to begin one's own from.

    Raises:
        TargetExistsError: something stands at the path already.

    >>> import tempfile
    >>> from techforgood_podcast import validate
    >>> with tempfile.TemporaryDirectory() as parent:
    ...     write_skeleton(f"{parent}/mine")
    ...     validate(f"{parent}/mine")
    ()
    """
    data = data_files()
    _write(folder, dict(_files(data / "skeleton")) | _schemas(data))


def write_draft(catalogue: Catalogue, folder: str | PathLike[str]) -> None:
    """Write a catalogue as a folder, with comments on what a person still has to write.

    Raises:
        TargetExistsError: something stands at the path already.
    """
    plain = to_dict(catalogue)
    files = {"catalogue.yaml": _commented("catalogue", plain["info"])}
    files["show.yaml"] = _commented("show", plain["show"])
    for name in _LISTS:
        if name in plain:
            files[f"{name}.yaml"] = _commented(name, plain[name])
    for episode in plain.get("episodes", ()):
        files[f"episodes/{episode['id']}.yaml"] = _commented("episode", episode)
    _write(folder, files | _schemas(data_files()))


def _write(folder: str | PathLike[str], files: Mapping[str, str | bytes]) -> None:
    try:
        write_folder(folder, files)
    except TargetExistsError as error:
        raise TargetExistsError(error.filename, replaceable=False) from None


def _commented(name: str, value: Any) -> str:
    """Return one file: the schema for editors, what is known, and what is still to write."""
    schema = f"{'../' if name == 'episode' else ''}schema/{name}.schema.json"
    advice = f"# Still to write, if known: {_TO_WRITE[name]}\n" if name in _TO_WRITE else ""
    return f"# yaml-language-server: $schema={schema}\n{advice}{write(value)}"


def _schemas(data: Traversable) -> dict[str, str]:
    return {f"schema/{name}": text for name, text in _files(data / "schema")}


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give the path and text of each file of a package folder and of those below it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")
