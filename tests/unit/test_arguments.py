"""Arguments of a wrong kind are refused where they would silently mean something else."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()
EPISODES = CATALOGUE.episodes
PERSON: Any = CATALOGUE.person("gentelet")
BODY: Any = CATALOGUE.organisation("bayesimpact")
WRONG: Any = 3
NONE: Any = None
HUGE: Any = 10**5000  # which Python refuses to print
NO: Any = "no"
FEED = "<rss><channel/></rss>"


class BytesPath:
    """A path whose name is not text, as ``os.scandir(b".")`` gives them."""

    def __fspath__(self) -> bytes:
        return b"feed.xml"


CASES: dict[str, tuple[Callable[[], object], str]] = {
    "an organisation for a person": (
        lambda: CATALOGUE.person(BODY),
        "expected a person, an id or a name, found an Organisation",
    ),
    "a list for one name": (
        lambda: EPISODES.by_guest(["gentelet"]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a guest, an id or a name, found a list; pass its items one by one, or with *",
    ),
    "a flag for an episode": (
        lambda: CATALOGUE.episode(True),  # noqa: FBT003
        "expected an episode, an id or a name, found true",
    ),
    "a text for several episodes": (
        lambda: CATALOGUE.select("S1E3"),
        'expected several episodes, found "S1E3"',
    ),
    "a text for a part of the catalogue": (
        lambda: CATALOGUE.subset("S1E3"),
        'expected several episodes, found "S1E3"',
    ),
    "nothing among several episodes": (
        lambda: CATALOGUE.select([NONE]),
        "expected an episode, an id or a name, found None",
    ),
    "a text for a season": (
        lambda: EPISODES.by_season("1"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        'expected the number of a season, found "1"',
    ),
    "a source, which has no episodes": (
        lambda: CATALOGUE.episodes_of(CATALOGUE.sources[0]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a person, organisation, theme or place, found a Source",
    ),
    "an organisation among people": (
        lambda: tfg.Catalogue(show=CATALOGUE.show, people=[BODY]),
        "expected a Person in people, found an Organisation",
    ),
    "a person as show": (
        lambda: tfg.Catalogue(show=PERSON),
        "expected a Show in show, found a Person",
    ),
    "a list to write": (
        lambda: tfg.dumps([CATALOGUE.episode(3)], "json"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        (
            "expected a catalogue, a selection of episodes or an episode, found a list;"
            " make a selection of it with catalogue.select()"
        ),
    ),
    "no feed": (tfg.authoring.inspect_feed, "expected a feed or its path, found None"),
    "the number of an open file": (
        lambda: tfg.authoring.inspect_feed(WRONG),
        "expected a feed or its path, found 3",
    ),
    "a path of bytes": (
        lambda: tfg.authoring.draft_from_feed(BytesPath()),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a feed or its path, found a BytesPath",
    ),
}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CATALOGUE.search("emploi", limit=-1),
        lambda: CATALOGUE.people.find("lara", limit=-1),
        lambda: CATALOGUE.related(3, limit=-1),
    ],
    ids=["search", "find", "related"],
)
def test_a_negative_limit_is_refused_in_words(ask: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^expected 0 or more as limit, found a negative number$"):
        ask()


@pytest.mark.parametrize("name", CASES)
def test_an_argument_that_would_mean_something_else_is_refused(name: str) -> None:
    call, message = CASES[name]
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == message


FLAGS: dict[str, Callable[[], object]] = {
    "with_notes": lambda: tfg.authoring.draft_from_feed(FEED, with_notes=NO),
    "dry_run": lambda: tfg.authoring.update_folder("nowhere", FEED, dry_run=NO),
    "force": lambda: tfg.dump(CATALOGUE, "c.json", force=NO),
    "strict": lambda: tfg.validate(strict=NO),
    "narrower": lambda: tfg.by_theme("art", narrower=NO),
    "all_words": lambda: tfg.search("emploi", all_words=NO),
    "reverse": lambda: EPISODES.sorted("title", reverse=NO),
    "expand": lambda: tfg.to_dict(PERSON, expand=NO),  # pyright: ignore[reportUnknownLambdaType]
}


@pytest.mark.parametrize("flag", FLAGS)
def test_a_text_is_no_flag_although_it_counts_as_true(
    flag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match=f'^expected True or False as {flag}, found "no"$'):
        FLAGS[flag]()
    assert not list(tmp_path.iterdir())


def test_a_number_too_long_to_print_is_an_unknown_episode() -> None:
    with pytest.raises(tfg.UnknownNameError, match='no episode "a very long number"'):
        CATALOGUE.episode(HUGE)


def test_a_number_too_long_to_print_is_no_value_of_an_option() -> None:
    with pytest.raises(tfg.UnknownOptionError, match='"a very long number" is not text'):
        tfg.dumps(CATALOGUE, "csv", language=HUGE)


def test_a_number_of_minutes_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^expected a number of minutes, found nan$"):
        EPISODES.longer_than(minutes=math.nan)


def test_a_duration_without_limit_is_longer_than_any_episode() -> None:
    assert not EPISODES.longer_than(minutes=math.inf)
    known = EPISODES.where(lambda episode: episode.duration is not None)
    assert EPISODES.shorter_than(minutes=math.inf) == known
    assert EPISODES.shorter_than(minutes=10**400) == known


def test_minutes_are_compared_to_the_second() -> None:
    show = CATALOGUE.show
    duration = dt.timedelta(minutes=33, seconds=6)
    one = tfg.Episode(id="e", show=show, season=1, title="T", duration=duration)
    episodes = tfg.Catalogue(show=show, episodes=[one]).episodes
    assert not episodes.longer_than(minutes=33.1)
    assert not episodes.shorter_than(minutes=33.1)


def test_one_end_of_the_days_is_enough() -> None:
    first = dt.date(2022, 2, 1)
    later = EPISODES.published_between(first)
    assert later == EPISODES.published_between(first=first)
    assert [episode.published for episode in later if not episode.published] == []
    dated = EPISODES.where(lambda episode: episode.published is not None)
    assert EPISODES.published_between(last=dt.date(2022, 1, 31)) == dated - later


def test_a_period_needs_a_day() -> None:
    with pytest.raises(TypeError, match=r"^expected a first or a last day, found neither$"):
        EPISODES.published_between()


def test_a_period_does_not_end_before_it_begins() -> None:
    day = dt.date(2022, 2, 24)
    message = "^expected a first day before the last, found 2022-02-24 and 2022-02-23$"
    with pytest.raises(ValueError, match=message):
        EPISODES.published_between(day, day - dt.timedelta(days=1))


def test_the_time_of_a_moment_does_not_matter() -> None:
    episode = EPISODES.published_between(dt.date.min)[0]
    assert episode.published
    noon = dt.datetime.combine(episode.published, dt.time(12), dt.UTC)
    assert episode in EPISODES.published_between(noon, noon)
