"""Write folders of YAML files for people to complete: a skeleton, or a drafted catalogue."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from importlib_resources import files as resource_files

from ..._runtime import PACKAGE
from ...converters import to_dict
from ...errors import TargetExistsError
from ...files import write_folder
from ...models.fields import fields_of
from ...quoting import cut, printable
from ...reading.folders import FILES
from ...syntax.yaml import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from importlib_resources.abc import Traversable

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode, Show

# Characters of a value that a message states.
_LONGEST: Final = 100
# What only a person can add to a draft, by file.
_TO_COMPLETE: Mapping[str, str] = {
    "catalogue": "version, licence.",
    "show": "summary, first_published, hosts, producers, themes, links; language, if it is und.",
    "episode": (
        "summary, organisations, themes, places, figures; the role and\n"
        "# organisations of each guest."
    ),
    "people": "given, family, aliases, organisations.",
    "sources": "consulted (the day you read the source).",
}


def write_skeleton(folder: str | PathLike[str]) -> None:
    """Write a small, commented, valid catalogue as a starting point for your own.

    Raises:
        TargetExistsError: the path already exists.

    >>> import tempfile
    >>> from techforgood_podcast import validate
    >>> with tempfile.TemporaryDirectory() as parent:
    ...     write_skeleton(f"{parent}/mine")
    ...     validate(f"{parent}/mine")
    ()
    """
    _write(folder, dict(_files(_data() / "skeleton")) | _schemas())


def write_draft(
    catalogue: Catalogue,
    folder: str | PathLike[str],
    more: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a catalogue as a folder, with comments on what is left to complete.

    Args:
        catalogue: what to write.
        folder: the folder to create.
        more: the texts of other files in the folder, by name.

    Raises:
        TargetExistsError: the path already exists.
    """
    _write(folder, {**draft_files(catalogue), **more})


def draft_files(catalogue: Catalogue) -> dict[str, str]:
    """Return the files of a catalogue, with comments on what is left to complete."""
    plain = to_dict(catalogue)
    stated = {name: plain[root] for name, root in FILES.items() if root in plain}
    files = {f"{name}.yaml": _commented(name, value) for name, value in stated.items()}
    for episode in plain.get("episodes", ()):
        files[f"episodes/{episode['id']}.yaml"] = episode_text(episode)
    return files | _schemas()


def episode_text(episode: Mapping[str, Any], *, with_schema: bool = True) -> str:
    """Return the text of the file of an episode, with comments on what is left to complete."""
    text = _commented("episode", episode)
    return text if with_schema else text.partition("\n")[2]


def state_values(model: type[Episode | Show], values: Mapping[str, Any]) -> str:
    """Return values as lines of a file state them, cut if they are long; private ones as names."""
    parts: list[str] = []
    for field in fields_of(model):
        if field.name in values:
            value = values[field.name]
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            stated = f"{field.name}: {cut(printable(text), _LONGEST)}"
            parts.append(field.name if field.private else stated)
    return ", ".join(parts)


def _data() -> Traversable:
    """Return the folder with the skeleton and the schemas."""
    return resource_files(PACKAGE) / "data"


def _write(folder: str | PathLike[str], files: Mapping[str, str | bytes]) -> None:
    try:
        write_folder(folder, files)
    except TargetExistsError as error:
        raise TargetExistsError(error.filename, replaceable=False) from None


def _commented(name: str, value: Any) -> str:
    """Return the text of a file: the schema for editors, what is left to complete, the data."""
    schema = f"{'../' if name == 'episode' else ''}schema/{name}.schema.json"
    advice = f"# To complete, if known: {_TO_COMPLETE[name]}\n" if name in _TO_COMPLETE else ""
    return f"# yaml-language-server: $schema={schema}\n{advice}{write(value)}"


def _schemas() -> dict[str, str]:
    return dict(_files(_data() / "schema", "schema/"))


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file in a package folder and its subfolders."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")
