"""The command line on a podcast that goes on: import, update, compare."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss
from techforgood_podcast.catalogue.changes import show_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done, Run

PEOPLE = (
    "<podcast:person>Ann</podcast:person><podcast:person>Bob</podcast:person>"
    '<podcast:person role="guest">Cy</podcast:person>'
)
FEED = rss(
    "<title>Bread</title><ttl>60</ttl>"
    + item(title="1: Oven", guid="oven", description="Hot", itunes_duration="25:30")
)
NEXT = rss(
    "<title>Bread</title>"
    + item(title="2: Salt", guid="salt")
    + item(
        title="1: Oven",
        guid="oven",
        itunes_duration="25:31",
        link="https://example.org/1",
        description="Hot",
        more=PEOPLE + '<podcast:transcript url="https://example.org/1.vtt" type="text/vtt"/>',
    )
    + item(guid="none")
)


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command beside two feeds and a folder of the first."""
    monkeypatch.chdir(tmp_path)
    Path("feed.xml").write_text(FEED, encoding="utf-8")
    Path("next.xml").write_text(NEXT, encoding="utf-8")
    assert run("import-feed", "feed.xml", "-o", "bread")[0] == 0
    return run


def rows(out: str) -> list[list[str]]:
    return [re.split(" {2,}", line) for line in out.splitlines()]


def test_update_prints_json_on_request(run: Run) -> None:
    status, out, _ = run("update", "bread", "next.xml", "--json")
    assert status == 3
    assert [episode["id"] for episode in json.loads(out)["added"]] == ["e02"]


@pytest.fixture
def versions(run: Run) -> Run:
    """Return a function that runs a command beside an old and a new version."""
    run("export", "json", "--data", "bread", "-o", "old.json")
    run("update", "bread", "next.xml")
    return run


def test_the_json_of_an_update_names_each_guid_of_a_feed_that_has_moved(run: Run) -> None:
    days = ("2022-01-01", "2022-01-08")
    for host in ("old", "new"):
        items = (item(title=day, guid=f"{host}-{day}", pubDate=day) for day in days)
        Path(f"{host}.xml").write_text(rss("".join(items)), encoding="utf-8")
    run("import-feed", "old.xml", "-o", "moved")
    for option, change in (("--dry-run", "conflict"), ("--moved", "changed")):
        moved = json.loads(run("update", "moved", "new.xml", "--json", option)[1])["moved"]
        assert [(one["change"], one["before"], one["after"]) for one in moved] == [
            (change, f"old-{day}", f"new-{day}") for day in days
        ]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("anna@example.org", "anne@example.org", ("anna@…", "anne@…")),
        ("ann@example.org", "anna@example.org", ("ann@…", "anna@…")),
        ("ann@example.org", "ann@example.com", ("…g", "…m")),
        ("bob@example.org", "ann@example.org", ("b…", "a…")),
        ("ann@example.org", None, ("(private)", "none")),
        (None, "ann@example.org", ("none", "(private)")),
    ],
)
def test_private_values_are_told_apart_by_few_letters(
    before: str | None, after: str | None, shown: tuple[str, str]
) -> None:
    assert show_private(before, after) == shown


def test_diff_prints_json(versions: Run) -> None:
    _, out, _ = versions("diff", "old.json", "bread", "--json")
    assert json.loads(out)[0] == {
        "change": "changed",
        "kind": "episode",
        "id": "e01",
        "field": "url",
        "before": None,
        "after": "https://example.org/1",
    }


def test_a_reused_id_is_an_error(versions: Run) -> None:
    text = Path("old.json").read_text("utf-8").replace("1: Oven", "Wine").replace('"oven"', '"w"')
    Path("new.json").write_text(
        text.replace('"guid"', '"published": "2022-01-01", "guid"'), "utf-8"
    )
    status, out, err = versions("diff", "old.json", "new.json")
    assert (status, out) == (1, "")
    assert err.startswith('techforgood-podcast: episodes.e01.id: reused: "1: Oven" before')


