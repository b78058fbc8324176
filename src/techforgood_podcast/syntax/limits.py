"""The limits on what is read: bytes, depth, lines, and the problems that are reported."""

from __future__ import annotations

from typing import Final

# Limits on one file in YAML or JSON. A line of JSONL is limited like a file, since it holds one
# record, and whatever is exported can thus be read again.
MAX_BYTES: Final = 32 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 1_000_000
# Spaces, tabs and line breaks in a row, in YAML.
MAX_BLANKS: Final = 10_000
# Limits on one file in JSONL.
MAX_LINES: Final = 10_000_000
# The bytes of one inside a zip, unpacked. It is kept in memory, as it cannot be read at random.
MAX_PACKED: Final = 128 * 1024 * 1024
# Limits on the files of folders, counted as they are in memory, in bytes: on all of them together,
# and on the text of one. An emoji makes a whole text take four bytes a character.
MAX_FOLDER: Final = 128 * 1024 * 1024
MAX_WIDE: Final = 64 * 1024 * 1024
# Errors, and warnings, that are reported; reading stops at one error more.
MAX_PROBLEMS: Final = 10_000
# Unknown ids for which similar ones are suggested. A suggestion compares the id with all others.
MAX_SUGGESTED: Final = 100
