"""Generate ``images/architecture.svg``, the packages and modules of the library and their imports.

    python docs/make_architecture.py

The imports are those that ``tests/test_imports.py`` checks. An import that follows from others is
not drawn. Each package needs a position in ``BOXES``.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from test_imports import ROOMS  # noqa: E402 -- imported from the folder of the tests

PAGE = HERE / "images" / "architecture.svg"
WIDTH, HEIGHT = 184, 52
TOP, STEP = 58, 88
# Horizontal centre, level, name and contents of each box.
BOXES = {
    "quoting": (600, 0, "quoting", "quotes in messages"),
    "errors": (600, 1, "errors", "every error, one root"),
    "text": (300, 1, "text/", "fold, names, spelling"),
    "syntax": (600, 2, "syntax/", "YAML and JSON"),
    "files": (930, 2, "files", "atomic writing"),
    "models": (300, 3, "models/", "records and their rules"),
    "catalogue": (300, 4, "catalogue/", "queries and search"),
    "converters": (350, 5, "converters", "plain values, cattrs"),
    "relational": (690, 5, "relational/", "one schema of tables"),
    "reading": (440, 6, "reading/", "files to catalogue"),
    "writers": (790, 6, "writers/", "one module per format"),
    "plots": (300, 7, "plots", "pictures"),
    "packaged": (560, 7, "packaged/", "a package's catalogue"),
    "authoring": (860, 8, "authoring/", "an owner's workshop"),
    "literals": (300, 8, "literals", "ids as constants"),
    "cli": (560, 8, "cli/", "the command line"),
    "authoring.commands": (710, 9, "authoring/commands/", "an owner's commands"),
    "entry": (710, 10, "cli/commands", "what runs a command"),
    "": (400, 9, "__init__", "the lazy façade"),
}

HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 {height}" role="img" \
aria-labelledby="title desc">
  <title id="title">Packages, modules and their imports</title>
  <desc id="desc">{description}</desc>
  <defs>
    <marker id="head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" \
orient="auto">
      <path d="M0 0 L10 5 L0 10 z" fill="#475569"/>
    </marker>
    <style>
      text {{ font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; text-anchor: middle; }}
      .sheet {{ fill: #ffffff; }}
      .box {{ fill: #f1f5f9; stroke: #475569; stroke-width: 1.5; }}
      .name {{ font-size: 16px; font-weight: 600; fill: #0f172a; }}
      .field {{ font-size: 14px; fill: #334155; }}
      .arrow {{ fill: none; stroke: #475569; stroke-width: 1.5; marker-end: url(#head); }}
    </style>
  </defs>
  <rect class="sheet" width="1040" height="{height}" rx="8"/>
"""


def reachable(name: str) -> set[str]:
    """Return the rooms that a room imports, directly or through others."""
    return ROOMS[name].union(*map(reachable, ROOMS[name]))


def arrows() -> dict[str, list[str]]:
    """Return the imports of each box, without those that follow from others."""
    shown: dict[str, list[str]] = {}
    for name in BOXES:
        direct = {other for other in ROOMS[name] if not other.startswith("_")}
        implied = set[str]().union(*map(reachable, direct))
        shown[name] = [other for other in BOXES if other in direct - implied]
    return shown


def page() -> str:
    """Return the image."""
    if missing := {room for room in ROOMS if not room.startswith("_")} ^ set(BOXES):
        message = f"BOXES and the packages differ in {sorted(missing)}"
        raise ValueError(message)
    imports = arrows()
    description = " ".join(
        f"{BOXES[name][2]} imports {', '.join(BOXES[other][2] for other in others)}."
        for name, others in imports.items()
        if others
    )
    levels = max(level for _, level, _, _ in BOXES.values())
    lines = [HEAD.format(height=2 * TOP + levels * STEP, description=escape(description))]
    for name, others in imports.items():
        x, level, _, _ = BOXES[name]
        for other in others:
            x_other, level_other, _, _ = BOXES[other]
            start = f"{x} {TOP + level * STEP - HEIGHT // 2}"
            end = f"{x_other} {TOP + level_other * STEP + HEIGHT // 2}"
            lines.append(f'  <path class="arrow" d="M{start} L{end}"/>\n')
    for x, level, name, contents in BOXES.values():
        y = TOP + level * STEP
        corner = f'x="{x - WIDTH // 2}" y="{y - HEIGHT // 2}"'
        lines += (
            f'  <rect class="box" {corner} width="{WIDTH}" height="{HEIGHT}" rx="6"/>\n',
            f'  <text class="name" x="{x}" y="{y - 4}">{escape(name)}</text>\n',
            f'  <text class="field" x="{x}" y="{y + 15}">{escape(contents)}</text>\n',
        )
    return "".join((*lines, "</svg>\n"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