# ------------------------------------------------------------------- replacing the feed it was


@pytest.fixture
def replacing(run: Run) -> Callable[..., Done]:
    """Return a function that exports the folder against the feed that it came from."""

    def call(*arguments: str) -> Done:
        return run("export", "rss", "--data", "bread", "--replacing", "feed.xml", *arguments)

    return call


def test_export_writes_no_feed_that_would_lose_an_item(
    run: Run, replacing: Callable[..., Done]
) -> None:
    run("export", "rss", "--data", "bread", "-o", "new.xml")
    Path("bread/episodes/e01.yaml").rename("bread/episodes/e02.yaml")
    text = Path("bread/episodes/e02.yaml").read_text(encoding="utf-8")
    text = text.replace("id: e01", "id: e02").replace("guid: oven", "guid: salt")
    Path("bread/episodes/e02.yaml").write_text(text.replace("Oven", "Salt"), encoding="utf-8")
    status, out, err = replacing("-o", "new.xml", "--force")
    assert (status, err) == (
        1,
        "techforgood-podcast: this feed cannot replace feed.xml; nothing was written\n",
    )
    assert rows(out)[0] == ["loses", "item", "oven", "1: Oven"]
    assert rows(out)[-1] == ["feed.xml: 1 item and 0 guids would be lost"]
    assert "oven" in Path("new.xml").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ what is proposed


def test_import_feed_proposes_people_and_themes_that_nothing_reads(run: Run) -> None:
    names = "<itunes:author>Ann Bell, Bread &amp; Bob Cole</itunes:author>"
    contributor = "<atom:contributor><atom:name>bob  cole</atom:name></atom:contributor>"
    host = "<podcast:person>Cy Dale</podcast:person><itunes:author>Cy Dale</itunes:author>"
    tags = "<category>Salt</category><category>{}</category>"
    channel = f"<title>Bread</title>{names}" + "".join(
        item(title=title, more=contributor + host + tags.format(title)) for title in ("A", "B")
    )
    Path("named.xml").write_text(rss(channel), encoding="utf-8")
    out = run("import-feed", "named.xml", "-o", "named")[1]
    found = [[cell for cell in row if cell] for row in rows(out)]
    assert ["item atom:contributor", "2", "proposed in proposals.txt", "line 1, 1"] in found
    assert "named/proposals.txt proposes people and themes for you to review" in out
    assert Path("named/proposals.txt").read_text(encoding="utf-8") == (
        "Proposals from the feed, for you to review. Nothing reads this file.\n"
        "\nPeople whom the feed names as authors or contributors, for people.yaml:\n\n"
        "# 3 times\n- id: bob-cole\n  name: Bob Cole\n"
        "# 1 time\n- id: ann-bell\n  name: Ann Bell\n"
        "\nThemes from the keywords that episodes share, for themes.yaml:\n\n"
        "# 2 episodes\n- id: salt\n  label: Salt\n"
    )
    assert [person.name for person in tfg.load_catalogue("named").people] == ["Cy Dale"]
    assert run("validate", "named", "--no-warnings")[0] == 0
    assert run("package", "named", "-o", "project", "--name", "named_bread")[0] == 0
    assert not Path("project/src/named_bread/data/proposals.txt").exists()


def twice_numbered(*numbers: int) -> str:
    return rss("\n".join(item(title=f"#{n} Oven", itunes_episode=str(n + 7)) for n in numbers))


def test_a_show_that_counts_in_two_ways_gets_one_warning(run: Run) -> None:
    Path("two.xml").write_text(twice_numbered(*range(1, 13)), encoding="utf-8")
    out = run("import-feed", "two.xml", "-o", "two")[1]
    assert out.count("warning") == 1
    assert 'the title says 1: "#1 Oven"; so do the titles of 11 other items' in out
