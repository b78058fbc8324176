"""``update_folder``: what is new in a feed comes in, and what a person wrote stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import FILLED, FULL, GUEST, OVEN, SHOW, SOURCES, read, update, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path


# ------------------------------------------------------------------------- new episodes


def test_a_new_item_becomes_a_new_file(folder: Path) -> None:
    found = update(folder, item(title="Oven", itunes_episode="1"), item(title="2: Salt", guid="2"))
    assert [episode.id for episode in found.added] == ["e02"]
    assert read(folder)["episodes/e02.yaml"] == (
        "# To complete, if known: summary, organisations, themes, places, figures; the role and\n"
        "# organisations of each guest.\n"
        "id: e02\nnumber: 2\nkind: full\ntitle: '2: Salt'\nguid: '2'\nsources:\n  - feed\n"
    )
    assert read(folder)["sources.yaml"] == "- id: feed\n  title:\n    en: 'RSS: My show'\n"
    assert read(folder)["episodes/e01.yaml"] == OVEN


def test_the_file_of_an_episode_names_the_schema_if_the_folder_has_one(folder: Path) -> None:
    (folder / "schema").mkdir()
    update(folder, item(title="2: Salt"))
    first = read(folder)["episodes/e02.yaml"].partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../schema/episode.schema.json"


def test_a_folder_without_episodes_gets_them(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    assert [episode.id for episode in update(tmp_path, item(title="Salt")).added] == ["salt"]


def test_a_new_episode_takes_no_id_that_is_taken_or_retired(folder: Path) -> None:
    write(folder, "themes.yaml", "- id: food\n  label: Food\n")
    write(folder, "redirects.yaml", "- id: salt\n  to: food\n")
    found = update(
        folder,
        item(title="Oven", itunes_episode="1"),
        item(title="Salt", pubDate="2022-01-02"),
        item(title="Bread", itunes_episode="1", pubDate="2022-01-03"),
    )
    assert [episode.id for episode in found.added] == ["salt-2022-01-02", "e01-2022-01-03"]


# --------------------------------------------------------------------------------- gaps


def test_gaps_are_filled_by_lines_at_the_end_of_the_file(folder: Path) -> None:
    found = update(folder, FULL)
    assert [change.field for change in found.filled] == [
        *("duration", "published", "published_at", "guid")
    ]
    assert read(folder)["episodes/e01.yaml"] == f"{OVEN}{FILLED}sources:\n  - feed\n"


@pytest.mark.parametrize(
    "text",
    [
        '# first\nid: e01 # one\n\nnumber:   1\ntitle: "Oven"\nsummary: >\n  Hot\n  bread.\n',
        "---\ntitle: Oven\nnumber: 1\nid: e01\n# guid: ...\n\n",
        "id: e01\nnumber: 1\ntitle: Oven\nsummary: |+\n  Hot.\n\n\n",
        "  id: e01\n  number: 1\n  title: Oven\n",
        "\ufeffid: e01\nnumber: 1\ntitle: Oven\n",
    ],
)
def test_what_a_person_wrote_stays_byte_for_byte(folder: Path, text: str) -> None:
    write(folder, "episodes/e01.yaml", text)
    assert len(update(folder, FULL).filled) == 4
    assert read(folder)["episodes/e01.yaml"].startswith(text)


def test_line_breaks_are_those_of_the_file(folder: Path) -> None:
    text = OVEN.replace("\n", "\r\n")
    write(folder, "episodes/e01.yaml", text)
    update(folder, FULL)
    lines = f"{FILLED}sources:\n  - feed\n".replace("\n", "\r\n")
    assert read(folder)["episodes/e01.yaml"] == text + lines


def test_a_file_without_a_final_line_break_stays_without_one(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", OVEN.rstrip())
    update(folder, FULL)
    assert read(folder)["episodes/e01.yaml"] == f"{OVEN}{FILLED}sources:\n  - feed"


def test_the_source_is_added_to_the_list_of_sources(folder: Path) -> None:
    write(folder, "sources.yaml", SOURCES)
    write(folder, "episodes/e01.yaml", f"id: e01\nsources:\n- page  # mine\n\n{OVEN[8:]}")
    update(folder, FULL)
    assert read(folder)["episodes/e01.yaml"] == (
        f"id: e01\nsources:\n- page  # mine\n- feed\n\n{OVEN[8:]}{FILLED}"
    )
    assert (
        read(folder)["sources.yaml"] == f"{SOURCES}- id: feed\n  title:\n    en: 'RSS: My show'\n"
    )


def test_the_source_is_added_to_a_list_of_sources_in_brackets(folder: Path) -> None:
    write(folder, "sources.yaml", SOURCES)
    write(folder, "episodes/e01.yaml", f"{OVEN}sources: [page] # mine\n")
    assert update(folder, FULL).left == ()
    assert read(folder)["episodes/e01.yaml"] == f'{OVEN}sources: [page, "feed"] # mine\n{FILLED}'


def test_sources_that_only_an_overlay_states_are_left_and_reported(folder: Path) -> None:
    write(folder, "sources.yaml", SOURCES)
    overlay = folder.parent / f"{folder.name}.json"
    overlay.write_text('{"episodes": [{"id": "e01", "sources": ["page"]}]}', encoding="utf-8")
    feed = rss(item(title="Oven", guid="urn:1", itunes_episode="1"))
    found = tfg.authoring.update_folder(folder, feed, overlays=[overlay])
    assert [problem.message for problem in found.left] == [
        'no certain place for guid: urn:1, sources: ["page", "feed"]'
    ]
    assert read(folder)["episodes/e01.yaml"] == OVEN


@pytest.mark.parametrize(
    "text",
    [
        f"{OVEN}...\n",
        f"{OVEN}summary: |\n  Hot.",
    ],
)
def test_a_file_whose_place_for_lines_is_not_certain_is_left_and_reported(
    folder: Path, text: str
) -> None:
    write(folder, "episodes/e01.yaml", text)
    found = update(folder, FULL)
    assert (found.filled, read(folder)["episodes/e01.yaml"]) == ((), text)
    assert [str(problem) for problem in found.left] == [
        (
            "episodes/e01.yaml: no certain place for duration: 30:34, published: 2022-01-17, "
            'published_at: 2022-01-17T06:00:00+01:00, guid: urn:1, sources: ["feed"]; '
            "add it by hand"
        )
    ]


@pytest.mark.parametrize(
    ("line", "values", "fields"),
    [
        ("guid:", "guid: urn:1", ["duration", "published", "published_at"]),
        ("duration: ~", "duration: 30:34", ["published", "published_at", "guid"]),
        (
            "published_at: null",
            "published: 2022-01-17, published_at: 2022-01-17T06:00:00+01:00",
            ["duration", "guid"],
        ),
        ("sources: []", 'sources: ["feed"]', ["duration", "published", "published_at", "guid"]),
    ],
)
def test_a_key_without_a_value_is_left_and_the_other_gaps_are_filled(
    folder: Path, line: str, values: str, fields: list[str]
) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}{line}\n")
    found = update(folder, FULL)
    assert [change.field for change in found.filled] == fields
    assert read(folder)["episodes/e01.yaml"].startswith(f"{OVEN}{line}\n")
    assert [str(problem) for problem in found.left] == [
        f"episodes/e01.yaml: keys without a value were left: {values}; fill them in by hand"
    ]


def test_a_file_whose_only_gap_is_a_key_without_a_value_stays_as_it_is(folder: Path) -> None:
    text = f"{OVEN}guid:\n"
    write(folder, "episodes/e01.yaml", text)
    found = update(folder, item(title="Oven", guid="urn:1", itunes_episode="1"))
    assert (found.filled, read(folder)["episodes/e01.yaml"]) == ((), text)


def test_a_day_without_a_moment_is_left_to_a_key_without_a_value(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}published:\n")
    found = update(folder, item(title="Oven", pubDate="2022-01-02", itunes_episode="1"))
    message = "keys without a value were left: published: 2022-01-02"
    assert [problem.message for problem in found.left] == [message]


def test_a_title_that_differs_is_reported_and_never_written(folder: Path) -> None:
    text = f"{OVEN}guid: urn:1\n"
    write(folder, "episodes/e01.yaml", text)
    found = update(folder, item(title="Oven | Bread 1", guid="urn:1"))
    assert [(c.field, c.before, c.after) for c in found.conflicts] == [
        ("title", "Oven", "Oven | Bread 1")
    ]
    assert read(folder)["episodes/e01.yaml"] == text


def test_two_items_with_one_audio_file_are_two_episodes(folder: Path) -> None:
    audio = "audio:\n  url: https://example.org/1.mp3\n  media_type: audio/mpeg\n"
    write(folder, "episodes/e01.yaml", f"id: e01\ntitle: Oven\n{audio}")
    enclosure = '<enclosure url="https://example.org/1.mp3" type="audio/mpeg"/>'
    items = [item(title=title, more=enclosure) for title in ("Oven", "Rerun of the oven")]
    assert [episode.id for episode in update(folder, *items).added] == ["rerun-of-the-oven"]
    assert update(folder, *items).added == ()


def test_a_title_that_differs_by_its_number_only_is_not_reported(folder: Path) -> None:
    assert update(folder, item(title="1. Oven", itunes_episode="1")).conflicts == ()


# ----------------------------------------------------------------------------- the show

ABOUT = (
    "<title>My show</title><link>https://example.org/</link><copyright>© Ann</copyright>"
    '<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>'
    "<itunes:owner><itunes:name>Ann</itunes:name><itunes:email>a@example.org</itunes:email>"
    "</itunes:owner><itunes:explicit>false</itunes:explicit><podcast:guid>g-1</podcast:guid>"
)


OWNER = "<itunes:owner><itunes:email>a@example.org</itunes:email></itunes:owner>"


def test_the_gaps_of_the_show_are_filled_by_lines_at_the_end_of_its_file(folder: Path) -> None:
    found = update(folder, ABOUT)
    assert read(folder)["show.yaml"] == (
        f"{SHOW}url: https://example.org/\nowner_name: Ann\nowner_email: a@example.org\n"
        "copyright: © Ann\nexplicit: false\ncategories:\n  - Arts > Food\nguid: g-1\n"
        "sources:\n  - feed\n"
    )
    assert {(change.kind, change.field) for change in found.filled} == {
        *(("show", name) for name in ("url", "owner_name", "owner_email", "copyright")),
        *(("show", name) for name in ("explicit", "categories", "guid")),
    }
    again = update(folder, ABOUT)
    assert (again.filled, again.conflicts) == ((), ())


def test_what_differs_of_the_show_is_kept_and_reported(folder: Path) -> None:
    text = "# mine\ntitle: My  show\nid: my-show\nlanguage: en\nauthor: Ann\nexplicit: true\n"
    write(folder, "show.yaml", text)
    found = update(folder, "<title>Your show</title><itunes:explicit>no</itunes:explicit>")
    assert [(change.field, change.before, change.after) for change in found.conflicts] == [
        ("title", "My  show", "Your show"),
        ("explicit", True, False),
    ]
    assert read(folder)["show.yaml"] == text


def test_a_file_in_brackets_gets_its_values_in_these(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", "{id: e01, number: 1, title: Oven}\n")
    update(folder, item(title="Oven", guid="urn:1", itunes_episode="1"))
    assert read(folder)["episodes/e01.yaml"] == (
        '{id: e01, number: 1, title: Oven, "guid": "urn:1", "sources": ["feed"]}\n'
    )


def test_the_show_of_a_file_without_a_certain_place_is_left_and_reported(folder: Path) -> None:
    text = "id: my-show\ntitle: My show\nlanguage: en\n...\n"
    write(folder, "show.yaml", text)
    found = update(folder, f"<title>My show</title><copyright>{'Ann' * 50}</copyright>{OWNER}")
    assert (found.filled, read(folder)["show.yaml"]) == ((), text)
    (problem,) = map(str, found.left)
    assert problem == (
        f"show.yaml: no certain place for owner_email, copyright: {'Ann' * 33}…, "
        'sources: ["feed"]; add it by hand'
    )


# ------------------------------------------------------------------------------ values


def test_values_that_differ_are_kept_and_reported(folder: Path) -> None:
    text = f"{OVEN}duration: 30:35\nguid: urn:1\n"
    write(folder, "episodes/e01.yaml", text)
    found = update(folder, item(title="Oven", guid="urn:1", itunes_duration="1834"))
    assert [(change.field, change.before, change.after) for change in found.conflicts] == [
        ("duration", "30:35", "30:34")
    ]
    assert read(folder)["episodes/e01.yaml"] == text


AUDIO = "audio:\n  url: https://example.org/1.mp3  # mine\n  media_type: audio/mpeg\n"
ENCLOSURE = '<enclosure url="https://example.org/1.mp3" length="9" type="audio/mpeg"/>'


def test_the_unknown_size_of_an_audio_file_is_filled_inside_its_block(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"id: e01\nnumber: 1\n{AUDIO}title: Oven\n")
    found = update(folder, item(title="Oven", itunes_episode="1", more=ENCLOSURE))
    assert [(change.field, change.change) for change in found.filled] == [("audio", "filled")]
    assert read(folder)["episodes/e01.yaml"] == (
        f"id: e01\nnumber: 1\n{AUDIO}  length: 9\ntitle: Oven\nsources:\n  - feed\n"
    )


def test_the_unknown_size_of_an_audio_file_is_filled_inside_its_brackets(folder: Path) -> None:
    audio = "audio: {{url: 'https://example.org/1.mp3', media_type: audio/mpeg{}}} # mine\n"
    write(folder, "episodes/e01.yaml", OVEN + audio.format(""))
    update(folder, item(title="Oven", itunes_episode="1", more=ENCLOSURE))
    after = audio.format(', "length": 9')
    assert read(folder)["episodes/e01.yaml"] == f"{OVEN}{after}sources:\n  - feed\n"


def test_an_audio_file_whose_only_news_is_its_size_may_have_its_sources_already(
    folder: Path,
) -> None:
    write(folder, "sources.yaml", "- id: feed\n  title: 'RSS: My show'\n")
    write(folder, "episodes/e01.yaml", f"{OVEN}{AUDIO}sources:\n  - feed\n")
    update(folder, item(title="Oven", itunes_episode="1", more=ENCLOSURE))
    text = f"{OVEN}{AUDIO}  length: 9\nsources:\n  - feed\n"
    assert read(folder)["episodes/e01.yaml"] == text


def test_another_kind_is_reported_if_the_feed_states_one(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}guid: urn:1\n")
    write(folder, "episodes/soon.yaml", "id: soon\ntitle: Soon\nkind: trailer\nguid: urn:2\n")
    bonus = item(title="Oven", guid="urn:1", itunes_episodeType="bonus")
    found = update(folder, bonus, item(title="Soon", guid="urn:2"))
    assert [(c.id, c.field, c.before, c.after) for c in found.conflicts] == [
        ("e01", "kind", "full", "bonus")
    ]


def test_notes_are_taken_on_request_as_a_block_of_text(folder: Path) -> None:
    feed = rss(item(title="Oven", itunes_episode="1", description="Hot\n\nbread: yes"))
    assert tfg.authoring.update_folder(folder, feed).filled == ()
    tfg.authoring.update_folder(folder, feed, with_notes=True)
    lines = "notes_html: |-\n  Hot\n\n  bread: yes\nsources:\n  - feed\n"
    assert read(folder)["episodes/e01.yaml"] == OVEN + lines


# ------------------------------------------------------------------------------- people


def test_new_people_are_added_to_their_list(folder: Path) -> None:
    people = "# All.\n  - id: ann\n    name: Ann  # mine\n"
    write(folder, "people.yaml", people)
    update(folder, item(title="2: Salt", more=GUEST))
    assert read(folder)["people.yaml"] == (
        f"{people}  - id: bob-cole\n    name: Bob Cole\n"
        "    image_url: https://example.org/b.jpg\n    sources:\n      - feed\n"
    )


def test_people_are_added_to_a_file_that_has_only_comments(folder: Path) -> None:
    write(folder, "people.yaml", "# Nobody yet.\n")
    update(folder, item(title="Oven", itunes_episode="1", more=GUEST))
    assert read(folder)["people.yaml"].startswith("# Nobody yet.\n- id: bob-cole\n")
    assert "guests:\n  - person: bob-cole\n" in read(folder)["episodes/e01.yaml"]


def test_people_who_cannot_be_added_are_reported(folder: Path) -> None:
    write(folder, "people.yaml", "- {id: ann, name: Ann}\n...\n")
    known = '<podcast:person role="guest">Ann</podcast:person>'
    found = update(folder, item(title="2: Salt", more=GUEST + known))
    assert [guest.credited_as for guest in found.added[0].guests] == ["Ann"]
    assert [str(problem) for problem in found.left] == [
        "people.yaml: no certain place for new people; add it by hand",
        'people.yaml: not added: "Bob Cole"; add it by hand',
    ]


def test_a_name_that_several_people_have_is_reported(folder: Path) -> None:
    write(folder, "people.yaml", "- id: a\n  name: Bob Cole\n- id: b\n  name: Bob Cole\n")
    found = update(folder, item(title="2: Salt", more=GUEST))
    assert found.added[0].guests == ()
    assert [str(problem) for problem in found.left] == [
        'people.yaml: not credited: several people are called "Bob Cole"; add it by hand'
    ]


def test_sources_that_cannot_be_added_are_left_out(folder: Path) -> None:
    write(folder, "sources.yaml", f"{SOURCES}...\n")
    found = update(folder, FULL, item(title="2: Salt"))
    assert found.added[0].sources == ()
    assert read(folder)["episodes/e01.yaml"] == f"{OVEN}{FILLED}"
    assert [str(problem) for problem in found.left] == [
        "sources.yaml: no certain place for new sources; add it by hand"
    ]


def test_a_theme_that_an_exported_feed_writes_as_a_category_is_no_keyword(folder: Path) -> None:
    write(folder, "themes.yaml", "- id: food\n  label:\n    en: Food\n  aliases: [Cuisine]\n")
    write(folder, "episodes/e01.yaml", f"{OVEN}themes: [food]\n")
    tags = "<category>Food</category><category>cuisine</category>{}"
    one = item(title="Oven", itunes_episode="1", more=tags.format(""))
    assert update(folder, one).filled == ()
    other = item(title="Oven", itunes_episode="1", more=tags.format("<category>Salt</category>"))
    assert [change.after for change in update(folder, other).filled] == [["Salt"]]


def test_a_keyword_that_became_a_theme_is_no_conflict(folder: Path) -> None:
    write(folder, "themes.yaml", "- id: food\n  label:\n    en: Food\n")
    one = item(title="2: Salt", guid="urn:2", more="<category>Food</category>")
    assert update(folder, one).added[0].keywords == ("Food",)
    found = update(folder, one)
    assert (found.filled, found.conflicts) == ((), ())
