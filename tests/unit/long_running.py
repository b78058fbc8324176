"""A synthetic show of some episodes, 160 over four years, without seasons or numbers."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, TypeAlias

import techforgood_podcast as tfg

COUNT: Final = 160
# These have no day, and this one no audio.
UNDATED: Final = (100, 150)
SILENT: Final = 7
ShowKind: TypeAlias = Literal["episodic", "serial"]
_SUBJECTS: Final = ("bread", "water", "salt", "wine", "honey", "rice", "tea", "oil", "milk", "corn")
_PLACES: Final = ("mill", "field", "market", "kitchen", "harbour", "school", "forest")


def show(kind: ShowKind | None = None) -> tfg.Show:
    return tfg.Show(
        id="table",
        title="What is on the table",
        language="en",
        summary=tfg.LocalizedText(en="Every week, one thing that people eat or drink."),
        cover_url="https://example.org/cover.png",
        kind=kind,
    )


def episode(position: int, of: tfg.Show) -> tfg.Episode:
    """Return an episode: every 50th a trailer, every 30th a rerun of the one 20 weeks before."""
    shown = position - 20 if position % 30 == 29 else position
    subject, place = _SUBJECTS[shown % len(_SUBJECTS)], _PLACES[shown % len(_PLACES)]
    title = f"{subject.capitalize()} from the {place}, part {shown}"
    guest = tfg.Person(id=f"guest-{position % 90}", name=f"Guest Number{position % 90}")
    theme = tfg.Theme(id=subject, label=tfg.LocalizedText(en=subject.capitalize()))
    day = dt.date(2019, 1, 7) + dt.timedelta(weeks=position)
    return tfg.Episode(
        id=f"ep-{position:03}",
        show=of,
        kind="trailer" if position % 50 == 0 else "full",
        title=title if shown == position else f"{title} (rerun)",
        published=None if position in UNDATED else day,
        duration=dt.timedelta(minutes=20 + position % 25),
        url=f"https://example.org/{position}" if position % 2 else None,
        summary=tfg.LocalizedText(en=f"Where the {subject} of the {place} comes from."),
        guests=(tfg.Credit(person=guest, credited_as=guest.name),),
        themes=(theme,),
        audio=None
        if position == SILENT
        else tfg.Audio(url=f"https://example.org/{position}.mp3", media_type="audio/mpeg"),
        image_url=f"https://example.org/{position}.png",
    )


def long_running(kind: ShowKind | None = None, count: int = COUNT) -> tfg.Catalogue:
    of = show(kind)
    return tfg.Catalogue(show=of, episodes=[episode(n, of) for n in range(count)])
