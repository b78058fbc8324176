"""The command line on a podcast that goes on: import, update, compare."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss

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
NO_UNDO = "no undo: bread is not in a git repository; copy it before an update"


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


def test_import_feed_prints_what_was_taken_and_what_was_not(run: Run) -> None:
    _, out, _ = run("import-feed", "feed.xml", "-o", "again")
    assert [[cell for cell in row if cell] for row in rows(out)[:-1]] == [
        ["channel title", "1", "taken"],
        ["channel ttl", "1", "the catalogue has no field for it", "line 1"],
        ["item title", "1", "taken"],
        ["item itunes:duration", "1", "taken"],
        ["item guid", "1", "taken"],
        ["item description", "1", "not taken without --with-notes", "line 1"],
    ]


def test_import_feed_takes_notes_on_request(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "again", "--with-notes")
    assert tfg.load_catalogue("again").episode(1).notes == "Hot"


def test_update_prints_what_it_did(run: Run) -> None:
    status, out, err = run("update", "bread", "next.xml")
    assert (status, err) == (3, "")
    assert rows(out) == [
        ["added", "e02", "2: Salt"],
        ["filled", "e01", "url", "-", "https://example.org/1"],
        ["filled", "e01", "hosts", "-", "ann, bob"],
        ["filled", "e01", "guests", "-", "cy"],
        ["filled", "e01", "transcripts", "-", "https://example.org/1.vtt"],
        ["conflict", "e01", "duration", "25:30", "25:31"],
        ["unmatched", "line 1"],
        ["bread: 1 new episode, 4 values filled in, 1 conflict, 1 item unmatched"],
        [NO_UNDO],
    ]
    assert len(tfg.load_catalogue("bread").episodes) == 2


def test_update_writes_and_remembers_answers(run: Run) -> None:
    run("update", "bread", "next.xml")
    status, out, _ = run("update", "bread", "next.xml", "--accept", "duration")
    assert rows(out)[0] == ["changed", "e01", "duration", "25:30", "25:31"]
    assert status == 3  # the item without a title waits still
    assert tfg.load_catalogue("bread").episode(1).duration == dt.timedelta(minutes=25, seconds=31)


def test_update_says_what_answers_whether_an_item_is_an_episode(run: Run) -> None:
    day = "<pubDate>2022-01-0{}</pubDate>"
    old, salt, water = (
        item(title=title, guid=title, more=day.format(number))
        for number, title in enumerate(("Old", "Salt", "Water"), start=1)
    )
    again = item(title="Salt", guid="again", more=day.format(4))
    Path("one.xml").write_text(rss(old + salt + water), encoding="utf-8")
    Path("two.xml").write_text(rss(old + again + item(guid="none")), encoding="utf-8")
    run("update", "bread", "one.xml")
    status, out, _ = run("update", "bread", "two.xml")
    assert (status, rows(out)[1:6]) == (
        3,
        [
            ["unmatched", "line 1", "Salt", "salt?"],
            ["unmatched", "line 1"],
            ["all are the episodes named, if only one is: --accept guid"],
            ["it is that episode: --accept guid --episode ID"],
            ["it is a new episode: --keep guid --episode ID"],
        ],
    )
    out = run("update", "bread", "two.xml", "--accept", "guid", "--episode", "salt")[1]
    assert rows(out)[:2] == [
        ["changed", "salt", "guid", "Salt", "again"],
        ["conflict", "salt", "published", "2022-01-02", "2022-01-04"],
    ]


def test_update_asks_by_the_audio_file_about_items_without_a_guid(run: Run) -> None:
    old, salt, again = (
        item(
            title=title,
            pubDate=f"2022-01-0{day}",
            more=f'<enclosure url="{url}" type="audio/mpeg"/>',
        )
        for day, title, url in (
            (1, "Old", "https://example.org/1"),
            (2, "Salt", "https://example.org/2"),
            (4, "Salt", "https://example.org/3"),
        )
    )
    Path("one.xml").write_text(rss(old + salt), encoding="utf-8")
    Path("two.xml").write_text(rss(old + again), encoding="utf-8")
    run("update", "bread", "one.xml")
    assert rows(run("update", "bread", "two.xml")[1])[:3] == [
        ["unmatched", "line 1", "Salt", "salt?"],
        ["it is that episode: --accept audio --episode ID"],
        ["it is a new episode: --keep audio --episode ID"],
    ]


def test_update_says_what_ends_the_report_of_an_episode_that_was_withdrawn(run: Run) -> None:
    run("update", "bread", "feed.xml")
    Path("bread/redirects.yaml").write_text("- id: salt\n", encoding="utf-8")
    Path("one.xml").write_text(rss(item(title="Salt", guid="salt")), encoding="utf-8")
    status, out, _ = run("update", "bread", "one.xml")
    hint = "if it is another episode, write a file for it; if not, --keep all"
    assert (status, rows(out)[0]) == (
        3,
        [f'left redirects.yaml: not added: "Salt", since salt was withdrawn; {hint}'],
    )
    assert run("update", "bread", "one.xml", "--keep", "all")[0] == 0


def test_update_names_the_files_that_share_the_guid_of_an_item(run: Run) -> None:
    for number in (7, 8):
        text = f"id: e0{number}\ntitle: Salt {number}\nguid: salt\n"
        Path(f"bread/episodes/e0{number}.yaml").write_text(text, encoding="utf-8")
    Path("one.xml").write_text(rss(item(title="Salt", guid="salt")), encoding="utf-8")
    assert rows(run("update", "bread", "one.xml")[1])[0] == [
        *("unmatched", "line 1", "Salt", "its guid is in e07 and e08"),
    ]


def test_update_takes_answers_for_the_show_and_an_episode_at_once(run: Run) -> None:
    run("update", "bread", "next.xml")
    answer = ("update", "bread", "next.xml", "--accept", "all", "--episode", "show")
    assert rows(run(*answer)[1])[0] == ["conflict", "e01", "duration", "25:30", "25:31"]
    out = run(*answer, "--episode", "E1")[1]
    assert rows(out)[0] == ["changed", "e01", "duration", "25:30", "25:31"]


def test_update_refuses_to_accept_and_keep_one_field(run: Run) -> None:
    status, _, err = run("update", "bread", "next.xml", "--accept", "title", "--keep", "all")
    assert (status, err.partition(": ")[2]) == (
        2,
        '"title" is both accepted and kept; choose one\n',
    )


def test_update_prints_what_it_withdrew_and_where_the_redirect_is(run: Run) -> None:
    withdraw = ("update", "bread", "feed.xml", "--withdraw", "e01")
    row = ["withdrawn", "e01", "1: Oven", "redirect in redirects.yaml"]
    status, out, _ = run(*withdraw, "--dry-run")
    assert (status, rows(out)[0], Path("bread/redirects.yaml").exists()) == (0, row, False)
    assert rows(run(*withdraw)[1])[0] == row
    assert Path("bread/redirects.yaml").read_text(encoding="utf-8") == "- id: e01\n"


def test_update_prints_json_on_request(run: Run) -> None:
    status, out, _ = run("update", "bread", "next.xml", "--json")
    assert status == 3
    assert [episode["id"] for episode in json.loads(out)["added"]] == ["e02"]


def test_export_of_a_feed_says_what_it_asks_directories_not_to_do(run: Run) -> None:
    show = Path("bread/show.yaml")
    show.write_text(f"{show.read_text('utf-8')}blocked: true\n", "utf-8")
    _, _, err = run("export", "rss", "--data", "bread", "--explicit")
    assert "note: it asks directories not to list the show (blocked)\n" in err


def test_update_says_that_nothing_is_new(run: Run) -> None:
    Path("same.xml").write_text(rss("<title>Bread</title>"), encoding="utf-8")
    assert run("update", "bread", "same.xml") == (0, "bread: nothing new\n", "")


def test_update_prints_what_differs_in_the_show_without_what_is_private(run: Run) -> None:
    owner = "<itunes:owner><itunes:email>{}@example.org</itunes:email></itunes:owner>"
    about = "<title>Bread</title><itunes:author>Ann</itunes:author>"
    Path("one.xml").write_text(rss(about + owner.format("ann")), encoding="utf-8")
    Path("two.xml").write_text(rss(about.replace("Ann", "Bob") + owner.format("bob")), "utf-8")
    assert rows(run("update", "bread", "one.xml")[1]) == [
        ["filled", "show", "author", "-", "Ann"],
        ["filled", "show", "owner_email", "-", "(private)"],
        ["bread: 0 new episodes, 2 values filled in, 0 conflicts, 0 items unmatched"],
        [NO_UNDO],
    ]
    assert rows(run("update", "bread", "two.xml")[1]) == [
        ["conflict", "show", "author", "Ann", "Bob"],
        ["conflict", "show", "owner_email", "a…", "b…"],
        ["bread: 0 new episodes, 0 values filled in, 2 conflicts, 0 items unmatched"],
    ]


def test_a_long_value_is_cut(run: Run) -> None:
    Path("next.xml").write_text(NEXT.replace("Hot", "Hot " * 100), encoding="utf-8")
    _, out, _ = run("update", "bread", "next.xml", "--with-notes")
    (notes,) = (row[-1] for row in rows(out) if row[2:3] == ["notes_html"])
    assert notes == f"{'Hot ' * 15}"[:59] + "…"


def test_values_that_look_alike_are_shown_where_they_differ(
    run: Run,
) -> None:
    transcript = '<podcast:transcript url="https://example.org/1.vtt" type="text/vtt"{}/>'
    episode = item(title="1: Oven", guid="oven", itunes_keywords="{}", more=transcript)
    for name, values in (("one", ("hot, dry", "")), ("two", ("hot, wet", ' language="fr"'))):
        Path(f"{name}.xml").write_text(rss(episode.format(*values)), encoding="utf-8")
    run("update", "bread", "one.xml")
    start = '…ia_type": "text/vtt"'
    assert rows(run("update", "bread", "two.xml")[1])[:2] == [
        ["conflict", "e01", "keywords", "hot, dry", "hot, wet"],
        ["conflict", "e01", "transcripts", f"{start}}}]", f'{start}, "language": "fr"}}]'],
    ]


def test_update_can_print_only(run: Run) -> None:
    _, out, _ = run("update", "bread", "next.xml", "--dry-run")
    total, undo = out.splitlines()[-2:]
    assert total.endswith("1 item unmatched (nothing was written)")
    assert undo == NO_UNDO
    assert len(tfg.load_catalogue("bread").episodes) == 1


def test_update_takes_notes_on_request(run: Run) -> None:
    run("update", "bread", "next.xml", "--with-notes")
    assert tfg.load_catalogue("bread").episode(1).notes == "Hot"


def test_update_says_which_file_it_left(run: Run) -> None:
    Path("bread/episodes/e01.yaml").write_text("id: e01\nnumber: 1\ntitle: Oven\n...\n", "utf-8")
    _, out, _ = run("update", "bread", "feed.xml")
    assert out.splitlines()[0] == (
        "left episodes/e01.yaml: no certain place for duration: 25:30, guid: oven, "
        'sources: ["feed"]; add it by hand'
    )


def test_update_of_a_file_is_an_error_in_one_line(run: Run) -> None:
    run("export", "json", "--data", "bread", "-o", "bread.json")
    status, out, err = run("update", "bread.json", "feed.xml")
    assert (status, out) == (1, "")
    assert err == (
        "techforgood-podcast: bread.json: expected a folder of YAML files, found a file\n"
    )


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("update", "bread", "feed.xml", "--withdraw", "xyzzy"), "episodes --data bread"),
        (("update", "bread", "feed.xml", "--episode", "xyzzy"), "episodes --data bread"),
        (("same-person", "bread", "xyzzy", "ada"), "people --data bread"),
    ],
)
def test_advice_is_for_the_folder_of_the_command(
    run: Run, arguments: tuple[str, ...], advice: str
) -> None:
    status, _, err = run(*arguments)
    assert (status, err.endswith(f" see techforgood-podcast {advice}\n")) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import-feed", "bread", "-o", "new"),
        ("update", "bread", "bread"),
        ("enrich", "bread", "--data", "bread"),
        ("export", "rss", "--data", "bread", "--replacing", "bread"),
    ],
)
def test_a_folder_is_no_feed(run: Run, arguments: tuple[str, ...]) -> None:
    message = "bread: expected the file of an RSS feed, found a folder"
    assert run(*arguments) == (1, "", f"techforgood-podcast: {message}\n")


def test_enrich_takes_notes_on_request(run: Run) -> None:
    _, out, _ = run("enrich", "feed.xml", "--data", "bread", "--with-notes")
    assert rows(out) == [["filled", "e01", "notes_html", "-", "Hot"]]


def test_export_of_a_feed_says_what_directories_will_miss(run: Run) -> None:
    _, out, err = run("export", "rss", "--data", "bread", "--explicit")
    assert out.startswith("<?xml")
    assert err == (
        "techforgood-podcast: this feed lacks what podcast directories ask for: summary, language, "
        "url, feed_url, cover_url, author, owner_name, owner_email, categories, "
        "audio of 1 episode, published of 1 episode\n"
    )


def test_export_to_another_format_misses_nothing(run: Run) -> None:
    assert run("export", "json", "--data", "bread")[2] == ""


COMPLETE = """
show: {id: bread, title: Bread, language: en, summary: Bread., url: "https://example.org/",
  feed_url: "https://example.org/rss", cover_url: "https://example.org/c.jpg", author: Ann,
  owner_name: Ann, owner_email: ann@example.org, categories: [Arts > Food], explicit: false}
