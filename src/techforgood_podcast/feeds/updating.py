"""Update a folder of YAML files from an RSS feed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CatalogueError, Problem, TargetExistsError
from ..files import write_file
from ..reading.loading import load
from .items import read_feed
from .planned import Planned
from .planning import Planner, Update

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from ..catalogue.catalogue import Catalogue
    from .xml import FeedSource


def update_folder(
    folder: str | PathLike[str],
    feed: FeedSource,
    *,
    dry_run: bool = False,
    with_notes: bool = False,
) -> Update:
    r"""Add what is new in a feed to a folder of YAML files.

    New episodes become new files. Gaps of episodes and of the show are filled by adding lines to
    files; whatever is in the files stays as it is, byte for byte. All new texts are loaded and
    compared with what was intended before the first one is written. Updating again with the same
    feed changes nothing. Episodes and people whose ids were retired do not come back.

    Args:
        folder: the folder of a catalogue.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        dry_run: whether to write nothing.
        with_notes: whether to take show notes, as plain text.

    Raises:
        CatalogueError: the catalogue in the folder is invalid or is changed meanwhile, or
            ``folder`` is a file.
        FeedError: the feed cannot be read.
        OSError: a file cannot be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> feed = "<rss><channel><item><title>1: Oven</title><guid>oven</guid></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     Path(folder, "episodes").mkdir()
    ...     file = Path(folder, "episodes/e01.yaml")
    ...     _ = file.write_text("id: e01\nnumber: 1\ntitle: Oven # mine")
    ...     update = update_folder(folder, feed)
    ...     print(file.read_text())
    id: e01
    number: 1
    title: Oven # mine
    guid: oven
    sources:
      - feed
    >>> [str(change) for change in update.filled]
    ['filled episode e01 guid: none → oven']
    """
    path = Path(folder)
    if path.is_file():
        message = "expected a folder of YAML files, found a file"
        raise CatalogueError([Problem(file=str(path), path="", message=message)])
    planner = Planner(path, load(folder), read_feed(feed, with_notes=with_notes))
    update = planner.plan()
    if (planner.files or planner.left) and _load_planned(path, planner.files) != update.catalogue:
        raise _changed(path)
    if not dry_run:
        for name, content in planner.files.items():
            _write(name, content, planner.old.get(name))
    return update


def _write(path: Path, content: bytes, before: bytes | None) -> None:
    """Write a file, unless somebody else changed it since it was read."""
    now = path.read_bytes() if path.exists() else None
    if now == content:  # another update wrote the same
        return
    if now != before:
        raise _changed(path)
    path.parent.mkdir(exist_ok=True)
    try:
        write_file(path, content, force=before is not None)
    except TargetExistsError:
        if path.read_bytes() != content:
            raise _changed(path) from None


def _changed(path: Path) -> CatalogueError:
    message = "changed during the update"
    return CatalogueError([Problem(file=str(path), path="", message=message, hint="try again")])


def _load_planned(folder: Path, files: Mapping[Path, bytes]) -> Catalogue | None:
    """Return the catalogue that a folder will hold once some files are written.

    ``None`` means that it will not load: somebody else changed a file after it was read.
    """
    with suppress(CatalogueError):
        return load(Planned(folder, files))
    return None
