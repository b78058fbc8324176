"""The page of the invented show in ``examples/``: its audio plays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chromium import look

import techforgood_podcast as tfg
from example import EXAMPLE, file_at

if TYPE_CHECKING:
    from pathlib import Path

# The test serves the file itself, since the show's addresses are reserved names.
PLAYED = """
    await page.route(%s, (route) => route.fulfill({path: %s, contentType: 'audio/mpeg'}));
    await page.locator('#episode-s01e01 .listen').click();
    const audio = page.locator('#episode-s01e01 audio');
    return audio.evaluate(async (element) => {
      while (element.currentTime < 0.2) await new Promise((done) => setTimeout(done, 50));
      return [element.duration, element.paused, element.error];
    });
"""


# What is played begins there, even before anything is loaded.
JUMPED = """
    await page.evaluate(() => { HTMLMediaElement.prototype.play = function play() {
        this.dataset.played = this.currentTime;
    }; });
    await page.locator('#episode-s01e01 .jump').nth(1).click();
    return [await page.getAttribute('#episode-s01e01 audio', 'data-played'),
            await page.evaluate('location.hash')];
"""


def test_a_chapter_jumps_to_its_place(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "page.html")
    (second, hash_), problems = look(tmp_path / "page.html", JUMPED, at="#S1E1")
    assert float(second) == EXAMPLE.episode("s01e01").chapters[1].start.total_seconds()
    assert (hash_, problems) == ("#S1E1", [])


def test_the_audio_of_an_episode_plays(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "page.html")
    audio = EXAMPLE.episode("s01e01").audio
    assert audio
    script = PLAYED % (json.dumps(audio.url), json.dumps(str(file_at(audio.url))))
    (duration, paused, error), requests = look(tmp_path / "page.html", script)
    assert (round(duration), paused, error) == (20, False, None)
    assert set(requests) == {f"request: {audio.url}"}
