"""How both feed formats credit guests in the notes of an item."""

from __future__ import annotations

import json
import re

import pytest

import techforgood_podcast as tfg

SHOW = tfg.Show(id="s", title="Show", language="en", url="https://example.org/")


def credit(role: str, organisation: str) -> tfg.Episode:
    """Return an episode with a guest in a role, and in an organisation."""
    guest = tfg.Credit(
        person=tfg.Person(id="ann", name="Ann"),
        role=tfg.LocalizedText(en=role),
        organisations=(tfg.Organisation(id="o", name=organisation, kind="lab"),),
        credited_as="Ann",
    )
    return tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=(guest,))


def written(episode: tfg.Episode) -> list[str]:
    """Return the credit in an item of RSS and of JSON Feed."""
    item = re.search(r"<li>(Ann.*?)</li>", tfg.dumps(episode, "rss"))
    assert item
    text = json.loads(tfg.dumps(episode, "jsonfeed"))["items"][0]["content_text"]
    return [item[1], *re.findall(r"Ann.*", text)]


@pytest.mark.parametrize("organisation", ["Le Fournil", "LE FOURNIL", "Lé-Fournil"])
def test_an_organisation_that_the_role_names_in_any_spelling_is_not_repeated(
    organisation: str,
) -> None:
    episode = credit("baker at le-fournil", organisation)
    assert written(episode) == ["Ann, baker at le-fournil"] * 2


def test_an_organisation_whose_name_is_only_part_of_a_word_is_given() -> None:
    assert written(credit("artist", "Art")) == ["Ann, artist (Art)"] * 2
