"""The canonical form: plain values in a fixed order, as files hold them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from plain_values import document
from settings import examples
from strategies import catalogues

SHOW = tfg.Show(id="my-show", title="My show", language="en")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (485, "08:05"), (1_993, "33:13"), (3_600, "1:00:00"), (360_001, "100:00:01")],
)
def test_a_duration_is_written_as_minutes_and_seconds_with_hours_if_needed(
    seconds: int, text: str
) -> None:
    duration = dt.timedelta(seconds=seconds)
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", duration=duration)
    (written,) = document(episode)["episodes"]
    assert written["duration"] == text


def test_unknown_values_are_left_out() -> None:
    catalogue = tfg.Catalogue(show=SHOW, people=[tfg.Person(id="ann", name="Ann")])
    written = document(catalogue)
    assert list(written) == ["info", "show", "people"]
    assert written["people"] == [{"id": "ann", "name": "Ann"}]


def test_references_become_ids_and_parts_stay_inside() -> None:
    acme = tfg.Organisation(id="acme", name="Acme", kind="company")
    ann = tfg.Person(id="ann", name="Ann", organisations=(acme,))
    episode = tfg.Episode(
        id="s01e01",
        show=SHOW,
        season=1,
        number=1,
        title="Bread",
        duration=dt.timedelta(minutes=33, seconds=13),
        published=dt.date(2022, 1, 17),
        summary=tfg.LocalizedText(fr="Pain", en="Bread"),
        hosts=(ann,),
        guests=(
            tfg.Credit(person=ann, organisations=(acme,), credited_as="Ann"),
            tfg.Credit(group=tfg.LocalizedText(en="bakers"), credited_as="Bakers"),
        ),
        organisations=(tfg.Mention(organisation=acme, relation="supporter", of=acme),),
        figures=(
            tfg.Figure(
                low=1.5,
                high=2,
                unit=tfg.LocalizedText(en="loaves"),
                statement=tfg.LocalizedText(en="a day"),
                as_printed=tfg.LocalizedText(en="1.5 to 2"),
            ),
        ),
        audio=tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=7),
    )
    written = document(episode)
    assert written["people"] == [{"id": "ann", "name": "Ann", "organisations": ["acme"]}]
    assert written["episodes"][0] == {
        "id": "s01e01",
        "season": 1,
        "number": 1,
        "kind": "full",
        "title": "Bread",
        "duration": "33:13",
        "published": "2022-01-17",
        "summary": {"fr": "Pain", "en": "Bread"},
        "hosts": ["ann"],
        "guests": [
            {"person": "ann", "organisations": ["acme"], "credited_as": "Ann"},
            {"group": {"en": "bakers"}, "credited_as": "Bakers"},
        ],
        "organisations": [{"organisation": "acme", "relation": "supporter", "of": "acme"}],
        "figures": [
            {
                "low": 1.5,
                "high": 2,
                "unit": {"en": "loaves"},
                "statement": {"en": "a day"},
                "as_printed": {"en": "1.5 to 2"},
            }
        ],
        "audio": {"url": "https://example.org/1.mp3", "media_type": "audio/mpeg", "length": 7},
    }


def test_fields_are_in_the_order_of_the_model() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    guest = tfg.Credit(person=ann, role=tfg.LocalizedText(en="baker"), credited_as="Ann")
    episode = tfg.Episode(id="e", show=SHOW, season=1, number=2, title="T", guests=(guest,))
    (written,) = document(episode)["episodes"]
    assert list(written) == ["id", "season", "number", "kind", "title", "guests"]
    assert list(written["guests"][0]) == ["person", "role", "credited_as"]


def test_derived_values_are_not_written() -> None:
    info = tfg.DataInfo(version="1", sha256="0" * 64)
    written = document(tfg.Catalogue(show=SHOW, info=info))
    assert written["info"] == {"version": "1", "schema_version": 1}


def test_lists_are_sorted_by_id_and_episodes_in_their_own_order() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="b", name="A"), tfg.Person(id="a", name="B")],
        episodes=[
            tfg.Episode(id=id_, show=SHOW, season=1, number=number, title="T")
            for id_, number in (("a", 2), ("b", 1), ("c", None))
        ],
        redirects=[tfg.Redirect(id="z"), tfg.Redirect(id="y", to="a")],
    )
    written = document(catalogue)
    assert list(written) == ["info", "show", "episodes", "people", "redirects"]
    assert [record["id"] for record in written["people"]] == ["a", "b"]
    assert [record["id"] for record in written["episodes"]] == ["c", "b", "a"]
    assert written["redirects"] == [{"id": "y", "to": "a"}, {"id": "z"}]


def test_the_digest_is_that_of_the_document_without_its_info() -> None:
    catalogue = tfg.Catalogue(show=SHOW, info=tfg.DataInfo(version="1"))
    text = '{"show":{"id":"my-show","title":"My show","language":"en"}}'
    assert catalogue.info.sha256 == hashlib.sha256(text.encode()).hexdigest()


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_the_digest_of_every_catalogue_can_be_checked_from_its_document(
    catalogue: tfg.Catalogue,
) -> None:
    written = document(catalogue)
    del written["info"]
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    assert catalogue.info.sha256 == hashlib.sha256(text.encode()).hexdigest()
