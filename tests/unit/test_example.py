"""The invented show in ``examples/``: a whole catalogue, a feed that directories take, CC0."""

from __future__ import annotations

import json
import re
import shlex
from struct import unpack
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from example import EXAMPLE, FOLDER, file_at

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

README = (FOLDER.parent / "README.md").read_text(encoding="utf-8")

# What both RSS and a draft have.
SHOW_FIELDS = """
    id title language url feed_url cover_url author owner_name owner_email copyright explicit kind
    categories guid
"""
EPISODE_FIELDS = """
    title kind season number duration published url guid audio image_url transcripts chapters
"""


def names_of(episode: tfg.Episode) -> list[list[str]]:
    """Return the names of those who speak or work in an episode: hosts, guests, crew."""
    credited = [
        [credit.person.name for credit in credits_ if credit.person]
        for credits_ in (episode.guests, episode.crew)
    ]
    return [[host.name for host in episode.hosts], *credited]


def mappings() -> list[dict[str, Any]]:
    """Return every mapping of the catalogue's document."""
    found: list[dict[str, Any]] = []
    json.loads(tfg.dumps(EXAMPLE, "json"), object_hook=found.append)
    return found


def test_the_example_has_no_problems() -> None:
    assert tfg.validate(FOLDER, strict=True) == ()


def test_the_example_has_two_seasons_with_days() -> None:
    assert 12 <= len(EXAMPLE.episodes) <= 20
    assert {episode.season for episode in EXAMPLE.episodes} == {1, 2}
    assert all(episode.published and episode.duration for episode in EXAMPLE.episodes)


def test_every_text_is_in_english_and_french() -> None:
    texts = [mapping for mapping in mappings() if {"en", "fr"} & mapping.keys()]
    assert all(mapping.keys() == {"en", "fr"} for mapping in texts)
    assert EXAMPLE.languages == ("en", "fr")


def test_every_address_is_on_a_reserved_name() -> None:
    hosts: list[str] = re.findall(r"https?://([^/\s]+)", tfg.dumps(EXAMPLE, "yaml"))
    assert "bread-and-code.example" in hosts
    assert all(host.endswith(".example") for host in hosts)
    assert (EXAMPLE.show.owner_email or "").endswith(".example")


def test_the_length_of_the_audio_is_its_size() -> None:
    audios = [episode.audio for episode in EXAMPLE.episodes if episode.audio]
    assert len(audios) == len(EXAMPLE.episodes)
    assert {audio.length for audio in audios} == {
        file_at(audio.url).stat().st_size for audio in audios
    }
    assert all(audio.length and audio.length <= 3_000_000 for audio in audios)


def test_the_chapters_of_an_episode_are_within_the_twenty_seconds_of_the_tone() -> None:
    starts = [chapter.start.total_seconds() for chapter in EXAMPLE.episode("s01e01").chapters]
    assert starts == [0, 5, 12]


def test_every_picture_is_a_square_that_directories_take() -> None:
    show, episodes = EXAMPLE.show, EXAMPLE.episodes
    addresses = {show.cover_url, *(episode.image_url for episode in episodes)}
    for address in addresses:
        picture = file_at(address or "").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert unpack(">II", picture[16:24]) == (1400, 1400)


def test_every_transcript_is_a_file_of_the_folder() -> None:
    transcripts = [one for episode in EXAMPLE.episodes for one in episode.transcripts]
    assert [file_at(one.url).is_file() for one in transcripts] == [True]


def test_the_feed_lacks_nothing_that_directories_ask_for(run: Run) -> None:
    status, _, err = run("export", "rss", "--data", str(FOLDER))
    assert (status, err) == (0, "")


def test_the_feed_is_read_back_without_a_loss() -> None:
    draft = tfg.authoring.draft_from_feed(tfg.dumps(EXAMPLE, "rss"))
    for field in SHOW_FIELDS.split():
        assert getattr(draft.show, field) == getattr(EXAMPLE.show, field)
    for read, written in zip(draft.episodes, EXAMPLE.episodes, strict=True):
        for field in EPISODE_FIELDS.split():
            assert getattr(read, field) == getattr(written, field)
        assert written.published_at in {read.published_at, None}
        assert names_of(read) == names_of(written)


@pytest.mark.slow
def test_the_commands_of_the_readme_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(FOLDER.parent)
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^podcast-catalogue (.*)$", README, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        status, _, errors = run(*shlex.split(command))
        assert (status, errors) == (0, "")
