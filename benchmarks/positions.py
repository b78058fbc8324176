"""Measure the cost of strict YAML against plain PyYAML.

    python benchmarks/positions.py

A document of 3,000 episodes is read in turn by PyYAML and by our reader, without and with
positions.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import yaml
from measuring import Row, compare, table

from techforgood_podcast import yaml as _yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def document() -> str:
    """Return the document."""
    episodes = (
        EPISODE.format(season=number // 100 + 1, number=number % 100 + 1)
        for number in range(EPISODES)
    )
    return "episodes:\n" + "".join(episodes)


def bare(text: str) -> Any:
    """Read a text with plain PyYAML."""
    return yaml.load(text, Loader=_yaml.Loader)  # noqa: S506 -- a safe loader


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    text = document()
    theirs = partial(bare, text)
    yield compare(
        f"YAML of {EPISODES:,} episodes, values only, vs plain `{_yaml.Loader.__name__}`",
        1.5,
        partial(_yaml.read, text),
        theirs,
    )
    yield compare(
        "the same with positions",
        1.5,
        lambda: (_yaml.read(text), _yaml.positions(text)),
        theirs,
    )


if __name__ == "__main__":
    print(table(rows()))
