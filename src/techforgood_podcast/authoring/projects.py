"""Write a project that makes an installable package of a catalogue."""

from __future__ import annotations

import json
import keyword
import re
import sys
from os import PathLike
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from importlib_resources import files as resources

from .._runtime import PACKAGE
from .._version import __version__
from ..errors import CatalogueError, Message, NameLookupError, Problem, Remedy, UnknownOptionError
from ..files import write_folder
from ..models.plain import plain
from ..models.rules import is_file_name
from ..packaged import Facade
from ..quoting import printable, quoted
from ..reading.folders import FILES, LEADS_OUT, WHOLES, leads_out
from ..reading.loading import load
from ..reading.transcripts import (
    CHAPTERS,
    FOLDER,
    MEDIA_TYPES,
    read_chapters,
    read_files,
    read_spoken,
)
from ..syntax import decode
from ..syntax.yaml import write
from ..writers.text.markdown import escape_markdown
from .feeds.drafting import draft
from .feeds.reading import check_items, read_feed
from .feeds.records import slug
from .folders.changes import read_text_file
from .folders.decisions import DECISIONS, choose_notes
from .folders.skeleton import draft_files, episode_text
from .literals import literals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..catalogue.catalogue import Catalogue
    from ..models import Person, Show

# What the package has: everything that its façade does.
FUNCTIONS: Final = sorted(name for name in dir(Facade) if not name.startswith("_"))
# The files of a folder that loading and updating read, and those that say what it is.
_NAMES: Final = frozenset({DECISIONS, *(f"{name}.yaml" for name in FILES)})
_ABOUT: Final = re.compile(
    r"(readme|licen[cs]e|copying|notice)(-[\w-]+|([.-][\w.-]*)?\.(md|rst|txt|[0-9]+))?",
    re.IGNORECASE,
)
_NOTES: Final = frozenset({"notes", "notes_html"})
_UNLICENSED: Final = "No licence has been chosen yet."
# One licence of the list of SPDX, as a citation names it: without brackets, and no LicenseRef.
_LISTED: Final = re.compile(r"(?!(?i:LicenseRef-))[A-Za-z0-9.+-]+")
_LICENCE: Final = re.compile(r"\(*[A-Za-z0-9.+-]+\)*( (AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*")
# What the name and the licence of a package have to be, in words.
NAME: Final = (
    "a name such as night_kitchen, of lower-case letters, digits and single underscores, that"
    " neither Python, its tools nor Windows use"
)
LICENCE: Final = "an SPDX expression such as CC-BY-4.0"
# Packages that one of the same name would hide: tests, and what the project and this library need.
_TAKEN: Final = sys.stdlib_module_names | {
    *("test", "tests", "attr", "attrs", "cattr", "cattrs", "importlib_resources"),
    *("pyyaml", "yaml", PACKAGE.rpartition(".")[2], "tfg"),
    *("build", "hatchling", "pip", "pytest", "setuptools", "wheel"),
    *("jinja2", "matplotlib", "nh3", "pyarrow", "rich", "shtab"),  # extras
}


