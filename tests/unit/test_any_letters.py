"""Shows in any letters: their ids, and a year of a Japanese, a Hebrew and a Russian one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

import techforgood_podcast as tfg
from own_folders import read
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run


class Year(NamedTuple):
    """A show, with the titles of its episodes, a guest, and the ids that these get."""

    language: str
    title: str
    episodes: tuple[str, ...]
    guest: str
    show_id: str
    ids: tuple[str, ...]
    guest_id: str


RUSSIAN = Year(
    language="ru",
    title="Хлеб и код",
    episodes=("Печь", "Соль земли", "Мука", "Печь"),
    guest="Анна Щукина",
    show_id="khleb-i-kod",
    ids=("pech", "sol-zemli", "muka", "pech-2024-04-01"),
    guest_id="anna-shchukina",
)
JAPANESE = Year(
    language="ja",
    title="パンとコード",
    episodes=("オーブン", "塩の話", "こむぎ粉 と ミルク", "塩の話"),
    guest="やまだ はなこ",
    show_id="pantokodo",
    ids=("obun", "episode-2024-02-01", "2024-03-01-to-miruku", "episode-2024-04-01"),
    guest_id="yamada-hanako",
)
HEBREW = Year(
    language="he",
    title="לחם וקוד",
    episodes=("תנור", "מלח", "קמח 2", "מלח"),
    guest="דנה לוי",
    show_id="show-b5a5188a",
    ids=("episode-2024-01-01", "episode-2024-02-01", "2024-03-01-2", "episode-2024-04-01"),
    guest_id="person-61b60b7a",
)


@pytest.fixture(params=[RUSSIAN, JAPANESE, HEBREW], ids=lambda year: year.language)
def year(request: pytest.FixtureRequest) -> Year:
    found: Year = request.param
    return found


def feed_of(year: Year, count: int) -> str:
    """Return the feed of a show after some months, with an episode a month, the newest first."""
    credit = f'<podcast:person role="guest">{year.guest}</podcast:person>'
    items = [
        item(
            title=title,
            guid=f"urn:{month}",
            pubDate=f"{('Mon', 'Thu', 'Fri', 'Mon')[month - 1]}, 01 "
            f"{('Jan', 'Feb', 'Mar', 'Apr')[month - 1]} 2024 06:00:00 +0000",
            more=credit,
        )
        for month, title in enumerate(year.episodes[:count], 1)
    ]
    head = f"<title>{year.title}</title><language>{year.language}</language>"
    return rss(head + "".join(reversed(items)))


def test_ids_are_legible_where_they_can_be_and_stay_through_the_year(
    run: Run, tmp_path: Path, year: Year
) -> None:
    folder, feed = tmp_path / "show", tmp_path / "feed.xml"
    feed.write_text(feed_of(year, 2), encoding="utf-8")
    status, out, err = run("import-feed", str(feed), "-o", str(folder))
    assert (status, err) == (0, "")
    suggestion = f"the id of the show is {year.show_id}; --id ID gives it one that people can read"
    assert (suggestion in out.splitlines()) == year.show_id.startswith("show-")
    first = folder / "episodes" / f"{year.ids[0]}.yaml"
    edited = first.read_text(encoding="utf-8") + f"summary: {year.title}. # mine\n"
    first.write_text(edited, encoding="utf-8")
    for count in (3, 4, 4):
        feed.write_text(feed_of(year, count), encoding="utf-8")
        assert run("update", str(folder), str(feed))[0] == 0
        assert first.read_text(encoding="utf-8") == edited
    catalogue = tfg.load_catalogue(folder)
    assert catalogue.show.id == year.show_id
    assert tuple(episode.id for episode in catalogue.episodes) == year.ids
    assert [person.id for person in catalogue.people] == [year.guest_id]
    assert [problem for problem in tfg.validate(folder) if "may be" in problem.message] == []
    assert catalogue.by_guest(year.guest) == catalogue.episodes


def test_the_feed_and_the_page_say_what_the_show_says(year: Year) -> None:
    catalogue = tfg.authoring.draft_from_feed(feed_of(year, 4))
    again = tfg.authoring.draft_from_feed(tfg.dumps(catalogue, "rss"))
    assert [one.title for one in again.episodes] == list(year.episodes)
    assert again.show.id == catalogue.show.id == year.show_id
    page = tfg.dumps(catalogue, "html")
    assert year.guest in page
    assert re.search(rf'lang="?{year.language}"?', page)


def test_an_id_may_be_chosen(run: Run, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(feed_of(HEBREW, 1), encoding="utf-8")
    folder = tmp_path / "show"
    status, out, _ = run("import-feed", str(feed), "-o", str(folder), "--id", "lechem")
    assert status == 0
    assert "--id" not in out
    assert "id: lechem\n" in read(folder)["show.yaml"]
    other = run("import-feed", str(feed), "-o", str(tmp_path / "other"), "--id", "לחם")
    assert other[0] == 1
    assert "show.id: expected an id" in other[2]


def id_of(title: str) -> str:
    """Return the id that a draft gives a show with a title."""
    return tfg.authoring.draft_from_feed(rss(f"<title>{title}</title>")).show.id


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щи да каша, ёлка, подъезд", "shchi-da-kasha-yolka-podezd"),
        ("Їжак, ґанок, Љубав", "yizhak-ganok-ljubav"),
        ("и\u0306од", "yod"),
        ("Ψωμί και αλάτι του ούζου", "psomi-kai-alati-tou-ouzou"),
        ("きょう、がっこうで", "kyou-gakkoude"),
        ("ファッション・ショー", "fasshon-sho"),
        ("ティーと ウィスキー", "tito-wisuki"),
        ("ちゃ じゃ ぎゅ", "cha-ja-gyu"),
        ("ﾊﾟﾝ", "pan"),
        ("ァ", "a"),
        ("빵과 소금", "ppanggwa-sogeum"),
        ("한국", "hanguk"),
    ],
)
def test_letters_of_the_tables_become_latin(text: str, latin: str) -> None:
    assert id_of(text) == latin


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Où va le pain ?", "ou-va-le-pain"),
        ("第12話", "12"),
        ("パンの話 AI", "ai"),
        ("לחם ומלח AI", "ai"),
        ("خبز AI", "ai"),
        ("Vec™ №5", "vec-no5"),
    ],
)
def test_words_with_other_letters_stay_as_they_are(text: str, kept: str) -> None:
    assert id_of(text) == kept


def test_each_word_is_written_for_itself() -> None:
    assert id_of("パン の 話 AI") == "pan-no-ai"
