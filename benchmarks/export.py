"""Measure the time for an episode in each format, and writing JSON against ``json.dumps``.

    python benchmarks/export.py

An episode on its own is measured against a selection of it. The baseline for JSON is what a user of
the models would write: a converter that replaces records by their ids and omits empty values, and
``json.dumps``. Its output has the same values.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
import generated
from cattrs.gen import make_dict_unstructure_fn, override
from measuring import Case, Row, compare, table

import techforgood_podcast as tfg
from techforgood_podcast import models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EPISODES = 3_000
# Generated episodes that are written in each format, and how many times as long as JSON some take.
FEW = 300
GOALS = {"yaml": 12, "sqlite": 14, "jsonld": 3, "turtle": 3}
ANSWERS = {
    "yaml": "Exporting an episode takes {other} to JSON and {own} to YAML.",
}
ONE = "one episode vs a selection of it, in the text format in which the two differ most"
PARTS = (tfg.Credit, tfg.Audio, tfg.Figure, tfg.Mention)
_TEXTS = [format_ for format_ in tfg.formats() if format_.kind == "text" and not format_.extra]
LISTS = ("people", "organisations", "themes", "places", "sources")


def many() -> tfg.Catalogue:
    """Return the bundled catalogue with its episodes repeated, as if read from a file."""
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
                omit=field.name in left_out, omit_if_default=field.default in (None, (), False)
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


def cases() -> Iterator[Case]:
    """Yield the cases: JSON, and one episode in each format of text."""
    catalogue, theirs = many(), baseline()
    assert json.loads(theirs(catalogue)) == json.loads(tfg.dumps(catalogue, "json"))
    yield Case(
        f'`dumps(…, "json")` of {EPISODES:,} episodes vs cattrs and `json.dumps`',
        partial(tfg.dumps, catalogue, "json"),
        partial(theirs, catalogue),
        1,
    )
    bundled = tfg.load_catalogue()
    episode = bundled.episode(6)
    selection = bundled.select([episode])
    for format_ in _TEXTS:
        yield Case(
            f"{ONE} ({format_.name})",
            partial(tfg.dumps, episode, format_),
            partial(tfg.dumps, selection, format_),
            1.5,
        )


def each_format() -> Iterator[Row]:
    """Yield a row for each format, against JSON."""
    catalogue = generated.catalogue(FEW)
    for format_ in tfg.formats():
        case = Case(
            f"`{format_.name}`, an episode of {FEW} generated ones, vs `json`",
            partial(_write, catalogue, format_),
            partial(tfg.dumps, catalogue, "json"),
            GOALS.get(format_.name),
            ANSWERS.get(format_.name, ""),
            FEW,
        )
        yield compare(case, 3 if format_.name in {"html", "site"} else 9)


def _write(catalogue: tfg.Catalogue, format_: tfg.Format) -> None:
    if format_.kind == "text":
        tfg.dumps(catalogue, format_)
        return
    with TemporaryDirectory() as folder:
        tfg.dump(catalogue, Path(folder, "to"), format_)


def rows() -> Iterator[Row]:
    """Yield the rows of the table; of one episode alone, only that in the slowest format."""
    yield from each_format()
    first, *others = cases()
    yield compare(first)
    yield max(map(compare, others), key=lambda row: row.measured)


if __name__ == "__main__":
    print(table(rows()))
