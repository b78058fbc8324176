"""Arguments of a wrong kind are refused in words, and never by an error from inside."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import converters, plots

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


PATH = "a path, or a Traversable such as importlib.resources.files()"
CASES: dict[str, tuple[Callable[[], object], str]] = {
    "load_catalogue": (
        lambda: tfg.load_catalogue(["a"]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        f"expected {PATH}, found a list",
    ),
    "an overlay": (lambda: tfg.load_catalogue(None, WRONG), f"expected {PATH}, found 3"),
    "validate": (lambda: tfg.validate(WRONG), f"expected {PATH}, found 3"),
    "loads of a mapping": (
        lambda: tfg.loads({"show": {}}, "json"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a text, found a mapping",
    ),
    "loads of bytes": (
        lambda: tfg.loads(b"", "json"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a text, found bytes",
    ),
    "resolve": (
        lambda: CATALOGUE.people.resolve(WRONG),
        "expected a person, an id or a name, found 3",
    ),
    "person": (
        lambda: CATALOGUE.person(BODY),
        "expected a person, an id or a name, found an Organisation",
    ),
    "by_guest": (
        lambda: EPISODES.by_guest(["gentelet"]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a guest, an id or a name, found a list",
    ),
    "find": (lambda: CATALOGUE.people.find(WRONG), "expected the beginning of a name, found 3"),
    "episode": (
        lambda: CATALOGUE.episode(NONE),
        "expected an episode, an id or a name, found None",
    ),
    "related": (
        lambda: CATALOGUE.related(NONE),
        "expected an episode, an id or a name, found None",
    ),
    "search": (lambda: CATALOGUE.search(NONE), "expected the words to look for, found None"),
    "limit of search": (
        lambda: CATALOGUE.search("emploi", limit=NONE),
        "expected a whole number as limit, found None",
    ),
    "limit of find": (
        lambda: CATALOGUE.people.find("lara", limit=NONE),
        "expected a whole number as limit, found None",
    ),
    "limit of related": (
        lambda: CATALOGUE.related(3, limit="x"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        'expected a whole number as limit, found "x"',
    ),
    "merge": (lambda: CATALOGUE.merge(WRONG), "expected a catalogue, found 3"),
    "on_conflict": (
        lambda: CATALOGUE.merge(CATALOGUE, on_conflict=WRONG),
        "expected one of error, replace, found 3",
    ),
    "enrich": (lambda: tfg.enrich(WRONG, FEED), "expected a catalogue, found 3"),
    "a feed": (lambda: tfg.authoring.inspect_feed(WRONG), "expected a feed or its path, found 3"),
    "a path of bytes": (
        lambda: tfg.authoring.draft_from_feed(BytesPath()),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "expected a feed or its path, found a BytesPath",
    ),
    "on_conflict of enrich": (
        lambda: tfg.enrich(CATALOGUE, FEED, on_conflict=WRONG),
        "expected one of keep, replace, found 3",
    ),
    "relation": (
        lambda: EPISODES.by_organisation(BODY, relation=["subject"]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        f"expected one of {', '.join(get_args(tfg.Relation))}, found a list",
    ),
    "subset": (lambda: CATALOGUE.subset(WRONG), "expected several episodes, found 3"),
    "subset of a text": (
        lambda: CATALOGUE.subset("S1E3"),
        'expected several episodes, found "S1E3"',
    ),
    "select": (lambda: CATALOGUE.select(WRONG), "expected several episodes, found 3"),
    "select of a wrong item": (
        lambda: CATALOGUE.select([NONE]),
        "expected an episode, an id or a name, found None",
    ),
    "show": (lambda: tfg.Catalogue(show=PERSON), "expected a Show in show, found a Person"),
    "people": (
        lambda: tfg.Catalogue(show=CATALOGUE.show, people=[BODY]),
        "expected a Person in people, found an Organisation",
    ),
    "episodes": (
        lambda: tfg.Catalogue(show=CATALOGUE.show, episodes=NONE),
        "expected several episodes, found None",
    ),
    "redirects": (
        lambda: tfg.Catalogue(show=CATALOGUE.show, redirects=[WRONG]),
        "expected a Redirect in redirects, found 3",
    ),
    "info": (
        lambda: tfg.Catalogue(show=CATALOGUE.show, info=WRONG),
        "expected a DataInfo in info, found 3",
    ),
    "where": (lambda: EPISODES.where(WRONG), "expected a function, found 3"),
    "sorted": (
        lambda: EPISODES.sorted(WRONG),
        "expected the name of a field or a function, found 3",
    ),
    "sorted people": (lambda: CATALOGUE.people.sorted(WRONG), "expected a function, found 3"),
    "count_by": (
        lambda: EPISODES.count_by(NONE),  # pyright: ignore[reportUnknownLambdaType]
        "expected the name of a facet, found None",
    ),
    "by_season": (
        lambda: EPISODES.by_season("1"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        'expected the number of a season, found "1"',
    ),
    "longer_than": (
        lambda: EPISODES.longer_than(minutes=math.nan),
        "expected a number of minutes, found nan",
    ),
    "shorter_than": (
        lambda: EPISODES.shorter_than(minutes=NONE),
        "expected a number of minutes, found None",
    ),
    "published_between": (
        lambda: EPISODES.published_between("2022"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        'expected a datetime.date, found "2022"',
    ),
    "dump": (lambda: tfg.dump(CATALOGUE, NONE), "expected a path or an open file, found None"),
    "format of loads": (
        lambda: tfg.loads("{}", NONE),
        "expected the name of a format, found None",
    ),
    "best": (
        lambda: CATALOGUE.themes["emploi"].label.best(HUGE),
        "expected a language tag, found a very long number",
    ),
    "a flag for an episode": (
        lambda: CATALOGUE.episode(True),  # noqa: FBT003
        "expected an episode, an id or a name, found true",
    ),
    "converter": (
        lambda: converters.configure_converter(NONE),
        "expected a cattrs converter, found None",
    ),
    "catalogue of a converter": (
        lambda: converters.make_converter(WRONG),
        "expected a catalogue, found 3",
    ),
    "axes": (lambda: plots.themes(CATALOGUE, ax=WRONG), "expected the Axes of a figure, found 3"),
    "tables": (
        lambda: tfg.tables(WRONG),
        "expected a catalogue, a selection of episodes or an episode, found 3",
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
def test_an_argument_of_a_wrong_kind_is_refused_in_words(name: str) -> None:
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
