"""Generate ``images/terminal.svg``: commands and what they print, for light and dark pages.

    python docs/make_terminal.py

A test fails if the picture is out of date.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from house_style import tokens
from make_command_line import printed

from techforgood_podcast.cli.terminal import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("images") / "terminal.svg"
COMMANDS = (
    "guests --organisation kikk --language en",
    'search "food waste" --limit 1',
    "show simplon --language en",
    "export html -o page.html",
)
# The size of letters, their width, the height of a line, and the margin, in pixels.
SIZE, LETTER, LINE, MARGIN = 14, 8.43, 21, 20
WIDTH: Final = 100
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img">
<title>{label}</title>
<style>
{tokens}
rect {{ fill: var(--card); stroke: var(--line) }}
text {{ font: {size}px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }}
text {{ fill: var(--ink); white-space: pre }}
.asked {{ fill: var(--accent) }}
</style>
<rect x=".5" y=".5" width="{inner_width}" height="{inner_height}" rx="8"/>
{lines}
</svg>
"""


def page() -> str:
    """Return the picture."""
    rows = list(lines())
    width, height = round(WIDTH * LETTER + 2 * MARGIN), len(rows) * LINE + 2 * MARGIN
    drawn = (
        f'<text x="{MARGIN}" y="{MARGIN + LINE * number - 6}"{mark}>{escape(text)}</text>'
        for number, (text, mark) in enumerate(rows, 1)
        if text
    )
    return FRAME.format(
        width=width,
        height=height,
        inner_width=width - 1,
        inner_height=height - 1,
        label="Commands in a terminal, and what they print",
        tokens=tokens().strip(),
        size=SIZE,
        lines="\n".join(drawn),
    )


def lines() -> Iterator[tuple[str, str]]:
    """Yield each line with its class, cut where the picture ends."""
    for number, command in enumerate(COMMANDS):
        if number:
            yield "", ""
        yield f"$ {PROGRAM} {command}", ' class="asked"'
        for line in printed(command).splitlines():
            yield (line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"), ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
