"""The format ``html``: headings, the order of episodes, and links of a show that goes on."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from long_running import COUNT, SILENT, UNDATED, long_running
from web_pages import Page, facts, page

if TYPE_CHECKING:
    from collections.abc import Iterable


SHOW = tfg.Show(id="s", title="Show", language="en")
SERIAL = tfg.Show(id="s", title="Show", language="en", kind="serial")
LONG = long_running()


def of(*days: str | None, show: tfg.Show = SHOW, **known: Any) -> tfg.Catalogue:
    """Return a catalogue with an episode for each day, titled by it."""
    return tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(
                id=f"e{n}",
                show=show,
                title=day or f"Episode {n}",
                published=None if day is None else dt.date.fromisoformat(day),
                **{key: values[n] for key, values in known.items()},
            )
            for n, day in enumerate(days)
        ],
    )


def listed(found: Page) -> list[str]:
    """Return the headings and titles in the list of episodes, from the top."""
    inside = found.one("list").inside
    assert {element.tag for element in inside} <= {"h3", "article"}
    return [
        next(e for e in element.inside[0].inside if e.tag in {"h3", "h4"}).words
        if element.tag == "article"
        else f"# {element.words}"
        for element in inside
    ]


def levels(found: Page) -> list[int]:
    return [int(e.tag[1]) for e in found.elements if e.tag in {"h1", "h2", "h3", "h4"}]


def index(found: Page) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(found.one("index").text)
    return value


def test_without_seasons_the_newest_year_and_day_come_first() -> None:
    found = page(of("2021-03-01", "2022-01-01", "2021-01-01"))
    assert listed(found) == ["# 2022", "2022-01-01", "# 2021", "2021-03-01", "2021-01-01"]
    assert found.one("year-2021").words == "2021"


def test_a_serial_show_begins_with_its_oldest_episode() -> None:
    found = page(of("2022-01-01", "2021-03-01", show=SERIAL))
    assert listed(found) == ["# 2021", "2021-03-01", "# 2022", "2022-01-01"]


def test_a_show_with_numbers_begins_with_its_newest_episode_too() -> None:
    found = page(of("2022-01-01", "2021-03-01", number=(2, 1)))
    assert listed(found) == ["# 2022", "2022-01-01", "# 2021", "2021-03-01"]


def test_where_a_day_is_unknown_the_oldest_episode_comes_first() -> None:
    found = page(of("2022-01-01", "2021-03-01", None))
    assert listed(found) == [
        *("# 2021", "2021-03-01", "# 2022", "2022-01-01", "# No date", "Episode 2")
    ]


def orders(found: Page) -> list[str]:
    return [option.attributes["data-word"] for option in found.one("order").inside]


def test_an_order_that_is_asked_for_comes_first_and_can_be_changed() -> None:
    episodes = of("2021-01-01", "2022-01-01", "2023-01-01")
    newest, oldest, other = (
        page(episodes.select(ids)) for ids in (("e2", "e1", "e0"), ("e0", "e1", "e2"), ("e1", "e2"))
    )
    assert (orders(newest), listed(newest)[:2]) == (["newest", "oldest"], ["# 2023", "2023-01-01"])
    assert (orders(oldest), listed(oldest)[:2]) == (["oldest", "newest"], ["# 2021", "2021-01-01"])
    assert "ages" not in index(oldest)
    assert orders(other) == ["oldest", "newest"]


def test_an_order_that_is_none_of_the_known_ones_is_called_that_of_the_export() -> None:
    found = page(of("2021-01-01", "2022-01-01", "2023-01-01").select(["e1", "e0", "e2"]))
    assert orders(found) == ["as_exported", "oldest", "newest"]
    assert listed(found) == ["2022-01-01", "2021-01-01", "2023-01-01"]
    assert index(found)["ages"] == [1, 0, 2]


def test_numbers_that_go_back_in_time_are_listed_by_day_within_years() -> None:
    found = page(of("2021-05-01", None, "2021-02-01", number=(1, 2, 3)))
    assert listed(found) == ["# 2021", "2021-02-01", "2021-05-01", "# No date", "Episode 1"]


def test_moments_order_the_episodes_of_one_day() -> None:
    moments = tuple(dt.datetime(2022, 1, 1, hour, tzinfo=dt.UTC) for hour in (18, 6))
    timed = page(of("2022-01-01", "2022-01-01", published_at=moments))
    assert [e.attributes["id"] for e in timed.all("article")] == ["episode-e0", "episode-e1"]
    untimed = page(of("2022-01-01", "2022-01-01"))
    assert [e.attributes["id"] for e in untimed.all("article")] == ["episode-e1", "episode-e0"]


def test_seasons_are_headings_whatever_the_days() -> None:
    found = page(of("2021-03-01", "2022-01-01", None, season=(1, 2, None)))
    assert listed(found) == [
        *("# Season 1", "2021-03-01", "# Season 2", "2022-01-01"),
        *("# Other episodes", "Episode 2"),
    ]


def test_without_seasons_and_days_there_are_no_headings_and_no_order() -> None:
    found = page(of(None, None))
    assert listed(found) == ["Episode 0", "Episode 1"]
    assert [e for e in found.all("select") if e.attributes.get("id") == "order"] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "catalogue",
    [of(None, None), of("2021-01-01"), of(None, season=(1,)), LONG, tfg.load_catalogue()],
    ids=["bare", "year", "season", "long", "bundled"],
)
def test_no_level_of_headings_is_skipped(catalogue: tfg.Catalogue) -> None:
    found = levels(page(catalogue))
    assert found[0] == 1
    assert max(below - above for above, below in pairwise(found)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("catalogue", "values"),
    [
        (of("2021-01-01", "2022-01-01"), ["", "oldest"]),
        (of("2021-01-01", "2022-01-01", show=SERIAL), ["", "newest"]),
        (of(None, None, number=(1, 2)), ["", "newest"]),
        (of("2021-01-01", "2022-01-01", None), ["", "newest"]),
    ],
    ids=["newest", "serial", "numbers", "undated"],
)
def test_the_order_can_be_turned(catalogue: tfg.Catalogue, values: list[str]) -> None:
    options = page(catalogue).one("order").inside
    assert [option.attributes["value"] for option in options] == values
    assert {option.attributes["data-word"] for option in options} == {"newest", "oldest"}


def years(found: Page) -> Iterable[str]:
    return [e.attributes["value"] for e in found.one("by-year").inside]


def test_years_can_be_chosen_if_there_are_several() -> None:
    assert years(page(of("2021-01-01", "2023-01-01", None))) == ["", "2023", "2021"]
    selects = page(of("2021-01-01", "2021-02-01")).all("select")
    assert "by-year" not in [e.attributes.get("id") for e in selects]


def test_the_page_says_which_episode_is_which_if_its_order_is_another() -> None:
    assert index(page(of("2021-01-01", "2022-01-01")))["order"] == [1, 0]
    assert "order" not in index(page(tfg.load_catalogue()))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["episodic", "serial"])
def test_a_show_of_400_episodes_is_complete_under_its_years(kind: tfg.ShowKind) -> None:
    found = page(long_running(kind))
    headings = [text for text in listed(found) if text.startswith("#")]
    assert headings == [*(f"# {year}" for year in range(2019, 2027)), "# No date"]
    assert len(found.all("article")) == COUNT
    assert [e.attributes["id"] for e in found.all("article")[-2:]] == [
        f"episode-ep-{n}" for n in UNDATED
    ]


def listening(found: Page, id_: str) -> tuple[str, str]:
    """Return the link that lets people listen to an episode: its text and its address."""
    actions = found.one(id_).inside[0].inside[-1]
    first = actions.inside[0]
    return first.words, first.attributes["href"]


@pytest.mark.slow
def test_known_audio_is_played_on_the_page() -> None:
    found = page(LONG)
    assert listening(found, "episode-ep-002") == ("Listen", "#episode-ep-002")
    assert listening(found, f"episode-ep-{SILENT:03}") == (
        *("Listen", f"https://example.org/{SILENT}"),
    )
    players = found.all("audio")
    assert len(players) == COUNT - 1
    assert players[-1].attributes["preload"] == "none"


def test_an_episode_without_an_address_has_no_link_to_listen() -> None:
    show = tfg.Show(id="s", title="Show", language="en", url="https://example.org/")
    found = page(of("2021-03-01", show=show))
    assert found.all("p", "do") == found.all("audio") == []
    (ways,) = found.all("p", "ways")
    assert [(link.words, link.attributes["href"]) for link in ways.inside] == [
        ("Listen", "https://example.org/")
    ]


def test_the_head_says_where_to_listen_and_subscribe() -> None:
    links = [
        tfg.Link(label="Apple Podcasts", url="https://example.org/apple"),
        tfg.Link(label="Spotify", url="https://example.org/spotify"),
    ]
    show = tfg.Show(
        id="s", title="Show", language="en", feed_url="https://example.org/rss", links=tuple(links)
    )
    (ways,) = page(of("2021-03-01", "2023-03-01", show=show)).all("p", "ways")
    assert ways.words == "Subscribe Apple Podcasts Spotify"
    assert ways.inside[1].attributes["href"] == links[0].url


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (("2021-03-01", "2023-03-01"), "2 episodes 2021–2023"),
        (("2021-03-01", "2021-04-01"), "2 episodes 2021"),
        (("2021-03-01", None), "2 episodes"),
    ],
)
def test_the_head_says_in_which_years_a_show_was_published(
    days: tuple[str | None, ...], span: str
) -> None:
    assert page(of(*days)).all("p", "span")[0].words == span


def test_what_no_episode_has_is_told_once() -> None:
    found = page(of(None, None)).one("show-s")
    assert found.words.endswith(
        "Unknown for every episode: audio, running time, day of publication."
    )
    timed = page(of("2021-03-01", None, duration=(dt.timedelta(minutes=2), None)))
    assert timed.one("show-s").words.endswith("Unknown for every episode: audio.")


def test_a_chapter_leads_to_its_place_in_the_audio() -> None:
    episode = tfg.Episode(
        id="e",
        show=SHOW,
        title="T",
        audio=tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg"),
        chapters=(tfg.Chapter(start=dt.timedelta(minutes=1, seconds=2), title="Salt"),),
    )
    (jump,) = page(episode).all("a", "jump")
    assert (jump.words, jump.attributes["href"]) == ("01:02", "https://example.org/1.mp3#t=62")


def test_an_episode_leads_to_the_one_before_and_after_it() -> None:
    steps = page(of(None, None, None, number=(1, 2, 3))).all("ul", "steps")
    assert [step.words for step in steps] == [
        "Next E2 Episode 1",
        "Previous E1 Episode 0 Next E3 Episode 2",
        "Previous E2 Episode 1",
    ]


def test_a_summary_with_which_the_notes_begin_is_not_said_twice() -> None:
    said = "How a loaf is baked. And cooled."
    summary = tfg.LocalizedText(en=said)
    for notes, shown in ((f"{said}\n\nLinks.", 0), ("Links.", 1)):
        episode = tfg.Episode(id="e", show=SHOW, title="T", summary=summary, notes=notes)
        whole = page(episode).one("episode-e").inside[1]
        assert len(whole.all("div", "summary")) == shown


def test_transcripts_chapters_and_the_crew_are_in_the_details() -> None:
    ann = tfg.Person(id="ann", name="Ann Bell")
    episode = tfg.Episode(
        id="e",
        show=SHOW,
        title="T",
        transcripts=(
            tfg.Transcript(url="https://example.org/1.vtt", media_type="text/vtt"),
            tfg.Transcript(url="https://example.org/1.fr", media_type="text/html", language="fr"),
        ),
        chapters_url="https://example.org/chapters.json?a&b",
        chapters=(
            tfg.Chapter(start=dt.timedelta(), title="Flour"),
            tfg.Chapter(start=dt.timedelta(hours=1), title="Salt", url="https://example.org/salt"),
        ),
        crew=(tfg.Credit(person=ann, credited_as="Ann"),),
    )
    found = page(episode)
    assert facts(found, "episode-e") == {
        "Crew": ["Ann"],
        "Transcripts": ["English text/vtt", "Français text/html"],
        "Chapters": ["00:00 Flour", "1:00:00 Salt", "https://example.org/chapters.json?a&b"],
    }
    outside = [e.attributes["href"] for e in found.all("a") if "rel" in e.attributes]
    assert outside == [
        *("https://example.org/salt", "https://example.org/chapters.json?a&b"),
        *("https://example.org/1.vtt", "https://example.org/1.fr"),
    ]


def test_a_day_that_is_the_code_is_written_once_as_people_write_it() -> None:
    found = page(of("2021-03-01"))
    (meta,) = found.all("p", "meta")
    assert meta.words == "1 March 2021"
