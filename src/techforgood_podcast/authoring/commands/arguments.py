"""The arguments of the commands for one's own podcast: its folder, its feed, its package."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ...cli.arguments import add_data_options, add_overlay_option
from ...cli.terminal import PROGRAM
from ...cli.values import one_of, parse_count, parse_path
from ...messages import quoted

if TYPE_CHECKING:
    from pathlib import Path


def add_folder(command: argparse.ArgumentParser) -> None:
    """Add the folder to create."""
    command.add_argument("folder", metavar="DIR", help="folder to create; it must not exist")


def add_folder_option(command: argparse.ArgumentParser) -> None:
    """Add the folder to create, as an option."""
    command.add_argument(
        "-o",
        "--output",
        dest="folder",
        metavar="DIR",
        required=True,
        help="folder to create; it must not exist",
    )


def add_id_option(command: argparse.ArgumentParser) -> None:
    """Add the option for the id of a new show."""
    command.add_argument(
        "--id", metavar="ID", help="id of the show, such as my-show; made from its title by default"
    )


def add_feeds(command: argparse.ArgumentParser) -> None:
    """Add the files of an RSS feed, and how to read them."""
    command.add_argument(
        "feeds",
        metavar="FEED",
        type=parse_path,
        nargs="+",
        help="file with the RSS feed; name several for the pages of one feed",
    )
    command.add_argument(
        "--recover",
        action="store_true",
        help='read a bare "&" as "&amp;", and list each of them',
    )
    command.add_argument(
        "--max-bytes",
        metavar="N",
        type=parse_count,
        help="read feeds of up to N bytes together; 16,777,216 by default",
    )


def add_notes_option(command: argparse.ArgumentParser) -> None:
    """Add the option that takes the publisher's show notes."""
    command.add_argument(
        "--with-notes", action="store_true", help="take the show notes of the feed as well"
    )


def add_own_folder(command: argparse.ArgumentParser) -> None:
    """Add the folder to update."""
    command.add_argument("folder", metavar="DIR", type=_parse_own_folder, help="folder to update")


def add_package_arguments(command: argparse.ArgumentParser) -> None:
    """Add what becomes a package, and how."""
    command.add_argument(
        "source",
        metavar="DIR",
        type=_parse_source,
        help="folder or file with a catalogue, or file with an RSS feed",
    )
    command.add_argument(
        "-o",
        "--output",
        dest="project",
        metavar="PROJECT",
        type=parse_path,
        required=True,
        help="folder to create; it must not exist",
    )
    command.add_argument(
        "--name",
        metavar="NAME",
        type=_parse_package_name,
        help="name of the package; made from the title of the show by default",
    )
    command.add_argument(
        "--licence",
        metavar="SPDX",
        type=_parse_licence,
        help="licence of the data, such as CC-BY-4.0; none by default",
    )
    command.add_argument(
        "--with-notes", action="store_true", help="keep the publisher's show notes"
    )


def add_update_options(command: argparse.ArgumentParser) -> None:
    """Add the options of an update."""
    _add_dry_run(command)
    add_notes_option(command)
    add_overlay_option(command)
    for name, what in (("accept", "take the feed's value"), ("keep", "keep the catalogue's value")):
        command.add_argument(
            f"--{name}",
            metavar="FIELD",
            action="append",
            default=[],
            help=f'{what} where this field differs, and stop asking; "all" for every field',
        )
    command.add_argument(
        "--episode",
        metavar="REF",
        action="append",
        default=[],
        help='the only episode that this is about, or "show"',
    )
    command.add_argument(
        "--moved",
        action="store_true",
        help="the feed has moved: take its guids and audio files for the episodes that agree",
    )
    command.add_argument(
        "--withdraw",
        metavar="ID",
        action="append",
        default=[],
        help="remove an episode and leave a redirect, so that it does not come back",
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def add_enrich_options(command: argparse.ArgumentParser) -> None:
    """Add the target of an enriched catalogue, and what to do about conflicts."""
    add_data_options(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file to write the enriched catalogue to; its suffix sets the format",
    )
    command.add_argument("--force", action="store_true", help="replace an existing file")
    command.add_argument(
        "--on-conflict",
        **one_of("keep", "replace"),
        default="keep",
        help="keep values that differ from the feed, or replace them; keep by default",
    )


def add_two_people(command: argparse.ArgumentParser) -> None:
    """Add the two people who are one, and whether to write."""
    command.add_argument("keep", metavar="KEEP", help="the person who stays (id or name)")
    command.add_argument(
        "drop", metavar="DROP", help="the person who becomes the other one (id or name)"
    )
    _add_dry_run(command)


def _add_dry_run(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--dry-run", action="store_true", help="print what would change, and write nothing"
    )


def _parse_own_folder(text: str) -> Path:
    """Return the path of a folder to change."""
    return _refuse_package(
        text, "changed; pass the folder that it was built from, such as PROJECT/src/NAME/data"
    )


def _parse_source(text: str) -> Path:
    """Return the path of what becomes a package."""
    return _refuse_package(
        text, f"packaged; export them first: {PROGRAM} export --data {text} -o FILE.yaml"
    )


def _refuse_package(text: str, advice: str) -> Path:
    from ...packaged import named

    if named(text):
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
