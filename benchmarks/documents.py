"""What writing JSON takes, beside cattrs and ``json.dumps``.

    python benchmarks/documents.py [PAIRS]

The baseline is what a user of the models would write: a converter that puts ids in the place of
records and leaves out what is empty, and ``json.dumps``. It gives the same values. Each ratio is
the median of pairs within one run, so that other load on the machine cancels out.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

import techforgood_podcast as tfg
from techforgood_podcast import models

if TYPE_CHECKING:
    from collections.abc import Callable

EPISODES = 3_000
PAIRS = 9
PARTS = (tfg.Appearance, tfg.Audio, tfg.Figure, tfg.Mention)
LISTS = ("people", "organisations", "themes", "places", "sources")


def many() -> tfg.Catalogue:
    """Return the bundled catalogue with its episodes over and over, as read from a file."""
    bundled = tfg.load_catalogue()
    episodes = (
        attrs.evolve(bundled.episodes[number % len(bundled.episodes)], id=f"e{number}")
        for number in range(EPISODES)
    )
    built = tfg.Catalogue(show=bundled.show, episodes=episodes, info=bundled.info)
    return tfg.loads(tfg.dumps(built, "jsonl"), "jsonl")


def baseline() -> Callable[[tfg.Catalogue], str]:
    """Return a function that writes a catalogue with cattrs and ``json.dumps``."""
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(dt.timedelta, _duration)
    converter.register_unstructure_hook(tfg.LocalizedText, _texts)
    for entity in (tfg.Source, tfg.Place, tfg.Theme, tfg.Organisation, tfg.Person):
        converter.register_unstructure_hook(entity, _id)

    def writer(model: type[Any], *left_out: str) -> Callable[[Any], dict[str, Any]]:
        fields = {
            field.name: override(
                omit=field.name in left_out, omit_if_default=field.default in (None, ())
            )
            for field in attrs.fields(model)
        }
        return make_dict_unstructure_fn(model, converter, **fields)  # type: ignore[arg-type]

    for part in PARTS:
        converter.register_unstructure_hook(part, writer(part))
    episode = writer(tfg.Episode, "show")
    show, info = writer(tfg.Show), writer(tfg.DataInfo)
    records = {
        "people": writer(tfg.Person),
        "organisations": writer(tfg.Organisation),
        "themes": writer(tfg.Theme),
        "places": writer(tfg.Place),
        "sources": writer(tfg.Source),
    }

    def write(catalogue: tfg.Catalogue) -> str:
        document = {
            "info": {k: v for k, v in info(catalogue.info).items() if k != "sha256"},
            "show": show(catalogue.show),
            "episodes": [episode(record) for record in catalogue.episodes],
            **{
                name: [records[name](r) for r in sorted(getattr(catalogue, name), key=_id)]
                for name in LISTS
            },
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    return write


def _id(entity: models.Entity) -> str:
    return entity.id


def _texts(text: tfg.LocalizedText) -> dict[str, str]:
    return dict(zip(text.languages, text.texts, strict=True))


def _duration(duration: dt.timedelta) -> str:
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    return f"{minutes:02}:{seconds:02}"


def seconds(write: Callable[[tfg.Catalogue], str], catalogue: tfg.Catalogue) -> float:
    """Return what writing a catalogue takes of the processor."""
    start = process_time()
    write(catalogue)
    return process_time() - start


def main() -> None:
    """Print the median time of each, and the ratio."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    catalogue, theirs = many(), baseline()

    def ours(catalogue: tfg.Catalogue) -> str:
        return tfg.dumps(catalogue, "json")

    assert json.loads(theirs(catalogue)) == json.loads(ours(catalogue))
    times = [(seconds(ours, catalogue), seconds(theirs, catalogue)) for _ in range(pairs)]
    ratio = median(own / other for own, other in times)
    print(f"JSON of {EPISODES:,} episodes, {pairs} pairs")
    print(f"  dumps(…, 'json')      {median(own for own, _ in times):.3f} s")
    print(f"  cattrs + json.dumps   {median(other for _, other in times):.3f} s")
    print(f"  ratio                 {ratio:.2f}  (goal: at most 1.0)")


if __name__ == "__main__":
    main()