episodes:
  - {id: e01, number: 1, title: Oven, published: 2022-01-17,
     audio: {url: "https://example.org/1.mp3", media_type: audio/mpeg, length: 9}}
"""


def test_export_of_a_complete_feed_says_nothing_more(run: Run) -> None:
    Path("complete.yaml").write_text(COMPLETE, encoding="utf-8")
    assert run("export", "--data", "complete.yaml", "-o", "feed.rss") == (
        0,
        "wrote feed.rss (1 episode)\n",
        "",
    )


@pytest.fixture
def versions(run: Run) -> Run:
    """Return a function that runs a command beside an old and a new version."""
    run("export", "json", "--data", "bread", "-o", "old.json")
    run("update", "bread", "next.xml")
    return run


def test_diff_prints_a_line_for_each_difference(versions: Run) -> None:
    status, out, err = versions("diff", "old.json", "bread")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "changed episode e01 url: none → https://example.org/1"
    assert "added episode e02: 2: Salt" in out.splitlines()


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


def test_diff_prints_a_changelog(versions: Run) -> None:
    _, out, _ = versions("diff", "old.json", "bread", "--markdown")
    assert out.startswith("## Episodes\n\n- changed `e01`: url none → ")


def test_equal_versions_do_not_differ(versions: Run) -> None:
    assert versions("diff", "old.json", "old.json") == (0, "no differences\n", "")
    assert versions("diff", "old.json", "old.json", "--markdown")[1] == "no differences\n"
    assert versions("diff", "old.json", "old.json", "--json")[1] == "[]\n"


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


def test_export_prints_what_the_new_feed_lacks_changes_or_adds(
    replacing: Callable[..., Done],
) -> None:
    file = Path("bread/episodes/e01.yaml")
    text = file.read_text(encoding="utf-8").replace("25:30", "25:31")
    file.write_text(text, encoding="utf-8")
    status, out, _ = replacing()
    assert status == 0
    assert rows(out) == [
        ["lacks", "channel", "ttl", "1", "60"],
        ["adds", "channel", "description", "1", "Bread"],
        ["lacks", "item", "description", "1", "Hot"],
        ["changes", "item", "itunes:duration", "1", "25:30 → 1531"],
        ["adds", "item", "itunes:episode", "1", "1"],
        ["adds", "item", "itunes:episodeType", "1", "full"],
        ["adds", "item", "podcast:episode", "1", "1"],
    ]


def test_export_writes_a_feed_that_loses_nothing(replacing: Callable[..., Done]) -> None:
    status, out, _ = replacing("-o", "new.xml")
    assert (status, rows(out)[-1]) == (0, ["wrote new.xml (1 episode)"])
    assert Path("new.xml").exists()


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


def test_export_names_a_guid_that_would_be_lost(replacing: Callable[..., Done]) -> None:
    file = Path("bread/episodes/e01.yaml")
    text = file.read_text(encoding="utf-8").replace("guid: oven", "guid: salt")
    file.write_text(text, encoding="utf-8")
    status, out, err = replacing()
    assert (status, rows(out)[0]) == (1, ["loses", "item", "guid", "oven", "oven → salt"])
    assert err == "techforgood-podcast: this feed cannot replace feed.xml\n"


def test_export_says_that_nothing_differs(run: Run) -> None:
    export = ("export", "rss", "--data", "bread")
    run(*export, "-o", "new.xml")
    out = run(*export, "--replacing", "new.xml")[1]
    assert out == "nothing differs from new.xml\n"


def test_export_keeps_the_address_of_the_owner_to_itself(run: Run) -> None:
    owner = "<itunes:owner><itunes:email>me@example.org</itunes:email></itunes:owner>"
    Path("owned.xml").write_text(FEED.replace("<ttl>", f"{owner}<ttl>"), encoding="utf-8")
    out = run("export", "rss", "--data", "bread", "--replacing", "owned.xml")[1]
    assert ["lacks", "channel", "itunes:owner", "1", "(private)"] in rows(out)


def test_a_feed_with_a_bare_ampersand_can_be_replaced(run: Run) -> None:
    Path("slip.xml").write_text(FEED.replace("Hot", "Hot & new"), encoding="utf-8")
    status, out, _ = run("export", "rss", "--data", "bread", "--replacing", "slip.xml")
    assert (status, ["lacks", "item", "description", "1", "Hot & new"] in rows(out)) == (0, True)


def test_a_large_feed_can_be_replaced_with_an_option(replacing: Callable[..., Done]) -> None:
    assert replacing("--max-bytes", "99")[2].endswith(
        ": the feed has more than 99 bytes; pass --max-bytes to allow more\n"
    )
    assert replacing("--max-bytes", "99999")[0] == 0


def test_only_feeds_replace_feeds(run: Run) -> None:
    assert run("export", "json", "--data", "bread", "--replacing", "feed.xml") == (
        2,
        "",
        "techforgood-podcast: --replacing compares RSS feeds, not json\n",
    )


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


def test_a_name_with_an_ampersand_is_one_unless_its_parts_are_names_elsewhere(run: Run) -> None:
    authors = ("Salt &amp; Sons", "Ann &amp; Bob", "Ann", "Bob")
    channel = "".join(f"<itunes:author>{author}</itunes:author>" for author in authors)
    Path("named.xml").write_text(rss(f"<title>Bread</title>{channel}"), encoding="utf-8")
    run("import-feed", "named.xml", "-o", "named")
    names = re.findall("name: (.*)", Path("named/proposals.txt").read_text("utf-8"))
    assert names == ["Ann", "Bob", "Salt & Sons"]


def twice_numbered(*numbers: int) -> str:
    return rss("\n".join(item(title=f"#{n} Oven", itunes_episode=str(n + 7)) for n in numbers))


def test_import_feed_warns_of_a_number_that_the_title_contradicts(run: Run) -> None:
    more = item(title="#5 Salt", itunes_episode="5") + item(title="Tin", itunes_episode="6")
    Path("one.xml").write_text(twice_numbered(144).replace("</channel>", f"{more}</channel>"))
    assert [
        line
        for line in run("import-feed", "one.xml", "-o", "one")[1].splitlines()
        if "warning" in line
    ] == ['one.xml:1:1: warning: number: 151 was taken, but the title says 144: "#144 Oven"']


def test_a_show_that_counts_in_two_ways_gets_one_warning(run: Run) -> None:
    Path("two.xml").write_text(twice_numbered(*range(1, 13)), encoding="utf-8")
    out = run("import-feed", "two.xml", "-o", "two")[1]
    assert out.count("warning") == 1
    assert 'the title says 1: "#1 Oven"; so do the titles of 11 other items' in out


def test_a_name_or_keyword_in_other_letters_is_proposed_with_a_digest(run: Run) -> None:
    feed = rss("<title>Bread</title><itunes:author>日本</itunes:author>")
    Path("named.xml").write_text(feed, encoding="utf-8")
    run("import-feed", "named.xml", "-o", "named")
    assert re.search(
        "- id: person-[0-9a-f]{8}\n  name: 日本\n", Path("named/proposals.txt").read_text("utf-8")
    )
