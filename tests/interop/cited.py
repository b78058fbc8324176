"""The values that citation readers should find, taken from the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cases
import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast import FormatName
    from techforgood_podcast.writers import Exportable

EVERY = pytest.mark.parametrize("language", cases.LANGUAGES)
OF_ALL = pytest.mark.parametrize("case", cases.CASES)
RUNNING_TIME = re.compile(r"(?:\d+:)?\d\d:\d\d")


def one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def localized(text: tfg.LocalizedText, language: str) -> str:
    return text.get(language) or str(text)


def seconds(text: str) -> int:
    """Return the duration in seconds contained in a text."""
    found = RUNNING_TIME.search(text)
    assert found
    total = 0
    for part in found.group().split(":"):
        total = total * 60 + int(part)
    return total


def parts(person: tfg.Person) -> tuple[str, str]:
    """Return the given and family name, or an empty string and the full name."""
    if person.given and person.family and "," not in person.given + person.family:
        return person.given, person.family
    return "", person.name


def hosts(episode: tfg.Episode) -> list[tuple[str, str]]:
    return [parts(host) for host in episode.hosts]


def guests(episode: tfg.Episode, language: str) -> list[tuple[str, str]]:
    found = {
        guest.person or guest: parts(guest.person) if guest.person else ("", group(guest, language))
        for guest in episode.guests
    }
    return list(found.values())


def group(credit: tfg.Credit, language: str) -> str:
    assert credit.group
    return localized(credit.group, language)


def address(episode: tfg.Episode) -> str | None:
    return episode.url or (episode.audio.url if episode.audio else None) or episode.show.url


def key(episode: tfg.Episode) -> str:
    return f"{episode.show.id}_{episode.id}"


def episodes(case: str) -> dict[str, tfg.Episode]:
    found = cases.catalogue_of(cases.CASES[case]).episodes
    return {key(episode): episode for episode in found}


def written(folder: Path, obj: Exportable, format_: FormatName, language: str, suffix: str) -> Path:
    path = folder / f"cited{suffix}"
    tfg.dump(obj, path, format_, language=language)
    return path


def credited(episode: tfg.Episode, language: str) -> list[str]:
    """Return the roles, affiliations, organisations and places of an episode."""
    found = [mention.organisation.name for mention in episode.organisations]
    found += [localized(place.name, language) for place in episode.places]
    for credit in (*episode.guests, *episode.mentioned):
        found += [localized(credit.role, language)] if credit.role else []
        found += [body.name for body in credit.organisations]
    return found
