"""The flat table of episodes: the expected values, and the values read as its notes explain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    import techforgood_podcast as tfg

Value: TypeAlias = str | list[str] | list[list[str]] | list[list[float]]

NOUNS = {
    "host": "hosts",
    "guest": "guests",
    "mentioned": "mentioned",
    "organisation": "organisations",
    "theme": "themes",
    "keyword": "keywords",
    "place": "places",
    "figure": "figures",
    "source": "sources",
}
"""For each list the column whose items are never empty."""
NESTED = re.compile(r"\w+_organisations|\w+_organisation_ids")


def undone(cell: str) -> str:
    return re.sub(
        r"(?<![^,;\t\r\n])'(?=([\x22']|[^\S\t\r\n])*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])", "", cell
    )


def plain(item: str) -> str:
    return item.replace("%3B", ";").replace("%7C", "|").replace("%25", "%")


def understood(row: Mapping[str, str]) -> dict[str, Value]:
    """Return what a row says."""
    values: dict[str, Value] = {}
    for column, cell in row.items():
        first = NOUNS.get(column.partition("_")[0]) or (column in NOUNS.values() and column)
        if not first:
            values[column] = undone(cell)
            continue
        items = undone(cell).split("; ") if row[first] else []
        if column == "figure_values":
            values[column] = [[float(part) for part in item.split(" | ")] for item in items]
        elif NESTED.fullmatch(column):
            values[column] = [[plain(part) for part in item.split(" | ") if part] for item in items]
        else:
            values[column] = [plain(item) for item in items]
    return values


def expected(episode: tfg.Episode, language: str) -> dict[str, Value]:
    """Return what the row of an episode has to say."""

    def localized(text: tfg.LocalizedText | None) -> str:
        return "" if text is None else text.get(language) or str(text)

    def credited(noun: str, plural: str, credits_: tuple[tfg.Appearance, ...]) -> dict[str, Value]:
        return {
            plural: [
                credit.person.name if credit.person else localized(credit.group)
                for credit in credits_
            ],
            f"{noun}_ids": [credit.person.id if credit.person else "" for credit in credits_],
            f"{noun}_credits": [credit.credited_as for credit in credits_],
            f"{noun}_roles": [localized(credit.role) for credit in credits_],
            f"{noun}_organisations": [[o.name for o in c.organisations] for c in credits_],
            f"{noun}_organisation_ids": [[o.id for o in c.organisations] for c in credits_],
        }

    seconds = "" if episode.duration is None else str(int(episode.duration.total_seconds()))
    clock = (
        f"{int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"
        if seconds
        else ""
    )
    audio = episode.audio
    return {
        "id": episode.id,
        "code": episode.code,
        "season": str(episode.season or ""),
        "number": str(episode.number or ""),
        "kind": episode.kind,
        "title": episode.title,
        "duration": clock,
        "duration_seconds": seconds,
        "published": str(episode.published or ""),
        "published_at": episode.published_at.isoformat() if episode.published_at else "",
        "url": episode.url or "",
        "guid": episode.guid or "",
        "summary": localized(episode.summary),
        "hosts": [host.name for host in episode.hosts],
        "host_ids": [host.id for host in episode.hosts],
        **credited("guest", "guests", episode.guests),
        **credited("mentioned", "mentioned", episode.mentioned),
        "organisations": [mention.organisation.name for mention in episode.organisations],
        "organisation_ids": [mention.organisation.id for mention in episode.organisations],
        "organisation_relations": [str(mention.relation) for mention in episode.organisations],
        "organisation_of": [m.of.name if m.of else "" for m in episode.organisations],
        "organisation_of_ids": [m.of.id if m.of else "" for m in episode.organisations],
        "themes": [localized(theme.label) for theme in episode.themes],
        "theme_ids": [theme.id for theme in episode.themes],
        "keywords": list(episode.keywords),
        "places": [localized(place.name) for place in episode.places],
        "place_ids": [place.id for place in episode.places],
        "figures": [figure.as_printed for figure in episode.figures],
        "figure_statements": [localized(figure.statement) for figure in episode.figures],
        "figure_values": [
            [float(n) for n in (f.value, f.low, f.high) if n is not None] for f in episode.figures
        ],
        "figure_units": [localized(figure.unit) for figure in episode.figures],
        "figure_years": [str(figure.year or "") for figure in episode.figures],
        "audio_url": audio.url if audio else "",
        "audio_media_type": audio.media_type if audio else "",
        "audio_length": str(audio.length or "") if audio else "",
        "sources": [localized(source.title) for source in episode.sources],
        "source_ids": [source.id for source in episode.sources],
        "source_urls": [source.url or "" for source in episode.sources],
        "show": episode.show.title,
        "show_id": episode.show.id,
    }
