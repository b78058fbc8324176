"""Moments, e-mail addresses, prose, and what is true or false: the rules of these values."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

import techforgood_podcast as tfg
from mistakes import problems

SHOW = tfg.Show(id="s", title="S", language="fr")
EPISODE = tfg.Episode(id="e", show=SHOW, title="E")
DAY = dt.date(2022, 1, 17)
AT = dt.datetime(2022, 1, 17, 8, 30, tzinfo=dt.UTC)


def refused(record: Any, **values: Any) -> str:
    with pytest.raises(tfg.RecordError) as caught:
        attrs.evolve(record, **values)
    return str(caught.value)


def read(fields: str) -> tfg.Episode:
    text = f"show: {{id: s, title: S, language: fr}}\nepisodes: [{{id: e, title: E, {fields}}}]"
    return tfg.loads(text, "yaml").episodes[0]


# ------------------------------------------------------------------------------------- moments


def test_a_moment_has_its_day_in_its_own_zone() -> None:
    late = dt.datetime.fromisoformat("2022-01-17T23:30:00-05:00")
    found = attrs.evolve(EPISODE, published=DAY, published_at=late)
    assert (found.published, found.published_at) == (DAY, late)


def test_a_moment_without_its_day_is_refused() -> None:
    assert refused(EPISODE, published_at=AT) == (
        'Episode.published_at: missing "published", the day of the moment; '
        'add "published: 2022-01-17"'
    )


def test_a_moment_of_another_day_is_refused() -> None:
    assert refused(EPISODE, published_at=AT, published=dt.date(2022, 1, 18)) == (
        "Episode.published: expected 2022-01-17, the day of published_at, found 2022-01-18"
    )


@pytest.mark.parametrize("day", ["17 January", AT])
def test_a_day_of_a_wrong_kind_is_refused_for_that_alone(day: Any) -> None:
    assert refused(EPISODE, published_at=AT, published=day).startswith(
        "Episode.published: expected a day"
    )


@pytest.mark.parametrize(
    ("at", "message"),
    [
        (AT.replace(tzinfo=None), "expected a moment with its zone, found 2022-01-17 08:30:00"),
        (AT.replace(microsecond=1), "expected whole seconds"),
        (AT.replace(tzinfo=dt.timezone(dt.timedelta(seconds=1))), "a zone from -14:00 to +14:00"),
        (AT.replace(tzinfo=dt.timezone(dt.timedelta(hours=15))), "a zone from -14:00 to +14:00"),
        (DAY, "expected a moment, such as 2022-01-17T08:30:00+01:00, found 2022-01-17"),
        ("2022-01-17T08:30:00Z", "expected a datetime.datetime"),
    ],
)
def test_what_no_file_could_state_is_no_moment(at: Any, message: str) -> None:
    assert message in refused(EPISODE, published_at=at, published=DAY)


def test_a_moment_that_a_change_of_the_clocks_repeats_is_refused() -> None:
    paris = ZoneInfo("Europe/Paris")
    twice = dt.datetime(2022, 10, 30, 2, 30, tzinfo=paris)
    once = twice.replace(hour=4)
    assert "the clocks were changed" in refused(EPISODE, published_at=twice, published=twice.date())
    found = attrs.evolve(EPISODE, published_at=once, published=once.date())
    catalogue = tfg.Catalogue(show=SHOW, episodes=[found])
    assert tfg.loads(tfg.dumps(catalogue, "json"), "json") == catalogue


def test_a_record_with_a_moment_can_be_hashed_and_pickled() -> None:
    found = attrs.evolve(EPISODE, published=DAY, published_at=AT)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- our own
    assert len({found, attrs.evolve(found)}) == 1


@pytest.mark.parametrize("text", ["2022-01-17T08:30:00Z", "'2022-01-17T08:30:00+00:00'"])
def test_a_file_states_a_moment_with_or_without_quotation_marks(text: str) -> None:
    assert read(f"published: 2022-01-17, published_at: {text}").published_at == AT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-01-17", "expected a moment, such as"),
        ("2022-02-30T08:30:00Z", "expected a moment, such as"),
        ("2022-01-17T08:30:00", "expected a moment with its zone"),
        ("2022-01-17T08:30:00+15:00", "a zone from -14:00 to +14:00"),
    ],
)
def test_a_file_states_a_moment_in_one_way_only(text: str, message: str) -> None:
    (problem,) = problems(
        f"episodes: [{{id: e, title: E, published: 2022-01-17, published_at: {text}}}]"
    )
    assert problem.startswith("2:67: episodes[0].published_at: ")
    assert message in problem


def test_a_moment_is_written_with_its_own_zone() -> None:
    at = dt.datetime.fromisoformat("2022-01-17T08:30:00+01:00")
    found = attrs.evolve(EPISODE, published=DAY, published_at=at)
    assert tfg.to_dict(found)["published_at"] == "2022-01-17T08:30:00+01:00"


# ------------------------------------------------------------------------------ true and false


def test_a_file_states_what_is_true_or_false() -> None:
    assert (read("explicit: true").explicit, read("explicit: false").explicit) == (True, False)


@pytest.mark.parametrize("text", ["yes", "True", "1", "'true'"])
def test_nothing_else_is_true_or_false(text: str) -> None:
    (problem,) = problems(f"episodes: [{{id: e, title: E, explicit: {text}}}]")
    assert problem.startswith("2:40: episodes[0].explicit: expected true or false, found ")


def test_a_number_is_not_true() -> None:
    assert refused(EPISODE, explicit=1) == "Episode.explicit: expected true or false, found 1"


# ------------------------------------------------------------------------- prose and addresses


def test_notes_may_have_several_lines_and_must_not_be_empty() -> None:
    assert attrs.evolve(EPISODE, notes="One.\n\nTwo.").notes == "One.\n\nTwo."
    assert refused(EPISODE, notes=" \n") == (
        "Episode.notes: the text is empty; leave it out if nothing is known"
    )


@pytest.mark.parametrize("address", ["me", "@example.org", "me@", "Me <me@example.org>", "a@b@c"])
def test_an_address_without_a_name_and_a_host_is_refused(address: str) -> None:
    assert refused(SHOW, owner_email=address).startswith(
        "Show.owner_email: expected an e-mail address, such as"
    )


def test_a_crew_has_appearances_of_a_person_or_of_a_group() -> None:
    with pytest.raises(tfg.RecordError, match="Credit: expected either"):
        tfg.Credit(credited_as="Bob")


def test_the_kind_of_a_show_is_one_of_two() -> None:
    assert refused(SHOW, kind="seral") == 'Show.kind: unknown kind "seral"; did you mean "serial"?'
