"""The arguments of the commands for one's own podcast: its folder, its feed, its package."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ...cli.arguments import (
    JSON,
    OVERLAY,
    STANDARD_INPUT,
    Argument,
    parse_count,
    parse_feed,
    parse_path,
)
from ...cli.terminal import PROGRAM
from ...quoting import quoted

if TYPE_CHECKING:
    from pathlib import Path


def _parse_own_folder(text: str) -> Path:
    """Return the path of a folder to change."""
    return _refuse_package(
        text, "changed; pass the folder that it was built from, such as PROJECT/src/NAME/data"
    )


def _parse_source(text: str) -> Path | str:
    """Return the path of what becomes a package, or "-" for standard input."""
    if text == STANDARD_INPUT:
        return text
    return _refuse_package(
        text, f"packaged; export them first: {PROGRAM} export --data {text} -o FILE.yaml"
    )


def _refuse_package(text: str, advice: str) -> Path:
    from ...packaged import is_package_name

    if is_package_name(text):
        message = f"the data of an installed package cannot be {advice}"
        raise argparse.ArgumentTypeError(message)
    return parse_path(text)


def _parse_package_name(text: str) -> str:
    """Return the name of a package that can be imported."""
    from ..projects import NAME, is_name

    if not is_name(text):
        raise argparse.ArgumentTypeError(f"expected {NAME}; found {quoted(text)}")
    return text


def _parse_licence(text: str) -> str:
    """Return an SPDX expression."""
    from ..projects import LICENCE, is_licence

    if not is_licence(text):
        raise argparse.ArgumentTypeError(f"expected {LICENCE}, found {quoted(text)}")
    return text


# The tables: a row for each argument, with its words in the help.
INIT = (Argument("DIR", "folder to create; it must not exist", dest="folder"),)
FEEDS = (
    Argument(
        "FEED",
        'file with the RSS feed, or "-" for standard input; name several for the pages of one feed',
        parse=parse_feed,
        dest="feeds",
        nargs="+",
    ),
    Argument("--recover", 'read a bare "&" as "&amp;", stop after "</rss>", and list each mend'),
    Argument(
        "--max-bytes N",
        "read feeds of up to N bytes together; 16,777,216 by default",
        parse=parse_count,
    ),
)
IMPORT_FEED = (
    *FEEDS,
    Argument(
        "-o --output DIR", "folder to create; it must not exist", dest="folder", required=True
    ),
    Argument("--id ID", "id of the show, such as my-show; made from its title by default"),
    Argument("--without-notes", "leave out the show notes of the feed, now and in updates"),
)
_OWN_FOLDER = Argument("DIR", "folder to update", parse=_parse_own_folder, dest="folder")
_DRY_RUN = Argument("--dry-run", "print what would change, and write nothing")
UPDATE = (
    _OWN_FOLDER,
    FEEDS[0]._replace(nargs="*"),
    *FEEDS[1:],
    _DRY_RUN,
    OVERLAY,
    Argument(
        "--accept FIELD",
        'take the feed\'s value where this field of an episode differs, and stop asking; "all" for'
        ' every field of matched items; "proposals" for what is left in proposals.csv, for'
        " which no feed is needed",
        many=True,
    ),
    Argument(
        "--keep FIELD",
        "keep the catalogue's value where this field of an episode differs, and stop asking;"
        ' "all" for every field of matched items',
        many=True,
    ),
    Argument(
        "--episode REF",
        'the only episode that --accept and --keep are about, or "show" for the show',
        many=True,
    ),
    Argument(
        "--moved",
        "the feed has moved: take its guids and audio files for the episodes that agree",
    ),
    Argument(
        "--withdraw ID",
        "remove an episode and leave a redirect, so that it does not come back",
        many=True,
    ),
    Argument("--all", "list every value and item, and not a table where there are more than ten"),
    JSON,
)
SAME_PERSON = (
    _OWN_FOLDER,
    Argument("KEEP", "the person who stays (id or name)"),
    Argument("DROP", "the person who becomes the other one (id or name)"),
    _DRY_RUN,
)
PACKAGE = (
    Argument(
        "DIR",
        'folder or file with a catalogue, or file with an RSS feed, or "-" for a feed on standard'
        " input",
        parse=_parse_source,
        dest="source",
    ),
    Argument(
        "-o --output PROJECT",
        "folder to create; it must not exist",
        parse=parse_path,
        dest="project",
        required=True,
    ),
    Argument(
        "--name NAME",
        "name of the package; made from the title of the show by default",
        parse=_parse_package_name,
    ),
    Argument(
        "--licence SPDX",
        "licence of the data, such as CC-BY-4.0; none by default",
        parse=_parse_licence,
    ),
    Argument("--with-notes", "keep the publisher's show notes, and transcripts"),
)
