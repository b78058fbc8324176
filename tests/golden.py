"""What each format gives of the bundled catalogue, written to ``tests/golden/``.

Run as a script it writes the files anew; what changed is for a person to read.
"""

from __future__ import annotations

from pathlib import Path

import techforgood_podcast as tfg

FOLDER = Path(__file__).parent / "golden"
TEXTS = tuple(format_ for format_ in tfg.formats() if format_.kind == "text")


def path_of(format_: tfg.Format) -> Path:
    """Return the file of a format."""
    return FOLDER / f"catalogue{format_.suffixes[0]}"


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for format_ in TEXTS:
        text = tfg.dumps(tfg.load_catalogue(), format_.name)
        path_of(format_).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
