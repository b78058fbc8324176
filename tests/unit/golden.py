"""What formats give of the bundled introduction and an episode, in ``tests/unit/golden/``.

Run as a script it writes the files anew; what changed is for a person to read. JSON, JSON Lines and
YAML are left out, which round trips prove, and the data package, which ``exports/`` describe.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from written import bytes_of

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "golden"
EPISODES = tfg.load_catalogue().subset(["s01-intro", "s01e08"])
TEXTS = tuple(
    format_
    for format_ in tfg.formats()
    if format_.kind == "text" and format_.name not in {"json", "jsonl", "yaml"}
)
# The scripts and styles of the web page, and their hashes.
CODE = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
HASH = re.compile(r"(?<='sha256-)[A-Za-z0-9+/]+=*(?=')")


def text_of(format_: tfg.Format) -> str:
    """Return the episodes in a format; the web page without its scripts and styles."""
    text = tfg.dumps(EPISODES, format_)
    return HASH.sub("…", CODE.sub("…", text)) if format_.name == "html" else text


def in_english(format_: tfg.Format) -> str:
    """Return the same in English, for formats whose texts are the library's own."""
    return tfg.dumps(EPISODES, format_, language="en")


def database() -> str:
    """Return the statements that make the database, and how many lines each table has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes_of(EPISODES, "sqlite"))
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'episodes_fts_%' ORDER BY rowid"
        ).fetchall()
        lines: list[str] = []
        for kind, name, sql in made:
            lines.append(f"{sql};")
            if kind == "table":
                count = f'SELECT count(*) FROM "{name}"'  # noqa: S608 -- a name of ours
                lines.append(f"-- lines: {connection.execute(count).fetchone()[0]}")
    return "\n".join((*lines, ""))


EXPECTED: dict[Path, Callable[[], str]] = {
    FOLDER / "sqlite.sql": database,
    **{FOLDER / f"catalogue{f.suffixes[0]}": partial(text_of, f) for f in TEXTS},
    **{
        FOLDER / f"catalogue.en{f.suffixes[0]}": partial(in_english, f)
        for f in TEXTS
        if f.name in {"markdown", "rss"}
    },
}
"""What is in each file."""


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for path, content in EXPECTED.items():
        path.write_text(content(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