def package(
    source: str | PathLike[str] | bytes,
    project: str | PathLike[str],
    *,
    name: str | None = None,
    licence: str | None = None,
    with_notes: bool = False,
) -> str:
    """Write a project that makes an installable package of a catalogue or a feed.

    Returns:
        The name by which the package is imported.

    Args:
        source: a folder or file with a catalogue, a file with an RSS feed, or the bytes of a feed.
            Of a folder, the package gets the files that loading reads, ``feed.yaml``, files of
            chapters, the schemas that ``init`` writes, and a README, licences and notices; with
            ``with_notes``, the transcripts too.
        project: the folder to write, which must not exist.
        name: what to import the package by; made from the title of the show if ``None``.
        licence: the SPDX expression of the licence of the data, if it has one.
        with_notes: whether to keep the publisher's show notes, and to take those of new episodes
            in the monthly update.

    Raises:
        CatalogueError: the catalogue is invalid, its title makes no name, or a file of its folder
            cannot be read or is a link that leads out of the folder.
        FeedError: the feed cannot be read, or has no items.
        TargetExistsError: the project exists.
        UnknownOptionError: the name or the licence is not valid.
    """
    if name is not None and not is_name(name):
        raise UnknownOptionError(name, (), reason=f"is not {NAME}")
    if licence is not None and not is_licence(licence):
        raise UnknownOptionError(licence, (), reason=f"is not {LICENCE}")
    path = None if isinstance(source, bytes) else Path(source)
    is_folder = path is not None and path.is_dir()
    files = _files_in(path, with_notes=with_notes) if path and is_folder else {}
    if path and (is_folder or path.suffix.lower() in WHOLES):
        catalogue = load(path)
    else:
        feed = read_feed(path or source, with_notes=with_notes)
        check_items(feed)
        catalogue = draft(feed)
    for beside, read in ((FOLDER, read_spoken), (CHAPTERS, read_chapters)):
        if any(name.startswith(f"{beside}/") for name in files):
            read_files(Path(realpath(path or ""), beside), catalogue, read)
    name = name or package_name(catalogue.show)
    data: dict[str, str | bytes] = {} if is_folder else {**draft_files(catalogue)}
    data |= {file: read_text_file(there, file) for file, there in files.items()}
    if not with_notes:
        data.update(_without_notes(catalogue))
    before = read_text_file(files[DECISIONS], DECISIONS) if DECISIONS in files else b""
    data[DECISIONS] = choose_notes(decode(before), with_notes=with_notes)
    values = _values(catalogue, name, licence)
    single = licence if licence and _LISTED.fullmatch(licence) else None  # as citations want it
    root = f"src/{name}"
    write_folder(
        project,
        {
            ".github/workflows/release.yml": _filled("workflows/release.yml", values),
            ".github/workflows/tests.yml": _filled("workflows/tests.yml", values),
            ".github/workflows/update.yml": workflow(
                f"{root}/data", catalogue.show.feed_url, package=root
            ),
            ".gitignore": _filled("gitignore", values),
            ".zenodo.json": json.dumps(_zenodo(catalogue.show, single), indent=2) + "\n",
            "CITATION.cff": write(_citation(catalogue.show, single)),
            "README.md": _filled("README.md", values),
            "pyproject.toml": _filled("pyproject.toml", values),
            f"{root}/__init__.py": _filled("package/__init__.py", values),
            f"{root}/literals.py": literals_of(catalogue),
            f"{root}/py.typed": "",
            "tests/test_package.py": _filled("tests/test_package.py", values),
            **{f"{root}/data/{path}": content for path, content in data.items()},
        },
    )
    return name


def workflow(folder: str, feed_url: str | None, *, package: str | None = None) -> str:
    """Return a GitHub workflow that updates a folder every month, and opens a pull request.

    If the folder is that of a package, the workflow rewrites the package's ids too.
    """
    rewriting = f"\n      - run: python -m {literals_of.__module__} {package}" if package else ""
    values = {
        "data": folder,
        "changed": f" {package}/literals.py" if package else "",
        "feed": json.dumps(feed_url or "") + ("" if feed_url else " # its address"),
        "library": __version__,
        "rewriting": rewriting,
    }
    return _filled("workflows/update.yml", values)


def package_name(show: Show) -> str:
    """Return the name of a package for a show.

    Raises:
        CatalogueError: its title has no Latin letters or digits.

    >>> from ..models import Show
    >>> package_name(Show(id="s", title="Night Kitchen", language="en"))
    'night_kitchen'
    >>> package_name(Show(id="s", title="Code", language="en"))
    'code_podcast'
    """
    name = slug(show.title).replace("-", "_")
    if not name:
        message = f"the title {quoted(show.title)} has no Latin letters to make a name of"
        hint = Message("pass ", Remedy("name"), " to choose one")
        raise CatalogueError([Problem(path="show.title", message=message, hint=hint)])
    if name[0].isdigit():
        name = f"podcast_{name}"
    return f"{name}_podcast" if _is_taken(name) else name


def _is_taken(name: str) -> bool:
    """Return whether a package of this name could not be imported, or would hide another."""
    reserved = keyword.iskeyword(name) or keyword.issoftkeyword(name) or is_file_name(name)
    return bool(reserved) or name in _TAKEN


