"""What the strictness of reading YAML costs, beside PyYAML alone.

    python benchmarks/positions.py [PAIRS]

A document of 3,000 episodes is read in turn by PyYAML, by our reader, and by our reader asked for
positions; each ratio is the median of such pairs within one run, so that other load on the machine
cancels out.
"""

from __future__ import annotations

import sys
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import yaml

from techforgood_podcast import _yaml

if TYPE_CHECKING:
    from collections.abc import Callable

EPISODES = 3_000
EPISODE = """\
  - id: s{season:02}e{number:02}
    season: {season}
    number: {number}
    title: 'Flour, water and salt: part {number}'
    duration: 33:13
    published: 2022-01-17
    url: https://example.org/episodes/{season}/{number}
    summary:
      fr: Ce que deviennent la farine, l’eau et le sel quand le four est chaud.
      en: What becomes of flour, water and salt once the oven is hot.
    hosts: [ann, bob]
    guests:
      - person: eve
        role: {{fr: boulangère, en: baker}}
        organisations: [mill]
        credited_as: Ève
    themes:
      - bread
      - salt
"""
PAIRS = 9


def document() -> str:
    """Return the document."""
    episodes = (
        EPISODE.format(season=number // 100 + 1, number=number % 100 + 1)
        for number in range(EPISODES)
    )
    return "episodes:\n" + "".join(episodes)


def seconds(read: Callable[[str], object], text: str) -> float:
    """Return what reading a text takes of the processor."""
    start = process_time()
    read(text)
    return process_time() - start


def bare(text: str) -> Any:
    """Read a text with PyYAML alone."""
    return yaml.load(text, Loader=_yaml.Loader)  # noqa: S506 -- it is the safe one


def main() -> None:
    """Print the ratios."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    text = document()
    print(
        f"{EPISODES:,} episodes, {len(text):,} characters, {_yaml.Loader.__name__}, {pairs} pairs"
    )
    for name, read in {"read": _yaml.read, "positions": _yaml.positions}.items():
        seconds(read, text)
        ratios = sorted(seconds(read, text) / seconds(bare, text) for _ in range(pairs))
        print(f"_yaml.{name}: {median(ratios):.2f} times bare yaml.load", end=" ")
        print(f"({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
