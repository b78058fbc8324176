"""Read the values of arguments, and explain wrong ones."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from calendar import monthrange
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..messages import DOWNLOAD, did_you_mean, is_address, quoted
from ..text.names import closest

_NUMBER = re.compile(r"\d{1,9}")


def parse_count(text: str) -> int:
    """Return a positive whole number."""
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a positive whole number, found {quoted(text)}")
    return int(text)


def parse_season(text: str) -> int:
    """Return the number of a season."""
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"expected the number of a season, found {quoted(text)}")
    return int(text)


def parse_indent(text: str) -> int | None:
    """Return the spaces by which JSON is indented, or ``None`` for none."""
    if text == "none":
        return None
    if not re.fullmatch("[0-8]", text):
        raise argparse.ArgumentTypeError(
            f"expected a number from 0 to 8, or none, found {quoted(text)}"
        )
    return int(text)


def parse_minutes(text: str) -> float:
    """Return a number of minutes."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII):
        raise argparse.ArgumentTypeError(
            f"expected a number of minutes such as 30 or 7.5, found {quoted(text)}"
        )
    return float(text)


def parse_first_day(text: str) -> dt.date:
    """Return a day, or the first one of a month or a year."""
    return _parse_days(text)[0]


def parse_last_day(text: str) -> dt.date:
    """Return a day, or the last one of a month or a year."""
    return _parse_days(text)[1]


def _parse_days(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a day, a month or a year."""
    for suffix in ("", "-01", "-01-01"):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text + suffix, re.ASCII):
            with suppress(ValueError):
                first = dt.date.fromisoformat(text + suffix)
                year, month = first.year, 12 if suffix == "-01-01" else first.month
                last = dt.date(year, month, monthrange(year, month)[1])
                return first, last if suffix else first
    raise argparse.ArgumentTypeError(f"expected a day such as 2022-02-24, found {quoted(text)}")


def parse_path(text: str) -> Path:
    """Return the path of a file or folder of this machine."""
    return Path(parse_place(text))


def parse_place(text: str) -> str:
    """Return the path of a catalogue, or the name of an installed one, as it was written."""
    # Path("") would be the current folder.
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return refuse_address(text)


def refuse_address(text: str) -> str:
    """Return a path, unless it is the address of a page."""
    if is_address(text):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is an address; {DOWNLOAD}")
    return text


def parse_url(text: str) -> str | None:
    """Return an address on the web."""
    from ..errors import UnknownOptionError
    from ..writers.format import check_address

    try:
        return check_address(text)
    except UnknownOptionError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def one_of(*known: str) -> dict[str, Any]:
    """Return the settings of an argument that takes one of some words."""

    def parse_word(text: str) -> str:
        if text in known:
            return text
        shown = [word if word.isalnum() else f'"{word}"' for word in known]
        hint = (
            did_you_mean(closest(text, known))
            or f"choose from {', '.join(shown[:-1])} or {shown[-1]}"
        )
        raise argparse.ArgumentTypeError(f"unknown value {quoted(text)}; {hint}")

    return {"type": parse_word, "choices": known}