def is_name(text: str) -> bool:
    """Return whether a text can name a package.

    >>> is_name("night_kitchen"), is_name("Night Kitchen"), is_name("json")
    (True, False, False)
    """
    return bool(re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", text)) and not _is_taken(text)


def is_licence(text: str) -> bool:
    """Return whether a text has the form of an SPDX expression; hatchling knows the licences.

    >>> is_licence("CC-BY-4.0"), is_licence("MIT AND CC0-1.0"), is_licence("CC BY 4.0")
    (True, True, False)
    """
    return bool(_LICENCE.fullmatch(text)) and text.count("(") == text.count(")")


def _files_in(folder: Path, *, with_notes: bool) -> dict[str, Path]:
    """Return the files of a folder that belong to a catalogue, by their paths in the package.

    Transcripts belong to it where notes do.

    Raises:
        CatalogueError: one of them is a link that leads out of the folder.
    """
    schemas = {schema.name for schema in (resources(PACKAGE) / "data" / "schema").iterdir()}
    known = [
        path for path in folder.iterdir() if path.name in _NAMES or _ABOUT.fullmatch(path.name)
    ]
    known += (path for path in folder.glob("episodes/*.yaml") if not path.name.startswith("."))
    known += (path for path in folder.glob("schema/*") if path.name in schemas)
    for beside in (CHAPTERS, FOLDER) if with_notes else (CHAPTERS,):
        known += (
            one for one in folder.glob(f"{beside}/[!.]*") if one.suffix.lower() in MEDIA_TYPES
        )
    files = {path.relative_to(folder).as_posix(): path for path in sorted(known)}
    message, hint = LEADS_OUT
    problems = [
        Problem(file=printable(name), path="", message=message, hint=hint)
        for name, path in files.items()
        if leads_out(path, folder)
    ]
    if problems:
        raise CatalogueError(problems)
    return {name: path for name, path in files.items() if path.is_file()}


def _without_notes(catalogue: Catalogue) -> dict[str, str]:
    """Return the files of the episodes with show notes, without these."""
    found: dict[str, str] = {}
    for episode in catalogue.episodes:
        values = plain(episode)
        if values.keys() & _NOTES:
            own = {key: value for key, value in values.items() if key not in _NOTES}
            found[f"episodes/{episode.id}.yaml"] = episode_text(own)
    return found


def _filled(name: str, values: Mapping[str, str]) -> str:
    """Return the text of a template with its values."""
    text = (resources(__package__) / "template" / f"{name}.txt").read_text(encoding="utf-8")
    return re.sub(f"@({'|'.join(values)})@", lambda found: values[found[1]], text)


def _values(catalogue: Catalogue, name: str, licence: str | None) -> dict[str, str]:
    show = catalogue.show
    title = printable(show.title)
    rights = f"The data are under the licence {licence}." if licence else _UNLICENSED
    return {
        "description": json.dumps(
            f'The podcast "{title}" as a typed Python package', ensure_ascii=False
        ),
        "distribution": name.replace("_", "-"),
        "docstring": title.replace("\\", "\\\\").replace('"', "'"),
        "examples": "\n".join(examples_of(catalogue, name)),
        "exports": "\n".join(f'    "{function}",' for function in FUNCTIONS),
        "functions": "\n".join(f"{one}: Final = _facade.{one}" for one in FUNCTIONS),
        "heading": escape_markdown(title),
        "library": __version__,
        "licence": f'\nlicense = "{licence}"' if licence else "",
        "name": name,
        "rights": rights,
    }


def examples_of(catalogue: Catalogue, name: str) -> Iterator[str]:
    """Yield the lines of examples that stay true when episodes are added."""
    yield f">>> import {name}"
    if not catalogue.episodes:
        yield f">>> {name}.load_catalogue().show.title"
        yield repr(catalogue.show.title)
        return
    episode = next((e for e in catalogue.episodes if e.guests), catalogue.episodes[0])
    yield f">>> {name}.episode({episode.id!r}).title"
    yield repr(episode.title)
    for person in (credit.person for credit in episode.guests):
        if person is not None:
            first = catalogue.by_guest(person)[0]
            yield f">>> {name}.by_guest({_asked(catalogue, person)!r})[0].title"
            yield repr(first.title)
            return


def _asked(catalogue: Catalogue, person: Person) -> str:
    """Return the name of a person, or the id if the name does not find exactly this person."""
    try:
        found = catalogue.people.resolve(person.name)
    except NameLookupError:
        return person.id
    return person.name if found.id == person.id else person.id


def _creators(show: Show) -> list[str]:
    author = show.author or show.title
    # Some feeds give the address of the author, which belongs in the data alone.
    return [person.name for person in show.hosts] or [show.title if "@" in author else author]


def _zenodo(show: Show, licence: str | None) -> dict[str, Any]:
    return {
        "title": show.title,
        "description": f'The catalogue of the podcast "{show.title}"',
        "upload_type": "dataset",
        "creators": [{"name": name} for name in _creators(show)],
        **({"license": licence.lower()} if licence else {}),
    }


def _citation(show: Show, licence: str | None) -> dict[str, Any]:
    return {
        "cff-version": "1.2.0",
        "message": "If you use this catalogue, please cite it as below.",
        "type": "dataset",
        "title": show.title,
        "authors": [{"name": name} for name in _creators(show)],
        "version": "0.1.0",
        **({"license": licence} if licence else {}),
    }
