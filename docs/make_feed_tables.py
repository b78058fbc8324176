"""Write the lists of ``feeds.md``, between its marks, from what the importer reads.

    python docs/make_feed_tables.py

A test fails if a list is out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from techforgood_podcast.authoring.feeds.elements import EPISODE, SHOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = Path(__file__).with_name("feeds.md")
MARKED = re.compile(r"(<!-- (show|episode), generated -->\n\n).*?(\n<!-- end -->)", re.DOTALL)
SOURCES = {"show": SHOW, "episode": EPISODE}
# What a list says of a field besides its elements.
NOTES = {
    ("show", "title"): "the id is made from it",
    ("show", "language"): "`und` if there is none",
    ("show", "feed_url"): 'with `rel="self"`',
    ("show", "categories"): 'such as "Arts > Food"',
    ("episode", "title"): "as printed",
    ("episode", "season"): "none is invented",
    ("episode", "number"): "or else the number that the title begins with",
    ("episode", "published_at"): "the latter with a time and a known zone only",
    ("episode", "audio"): "a missing media type is that of the suffix",
    ("episode", "summary"): "of new episodes, as a draft",
    ("episode", "keywords"): "themes are left to you",
    ("show", "summary"): "as plain text",
    ("episode", "notes_html"): "exactly as it is",
}
# People are read by themselves, since one element fills several fields.
PEOPLE = {
    "show": "- `podcast:person` → `hosts`; with the role host or co-host only",
    "episode": "- `podcast:person` → `hosts`, `guests`; with any other role, `crew`\n"
    "- `podcast:location` → `places`; a new place has the name as written, in its country",
}


def page() -> str:
    """Return the page with its lists anew."""
    return MARKED.sub(marked, PAGE.read_text(encoding="utf-8"))


def marked(found: re.Match[str]) -> str:
    """Return the marks with the list between them."""
    start, record, end = found.groups()
    return start + "".join(f"{line}\n" for line in lines(record)) + end


def lines(record: str) -> Iterator[str]:
    """Yield the lines about the fields of a show or an episode."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for field, source in SOURCES[record].items():
        rows.setdefault(source.elements, []).append(field)
    for elements, fields in rows.items():
        notes = [NOTES[record, field] for field in fields if (record, field) in NOTES]
        if any(SOURCES[record][field].on_request for field in fields):
            notes.append("with `--with-notes` only")
        said = "; ".join((names(fields), *notes))
        yield f"- {names(elements)} → {said}"
    yield PEOPLE[record]


def names(found: Iterable[str]) -> str:
    """Return names as code, separated by commas."""
    return ", ".join(f"`{name}`" for name in found)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
